"""The words of TAM workload for the codes of its questions."""

from typing import Final

import pandas as pd

from pages.components import formats
from pages.components import words as common
from pages.components.filters import FIXED_CHOICES

ITEMS: Final = {
    "escalation": "Escalation",
    "case": "Case",
    "migration": "Migration",
    "mediation": "Mediation",
    "account": "Account",
}
MANY: Final = {
    "escalation": "Escalations",
    "case": "Open cases",
    "migration": "Migrations",
    "mediation": "Mediations",
}
CLOCKS: Final = {**common.CLOCKS, "migration_target": "Migration target", "mediation": "Mediation"}
STATES: Final = {
    **common.STATES,
    "warming": "Warming up",
    "paused": "Paused",
    "planned": "Planned",
    "completed": "Completed",
    "cancelled": "Cancelled",
    "best_practices": "Best practices not met",
    "form": "Form to be submitted",
    "provider_reply": "Waits for the provider",
    "closing": "To be closed",
}
DETAILS: Final = {
    **FIXED_CHOICES["priority"],
    **FIXED_CHOICES["category"],
    **STATES,
    "resolved": "Resolved",
    "declined": "Declined",
    "no_reply": "No reply",
    "withdrawn": "Withdrawn",
    "no_tam": "No TAM",
    "agreed": "Agreed by the customer",
    "not_agreed": "Closed without agreement",
    "reopened_since": "Reopened since",
}
HELD_BY: Final = {"item": "Named on it", "assignment": "Account's TAM", "none": "Nobody"}
CHANGES: Final = {
    "case_opened": "Cases opened",
    "case_reopened": "Cases reopened",
    "case_resolved": "Cases resolved",
    "escalation_raised": "Escalations raised",
    "escalation_acknowledged": "Escalations acknowledged",
    "escalation_resolved": "Escalations resolved",
    "assignment_gained": "Accounts gained",
    "assignment_lost": "Accounts lost",
    "migration_started": "Migrations started",
    "migration_stage": "Migration steps reached",
    "migration_stalled": "Migrations stalled",
    "migration_completed": "Migrations completed",
    "mediation_opened": "Mediations opened",
    "mediation_best_practices_met": "Best practices met",
    "mediation_submitted": "Forms submitted",
    "mediation_replied": "Providers replied",
    "mediation_closed": "Mediations closed",
}


def points(value: float) -> str:
    """3.0 as `3`, 2.5 as `2.5`."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def load(points_held: float, capacity: float | None) -> str:
    """`31 of 45 points`, or `31 points` where the capacity is not known."""
    if capacity is None or formats.is_missing(capacity):
        return f"{points(points_held)} {'point' if points_held == 1 else 'points'}"
    return f"{points(points_held)} of {points(capacity)} points"


def load_item(code: str) -> str:
    """`case:urgent` as `Case, urgent`."""
    item, _, detail = code.partition(":")
    named = {"open": "", "warming": ", warming up"}.get(detail, f", {detail}" if detail else "")
    return f"{ITEMS.get(item, item)}{named}"


def share_of(attainment: float, judged: float) -> str:
    """`95.2 % of 21`, or that there are too few."""
    if judged < formats.TOO_FEW:
        return f"too few ({formats.count(judged)})"
    return f"{formats.share(attainment)} of {formats.count(judged)}"


def items(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of items with words for codes."""
    columns = {"item": ITEMS, "state": STATES, "clock": CLOCKS, "held_by": HELD_BY, "waits_for": STATES}
    known = {name: said for name, said in columns.items() if name in rows.columns}
    return no_tam(common.worded_columns(rows, **known))


def no_tam(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with a word where there is no TAM."""
    names = [name for name in ("tam_name", "current_tam_name", "account_tam_name") if name in rows.columns]
    return rows.assign(**{name: rows[name].fillna(common.NOBODY["no_tam"]) for name in names})
