"""Estimates against their definitions: Kaplan-Meier, Wilson's interval, and the hour on the wall in any time zone."""

import math
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from data.zones import known_zones
from queries import runner
from tests.building import create_tables
from tests.tiers import examples

EVERYTHING: dict[str, Any] = {
    "since": date(2000, 1, 1),
    "until": date(2100, 1, 1),
    "denominator": "opened",
    **dict.fromkeys(("accounts", "tams", "categories", "priorities", "channels", "regions"), ()),
}
FEW = settings(max_examples=examples(30), deadline=None, suppress_health_check=[HealthCheck.too_slow])
LIVES = st.lists(st.tuples(st.integers(0, 12), st.booleans()), max_size=14)


@cache
def shared() -> duckdb.DuckDBPyConnection:
    """One database for all examples: making thirty tables takes longer than asking."""
    connection = duckdb.connect()
    create_tables(connection)
    return connection


def emptied(zone: str) -> duckdb.DuckDBPyConnection:
    connection = shared()
    connection.execute("""
        delete from snapshot; delete from accounts; delete from calendars;
        delete from case_metrics; delete from case_spans;
        insert into accounts by name select 'a' as account_id, 'A' as name, 'k' as calendar_id;
    """)
    connection.execute("insert into calendars by name select 'k' as calendar_id, $zone as time_zone", {"zone": zone})
    connection.execute("insert into snapshot values ('2026-11-20', '2026-11-20', 'UTC', '1')")
    return connection


def estimated(lives: list[tuple[int, bool]]) -> pd.Series:
    """resolution_totals over cases given as (seconds open, resolved or not)."""
    connection = emptied("UTC")
    rows = pd.DataFrame([(f"c{n}", *life) for n, life in enumerate(lives)], columns=["case_id", "seconds", "resolved"])
    if not rows.empty:
        connection.register("rows_given", rows)
        connection.execute("""
            insert into case_metrics by name
            select
                case_id, 'a' as account_id, timestamptz '2026-10-05 08:00:00+00' as opened_at,
                if(resolved, timestamptz '2026-10-06 08:00:00+00', null) as resolved_at,
                if(resolved, seconds, null) as resolution_business_seconds,
                0 as reopen_count, 0 as update_count,
            from rows_given;
            insert into case_spans by name
            select case_id, 1 as span_number, 'open' as state, seconds as business_seconds from rows_given;
        """)
    return runner.answer(connection, "resolution_totals", EVERYTHING | {"with_before": False}).iloc[0]


def kaplan_meier(lives: list[tuple[int, bool]], left: Fraction) -> int | None:
    """The first duration at which the product-limit estimate is at most `left`, in exact fractions."""
    survival = Fraction(1)
    for moment in sorted({seconds for seconds, resolved in lives if resolved}):
        at_risk = sum(seconds >= moment for seconds, _ in lives)
        survival *= 1 - Fraction(sum(life == (moment, True) for life in lives), at_risk)
        if survival <= left:
            return moment
    return None


def optional(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


@FEW
@given(LIVES)
def test_the_estimates_are_kaplan_meiers(lives: list[tuple[int, bool]]) -> None:
    shown = estimated(lives)
    assert optional(shown["estimated_median_business_seconds"]) == kaplan_meier(lives, Fraction(1, 2))
    assert optional(shown["estimated_p90_business_seconds"]) == kaplan_meier(lives, Fraction(1, 10))


@FEW
@given(st.lists(st.integers(0, 1_000), min_size=1, max_size=40))
def test_without_open_cases_the_estimate_is_the_lower_median(seconds: list[int]) -> None:
    shown = estimated([(value, True) for value in seconds])
    ordered = sorted(seconds)
    assert shown["estimated_median_business_seconds"] == ordered[math.ceil(len(ordered) / 2) - 1]
    assert shown["estimated_p90_business_seconds"] == ordered[math.ceil(len(ordered) * 9 / 10) - 1]


@FEW
@given(LIVES, st.integers(0, 13))
def test_more_open_time_never_makes_the_estimate_shorter(lives: list[tuple[int, bool]], longer: int) -> None:
    before = optional(estimated(lives)["estimated_median_business_seconds"])
    after = optional(
        estimated([(seconds if resolved else seconds + longer, resolved) for seconds, resolved in lives])[
            "estimated_median_business_seconds"
        ]
    )
    assert (math.inf if after is None else after) >= (math.inf if before is None else before)


@FEW
@given(st.integers(1, 5_000).flatmap(lambda count: st.tuples(st.integers(0, count), st.just(count))))
def test_wilsons_bounds_are_where_the_share_lies_196_sigma_away(counted: tuple[int, int]) -> None:
    met, judged = counted
    with shared().cursor() as cursor:
        for definition in runner.used_macros("wilson_bound("):
            cursor.execute(definition)
        sql = "select wilson_bound($met, $judged, -1), wilson_bound($met, $judged, 1)"
        lower, upper = cursor.execute(sql, {"met": met, "judged": judged}).fetchone()
    share = met / judged
    assert -1e-12 <= lower <= share + 1e-12
    assert share - 1e-12 <= upper <= 1 + 1e-12
    for bound in (lower, upper):
        assert (share - bound) ** 2 == pytest.approx(1.959964**2 * bound * (1 - bound) / judged, abs=1e-9)


MOMENTS = st.lists(
    st.integers(0, 50 * 365 * 86_400).map(
        lambda seconds: datetime(1975, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    ),
    min_size=1,
    max_size=8,
)
LORD_HOWE = [datetime(2026, 10, 3, 15, 29, 59, tzinfo=UTC), datetime(2026, 10, 3, 15, 30, tzinfo=UTC)]


@FEW
@example("Australia/Lord_Howe", LORD_HOWE)  # half an hour's change
@example("Pacific/Apia", [datetime(2011, 12, 30, 9, 59, tzinfo=UTC), datetime(2011, 12, 30, 10, 1, tzinfo=UTC)])
@example("Asia/Kathmandu", [datetime(1985, 12, 31, 18, 30, tzinfo=UTC)])  # a quarter of an hour's change
@given(st.sampled_from(sorted(known_zones())), MOMENTS)
def test_hours_are_those_on_the_wall_of_the_account(zone: str, moments: list[datetime]) -> None:
    connection = emptied(zone)
    connection.register("rows_given", pd.DataFrame({"opened_at": moments}))
    connection.execute("""
        insert into case_metrics by name select 'c' as case_id, 'a' as account_id, opened_at from rows_given
    """)
    more = {
        "since": date(1970, 1, 1),
        "clock": "first_response",
        "hour_of": "opened",
        "zone": "account",
        "verdicts": (),
    }
    cells = runner.answer(connection, "response_hours", EVERYTHING | more)

    local = [moment.astimezone(ZoneInfo(zone)) for moment in moments]
    expected = Counter((moment.isoweekday(), moment.hour) for moment in local)
    shown = cells[cells["row_count"] > 0]
    assert dict(zip(zip(shown["weekday"], shown["hour"], strict=True), shown["row_count"], strict=True)) == expected
