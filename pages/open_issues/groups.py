"""What the open cases split by: age and category in a table, one attribute of choice in bars."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.components import charts, link, picks, words
from pages.components.figure import figure
from pages.components.view import View
from pages.open_issues import drawing, now_list

DIMENSIONS: Final = {
    "waiting_for": "What they wait for",
    "account": "Account",
    "agent": "Agent",
    "tam": "TAM now",
    "priority": "Priority",
    "month": "Month of opening",
    "channel": "Channel",
    "region": "Region",
}
BY: Final = link.OneOf("by", tuple(DIMENSIONS), "waiting_for")
WAITING: Final = {
    "first_response": "Our first response",
    "answer": "Our answer",
    "work": "Our work",
    "customer": "The customer",
    "agreement": "Agreement",
}
AGES: Final = {
    "up_to_1": "Up to 1",
    "2_to_3": "2 to 3",
    "4_to_5": "4 to 5",
    "6_to_10": "6 to 10",
    "over_10": "Over 10",
    "never_open": "Calendar never open",
}
STATES: Final = {
    "open": "waiting for us",
    "waiting_on_customer": "waiting on the customer",
    "resolution_proposed": "waiting for agreement",
}
FLAGS: Final = {
    "unreplied": "Unreplied",
    "unassigned": "Unassigned",
    "reopened": "Reopened",
    "escalated": "Escalated",
}
Number = st.column_config.NumberColumn


def cells(view: View) -> pd.DataFrame:
    """Open cases by category and age, in words."""
    rows = view.ask("open_issues_matrix")
    return rows.assign(age=rows["age_band"].map(AGES), category=rows["category"].map(words.COLUMNS["category"]))


def bars(view: View) -> pd.DataFrame:
    """Open cases by the attribute that is chosen, named."""
    by = st.session_state.get(BY.key, BY.default)
    rows = view.ask("open_issues_by_group", dimension=by, row_limit=None)
    known = {**WAITING, **words.NOBODY, **words.COLUMNS["priority"], **words.COLUMNS["channel"]}
    return rows.assign(name=[known.get(label, label) for label in rows["label"]])


def choices(view: View) -> dict[str, str]:
    """Every group that the list can show, by its code."""
    found = {now_list.EVERY: "All open cases"}
    found |= {f"state:{code}": f"Those {name}" for code, name in STATES.items()}
    found |= {f"flag:{code}": name for code, name in FLAGS.items()}
    by = st.session_state.get(BY.key, BY.default)
    found |= {row["code"]: f"{DIMENSIONS[by]}: {row['name']}" for _, row in bars(view).iterrows()}
    return found | {row["code"]: f"{row['category']}, age {row['age'].lower()}" for _, row in cells(view).iterrows()}


def show_ages(view: View) -> None:
    """The table of ages; a click lists its cell."""
    figure_of(
        view,
        "open-by-age",
        "What they are about, and how old they are",
        drawing.age_table,
        cells(view),
        {"category": "Category", "age": "Age in opening days"},
        "Opening days of the account's calendar on which the case was open, today included.",
    )


def show_bars(view: View) -> None:
    """The bars; a click lists its group."""
    found = bars(view)
    by = st.session_state.get(BY.key, BY.default)
    most = drawing.MOST_BARS
    cut = f" The {most} fullest of {len(found)} are drawn; the table has all." if len(found) > most else ""
    about = {"waiting_for": "Who or what has to move next.", "tam": "The TAM that the account has now."}
    figure_of(
        view,
        "open-by-group",
        "What they wait for, or whose they are",
        drawing.group_bars,
        found,
        {"name": DIMENSIONS[by], "share": Number("Share", format="percent")},
        f"{about.get(by, f'Open cases by {DIMENSIONS[by].lower()}.')}{cut}",
    )


def figure_of(
    view: View,
    key: str,
    title: str,
    chart: Any,
    frame: pd.DataFrame,
    headings: dict[str, Any],
    caption: str,
) -> None:
    """A figure of open cases whose marks put the list on their code."""
    picked = figure(
        key,
        title,
        chart,
        frame,
        words={"ink": charts.INK[st.context.theme.type or "light"]},
        reads=f"{title}: open cases in each group. {caption}",
        caption=caption,
        columns={
            **headings,
            "open_count": Number("Open cases", format="localized"),
            "escalated_count": Number("Of these escalated", format="localized"),
        },
    )
    picks.follow(view, key, picked, now_list.GROUP, now_list.EVERY)
