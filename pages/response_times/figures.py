"""Attainment by week and month, and how the times are spread; a click narrows the case list."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.components import chance, charts, formats
from pages.components.figure import figure
from pages.response_times import case_list, choices
from pages.response_times.choices import Asked

Number = st.column_config.NumberColumn
SHARE_COLUMNS: Final[dict[str, Any]] = {
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
    "timed_count": Number("All", format="localized"),
    "met_count": Number("Met", format="localized"),
    "breached_count": Number("Breached", format="localized"),
    "no_target_count": Number("No target", format="localized"),
    "other_count": Number("Pending", format="localized"),
}
BELONGS: Final = {
    "opened": "in which the case was opened",
    "resolved": "in which the case was resolved",
    "due": "in which it was due",
}


def show_weeks(asked: Asked) -> None:
    """Weekly attainment with control limits."""
    weeks = asked.ask("clock_weekly")
    weeks["starts_on"] = weeks["week_start"].dt.strftime("%Y-%m-%d")
    picked = shares(asked, weeks, "week", {"week_start": st.column_config.DateColumn("Week from", format="D MMM YYYY")})
    case_list.follow(asked.view, f"{asked.slug}-by-week", f"week/{picked}" if picked else None)


def show_months(asked: Asked) -> None:
    """Monthly attainment with control limits: the last 13 months, whatever the period."""
    months = asked.ask("clock_monthly")
    months["starts_on"] = months["month_start"].dt.strftime("%Y-%m-%d")
    picked = shares(asked, months, "month", {"month_start": st.column_config.DateColumn("Month", format="MMM YYYY")})
    case_list.follow(asked.view, f"{asked.slug}-by-month", f"month/{picked[:7]}" if picked else None)


def shares(asked: Asked, frame: pd.DataFrame, step: str, heading: dict[str, Any]) -> Any:
    """A p-chart of the clock's attainment; returns the clicked week or month."""
    said = chance.signals(frame, step)
    scope = "" if step == "week" else " The last 13 months, whatever the period."
    judged = f"{formats.count(frame['judged_count'].sum())} judged, by the {step} {BELONGS[asked.denominator]}."
    return figure(
        f"{asked.slug}-by-{step}",
        f"{asked.words.name} attainment by {step}"
        if asked.clock != choices.NEVER_DUE
        else f"Kept informed on target by {step}",
        charts.share_over_time,
        frame,
        words={
            "unit": "Week from Monday" if step == "week" else "Month",
            "zone": asked.view.facts.zone,
            "share_of": asked.words.share_of,
        },
        reads=f"Line chart of the share by {step}: {asked.words.share_of.lower()}. {said}",
        caption=f"{said} {judged}{scope}",
        columns={**heading, **SHARE_COLUMNS},
    )


def show_spread(asked: Asked) -> None:
    """The distribution with its target lines."""
    buckets = asked.ask("clock_distribution")
    if buckets.empty:
        st.info("No clock of these has stopped yet, so there is nothing to spread.")
        return
    stopped = f"{formats.count(buckets['timed_count'].sum())} {asked.words.rows}"
    lines = {"periodic_update": "Silences still running count as they stand."}
    about = lines.get(asked.clock, "Dashed lines are the targets on business time.")
    key = f"{asked.slug}-spread"
    picked = figure(
        key,
        f"{asked.words.name} in business minutes",
        charts.spread,
        buckets,
        asked.ask("clock_targets").rename(columns={"row_count": "case_count"}),
        words={"measure": asked.words.took, "ink": charts.INK[choices.ink()]},
        reads=f"Histogram in business minutes, met and breached stacked, a line per target. {stopped}.",
        caption=f"{stopped} whose clock stopped. {about} The last bar holds everything longer."
        if asked.clock != "periodic_update"
        else f"{stopped} with an answer. {about} The last bar holds everything longer.",
        columns=SPREAD_COLUMNS,
    )
    case_list.follow(asked.view, key, bucket_code(buckets, picked))


def bucket_code(buckets: pd.DataFrame, picked: Any) -> str | None:
    """The code of a clicked bucket by its lower end."""
    if picked is None:
        return None
    ends = buckets.loc[buckets["from_minutes"] == picked, "to_minutes"].dropna()
    return f"minutes/{int(picked)}-{'' if ends.empty else int(ends.iloc[0])}"
