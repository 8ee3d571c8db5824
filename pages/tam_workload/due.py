"""What is due next in a book: every open item once, by its most urgent clock; the cards above narrow it."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.at_risk import bands, clock_list
from pages.components import formats, link, tables
from pages.components.view import View
from pages.tam_workload import words

EVERY: Final = "all"
DAY_SECONDS: Final = 86_400
CHOICES: Final = {
    EVERY: "Everything open",
    "item:escalation": "Escalations",
    "flag:unacknowledged": "Escalations not acknowledged",
    "item:case": "Cases of their accounts",
    "item:migration": "Migrations",
    "flag:warming": "Migrations warming up",
    "flag:paused": "Migrations paused",
    "item:mediation": "Mediations",
    "flag:elsewhere": "On accounts of others",
}
LISTED: Final = link.OneOf("listed", tuple(CHOICES), EVERY)


def show(view: View, tam: str) -> None:
    """Draw the list."""
    with st.container(border=True, key="book-due"):
        st.header("What is due next", anchor=False)
        code = str(st.selectbox("Listed", list(CHOICES), format_func=CHOICES.__getitem__, key=LISTED.key, width=330))
        st.caption("Each item once, by its most urgent clock; what is late comes first. A chosen row opens it.")
        tables.cases(
            view,
            "due-next",
            "tam_due",
            columns(view.facts.zone),
            empty="Nothing of this kind is open.",
            worded=worded,
            opens_account=True,
            tam=tam,
            codes=() if code == EVERY else (code,),
        )


def worded(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of `tam_due` with words for codes, and the time left in words."""
    left = [time_left(row) for row in rows.itertuples(index=False)]
    shown = words.items(rows)
    return shown.assign(
        time_left=left,
        band=[bands.name(str(band)) for band in rows["band"]],
        state=shown["waits_for"].fillna(shown["state"]),
    )


def time_left(row: Any) -> str:
    """As At risk says it; of a migration, whose target is a day, in days; of a mediation that nothing is due."""
    if row.item == "mediation":
        return "Nothing due"
    if row.item != "migration":
        return clock_list.time_left(str(row.band), row.left_seconds, bool(row.is_elapsed))
    days = formats.plural(abs(row.left_seconds) // DAY_SECONDS, "day")
    return "Today" if row.band == "due_today" else f"{days} {'late' if row.band == 'breached' else 'left'}"


def columns(zone: str) -> dict[str, Any]:
    """The headings of the list."""
    text = st.column_config.TextColumn
    return {
        "item_id": text("Item", pinned=True),
        "item": "Kind",
        "time_left": text(
            "Time left",
            help="In opening hours: of the account's calendar for cases, of the TAM's for escalations. "
            "'Round the clock' where the target runs day and night. Of a migration: days until its target day ends.",
        ),
        "due_at": tables.moments("Due", zone, "Empty while nothing is due."),
        "clock": text("Clock", width=175),
        "account_name": "Account",
        "state": text("State", width=150, help="Of a mediation: what it waits for."),
        "priority": "Priority",
        "category": "Category",
        "band": "Urgency",
        "since_at": tables.moments("Open since", zone),
        "points": st.column_config.NumberColumn("Points"),
        "subject": "Subject",
    }
