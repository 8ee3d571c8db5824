"""A new warm-up plan from a published schedule: drawn, explained and downloaded. Nothing is stored."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import pandas as pd
import streamlit as st

from pages.components import formats, link, warehouse
from pages.components.figure import figure
from pages.components.view import View
from pages.migrations import plan_drawing, plan_file, wording

MOST_IPS: Final = 1_000
MOST_MESSAGES: Final = 1_000_000_000
FARTHEST: Final = timedelta(days=730)
USUAL: Final = {"ips": 1, "target": 1_000_000}
Number = st.column_config.NumberColumn


def fields(view: View) -> tuple[link.Field, ...]:
    """What of the plan is in the URL."""
    schedules = view.ask("plan_schedules", **USUAL)["schedule"].to_list()
    today = view.facts.today
    return (
        link.OneOf("schedule", tuple(schedules), schedules[0] if schedules else ""),
        link.Whole("ips", 1, MOST_IPS, USUAL["ips"]),
        link.Whole("target", 1, MOST_MESSAGES, USUAL["target"]),
        link.Day("start", today - FARTHEST, today + FARTHEST, default=next_monday(today)),
        link.OneOf("weekends", ("send", "skip"), "send"),
        wording.SCALE,
        plan_file.PLANNED_FOR,
    )


def next_monday(today: date) -> date:
    """The first Monday after a day."""
    return today + timedelta(days=7 - today.weekday())


def show(view: View) -> Sequence[link.Field]:
    """Draw the choices, the plan they make, and its file; returns what of it is in the URL."""
    schedules = view.ask("plan_schedules", **USUAL)
    if schedules.empty:
        st.info("This snapshot holds no published schedule. Load the records again to add those of this version.")
        return ()
    own = fields(view)
    link.restore(own)
    chosen = choose(view, schedules.set_index("schedule"))
    compared = view.ask("plan_schedules", ips=st.session_state["ips"], target=st.session_state["target"])
    days = view.ask(
        "plan_days",
        schedule=chosen,
        ips=st.session_state["ips"],
        target=st.session_state["target"],
        start=st.session_state["start"],
        skip_weekends=st.session_state["weekends"] == "skip",
    )
    schedule = wording.by_code(compared, "schedule")[chosen]
    explain(schedule, days)
    show_days(view, days, schedule)
    plan_file.show(view, days)
    show_schedules(compared)
    return own


def choose(view: View, schedules: pd.DataFrame) -> str:
    """Draw the five choices; returns the schedule."""
    with st.grid(min_column_width=200, gap="small", key="plan-choices"):
        chosen = str(st.selectbox("Published schedule", schedules.index.to_list(), key="schedule"))
        is_per_ip = bool(schedules.loc[chosen, "is_per_ip"])
        st.number_input(
            "Number of IPs" if is_per_ip else "Number of IPs (not counted by it)",
            min_value=1,
            max_value=MOST_IPS,
            step=1,
            key="ips",
            disabled=not is_per_ip,
            help="A schedule per IP is taken times this number. Others give the volume of all IPs together.",
        )
        st.number_input(
            "Target volume (messages a day)",
            min_value=1,
            max_value=MOST_MESSAGES,
            step=100_000,
            key="target",
            help="The plan ends on the first day that reaches it.",
        )
        st.date_input(
            "First day",
            min_value=view.facts.today - FARTHEST,
            max_value=view.facts.today + FARTHEST,
            key="start",
            format="YYYY-MM-DD",
        )
        st.segmented_control(
            "Weekends",
            ["send", "skip"],
            format_func={"send": "Send", "skip": "Skip"}.__getitem__,
            key="weekends",
            required=True,
            help="Skipped days have no volume; the steps move to the next weekday, so the plan gets longer.",
        )
    return chosen


def explain(schedule: pd.Series, days: pd.DataFrame) -> None:
    """What the plan comes to, and what its publisher says, in words."""
    first, last = days.iloc[0], days.iloc[-1]
    span = f"{formats.plural(len(days), 'sending day')}, {formats.day(first['date'])} to {formats.day(last['date'])}"
    if last["is_on_target"]:
        st.markdown(f"**{span}.** The last one is on the target of {formats.count(last['planned_volume'])} a day.")
    else:
        st.warning(f"{span}. {short_of_target(schedule, last)}", icon=":material/vertical_align_top:")
    note = f"  \nIts publisher adds: {schedule['note']}." if pd.notna(schedule["note"]) else ""
    st.caption(f"Counted {schedule['basis']}. Source: {schedule['source']}{note}")


def short_of_target(schedule: pd.Series, last: pd.Series) -> str:
    """Why the plan ends below the target, and what would reach it."""
    ends = (
        f"The schedule ends at {formats.count(last['published_volume'])} a day, below the target; "
        "what it does not publish is not planned."
    )
    if pd.notna(schedule["needed_ips"]):
        return f"{ends} {formats.plural(schedule['needed_ips'], 'IP')} would reach the target on its last step."
    return f"{ends} Choose another schedule, or go on by what its publisher adds below."


def show_days(view: View, days: pd.DataFrame, schedule: pd.Series) -> None:
    """The plan, drawn."""
    scale = wording.choose_scale()
    figure(
        "plan-days",
        "Planned volume per day",
        plan_drawing.planned_days,
        days.assign(day=days["date"].dt.strftime("%Y-%m-%d")),
        words={"zone": view.facts.zone, "scale": scale},
        reads=f"Bars of the planned messages of {formats.plural(len(days), 'day')}, rising from "
        f"{formats.count(days['planned_volume'].iloc[0])} to {formats.count(days['planned_volume'].iloc[-1])}.",
        caption=f"{schedule['schedule']}, "
        + ("cut off at the target." if days["is_on_target"].iloc[-1] else "to its last published step."),
        columns={
            "step": Number("Step"),
            "date": st.column_config.DateColumn("Day", format="ddd D MMM YYYY"),
            "planned_volume": Number("Planned", format="localized"),
            "published_volume": Number("As published", format="localized", help="Before the cut at the target."),
        },
    )


def show_schedules(schedules: pd.DataFrame) -> None:
    """All published schedules beside each other, for this target."""
    with st.container(border=True, key="plan-schedules"):
        st.header("How the published schedules compare for this target", anchor=False)
        st.caption("Schedules that cap each day of all mail; those for one mailbox provider or one campaign are not.")
        st.dataframe(
            schedules,
            hide_index=True,
            column_config={
                "schedule": st.column_config.TextColumn("Schedule", pinned=True),
                "basis": "Counted",
                "step_count": Number("Steps"),
                "first_volume": Number("First day", format="localized"),
                "last_volume": Number("Last step", format="localized"),
                "day_count": Number("Sending days to the target", help="Empty where it ends below the target."),
                "needed_ips": Number("IPs needed", help="The least that reach the target; empty where not counted."),
                "note": "Its publisher adds",
                "source": "Source",
            },
            column_order=[
                "schedule",
                "day_count",
                "needed_ips",
                "first_volume",
                "last_volume",
                "step_count",
                "basis",
                "note",
                "source",
            ],
            placeholder="",
        )
        st.download_button(
            "Download CSV",
            warehouse.csv_file(schedules, "plan_schedules"),
            file_name="warmup-schedules.csv",
            mime="text/csv",
            key="plan-schedules-csv",
            on_click="ignore",
        )
