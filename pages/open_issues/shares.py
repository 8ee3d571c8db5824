"""Of the cases opened in the period: how many came back, were escalated, or needed one answer only."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.components import cards, chance, charts, definitions, filters, formats, link, picks, tables, words
from pages.components.cards import Card
from pages.components.definitions import Definition
from pages.components.figure import figure
from pages.components.view import View
from pages.open_issues import drawing

GROUPS: Final = {
    "reopened": "Reopened",
    "escalated": "Escalated",
    "one_touch": "Resolved with one answer",
    "two_touch": "Resolved with two answers",
    "resolved": "Resolved by now",
    "opened": "All opened in the period",
}
OF: Final = "of"
SHARE: Final = "share"
SHARES: Final = {
    "reopened": "Reopened, of cases opened",
    "escalated": "Escalated, of cases opened",
    "one_touch": "One answer, of cases resolved",
}
Number = st.column_config.NumberColumn


def fields(view: View) -> tuple[link.Field, ...]:
    """What of this part is in the URL: which cases are listed."""
    return (
        link.OneOf(OF, tuple(choices(view.ask("issue_shares_monthly")["month"])), "reopened"),
        link.OneOf(SHARE, tuple(SHARES), "reopened"),
    )


def choices(months: Iterable[Any]) -> dict[str, str]:
    """Everything that can be listed, by its code."""
    found = dict(GROUPS)
    for month in months:
        found |= {
            f"{group}/{month:%Y-%m-%d}": f"{GROUPS[group]}, opened in {month:%b %Y}" for group in list(GROUPS)[:2]
        }
    return found


def show(view: View) -> None:
    """Draw the part."""
    now = view.ask("issue_shares").iloc[0]
    if not now["case_count"]:
        st.info(f"No case was opened in the period {filters.period_in_words(view.filters)} under these filters.")
        return
    earlier = view.before()
    before = earlier.ask("issue_shares").iloc[0] if earlier else None
    cards.row(
        [
            share(definitions.REOPENED_SHARE, "reopened", "case_count", now, before, is_good_up=False),
            share(definitions.ESCALATED_SHARE, "escalated", "case_count", now, before, is_good_up=False),
            share(definitions.ONE_TOUCH_SHARE, "one_touch", "resolved_count", now, before, is_good_up=True),
            Card(
                definitions.TWO_TOUCH,
                formats.count(now["two_touch_count"]),
                f"of {formats.plural(now['resolved_count'], 'resolved case')}",
                cards.count_change(now, before, "two_touch_count"),
                action=("List them", lambda: picks.choose(OF, "two_touch")),
            ),
        ],
        key="shares",
    )
    left, right = st.columns([2, 3])
    months = view.ask("issue_shares_monthly")
    with left:
        show_months(view, months)
        show_chance(view)
    with right:
        show_list(view, choices(months["month"]))


def share(
    definition: Definition, group: str, basis: str, now: pd.Series, before: pd.Series | None, *, is_good_up: bool
) -> Card:
    """A share of cases with its numerator and denominator; its button lists the numerator."""
    of = "resolved case" if basis == "resolved_count" else "case opened"
    many = "resolved cases" if basis == "resolved_count" else "cases opened"
    change = cards.share_change(now, before, f"{group}_share", basis)
    return Card(
        definition,
        cards.share_value(now[f"{group}_share"], int(now[basis])),
        f"{formats.count(now[f'{group}_count'])} of {formats.plural(now[basis], of, many)}",
        replace(change, is_good_up=is_good_up) if change else None,
        action=("List them", lambda: picks.choose(OF, group)),
    )


def show_months(view: View, months: pd.DataFrame) -> None:
    """Reopened and escalated cases by month; a click lists them."""
    percent: Mapping[str, Any] = {
        "reopened_share": Number("Reopened share", format="percent"),
        "escalated_share": Number("Escalated share", format="percent"),
        "one_touch_share": Number("One answer, of resolved", format="percent"),
    }
    caption = "By the month in which the case was opened; the newest months have had less time."
    picked = figure(
        "shares-by-month",
        "Reopened and escalated cases by month",
        drawing.shares_by_month,
        months.assign(starts_on=months["month"].dt.strftime("%Y-%m-%d")),
        words={"zone": view.facts.zone},
        reads=f"Columns of reopened and escalated cases per month. {caption}",
        caption=caption,
        columns={
            "month": st.column_config.DateColumn("Month", format="MMM YYYY"),
            "case_count": Number("Opened", format="localized"),
            "reopened_count": Number("Reopened", format="localized"),
            "escalated_count": Number("Escalated", format="localized"),
            "resolved_count": Number("Resolved", format="localized"),
            "one_touch_count": Number("One answer", format="localized"),
            **percent,
        },
    )
    picks.follow(view, "shares-by-month", picked, OF, "reopened")


def show_chance(view: View) -> None:
    """A p-chart of one of the shares: whether a month is news or noise."""
    share_of = str(
        st.selectbox("With control limits", list(SHARES), format_func=SHARES.__getitem__, key=SHARE, width=330)
    )
    months = view.ask("issue_share_by_month", share_of=share_of).rename(
        columns={"share": "attainment", "mean_share": "mean_attainment"}
    )
    said = chance.signals(months, "month")
    picked = figure(
        "share-by-month",
        f"{SHARES[share_of]}, by month",
        charts.share_over_time,
        months.assign(starts_on=months["month_start"].dt.strftime("%Y-%m-%d")),
        words={"unit": "Month", "zone": view.facts.zone, "share_of": SHARES[share_of]},
        reads=f"Line chart of a share by month of opening. {said}",
        caption=f"{said} The last 13 months, whatever the period; the newest have had less time.",
        columns={
            "month_start": st.column_config.DateColumn("Month", format="MMM YYYY"),
            "judged_count": Number("Cases", format="localized"),
            "trait_count": Number("Of these", format="localized"),
            "attainment": Number("Share", format="percent"),
            "lower_limit": Number("Lower limit", format="percent"),
            "upper_limit": Number("Upper limit", format="percent"),
            "signal": st.column_config.TextColumn("Outside the limits"),
            "is_partial": st.column_config.CheckboxColumn("Only part of it"),
        },
    )
    code = f"{share_of}/{picked}"
    listed = code in choices(view.ask("issue_shares_monthly")["month"])
    picks.follow(view, "share-by-month", code if listed else None, OF, share_of)


def show_list(view: View, listed: Mapping[str, str]) -> None:
    """The cases of a group, the newest first."""
    with st.container(border=True, key="shares-list", height="stretch"):
        st.header("Cases behind the shares", anchor=False)
        code = str(st.selectbox("Listed", list(listed), format_func=dict(listed).__getitem__, key=OF, width=330))
        group, _, month = code.partition("/")
        start = date.fromisoformat(month) if month else None
        tables.cases(
            view.under(view.filters.between(start, filters.months_before(start, -1))) if start else view,
            "issue-cases",
            "issue_cases_list",
            columns(view.facts.zone),
            empty="No case opened in the period is in this group.",
            worded=worded,
            group=group,
        )


def worded(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with words for codes and for nobody."""
    return words.worded(rows).assign(agent_name=rows["agent_name"].fillna(words.NOBODY["unassigned"]))


def columns(zone: str) -> dict[str, Any]:
    """The headings of the list."""
    return {
        "case_id": st.column_config.TextColumn("Case", pinned=True),
        "account_name": "Account",
        "state": "State",
        "opened_at": tables.moments("Opened", zone),
        "resolved_at": tables.moments("Resolved", zone, "Empty while it is not resolved."),
        "answer_count": Number("Answers", format="localized", help="Public replies of an agent before the end."),
        "reopen_count": Number("Reopened", format="localized"),
        "escalation_count": Number("Escalations", format="localized"),
        "priority": "Priority",
        "category": "Category",
        "agent_name": "Agent",
        "subject": "Subject",
    }
