"""A load: records in, a published snapshot and a report out."""

import errno
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from data import merging, notes, settings, snapshots, sources
from data.admission import Admission, FileCount
from data.contract import CONTRACT_VERSION, FIRST_YEAR, LAST_YEAR, RECORD_TYPES, REQUIRED, Kind
from data.derive import derive
from data.errors import RecordsError, UsageError
from data.finding import find_files
from data.lake.address import LakeSnapshot
from data.renewal import renew
from data.staging import Staged, Stager, first_line, literal, quoted
from data.tables import create_record_tables
from data.zones import known_zones

Progress = Callable[[str], None]
DEFAULT_MAX_REJECTS = 0.01
REPORTS = ("last-load.csv", "last-rejects.csv")
_OTHER_RECORD = r"^record \d+ of .+ has|\(record \d+ of .+\)$"


@dataclass(frozen=True, slots=True)
class RejectedKind:
    """Rejects with one reason: how many, and the first of them."""

    record_type: str
    column: str | None
    reason: str
    count: int
    file: str
    record_number: int
    value: str | None


@dataclass(slots=True)
class LoadReport:
    """What a load read and what became of it. `origin` names the folder; without `snapshot` nothing was published."""

    origin: str
    counts: list[FileCount] = field(default_factory=list)
    rejected_kinds: list[RejectedKind] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    as_of: datetime | None = None
    snapshot: Path | LakeSnapshot | None = None

    @property
    def rejected(self) -> int:
        """How many records were rejected."""
        return sum(count.rejected for count in self.counts)


class NotGoodEnoughError(RecordsError):
    """The records were read, but too much is wrong with them; `report` says what."""

    def __init__(self, message: str, report: LoadReport) -> None:
        """Keep the report beside the sentence."""
        super().__init__(message)
        self.report = report


@dataclass(frozen=True, slots=True)
class Request:
    """What to read and how.

    `as_of` None: the latest timestamp in the records. `time_zone` is for timestamps without an offset.
    `max_rejects` is the share, 0 to 1, of a file's records that may be rejected.
    """

    records: Path
    source: str | None = None
    as_of: datetime | None = None
    time_zone: str | None = None
    reporting_time_zone: str | None = None
    merge: bool = False
    max_rejects: float = DEFAULT_MAX_REJECTS

    def __post_init__(self) -> None:
        """UsageError for a zone that does not exist, or an `as_of` outside the years of records."""
        for zone in (self.time_zone, self.reporting_time_zone):
            if zone is not None and zone not in known_zones():
                raise UsageError(f"{zone} is no IANA time zone; one is Europe/Paris.")
        if self.as_of is not None and not FIRST_YEAR <= self.as_of.astimezone(UTC).year <= LAST_YEAR:
            raise UsageError(f"As of {self.as_of.isoformat()} is outside the years {FIRST_YEAR} to {LAST_YEAR}.")


def load(
    records: Path,
    warehouse: Path,
    *,
    source: str | None = None,
    as_of: datetime | None = None,
    time_zone: str | None = None,
    reporting_time_zone: str | None = None,
    merge: bool = False,
    max_rejects: float = DEFAULT_MAX_REJECTS,
    progress: Progress | None = None,
) -> LoadReport:
    """Read, check, admit, derive and publish; the snapshot that was current stays so on any failure.

    Raises RecordsError (NotGoodEnoughError with the report, where the records could be read) or UsageError.
    """
    request = Request(records, source, as_of, time_zone, reporting_time_zone, merge, max_rejects)
    tell = progress or (lambda _: None)
    with _told_of_the_disk(f"The warehouse {warehouse}"), snapshots.locked(warehouse):
        base = _base(warehouse) if merge else None
        with snapshots.building(warehouse) as path:
            if base is not None:
                shutil.copyfile(base, path)
            with closing(duckdb.connect(str(path))) as connection, _spilling(warehouse, path.parent) as spill:
                settings.limit(connection, spill)
                loaded_at = datetime.now(UTC)
                report = read_and_check(connection, request, loaded_at, base, tell)
                _write_report(connection, warehouse)
                _refuse_if_not_good_enough(report, max_rejects)
                if base is None:
                    derive(connection, tell)
                else:
                    renew(connection, tell)
                report.notes += notes.about_metrics(connection)
                tell("Publishing")
                connection.execute("checkpoint")
            report.snapshot = snapshots.publish(path, warehouse, loaded_at)
    return report


@contextmanager
def _spilling(warehouse: Path, building: Path) -> Iterator[Path]:
    """The folder for what does not fit into memory; what a killed load left in it is cleaned away first."""
    folder = settings.folder_for_load(warehouse, building)
    shutil.rmtree(folder, ignore_errors=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _told_of_the_disk(place: str) -> Iterator[None]:
    """Turn what goes wrong with memory and disk into one sentence about `place`."""
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise RecordsError("There is not enough memory or disk space for this load; nothing was published.") from error
    except (duckdb.IOException, duckdb.FatalException, duckdb.TransactionException, OSError) as error:
        full = "No space left" in str(error) or getattr(error, "errno", None) == errno.ENOSPC
        reason = "the disk is full" if full else getattr(error, "strerror", None) or first_line(error)
        raise RecordsError(f"{place} cannot be written: {reason}.") from error


def _base(warehouse: Path) -> Path | None:
    """The snapshot to merge onto; None where none was ever published. RecordsError if it will not do."""
    if not (warehouse / "CURRENT").exists():
        return None
    base = snapshots.current(warehouse)
    with closing(snapshots.open_snapshot(base)) as connection:
        ((version,),) = connection.execute("select contract_version from snapshot").fetchall()
    if version != CONTRACT_VERSION:
        raise RecordsError(
            f"The current snapshot was made under version {version} of the record contract, this is {CONTRACT_VERSION};"
            " load everything again without --merge."
        )
    return base


def check(
    records: Path,
    *,
    source: str | None = None,
    as_of: datetime | None = None,
    time_zone: str | None = None,
    max_rejects: float = DEFAULT_MAX_REJECTS,
    progress: Progress | None = None,
) -> LoadReport:
    """Read and check as `load` does, and publish nothing. Raises RecordsError where the records cannot be read."""
    request = Request(records, source, as_of, time_zone, None, False, max_rejects)
    with (
        _told_of_the_disk("The temporary folder"),
        tempfile.TemporaryDirectory(prefix="records-") as spill,
        duckdb.connect() as connection,
    ):
        settings.limit(connection, Path(spill))
        return read_and_check(connection, request, datetime.now(UTC), None, progress or (lambda _: None))


def read_and_check(
    connection: duckdb.DuckDBPyConnection, request: Request, loaded_at: datetime, base: Path | None, tell: Progress
) -> LoadReport:
    """Fill the record tables from the request. The connection is empty, or holds a copy of `base`, to merge onto."""
    connection.execute("set global TimeZone = 'UTC'")
    if base is None:
        create_record_tables(connection)
    else:
        merging.begin(connection)
    report = LoadReport(request.records.resolve().name)
    stager = Stager(connection, request.time_zone)
    read = _read_source if request.source is not None else _read_files
    for staged in read(stager, request, base, report, tell):
        name = staged.record_type.name
        if base is not None:
            merging.stage_concerned(connection, staged, base.name)
        if name in REQUIRED and not any(file.read for file in staged.files):
            raise RecordsError(f"{staged.files[0].label} has no rows; it is required.")
        tell(f"Checking {name}")
        report.counts += Admission(connection, staged).settle()
        connection.execute(f"drop table {staged.table}")
        report.notes += notes.about_files(staged.files)
    connection.executemany(
        "insert into loads values (?, ?, ?, ?, ?, ?, ?)",
        [(c.record_type, c.file, c.read, c.admitted, c.duplicates, c.rejected, c.encoding) for c in report.counts],
    )
    _set_snapshot_row(connection, request, loaded_at, base)
    report.as_of = _as_of(connection)
    report.notes += notes.about_records(connection)
    report.rejected_kinds = _rejected_kinds(connection)
    return report


def _read_files(
    stager: Stager, request: Request, base: Path | None, report: LoadReport, tell: Progress
) -> Iterator[Staged]:
    files, others = find_files(request.records)
    if others:
        named = ", ".join(others[:10]) + (f" and {len(others) - 10:,} more" if len(others) > 10 else "")
        report.notes.append(f"Not read, because not called <record type>.csv, .parquet, .jsonl or .ndjson: {named}")
    for name, record_type in RECORD_TYPES.items():
        if record_type.required and base is None and not any(file.record_type == name for file in files):
            raise RecordsError(f"{request.records} holds no {name}.csv (or .parquet, .jsonl); it is required.")
    for name, record_type in RECORD_TYPES.items():
        staged = stager.begin(record_type)
        for file in files:
            if file.record_type == name:
                tell(f"Reading {file.label}")
                stager.read_file(staged, file)
        yield staged


def _read_source(
    stager: Stager, request: Request, base: Path | None, report: LoadReport, tell: Progress
) -> Iterator[Staged]:
    source = sources.find(request.source or "")
    report.origin += f" as {source.name}"
    if not request.records.is_dir():
        raise RecordsError(f"There is no folder {request.records}.")
    made = sources.record_types(source)
    for name, record_type in RECORD_TYPES.items():
        if record_type.required and base is None and name not in made:
            raise RecordsError(f"The source {source.name} has no {name}.sql; it is required.")
    for name, record_type in RECORD_TYPES.items():
        staged = stager.begin(record_type)
        if name in made:
            tell(f"Reading {source.name}/{name}.sql")
            sources.stage(stager.connection, source, request.records, name, "from_source")
            stager.read_table(staged, f"{source.name}/{name}.sql", "from_source")
            stager.connection.execute("drop table from_source")
        yield staged


def _set_snapshot_row(
    connection: duckdb.DuckDBPyConnection, request: Request, loaded_at: datetime, base: Path | None
) -> None:
    zone = request.reporting_time_zone
    if zone is None and base is not None:
        ((zone,),) = connection.execute("select reporting_time_zone from snapshot_before").fetchall()
    latest = " union all ".join(
        f"select max({quoted(column.name)}) as latest from {record_type.name}"
        for record_type in RECORD_TYPES.values()
        for column in record_type.columns
        if column.kind is Kind.TIMESTAMP
    )
    connection.execute(
        "insert into snapshot"
        f" select coalesce($as_of, (select max(latest) from ({latest}))), $loaded_at, $zone, $version",
        {
            "as_of": request.as_of.replace(microsecond=0) if request.as_of else None,
            "loaded_at": loaded_at,
            "zone": zone or "UTC",
            "version": CONTRACT_VERSION,
        },
    )


def _as_of(connection: duckdb.DuckDBPyConnection) -> datetime | None:
    """None where the records hold not one timestamp."""
    ((seconds,),) = connection.execute("select epoch(as_of) from snapshot").fetchall()
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def _rejected_kinds(connection: duckdb.DuckDBPyConnection) -> list[RejectedKind]:
    rows = connection.execute(
        "select record_type, column_name, any_value(reason order by rowid), count(*), any_value(file order by rowid),"
        " any_value(record_number order by rowid), first(value order by rowid)"
        # Reasons that name another record are one kind.
        f" from rejects group by record_type, column_name, regexp_replace(reason, {literal(_OTHER_RECORD)}, '')"
        " order by count(*) desc, record_type, any_value(reason order by rowid)"
    ).fetchall()
    return [RejectedKind(*row) for row in rows]


def _write_report(connection: duckdb.DuckDBPyConnection, warehouse: Path) -> None:
    """Leave what became of every file, and every reject, beside the snapshots, published or not."""
    for table, name in zip(("loads", "rejects"), REPORTS, strict=True):
        connection.execute(f"copy {table} to {literal(str(warehouse / name))} (header)")


def _refuse_if_not_good_enough(report: LoadReport, max_rejects: float) -> None:
    """NotGoodEnoughError for too many rejects, or no case at all."""
    for count in report.counts:
        if count.rejected > max_rejects * count.read:
            raise NotGoodEnoughError(
                f"{count.rejected:,} of {count.read:,} records of {count.file} were rejected, more than the"
                f" {max_rejects:.4%}".rstrip("%")
                .rstrip("0")
                .rstrip(".")
                + "% allowed (--max-rejects); nothing was published.",
                report,
            )
    if not any(count.admitted for count in report.counts if count.record_type == "cases"):
        raise NotGoodEnoughError("Not one case was admitted; nothing was published.", report)
