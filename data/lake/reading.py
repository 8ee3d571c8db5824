"""Which snapshots a lake has, and reading one."""

import re
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Final

import duckdb

from data.errors import SnapshotError
from data.lake import connecting
from data.lake.address import Lake, LakeSnapshot
from data.lake.connecting import LAKE, POINTER
from data.staging import literal, quoted

NAME: Final = r"\d{8}T\d{6}\.\d{6}Z-[0-9a-f]{8}"
_MAKING: Final = Lock()
# Tables of up to so many rows are read once, when a snapshot is opened: a question then need not ask the catalogue
# and the storage about every calendar and person. A million cases leave a third of the tables below it.
KEPT_IN_MEMORY: Final = 10_000


def current(lake: Lake) -> LakeSnapshot:
    """The snapshot that counts now. SnapshotError if there is none, or the lake cannot be asked."""
    ((name,),) = _ask(lake, f"select name from {LAKE}.main.{POINTER}")
    return LakeSnapshot(name, lake)


def listed(lake: Lake) -> list[LakeSnapshot]:
    """All snapshots, newest first."""
    names = _ask(
        lake,
        f"select schema_name from duckdb_schemas() where database_name = '{LAKE}' order by schema_name desc",
    )
    return [LakeSnapshot(name, lake) for (name,) in names if re.fullmatch(NAME, name)]


def earlier(lake: Lake) -> list[LakeSnapshot]:
    """The snapshots before the current one, newest first."""
    name = current(lake).name
    return [snapshot for snapshot in listed(lake) if snapshot.name < name]


def check(snapshot: LakeSnapshot) -> None:
    """SnapshotError if the catalogue or the storage does not answer about a snapshot; far cheaper than to open it."""
    _ask(snapshot.lake, f"select as_of::varchar from {LAKE}.{quoted(snapshot.name)}.snapshot")


def attached(snapshot: LakeSnapshot, schema: str = "main") -> duckdb.DuckDBPyConnection:
    """A database in memory whose `schema` has every table of the snapshot: small ones as copies, the rest as views.

    May read the lake's files and no others. Raises SnapshotError if the snapshot is not there or not whole.
    """
    lake = snapshot.lake
    connection = connecting.blank()
    try:
        with connecting.told(lake):
            connecting.introduce(connection, lake)
            connecting.attach(connection, lake)
            _show(connection, snapshot, schema)
    except BaseException:
        connecting.close(connection)
        raise
    return connection


def _show(connection: duckdb.DuckDBPyConnection, snapshot: LakeSnapshot, schema: str) -> None:
    connection.execute("begin")  # one look into the catalogue for all tables
    tables = tables_of(connection, LAKE, snapshot.name)
    if not tables:
        raise gone(snapshot)
    connection.execute(f"create schema if not exists {schema}")
    for table in tables:
        kind = "table" if table.rows <= KEPT_IN_MEMORY else "view"
        source = f"{LAKE}.{quoted(snapshot.name)}.{quoted(table.name)}"
        connection.execute(f"create {kind} {schema}.{quoted(table.name)} as select * from {source}")
    connection.execute("commit")
    ((path,),) = connection.execute(
        f"select value from ducklake_options('{LAKE}') where option_name = 'data_path'"
    ).fetchall()
    allowed = snapshot.lake.data_path or path
    connection.execute(f"set allowed_directories = [{literal(allowed)}]")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a snapshot, and about how many rows it has."""

    name: str
    rows: int
    comment: str | None


def tables_of(connection: duckdb.DuckDBPyConnection, database: str, schema: str) -> list[Table]:
    """The tables of a schema of an attached database, by name; none if it is not there."""
    rows = connection.execute(
        "select table_name, estimated_size, comment from duckdb_tables()"
        " where database_name = $database and schema_name = $schema order by table_name",
        {"database": database, "schema": schema},
    ).fetchall()
    return [Table(*row) for row in rows]


def damaged(snapshot: LakeSnapshot) -> SnapshotError:
    """What is said when the rows of a snapshot cannot be read any more."""
    return SnapshotError(
        f"The snapshot {snapshot} cannot be read from {snapshot.lake}: its catalogue or its storage does not answer, or"
        " a file is missing; when both are there, go back with: python -m data rollback, or load the records again."
    )


def gone(snapshot: LakeSnapshot) -> SnapshotError:
    """What is said of a snapshot that newer loads have pushed out."""
    return SnapshotError(f"The snapshot {snapshot} is no longer in {snapshot.lake}; look again.")


@cache
def _looking(lake: Lake) -> duckdb.DuckDBPyConnection:
    """The connection that looks which snapshot is current, every few seconds for every viewer: it stays open."""
    connection = connecting.blank()
    connecting.introduce(connection, lake)
    return connection


def _ask(lake: Lake, sql: str) -> list[tuple[str]]:
    with connecting.told(lake):
        with _MAKING:  # a lake that is made by the first load is attached by the look after it
            connection = _looking(lake)
            known = connection.execute("select database_name from duckdb_databases()").fetchall()
            if (LAKE,) not in known:
                connecting.attach(connection, lake)
        with connection.cursor() as cursor:
            return cursor.execute(sql).fetchall()
