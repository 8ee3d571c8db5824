"""The charts of Response times; each returns what was clicked."""

from datetime import date
from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.components import charts, formats
from pages.components.figure import figure
from pages.components.view import View

Number = st.column_config.NumberColumn
WEEK_COLUMNS: Final[dict[str, Any]] = {
    "week_start": st.column_config.DateColumn("Week from", format="D MMM YYYY"),
    "judged_count": Number("Judged", format="localized"),
    "met_count": Number("Met", format="localized"),
    "breached_count": Number("Breached", format="localized"),
    "attainment": Number("Attainment", format="percent"),
    "adjusted_attainment": Number("Without exempted", format="percent"),
    "lower_limit": Number("Lower limit", format="percent"),
    "upper_limit": Number("Upper limit", format="percent"),
    "signal": st.column_config.TextColumn("Outside the limits"),
    "is_partial": st.column_config.CheckboxColumn("Only part of it"),
}
SPREAD_COLUMNS: Final[dict[str, Any]] = {
    "from_minutes": Number("From (business min)", format="localized"),
    "to_minutes": Number("To under", format="localized"),
    "answered_count": Number("Answered", format="localized"),
    "met_count": Number("Met", format="localized"),
    "breached_count": Number("Breached", format="localized"),
    "no_target_count": Number("No target", format="localized"),
}


def show_weeks(view: View) -> date | None:
    """Weekly attainment with control limits; returns the Monday of a clicked week."""
    weeks = view.ask("first_response_weekly")
    weeks["starts_on"] = weeks["week_start"].dt.strftime("%Y-%m-%d")
    picked = figure(
        "first-response-by-week",
        "First-response attainment by week",
        charts.share_over_time,
        weeks,
        words={"unit": "Week from Monday", "zone": view.facts.zone, "share_of": "First responses on target"},
        reads=f"Line chart of the weekly share of first responses on target. {signals(weeks)}",
        caption=signals(weeks),
        columns=WEEK_COLUMNS,
    )
    return date.fromisoformat(picked) if picked else None


def signals(weeks: pd.DataFrame) -> str:
    """In words: which weeks are news, and against what."""
    mean = weeks["mean_attainment"].iloc[0]
    if formats.is_missing(mean):
        return "No case with a target in the 12 months to the end of the period."
    limits = f"3-sigma limits around the 12-month mean of {formats.share(mean)}"
    named = [
        f"{formats.day(row['week_start'])} ({formats.share(row['attainment'])}, {row['signal']})"
        for row in weeks[weeks["signal"].notna()].to_dict("records")
    ]
    if not named:
        return f"No week lies outside the {limits}: what moved is within chance."
    return f"Outside the {limits}: week of {', '.join(named[-6:])}{' and earlier ones' if len(named) > 6 else ''}."


def show_spread(view: View) -> tuple[int, int | None] | None:
    """The distribution with its target lines; returns the clicked bucket in minutes [from, to)."""
    buckets = view.ask("first_response_distribution")
    if buckets.empty:
        st.info("No case of this period has been answered yet, so there is nothing to spread.")
        return None
    picked = figure(
        "first-response-spread",
        "First response in business minutes",
        charts.spread,
        buckets,
        view.ask("first_response_targets"),
        words={"measure": "Time to the first answer", "ink": charts.INK[st.context.theme.type or "light"]},
        reads="Histogram of first response times in business minutes, met and breached stacked, a line per target.",
        caption=f"{formats.plural(buckets['answered_count'].sum(), 'answered case')}; dashed lines are the targets. "
        "The last bar holds everything longer.",
        columns=SPREAD_COLUMNS,
    )
    if picked is None:
        return None
    ends = buckets.loc[buckets["from_minutes"] == picked, "to_minutes"].dropna()
    return int(picked), None if ends.empty else int(ends.iloc[0])
