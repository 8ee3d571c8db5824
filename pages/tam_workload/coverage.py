"""Premium accounts without a TAM: now, over time, and which."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pandas as pd
import streamlit as st

from pages.components import cards, definitions, filters, formats, link, picks, tables
from pages.components.cards import Card
from pages.components.figure import figure
from pages.components.view import View
from pages.tam_workload import drawing, sections, words

GAP: Final = "gap"
PERIOD: Final = "period"
NOW: Final = "now"
CHART: Final = "tam-coverage"
MOST_WEEKS: Final = timedelta(weeks=20)  # a longer period is drawn by months
Number: Final = st.column_config.NumberColumn


def step(view: View) -> str:
    """Whether the period is drawn by weeks or by months."""
    return "week" if view.filters.until - view.filters.since <= MOST_WEEKS else "month"


def choices(view: View) -> dict[str, str]:
    """Everything that can be listed, by its code."""
    unit = step(view)
    found = {PERIOD: "Gaps of the whole period", NOW: "Gaps of today"}
    rows = view.ask("coverage_over_time", step=unit)
    return found | {
        f"{start:%Y-%m-%d}": f"Week of {formats.day(start)}" if unit == "week" else f"{start:%b %Y}"
        for start in rows.loc[rows["gap_days"] > 0, "period_start"]
    }


def fields(view: View) -> tuple[link.Field, ...]:
    """What of this part is in the address: which gaps are listed."""
    return (link.OneOf(GAP, tuple(choices(view)), PERIOD),)


def show(view: View) -> None:
    """Draw the part."""
    now = view.ask("coverage_now").iloc[0]
    if not now["premium_account_count"]:
        st.info("No account is premium now under these filters.")
    cards.row(now_cards(now), key="coverage-now", narrowest=220)
    left, right = st.columns(2)
    with left:
        show_columns(view)
    with right:
        show_list(view)


def now_cards(now: pd.Series) -> list[Card]:
    """The counts of today."""
    premium = int(now["premium_account_count"])
    return [
        Card(
            definitions.COVERED_SHARE,
            cards.share_value(now["covered_share"], premium),
            f"{formats.count(now['covered_count'])} of {formats.plural(premium, 'premium account')}",
            action=("List the others", lambda: picks.choose(GAP, NOW)),
        ),
        Card(
            definitions.UNCOVERED_ITEMS,
            formats.count(now["uncovered_item_count"]),
            f"{words.points(now['uncovered_points'])} points nobody holds",
            action=("List them", lambda: sections.choose("load", "items", "tam:no_tam")),
        ),
    ]


def show_columns(view: View) -> None:
    """Days without a TAM over time; a click lists the gaps of that time."""
    unit = step(view)
    rows = view.ask("coverage_over_time", step=unit)
    total = int(rows["gap_days"].sum())
    if not rows["premium_days"].sum():
        st.info("No account was premium in the period. Choose another period in the sidebar.")
        return
    if not total:
        st.success("Every premium account had a TAM on every day of the period.")
        return
    about = (
        f"{formats.plural(total, 'account day')} without a TAM of {formats.count(rows['premium_days'].sum())} premium "
        "ones. An account day is one account on one day."
    )
    picked = figure(
        CHART,
        "Days without a TAM over time",
        drawing.gap_columns,
        rows.assign(starts_on=rows["period_start"].dt.strftime("%Y-%m-%d")),
        words={"zone": view.facts.zone, "unit": "Week from Monday" if unit == "week" else "Month"},
        reads=f"Columns of account days without a TAM. {about}",
        caption=about,
        columns={
            "period_start": st.column_config.DateColumn("From", format="D MMM YYYY"),
            "gap_days": Number("Account days without a TAM", format="localized"),
            "gap_account_count": Number("Accounts", format="localized"),
            "premium_days": Number("Premium account days", format="localized"),
            "covered_share": Number("Covered", format="percent"),
            "is_partial": st.column_config.CheckboxColumn("Only part of it"),
        },
    )
    picks.follow(view, CHART, picked, GAP, PERIOD)


def narrowed(view: View, code: str) -> View:
    """The view in the time whose gaps are listed."""
    if code == PERIOD:
        return view
    if code == NOW:
        today = view.facts.today
        return view.under(replace(view.filters, since=today, until=today + timedelta(days=1)))
    start = date.fromisoformat(code)
    end = start + timedelta(days=7) if step(view) == "week" else filters.months_before(start, -1)
    return view.under(view.filters.between(start, end))


def show_list(view: View) -> None:
    """The gaps of the chosen time."""
    labels = choices(view)
    with st.container(border=True, key="tam-gaps", height="stretch"):
        st.header("Which accounts had no TAM", anchor=False)
        code = str(st.selectbox("Listed", list(labels), format_func=labels.__getitem__, key=GAP, width=330))
        tables.cases(
            narrowed(view, code),
            "coverage-gaps",
            "coverage_gaps",
            {
                "account_name": st.column_config.TextColumn("Account", pinned=True),
                "gap_from": st.column_config.DateColumn("No TAM from", format="D MMM YYYY"),
                "gap_until": st.column_config.DateColumn(
                    "TAM again from", format="D MMM YYYY", help="Empty: it still has none."
                ),
                "day_count": Number("Days of these", format="localized", help="Those in the time that is listed."),
                "is_open": st.column_config.CheckboxColumn("Still"),
            },
            empty="No premium account was without a TAM then.",
            opens_account=True,
        )
