"""Sample records: eighteen months of an invented support organisation, written as records anybody can load.

The same arguments give the same rows, on any machine: chance comes from md5 of the seed, never from a clock or a
generator whose values may change. The story is in `story.py`, `organisation.py`, `conversations.py` and
`told_cases.py`; docs/sample.md tells it in words.
"""

import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

import duckdb

from data.contract import RECORD_TYPES, Kind, RecordType
from data.errors import RecordsError, UsageError
from data.sample import story, tables
from data.sample.organisation import copies, organisation
from data.sample.story import Dates

MODEL_DIR: Final = Path(__file__).parent / "model"
CSV_UP_TO: Final = 200_000  # cases; above, files that a person would open in a spreadsheet are no use
PART_SIZE: Final = 250_000  # cases drawn at a time, so that memory stays bounded
MARKER: Final = ".sample"
DRAWN: Final = ("cases", "case_events", "escalations", "exemptions")
AS_TOLD: Final = ("business_hours", "sla_targets")  # stay in the order in which a person would write them

Say = Callable[[str], None]


def write_sample(
    directory: Path,
    *,
    cases: int = 6000,
    seed: int = 1,
    through: date = date(2026, 10, 31),
    progress: Say | None = None,
) -> None:
    """Write a records folder with that many cases to `directory`; nothing is put there before all is written.

    Up to 200,000 cases every file is CSV; above, cases, events, escalations and exemptions are folders of Parquet
    files. The last thing happens on the evening of `through`. A directory that holds anything else than an earlier
    sample is left alone: UsageError. RecordsError if the files cannot be written.
    """
    directory = directory.resolve()
    _check(directory, cases, through)
    say = progress or (lambda _: None)
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".sample-", dir=directory.parent) as work:
            records, spill = Path(work) / "records", Path(work) / "spill"
            records.mkdir()
            with duckdb.connect(config={"temp_directory": str(spill)}) as connection:
                connection.execute("set TimeZone = 'UTC'")
                # Its guess of the rows is too low here, and a nested loop over openings takes minutes.
                connection.execute("set asof_loop_join_threshold = 0")
                _write(connection, records, cases, seed, through, say)
            _put(records, directory)
    except (OSError, duckdb.IOException) as error:
        raise RecordsError(f"the sample records cannot be written to {directory}: {error}") from error


def _check(directory: Path, cases: int, through: date) -> None:
    if cases < 1:
        raise UsageError(f"--cases must be at least 1, not {cases}")
    if not 1975 <= through.year <= 2095:
        raise UsageError(f"--through must lie between 1975 and 2095, not {through}")
    if directory.exists() and not directory.is_dir():
        raise UsageError(f"{directory} is a file; name a folder for the sample records")
    if directory.exists() and any(directory.iterdir()) and not (directory / MARKER).exists():
        raise UsageError(f"{directory} holds other files; name a new or empty folder for the sample records")


def _put(records: Path, directory: Path) -> None:
    """Move the files into `directory` itself, which may be a mount or somebody's current folder."""
    directory.mkdir(exist_ok=True)
    for old in directory.iterdir():
        if old.is_dir():
            shutil.rmtree(old)
        elif old.name != MARKER:  # stays, so that a run that is cut off here can be repeated
            old.unlink()
    for new in sorted(records.iterdir()):
        shutil.move(new, directory / new.name)


def _write(
    connection: duckdb.DuckDBPyConnection, records: Path, cases: int, seed: int, through: date, say: Say
) -> None:
    dates, everybody = Dates(through), organisation(cases)
    told_cases, told_events = tables.told_rows(everybody, dates, cases)
    drawn = cases - len(told_cases)
    _create_record_tables(connection)
    _set_variables(connection, dates, seed, drawn, copies(cases))
    _run(connection, "01_tables")
    tables.fill(connection, everybody, dates)
    for name in ("02_dice", "03_slots", "04_openings", "05_mediations", "06_migrations", "07_traffic"):
        _run(connection, name)
    for record_type in RECORD_TYPES.values():
        if record_type.name not in DRAWN:
            _copy_csv(connection, record_type, records)
    tables.insert(connection, "cases", told_cases)
    tables.insert(connection, "case_events", told_events)
    connection.execute("insert into escalations by name from told_escalations")
    as_csv = cases <= CSV_UP_TO
    size = max(drawn, 1) if as_csv else PART_SIZE
    for part, before in enumerate(range(0, max(drawn, 1), size)):
        last = min(drawn, before + size)
        _draw(connection, before + 1, last)
        _copy_part(connection, records, None if as_csv else part)
        say(f"{len(told_cases) + last:,} of {cases:,} cases written")
    (records / MARKER).write_text(
        "Sample records of the premium support dashboard: every name and figure is invented.\n"
        f"python -m data sample ... --cases {cases} --seed {seed} --through {through}\n",
        encoding="utf-8",
    )


def _create_record_tables(connection: duckdb.DuckDBPyConnection) -> None:
    for record_type in RECORD_TYPES.values():
        columns = ", ".join(f"{column.name} {column.kind.sql_type}" for column in record_type.columns)
        connection.execute(f"create table {record_type.name} ({columns})")


def _set_variables(connection: duckdb.DuckDBPyConnection, dates: Dates, seed: int, drawn: int, times: int) -> None:
    values = {
        "seed": str(seed),
        "starts_on": dates.starts_on,
        "through": dates.through,
        "cutoff": dates.cutoff,
        "drawn_cases": drawn,
        "copies": times,
        "bad_month_pace": story.BAD_MONTH_PACE,
        "incident_share_percent": story.INCIDENT_SHARE_PERCENT,
        "uncategorised_percent": story.UNCATEGORISED_PERCENT,
        "unassigned_percent": story.UNASSIGNED_PERCENT,
    }
    for name, value in values.items():
        _set(connection, name, value)


def _set(connection: duckdb.DuckDBPyConnection, name: str, value: object) -> None:
    # A small whole number would become an integer of 32 bits, which the products of the model overflow.
    mark = "cast(? as bigint)" if isinstance(value, int) else "?"
    connection.execute(f"set variable {name} = {mark}", [value])


def _run(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    connection.execute((MODEL_DIR / f"{name}.sql").read_text(encoding="utf-8"))


def _draw(connection: duckdb.DuckDBPyConnection, first: int, last: int) -> None:
    _set(connection, "first_draw", first)
    _set(connection, "last_draw", last)
    for name in ("11_drawn_cases", "12_drawn_events", "13_drawn_escalations", "14_drawn_exemptions"):
        _run(connection, name)


def _ordered(record_type: RecordType) -> str:
    """Rows in the order they happened, else by key: the same order on every machine."""
    if record_type.name in AS_TOLD:
        return "rowid"
    moments = [name for name in ("opened_at", "occurred_at", "raised_at") if name in record_type.column_names]
    return ", ".join(f"{record_type.name}.{name} nulls first" for name in (*moments[:1], *record_type.key))


def _copy_part(connection: duckdb.DuckDBPyConnection, records: Path, part: int | None) -> None:
    """Write what was drawn, as CSV if `part` is None, and empty its tables for the next part."""
    for name in DRAWN:
        if part is None:
            _copy_csv(connection, RECORD_TYPES[name], records)
        else:
            _copy_parquet(connection, RECORD_TYPES[name], records, part)
        connection.execute(f"truncate {name}")


def _copy_csv(connection: duckdb.DuckDBPyConnection, record_type: RecordType, records: Path) -> None:
    values = {
        Kind.TIMESTAMP: "strftime({0} at time zone 'UTC', '%Y-%m-%dT%H:%M:%SZ')",
        Kind.TIME: "left(cast({0} as varchar), 5)",
        Kind.NUMBER: "cast({0} as bigint)",
    }
    columns = ", ".join(
        values.get(column.kind, "{0}").format(column.name) + f" as {column.name}" for column in record_type.columns
    )
    _copy(connection, f"select {columns}", record_type, records / f"{record_type.name}.csv", "format csv, header")


def _copy_parquet(connection: duckdb.DuckDBPyConnection, record_type: RecordType, records: Path, part: int) -> None:
    folder = records / record_type.name
    folder.mkdir(exist_ok=True)
    _copy(connection, "select *", record_type, folder / f"{part:05d}.parquet", "format parquet, compression zstd")


def _copy(
    connection: duckdb.DuckDBPyConnection, select: str, record_type: RecordType, file: Path, options: str
) -> None:
    path = str(file).replace("'", "''")
    rows = f"{select} from {record_type.name} order by {_ordered(record_type)}"
    connection.execute(f"copy ({rows}) to '{path}' ({options})")
