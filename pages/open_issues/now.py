"""What is open now: its counts, its age and what it waits for, and the list behind them."""

from collections.abc import Mapping
from typing import Final

import pandas as pd
import streamlit as st

from pages.components import cards, definitions, formats, link, picks
from pages.components.cards import Card
from pages.components.definitions import Definition
from pages.components.view import View
from pages.open_issues import groups, now_list

DAY_SECONDS: Final = 86_400


def fields(view: View) -> tuple[link.Field, ...]:
    """What of this part is in the URL: by what the bars split, and which group is listed."""
    link.restore([groups.BY])
    return groups.BY, now_list.field(groups.choices(view))


def show(view: View) -> None:
    """Draw the part."""
    totals = view.ask("open_issues_totals").iloc[0]
    if not totals["open_count"]:
        st.success("No case is open under these filters.")
        return
    groups_found = view.ask("open_issues_by_group", dimension="state", row_limit=None)
    states = dict(zip(groups_found["key"], groups_found["open_count"], strict=True))
    cards.row(totals_cards(view, totals, states), key="open-now")
    st.segmented_control(
        "Bars split by",
        list(groups.DIMENSIONS),
        format_func=groups.DIMENSIONS.__getitem__,
        key=groups.BY.key,
        required=True,
    )
    left, right = st.columns(2)
    with left:
        groups.show_ages(view)
    with right:
        groups.show_bars(view)
    now_list.show(view, groups.choices(view))


def totals_cards(view: View, totals: pd.Series, states: Mapping[str, int]) -> list[Card]:
    """The cards, from the row of `open_issues_totals` and the open cases by state."""
    oldest = totals["oldest_opened_at"].tz_convert(view.facts.zone)
    few = totals["open_count"] < formats.TOO_FEW
    days = formats.count(totals["median_age_days"])
    list_all = ("List them", lambda: picks.choose(now_list.GROUP, now_list.EVERY))
    return [
        counted(definitions.OPEN_CASES, totals["open_count"], now_list.EVERY, f"oldest of {formats.day(oldest)}"),
        of_open(definitions.OPEN_WITH_US, states.get("open", 0), "state:open", totals),
        of_open(
            definitions.OPEN_WITH_CUSTOMER, states.get("waiting_on_customer", 0), "state:waiting_on_customer", totals
        ),
        of_open(definitions.OPEN_PROPOSED, states.get("resolution_proposed", 0), "state:resolution_proposed", totals),
        of_open(definitions.OPEN_UNREPLIED, totals["unreplied_count"], "flag:unreplied", totals),
        of_open(definitions.OPEN_UNASSIGNED, totals["unassigned_count"], "flag:unassigned", totals),
        of_open(definitions.OPEN_REOPENED, totals["reopened_count"], "flag:reopened", totals),
        of_open(definitions.OPEN_ESCALATED, totals["escalated_count"], "flag:escalated", totals),
        Card(
            definitions.OPEN_MEDIAN_AGE,
            "too few" if few or formats.is_missing(totals["median_age_days"]) else f"{days}{formats.NBSP}days",
            f"opening days, {formats.plural(totals['open_count'], 'case')}",
            action=list_all,
        ),
        Card(
            definitions.OPEN_MEDIAN_SILENCE,
            "too few" if few else f"{totals['median_since_word_seconds'] / DAY_SECONDS:.1f}{formats.NBSP}days",
            f"clock time, {formats.plural(totals['open_count'], 'case')}",
            action=list_all,
        ),
    ]


def counted(definition: Definition, number: float, code: str, basis: str) -> Card:
    """A count whose button puts the list on its group."""
    action = ("List them", lambda: picks.choose(now_list.GROUP, code))
    return Card(definition, formats.count(number), basis, action=action)


def of_open(definition: Definition, number: float, code: str, totals: pd.Series) -> Card:
    """A count with its share of all open cases."""
    every = int(totals["open_count"])
    share = f"{formats.share(number / every)} of " if every >= formats.TOO_FEW else "of "
    return counted(definition, number, code, f"{share}{formats.plural(every, 'open case')}")
