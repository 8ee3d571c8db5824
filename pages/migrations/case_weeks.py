"""Whether the ramp brings more cases: those opened per week during it against before it, and their list."""

from datetime import timedelta
from typing import Final

import pandas as pd
import streamlit as st

from pages.components import formats, link, picks, tables, words
from pages.components.figure import figure
from pages.components.filters import Filters
from pages.components.view import View
from pages.migrations import drawing, wording

PHASES: Final = {"during": "During the ramp", "before": "Before the ramp"}
Number = st.column_config.NumberColumn
Day = st.column_config.DateColumn


def field(view: View, row: pd.Series) -> link.OneOf:
    """What of this part is in the URL: the cases that are listed."""
    return link.OneOf("cases", tuple(case_choices(weeks_of(view, row))), "during")


def weeks_of(view: View, row: pd.Series) -> pd.DataFrame:
    """The weeks of the migration, before and during."""
    return view.ask("migration_cases_weekly", migration_id=row["migration_id"])


def case_choices(weeks: pd.DataFrame) -> dict[str, str]:
    """What can be listed: a phase, or a week by its number."""
    named = {
        f"week:{number}": f"Week {number:+d}, from {formats.day(start)}"
        for number, start in zip(weeks["week_number"], weeks["week_start"], strict=True)
    }
    return {**PHASES, **named}


def show(view: View, row: pd.Series) -> None:
    """Cases a week, before and during, and the list of those that are chosen."""
    weeks = weeks_of(view, row)
    if weeks.empty:
        st.info("The migration has not begun: there is no week to compare.")
        return
    compared = wording.by_code(view.ask("migration_cases_compared", migration_id=row["migration_id"]), "phase")
    drawn = weeks.assign(
        starts_on=weeks["week_start"].dt.strftime("%Y-%m-%d"),
        phase_name=weeks["phase"].map(PHASES),
        code=[f"week:{number}" for number in weeks["week_number"]],
    )
    picked = figure(
        "migration-cases",
        "Does the ramp bring more cases?",
        drawing.cases_by_week,
        drawn,
        words={"zone": view.facts.zone},
        reads=f"Columns of the cases opened per week. {more_cases(compared)}",
        caption=f"{more_cases(compared)} Weeks count from the start, the outermost may be shorter; a click lists one.",
        columns={
            "week_number": Number("Week", format="%+d"),
            "week_start": Day("From", format="ddd D MMM YYYY"),
            "phase_name": "Phase",
            "day_count": Number("Days"),
            "case_count": Number("Cases opened", format="localized"),
            "problem_count": Number("Of these problems", format="localized"),
            "urgent_count": Number("Of these urgent", format="localized"),
        },
    )
    picks.follow(view, "migration-cases", picked, "cases", "during")
    choices = case_choices(weeks)
    with st.container(border=True, key="migration-case-list"):
        chosen = str(
            st.selectbox("Cases listed", list(choices), format_func=choices.__getitem__, key="cases", width=360)
        )
        since, until = case_days(chosen, weeks, compared)
        show_case_list(view.under(Filters(since.date(), until.date(), accounts=(str(row["account_id"]),))))


def more_cases(compared: dict[str, pd.Series]) -> str:
    """Cases a week during the ramp against before it."""
    during, before = compared["during"], compared["before"]
    if min(during["case_count"], before["case_count"]) < formats.TOO_FEW:
        return (
            f"{formats.plural(during['case_count'], 'case')} in {formats.plural(during['day_count'], 'day')} of the "
            f"ramp, {formats.count(before['case_count'])} in as many days before it: too few for a rate."
        )
    return (
        f"{during['cases_per_week']:.1f} cases a week during the ramp ({formats.count(during['case_count'])} in "
        f"{formats.plural(during['day_count'], 'day')}), {before['cases_per_week']:.1f} a week before it "
        f"({formats.count(before['case_count'])})."
    )


def case_days(chosen: str, weeks: pd.DataFrame, compared: dict[str, pd.Series]) -> tuple[pd.Timestamp, pd.Timestamp]:
    """[since, until) of what is listed."""
    if chosen in PHASES:
        return compared[chosen]["since"], compared[chosen]["until"]
    week = weeks[weeks["week_number"] == int(chosen.removeprefix("week:"))].iloc[0]
    return week["week_start"], week["week_until"]


def show_case_list(own: View) -> None:
    """The cases of the account opened in some days."""
    zone = own.facts.zone
    last = own.filters.until - timedelta(days=1)
    tables.cases(
        own,
        "migration-case-rows",
        "issue_cases_list",
        {
            "case_id": st.column_config.TextColumn("Case", pinned=True),
            "opened_at": tables.moments("Opened", zone),
            "priority": "Priority",
            "category": "Category",
            "state": "State",
            "resolved_at": tables.moments("Resolved", zone, "Empty while it is not resolved."),
            "escalation_count": Number("Escalations", format="localized"),
            "agent_name": "Agent",
            "subject": "Subject",
        },
        empty=f"No case was opened from {formats.day(own.filters.since)} to {formats.day(last)}.",
        worded=words.worded,
        group="opened",
    )
