"""The story of a case: every event in order, who, and what it did to the state."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.case import words
from pages.components import tables, warehouse
from pages.components.view import View

STATE_KINDS: Final = frozenset(
    {"customer_reply", "waiting_on_customer", "work_resumed", "resolution_proposed"}
    | {"resolution_agreed", "closed", "reopened"}
)

WITHOUT_STATE: Final = {
    "agent_reply": "Update to the customer",
    "auto_reply": "No answer: nobody wrote it",
    "internal_note": "The customer does not see it",
}


def show(view: View, case: pd.Series) -> None:
    """Draw the table of events, with CSV."""
    steps = view.ask("case_story", case_id=case["case_id"])
    shown = pd.DataFrame(
        {
            "step": steps["step"],
            "happened_local": steps["happened_local"],
            "event": [what(row) for row in words.each(steps)],
            "who": steps["actor_name"],
            "effect": [effect(row) for row in words.each(steps)],
        }
    )
    zone = case["time_zone"]
    with st.container(border=True, key="case-story", gap="xsmall"):
        st.header("Everything that happened, in order", anchor=False)
        st.caption(
            f"Times are in {zone}. Events of one instant stand in the order in which they apply."
            + ("" if case["state"] == "resolved" else f" The records end on {words.moment(case['as_of_local'])}.")
        )
        st.dataframe(
            shown,
            key="case-story-rows",
            hide_index=True,
            column_config={
                "step": st.column_config.NumberColumn("Step", width="small"),
                "happened_local": st.column_config.DatetimeColumn(f"When ({zone})", format="ddd D MMM YYYY HH:mm:ss"),
                "event": st.column_config.TextColumn("What", width="medium"),
                "who": "Who",
                "effect": st.column_config.TextColumn("What it did", width="large"),
            },
            height=min(tables.ROW_HEIGHT * (len(shown) + 1) + 3, tables.TALLEST),
            placeholder="",
            alt="Everything that happened in the case, in order",
        )
        st.download_button(
            "Download CSV",
            warehouse.csv_file(steps, "case_story"),
            file_name="case-story.csv",
            mime="text/csv",
            key="case-story-csv",
            on_click="ignore",
        )


def what(step: Any) -> str:
    """The event in words, with its value."""
    kind, detail = str(step.kind), step.detail
    text = words.KINDS.get(kind, words.sentence_case(kind))
    if not words.is_given(detail):
        return text
    match kind:
        case "priority_changed" | "category_changed":
            return f"{text} to {detail}"
        case "assigned":
            return f"Assigned to {detail}"
        case _:
            return f"{text}: {detail}"


def effect(step: Any) -> str:
    """What the event did to the state of the case, or that it did nothing and why."""
    kind, before, after = step.kind, step.state_before, step.state_after
    contradiction = str(step.contradiction).replace("_", " ") if words.is_given(step.contradiction) else None
    if kind == "case_opened":
        return "The case is open; the clocks for first response and resolution start"
    if step.is_first_response:
        return "First response"
    if words.is_given(before) and before != after:
        changed = f"{words.STATES[before]} → {words.STATES[after]}"
        return f"{changed} ({contradiction})" if contradiction else changed
    if contradiction:
        return f"Changed nothing: {contradiction}"
    if kind in WITHOUT_STATE:
        return WITHOUT_STATE[kind]
    if kind == "resolution_agreed":
        return "Makes the resolution an agreed one"
    return f"State stays {words.STATES[after].lower()}" if kind in STATE_KINDS and words.is_given(after) else ""
