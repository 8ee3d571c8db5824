"""What was asked for during a migration: in scope, and beside it what the terms exclude."""

from typing import Final

import pandas as pd
import streamlit as st

from pages.components import cards, definitions, formats, link, picks, tables, warehouse, words
from pages.components.cards import Card
from pages.components.view import View
from pages.migrations import wording

SCOPES: Final = {
    "in_scope": (definitions.MIGRATION_IN_SCOPE, "covered by the terms"),
    "deliverability_strategy": (definitions.MIGRATION_STRATEGY, "excluded by the terms"),
    "tier_2_mediation": (definitions.MIGRATION_TIER_2, "excluded by the terms"),
    "template_work": (definitions.MIGRATION_TEMPLATES, "excluded by the terms"),
    "customer_project": (definitions.MIGRATION_PROJECTS, "excluded by the terms"),
}
REQUESTS: Final = link.OneOf("requests", ("all", *SCOPES), "all")
Day = st.column_config.DateColumn


def show(view: View, row: pd.Series) -> None:
    """Escalations during the migration by scope, and their list."""
    counts = wording.by_code(view.ask("migration_request_counts", migration_id=row["migration_id"]), "scope")
    cards.row([request_card(scope, counts[scope]) for scope in SCOPES], key="migration-requests", narrowest=180)
    names = {"all": "All of them"} | {scope: definition.name for scope, (definition, _) in SCOPES.items()}
    with st.container(border=True, key="migration-request-list"):
        chosen = str(
            st.selectbox("Requests listed", list(names), format_func=names.__getitem__, key=REQUESTS.key, width=360)
        )
        rows = view.ask("migration_requests", migration_id=row["migration_id"])
        show_request_list(rows if chosen == "all" else rows[rows["scope"] == chosen])


def request_card(scope: str, counts: pd.Series) -> Card:
    """The requests of a scope, whose button lists them."""
    definition, basis = SCOPES[scope]
    return Card(
        definition,
        formats.count(counts["escalation_count"]),
        f"{basis}, {formats.count(counts['open_count'])} open",
        action=("List them", lambda: picks.choose(REQUESTS.key, scope)),
    )


def show_request_list(rows: pd.DataFrame) -> None:
    """Requests, and their CSV."""
    if rows.empty:
        st.info("Nothing of this kind was asked for during the migration.")
        return
    st.dataframe(
        words.worded(rows),
        key="migration-request-rows",
        hide_index=True,
        column_config={
            "escalation_id": st.column_config.TextColumn("Escalation", pinned=True),
            "raised_on": Day("Raised", format="ddd D MMM YYYY"),
            "scope": "Scope",
            "category": "Category",
            "state": "State",
            "resolved_on": Day("Resolved", format="ddd D MMM YYYY", help="Empty while it is not."),
            "subject": "Subject",
        },
        column_order=["escalation_id", "raised_on", "scope", "category", "state", "resolved_on", "subject"],
        height=min(tables.ROW_HEIGHT * (len(rows) + 1) + 3, tables.TALLEST),
        placeholder="",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Download CSV",
            warehouse.csv_file(rows, "migration_requests"),
            file_name="migration-requests.csv",
            mime="text/csv",
            key="migration-requests-csv",
            on_click="ignore",
        )
        st.caption(formats.plural(len(rows), "row"), width="content")
