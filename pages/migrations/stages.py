"""The stages of a migration: which were reached when, which were held, and why."""

import pandas as pd
import streamlit as st

from pages.components import formats, tables
from pages.components.view import View
from pages.migrations import wording

Number = st.column_config.NumberColumn
Day = st.column_config.DateColumn


def show(view: View, row: pd.Series) -> None:
    """Draw the table."""
    with st.container(border=True, key="migration-stages"):
        st.header("Which stages were reached, and which were held?", anchor=False)
        st.caption(
            "A stage is reached on the first day that sends its planned volume with more than 90% of it delivered; "
            "a held day says which of the two was missing."
        )
        tables.cases(
            view,
            "migration-stages",
            "migration_stages",
            {
                "stage": Number("Stage", pinned=True, width=60),
                "place": "Stands",
                "planned_on": Day("Planned for", format="ddd D MMM YYYY"),
                "planned_volume": Number("Planned volume", format="localized", width=120),
                "reached_on": Day("Reached", format="ddd D MMM YYYY", help="Empty: not yet."),
                "days_late": Number(
                    "Days late", format="%d", help="Reached less planned; below zero is early.", width=80
                ),
                "waited_days": Number("Days waited", help="Since the stage before was reached.", width=90),
                "why": st.column_config.TextColumn("Held because", width=260),
            },
            empty="This migration has no plan in the records: it has no stages.",
            worded=worded,
            migration_id=row["migration_id"],
        )


def worded(rows: pd.DataFrame) -> pd.DataFrame:
    """The stages with words for where they stand and why they were held."""
    return rows.assign(
        place=[place(stage) for _, stage in rows.iterrows()], why=[held(stage) for _, stage in rows.iterrows()]
    )


def place(stage: pd.Series) -> str:
    """Where a stage stands."""
    if stage["is_current"]:
        return "Reached, newest"
    if pd.notna(stage["reached_on"]):
        return "Reached"
    return "Next" if stage["is_next"] else "To come"


def held(stage: pd.Series) -> str:
    """The days that brought no stage, by reason: `3 days 90% or less delivered, 1 day no premium traffic`."""
    counts = {reason: stage[f"{reason}_days"] for reason in wording.HELD if pd.notna(stage[f"{reason}_days"])}
    return ", ".join(f"{formats.plural(days, 'day')} {wording.HELD[reason]}" for reason, days in counts.items() if days)
