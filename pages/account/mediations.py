"""What was asked of mailbox providers for the account."""

from typing import Final

import pandas as pd
import streamlit as st

from pages.components import tables, words
from pages.components.view import View

OUTCOMES: Final = {"resolved": "Resolved", "declined": "Declined", "no_reply": "No reply", "withdrawn": "Withdrawn"}


def show(view: View, account: pd.Series) -> None:
    """Draw the table."""
    zone = view.facts.zone
    with st.container(border=True, key="account-mediations"):
        st.header("Mediations with mailbox providers", anchor=False)
        tables.cases(
            view,
            "account-mediations",
            "account_mediations",
            {
                "mediation_id": st.column_config.TextColumn("Mediation", pinned=True),
                "mailbox_provider": "Mailbox provider",
                "opened_at": tables.moments("Opened", zone),
                "tier": st.column_config.NumberColumn("Tier", help="The terms cover tier 1, by form."),
                "best_practices_met_at": tables.moments("Best practices met", zone),
                "form_submitted_at": tables.moments("Form submitted", zone),
                "provider_replied_at": tables.moments("Provider replied", zone),
                "reply_elapsed_hours": st.column_config.NumberColumn("Reply after (clock h)", format="localized"),
                "closed_at": tables.moments("Closed", zone),
                "outcome": "Outcome",
                "is_out_of_scope": st.column_config.CheckboxColumn("Out of scope", help="Tier 2 is excluded."),
                "is_premature": st.column_config.CheckboxColumn(
                    "Premature", help="The form was submitted before best practices were met."
                ),
            },
            empty="No mediation was asked for by this account.",
            worded=lambda rows: words.worded_columns(rows, outcome=OUTCOMES),
            account_id=account["account_id"],
        )
