"""The list of requests that a tile, a bar or a cell opens; the same list in both parts of the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from pages.components import tables
from pages.components.view import View
from pages.mediation import words

EVERY: Final = "all"
Number = st.column_config.NumberColumn


@dataclass(frozen=True, slots=True)
class Listed:
    """What can be listed: its name, and the groups of `mediation_list` a request must be in."""

    name: str
    codes: tuple[str, ...]


Choices = Mapping[str, Listed]


def show(view: View, field: str, choices: Choices, title: str, columns: Mapping[str, Any], empty: str) -> None:
    """Draw a list with the box that chooses what it lists; `field` is the box's key in the address."""
    with st.container(border=True, key=f"{field}-list"):
        st.header(title, anchor=False)
        code = str(
            st.selectbox("Listed", list(choices), format_func=lambda code: choices[code].name, key=field, width=420)
        )
        tables.cases(
            view,
            f"mediations-{field}",
            "mediation_list",
            columns,
            empty=empty,
            worded=words.worded,
            opens_account=True,
            codes=choices[code].codes,
        )


def open_columns(zone: str) -> dict[str, Any]:
    """The headings of what is open: what to do first."""
    return {
        "mediation_id": st.column_config.TextColumn("Mediation", pinned=True),
        "step": "Next step",
        "waiting_since": tables.moments("Since", zone, "The last thing that happened to it."),
        "account_name": "Account",
        "current_tam_name": st.column_config.TextColumn("TAM", help="The TAM the account has now."),
        "provider_name": "Mailbox provider",
        "channel": "Route",
        "contact": "Where",
        "flags": "Flags",
        **_times(zone),
        "unsubmitted_business_hours": Number("Not sent for (business h)", format="localized"),
        "unreplied_elapsed_hours": Number("No reply for (clock h)", format="localized"),
        **_links(),
    }


def asked_columns(zone: str) -> dict[str, Any]:
    """The headings of what was asked in the period: what came of it."""
    return {
        "mediation_id": st.column_config.TextColumn("Mediation", pinned=True),
        "result": "Outcome",
        "account_name": "Account",
        "provider_name": "Mailbox provider",
        "to_submit_business_hours": Number("To submit (business h)", format="localized"),
        "to_reply_elapsed_hours": Number("To reply (clock h)", format="localized"),
        "flags": "Flags",
        **_times(zone),
        "provider_replied_at": tables.moments("Provider replied", zone),
        "closed_at": tables.moments("Closed", zone),
        "tam_name": st.column_config.TextColumn("TAM", help="The TAM the account had on the day of opening."),
        **_links(),
        "written_provider": st.column_config.TextColumn("As written", help="The provider's name in the records."),
    }


def _times(zone: str) -> dict[str, Any]:
    return {
        "opened_at": tables.moments("Opened", zone),
        "best_practices_met_at": tables.moments("Best practices met", zone),
        "form_submitted_at": tables.moments("Form submitted", zone),
    }


def _links() -> dict[str, Any]:
    return {
        "escalation_id": "Escalation",
        "case_id": st.column_config.TextColumn(
            "Case", help="The case of the escalation. A chosen row opens it, or the account where there is none."
        ),
    }
