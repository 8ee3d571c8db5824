"""The open escalations of a book, by category, with the time left to acknowledge them."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.at_risk import bands, clock_list
from pages.components import cards, definitions, formats, link, picks, tables
from pages.components import words as common
from pages.components.cards import Card
from pages.components.view import View

KINDS: Final = {
    "problem": definitions.TAM_PROBLEMS,
    "configuration": definitions.TAM_CONFIGURATIONS,
    "information": definitions.TAM_INFORMATION,
}
CATEGORY: Final = link.AnyOf("about", tuple(KINDS))


def show(view: View, tam: str) -> None:
    """Draw the categories and the list."""
    counted = view.ask("tam_escalation_categories", tam=tam)
    cards.row([card(view, row) for _, row in counted.iterrows()], key="book-categories", narrowest=220)
    with st.container(border=True, key="book-escalations"):
        st.header("Escalations by the time left to acknowledge", anchor=False)
        chosen = st.multiselect(
            "About",
            list(KINDS),
            format_func=lambda code: KINDS[code].name,
            key=CATEGORY.key,
            placeholder="Every category",
            width=330,
        )
        tables.cases(
            view,
            "book-escalations",
            "tam_escalations",
            columns(view.facts.zone),
            empty="No escalation of this kind is open.",
            worded=worded,
            opens_account=True,
            tam=tam,
            categories=tuple(chosen),
        )


def card(view: View, row: pd.Series) -> Card:
    """The open escalations about one thing; its button narrows the list, or takes that off again."""
    code = str(row["category"])
    is_chosen = st.session_state.get(CATEGORY.key) == [code]
    due = row["first_due_at"]
    waiting = int(row["unacknowledged_count"])
    first = f"first due {due.tz_convert(view.facts.zone):%d %b %H:%M}" if pd.notna(due) else ""
    return Card(
        KINDS[code],
        formats.count(row["escalation_count"]),
        f"{waiting:,} not acknowledged, {int(row['breached_count']):,} late",
        note=first,
        action=(
            "Listed; show all" if is_chosen else "List them",
            lambda: picks.choose(CATEGORY.key, [] if is_chosen else [code]),
        ),
    )


def worded(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of `tam_escalations` with words for codes, and both times left in words."""
    clocks = {
        stem: [
            clock_list.time_left(str(band), seconds, bool(is_elapsed))
            for band, seconds, is_elapsed in zip(
                rows[f"{stem}_band"], rows[f"{stem}_left_seconds"], rows["is_elapsed"], strict=True
            )
        ]
        for stem in ("acknowledgement",)
    }
    acknowledged = rows["state"] == "acknowledged"
    calendar = rows["clock_calendar"].map({"tam": "TAM's", "account": "Account's"})
    return common.worded(rows).assign(
        to_acknowledge=pd.Series(clocks["acknowledgement"], index=rows.index).mask(acknowledged, "Acknowledged"),
        to_resolve=[resolution(row) for row in rows.itertuples(index=False)],
        channel=rows["channel"].map({"phone": "Phone", "email": "Email"}),
        counted_in=calendar.fillna("") + " hours, " + rows["clock_time_zone"].fillna("no zone"),
    )


def resolution(row: Any) -> str:
    """The time left to resolve, or that there is no target."""
    if formats.is_missing(row.resolution_left_seconds):
        return bands.name("no_target") if row.resolution_band == "no_target" else formats.MISSING
    said = formats.duration(abs(round(row.resolution_left_seconds)))
    return f"{said} {'late' if row.resolution_band == 'breached' else 'left'}"


def columns(zone: str) -> dict[str, Any]:
    """The headings of the list."""
    text = st.column_config.TextColumn
    return {
        "escalation_id": text("Escalation", pinned=True),
        "to_acknowledge": text("Left to acknowledge", help="In opening hours of the calendar named under Counted in."),
        "acknowledgement_due_at": tables.moments("Acknowledgement due", zone),
        "to_resolve": "Left to resolve",
        "resolution_due_at": tables.moments("Resolution due", zone),
        "account_name": "Account",
        "category": "Category",
        "state": "State",
        "channel": "By",
        "raised_at": tables.moments("Raised", zone),
        "scope": "Scope",
        "case_id": text("Case", help="A chosen row opens the case, or the account where there is no case."),
        "is_elsewhere": st.column_config.CheckboxColumn(
            "Another's account", help="The account is another TAM's now; the escalation stays with the one named on it."
        ),
        "points": st.column_config.NumberColumn("Points"),
        "counted_in": "Counted in",
        "subject": "Subject",
    }
