"""The rows behind the figures of an account: cases, customers' messages or escalations."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.components import link, tables, words
from pages.components.view import View

CASE_CLOCKS: Final = ("first_response", "next_response", "resolution")
ESCALATION_CLOCKS: Final = ("escalation_acknowledgement", "escalation_resolution")
LABELS: Final = {**words.VERDICTS, "no_target": "No target"}
VERDICTS: Final = {
    "breached": ("breached",),
    "judged": ("met", "breached"),
    "no_target": ("no_target",),
}
NAMES: Final = {"breached": "breached", "judged": "met or breached", "no_target": "without a target"}
CHOICES: Final = {
    "open": "Open cases, the oldest first",
    "opened": "Cases opened in the period",
    "escalations:open": "Escalations not resolved, of any time",
    "escalations": "Escalations raised in the period",
} | {
    f"{clock}:{code}": f"{words.CLOCKS[clock]}: {name}"
    for clock in (*CASE_CLOCKS, *ESCALATION_CLOCKS)
    for code, name in NAMES.items()
}
LISTED: Final = link.OneOf("list", tuple(CHOICES), "open")
ANY_CASE: Final[dict[str, Any]] = {  # what response_cases can be narrowed by, and here is not
    "denominator": "opened",
    "agents": (),
    "trait": "any",
    "measure": "business",
    "at_least": None,
    "below": None,
    "is_missing": None,
    "hour_of": "opened",
    "zone": "reporting",
    "weekday": None,
    "hour": None,
    "stage": None,
}
OPEN_STATES: Final = ("open", "acknowledged")


def show(view: View) -> None:
    """Draw the list that is chosen; every row opens its case."""
    with st.container(border=True, key="account-list"):
        st.header("Cases and escalations behind the figures", anchor=False)
        code = str(st.selectbox("Listed", list(CHOICES), format_func=CHOICES.__getitem__, key=LISTED.key, width=420))
        clock, _, verdict = code.partition(":")
        if clock in CASE_CLOCKS:
            show_clock(view, clock, VERDICTS[verdict])
        elif clock == "opened":
            show_opened(view)
        elif clock == "open":
            show_open(view)
        elif code == "escalations:open":
            show_escalations(of_any_time(view), states=OPEN_STATES)
        else:
            show_escalations(view, clock=clock, verdicts=VERDICTS.get(verdict, ()))


def of_any_time(view: View) -> View:
    """The view without its period."""
    until = view.facts.today + timedelta(days=1)
    return view.under(replace(view.filters, since=date(1970, 1, 1), until=until))


def show_open(view: View) -> None:
    """Open cases."""
    zone = view.facts.zone
    tables.cases(
        view,
        "account-open-cases",
        "open_issues_list",
        {
            "case_id": st.column_config.TextColumn("Case", pinned=True),
            "age_days": st.column_config.NumberColumn("Age (opening days)", format="localized"),
            "priority": "Priority",
            "category": "Category",
            "state": "State",
            "agent_name": "Agent",
            "last_word_by": "Last word by",
            "last_word_at": tables.moments("Last word", zone),
            "opened_at": tables.moments("Opened", zone),
            "subject": "Subject",
        },
        empty="No case of this account is open.",
        worded=words.worded,
        codes=(),
    )


def show_opened(view: View) -> None:
    """Cases opened in the period."""
    zone = view.facts.zone
    tables.cases(
        view,
        "account-cases",
        "issue_cases_list",
        {
            "case_id": st.column_config.TextColumn("Case", pinned=True),
            "opened_at": tables.moments("Opened", zone),
            "priority": "Priority",
            "category": "Category",
            "state": "State",
            "resolved_at": tables.moments("Resolved", zone, "Empty while it is not resolved."),
            "answer_count": st.column_config.NumberColumn("Replies", format="localized"),
            "reopen_count": st.column_config.NumberColumn("Reopened", format="localized"),
            "escalation_count": st.column_config.NumberColumn("Escalations", format="localized"),
            "agent_name": "Agent",
            "subject": "Subject",
        },
        empty="No case of this account was opened in the period. Choose a longer period in the sidebar.",
        worded=words.worded,
        group="opened",
    )


def show_clock(view: View, clock: str, verdicts: tuple[str, ...], *, has_account: bool = False) -> None:
    """Cases, or messages for next response, with a verdict of a clock; the account is named where it is not given."""
    zone = view.facts.zone
    number = st.column_config.NumberColumn
    tables.cases(
        view,
        "account-clocks",
        "response_cases",
        {
            "case_id": st.column_config.TextColumn("Case", pinned=True),
            **({"account_name": "Account"} if has_account else {}),
            "priority": "Priority",
            "category": "Category",
            "verdict": "Verdict",
            "late_elapsed_hours": number("Late by (h)", format="localized", help="Clock time after the due time."),
            "business_hours": number("Took (business h)", format="localized"),
            "target_hours": number("Target (h)", format="localized"),
            "started_at": tables.moments("Clock started", zone),
            "due_at": tables.moments("Due", zone),
            "stopped_at": tables.moments("Clock stopped", zone, "Empty while it runs."),
            "is_exempt": st.column_config.CheckboxColumn("Exempted"),
            "state": "State",
            "agent_name": "Agent",
            "subject": "Subject",
        },
        empty="Nothing has this verdict in the period.",
        worded=verdicts_worded,
        clock=clock,
        verdicts=verdicts,
        **ANY_CASE,
    )


def show_escalations(
    view: View,
    *,
    clock: str = "escalation_acknowledgement",
    verdicts: tuple[str, ...] = (),
    states: tuple[str, ...] = (),
    has_account: bool = False,
) -> None:
    """Escalations, by the verdict of a clock or by state."""
    zone = view.facts.zone
    number = st.column_config.NumberColumn
    tables.cases(
        view,
        "account-escalations",
        "account_escalations",
        {
            "escalation_id": st.column_config.TextColumn("Escalation", pinned=True),
            **({"account_name": "Account"} if has_account else {}),
            "raised_at": tables.moments("Raised", zone),
            "category": "Category",
            "scope": "Scope",
            "state": "State",
            "acknowledgement_verdict": "Acknowledgement",
            "acknowledgement_business_hours": number("Acknowledged after (business h)", format="localized"),
            "acknowledgement_due_at": tables.moments("Acknowledgement due", zone),
            "resolution_verdict": "Resolution",
            "tam_name": "TAM",
            "case_id": st.column_config.TextColumn("Case", help="A chosen row opens the case, where there is one."),
            "subject": "Subject",
        },
        empty="There is no such escalation.",
        worded=verdicts_worded,
        clock=clock if clock in ESCALATION_CLOCKS else ESCALATION_CLOCKS[0],
        verdicts=verdicts,
        states=states,
    )


def verdicts_worded(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with words for the codes of verdicts too."""
    named = {name: LABELS for name in rows.columns if name.endswith("verdict")}
    return words.worded_columns(rows, **named)
