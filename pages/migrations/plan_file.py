"""The file of a plan, as a load takes it, and what to do with it. Nothing is stored."""

from typing import Final

import pandas as pd
import streamlit as st

from pages.components import link, warehouse
from pages.components.view import View
from pages.migrations import wording
from queries.spreadsheet import STARTS_A_FORMULA

COLUMNS: Final = ["migration_id", "date", "planned_volume"]  # those of the record type warmup_plan
PLANNED_FOR: Final = link.Words("plan_for")


def show(view: View, days: pd.DataFrame) -> None:
    """Which migration the plan is for, and its file as the loader takes it."""
    names = wording.names(view)
    typed = st.session_state.get(PLANNED_FOR.key) or ""
    codes = ["", *names, *([typed] if typed and typed not in names else [])]
    with st.container(horizontal=True, vertical_alignment="bottom", key="plan-file"):
        migration_id = st.selectbox(
            "The plan is for",
            codes,
            format_func=lambda code: names.get(code, code) or "Choose a migration, or type its id",
            key=PLANNED_FOR.key,
            accept_new_options=True,
            width=420,
        )
        is_dangerous = str(migration_id or "").startswith(STARTS_A_FORMULA)
        st.download_button(
            "Download warmup_plan.csv",
            warehouse.document(lambda: file_of(days, str(migration_id)), "warmup_plan"),
            file_name="warmup_plan.csv",
            mime="text/csv",
            key="plan-csv",
            on_click="ignore",
            type="primary",
            icon=":material/download:",
            disabled=not migration_id or is_dangerous,
        )
    st.caption(what_becomes_of(str(migration_id or ""), names, is_dangerous=is_dangerous))


def file_of(days: pd.DataFrame, migration_id: str) -> bytes:
    """The plan as the record file warmup_plan.csv."""
    return warehouse.csv_bytes(days.assign(migration_id=migration_id)[COLUMNS])


def what_becomes_of(migration_id: str, names: dict[str, str], *, is_dangerous: bool) -> str:
    """What to do with the file. Nothing is stored here."""
    if not migration_id:
        return "Nothing is stored: the plan is this address and the file. Choose the migration to download it."
    if is_dangerous:
        return "An id that begins like a formula of a spreadsheet cannot be written to a file safely. Give it another."
    known = (
        "A load with `--merge` replaces planned days of the same dates and keeps the others: take an older plan of "
        "this migration out of the records first."
        if migration_id in names
        else "These records hold no such migration: load it with `migrations.csv`, or the days are rejected."
    )
    return f"Nothing is stored here. Put the file into the records folder and load it. {known}"
