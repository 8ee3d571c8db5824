"""Snapshots: one DuckDB file a load, never changed after it is published; CURRENT names the one that counts."""

import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from data import settings
from data.errors import RecordsError, SnapshotError
from data.staging import literal

DEFAULT_WAREHOUSE = Path("data/warehouse")
KEPT = 5
_POINTER = "CURRENT"
_BUILDING = ".building-"


def current(warehouse: Path) -> Path:
    """The snapshot that CURRENT names; SnapshotError says what is wrong and how to mend it."""
    pointer = warehouse / _POINTER
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise SnapshotError(
            f"There is no snapshot in {warehouse} yet; load records with: python -m data load RECORDS"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it holds no text"
        raise SnapshotError(f"{pointer} cannot be read: {reason}; load the records again.") from error
    path = warehouse / name
    if not name or Path(name).name != name or not path.is_file():
        raise SnapshotError(
            f"CURRENT in {warehouse} names {name or 'nothing'}, which is not there; "
            "go back with: python -m data rollback, or load the records again."
        )
    return path


def listed(warehouse: Path) -> list[Path]:
    """All published snapshots, newest first."""
    if not warehouse.is_dir():
        return []
    return sorted((path for path in warehouse.glob("*.duckdb") if not path.name.startswith(".")), reverse=True)


def earlier(warehouse: Path) -> list[Path]:
    """The published snapshots before the one that CURRENT names, newest first; all where it names none."""
    try:
        name = (warehouse / _POINTER).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        name = "~"  # sorts behind every snapshot
    return [path for path in listed(warehouse) if path.name < name]


def rollback(warehouse: Path) -> Path:
    """Point CURRENT at the newest snapshot older than the one it names, and return that."""
    with locked(warehouse):
        older = earlier(warehouse)
        if not older:
            raise SnapshotError(f"There is no snapshot in {warehouse} before the current one.")
        _point_at(older[0])
        return older[0]


def make_current(path: Path) -> None:
    """Point CURRENT at a snapshot that was put into a warehouse whole. Call with the warehouse locked."""
    _point_at(path)


def open_snapshot(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a snapshot for reading; times come out in UTC. SnapshotError if the file is no whole snapshot."""
    connection = None
    try:
        connection = duckdb.connect(str(path), read_only=True)
        connection.execute("set global TimeZone = 'UTC'")
        settings.limit(connection, settings.folder_for_readers())
        connection.execute("select as_of from snapshot")
    except duckdb.Error as error:
        if connection is not None:
            connection.close()
        raise damaged(path) from error
    return connection


def attached(path: Path, name: str) -> duckdb.DuckDBPyConnection:
    """A database in memory that has the snapshot, for reading, under a name; times come out in UTC.

    SnapshotError if the file is no whole snapshot.
    """
    connection = duckdb.connect(config={"python_enable_replacements": False})
    try:
        settings.limit(connection, settings.folder_for_readers())
        connection.execute(f"attach {literal(str(path))} as {name} (read_only)")
        connection.execute("set global TimeZone = 'UTC'")
        connection.execute(f"select as_of from {name}.snapshot")
    except duckdb.Error as error:
        connection.close()
        raise damaged(path) from error
    return connection


def damaged(path: Path) -> SnapshotError:
    """What is said of a snapshot whose file is not what was published."""
    return SnapshotError(
        f"The snapshot {path.name} is damaged; go back with: python -m data rollback, or load the records again."
    )


def is_damage(error: duckdb.Error) -> bool:
    """Whether an error while reading a snapshot says that its file is not what was published."""
    if isinstance(error, duckdb.IOException):  # others are about spilling
        return (
            re.search("could not read|cannot open|corrupt|checksum|not a valid", str(error), re.IGNORECASE) is not None
        )
    return isinstance(error, duckdb.SerializationException)


@contextmanager
def locked(warehouse: Path) -> Iterator[None]:
    """Hold the warehouse for writing; RecordsError if it cannot be written or another load holds it."""
    try:
        if warehouse.exists() and not warehouse.is_dir():
            raise RecordsError(f"The warehouse {warehouse} is a file; give a folder.")
        warehouse.mkdir(parents=True, exist_ok=True)
        lock = FileLock(warehouse / ".lock", timeout=0)
        lock.acquire()
    except Timeout:
        raise RecordsError(f"Another load into {warehouse} is running; try again when it is done.") from None
    except OSError as error:
        raise RecordsError(f"The warehouse {warehouse} cannot be written: {error.strerror}.") from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def building(warehouse: Path) -> Iterator[Path]:
    """A path for a snapshot in the making, in a folder of its own that is gone after the block.

    Call with the warehouse locked: what earlier loads left half done is cleaned away first.
    """
    for stray in warehouse.glob(f"{_BUILDING}*"):
        if stray.is_dir():
            shutil.rmtree(stray, ignore_errors=True)
        else:
            stray.unlink(missing_ok=True)
    folder = warehouse / f"{_BUILDING}{secrets.token_hex(4)}"
    folder.mkdir()
    try:
        yield folder / "snapshot.duckdb"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(built: Path, warehouse: Path, loaded_at: datetime) -> Path:
    """Move a finished file into place, make it current, keep the last few. The old one stays current on any failure."""
    digest = hashlib.blake2s(f"{loaded_at.isoformat()} {built.stat().st_size} {secrets.token_hex(8)}".encode())
    name = f"{loaded_at.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}-{digest.hexdigest()[:8]}.duckdb"
    path = warehouse / name
    _sync(built)
    built.replace(path)
    try:
        _point_at(path)
    except BaseException:
        path.unlink(missing_ok=True)  # what never became current is no snapshot to go back to
        raise
    for old in listed(warehouse)[KEPT:]:
        if old != path:
            old.unlink(missing_ok=True)
    return path


def _point_at(path: Path) -> None:
    pointer = path.parent / _POINTER
    new = path.parent / f"{_BUILDING}{_POINTER}-{secrets.token_hex(4)}"
    try:
        new.write_text(path.name + "\n", encoding="utf-8")
        _sync(new)
        new.replace(pointer)
    finally:
        new.unlink(missing_ok=True)
    _sync(path.parent)


def _sync(path: Path) -> None:
    """Make sure that a file, or the names in a folder, survive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
