"""Whether we keep up: what came in and went out in the period, and what was open on its days."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from pages.components import cards, definitions, formats, link, picks
from pages.components.cards import Card
from pages.components.definitions import Definition
from pages.components.figure import figure
from pages.components.view import View
from pages.open_issues import drawing, flow_list

Number = st.column_config.NumberColumn


def last_day(view: View) -> date:
    """The last day of the period, or that of the records."""
    return min(view.filters.until - timedelta(days=1), view.facts.today)


def recorded(view: View) -> View:
    """The part of the period from the first case on: before it there is nothing to draw, however early it begins."""
    first = view.facts.first_case_on
    return view.under(view.filters.between(first, view.filters.until)) if first else view


def fields(view: View) -> tuple[link.Field, ...]:
    """What of this part is in the URL: the day looked at, and what is listed."""
    weeks = recorded(view).ask("backlog_weekly")["week_start"]
    return flow_list.day_field(view), link.OneOf(flow_list.FLOW, tuple(flow_list.choices(weeks)), flow_list.ON_DAY)


def show(view: View) -> None:
    """Draw the part."""
    days, before = both_periods(view)
    if days.empty:
        st.info("No day of the period lies in the records. Choose another period in the sidebar.")
        return
    cards.row(flow_cards(summed(days), None if before is None else summed(before)), key="flow-counts")
    if view.filters.tams:
        st.caption(
            "Here a case counts under the TAM its account had when it was opened; above, under the TAM it has now."
        )
    left, right = st.columns(2)
    with left:
        show_days(view, days)
    with right:
        weeks = recorded(view).ask("backlog_weekly")
        show_weeks(view, weeks)
    flow_list.show(view, last_day(view), flow_list.choices(weeks["week_start"]))


def both_periods(view: View) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    """The days of the period, and those of the one before, or None where the records do not reach back so far."""
    earlier = view.before()
    if earlier is None:
        return recorded(view).ask("backlog_daily"), None
    days = view.under(replace(view.filters, since=earlier.filters.since)).ask("backlog_daily")
    is_before = days["day"] < pd.Timestamp(view.filters.since)
    return days[~is_before].reset_index(drop=True), days[is_before]


def summed(days: pd.DataFrame) -> pd.Series:
    """The moves of the days added up, and the open cases when the last of them ended."""
    moves = days[["opened_count", "reopened_count", "resolved_count"]].sum()
    return pd.Series({**moves.to_dict(), "open_count": days["open_count"].iloc[-1] if len(days) else 0})


def flow_cards(now: pd.Series, before: pd.Series | None) -> list[Card]:
    """The cards of the period beside the one before."""
    net = int(now["opened_count"] + now["reopened_count"] - now["resolved_count"])
    return [
        moved(definitions.FLOW_OPENED, "opened", now, before, "in the period"),
        moved(definitions.FLOW_REOPENED, "reopened", now, before, "in the period", is_good_up=False),
        moved(definitions.FLOW_RESOLVED, "resolved", now, before, "in the period", is_good_up=True),
        moved(definitions.FLOW_OPEN_AT_END, "open", now, before, f"{net:+,} over the period", is_good_up=False),
    ]


def moved(
    definition: Definition, move: str, now: pd.Series, before: pd.Series | None, basis: str, **good: bool | None
) -> Card:
    """A count of moves, or of what was open, whose button lists it."""
    code = flow_list.LAST_DAY if move == "open" else move
    return Card(
        definition,
        formats.count(now[f"{move}_count"]),
        basis,
        cards.count_change(now, before, f"{move}_count", **good),
        action=("List them", lambda: flow_list.choose(code)),
    )


def show_days(view: View, days: pd.DataFrame) -> None:
    """The backlog; a click looks at that day."""
    zone = view.facts.zone
    drawn = days.assign(starts_on=days["day"].dt.strftime("%Y-%m-%d"))
    picked = figure(
        "backlog-by-day",
        "Open cases at the end of each day",
        drawing.open_by_day,
        drawn,
        words={"zone": zone},
        reads=f"Line of the open cases at the end of each day. {in_words(days)}",
        caption=in_words(days),
        columns={
            "day": st.column_config.DateColumn("Day", format="ddd D MMM YYYY"),
            "opened_count": Number("Opened", format="localized"),
            "reopened_count": Number("Reopened", format="localized"),
            "resolved_count": Number("Resolved", format="localized"),
            "open_count": Number("Open when it ended", format="localized"),
        },
    )
    flow_list.follow_day(view, "backlog-by-day", picked)


def in_words(days: pd.DataFrame) -> str:
    """The highest and the latest backlog, in words."""
    most, last = days.iloc[int(days["open_count"].argmax())], days.iloc[-1]
    return (
        f"{formats.count(last['open_count'])} open on {formats.day(last['day'])}; the most were "
        f"{formats.count(most['open_count'])} on {formats.day(most['day'])}. A click lists a day's open cases."
    )


def show_weeks(view: View, weeks: pd.DataFrame) -> None:
    """Inflow against outflow; a click lists the moves of a week."""
    drawn = weeks.assign(starts_on=weeks["week_start"].dt.strftime("%Y-%m-%d"))
    total = int(weeks["net_count"].sum())
    trend = "more came in than went out" if total > 0 else "more went out than came in" if total < 0 else "even"
    caption = f"Inflow is opened and reopened, outflow resolved. Over the period: {trend}, {total:+,} cases."
    picked: Any = figure(
        "flow-by-week",
        "Inflow against outflow by week",
        drawing.flow_by_week,
        drawn,
        words={"zone": view.facts.zone},
        reads=f"Columns of inflow and outflow per week. {caption}",
        caption=caption,
        columns={
            "week_start": st.column_config.DateColumn("Week from", format="D MMM YYYY"),
            "inflow_count": Number("Inflow", format="localized"),
            "opened_count": Number("Opened", format="localized"),
            "reopened_count": Number("Reopened", format="localized"),
            "outflow_count": Number("Outflow", format="localized"),
            "net_count": Number("Inflow - outflow", format="localized"),
            "open_count": Number("Open when it ended", format="localized"),
            "is_partial": st.column_config.CheckboxColumn("Only part of it"),
        },
    )
    picks.follow(view, "flow-by-week", picked, flow_list.FLOW, flow_list.ON_DAY)
