"""Where snapshots are: a folder of files (data.snapshots) or a lake (data.lake). The one place that tells them apart.

A warehouse is a folder's path or a Lake, a snapshot a file's path or a LakeSnapshot. A snapshot never changes, so it is
the version of the data, may be part of a cache's key, and has a `name` that sorts by time.
"""

from pathlib import Path
from typing import Any

import duckdb

from data import load as loading
from data import settings, snapshots
from data.derive import fingerprint
from data.errors import SnapshotError
from data.lake import connecting, reading, writing
from data.lake import loading as lake_loading
from data.lake.address import PREFIX, Lake, LakeSnapshot, parse
from data.load import LoadReport

Warehouse = Path | Lake
Snapshot = Path | LakeSnapshot


def named(text: str) -> Warehouse:
    """The warehouse that a setting or an option names. Raises UsageError for an address of a lake that is none."""
    return parse(text) if text.startswith(PREFIX) else Path(text)


def home(snapshot: Snapshot) -> Warehouse:
    """The warehouse of a snapshot."""
    return snapshot.lake if isinstance(snapshot, LakeSnapshot) else snapshot.parent


def folder(warehouse: Warehouse) -> Path:
    """The folder for what belongs to a warehouse and is no snapshot, such as issued months."""
    return settings.lake_folder() if isinstance(warehouse, Lake) else warehouse


def load(records: Path, warehouse: Warehouse, **options: Any) -> LoadReport:
    """Load records and publish a snapshot; as data.load.load, whose options these are."""
    if isinstance(warehouse, Lake):
        return lake_loading.load(records, warehouse, **options)
    return loading.load(records, warehouse, **options)


def current(warehouse: Warehouse) -> Snapshot:
    """The snapshot that counts now. SnapshotError says why there is none and how to mend it."""
    return reading.current(warehouse) if isinstance(warehouse, Lake) else snapshots.current(warehouse)


def listed(warehouse: Warehouse) -> list[Snapshot]:
    """All published snapshots, newest first."""
    return [*(reading.listed(warehouse) if isinstance(warehouse, Lake) else snapshots.listed(warehouse))]


def earlier(warehouse: Warehouse) -> list[Snapshot]:
    """The published snapshots before the one that counts, newest first."""
    return [*(reading.earlier(warehouse) if isinstance(warehouse, Lake) else snapshots.earlier(warehouse))]


def rollback(warehouse: Warehouse) -> Snapshot:
    """Make the newest snapshot older than the one that counts the one that counts, and return it."""
    if isinstance(warehouse, Lake):
        with writing.locked(warehouse, may_make=False) as writer:
            return writer.rollback()
    return snapshots.rollback(warehouse)


def is_there(snapshot: Snapshot) -> bool:
    """Whether a snapshot is still in its warehouse."""
    return snapshot in reading.listed(snapshot.lake) if isinstance(snapshot, LakeSnapshot) else snapshot.is_file()


def open_snapshot(snapshot: Snapshot) -> duckdb.DuckDBPyConnection:
    """Open a snapshot for reading: its tables have their plain names, times come out in UTC. Raises SnapshotError."""
    return reading.attached(snapshot) if isinstance(snapshot, LakeSnapshot) else snapshots.open_snapshot(snapshot)


def check(snapshot: Snapshot) -> None:
    """SnapshotError if a snapshot cannot be read."""
    if isinstance(snapshot, LakeSnapshot):
        reading.check(snapshot)
    else:
        snapshots.open_snapshot(snapshot).close()


def attached(snapshot: Snapshot, name: str) -> duckdb.DuckDBPyConnection:
    """A database in memory in which the snapshot's tables are `name.table`. Raises SnapshotError."""
    if isinstance(snapshot, LakeSnapshot):
        return reading.attached(snapshot, name)
    return snapshots.attached(snapshot, name)


def damaged(snapshot: Snapshot) -> SnapshotError:
    """What is said of a snapshot that cannot be read as it was published."""
    return reading.damaged(snapshot) if isinstance(snapshot, LakeSnapshot) else snapshots.damaged(snapshot)


def lacks(snapshot: Snapshot, connection: duckdb.DuckDBPyConnection, error: duckdb.Error) -> SnapshotError | None:
    """What is said where a question asks for a table or column that only snapshots of this version have; else None.

    `connection` is any that has the snapshot attached.
    """
    if not isinstance(error, duckdb.CatalogException | duckdb.BinderException):
        return None
    made_by = connection.execute(
        "select comment from duckdb_tables() where table_name = 'snapshot' and starts_with(comment, 'model ')"
    ).fetchall()
    if (fingerprint(),) in made_by:
        return None
    return SnapshotError(
        f"The snapshot {snapshot.name} was made by another version of this program; load the records again."
    )


def is_damage(error: duckdb.Error) -> bool:
    """Whether an error while reading any snapshot says that it cannot be read as it was published."""
    return snapshots.is_damage(error) or connecting.is_damage(error)
