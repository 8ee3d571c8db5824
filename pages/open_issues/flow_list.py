"""The list behind the backlog: what was open when a day ended, or what was opened, reopened and resolved."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.components import formats, link, picks, tables, words
from pages.components.view import View

FLOW: Final = "flow"
DAY: Final = "day"
ON_DAY: Final = "open"
LAST_DAY: Final = "last-day"
MOVES: Final[Mapping[str, tuple[str, ...]]] = {
    "opened": ("opened",),
    "reopened": ("reopened",),
    "resolved": ("resolved",),
    "in": ("opened", "reopened"),
    "out": ("resolved",),
}
STATE: Final = st.column_config.TextColumn
NAMES: Final = {"opened": "Opened", "reopened": "Reopened", "resolved": "Resolved", "in": "Inflow", "out": "Outflow"}


def day_field(view: View) -> link.Day:
    """The day looked at; none is the last one of the period."""
    first = view.facts.first_case_on or view.facts.today
    return link.Day(DAY, min(first, view.facts.today), view.facts.today)


def choices(weeks: Iterable[Any]) -> dict[str, str]:
    """Everything that can be listed, by its code; `weeks` are Mondays."""
    found = {ON_DAY: "Open when the day ended"}
    found |= {move: f"{NAMES[move]} in the period" for move in ("opened", "reopened", "resolved")}
    for week in weeks:
        found |= {f"{side}/{week:%Y-%m-%d}": f"{NAMES[side]}, week of {formats.day(week)}" for side in ("in", "out")}
    return found


def choose(code: str) -> None:
    """Put the list on what a card counts; for its button."""
    if code == LAST_DAY:
        st.session_state[DAY] = None
    picks.choose(FLOW, ON_DAY if code == LAST_DAY else code)


def follow_day(view: View, chart: str, picked: str | None) -> None:
    """Put the day picker, and the list, on a day just clicked in a chart."""
    before = st.session_state.get(DAY)
    picks.follow(view, chart, date.fromisoformat(picked) if picked else None, DAY, None)
    if st.session_state.get(DAY) not in (None, before):
        st.session_state[FLOW] = ON_DAY


def show(view: View, last_day: date, listed: Mapping[str, str]) -> None:
    """Draw the list with its two pickers; without a picked day it is about `last_day`."""
    bounds = day_field(view)
    with st.container(border=True, key="flow-list"):
        st.header("Cases behind the backlog", anchor=False)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            code = str(st.selectbox("Listed", list(listed), format_func=dict(listed).__getitem__, key=FLOW, width=330))
            day = st.date_input(
                "Day",
                value=None,
                min_value=bounds.first,
                max_value=bounds.last,
                key=DAY,
                format="YYYY-MM-DD",
                width=170,
                help="Any day of the records, also outside the period. None picked: the last day of the period.",
            )
        if code == ON_DAY:
            show_day(view, day if isinstance(day, date) else last_day)
        else:
            show_moves(view, code)


def show_day(view: View, day: date) -> None:
    """What was open when a day ended."""
    parts = view.ask("backlog_on_day", day=day)
    st.caption(f"When {formats.day(day)} ended, {in_words(parts)}.")
    tables.cases(
        view,
        "open-on-day",
        "backlog_on_day_list",
        columns(
            view.facts.zone, {"state_then": STATE("State then", width=140), "state": STATE("State now", width=140)}
        ),
        empty=f"No case was open when {formats.day(day)} ended.",
        worded=worded,
        day=day,
        states=(),
    )


def in_words(parts: pd.DataFrame) -> str:
    """`122 cases were open: 70 open, 17 waiting on customer; 64 problem, 58 configuration`."""
    total = int(parts["open_count"].sum())
    if not total:
        return "no case was open"
    lists = [
        ", ".join(
            f"{count:,} {names[str(code)].lower()}"
            for code, count in parts.groupby(by, sort=False)["open_count"].sum().items()
        )
        for by, names in (("state", words.STATES), ("category", words.COLUMNS["category"]))
    ]
    return f"{formats.plural(total, 'case was', 'cases were')} open: {'; '.join(lists)}"


def show_moves(view: View, code: str) -> None:
    """What was opened, reopened or resolved, in the period or in one of its weeks."""
    side, _, week = code.partition("/")
    start = date.fromisoformat(week) if week else None
    tables.cases(
        view.under(view.filters.between(start, start + timedelta(days=7))) if start else view,
        "backlog-moves",
        "backlog_moves_list",
        columns(view.facts.zone, {"move": "Move", "moved_at": tables.moments("When", view.facts.zone)}),
        empty="Nothing of this kind happened then. Choose another week or a longer period.",
        worded=worded,
        moves=MOVES[side],
    )


def worded(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with words for codes and for nobody."""
    moves = {"move": {move: NAMES[move] for move in ("opened", "reopened", "resolved")}} if "move" in rows else {}
    shown = words.worded_columns(rows, **moves)
    return shown.assign(agent_name=rows["agent_name"].fillna(words.NOBODY["unassigned"]))


def columns(zone: str, front: Mapping[str, Any]) -> dict[str, Any]:
    """The headings of the list; `front` are those that only one of the two kinds has."""
    return {
        "case_id": st.column_config.TextColumn("Case", pinned=True),
        **front,
        "account_name": "Account",
        "priority": "Priority",
        "category": "Category",
        "opened_at": tables.moments("Opened", zone),
        "resolved_at": tables.moments("Resolved", zone, "Empty while it is not resolved."),
        **({} if "state" in front else {"state": "State now"}),
        "agent_name": "Agent",
        "subject": "Subject",
    }
