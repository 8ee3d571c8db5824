"""Loading and deriving against what DuckDB needs for the plainest thing of the kind, and how cost grows with size."""

from datetime import UTC, datetime
from pathlib import Path

import duckdb

from data.derive import derive
from data.load import Request, load, read_and_check
from data.sample import write_sample
from tests.bench.measuring import Ratio, in_turns, seconds


def records(folder: Path, cases: int) -> Path:
    """Sample records of that size as CSV files; made once per folder and size."""
    target = folder / f"records-{cases}"
    if target.exists():
        return target
    made = folder / "sample"
    write_sample(made, cases=cases)
    target.mkdir()
    with duckdb.connect() as connection:
        for source in sorted(made.iterdir()):
            if source.is_dir():
                connection.execute(
                    f"copy (from read_parquet('{source}/*.parquet')) to '{target}/{source.name}.csv'"
                    " (header, timestampformat '%Y-%m-%dT%H:%M:%SZ')"
                )
            elif not source.name.startswith("."):
                source.rename(target / source.name)
    return target


def warehouse(folder: Path, cases: int) -> Path:
    """A warehouse of the sample records of that size; made once per folder and size."""
    made = folder / f"warehouse-{cases}"
    if not (made / "CURRENT").exists():
        load(records(folder, cases), made, reporting_time_zone="Europe/Amsterdam")
    return made


def load_and_derive(folder: Path, rounds: int) -> list[Ratio]:
    """Reading, checking and admitting against plain reading; deriving against sorting the events into a table."""
    work = folder.parent / "work.duckdb"

    def plain() -> None:
        with _fresh(work) as connection:
            for name in ("cases", "case_events"):
                connection.execute(f"create table {name} as select * from read_csv('{folder}/{name}.csv')")
            connection.execute("checkpoint")

    def ours() -> None:
        with _fresh(work) as connection:
            read_and_check(connection, Request(folder), datetime.now(UTC), None, lambda _: None)
            connection.execute("checkpoint")

    loading, floor = in_turns(ours, plain, rounds)
    ours()
    with duckdb.connect(str(work)) as connection:
        connection.execute("set global TimeZone = 'UTC'")
        ((cases, events),) = connection.execute(
            "select (select count(*) from cases), (select count(*) from case_events)"
        ).fetchall()
        deriving, sorting = in_turns(
            lambda: derive(connection),
            lambda: connection.execute(
                "create or replace table sorted_events as select * from case_events order by case_id, occurred_at"
            ),
            rounds,
        )
    size = f"{cases:,} cases, {events:,} events"
    return [
        Ratio(f"read, check, admit {size}", "create table as read_csv", loading, floor, goal=3, limit=4),
        Ratio(f"derive {size}", "sort events into a table", deriving, sorting, goal=5, limit=8),
    ]


def growth(folder: Path, sizes: list[int]) -> list[Ratio]:
    """Deriving, per case, at each size against the smallest."""
    costs: list[tuple[int, float]] = []
    for size in sizes:
        work = folder / "growth.duckdb"
        source = records(folder, size)
        with _fresh(work) as connection:
            read_and_check(connection, Request(source), datetime.now(UTC), None, lambda _: None)
            costs.append((size, seconds(lambda connection=connection: derive(connection)) / size))  # type: ignore[misc]
    (smallest, floor), *others = costs
    return [
        Ratio(f"derive, per case, at {size:,} cases", f"at {smallest:,}", cost * 1e6, floor * 1e6, limit=1.5)
        for size, cost in others
    ]


def _fresh(path: Path) -> duckdb.DuckDBPyConnection:
    path.unlink(missing_ok=True)
    path.with_name(path.name + ".wal").unlink(missing_ok=True)
    connection = duckdb.connect(str(path))
    connection.execute("set global TimeZone = 'UTC'")
    return connection
