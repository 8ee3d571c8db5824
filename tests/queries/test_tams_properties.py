"""TAM workload: nothing that is open is lost between TAMs, a tile agrees with its list, and a move can be undone."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.derive import MODEL
from queries import runner
from tests.building import MADE_OF_TABLES
from tests.queries.test_managers_properties import ALL, FEW, FILTERS, PERIODS, ask

EVERY: dict[str, runner.Param] = {"codes": ()}
COUNTS = ("open_count", "escalation_count", "case_count", "migration_count", "mediation_count")
TAMS = st.sampled_from(["T-01", "T-02", "T-03", "T-04", "T-05", "T-06", "T-07", "T-08", "no_tam"])
TODAY = "cast(timezone(calendars.time_zone, snapshot.as_of) as date)"


def derive_again(connection: duckdb.DuckDBPyConnection) -> None:
    """What a snapshot knows of how things stand now, from its tables as they are."""
    for name in MADE_OF_TABLES:
        connection.execute((MODEL / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def sample(sample_snapshot: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the sample's snapshot in which one TAM left, and one has neither calendar nor capacity."""
    with duckdb.connect(config={"threads": 2}) as connection:
        connection.execute("set global TimeZone = 'UTC'")
        connection.execute(f"attach '{sample_snapshot}' as published (read_only)")
        tables = connection.execute("select table_name from duckdb_tables() where database_name = 'published'")
        for (table,) in tables.fetchall():
            connection.execute(f"create table {table} as from published.{table}")
        connection.execute(
            "update tam_assignments set assigned_until = date '2026-10-15'"
            " where tam_id = 'T-04' and assigned_until is null"
        )
        connection.execute("update people set calendar_id = null, capacity_points = null where person_id = 'T-05'")
        derive_again(connection)
        yield connection


def loads(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[int, float]]:
    """What each TAM has open, and its points."""
    rows = ask(connection, "tam_load", ALL)
    return dict(zip(rows["tam_id"], zip(rows["open_count"], rows["load_points"], strict=True), strict=True))


def test_loads_of_all_tams_and_of_nobody_are_everything_that_is_open(sample: duckdb.DuckDBPyConnection) -> None:
    """Counted from the records one by one, without who holds what."""
    (counted,) = sample.execute(
        """
        select
            (select count(*) from case_metrics where state <> 'resolved') as cases,
            (select count(*) from escalation_metrics where state <> 'resolved') as escalations,
            (select count(*) from migrations where status in ('warming', 'paused')) as migrations,
            (
                select count(*)
                from mediations
                cross join snapshot
                where opened_at <= as_of and (closed_at is null or closed_at > as_of)
            ) as mediations,
        """
    ).fetchall()
    rows = ask(sample, "tam_load", ALL)

    assert tuple(rows[["case_count", "escalation_count", "migration_count", "mediation_count"]].sum()) == counted
    assert rows["open_count"].sum() == sum(counted)
    assert rows.set_index("tam_id").loc["no_tam", "case_count"] > 0
    assert rows.set_index("tam_id").loc["T-04", "is_former"]


def test_every_kind_of_open_item_has_whole_points(sample: duckdb.DuckDBPyConnection) -> None:
    """Of the file that comes with the project: nothing is without points, or named twice, or unknown."""
    points = ask(sample, "load_points_table", {})
    items = ask(sample, "tam_items", ALL, EVERY)

    assert (points["points"] >= 1).all()
    assert (points["points"] % 1 == 0).all()
    assert len(points) == sample.execute("select count(*) from load_points").fetchone()[0] == 10
    assert set(items["load_item"]) <= set(points["load_item"])


@FEW
@given(filters=FILTERS)
def test_every_count_and_load_opens_the_items_it_stands_for(sample: duckdb.DuckDBPyConnection, filters: dict) -> None:
    rows = ask(sample, "tam_load", filters)
    parts = ask(sample, "tam_load_breakdown", filters)
    items = ask(sample, "tam_items", filters, EVERY)

    assert rows["open_count"].sum() == parts["item_count"].sum() == len(items)
    assert rows["load_points"].sum() == parts["points"].sum() == items["points"].sum()
    assert (parts["item_count"] * parts["points_each"] == parts["points"]).all()
    assert rows.set_index("tam_id")["load_points"][lambda points: points > 0].to_dict() == (
        parts.groupby("tam_id")["points"].sum()[lambda points: points > 0].to_dict()
    )
    for row in rows.head(2).itertuples(index=False):
        for code, count in {
            "item:case": row.case_count,
            "item:mediation": row.mediation_count,
            "flag:unacknowledged": row.unacknowledged_count,
            "flag:elsewhere": row.elsewhere_count,
            "flag:paused": row.paused_count,
        }.items():
            codes = {"codes": (f"tam:{row.tam_id}", code)}
            assert len(ask(sample, "tam_items", filters, codes)) == count, code


@FEW
@given(tam=TAMS, period=PERIODS)
def test_the_parts_of_a_book_add_up_to_its_totals(sample: duckdb.DuckDBPyConnection, tam: str, period: dict) -> None:
    book: dict[str, runner.Param] = {"tam": tam}
    total = ask(sample, "tam_totals", book).iloc[0]
    accounts = ask(sample, "tam_accounts", book, period)
    categories = ask(sample, "tam_escalation_categories", book)
    due = ask(sample, "tam_due", book, EVERY)

    assert len(due) == total["open_count"]
    for code, counted in (("item:case", "case_count"), ("flag:elsewhere", "elsewhere_count")):
        assert len(ask(sample, "tam_due", book, {"codes": (code,)})) == total[counted]
    assert not due.duplicated(["item", "item_id"]).any()
    assert due["due_at"].dropna().is_monotonic_increasing
    assert due["points"].sum() == accounts["points"].sum() == total["load_points"]
    assert accounts["open_case_count"].sum() == total["case_count"]
    assert accounts["is_assigned"].sum() == total["account_count"]
    assert (
        len(ask(sample, "tam_escalations", book, ALL))
        == categories["escalation_count"].sum()
        == total["escalation_count"]
    )

    changes: dict[str, runner.Param] = {"changed_since": period["since"], "changes": ()}
    counts = ask(sample, "tam_change_counts", book, changes)
    listed = Counter(ask(sample, "tam_changes", book, changes)["change"])
    assert dict(zip(counts["change"], counts["change_count"], strict=True)) == {
        change: listed[change] for change in counts["change"]
    }


def test_changes_are_those_of_seven_days_unless_a_day_is_chosen(sample: duckdb.DuckDBPyConnection) -> None:
    (as_of_day,) = sample.execute("select cast(timezone(reporting_time_zone, as_of) as date) from snapshot").fetchone()
    chosen: dict[str, runner.Param] = {"tam": "T-08", "changes": (), "changed_since": as_of_day - timedelta(days=7)}
    usual = ask(sample, "tam_changes", chosen, {"changed_since": None})

    assert len(usual) > 0
    pd.testing.assert_frame_equal(ask(sample, "tam_changes", chosen), usual)


@FEW
@given(filters=FILTERS, period=PERIODS, step=st.sampled_from(["day", "week"]))
def test_items_over_time_end_where_the_loads_are(
    sample: duckdb.DuckDBPyConnection, filters: dict, period: dict, step: str
) -> None:
    since = min(period["since"], date(2026, 10, 31))  # the last day of the sample: later ones have no books
    steps = {"since": since, "until": date(2027, 1, 1), "step": step}
    over_time = ask(sample, "tam_items_over_time", filters, steps)
    now = ask(sample, "tam_load", filters)
    last = over_time[over_time["day"] == over_time["day"].max()]

    columns = ["tam_id", *COUNTS]
    assert (
        last.loc[last["open_count"] > 0, columns].sort_values("tam_id").to_numpy().tolist()
        == now.loc[now["open_count"] > 0, columns].sort_values("tam_id").to_numpy().tolist()
    )


@FEW
@given(filters=FILTERS, period=PERIODS)
def test_the_items_of_a_day_are_those_counted_over_time(
    sample: duckdb.DuckDBPyConnection, filters: dict, period: dict
) -> None:
    over_time = ask(sample, "tam_items_over_time", filters, period, {"step": "week"})
    for day, counts in over_time.groupby("day"):
        listed = Counter(ask(sample, "tam_items_on_day", filters, {"day": day.date()})["tam_id"])
        assert dict(zip(counts["tam_id"], counts["open_count"], strict=True)) == {
            tam: listed[tam] for tam in counts["tam_id"]
        }
        assert listed.total() == counts["open_count"].sum()


@FEW
@given(filters=FILTERS, period=PERIODS)
def test_acknowledgements_and_accounts_open_the_escalations_they_count(
    sample: duckdb.DuckDBPyConnection, filters: dict, period: dict
) -> None:
    listed = ask(sample, "escalations_list", filters, period, {"scopes": (), "states": ()})
    by_tam = ask(sample, "tam_acknowledgement", filters, period)
    by_account = ask(sample, "escalations_by_account", filters, period)

    assert by_tam["escalation_count"].sum() == by_account["escalation_count"].sum() == len(listed)
    verdicts = ["met_count", "breached_count", "pending_count", "no_target_count"]
    assert by_tam[verdicts].sum(axis=1).tolist() == by_tam["escalation_count"].tolist()


@FEW
@given(period=PERIODS, step=st.sampled_from(["day", "week", "month"]))
def test_days_without_a_tam_are_the_days_of_the_gaps(
    sample: duckdb.DuckDBPyConnection, period: dict, step: str
) -> None:
    gaps = ask(sample, "coverage_gaps", ALL, period)
    over_time = ask(sample, "coverage_over_time", ALL, period, {"step": step})
    history = ask(sample, "tam_history", ALL, period)

    assert over_time["gap_days"].sum() == gaps["day_count"].sum() == history.loc[history["is_gap"], "day_count"].sum()
    for day in over_time.tail(1)["period_start"].dt.date if step == "day" else ():
        held = ask(sample, "held_on_day", ALL, {"day": day})
        nobody = held[(held["item"] == "account") & (held["tam_id"] == "no_tam")]
        assert len(nobody) == over_time["gap_days"].iloc[-1]


@FEW
@given(account=st.sampled_from([f"ACC-00{number:02}" for number in range(1, 40)]), to_tam=TAMS)
def test_an_account_moved_weighs_as_said_and_moved_back_changes_nothing(
    sample: duckdb.DuckDBPyConnection, account: str, to_tam: str
) -> None:
    """The move is asked for, then made in the records, then asked for the other way round, then undone."""
    before = loads(sample)
    said = ask(sample, "tam_move", {"account": account, "to_tam": to_tam})
    (from_tam, _) = said["tam_id"]
    sample.execute("create or replace table kept_assignments as from tam_assignments")
    try:
        sample.execute(
            f"""
            update tam_assignments
            set assigned_until = {TODAY}
            from accounts, calendars, snapshot
            where tam_assignments.account_id = accounts.account_id
                and accounts.calendar_id = calendars.calendar_id
                and accounts.account_id = $account
                and coalesce(tam_assignments.assigned_until, date '9999-12-31') > {TODAY}
            """,
            {"account": account},
        )
        if to_tam != "no_tam":
            sample.execute(
                f"""
                insert into tam_assignments by name
                select accounts.account_id, $to_tam as tam_id, {TODAY} as assigned_from
                from accounts
                inner join calendars using (calendar_id)
                cross join snapshot
                where account_id = $account
                """,
                {"account": account, "to_tam": to_tam},
            )
        derive_again(sample)
        moved = loads(sample)
        said_back = ask(sample, "tam_move", {"account": account, "to_tam": from_tam})
    finally:
        sample.execute("create or replace table tam_assignments as from kept_assignments")
        derive_again(sample)

    after = dict(zip(said["tam_id"], said["load_after"], strict=True))
    assert {tam: points for tam, (_, points) in moved.items()} == {
        tam: points for tam, (_, points) in before.items()
    } | after
    assert dict(zip(said_back["tam_id"], said_back["load_after"], strict=True)) == {
        tam: before[tam][1] for tam in after
    }
    assert loads(sample) == before
