"""How figures are written."""

from datetime import date, datetime

import pandas as pd
import pytest

from pages.components import cards, formats


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"),
        (59.4, "59 s"),
        (60, "1 min"),
        (3599, "1 h 0 min"),
        (11_520, "3 h 12 min"),
        (359_969, "99 h 59 min"),
        (360_000, "100 h"),
        (4_000_000, "1,111 h"),
        (-90, "-2 min"),
        (float("nan"), "\N{EN DASH}"),
        (None, "\N{EN DASH}"),
    ],
)
def test_durations_are_written_in_two_units(seconds: float | None, text: str) -> None:
    assert formats.duration(seconds).replace(formats.NBSP, " ") == text


@pytest.mark.parametrize(("value", "text"), [(0.9237, "92.4 %"), (1, "100.0 %"), (float("nan"), "\N{EN DASH}")])
def test_shares_are_written_in_percent(value: float, text: str) -> None:
    assert formats.share(value).replace(formats.NBSP, " ") == text


@pytest.mark.parametrize(
    ("before", "after", "text"), [(0.9, 0.912, "+1.2 points"), (0.9, 0.9, "+0.0 points"), (0.9, 0.8996, "+0.0 points")]
)
def test_a_change_of_shares_is_in_points(before: float, after: float, text: str) -> None:
    assert formats.points(before, after) == text


def test_days_moments_and_lists_are_in_words() -> None:
    assert formats.day(date(2026, 8, 3)) == "3 Aug 2026"
    assert formats.moment(datetime(2026, 11, 20, 17, 42), "Europe/Paris") == "20 Nov 2026 17:42 Europe/Paris"  # noqa: DTZ001 - local by design
    assert formats.either(["a", "b", "c"]) == "a, b or c"
    assert formats.plural(1, "case") == "1 case"
    assert formats.plural(1234, "case") == "1,234 cases"


def rows(now: dict[str, float], before: dict[str, float]) -> tuple[pd.Series, pd.Series]:
    return pd.Series(now), pd.Series(before)


def test_a_share_of_four_cases_is_too_few() -> None:
    now, before = rows({"share": 0.6, "n": 100}, {"share": 0.5, "n": 4})

    assert cards.share_value(1.0, 4) == "too few"
    assert cards.share_value(1.0, 5) != "too few"
    assert cards.share_change(now, before, "share", "n") is None
    assert cards.share_change(now, None, "share", "n") is None


def test_a_shorter_duration_is_a_change_for_the_better() -> None:
    now, before = rows({"seconds": 3000, "n": 10}, {"seconds": 3600, "n": 10})

    change = cards.duration_change(now, before, "seconds", "n")

    assert change == cards.Change(f"-10{formats.NBSP}min", f"1{formats.NBSP}h 0{formats.NBSP}min", is_good_up=False)


def test_a_count_moves_by_whole_cases() -> None:
    now, before = rows({"n": 1200}, {"n": 100})

    assert cards.count_change(now, before, "n") == cards.Change("+1,100", "100", is_good_up=None)
