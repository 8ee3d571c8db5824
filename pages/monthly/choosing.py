"""Which month is shown: in the address, by picker or by a click on a month of a chart."""

from dataclasses import replace
from datetime import date
from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.components import link, picks
from pages.components.view import View
from pages.monthly import drawing, gathering, wording
from pages.monthly.gathering import Summary

MONTH: Final = "month"
VERSION: Final = link.OneOf("version", ("issued", "now"), "issued")


def months(view: View) -> pd.DataFrame:
    """The months of the records, newest first."""
    return gathering.months(lambda name, params: view.ask(name, **params))


def codes(offered: pd.DataFrame) -> tuple[str, ...]:
    """The months as they stand in the address."""
    return tuple(f"{month:%Y-%m}" for month in offered["month"])


def fields(offered: pd.DataFrame) -> list[link.Field]:
    """What of this page is in the address."""
    default = gathering.default_month(offered)
    assert default is not None
    return [link.OneOf(MONTH, codes(offered), f"{default:%Y-%m}"), VERSION]


def show(view: View, offered: pd.DataFrame) -> date:
    """Draw the picker and return the first day of the month that is chosen."""
    link.restore(fields(offered))
    follow_clicks(codes(offered))
    is_complete = dict(zip(codes(offered), offered["is_complete"], strict=True))

    def named(code: str) -> str:
        running = "" if is_complete[code] else ", still running"
        return f"{wording.month(date.fromisoformat(f'{code}-01'))}{running}"

    chosen = st.selectbox(
        "Month",
        list(codes(offered)),
        format_func=named,
        key=MONTH,
        width=280,
        help=f"Months are cut in {view.facts.zone}. Without a choice it is the last complete one.",
    )
    return date.fromisoformat(f"{chosen}-01")


def follow_clicks(offered: tuple[str, ...]) -> None:
    """Before the picker is drawn: put it on a month that was just clicked in a chart.

    The charts are drawn anew for that month and lose the mark; that undoes nothing.
    """
    for series in drawing.CHARTS:
        key = f"{chart_key(series)}{picks.FOLLOWED}"
        picked = picked_in(f"{chart_key(series)}-chart")
        if picked != st.session_state.get(key):
            st.session_state[key] = picked
            if picked and picked[:7] in offered:
                st.session_state[MONTH] = picked[:7]


def picked_in(chart: str) -> str | None:
    """The month that is marked in a chart, as ISO date text."""
    event: Any = st.session_state.get(chart)
    marked = event["selection"].get("pick") if event else None
    return str(marked[0]["starts_on"]) if marked else None


def chart_key(series: str) -> str:
    """The key of a chart."""
    return f"month-{series.replace('_', '-')}"


def gathered(view: View, month: date) -> Summary:
    """The month as the records say now, under the filters of the view."""
    found = gathering.gather(lambda name, params: view.ask(name, **params), month, view.filters, view.snapshot.name)
    if view.scope.is_whole or view.scope.role == "executive":
        return found
    return replace(found, narrowed=f"{found.narrowed} of the accounts of one TAM", is_narrowed=True)
