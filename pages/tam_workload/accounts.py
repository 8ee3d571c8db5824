"""The accounts of a book: what is open on each, how well it is served, where its migration stands, who spoke last."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.components import formats, tables
from pages.components.view import View
from pages.tam_workload import words

Number: Final = st.column_config.NumberColumn
CONTACTS: Final = {"agent_reply": "Reply to a case", "escalation_acknowledged": "Escalation acknowledged"}
HEALTH: Final = {"healthy": "Healthy", "watch": "Watch", "stop": "Stop"}


def show(view: View, tam: str) -> None:
    """Draw the table; a row opens the account."""
    with st.container(border=True, key="book-accounts"):
        st.header("Accounts and how they stand", anchor=False)
        st.caption("A chosen row opens the account.")
        tables.cases(
            view,
            "book-accounts",
            "tam_accounts",
            columns(view.facts.zone),
            empty="No account is this TAM's.",
            worded=worded,
            opens_account=True,
            tam=tam,
        )


def worded(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of `tam_accounts` with shares and migrations in words."""
    return words.no_tam(rows).assign(
        on_time=[words.share_of(*row) for row in zip(rows["attainment"], rows["judged_count"], strict=True)],
        migration=[migration(row) for row in rows.itertuples(index=False)],
        health=rows["health"].map(HEALTH),
        last_contact_kind=rows["last_contact_kind"].map(CONTACTS).fillna("None on record"),
        held=[
            "Assigned" if assigned else f"Of {name}" if name else "No TAM now"
            for assigned, name in zip(
                rows["is_assigned"], rows["current_tam_name"].where(rows["current_tam_name"].notna(), ""), strict=True
            )
        ],
    )


def migration(row: Any) -> str:
    """`Warming up, step 14 of 29`; a dash without one."""
    if pd.isna(row.migration_id):
        return formats.MISSING
    status = words.STATES.get(row.migration_status, str(row.migration_status))
    if formats.is_missing(row.stage) or formats.is_missing(row.stages):
        return status
    return f"{status}, step {formats.count(row.stage)} of {formats.count(row.stages)}"


def columns(zone: str) -> dict[str, Any]:
    """The headings of the table."""
    text = st.column_config.TextColumn
    return {
        "account_name": text("Account", pinned=True),
        "open_case_count": Number("Open cases", format="localized"),
        "escalation_count": Number("Escalations", format="localized", help="Open ones in this TAM's name."),
        "on_time": text("First responses met", help="Met / (met + breached) of the cases opened in the period, of n."),
        "migration": "Migration",
        "days_behind": Number("Days behind", help="Days of the warm-up plan between today's and the reached one."),
        "health": text("Sending", help="Bounces, complaints and deferrals of the last 7 days against thresholds."),
        "mediation_count": Number("Open mediations", format="localized"),
        "days_since_contact": Number(
            "Days since contact", help="Since the last public reply or acknowledgement by anyone of us."
        ),
        "last_contact_at": tables.moments("Last contact", zone),
        "last_contact_kind": "Contact was",
        "points": Number("Points", help="Of the items open on it that are this TAM's."),
        "held": text("Held", help="Items may be this TAM's although the account is another's now."),
        "assigned_from": st.column_config.DateColumn("Since", format="D MMM YYYY"),
    }
