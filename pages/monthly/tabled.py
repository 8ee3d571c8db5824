"""The tables of a summary on the screen, with the ways to the accounts they name."""

from typing import Any, Final, cast

import pandas as pd
import streamlit as st

from pages.components import menu, part, warehouse
from pages.components.view import View
from pages.monthly.contents import Content
from pages.monthly.tables import Table

WITH_LINKS: Final = ("attention", "breaches", "migrations")
FOLDED: Final = ("figures", "months")  # what cards and charts show already


def show(view: View, content: Content) -> None:
    """Draw the tables: what needs attention first."""
    for table in content.tables:
        if table.code in FOLDED:
            with st.expander(table.title):
                st.caption(table.about)
                listed(view, table)
            continue
        part.heading(table.title, table.about)
        if table.rows:
            listed(view, table)
        else:
            st.info(table.empty)


def listed(view: View, table: Table) -> None:
    """One table; a row of an account opens that account."""
    headings = unlike(table.headings)
    frame = pd.DataFrame(table.rows, columns=pd.Index(headings))
    page = menu.page("account") if table.code in WITH_LINKS else None
    event = st.dataframe(
        frame,
        key=f"month-{table.code}-rows-{view.snapshot.name}",
        hide_index=True,
        on_select="rerun" if page else "ignore",
        selection_mode="single-row",
        height="content",
        column_config={
            name: st.column_config.TextColumn(
                name,
                alignment="left" if at in table.is_text else "right",
                width="large" if (table.code, name) == ("attention", "Why") else None,
            )
            for at, name in enumerate(headings)
        },
        placeholder="",
        alt=f"{table.title}, as a table",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Download CSV",
            warehouse.csv_file(frame, f"month_{table.code}"),
            file_name=f"{content_name(table)}.csv",
            mime="text/csv",
            key=f"month-{table.code}-csv",
            on_click="ignore",
        )
        if page:
            st.caption("Tick a row to open its account.", width="content")
    chosen = cast("dict[str, Any]", event)["selection"]["rows"] if page else []
    if page and chosen:
        held = {name: st.query_params.get_all(name) for name in st.query_params if name not in ("month", "version")}
        st.switch_page(page, query_params={**held, "account_id": table.accounts[chosen[0]]})


def content_name(table: Table) -> str:
    """The name of a table's file."""
    return f"month-{table.code}"


def unlike(headings: tuple[str, ...]) -> list[str]:
    """The headings, those that repeat told apart by a space that is not seen."""
    seen: dict[str, int] = {}
    told = []
    for heading in headings:
        told.append(heading + "\N{ZERO WIDTH SPACE}" * seen.get(heading, 0))
        seen[heading] = seen.get(heading, 0) + 1
    return told
