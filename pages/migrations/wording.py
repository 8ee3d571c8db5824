"""The words of the page, and the choices that several of its parts share."""

from datetime import date
from typing import Final

import pandas as pd
import streamlit as st

from pages.account.migrations import STATUSES
from pages.components import charts, formats, link
from pages.components.view import View

SCALES: Final = {"linear": "Linear", "log": "Log"}
SCALE: Final = link.OneOf("scale", tuple(SCALES), "linear")
STANDINGS: Final = {
    "on_track": "On track",
    "late": "Late",
    "stalled": "Stalled",
    "cannot_say": "Cannot say yet",
    "paused": "Paused",
    "planned": "Planned",
    "completed": "Completed",
    "cancelled": "Cancelled",
}
STANDING_COLOURS: Final = {
    "On track": charts.THIRD,
    "Late": charts.BREACHED,
    "Stalled": charts.BREACHED,
    "Completed": charts.MET,
}
HEALTHS: Final = {"healthy": "Healthy", "watch": "Watch", "stop": "Stop"}
HEALTH_COLOURS: Final = {"Healthy": charts.THIRD, "Watch": charts.FIFTH, "Stop": charts.BREACHED}
UNSAID: Final = {
    "no_plan": "cannot say: no plan",
    "few_days": "cannot say yet: under 7 days of traffic",
    "no_progress": "cannot say: no stage in 14 days",
    "stalled": "cannot say: stalled",
    "paused": "cannot say: paused",
    "planned": "not begun",
    "cancelled": "cancelled",
}
HELD: Final = {
    "volume_short": "less sent than planned",
    "delivery": "90% or less delivered",
    "delivery_unknown": "delivered not recorded",
    "no_traffic": "no premium traffic",
}
METRICS: Final = {"bounce": "Bounce rate", "complaint": "Complaint rate", "deferral": "Deferral rate"}


def choose_scale() -> str:
    """Draw the choice of the volume axis; returns its code."""
    return str(
        st.segmented_control(
            "Volume scale",
            list(SCALES),
            format_func=SCALES.__getitem__,
            key=SCALE.key,
            required=True,
            help="On a log scale the early, small steps of a ramp can be seen beside the late ones.",
        )
    )


def names(view: View) -> dict[str, str]:
    """Every migration of the records by id, with its account's name."""
    rows = view.ask("migration_choices")
    return {str(row.migration_id): f"{row.account_name} ({row.migration_id})" for row in rows.itertuples(index=False)}


def by_code(frame: pd.DataFrame, column: str) -> dict[str, pd.Series]:
    """The rows of an answer by their code."""
    return {str(row[column]): row for _, row in frame.iterrows()}


def day_or(value: date | None, otherwise: str) -> str:
    """A date, or words where there is none."""
    return otherwise if value is None or pd.isna(value) else formats.day(value)


def behind(days: float | None) -> str:
    """Days behind a plan: `3 days behind`, `2 days ahead`, `on plan`."""
    if days is None or pd.isna(days):
        return formats.MISSING
    if days == 0:
        return "on plan"
    return f"{formats.plural(abs(days), 'day')} {'behind' if days > 0 else 'ahead'}"


def finish_range(row: pd.Series) -> str:
    """Between which days a migration may be done, or why nothing can be said: `5 Nov to 9 Nov`."""
    if row["standing"] == "completed":
        return "completed"
    if pd.isna(row["projected_on"]):
        return UNSAID.get(str(row["cannot_say"]), "cannot say")
    low, high = row["projected_low_on"], row["projected_high_on"]
    if pd.notna(low) and low == high:
        return "that very day"
    return f"{short_day(low)} to {'no end in sight' if pd.isna(high) else short_day(high)}"


def short_day(value: date) -> str:
    """`3 Aug`: a day beside another that names the year."""
    return f"{value.day} {value:%b}"


def completion(row: pd.Series) -> str:
    """When a migration was completed, and how that was to its target."""
    if pd.isna(row["completed_on"]):
        return "on a day not recorded"
    late = (row["completed_on"] - row["target_on"]).days
    against = (
        "on its target"
        if late == 0
        else f"{formats.plural(abs(late), 'day')} {'after' if late > 0 else 'before'} the target"
    )
    return f"{formats.day(row['completed_on'])}, {against}"


def status(row: pd.Series) -> str:
    """The status of a migration, in words."""
    return STATUSES.get(str(row["status"]), str(row["status"]))
