"""What became of the chosen clock's rows, and which verdicts were exempted, by whom and why."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.components import cards, definitions, formats, tables
from pages.components.cards import Card
from pages.components.definitions import Definition
from pages.response_times import case_list
from pages.response_times.choices import Asked
from pages.response_times.totals import listing


def show(asked: Asked) -> None:
    """Draw the counts of the chosen clock."""
    now, before = asked.clock_totals()
    judged = f"of {formats.count(now['judged_count'])} judged"
    clock = asked.words.name.lower()
    cards.row(
        [
            counted(definitions.CLOCK_BREACHED, "breached", judged, now, before, is_good_up=False),
            counted(definitions.CLOCK_PENDING, "pending", "not yet decided", now, before),
            *(
                [counted(definitions.CLOCK_UNANSWERED, "unanswered", "ended before it was due", now, before)]
                if asked.clock in ("first_response", "next_response")
                else []
            ),
            counted(definitions.CLOCK_NO_TARGET, "no_target", "in no share", now, before),
            Card(
                definitions.CLOCK_ROWS,
                formats.count(now["row_count"]),
                f"{asked.words.rows}, {clock} clock",
                cards.count_change(now, before, "row_count"),
                action=listing("all"),
            ),
        ],
        key="verdicts",
        narrowest=150,
    )


def counted(
    definition: Definition,
    verdict: str,
    basis: str,
    now: pd.Series,
    before: pd.Series | None,
    *,
    is_good_up: bool | None = None,
) -> Card:
    """How many rows have a verdict."""
    column = f"{verdict}_count"
    change = cards.count_change(now, before, column, is_good_up=is_good_up)
    return Card(definition, formats.count(now[column]), basis, change, action=listing(verdict))


def show_ledger(asked: Asked) -> None:
    """The exempted verdicts with their reasons, where there are any, and both shares."""
    rows = asked.ask("exemption_ledger")
    if rows.empty:
        return
    totals, _ = asked.clock_totals()
    judged, exempt = int(totals["judged_count"]), int(totals["exempt_count"])
    with st.container(border=True, key="exemptions"):
        st.header("Exempted verdicts", anchor=False)
        st.caption(
            f"{asked.words.share_of}: {cards.share_value(totals['attainment'], judged)} of "
            f"{formats.count(judged)} judged; {cards.share_value(totals['adjusted_attainment'], judged - exempt)} "
            f"without the {formats.count(exempt)} exempted among them. An exemption without a verdict moves neither."
        )
        tables.cases(
            asked.view,
            f"{asked.slug}-exemptions",
            "exemption_ledger",
            columns(asked),
            empty="",
            worded=case_list.worded,
            **asked.params("exemption_ledger", {}),
        )


def columns(asked: Asked) -> dict[str, Any]:
    """The headings of the ledger."""
    zone = asked.view.facts.zone
    return {
        "case_id": st.column_config.TextColumn("Case", pinned=True),
        "account_name": "Account",
        "reason": st.column_config.TextColumn("Reason", width="large"),
        "approved_by": "Approved by",
        "approved_at": tables.moments("Approved", zone),
        "verdict": "Verdict",
        "started_at": tables.moments("Clock started", zone),
    }
