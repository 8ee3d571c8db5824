"""How long it takes: named brackets, and median and 90th percentile by week."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.components import charts, formats, link
from pages.components.figure import figure
from pages.response_times import case_list, choices, drawing, narrowing
from pages.response_times.choices import Asked

MEASURES: Final = {"business": "Business time", "elapsed": "Clock time", "replies": "Replies of the case"}
MEASURE: Final = link.OneOf("measure", tuple(MEASURES), "business")
Number = st.column_config.NumberColumn


def show(asked: Asked) -> None:
    """Draw both figures."""
    st.segmented_control(
        "Brackets of", list(MEASURES), format_func=MEASURES.__getitem__, key=MEASURE.key, required=True
    )
    left, right = st.columns(2)
    with left:
        show_brackets(asked)
    with right:
        show_weeks(asked)


def show_brackets(asked: Asked) -> None:
    """How many took how long; a click lists the bracket."""
    measure = str(st.session_state[MEASURE.key])
    if measure == "elapsed" and asked.clock == choices.NEVER_DUE:
        st.info("Silences are measured in business time only. Choose business time or replies above.")
        return
    rows = asked.ask("response_brackets", measure=measure)
    bounds = [
        (None if formats.is_missing(start) else int(start), None if formats.is_missing(end) else int(end))
        for start, end in zip(rows["at_least"], rows["below"], strict=True)
    ]
    rows = rows.assign(
        name=[narrowing.bracket(measure, start, end) for start, end in bounds],
        code=[bracket_code(measure, start, end) for start, end in bounds],
    )
    rows = rows[(rows["row_count"] > 0) | rows["at_least"].notna()]
    key = f"{asked.slug}-brackets-{measure}"
    about = f"{formats.count(rows['row_count'].sum())} {asked.words.rows}. {asked.words.explained}"
    picked = figure(
        key,
        f"{asked.words.name} in brackets",
        drawing.bracket_bars,
        rows,
        words={"ink": charts.INK[choices.ink()], "rows": asked.words.rows.capitalize()},
        reads=f"Bars of how many lie in each bracket. {about}",
        caption=about,
        columns={
            "name": MEASURES[measure],
            "row_count": Number("Number", format="localized"),
            "share": Number("Share", format="percent"),
        },
    )
    case_list.follow(asked.view, key, picked)


def bracket_code(measure: str, start: int | None, end: int | None) -> str:
    """The code that lists a bracket."""
    return f"took/{measure}/none" if start is None else f"took/{measure}/{start}-{'' if end is None else end}"


def show_weeks(asked: Asked) -> None:
    """Median and 90th percentile by week; a click lists what stopped of that week."""
    weeks = asked.ask("clock_durations", step="week")
    if weeks.empty:
        st.info("No clock of these has stopped yet.")
        return
    weeks = weeks.assign(
        starts_on=weeks["step_start"].dt.strftime("%Y-%m-%d"),
        code=[f"week/{start:%Y-%m-%d}~timed" for start in weeks["step_start"]],
        median_business_hours=hours(weeks["median_business_seconds"]),
        p90_business_hours=hours(weeks["p90_business_seconds"]),
        median_elapsed_hours=hours(weeks["median_elapsed_seconds"]),
        is_few=weeks["timed_count"] < formats.TOO_FEW,
    )
    key = f"{asked.slug}-durations"
    number = formats.count(weeks["timed_count"].sum())
    finished = "" if asked.clock != "resolution" else " Finished cases alone: the newest weeks look fast until all end."
    about = f"{number} {asked.words.rows} whose clock stopped; weeks with under {formats.TOO_FEW} are hollow.{finished}"
    picked = figure(
        key,
        f"{asked.words.name}: median and 90th percentile by week",
        drawing.duration_lines,
        weeks,
        words={"zone": asked.view.facts.zone},
        reads=f"Two lines of business hours by week, the median and the 90th percentile. {about}",
        caption=about,
        columns=week_columns(asked),
    )
    case_list.follow(asked.view, key, picked)


def week_columns(asked: Asked) -> dict[str, Any]:
    """The headings of the weeks."""
    has_clock_time = asked.clock != choices.NEVER_DUE
    elapsed = {"median_elapsed_hours": Number("Median (clock h)", format="localized")} if has_clock_time else {}
    return {
        "step_start": st.column_config.DateColumn("Week from", format="D MMM YYYY"),
        "timed_count": Number("Stopped", format="localized"),
        "median_business_hours": Number("Median (business h)", format="localized"),
        "p90_business_hours": Number("90th percentile (business h)", format="localized"),
        **elapsed,
        "median_reply_count": Number("Median replies", format="localized"),
    }


def hours(seconds: pd.Series) -> pd.Series:
    """Seconds as hours with one decimal."""
    return (pd.to_numeric(seconds) / 3600).round(1)
