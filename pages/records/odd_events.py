"""Events that changed nothing or came out of order, by kind, and the events themselves."""

from typing import Final

import pandas as pd
import streamlit as st

from pages.components import formats, link, tables, words
from pages.components.view import View

EVERY: Final = "all"
FIELD: Final = "finding"
Number = st.column_config.NumberColumn


def field(view: View) -> link.OneOf:
    """Which events are listed, as a part of the URL."""
    return link.OneOf(FIELD, tuple(choices(view.ask("events_without_effect"))), EVERY)


def choices(found: pd.DataFrame) -> dict[str, str]:
    """The findings, each with its number of events."""
    counts = found.groupby("finding", sort=False)["event_count"].sum()
    return {EVERY: "All of them"} | {
        str(finding): f"{str(finding).replace('_', ' ').capitalize()} ({count:,})" for finding, count in counts.items()
    }


def show(view: View) -> None:
    """Draw both tables."""
    found = view.ask("events_without_effect")
    if found.empty:
        st.success("Every event of the period's cases fitted the state of its case.")
        return
    with st.container(border=True, key="odd-events"):
        st.header("Events without effect, or out of order", anchor=False)
        count = formats.plural(found["event_count"].sum(), "event")
        st.caption(f"{count} of the cases opened in the period. All are kept, none is repaired.")
        tables.cases(
            view,
            "odd-events-by-kind",
            "events_without_effect",
            {
                "kind": "Event",
                "finding": "What is odd",
                "has_effect": st.column_config.CheckboxColumn("Had an effect"),
                "event_count": Number("Events", format="localized"),
                "case_count": Number("Cases", format="localized"),
                "first_at": tables.moments("First", view.facts.zone),
                "last_at": tables.moments("Newest", view.facts.zone),
            },
            empty="There is none.",
            worded=worded,
        )
        offered = choices(found)
        code = str(st.selectbox("Events listed", list(offered), format_func=offered.__getitem__, key=FIELD, width=420))
        tables.cases(
            view,
            "odd-events",
            "events_without_effect_list",
            {
                "case_id": st.column_config.TextColumn("Case", pinned=True),
                "account_name": "Account",
                "occurred_at": tables.moments("When", view.facts.zone),
                "kind": "Event",
                "finding": "What is odd",
                "state_before": "State before",
                "has_effect": st.column_config.CheckboxColumn("Had an effect"),
                "event_id": "Event id",
            },
            empty="No such event.",
            worded=worded,
            findings=() if code == EVERY else (code,),
        )


def worded(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with words for events, findings and states."""
    named = {"state_before": words.STATES} if "state_before" in rows.columns else {}
    shown = words.worded_columns(rows, **named)
    return shown.assign(
        **{name: shown[name].str.replace("_", " ").str.capitalize() for name in ("kind", "finding") if name in shown}
    )
