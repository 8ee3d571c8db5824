"""The cards of Response times: this period beside the one of equal length before."""

import pandas as pd

from pages.components import cards, definitions, formats
from pages.components.cards import Card
from pages.components.definitions import Definition
from pages.response_times import case_list

MEDIAN, NINETIETH = "median_business_seconds", "p90_business_seconds"


def show(now: pd.Series, before: pd.Series | None) -> None:
    """Draw the cards from rows of `first_response_totals`; without a row before there is no comparison."""
    cards.row(
        [
            attainment(now, before),
            duration(definitions.FIRST_RESPONSE_MEDIAN, MEDIAN, now, before),
            duration(definitions.FIRST_RESPONSE_NINETIETH, NINETIETH, now, before),
            breached(now, before),
            pending(now, before),
            opened(now, before),
        ],
        key="totals",
    )


def attainment(now: pd.Series, before: pd.Series | None) -> Card:
    """The share on target, raw; the adjusted one in its note where exemptions move it."""
    judged = int(now["judged_count"])
    return Card(
        definitions.FIRST_RESPONSE_ATTAINMENT,
        cards.share_value(now["attainment"], judged),
        f"{formats.plural(judged, 'case')} judged",
        cards.share_change(now, before, "attainment", "judged_count"),
        note=adjusted(now),
    )


def adjusted(now: pd.Series) -> str:
    """The share without exempted cases, where that differs."""
    if not now["exempt_count"] or formats.share(now["adjusted_attainment"]) == formats.share(now["attainment"]):
        return ""
    return f"{formats.share(now['adjusted_attainment'])} without {formats.plural(now['exempt_count'], 'exempted case')}"


def duration(definition: Definition, column: str, now: pd.Series, before: pd.Series | None) -> Card:
    """A first response duration over the answered cases."""
    answered = int(now["answered_count"])
    return Card(
        definition,
        cards.duration_value(now[column], answered),
        f"business time, {formats.plural(answered, 'answer')}",
        cards.duration_change(now, before, column, "answered_count"),
    )


def breached(now: pd.Series, before: pd.Series | None) -> Card:
    """How many missed their target."""
    return Card(
        definitions.FIRST_RESPONSE_BREACHED,
        formats.count(now["breached_count"]),
        f"of {formats.count(now['judged_count'])} judged",
        cards.count_change(now, before, "breached_count", is_good_up=False),
        action=("List them", lambda: case_list.choose("breached")),
    )


def pending(now: pd.Series, before: pd.Series | None) -> Card:
    """How many may still go either way."""
    return Card(
        definitions.FIRST_RESPONSE_PENDING,
        formats.count(now["pending_count"]),
        "not yet due",
        cards.count_change(now, before, "pending_count"),
        action=("List them", lambda: case_list.choose("pending")),
    )


def opened(now: pd.Series, before: pd.Series | None) -> Card:
    """How many cases all of this is about."""
    no_target, unanswered = formats.count(now["no_target_count"]), formats.count(now["unanswered_count"])
    return Card(
        definitions.CASES_OPENED,
        formats.count(now["case_count"]),
        f"{no_target} without a target, {unanswered} unanswered",
        cards.count_change(now, before, "case_count"),
        action=("List them", lambda: case_list.choose("all")),
    )
