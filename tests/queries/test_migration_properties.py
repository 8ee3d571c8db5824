"""Migrations: stages counted one by one, plans that are followed, more that is delivered, tiles against their lists."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.derive import MODEL, create_record_tables
from data.facts import create_fact_tables
from queries import runner
from tests.strategies import CHECKED
from tests.tiers import examples

START = date(2026, 3, 1)
SOME = settings(CHECKED, max_examples=examples(30))
FEW = settings(CHECKED, max_examples=examples(6))
Day = tuple[int, int] | None  # sent, delivered; None: no record
VOLUMES = st.integers(0, 6).map(lambda number: number * 100)
PLANS = st.lists(st.none() | VOLUMES, min_size=1, max_size=12)
DAYS = st.lists(
    st.none() | st.tuples(VOLUMES, st.integers(80, 100)).map(lambda day: (day[0], day[0] * day[1] // 100)), max_size=16
)
STANDINGS = ("on_track", "late", "stalled", "cannot_say", "paused", "planned", "completed", "cancelled")


def some(*values: str) -> st.SearchStrategy[list[str]]:
    """None of the values, which means all, or a few of them."""
    return st.lists(st.sampled_from(values), max_size=2, unique=True)


@pytest.fixture(scope="module")
def model() -> Iterator[duckdb.DuckDBPyConnection]:
    """The record tables, empty but for the calendar, and what the derivation of migrations reads beside them."""
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute("set global TimeZone = 'UTC'")
        create_record_tables(connection)
        create_fact_tables(connection)
        connection.execute("create table escalation_metrics (account_id varchar, state varchar, scope varchar)")
        connection.execute("insert into calendars by name select 'c' as calendar_id, 'UTC' as time_zone")
        yield connection


def judge(
    connection: duckdb.DuckDBPyConnection, moves: list[tuple[list[int | None], list[Day]]], day_count: int
) -> dict[str, tuple[object, ...]]:
    """Derive as of the end of the given day of the ramp.

    Returns, for each migration, stage, stages, days behind, the projected range and the stages of all days judged.
    """
    for name in ("accounts", "migrations", "warmup_plan", "email_traffic", "snapshot"):
        connection.execute(f"delete from {name}")
    as_of = datetime(2026, 3, 1, 23, 59, tzinfo=UTC) + timedelta(days=day_count - 1)
    connection.execute("insert into snapshot values ($as_of, $as_of, 'UTC', '1')", {"as_of": as_of})
    for number, (plan, days) in enumerate(moves):
        name = f"m{number}"
        connection.execute(
            "insert into migrations by name select $name as migration_id, $name as account_id, $start as started_on,"
            " date '2026-12-31' as target_on, 'warming' as status",
            {"name": name, "start": START},
        )
        connection.execute(
            "insert into accounts by name select $name as account_id, 'c' as calendar_id", {"name": name}
        )
        planned = [(name, START + timedelta(days=day), volume) for day, volume in enumerate(plan) if volume is not None]
        sent = [(name, START + timedelta(days=day), *each) for day, each in enumerate(days) if each is not None]
        if planned:
            connection.executemany("insert into warmup_plan values (?, ?, ?)", planned)
        if sent:
            connection.executemany(
                "insert into email_traffic (account_id, date, route, sent, delivered) values (?, ?, 'premium', ?, ?)",
                sent,
            )
    for file in sorted(MODEL.glob("8*_migration_*.sql")):
        connection.execute(file.read_text(encoding="utf-8"))
    rows = connection.execute(
        "select migration_id, stage, stages, days_behind, projected_low_on, projected_on, projected_high_on,"
        " (select list(stage order by date) filter (date <= judged_on) from migration_days"
        " where migration_days.migration_id = migration_metrics.migration_id) from migration_metrics"
    ).fetchall()
    return {name: tuple(values) for name, *values in rows}


def stages_by_hand(plan: list[int | None], days: list[Day], day_count: int) -> list[int]:
    """The stage of each day, by going through the days and asking of every stage whether it has been reached."""
    volumes = [volume for volume in plan if volume]
    stages = []
    for day in range(day_count):
        good = [each[0] for each in days[: day + 1] if each and each[0] and each[1] * 10 > each[0] * 9]
        reached = [0]
        for stage in range(1, len(volumes) + 1):
            asked = max(volumes[:stage])
            if sum(sent >= asked for sent in good) >= volumes[:stage].count(asked):
                reached.append(stage)
        stages.append(max(reached))
    return stages


@SOME
@given(PLANS, DAYS, st.integers(1, 20), st.data())
def test_stages_are_those_counted_one_by_one_and_more_delivered_lowers_none(
    model: duckdb.DuckDBPyConnection, plan: list[int | None], days: list[Day], day_count: int, data: st.DataObject
) -> None:
    better = [
        (day[0], data.draw(st.integers(day[1], day[0]))) if day and data.draw(st.booleans()) else day for day in days
    ]
    found = judge(model, [(plan, days), (plan, better)], day_count)

    judged = min(day_count, len(days)) if days[day_count - 1 : day_count] not in ([], [None]) else day_count - 1
    if any(plan) and judged:
        for name, sent in (("m0", days), ("m1", better)):
            assert found[name][-1] == stages_by_hand(plan, sent, judged)
        assert all(more >= less for more, less in zip(found["m1"][-1], found["m0"][-1], strict=True))
    elif not any(plan):
        assert found["m0"][:2] == (None, 0)


@SOME
@given(
    st.lists(st.integers(1, 10_000), min_size=8, max_size=24),
    st.lists(st.none() | st.integers(0, 10_000), min_size=1, max_size=24),
    st.integers(1, 24),
)
def test_a_plan_followed_exactly_is_never_behind_and_projects_to_its_own_end(
    model: duckdb.DuckDBPyConnection, rising: list[int], any_plan: list[int | None], day_count: int
) -> None:
    """A plan that never falls, with a volume every day, ends on its last day; any other is at least never behind."""
    plans = [sorted(rising), any_plan]
    exactly = [[None if volume is None else (volume, volume) for volume in plan] for plan in plans]
    day_count = min(day_count, len(rising))

    found = judge(model, list(zip(plans, exactly, strict=True)), day_count)

    stage, stages, days_behind, low_on, projected_on, high_on, _ = found["m0"]
    assert (stage, stages, days_behind) == (day_count, len(rising), 0)
    end = START + timedelta(days=len(rising) - 1)
    assert projected_on == (end if day_count >= 7 or day_count == len(rising) else None)
    assert projected_on is None or low_on <= projected_on <= high_on
    if day_count < len(any_plan) and any(any_plan):
        assert found["m1"][2] <= 0


@FEW
@given(some("ACC-0006", "ACC-0020", "ACC-0025"), some("T-02", "T-08", "no_tam"), some("no_region", "North America"))
def test_every_tile_has_its_rows_and_every_migration_one_place(
    sample_snapshot: Path, accounts: list[str], tams: list[str], regions: list[str]
) -> None:
    filters: dict[str, runner.Param] = {"accounts": accounts, "tams": tams, "regions": regions}
    with duckdb.connect(sample_snapshot, read_only=True) as connection:
        totals = runner.answer(connection, "migration_totals", filters)
        counts = dict(zip(totals["group_code"], totals["migration_count"], strict=True))
        lists = {code: runner.answer(connection, "migration_list", {**filters, "group_code": code}) for code in counts}
    assert counts == {code: len(rows) for code, rows in lists.items()}
    assert counts["all"] == sum(counts[code] for code in STANDINGS)
    assert all(set(lists[code]["standing"]) <= {code} for code in STANDINGS)
