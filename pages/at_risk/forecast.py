"""The forecast of At risk: what will breach before the end of today unless someone acts, by owner."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.at_risk import clock_list, forecast_chart
from pages.components import charts, formats, link, picks, tables, words
from pages.components.figure import figure
from pages.components.view import View

LATE: Final = {
    "will_breach": "Will breach",
    "within_hour": "Within the hour",
    "breached": "Breached already",
}
PICK: Final = link.OneOf("late", tuple(LATE), "will_breach")
EVERYBODY: Final = "all"
CHART: Final = "forecast"
Number = st.column_config.NumberColumn


def fields(owners: pd.DataFrame) -> tuple[link.Field, link.OneOf]:
    """What of the forecast is in the URL: which count is listed, and whose."""
    return PICK, link.OneOf("owner", (EVERYBODY, *owners["owner_id"]), EVERYBODY)


def show(view: View, owners: pd.DataFrame) -> None:
    """Draw the forecast from the rows of `risk_forecast`, and the list behind it."""
    if owners.empty:
        st.success("Nothing is late, and nothing will breach before the end of today.")
        return
    named = owners.assign(owner=[name(row) for _, row in owners.iterrows()])
    left, right = st.columns([2, 3])
    with left:
        draw(view, named)
    with right, st.container(border=True, key="forecast-cases", height="stretch"):
        st.header("Behind the forecast", anchor=False)
        show_list(view, {EVERYBODY: "Everybody", **dict(zip(named["owner_id"], named["owner"], strict=True))})


def name(row: pd.Series) -> str:
    """An owner by name, with the role where it is not that of an agent."""
    known = row["owner_name"] if pd.notna(row["owner_name"]) else words.NOBODY.get(row["owner_id"], row["owner_id"])
    return f"{known} (TAM)" if row["owner_role"] == "tam" and row["owner_id"] != "no_tam" else str(known)


def draw(view: View, named: pd.DataFrame) -> None:
    """The bars; a click puts the list on an owner."""
    total = int(named["will_breach_count"].sum())
    picked = (
        figure(
            CHART,
            "What will breach before the end of today, by owner",
            forecast_chart.by_owner,
            named,
            words={"ink": charts.INK[st.context.theme.type or "light"]},
            reads=f"Bars: {in_words(view, named)}",
            caption=in_words(view, named),
            columns={
                "owner": "Owner",
                "will_breach_count": Number("Will breach", format="localized"),
                "within_hour_count": Number("Of these within the hour", format="localized"),
                "breached_count": Number("Breached already", format="localized"),
                "first_due_at": tables.moments("First due", view.facts.zone),
            },
        )
        if total
        else st.success(in_words(view, named))
    )
    if total:
        picks.follow(view, CHART, picked, "owner", EVERYBODY)


def in_words(view: View, named: pd.DataFrame) -> str:
    """The forecast as a sentence, with the end of the day it speaks of."""
    total = int(named["will_breach_count"].sum())
    late = formats.plural(named["breached_count"].sum(), "is", "are")
    if not total:
        return f"Nothing more will breach before the end of today; {late} breached already."
    ends = named["horizon_at"].max().tz_convert(view.facts.zone)
    pressed, most = int((named["will_breach_count"] > 0).sum()), forecast_chart.MOST_OWNERS
    cut = f" The {most} fullest of {pressed} owners are drawn; the table has all." if pressed > most else ""
    return (
        f"{formats.plural(total, 'case or escalation', 'cases and escalations')} will breach unless someone acts; "
        f"{late} breached already. Today ends with the opening hours of each calendar, the last of them on "
        f"{formats.moment(ends, view.facts.zone)}; after hours the next opening day counts.{cut}"
    )


def show_list(view: View, owners: Mapping[str, str]) -> None:
    """The cases and escalations behind a bar."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        late = st.segmented_control("Listed", list(LATE), format_func=LATE.__getitem__, key=PICK.key, required=True)
        owner = st.selectbox("Owner", list(owners), format_func=dict(owners).__getitem__, key="owner", width=260)
    tables.cases(
        view,
        "forecast-cases",
        "risk_list",
        columns(view.facts.zone),
        empty="Nothing is in this group."
        if owner == EVERYBODY
        else f"Nothing of {formats.plain(owners[owner])} is in this group.",
        worded=clock_list.worded,
        bands=(),
        clocks=(),
        owners=() if owner == EVERYBODY else (str(owner),),
        pick=str(late),
    )


def columns(zone: str) -> dict[str, Any]:
    """The headings of the list: the first ones of the main list, the owner in front."""
    every = clock_list.columns(zone)
    front = ("item_id", "owner_name", "time_left", "due_at", "clock", "account_name", "last_word_by", "last_word_at")
    return {column: every[column] for column in (*front, "state", "priority", "case_id", "subject")}
