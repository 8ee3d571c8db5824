"""Merging the records of the last day onto all that came before, against loading everything."""

import shutil
from datetime import date
from pathlib import Path

import duckdb

from data import snapshots
from data.contract import RECORD_TYPES, Kind, RecordType
from data.load import load
from data.sample import write_sample
from tests.bench.measuring import Ratio, seconds

ZONE = "Europe/Amsterdam"
FRIDAY = date(2026, 10, 30)


def merges(folder: Path, sizes: list[int], rounds: int) -> list[Ratio]:
    """Per size: the best merge against the best full load. AssertionError if they do not give the same tables."""
    return [_merge(folder / f"merge-{size}", size, rounds) for size in sizes]


def _merge(folder: Path, size: int, rounds: int) -> Ratio:
    whole, earlier, day = (folder / name for name in ("whole", "earlier", "day"))
    if not day.exists():
        write_sample(whole, cases=size, through=FRIDAY)
        _cut(whole, earlier, day)
    for name in ("warehouse-whole", "warehouse"):
        shutil.rmtree(folder / name, ignore_errors=True)
    load(earlier, folder / "warehouse", reporting_time_zone=ZONE)
    fulls, days = [], []
    for number in range(rounds):
        if number:
            snapshots.current(folder / "warehouse").unlink()
            snapshots.rollback(folder / "warehouse")
        fulls.append(seconds(lambda: load(whole, folder / "warehouse-whole", reporting_time_zone=ZONE)))
        days.append(seconds(lambda: load(day, folder / "warehouse", merge=True)))
    merged, loaded = (_digests(folder / name) for name in ("warehouse", "warehouse-whole"))
    assert merged == loaded, [name for name in loaded if merged.get(name) != loaded[name]]
    return Ratio(f"merge a day into {size:,} cases", "load everything", min(days), min(fulls), goal=0.1)


def _cut(whole: Path, earlier: Path, day: Path) -> None:
    """Write the records as they stood when the last day began, and what that day brought; small files are in both."""
    for folder in (earlier, day):
        folder.mkdir(parents=True)
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        connection.execute("set preserve_insertion_order = false")
        for record_type in RECORD_TYPES.values():
            then, since = _halves(record_type, _source(record_type, whole))
            for rows, folder in ((then, earlier), (since, day)):
                connection.execute(f"copy ({rows}) to '{folder}/{record_type.name}.parquet'")


def _source(record_type: RecordType, folder: Path) -> str:
    """The records as SQL to read from."""
    if (folder / record_type.name).is_dir():
        return f"read_parquet('{folder}/{record_type.name}/*.parquet')"
    types = {column.name: column.kind.sql_type for column in record_type.columns}
    return f"read_csv('{folder}/{record_type.name}.csv', header = true, columns = {types})"


def _halves(record_type: RecordType, source: str) -> tuple[str, str]:
    """Queries for the rows as they were before the last day, and for those that came or changed on it."""
    times = [column.name for column in record_type.columns if column.kind is Kind.TIMESTAMP]
    if not times:
        return f"from {source}", f"from {source}"
    cut = f"timestamptz '{FRIDAY} 00:00:00Z'"
    began, *others = times
    blank = ", ".join(f"if({name} < {cut}, {name}, null) as {name}" for name in others)
    columns = f"* replace ({blank})" if blank else "*"
    since = " or ".join(f"{name} >= {cut}" for name in times)
    return f"select {columns} from {source} where {began} < {cut}", f"from {source} where {since}"


def _digests(warehouse: Path) -> dict[str, object]:
    """Per table that is not about the load itself: its rows, whatever their order."""
    connection = snapshots.open_snapshot(snapshots.current(warehouse))
    with connection:
        names = [name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()]
        return {
            name: connection.execute(f"select count(*), sum(hash(given)) from {name} as given").fetchall()
            for name in names
            if name not in ("rejects", "loads", "snapshot")
        }
