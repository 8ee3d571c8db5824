"""The cards at the top: every clock at a glance, this period beside the one of equal length before."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd

from pages.components import cards, definitions, formats
from pages.components.cards import Card
from pages.components.definitions import Definition
from pages.response_times import case_list
from pages.response_times.choices import Asked

MEDIAN, NINETIETH = "median_business_seconds", "p90_business_seconds"
ESTIMATE, ESTIMATED_NINETIETH = "estimated_median_business_seconds", "estimated_p90_business_seconds"


def show(asked: Asked) -> None:
    """Draw the cards."""
    first, following, silence = map(asked.clock_totals, ("first_response", "next_response", "periodic_update"))
    ends = asked.resolution_totals()
    cards.row(
        [
            attainment(definitions.FIRST_RESPONSE_ATTAINMENT, "first_response", *first, "case"),
            timed(definitions.FIRST_RESPONSE_MEDIAN, MEDIAN, *first),
            timed(definitions.FIRST_RESPONSE_NINETIETH, NINETIETH, *first),
            attainment(definitions.NEXT_RESPONSE_ATTAINMENT, "next_response", *following, "message"),
            longest_silence(asked, *silence),
            agreed(*ends),
            finished(*ends),
            estimated(*ends),
        ],
        key="totals",
        narrowest=220,
    )


def listing(verdict: str, behind: str = "", clock: str | None = None, label: str = "List them") -> Any:
    """A card's button, which puts the list on what the card counts."""
    act: Callable[[], None] = lambda: case_list.choose(verdict, behind, clock)  # noqa: E731  as a value of the card
    return label, act


def attainment(definition: Definition, clock: str, now: pd.Series, before: pd.Series | None, row: str) -> Card:
    """The share on target, raw; the adjusted one in its note where exemptions move it."""
    judged = int(now["judged_count"])
    return Card(
        definition,
        cards.share_value(now["attainment"], judged),
        f"{formats.plural(judged, row)} judged",
        cards.share_change(now, before, "attainment", "judged_count"),
        note=adjusted(now, row),
        action=listing("judged", clock=clock),
    )


def adjusted(now: pd.Series, row: str) -> str:
    """The share without exempted rows, where that differs."""
    if not now["exempt_count"] or formats.share(now["adjusted_attainment"]) == formats.share(now["attainment"]):
        return ""
    return (
        f"{formats.share(now['adjusted_attainment'])} without {formats.plural(now['exempt_count'], f'exempted {row}')}"
    )


def timed(definition: Definition, column: str, now: pd.Series, before: pd.Series | None) -> Card:
    """A first response duration over the answered cases."""
    answered = int(now["timed_count"])
    return Card(
        definition,
        cards.duration_value(now[column], answered),
        f"business time, {formats.plural(answered, 'answer')}",
        cards.duration_change(now, before, column, "timed_count"),
        action=listing("all", "timed", "first_response"),
    )


def longest_silence(asked: Asked, now: pd.Series, before: pd.Series | None) -> Card:
    """The longest time between two of our replies, still running ones counted."""
    number = int(now["timed_count"])
    note = "" if number < formats.TOO_FEW else f"half of them at most {formats.duration(now[MEDIAN])}"
    if asked.denominator == "due":
        note = "a silence is never due: count cases opened or resolved"
    return Card(
        definitions.LONGEST_SILENCE,
        cards.duration_value(now["longest_business_seconds"], number),
        f"business time, {formats.plural(number, 'case')} with an answer",
        cards.duration_change(now, before, "longest_business_seconds", "timed_count"),
        note=note,
        action=listing("all", clock="periodic_update") if number else None,
    )


def agreed(now: pd.Series, before: pd.Series | None) -> Card:
    """The share of resolutions both sides agreed to; its button lists the rest."""
    resolved = int(now["resolved_count"])
    return Card(
        definitions.AGREED_SHARE,
        cards.share_value(now["agreed_share"], resolved),
        f"{formats.count(now['agreed_count'])} of {formats.plural(resolved, 'resolved case')}",
        cards.share_change(now, before, "agreed_share", "resolved_count"),
        action=listing(
            "all", "is/not_agreed", "resolution", "List the other " + str(resolved - int(now["agreed_count"]))
        ),
    )


def finished(now: pd.Series, before: pd.Series | None) -> Card:
    """The median of finished cases alone."""
    resolved = int(now["resolved_count"])
    few = resolved < formats.TOO_FEW
    return Card(
        definitions.RESOLUTION_MEDIAN,
        cards.duration_value(now[MEDIAN], resolved),
        f"business time, {formats.plural(resolved, 'resolved case')}",
        cards.duration_change(now, before, MEDIAN, "resolved_count"),
        note="" if few else f"9 in 10 within {formats.duration(now[NINETIETH])}",
        action=listing("all", "is/resolved", "resolution"),
    )


def estimated(now: pd.Series, before: pd.Series | None) -> Card:
    """The Kaplan-Meier median, which lets open cases count for as long as they have been open."""
    number = int(now["case_count"])
    few = number < formats.TOO_FEW
    is_reached = not formats.is_missing(now[ESTIMATE])
    change = (
        cards.duration_change(now, before, ESTIMATE, "case_count")
        if is_reached and before is not None and not formats.is_missing(before[ESTIMATE])
        else None
    )
    long = now[ESTIMATED_NINETIETH]
    nine = "9 in 10 not resolved yet" if formats.is_missing(long) else f"9 in 10 within {formats.duration(long)}"
    return Card(
        definitions.RESOLUTION_ESTIMATE,
        "too few" if few else formats.duration(now[ESTIMATE]) if is_reached else "not reached",
        f"business time, {formats.plural(number, 'case')}, {formats.count(now['open_count'])} open",
        replace(change, is_good_up=False) if change else None,
        note="" if few else nine,
        action=listing("all", clock="resolution"),
    )
