"""What later loads changed in an issued month: every figure, from what to what."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from pages.components import formats
from pages.components.filters import FIXED_CHOICES
from pages.monthly import cards, drawing, sentences, tables, wording
from pages.monthly.gathering import Summary
from pages.monthly.sentences import Frames, Row

UNLISTED: Final = "not listed"


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure of an issued month that is another one now."""

    figure: str
    issued: str
    now: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure by name: as text, and the numbers behind it, which tell what the text rounds away."""

    name: str
    text: str
    numbers: tuple[Any, ...]


def between(issued: Summary, now: Summary) -> list[Correction]:
    """The figures of an issued month that differ now, in the order of the document."""
    before = {fact.name: fact for fact in facts(issued.frames)}
    after = {fact.name: fact for fact in facts(now.frames)}
    found = []
    for name in [*before, *(name for name in after if name not in before)]:
        one, other = before.get(name), after.get(name)
        if one is None or other is None or one.numbers != other.numbers:
            found.append(Correction(name, *_told(one, other)))
    return found


def _told(one: Fact | None, other: Fact | None) -> tuple[str, str]:
    """Both sides as text; where rounding hides the difference, with the numbers."""
    if one is None or other is None or one.text != other.text:
        return (one.text if one else UNLISTED), (other.text if other else UNLISTED)
    return f"{one.text} ({_exact(one)})", f"{other.text} ({_exact(other)})"


def _exact(fact: Fact) -> str:
    return ", ".join(f"{number:.6g}" if isinstance(number, int | float) else str(number) for number in fact.numbers)


def facts(frames: Frames) -> Iterator[Fact]:
    """Every figure of a summary."""
    yield from _figures(frames)
    yield from _series(frames)
    yield from _change(frames)
    yield from _lists(frames)


def _numbers(row: Row, *columns: str) -> tuple[Any, ...]:
    """The values as they compare: nothing is nothing, whatever its type."""
    return tuple(None if pd.isna(row[column]) else row[column] for column in columns)


def _figures(frames: Frames) -> Iterator[Fact]:
    months = cards.months_of(frames)
    for row in tables.readings(frames):
        name = tables.FIGURES[row["figure"]]
        for month, column, n in (
            (months.this, "value", "n"),
            (months.before, "previous_value", "previous_n"),
            (months.year_ago, "year_ago_value", "year_ago_n"),
        ):
            yield Fact(f"{name}, {wording.short_month(month)}", cards.with_n(row, column), _numbers(row, column, n))
        if not formats.is_missing(row["lower_limit"]):
            yield Fact(f"{name}, usual range", sentences.range_of(row), _numbers(row, "lower_limit", "upper_limit"))


def _series(frames: Frames) -> Iterator[Fact]:
    months = cards.months_of(frames)
    for row in sentences.rows(frames, "month_series"):
        if row["month"].date() not in (months.this, months.before, months.year_ago):  # those are figures already
            name = f"{drawing.CHARTS[row['series']][0]}, {wording.short_month(row['month'])}"
            yield Fact(name, tables.series_cell(row), _numbers(row, "value", "n"))


def _change(frames: Frames) -> Iterator[Fact]:
    for row in sentences.rows(frames, "month_change"):
        if row["dimension"] == "all":
            for column, name in (
                ("effect", "Change in attainment, in points"),
                ("priority_mix_effect", "Change from the mix of priorities, in points"),
                ("account_mix_effect", "Change from the mix of accounts, in points"),
                ("rate_effect", "Change from the rates, in points"),
            ):
                yield Fact(name, tables.points(row[column]), _numbers(row, column))
        elif row["dimension"] == "priority":
            priority = FIXED_CHOICES["priority"].get(row["code"], str(row["name"])).lower()
            name = f"Change from priority {priority}, in points"
            yield Fact(name, tables.points(row["effect"]), _numbers(row, "mix_effect", "rate_effect"))


def _lists(frames: Frames) -> Iterator[Fact]:
    for row in sentences.rows(frames, "month_attention"):
        text = tables.why(row)
        yield Fact(f"{row['account_name']} ({row['account_id']}) needs attention", text, (text,))
    for row in sentences.rows(frames, "month_breaches_by_account"):
        text = f"{formats.count(row['breached_count'])} of {formats.count(row['judged_count'])} judged"
        name = f"{row['account_name']} ({row['account_id']}), breaches"
        yield Fact(name, text, _numbers(row, "breached_count", "judged_count"))
    for row in sentences.rows(frames, "month_hours_changes"):
        name = f"{row['calendar_name']}, attainment on the changed hours"
        text = f"{tables.judged(row, 'previous_')}, then {tables.judged(row, '')}"
        yield Fact(
            name, text, _numbers(row, "previous_attainment", "previous_judged_count", "attainment", "judged_count")
        )
    for row in sentences.rows(frames, "month_migrations"):
        standing = wording.STANDINGS.get(row["standing"], str(row["standing"]))
        text = f"{standing}, stage {tables.stage(row)}, done {tables.done(row)}, target {wording.day(row['target_on'])}"
        yield Fact(
            f"Migration {row['migration_id']} of {row['account_name']}", text, (text, *_numbers(row, "share", "health"))
        )
    for row in sentences.rows(frames, "month_mediation"):
        text = f"{formats.count(row['opened_count'])} opened, {formats.count(row['closed_count'])} closed"
        name = f"Mediation, {wording.RESULTS.get(row['result'], str(row['result'])).lower()}"
        yield Fact(name, text, _numbers(row, "opened_count", "closed_count"))
