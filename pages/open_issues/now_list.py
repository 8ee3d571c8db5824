"""The list behind what is open now, the oldest case first."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.components import link, tables, words
from pages.components.view import View

GROUP: Final = "group"
EVERY: Final = "all"
WAITING_FOR: Final = {
    "first_response": "Our first response",
    "answer": "Our answer",
    "work": "Our work",
    "customer": "The customer",
    "agreement": "Agreement",
}


def field(choices: Mapping[str, str]) -> link.OneOf:
    """Which group is listed, as a part of the URL."""
    return link.OneOf(GROUP, tuple(choices), EVERY)


def show(view: View, choices: Mapping[str, str]) -> None:
    """Draw the list of the chosen group."""
    with st.container(border=True, key="open-cases-list"):
        st.header("Open cases, the oldest first", anchor=False)
        group = st.selectbox("Listed", list(choices), format_func=dict(choices).__getitem__, key=GROUP, width=380)
        tables.cases(
            view,
            "open-cases",
            "open_issues_list",
            columns(view.facts.zone),
            empty="No open case is in this group. Choose another one above, or click another bar.",
            worded=worded,
            codes=() if group == EVERY else (str(group),),
        )


def worded(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of `open_issues_list` with words for codes and for nobody."""
    shown = words.worded_columns(rows, waiting_for=WAITING_FOR)
    return shown.assign(
        agent_name=rows["agent_name"].fillna(words.NOBODY["unassigned"]),
        tam_name=rows["tam_name"].fillna(words.NOBODY["no_tam"]),
    )


def columns(zone: str) -> dict[str, Any]:
    """The headings of the list."""
    number = st.column_config.NumberColumn
    return {
        "case_id": st.column_config.TextColumn("Case", pinned=True),
        "age_days": number("Age (opening days)", format="localized"),
        "account_name": "Account",
        "priority": "Priority",
        "category": "Category",
        "waiting_for": "Waits for",
        "agent_name": "Agent",
        "tam_name": "TAM",
        "last_word_by": "Last word by",
        "last_word_at": tables.moments("Last word", zone),
        "opened_at": tables.moments("Opened", zone),
        "awaiting_answer_since": tables.moments("Awaits answer since", zone, "Empty while no message awaits one."),
        "reopen_count": number("Reopened", format="localized"),
        "escalation_count": number("Escalations", format="localized"),
        "channel": "Channel",
        "subject": "Subject",
    }
