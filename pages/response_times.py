"""Response times: how quickly customers hear from us, and whether in time."""

from datetime import date, timedelta
from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.components import cards, charts, formats, link, states, tables
from pages.components.cards import Card
from pages.components.figure import figure
from pages.components.view import View

VERDICTS: Final = {
    "breached": "Breached",
    "pending": "Pending",
    "unanswered": "Unanswered",
    "met": "Met",
    "no_target": "No target",
    "all": "All",
}
VERDICT: Final = link.OneOf("verdict", tuple(VERDICTS), "breached")


def render(view: View) -> None:
    """Draw the page."""
    link.restore([VERDICT])
    totals = view.ask("first_response_totals").iloc[0]
    if totals["case_count"] == 0:
        states.no_cases(view)
        return
    show_totals(totals, view.before().ask("first_response_totals").iloc[0])
    left, right = st.columns(2)
    with left:
        week = show_weeks(view)
    with right:
        minutes = show_spread(view)
    show_cases(view, week, minutes)
    link.publish([VERDICT])


def show_totals(now: pd.Series, before: pd.Series) -> None:
    """The cards: this period beside the one of equal length before."""
    judged, judged_before = int(now["judged_count"]), int(before["judged_count"])
    answered, answered_before = int(now["answered_count"]), int(before["answered_count"])
    median, ninetieth = "median_business_seconds", "p90_business_seconds"
    cards.row(
        [
            Card(
                "First-response attainment",
                cards.share_value(now["attainment"], judged),
                f"{formats.plural(judged, 'case')} judged",
                "Met / (met + breached) of the cases opened in the period. Exactly on target is met; a case past its "
                "due time without an answer is breached already. Cases not yet due, ended without an answer or "
                "without a target are on neither side. Targets are internal, not contractual.",
                cards.share_change(before["attainment"], now["attainment"], judged_before, judged),
                note=adjusted(now),
            ),
            Card(
                "Median first response",
                cards.duration_value(now[median], answered),
                f"business time, {formats.plural(answered, 'answer')}",
                "Half of the answered cases had their first public reply within this time, counted in the opening "
                "hours of the account's calendar. Automatic replies and internal notes are no answer.",
                cards.duration_change(before[median], now[median], answered_before, answered),
            ),
            Card(
                "90th percentile",
                cards.duration_value(now[ninetieth], answered),
                f"business time, {formats.plural(answered, 'answer')}",
                "Nine in ten answered cases had their first public reply within this time, counted in opening hours.",
                cards.duration_change(before[ninetieth], now[ninetieth], answered_before, answered),
            ),
            verdict_card(
                "breached",
                "Breached",
                now,
                before,
                "of {} judged",
                is_good_up=False,
                definition=("Cases answered after their due time, or past it and still not answered."),
            ),
            verdict_card(
                "pending",
                "Pending",
                now,
                before,
                "not yet due",
                definition=("Cases without a first answer whose due time has not come; they may still go either way."),
            ),
            Card(
                "Cases opened",
                formats.count(now["case_count"]),
                f"{formats.count(now['no_target_count'])} without a target, "
                f"{formats.count(now['unanswered_count'])} unanswered",
                "Cases opened in the period under the filters. Unanswered: ended without an answer before it was due.",
                cards.count_change(int(before["case_count"]), int(now["case_count"])),
            ),
        ],
        key="totals",
    )


def verdict_card(
    verdict: str,
    label: str,
    now: pd.Series,
    before: pd.Series,
    basis: str,
    *,
    definition: str,
    is_good_up: bool | None = None,
) -> Card:
    """A count of one verdict; its button puts the list below on it."""
    column = f"{verdict}_count"
    return Card(
        label,
        formats.count(now[column]),
        basis.format(formats.count(now["judged_count"])),
        definition,
        cards.count_change(int(before[column]), int(now[column]), is_good_up=is_good_up),
        action=("List them", lambda: st.session_state.update({VERDICT.key: verdict})),
    )


def adjusted(now: pd.Series) -> str:
    """The share without exempted cases, where that differs."""
    if not now["exempt_count"] or formats.share(now["adjusted_attainment"]) == formats.share(now["attainment"]):
        return ""
    return f"{formats.share(now['adjusted_attainment'])} without {formats.plural(now['exempt_count'], 'exempted case')}"


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
        columns={
            "week_start": st.column_config.DateColumn("Week from", format="D MMM YYYY"),
            "judged_count": st.column_config.NumberColumn("Judged", format="localized"),
            "met_count": st.column_config.NumberColumn("Met", format="localized"),
            "breached_count": st.column_config.NumberColumn("Breached", format="localized"),
            "attainment": st.column_config.NumberColumn("Attainment", format="percent"),
            "adjusted_attainment": st.column_config.NumberColumn("Without exempted", format="percent"),
            "lower_limit": st.column_config.NumberColumn("Lower limit", format="percent"),
            "upper_limit": st.column_config.NumberColumn("Upper limit", format="percent"),
            "signal": st.column_config.TextColumn("Outside the limits"),
            "is_partial": st.column_config.CheckboxColumn("Only part of it"),
        },
    )
    return date.fromisoformat(picked) if picked else None


def signals(weeks: pd.DataFrame) -> str:
    """In words: which weeks are news, and against what."""
    mean = weeks["mean_attainment"].iloc[0]
    if formats.is_missing(mean):
        return "No case with a target in the 12 months to the end of the period."
    outside = weeks[weeks["signal"].notna()]
    limits = f"3-sigma limits around the 12-month mean of {formats.share(mean)}"
    if outside.empty:
        return f"No week lies outside the {limits}: what moved is within chance."
    named = [
        f"{formats.day(row['week_start'])} ({formats.share(row['attainment'])}, {row['signal']})"
        for row in outside.to_dict("records")
    ]
    listed = ", ".join(named[-6:])
    return f"Outside the {limits}: week of {listed}{' and earlier ones' if len(named) > 6 else ''}."


def show_spread(view: View) -> tuple[int, int | None] | None:
    """The distribution with its target lines; returns the clicked bucket in minutes [from, to)."""
    buckets = view.ask("first_response_distribution")
    if buckets.empty:
        st.info("No case of this period has been answered yet, so there is nothing to spread.")
        return None
    targets = view.ask("first_response_targets")
    picked = figure(
        "first-response-spread",
        "First response in business minutes",
        charts.spread,
        buckets,
        targets,
        words={"measure": "Time to the first answer", "ink": charts.INK[st.context.theme.type or "light"]},
        reads="Histogram of first response times in business minutes, met and breached stacked, a line per target.",
        caption=f"{formats.plural(buckets['answered_count'].sum(), 'answered case')}; dashed lines are the targets. "
        "The last bar holds everything longer.",
        columns={
            "from_minutes": st.column_config.NumberColumn("From (business min)", format="localized"),
            "to_minutes": st.column_config.NumberColumn("To under", format="localized"),
            "answered_count": st.column_config.NumberColumn("Answered", format="localized"),
            "met_count": st.column_config.NumberColumn("Met", format="localized"),
            "breached_count": st.column_config.NumberColumn("Breached", format="localized"),
            "no_target_count": st.column_config.NumberColumn("No target", format="localized"),
        },
    )
    if picked is None:
        return None
    ends = buckets.loc[buckets["from_minutes"] == picked, "to_minutes"]
    return (int(picked), None if ends.empty or ends.isna().all() else int(ends.iloc[0]))


def show_cases(view: View, week: date | None, minutes: tuple[int, int | None] | None) -> None:
    """The cases behind the figures, narrowed by what was clicked."""
    with st.container(border=True, key="cases"):
        st.header("Cases behind the figures", anchor=False)
        verdict = st.segmented_control(
            "Verdict",
            list(VERDICTS),
            format_func=VERDICTS.__getitem__,
            key=VERDICT.key,
            required=True,
            label_visibility="collapsed",
        )
        narrowed = view.under(view.filters.between(week, week + timedelta(days=7))) if week else view
        at_least, below = bounds(minutes)
        notes = [f"opened in the week of {formats.day(week)}"] if week else []
        notes += [f"answered after {minutes[0]} to under {minutes[1] or 'any'} business minutes"] if minutes else []
        if notes:
            st.caption(f"Only cases {' and '.join(notes)}. Click the background of the chart to see all again.")
        tables.cases(
            narrowed,
            "first-response-cases",
            "first_response_cases",
            columns(view.facts.zone),
            verdicts=() if verdict == "all" else (str(verdict),),
            at_least_seconds=at_least,
            below_seconds=below,
        )


def bounds(minutes: tuple[int, int | None] | None) -> tuple[int | None, int | None]:
    """A bucket's bounds in seconds."""
    if minutes is None:
        return None, None
    return minutes[0] * 60, None if minutes[1] is None else minutes[1] * 60


def columns(zone: str) -> dict[str, Any]:
    """The headings of the case list."""
    number = st.column_config.NumberColumn
    return {
        "case_id": st.column_config.TextColumn("Case", pinned=True),
        "account_name": "Account",
        "priority": "Priority",
        "category": "Category",
        "verdict": "Verdict",
        "late_elapsed_seconds": number(
            "Late by (min)",
            format="localized",
            help="Clock time from the due time to the answer, or to the end of the records.",
        ),
        "business_seconds": number("Answered after (business min)", format="localized"),
        "target_seconds": number("Target (min)", format="localized"),
        "opened_at": tables.moments("Opened", zone, f"In {zone}"),
        "due_at": tables.moments("Due", zone, f"In {zone}"),
        "first_response_at": tables.moments("First answer", zone, f"In {zone}; empty while there is none"),
        "is_exempt": st.column_config.CheckboxColumn("Exempted"),
        "agent_name": "Agent",
        "tam_name": "TAM",
        "channel": "Channel",
        "subject": "Subject",
    }
