"""What was counted beforehand is what the cases say: to name every account asks the cases, to name none does not."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.snapshots import open_snapshot
from queries import scope
from queries.runner import Param
from queries.scope import Scope
from tests.building import create_tables
from tests.conftest import A_FEW_CASES
from tests.queries.test_managers_properties import ALL, FEW, FILTERS, PERIODS, ask
from tests.records import snapshot_in_memory
from tests.strategies import World, worlds

SHARES = st.sampled_from(["clock_weekly", "clock_monthly"])
CLOCKS = st.sampled_from(["first_response", "next_response", "periodic_update", "resolution"])
WAYS = st.sampled_from(["opened", "resolved", "due"])
TRAITS = st.sampled_from(["reopened", "escalated", "one_touch"])
MONTHS = st.dates(date(2025, 4, 1), date(2026, 11, 30))


@pytest.fixture(scope="module")
def sample(sample_snapshot: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_snapshot(sample_snapshot) as connection:
        yield connection


@pytest.fixture(scope="module")
def tams_own(sample_snapshot: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The sample as one of its TAMs sees it."""
    with scope.scoped(sample_snapshot, Scope("tam", "T-04")) as connection:
        yield connection


def every_account(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    return tuple(code for (code,) in connection.execute("select account_id from accounts order by 1").fetchall())


def same_either_way(connection: duckdb.DuckDBPyConnection, name: str, *given: dict[str, Param]) -> None:
    """Ask with no account named, then with all of them."""
    accounts = every_account(connection)
    counted = ask(connection, name, ALL, *given, {"accounts": ()})
    from_cases = ask(connection, name, ALL, *given, {"accounts": accounts})
    pd.testing.assert_frame_equal(counted, from_cases)


@FEW
@given(name=SHARES, clock=CLOCKS, way=WAYS, period=PERIODS, filters=FILTERS)
def test_what_a_clock_judged_is_the_same_counted_beforehand_or_case_by_case(
    sample: duckdb.DuckDBPyConnection, name: str, clock: str, way: str, period: dict, filters: dict
) -> None:
    same_either_way(sample, name, filters, {"tams": ()}, period, {"clock": clock, "denominator": way})


@pytest.mark.parametrize("way", ["opened", "resolved", "due"])
@pytest.mark.parametrize("clock", ["first_response", "next_response", "periodic_update", "resolution"])
def test_each_clock_is_the_same_either_way_with_updates_promised_for_cases_that_nobody_answered(
    clock: str, way: str
) -> None:
    """What was resolved without an answer has no update to judge."""
    with duckdb.connect() as connection:
        create_tables(connection)
        connection.execute(A_FEW_CASES)
        connection.execute(
            "insert into calendars by name select 'paris' as calendar_id, 'Paris' as name, 'Europe/Paris' as time_zone;"
            "insert into sla_targets by name select 'periodic_update' as metric, date '2024-01-01' as valid_from,"
            " 60.0 as minutes, 'business' as clock;"
            "update case_metrics set update_count = if(case_id = 'c2', 0, 1), resolved_at = opened_at,"
            " first_response_at = if(case_id = 'c2', null, first_response_at)"
        )
        period = {"since": date(2026, 10, 1), "until": date(2026, 11, 1), "clock": clock, "denominator": way}
        same_either_way(connection, "clock_weekly", period)


@FEW
@given(trait=TRAITS, filters=FILTERS)
def test_the_cases_with_a_trait_are_the_same_counted_beforehand_or_case_by_case(
    sample: duckdb.DuckDBPyConnection, trait: str, filters: dict
) -> None:
    same_either_way(sample, "issue_share_by_month", filters, {"tams": ()}, {"share_of": trait})


@FEW
@given(name=st.sampled_from(["month_figures", "month_series", "month_attention"]), month=MONTHS)
def test_a_month_is_the_same_counted_beforehand_or_case_by_case(
    sample: duckdb.DuckDBPyConnection, name: str, month: date
) -> None:
    same_either_way(sample, name, {"month": month})


@FEW
@given(clock=CLOCKS, way=WAYS, period=PERIODS, month=MONTHS)
def test_for_a_tam_their_own_cases_are_counted(
    tams_own: duckdb.DuckDBPyConnection, clock: str, way: str, period: dict, month: date
) -> None:
    same_either_way(tams_own, "clock_weekly", period, {"clock": clock, "denominator": way})
    same_either_way(tams_own, "month_series", {"month": month})


@FEW
@given(world=worlds(cases=12), zone=st.sampled_from(["UTC", "Europe/Amsterdam", "Australia/Lord_Howe"]), data=st.data())
def test_in_any_world_and_zone_both_ways_agree(world: World, zone: str, data: st.DataObject) -> None:
    with snapshot_in_memory(world.records, world.as_of, zone) as connection:
        today = date.fromisoformat(world.as_of[:10])
        month = today - timedelta(days=data.draw(st.integers(-40, 400)))
        for name in ("month_figures", "month_series", "month_attention"):
            same_either_way(connection, name, {"month": month})
        chosen = {"clock": data.draw(CLOCKS), "denominator": data.draw(WAYS)}
        period = {"since": today - timedelta(days=data.draw(st.integers(0, 60))), "until": today + timedelta(days=2)}
        same_either_way(connection, "clock_monthly", period, chosen)
