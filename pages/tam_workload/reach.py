"""When each TAM can be reached, in the zone the reader chooses, and how that fits the hours of their accounts."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import pandas as pd
import streamlit as st

from data.zones import known_zones
from pages.components import formats, link, picks, tables
from pages.components.figure import figure
from pages.components.view import View
from pages.tam_workload import choosing, drawing, words

ZONE: Final = "in_zone"
REACHED: Final = "reached"
EVERY: Final = "all"
CHART: Final = "tam-hours"
Number: Final = st.column_config.NumberColumn


def zone_field(view: View) -> link.OneOf:
    """The zone of the strip; the reporting time zone unless another is chosen."""
    return link.OneOf(ZONE, tuple(zones(view)), view.facts.zone)


def zones(view: View) -> list[str]:
    """The zones offered: that of the reports, the reader's own, then every other."""
    first = [view.facts.zone, *([st.context.timezone] if st.context.timezone in known_zones() else [])]
    return list(dict.fromkeys([*first, *sorted(known_zones())]))


def fields(view: View) -> tuple[link.Field, ...]:
    """What of this part is in the address: the zone, and whose accounts are listed."""
    return zone_field(view), link.OneOf(REACHED, (EVERY, *view.ask("tam_load")["tam_id"]), EVERY)


def show(view: View) -> None:
    """Draw the strip, and the overlap with the accounts' hours."""
    zone = str(
        st.selectbox(
            "Hours shown in",
            zones(view),
            key=ZONE,
            width=330,
            help="Type to find a zone. Yours comes second where the browser tells it.",
        )
    )
    rows = view.ask("tam_hours", tams=view.filters.tams, zone=zone)
    if rows.empty:
        st.info("No TAM is in these records.")
        return
    show_strip(view, rows, zone)
    show_overlap(view)


def show_strip(view: View, rows: pd.DataFrame, zone: str) -> None:
    """The week strip; a click lists the accounts of a TAM."""
    names = choosing.names(view)
    openings = rows[rows["opens_second"].notna()]
    for sentence in without_hours(rows, names):
        st.warning(sentence)
    if openings.empty:
        return
    hours = with_hours(openings, names)
    days = pd.date_range(hours["first_day"].iloc[0], periods=7)
    holidays = sorted({f"{row.name} {formats.day(row.day)} ({row.holiday_name})" for row in holidays_of(rows, names)})
    other = f" Other hours: {'; '.join(holidays)}." if holidays else ""
    about = f"{formats.day(days[0])} to {formats.day(days[-1])}, each TAM's own hours on the wall of {zone}.{other}"
    picked = figure(
        CHART,
        "When each TAM can be reached",
        drawing.week_strip,
        hours,
        words={"zone": zone, "days": ",".join(f"{day:%a} {day.day}" for day in days)},
        reads=f"Bars of reachable hours over seven days, a row per TAM. {about}",
        caption=about,
        columns={
            "name": "TAM",
            "day_name": "Day",
            "hours": st.column_config.TextColumn("From, to", help=f"By the clock in {zone}."),
            "opens_at": tables.moments("Opens", view.facts.zone),
            "closes_at": tables.moments("Closes", view.facts.zone),
            "calendar_zone": "Calendar of the TAM",
            "holiday_name": "Special day",
        },
    )
    picks.follow(view, CHART, picked, REACHED, EVERY)


def holidays_of(rows: pd.DataFrame, names: Mapping[str, str]) -> list[Any]:
    """The rows on special days, with the TAM's name."""
    special = rows[rows["holiday_name"].notna() & rows["day"].notna()]
    return list(special.assign(name=[names.get(tam, tam) for tam in special["tam_id"]]).itertuples(index=False))


def with_hours(openings: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """The rows of `tam_hours` as bars: hours since the first midnight, and in words."""
    first = openings["day"].min()
    offset = (openings["day"] - first).dt.days * 24
    return openings.assign(
        code=openings["tam_id"],
        name=[names.get(tam, tam) for tam in openings["tam_id"]],
        first_day=first,
        from_hour=offset + openings["opens_second"] / 3600,
        to_hour=offset + openings["closes_second"] / 3600,
        day_name=[f"{day:%a} {day.day} {day:%b}" for day in openings["day"]],
        hours=[
            f"{clock(start)} to {clock(end)}"
            for start, end in zip(openings["opens_second"], openings["closes_second"], strict=True)
        ],
    )


def clock(seconds: float) -> str:
    """30600 as `08:30`."""
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours:02}:{minutes:02}"


def without_hours(rows: pd.DataFrame, names: Mapping[str, str]) -> list[str]:
    """Who cannot be reached at all in these days, and why."""
    found = []
    for tam, own in rows.groupby("tam_id", sort=False):
        if own["calendar_id"].isna().all():
            found.append(f"{names.get(str(tam), tam)} has no calendar: nobody knows when they can be reached.")
        elif own["opens_second"].isna().all():
            found.append(
                f"{names.get(str(tam), tam)} cannot be reached on any of these days: their calendar is closed."
            )
    return found


def show_overlap(view: View) -> None:
    """How much of each account's hours its TAM can be reached in."""
    names = {EVERY: "Every TAM"} | {
        code: name for code, name in choosing.names(view).items() if code in set(view.ask("tam_load")["tam_id"])
    }
    with st.container(border=True, key="tam-overlap"):
        st.header("Do the hours fit those of the accounts?", anchor=False)
        tam = str(st.selectbox("Accounts of", list(names), format_func=names.__getitem__, key=REACHED, width=330))
        st.caption("The same seven days. The share is of the account's own hours; the least comes first.")
        tables.cases(
            view if tam == EVERY else view.under(replace(view.filters, tams=(tam,))),
            "tam-overlap",
            "tam_overlap",
            {
                "account_name": st.column_config.TextColumn("Account", pinned=True),
                "tam_name": "TAM",
                "overlap_share": st.column_config.ProgressColumn(
                    "TAM reachable in their hours", format="percent", min_value=0, max_value=1
                ),
                "shared_hours": Number("Shared (h)", format="localized"),
                "account_open_hours": Number("Account's hours (h)", format="localized"),
                "tam_open_hours": Number("TAM's hours (h)", format="localized", help="Empty: the TAM has no calendar."),
            },
            empty="No account here has a TAM now.",
            worded=words.no_tam,
            opens_account=True,
        )
