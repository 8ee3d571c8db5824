"""The cases behind the figures of Response times, by verdict, narrowed by what was clicked in a chart."""

from datetime import date, timedelta
from typing import Any, Final

import streamlit as st

from pages.components import formats, link, tables
from pages.components.view import View

VERDICTS: Final = {
    "breached": "Breached",
    "pending": "Pending",
    "unanswered": "Unanswered",
    "met": "Met",
    "no_target": "No target",
    "all": "All",
}
VERDICT: Final = link.OneOf("verdict", tuple(VERDICTS), "breached")


def choose(verdict: str) -> None:
    """Put the list on a verdict; for a card's button."""
    st.session_state[VERDICT.key] = verdict


def show(view: View, week: date | None, minutes: tuple[int, int | None] | None) -> None:
    """Draw the list; `week` is a Monday, `minutes` a bucket [from, to) of business minutes."""
    with st.container(border=True, key="cases"):
        st.header("Cases behind the figures", anchor=False)
        verdict = st.segmented_control(
            "Verdict",
            list(VERDICTS),
            format_func=VERDICTS.__getitem__,
            key=VERDICT.key,
            required=True,
            label_visibility="collapsed",
        )
        narrowing = narrowed_by(week, minutes)
        if narrowing:
            st.caption(f"Only cases {narrowing}. Click the background of the chart to see all again.")
        at_least, below = minutes or (None, None)
        tables.cases(
            view.under(view.filters.between(week, week + timedelta(days=7))) if week else view,
            "first-response-cases",
            "first_response_cases",
            columns(view.facts.zone),
            empty="No case has this verdict here. Choose another verdict, or a longer period in the sidebar.",
            verdicts=() if verdict == "all" else (str(verdict),),
            at_least_seconds=None if at_least is None else at_least * 60,
            below_seconds=None if below is None else below * 60,
        )


def narrowed_by(week: date | None, minutes: tuple[int, int | None] | None) -> str:
    """What the charts narrow the list to, in words; nothing if nothing was clicked."""
    parts = [f"opened in the week of {formats.day(week)}"] if week else []
    if minutes:
        start, end = minutes
        parts.append(
            f"answered after {start:,} to under {end:,} business minutes"
            if end
            else f"answered after {start:,} business minutes or more"
        )
    return " and ".join(parts)


def columns(zone: str) -> dict[str, Any]:
    """The headings of the case list."""
    number = st.column_config.NumberColumn
    return {
        "case_id": st.column_config.TextColumn("Case", pinned=True),
        "account_name": "Account",
        "priority": "Priority",
        "category": "Category",
        "verdict": "Verdict",
        "late_elapsed_hours": number(
            "Late by (h)",
            format="localized",
            help="Clock time from the due time to the answer; without one, to the end of the case or of the records.",
        ),
        "business_minutes": number("Answered after (business min)", format="localized"),
        "target_minutes": number("Target (min)", format="localized"),
        "opened_at": tables.moments("Opened", zone),
        "due_at": tables.moments("Due", zone),
        "first_response_at": tables.moments("First answer", zone, "Empty while there is none."),
        "is_exempt": st.column_config.CheckboxColumn("Exempted"),
        "agent_name": "Agent",
        "tam_name": "TAM",
        "channel": "Channel",
        "subject": "Subject",
    }
