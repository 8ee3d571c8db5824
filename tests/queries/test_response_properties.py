"""What must hold between the first response questions, whatever the cases are."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import duckdb
import pandas as pd
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from data.zones import known_zones
from queries import runner
from tests.building import create_tables
from tests.tiers import examples

VERDICTS = ("met", "breached", "pending", "unanswered", None)
NO_FILTER: dict[str, runner.Param] = dict.fromkeys(
    ("accounts", "tams", "categories", "priorities", "channels", "regions"), ()
)
CLOCK: dict[str, runner.Param] = {"clock": "first_response", "denominator": "opened", **NO_FILTER}

TOTALS: dict[str, runner.Param] = {
    "clocks": ("first_response",),
    "with_before": False,
    "denominator": "opened",
    **NO_FILTER,
}


def moment_after(seconds: int) -> datetime:
    """A moment from 20 September 2026 on: both sides of a clock change."""
    return datetime(2026, 9, 20, tzinfo=UTC) + timedelta(seconds=seconds)


CASES = st.lists(
    st.tuples(
        st.integers(0, 51 * 86_400).map(moment_after),
        st.sampled_from(VERDICTS),
        st.integers(0, 200_000),
        st.booleans(),
    ),
    max_size=12,
)
DAYS = st.dates(date(2026, 9, 15), date(2026, 11, 15))
ZONES = st.sampled_from(
    ["Europe/Paris", "America/New_York", "Pacific/Kiritimati", "Atlantic/Azores", "America/Santiago", "UTC"]
)
UNNARROWED: dict[str, runner.Param] = {
    "agents": (),
    "trait": "any",
    "measure": "business",
    "hour_of": "opened",
    "zone": "reporting",
    **dict.fromkeys(("at_least", "below", "is_missing", "weekday", "hour", "stage", "row_limit")),
}
FEW = settings(max_examples=examples(15), deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def shared() -> duckdb.DuckDBPyConnection:
    """One database for all examples: making thirty tables takes longer than asking."""
    connection = duckdb.connect()
    create_tables(connection)
    connection.execute("insert into accounts by name select 'a' as account_id, 'A' as name")
    return connection


def snapshot_of(cases: list[tuple[datetime, str | None, int, bool]], zone: str) -> duckdb.DuckDBPyConnection:
    connection = shared()
    connection.execute("delete from snapshot; delete from cases; delete from case_metrics")
    connection.execute("insert into snapshot values ('2026-11-20', '2026-11-20', $zone, '1')", {"zone": zone})
    rows = pd.DataFrame(
        [
            (f"c{number}", "a", "email", "normal", moment, verdict, seconds, exempt)
            for number, (moment, verdict, seconds, exempt) in enumerate(cases)
        ],
        columns=["case_id", "account_id", "channel", "priority", "opened_at", "verdict", "seconds", "exempt"],
    )
    if rows.empty:
        return connection
    connection.register("rows_given", rows)
    connection.execute("""
        insert into cases by name select case_id, account_id, channel, priority, opened_at from rows_given;
        insert into case_metrics by name
        select
            case_id, account_id, channel, priority, opened_at,
            verdict as first_response_verdict,
            if(verdict is null or verdict in ('met', 'breached'), seconds, null) as first_response_business_seconds,
            exempt as is_first_response_exempt,
        from rows_given;
    """)
    return connection


def totals(connection: duckdb.DuckDBPyConnection, since: date, until: date) -> pd.Series:
    return runner.answer(connection, "clock_totals", {"since": since, "until": until, **TOTALS}).iloc[0]


@FEW
@given(CASES, ZONES, DAYS, DAYS, DAYS)
def test_adjacent_periods_add_up_to_the_whole(cases: list, zone: str, a: date, b: date, c: date) -> None:
    """No case is lost or counted twice where one period ends and the next begins."""
    since, cut, until = sorted([a, b, c])
    counts = ["row_count", "timed_count", "met_count", "breached_count", "no_target_count", "exempt_count"]
    connection = snapshot_of(cases, zone)
    left, right = totals(connection, since, cut), totals(connection, cut, until)
    assert totals(connection, since, until)[counts].to_list() == (left[counts] + right[counts]).to_list()


@FEW
@given(CASES, ZONES, DAYS, st.integers(1, 60))
def test_weeks_and_buckets_and_lists_hold_the_cases_of_the_totals(
    cases: list, zone: str, since: date, days: int
) -> None:
    """A tile, its chart and its case list agree to the row."""
    params: dict[str, runner.Param] = {"since": since, "until": since + timedelta(days=days), **CLOCK}
    connection = snapshot_of(cases, zone)
    whole = totals(connection, since, since + timedelta(days=days))
    weeks = runner.answer(connection, "clock_weekly", params)
    buckets = runner.answer(connection, "clock_distribution", params)
    more = UNNARROWED
    listed = {
        verdict: len(runner.answer(connection, "response_cases", {**params, **more, "verdicts": (verdict,)}))
        for verdict in ("met", "breached", "pending", "unanswered", "no_target")
    }
    assert (weeks["met_count"].sum(), weeks["breached_count"].sum()) == (whole["met_count"], whole["breached_count"])
    assert buckets["timed_count"].sum() == whole["timed_count"]
    assert listed == {verdict: whole[f"{verdict}_count"] for verdict in listed}


@FEW
@given(CASES, ZONES, DAYS, st.integers(1, 60))
def test_every_case_lies_in_the_bucket_that_counts_it(cases: list, zone: str, since: date, days: int) -> None:
    params: dict[str, runner.Param] = {"since": since, "until": since + timedelta(days=days), **CLOCK}
    connection = snapshot_of(cases, zone)
    for bucket in runner.answer(connection, "clock_distribution", params).itertuples(index=False):
        below = None if pd.isna(bucket.to_minutes) else int(bucket.to_minutes) * 60
        more = {**UNNARROWED, "verdicts": (), "at_least": int(bucket.from_minutes) * 60, "below": below}
        rows = runner.answer(connection, "response_cases", {**params, **more})
        assert len(rows) == bucket.timed_count


@FEW
@given(CASES, ZONES, DAYS, st.integers(1, 60))
def test_a_case_belongs_to_the_local_date_on_which_it_was_opened(
    cases: list, zone: str, since: date, days: int
) -> None:
    """The instants that bound a period say the same as the local date of every case, also where midnight is odd."""
    until = since + timedelta(days=days)
    local_dates = [case[0].astimezone(ZoneInfo(zone)).date() for case in cases]

    counted = totals(snapshot_of(cases, zone), since, until)["row_count"]

    assert counted == len([local for local in local_dates if since <= local < until])


@FEW
@example("Atlantic/Azores", date(2026, 10, 25))  # midnight comes twice
@example("America/Santiago", date(2026, 9, 6))  # midnight never comes
@example("Pacific/Apia", date(2011, 12, 30))  # the whole day never comes
@given(st.sampled_from(sorted(known_zones())), st.dates(date(1973, 1, 1), date(2037, 12, 31)))
def test_the_first_instant_of_a_date_is_the_first_of_its_instants(zone: str, day: date) -> None:
    """Every zone, so that midnights which come twice or never are met."""
    connection = snapshot_of([], zone)
    with connection.cursor() as cursor:
        for definition in runner.used_macros("first_instant("):
            cursor.execute(definition)
        (first,) = cursor.execute("select epoch(first_instant(cast($day as date)))", {"day": day}).fetchone()
    moment = datetime.fromtimestamp(first, UTC)

    assert moment.astimezone(ZoneInfo(zone)).date() >= day
    assert (moment - timedelta(seconds=1)).astimezone(ZoneInfo(zone)).date() < day
