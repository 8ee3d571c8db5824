"""The eight figures, each as a card: value, change against the month before, a year ago, what it rests on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from pages.components import definitions, formats
from pages.components.definitions import Definition
from pages.monthly import sentences, wording
from pages.monthly.sentences import Frames, Row

BASIS: Final = {  # what n counts; a count counts itself
    "first_response_attainment": "judged",
    "first_response_adjusted": "judged",
    "median_first_response": "answered",
    "p90_first_response": "answered",
    "agreed_resolution": "resolved",
    "escalation_acknowledgement": "judged",
}


NOT_COMPARED: Final = "still running, so not compared"


@dataclass(frozen=True, slots=True)
class Card:
    """A figure as it is shown; `change` is against the month before and starts with its sign, or is empty.

    `lines` are said beneath; `address` and `query` open what it counts.
    """

    definition: Definition
    value: str
    change: str
    is_good_up: bool | None
    is_outside: bool
    lines: tuple[str, ...]
    address: str
    query: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Months:
    """The three months of a comparison, and the days of the first as they go into a link."""

    this: date
    before: date
    year_ago: date
    until: date

    def query(self) -> dict[str, str]:
        """The month as the period of another page."""
        last = (pd.Timestamp(self.until) - pd.Timedelta(days=1)).date()
        return {"period": "custom", "from": self.this.isoformat(), "to": last.isoformat()}


def months_of(frames: Frames) -> Months:
    """The months that are compared."""
    facts = sentences.rows(frames, "month_facts")[0]
    ends = facts["until"].date()
    if facts["is_running"]:
        ends = min(ends, (pd.Timestamp(sentences.last_day(facts)) + pd.Timedelta(days=1)).date())
    return Months(facts["month"].date(), facts["previous_month"].date(), facts["year_ago_month"].date(), ends)


def shown(frames: Frames) -> tuple[Card, ...]:
    """The eight cards."""
    now, months = sentences.figures(frames), months_of(frames)
    return tuple(make(now, months) for make in _MAKERS)


def amount(row: Row, column: str = "value") -> str:
    """A figure as shown: in its unit, or that it is too few, or a dash where there is none."""
    n = row[{"value": "n", "previous_value": "previous_n", "year_ago_value": "year_ago_n"}[column]]
    if formats.is_missing(row[column]):
        return formats.MISSING
    if row["unit"] in ("share", "seconds") and (formats.is_missing(n) or n < formats.TOO_FEW):
        return wording.TOO_FEW
    return wording.value(row[column], row["unit"])


def with_n(row: Row, column: str = "value") -> str:
    """`91.2 % of 290`: a figure and what it rests on, or why there is none."""
    n = row[{"value": "n", "previous_value": "previous_n", "year_ago_value": "year_ago_n"}[column]]
    if formats.is_missing(row[column]):
        why = row[
            {"value": "why_no_value", "previous_value": "why_no_previous", "year_ago_value": "why_no_year_ago"}[column]
        ]
        return wording.WHY.get(str(why), "") or formats.MISSING
    counted = f" of {formats.count(n)}" if row["figure"] in BASIS else ""
    return f"{amount(row, column)}{counted}"


def change(row: Row, column: str = "previous_value") -> str:
    """How a figure moved since another month; empty where one side is missing or too few."""
    if not any(letter.isdigit() for letter in amount(row) if letter) or wording.TOO_FEW in (
        amount(row),
        amount(row, column),
    ):
        return ""
    if formats.is_missing(row[column]) or formats.is_missing(row["value"]):
        return ""
    return wording.moved(row[column], row["value"], row["unit"])


def usual(row: Row) -> str:
    """The usual range and whether the figure lies in it; empty where there is none."""
    if formats.is_missing(row["lower_limit"]) or row["is_too_few"] or formats.is_missing(row["value"]):
        return ""
    place = "outside" if row["is_outside"] else "inside"
    return f"usually {sentences.range_of(row)}: {place}"


def compared(row: Row, months: Months) -> tuple[str, ...]:
    """The month before and the same month a year ago, one line each; one line for a month that is not over."""
    if row["why_no_previous"] == "running":
        return (NOT_COMPARED,)
    ago = change(row, "year_ago_value")
    return (
        f"{wording.short_month(months.before)}: {with_n(row, 'previous_value')}",
        f"{wording.short_month(months.year_ago)}: {with_n(row, 'year_ago_value')}{f' ({ago})' if ago else ''}",
    )


def both(row: Row, months: Months, said: Callable[[str], str]) -> tuple[str, ...]:
    """As `compared`, for a card of several figures."""
    if row["why_no_previous"] == "running":
        return (NOT_COMPARED,)
    return (
        f"{wording.short_month(months.before)}: {said('previous_value')}",
        f"{wording.short_month(months.year_ago)}: {said('year_ago_value')}",
    )


def basis(row: Row) -> tuple[str, ...]:
    """`312 judged`, or why there is no figure."""
    if formats.is_missing(row["value"]):
        return (wording.WHY.get(str(row["why_no_value"]), "nothing to judge"),)
    return (f"{formats.count(row['n'])} {BASIS[row['figure']]}",) if row["figure"] in BASIS else ()


def simple(
    definition: Definition, row: Row, months: Months, address: str, *, is_good_up: bool | None, **query: str
) -> Card:
    """A card of one figure."""
    return Card(
        definition=definition,
        value=amount(row),
        change=change(row),
        is_good_up=is_good_up,
        is_outside=bool(row["is_outside"]) if not formats.is_missing(row["lower_limit"]) else False,
        lines=(*basis(row), *compared(row, months), *filter(None, [usual(row)])),
        address=address,
        query={**months.query(), **query},
    )


def _also(card: Card, *lines: str) -> Card:
    return Card(
        card.definition,
        card.value,
        card.change,
        card.is_good_up,
        card.is_outside,
        (*card.lines, *lines),
        card.address,
        card.query,
    )


def opened(now: Mapping[str, Row], months: Months) -> Card:
    """Cases opened."""
    return simple(definitions.MONTH_OPENED, now["cases_opened"], months, "response-times", is_good_up=None)


def attainment(now: Mapping[str, Row], months: Months) -> Card:
    """First-response attainment, and without the exempted ones where that differs."""
    row, adjusted = now["first_response_attainment"], now["first_response_adjusted"]
    card = simple(definitions.MONTH_ATTAINMENT, row, months, "response-times", is_good_up=True)
    if formats.is_missing(adjusted["value"]) or with_n(adjusted) == with_n(row):
        return card
    return _also(card, f"{with_n(adjusted)} without exempted cases")


def times(now: Mapping[str, Row], months: Months) -> Card:
    """Median and 90th percentile of the first response."""
    slow = now["p90_first_response"]
    card = simple(
        definitions.MONTH_TIMES, now["median_first_response"], months, "response-times", is_good_up=False, part="times"
    )
    lines = [line for line in compared(slow, months) if line != NOT_COMPARED]
    return _also(card, "; ".join([f"90th percentile: {amount(slow)}", *lines]))


def agreed(now: Mapping[str, Row], months: Months) -> Card:
    """Share of agreed resolutions."""
    row = now["agreed_resolution"]
    return simple(definitions.MONTH_AGREED, row, months, "response-times", is_good_up=True, clock="resolution")


def backlog(now: Mapping[str, Row], months: Months) -> Card:
    """Open at the month's end."""
    query = {"day": months.query()["to"]}
    return simple(definitions.MONTH_OPEN, now["open_at_end"], months, "open-issues", is_good_up=False, **query)


def escalations(now: Mapping[str, Row], months: Months) -> Card:
    """Escalations raised, and how many were acknowledged in time."""
    row, answered = now["escalations"], now["escalation_acknowledgement"]
    card = simple(definitions.MONTH_ESCALATIONS, row, months, "tam-workload", is_good_up=None, show="all")
    lines = [line for line in compared(answered, months) if line != NOT_COMPARED]
    return _also(card, "; ".join([f"in time: {with_n(answered)}", *lines]))


def load(now: Mapping[str, Row], months: Months) -> Card:
    """Points held against capacity."""
    held, room, uncovered = now["tam_load"], now["tam_capacity"], now["tam_load_uncovered"]

    def against(column: str) -> str:
        if formats.is_missing(held[column]):
            return with_n(held, column)
        if formats.is_missing(room[column]):
            return f"{amount(held, column)} points"
        return f"{amount(held, column)} of {amount(room, column)}"

    return Card(
        definition=definitions.MONTH_LOAD,
        value=amount(held) if formats.is_missing(room["value"]) else against("value"),
        change=change(held),
        is_good_up=None,
        is_outside=False,
        lines=(
            *([with_n(held)] if formats.is_missing(held["value"]) else []),
            *both(held, months, against),
            *([f"{amount(uncovered)} points outside any capacity"] if uncovered["value"] else []),
        ),
        address="tam-workload",
        query={**months.query(), "show": "all"},
    )


def migrations(now: Mapping[str, Row], months: Months) -> Card:
    """Migrations on track, late and completed."""
    three = ("migrations_on_track", "migrations_late", "migrations_completed")

    def all_three(column: str) -> str:
        if all(formats.is_missing(now[code][column]) for code in three):
            return with_n(now[three[0]], column)
        return " / ".join(amount(now[code], column) for code in three)

    return Card(
        definition=definitions.MONTH_MIGRATIONS,
        value=all_three("value"),
        change="",
        is_good_up=None,
        is_outside=False,
        lines=(
            f"also {amount(now['migrations_stalled'])} stalled, {amount(now['migrations_unclear'])} paused or unclear",
            *both(now[three[0]], months, all_three),
        ),
        address="migrations",
        query={},
    )


_MAKERS: Final[tuple[Callable[[Mapping[str, Row], Months], Card], ...]] = (
    opened,
    attainment,
    times,
    agreed,
    backlog,
    escalations,
    load,
    migrations,
)
