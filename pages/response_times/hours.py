"""When cases arrive and when targets run out, hour by hour of the week, with the opening hours outlined."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.components import charts, formats
from pages.components.figure import figure
from pages.response_times import case_list, choices, drawing, narrowing
from pages.response_times.choices import Asked

Number = st.column_config.NumberColumn
COLUMNS: Final[dict[str, Any]] = {
    "day": "Weekday",
    "hour": Number("Hour from"),
    "row_count": Number("Number", format="localized"),
    "open_share": Number("Open", format="percent", help="The share of that hour in which the accounts were open."),
}


def show(asked: Asked) -> None:
    """Draw both heat maps and the choice whose wall the hours are on."""
    zone = str(
        st.segmented_control(
            "Hours on the clock of",
            list(case_list.ZONES),
            format_func={**case_list.ZONES, "reporting": f"Reporting time zone ({asked.view.facts.zone})"}.__getitem__,
            key=case_list.ZONE.key,
            required=True,
        )
    )
    left, right = st.columns(2)
    with left:
        show_map(asked, "arrivals", zone)
    with right:
        show_map(asked, "breaches", zone)


def show_map(asked: Asked, kind: str, zone: str) -> None:
    """One heat map; a click lists its cell."""
    is_arrivals = kind == "arrivals"
    if not is_arrivals and asked.clock == choices.NEVER_DUE:
        st.info("Silences run out one after the other and are not kept hour by hour. Choose another clock above.")
        return
    counted = (
        asked.ask("response_hours", clock="first_response", hour_of="opened", zone=zone, verdicts=())
        if is_arrivals
        else asked.ask("response_hours", hour_of="due", zone=zone, verdicts=("breached",))
    )
    cells = with_opening(counted, asked.view.ask("open_hours", zone=zone), kind)
    total = int(cells["row_count"].sum())
    what = formats.plural(total, "case") if is_arrivals else f"{formats.plural(total, 'breach', 'breaches')}"
    about = (
        f"{what}, by the hour in which they were opened."
        if is_arrivals
        else f"{what} of the {asked.words.name.lower()} clock, by the hour in which the target ran out."
    )
    of_zone = asked.view.facts.zone if zone == "reporting" else "account's own time"
    key = f"{asked.slug}-{kind}-{zone}"
    picked = figure(
        key,
        "Arrivals by hour of the week" if is_arrivals else "Breaches by hour of the week",
        drawing.week_map,
        cells,
        words={
            "zone": of_zone,
            "what": "Cases opened" if is_arrivals else "Breached",
            "ink": charts.INK[choices.ink()],
            "colour": charts.MET if is_arrivals else charts.BREACHED,
        },
        reads=f"Heat map of weekday and hour. {about} {busiest(cells)}",
        caption=f"{about} {busiest(cells)} Outlined: hours that are open for at least half of the accounts' time.",
        columns=COLUMNS,
    )
    case_list.follow(asked.view, key, picked)


def with_opening(counted: pd.DataFrame, opening: pd.DataFrame, kind: str) -> pd.DataFrame:
    """The cells with their share of open time, the weekday's name and the code that lists them."""
    cells = counted.merge(opening, on=["weekday", "hour"], how="left", validate="one_to_one")
    return cells.assign(
        day=[narrowing.WEEKDAYS[number - 1] for number in cells["weekday"]],
        code=[f"{kind}/{day}/{hour}" for day, hour in zip(cells["weekday"], cells["hour"], strict=True)],
    )


def busiest(cells: pd.DataFrame) -> str:
    """The fullest hour in words."""
    most = cells.iloc[int(cells["row_count"].argmax())]
    if not most["row_count"]:
        return ""
    return f"Most on {most['day']} from {most['hour']:02}:00 ({formats.count(most['row_count'])})."
