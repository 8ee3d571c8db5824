"""The head of the Case page: what the case is about, whose it is, where it stands, what it is excused from."""

import html
from collections.abc import Mapping

import pandas as pd
import streamlit as st

from pages.case import finding, words
from pages.components import formats, menu


def show(case: pd.Series, exemptions: pd.DataFrame) -> None:
    """Draw the head from the row of `case_facts` and the rows of `case_exemptions`."""
    subject = case["subject"] if words.is_given(case["subject"]) else "no subject"
    with st.container(border=True, key="case-head", gap="xsmall"):
        st.html(f"<h2>{html.escape(case['case_id'])} · {html.escape(subject)}</h2>")
        st.html(definition_list(facts_of(case)))
        account_page = menu.page("account")
        if account_page:
            st.page_link(
                account_page,
                label=f"Everything of {formats.plain(str(case['account_name']))}",
                icon=":material/apartment:",
                query_params={**finding.kept_params(), "account_id": str(case["account_id"])},
            )
        for row in words.each(exemptions):
            st.info(
                f"Exempted from the **{words.CLOCKS.get(str(row.metric), str(row.metric)).lower()}** target: "
                f"{formats.plain(str(row.reason))}. Approved by {formats.plain(str(row.approved_by))} on "
                f"{formats.moment(row.approved_local, case['time_zone'])}. Durations and the raw share keep it.",
                icon=":material/verified_user:",
            )
        if not case["has_openings"]:
            st.warning(
                f"The calendar {formats.plain(str(case['calendar_name']))} is never open: no business time passes, "
                "and no target in business time falls due."
            )


def facts_of(case: pd.Series) -> dict[str, str]:
    """The facts by their label."""
    return {
        "Account": name_of(case["account_name"], case["account_id"], "unknown"),
        "State": state_in_words(case),
        "Priority": now_and_opened(case["priority"], case["priority_opened"], "none"),
        "Category": now_and_opened(case["category"], case["category_opened"], "uncategorised"),
        "Channel": words.sentence_case(str(case["channel"])),
        "Agent": name_of(case["agent_name"], case["agent_id"], "nobody assigned"),
        "TAM when opened": name_of(case["tam_name"], case["tam_id"], "no TAM"),
        "Opened": words.moment(case["opened_local"]),
        "Resolved": words.moment(case["resolved_local"]) if words.is_given(case["resolved_local"]) else "not yet",
        "Calendar": f"{name_of(case['calendar_name'], None, 'unknown')}; all times here are in {case['time_zone']}",
    }


def definition_list(facts: Mapping[str, str]) -> str:
    """Labels and values as HTML; whatever the records say is escaped."""
    pairs = "".join(
        f"<div><dt>{html.escape(label)}</dt><dd>{html.escape(value)}</dd></div>" for label, value in facts.items()
    )
    return f'<dl class="case-facts">{pairs}</dl>'


def name_of(name: object, code: object, otherwise: str) -> str:
    """A name; its code where the records have no name for it."""
    return str(name) if words.is_given(name) else str(code) if words.is_given(code) else otherwise


def now_and_opened(now: object, opened: object, otherwise: str) -> str:
    """`High (opened as normal)`."""
    is_known, was_known = words.is_given(now), words.is_given(opened)
    text = words.sentence_case(str(now) if is_known else otherwise)
    changed = (str(now) if is_known else None) != (str(opened) if was_known else None)
    return f"{text} (opened as {opened if was_known else otherwise})" if changed else text


def state_in_words(case: pd.Series) -> str:
    """The state, whether a resolution was agreed, and how often the case came back."""
    text = words.STATES[case["state"]]
    if case["state"] == "resolved":
        text += ", agreed" if case["resolution_agreed"] else ", not agreed"
    count = int(case["reopen_count"])
    return f"{text}; reopened {'once' if count == 1 else formats.plural(count, 'time')}" if count else text
