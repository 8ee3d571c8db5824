"""How the figures of a month are written: one formatter for page, documents and sentences."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import pandas as pd

from pages.components import formats

TOO_FEW: Final = "too few"
WHY: Final = {
    "none": "nothing to judge",
    "filtered": "not under these filters",
    "before_records": "before the records",
    "running": "month still running",
    "too_few": "too few cases",
    "few_months": "too few months",
    "not_charted": "",
    "no_capacity": "no capacity on record",
}
MIGRATION_REASONS: Final = {
    "migration_stalled": "stalled",
    "migration_health": "health at stop",
    "migration_late": "late",
}
STANDINGS: Final = {
    "on_track": "On track",
    "late": "Late",
    "stalled": "Stalled",
    "cannot_say": "Cannot say",
    "paused": "Paused",
    "completed": "Completed",
    "planned": "Not begun",
}
RESULTS: Final = {
    "resolved": "Resolved",
    "declined": "Declined",
    "no_reply": "No reply",
    "withdrawn": "Withdrawn",
    "no_outcome": "Closed without an outcome",
    "open": "Still open",
    "tier_2": "Tier 2, not ours",
}


def number(value: float | None) -> str:
    """12.0 as `12`, 12.5 as `12.5`."""
    return formats.MISSING if value is None or formats.is_missing(value) else f"{value:,.1f}".removesuffix(".0")


def value(amount: float | None, unit: str) -> str:
    """An amount in its unit: count, share (0..1), seconds (business time) or points (of load)."""
    match unit:
        case "share":
            return formats.share(amount)
        case "seconds":
            return formats.duration(amount)
        case "points":
            return number(amount)
        case _:
            return formats.count(amount)


def moved(before: float, after: float, unit: str) -> str:
    """A change with its sign: a share in percentage points, the others in their unit."""
    match unit:
        case "share":
            return formats.points(before, after)
        case "seconds":
            change = round(after) - round(before)
            return f"{'-' if change < 0 else '+'}{formats.duration(abs(change))}".replace(" ", formats.NBSP)
        case "points":
            return f"{after - before:+,.1f}".removesuffix(".0")
        case _:
            return f"{round(after - before):+,}"


def effect(share: float) -> str:
    """A part of a change in percentage points: `+1.2`."""
    return f"{round(share * 100, 1) + 0:+.1f}"


def hours(seconds: float) -> str:
    """Weekly opening time: `47.5 h`."""
    return f"{number(seconds / 3600)}{formats.NBSP}h"


def day(moment: date | None) -> str:
    """A date, or a dash where there is none."""
    return formats.MISSING if moment is None or pd.isna(moment) else formats.day(moment)


def month(first: date) -> str:
    """`October 2026`."""
    return f"{first:%B %Y}"


def short_month(first: date) -> str:
    """`Oct 2026`."""
    return f"{first:%b %Y}"


def listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
