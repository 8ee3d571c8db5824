"""What changed in a book in the last seven days, or since a day chosen."""

from datetime import timedelta
from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.components import filters, formats, link, tables
from pages.components.view import View
from pages.tam_workload import words

SINCE: Final = "changed"
KINDS: Final = "change"


def since_field(view: View) -> link.Day:
    """The day since which changes are counted; none is seven days before the day of as_of."""
    return link.Day(SINCE, filters.FIRST_DAY, view.facts.today)


def counts(view: View, tam: str) -> pd.DataFrame:
    """The changes of each kind that happened at all."""
    rows = view.ask("tam_change_counts", tam=tam, changed_since=st.session_state.get(SINCE))
    return rows[rows["change_count"] > 0]


def fields(view: View, tam: str) -> tuple[link.Field, ...]:
    """What of this part is in the address."""
    link.restore([since_field(view)])
    return since_field(view), link.AnyOf(KINDS, tuple(counts(view, tam)["change"]))


def show(view: View, tam: str) -> None:
    """Draw the counts and the list."""
    found = counts(view, tam)
    since = st.session_state.get(SINCE)
    with st.container(border=True, key="book-changes"):
        st.header("What changed", anchor=False)
        st.date_input(
            "Since",
            value=None,
            min_value=filters.FIRST_DAY,
            max_value=view.facts.today,
            key=SINCE,
            format="YYYY-MM-DD",
            width=170,
            help="None picked: the last 7 days before the end of the records.",
        )
        start = since or view.facts.today - timedelta(days=7)
        total = formats.plural(found["change_count"].sum(), "change")
        st.caption(f"{total} since {formats.day(start)}, that day counted ({view.facts.zone}).")
        labels = dict(zip(found["change"], found["change_count"], strict=True))
        chosen = (
            st.pills(
                "Kinds of change",
                list(labels),
                format_func=lambda code: f"{words.CHANGES.get(code, code)} {labels[code]:,}",
                selection_mode="multi",
                key=KINDS,
            )
            if labels
            else []
        )
        tables.cases(
            view,
            "book-changes",
            "tam_changes",
            columns(view.facts.zone),
            empty="Nothing changed since then. Choose an earlier day above.",
            worded=worded,
            opens_account=True,
            tam=tam,
            changed_since=since,
            changes=tuple(chosen),
        )


def worded(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of `tam_changes` with words for codes."""
    return words.items(rows).assign(
        change=rows["change"].map(words.CHANGES).fillna(rows["change"]),
        detail=rows["detail_name"]
        .fillna(rows["detail"].map(words.DETAILS))
        .fillna(rows["detail"])
        .mask(rows["change"] == "migration_stage", "Step " + rows["detail"].fillna("")),
    )


def columns(zone: str) -> dict[str, Any]:
    """The headings of the list."""
    return {
        "changed_at": tables.moments("When", zone),
        "change": st.column_config.TextColumn("What", width=190),
        "item_id": "Item",
        "account_name": "Account",
        "detail": "Detail",
        "subject": "Subject",
    }
