"""The shared filters: periods relative to as_of, words, and codes in links."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.components import filters, link
from pages.components.filters import Filters

OFFERED = {
    **{name: dict(labels) for name, labels in filters.FIXED_CHOICES.items()},
    "account": {"a1": "Acme", "a2": "Blue", "a3": "Crow", "a4": "Dove"},
    "tam": {"t1": "Ana Ruiz"},
    "region": {"EMEA": "EMEA"},
}


@pytest.mark.parametrize(
    ("period", "since", "until"),
    [
        ("this-month", date(2026, 10, 1), date(2026, 10, 31)),
        ("last-month", date(2026, 9, 1), date(2026, 10, 1)),
        ("30d", date(2026, 10, 1), date(2026, 10, 31)),
        ("13w", date(2026, 8, 3), date(2026, 10, 31)),  # from a Monday; 30 October is a Friday
        ("12m", date(2025, 11, 1), date(2026, 10, 31)),
    ],
)
def test_periods_are_relative_to_the_day_of_as_of(period: str, since: date, until: date) -> None:
    assert filters.period_dates(period, date(2026, 10, 30)) == (since, until)


@given(st.sampled_from([code for code in filters.PERIODS if code != "custom"]), st.dates(date(1971, 1, 1)))
def test_a_period_is_never_empty_and_the_one_before_touches_it(period: str, today: date) -> None:
    chosen = Filters(*filters.period_dates(period, min(today, date(9999, 12, 30))))

    before = chosen.before()

    assert chosen.since < chosen.until
    assert (before.until, before.until - before.since) == (chosen.since, chosen.until - chosen.since)


def test_a_part_of_a_period_stays_inside_it() -> None:
    whole = Filters(date(2026, 10, 1), date(2026, 10, 31))

    assert whole.between(date(2026, 9, 28), date(2026, 10, 5)) == Filters(date(2026, 10, 1), date(2026, 10, 5))


def test_what_is_filtered_is_said_in_words() -> None:
    since, until = date(2026, 10, 1), date(2026, 10, 31)

    assert filters.in_words(Filters(since, until), OFFERED) == "all cases"
    assert (
        filters.in_words(Filters(since, until, accounts=("a1", "a2"), tams=("t1",), priorities=("urgent",)), OFFERED)
        == "account Acme or Blue, TAM Ana Ruiz, priority Urgent"
    )
    assert filters.in_words(Filters(since, until, accounts=("a1", "a2", "a3", "a4")), OFFERED) == "4 of 4 accounts"
    assert filters.period_in_words(Filters(since, until)) == "1 Oct 2026 to 30 Oct 2026"
    assert filters.period_in_words(Filters(since, since + timedelta(days=1))) == "1 Oct 2026"


def test_a_link_keeps_known_codes_only() -> None:
    account = link.AnyOf("account", ("a1", "a2"))
    period = link.OneOf("period", ("13w", "30d"), "13w")
    day = link.Day("from", date(1970, 1, 1), date(2026, 10, 30))

    assert account.read(["a2", "nobody", "a2"]) == ["a2"]
    assert [period.read(texts) for texts in ([], ["30d"], ["for ever"])] == ["13w", "30d", "13w"]
    assert [day.read(texts) for texts in ([], ["2026-10-01"], ["2026-10-31"], ["soon"])] == [
        None,
        date(2026, 10, 1),
        None,
        None,
    ]


def test_a_number_and_a_day_in_a_link_fall_back_to_the_usual_one() -> None:
    number = link.Whole("ips", 1, 50, 2)
    day = link.Day("start", date(2026, 10, 1), date(2026, 10, 30), default=date(2026, 10, 5))

    assert [number.read([text]) for text in ("7", "0", "51", "-3", "1e1", "9" * 5000, "\u0663")] == [
        7,
        2,
        2,
        2,
        2,
        2,
        2,
    ]
    assert [number.keep(value) for value in (50, None, True, "7")] == [50, 2, 2, 2]
    assert [number.write(7), number.write(2), day.write(day.default)] == [["7"], [], []]
    assert [day.read(texts) for texts in ([], ["2026-10-06"], ["2026-11-01"])] == [
        date(2026, 10, 5),
        date(2026, 10, 6),
        date(2026, 10, 5),
    ]


@given(st.lists(st.sampled_from(["a1", "a2", "a3"]), unique=True), st.sampled_from(["13w", "30d"]))
def test_what_a_link_says_is_what_it_reads(accounts: list[str], period: str) -> None:
    account, one = link.AnyOf("account", ("a1", "a2", "a3")), link.OneOf("period", ("13w", "30d"), "13w")

    assert account.read(account.write(accounts)) == accounts
    assert one.read(one.write(period)) == period
