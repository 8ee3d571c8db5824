"""At risk, Open issues, Account and Data: a tile, a bar and a cell agree to the row with the list behind them."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.snapshots import open_snapshot
from queries import runner
from tests.records import snapshot_in_memory
from tests.strategies import CHECKED, World, worlds
from tests.tiers import examples

ZONE = "Europe/Amsterdam"
ALL: dict[str, runner.Param] = dict.fromkeys(
    ("accounts", "tams", "categories", "priorities", "channels", "regions"), ()
)
EVER: dict[str, runner.Param] = {"since": date(1970, 1, 1), "until": date(2101, 1, 1)}
DIMENSIONS = (
    "waiting_for", "state", "category", "age", "priority", "channel", "account", "tam", "agent", "region", "month",
    "flag",
)  # fmt: skip


def some(*codes: str) -> st.SearchStrategy[tuple[str, ...]]:
    """Mostly no filter, sometimes one or two codes."""
    return st.one_of(st.just(()), st.lists(st.sampled_from(codes), min_size=1, max_size=2, unique=True).map(tuple))


FILTERS = st.fixed_dictionaries(
    {
        "accounts": some("ACC-0001", "ACC-0002", "ACC-0009"),
        "tams": some("T-01", "T-04", "no_tam"),
        "categories": some("problem", "information", "uncategorised"),
        "priorities": some("urgent", "normal", "low"),
        "channels": some("email", "dashboard"),
        "regions": some("UK and Ireland", "no_region"),
    }
)
PERIODS = st.tuples(st.dates(date(2025, 4, 25), date(2026, 11, 5)), st.integers(1, 200)).map(
    lambda drawn: {"since": drawn[0], "until": drawn[0] + timedelta(days=drawn[1])}
)
FEW = settings(CHECKED, max_examples=examples(6))


@pytest.fixture(scope="module")
def sample(sample_snapshot: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_snapshot(sample_snapshot) as connection:
        yield connection


def ask(connection: duckdb.DuckDBPyConnection, name: str, *given: dict[str, runner.Param]) -> pd.DataFrame:
    """The answer to a question; of the parameters given it is handed those it takes, and no limit of rows."""
    merged: dict[str, runner.Param] = {"row_limit": None}
    for params in given:
        merged |= params
    return runner.answer(connection, name, {key: merged[key] for key in runner.read(name).params})


def counts(frame: pd.DataFrame, *columns: str) -> dict[str, int]:
    """One row of counts as plain numbers."""
    return {column: int(frame[column].iloc[0]) for column in columns}


@FEW
@given(filters=FILTERS)
def test_every_band_clock_and_owner_at_risk_opens_the_rows_it_counts(
    sample: duckdb.DuckDBPyConnection, filters: dict
) -> None:
    none: dict[str, runner.Param] = {"bands": (), "clocks": (), "owners": ()}

    def listed(**narrowed: runner.Param) -> int:
        return len(ask(sample, "risk_list", filters, none, {"pick": "all"}, narrowed))

    totals = ask(sample, "risk_totals", filters)
    by_clock = ask(sample, "risk_by_clock", filters)
    assert totals["clock_count"].sum() == by_clock["clock_count"].sum() == listed()
    for row in totals.sample(2, random_state=len(str(filters))).itertuples(index=False):
        assert listed(bands=(row.band,)) == row.clock_count
        assert listed(bands=(row.band,), pick="most_urgent") == row.item_count == row.case_count + row.escalation_count
    for row in by_clock.head(2).itertuples(index=False):
        assert listed(bands=(row.band,), clocks=(row.clock,)) == row.clock_count
    for row in ask(sample, "risk_forecast", filters).head(2).itertuples(index=False):
        owned = {pick: listed(owners=(row.owner_id,), pick=pick) for pick in ("will_breach", "within_hour", "breached")}
        assert owned == {
            "will_breach": row.will_breach_count,
            "within_hour": row.within_hour_count,
            "breached": row.breached_count,
        }


@FEW
@given(filters=FILTERS, dimension=st.sampled_from(DIMENSIONS))
def test_every_tile_bar_and_cell_of_the_open_issues_opens_the_cases_it_counts(
    sample: duckdb.DuckDBPyConnection, filters: dict, dimension: str
) -> None:
    def listed(*codes: str) -> int:
        return len(ask(sample, "open_issues_list", filters, {"codes": codes}))

    totals = ask(sample, "open_issues_totals", filters)
    matrix = ask(sample, "open_issues_matrix", filters)
    flags = ("unreplied", "unassigned", "reopened", "escalated")
    assert counts(totals, "open_count", *(f"{flag}_count" for flag in flags)) == {
        "open_count": listed(),
        **{f"{flag}_count": listed(f"flag:{flag}") for flag in flags},
    }
    assert matrix["open_count"].sum() == totals["open_count"].iloc[0]
    assert totals["waiting_for_us_count"].iloc[0] + totals["waiting_for_customer_count"].iloc[0] == listed()
    for row in matrix[matrix["open_count"] > 0].head(2).itertuples(index=False):
        assert listed(row.code) == row.open_count
    groups = ask(sample, "open_issues_by_group", filters, {"dimension": dimension})
    assert [listed(code) for code in groups["code"].head(3)] == groups["open_count"].head(3).to_list()
    assert dimension == "flag" or groups["open_count"].sum() == listed()


@FEW
@given(filters=FILTERS, period=PERIODS)
def test_the_backlog_of_a_day_is_the_list_of_that_day_and_weeks_are_its_days(
    sample: duckdb.DuckDBPyConnection, filters: dict, period: dict
) -> None:
    days = ask(sample, "backlog_daily", filters, period)
    weeks = ask(sample, "backlog_weekly", filters, period)
    moves = ask(sample, "backlog_moves_list", filters, period, {"moves": ()})
    moved = {f"{move}_count": int((moves["move"] == move).sum()) for move in ("opened", "resolved", "reopened")}

    assert {column: int(days[column].sum()) for column in moved} == moved
    assert weeks["inflow_count"].sum() == moved["opened_count"] + moved["reopened_count"]
    assert weeks["outflow_count"].sum() == moved["resolved_count"]
    assert (
        days["open_count"].diff().fillna(0).to_list()[1:]
        == ((days["opened_count"] + days["reopened_count"] - days["resolved_count"]).to_list()[1:])
    )
    for row in days.iloc[[0, len(days) // 2, -1]].itertuples(index=False) if len(days) else ():
        day = {"day": pd.Timestamp(row.day).date()}
        assert len(ask(sample, "backlog_on_day_list", filters, day, {"states": ()})) == row.open_count
        assert ask(sample, "backlog_on_day", filters, day)["open_count"].sum() == row.open_count


@FEW
@given(filters=FILTERS, period=PERIODS)
def test_shares_out_of_scope_requests_and_odd_events_open_the_rows_they_count(
    sample: duckdb.DuckDBPyConnection, filters: dict, period: dict
) -> None:
    groups = ("opened", "resolved", "reopened", "escalated", "one_touch", "two_touch")
    columns = ["case_count" if group == "opened" else f"{group}_count" for group in groups]
    whole = ask(sample, "issue_shares", filters, period)
    monthly = ask(sample, "issue_shares_monthly", filters, period)
    listed = [len(ask(sample, "issue_cases_list", filters, period, {"group": group})) for group in groups]
    assert list(counts(whole, *columns).values()) == listed == [int(monthly[column].sum()) for column in columns]

    escalations = ask(sample, "escalations_list", filters, period, {"scopes": (), "states": ()})
    by_scope = ask(sample, "out_of_scope_monthly", filters, period).groupby("scope")["escalation_count"].sum()
    assert by_scope[by_scope > 0].to_dict() == Counter(scope for scope in escalations["scope"] if scope != "in_scope")

    odd = ask(sample, "events_without_effect", filters, period)
    assert odd["event_count"].to_list() == [
        len(ask(sample, "events_without_effect_list", filters, period, {"findings": (finding,)}))
        for finding in odd["finding"]
    ]


@FEW
@given(period=PERIODS)
def test_without_rejects_the_bounds_of_a_share_are_the_share(sample: duckdb.DuckDBPyConnection, period: dict) -> None:
    for row in ask(sample, "headline_bounds", ALL, period).itertuples(index=False):
        assert row.rejected_count == 0
        assert (row.lowest == row.attainment == row.highest) or row.judged_count == 0


def moments(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple]:
    """Rows whose instants are seconds since 1970."""
    return connection.execute(sql).fetchall()


@settings(CHECKED, max_examples=examples(8))
@given(worlds(cases=12))
def test_a_clock_has_time_left_unless_it_is_breached(world: World) -> None:
    """Due times worked out here, also those of escalations, say the same as the verdicts of the snapshot."""
    with snapshot_in_memory(world.records, world.as_of, "UTC") as connection:
        rows = ask(connection, "risk_list", ALL, {"bands": (), "clocks": (), "owners": (), "pick": "all"})
        due = rows[rows["left_seconds"].notna()]
        assert (due["left_seconds"] < 0).to_list() == (due["band"] == "breached").to_list()
        assert rows["due_at"].dropna().is_monotonic_increasing
        assert rows.groupby(["item", "item_id"])["is_most_urgent"].sum().eq(1).all()
        open_items = moments(
            connection,
            "select (select count(*) from case_metrics where state <> 'resolved')"
            " + (select count(*) from escalation_metrics where state <> 'resolved')",
        )
        assert rows["is_most_urgent"].sum() == open_items[0][0]


@settings(CHECKED, max_examples=examples(8))
@given(worlds(cases=12), st.sampled_from(["UTC", "Europe/Amsterdam", "Australia/Lord_Howe"]))
def test_the_backlog_is_what_a_count_of_spans_finds(world: World, zone: str) -> None:
    """Every day's end, for cases that end and come back at odd moments: counted one by one in Python."""
    with snapshot_in_memory(world.records, world.as_of, zone) as connection:
        as_of = datetime.fromisoformat(world.as_of)
        today = as_of.astimezone(ZoneInfo(zone)).date()
        since = today - timedelta(days=20)
        days = ask(connection, "backlog_daily", ALL, {"since": since, "until": today + timedelta(days=3)})
        spans = moments(
            connection, "select case_id, state, epoch(from_at), epoch(to_at) from case_spans where state <> 'resolved'"
        )
        now_open = moments(connection, "select count(*) from case_metrics where state <> 'resolved'")[0][0]

        counted = {}
        for offset in range(21):
            day = since + timedelta(days=offset)
            end = last_instant(day, zone)
            counted[day] = (
                now_open if end > as_of.timestamp() else len({c for c, _, begin, stop in spans if begin < end <= stop})
            )
        assert dict(zip(days["day"].dt.date, days["open_count"], strict=True)) == counted


def last_instant(day: date, zone: str) -> float:
    """The instant at which a local date is over: the first whose date there is a later one."""
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=6)
    while moment.astimezone(ZoneInfo(zone)).date() <= day:
        moment += timedelta(minutes=30)
    return moment.timestamp()


@settings(CHECKED, max_examples=examples(8))
@given(worlds(cases=12))
def test_events_that_count_are_those_that_moved_a_case(world: World) -> None:
    """Reopenings and ends that are not odd are as many as the snapshot counted, whatever order events came in."""
    with snapshot_in_memory(world.records, world.as_of, "UTC") as connection:
        odd = ask(connection, "events_without_effect_list", ALL, EVER, {"findings": ()})
        found = Counter(odd["finding"])
        ((reopened, ended, reopenings, resolved),) = moments(
            connection,
            """
            with happened as (
                select kind
                from case_events
                inner join case_metrics on case_events.case_id = case_metrics.case_id
                where occurred_at <= (select as_of from snapshot)
            )
            select
                (select count(*) from happened where kind = 'reopened'),
                (select count(*) from happened where kind = 'closed'),
                (select coalesce(sum(reopen_count), 0) from case_metrics),
                (select count(*) from case_metrics where state = 'resolved'),
            """,
        )
        assert reopened - found["reopened_while_open"] == reopenings
        assert ended - found["closed_while_resolved"] <= reopenings + resolved
