"""Publishing into a lake and going back in it: one transaction each, one writer at a time."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import duckdb

from data import snapshots
from data.errors import RecordsError, SnapshotError
from data.lake import connecting, reading
from data.lake.address import Lake, LakeSnapshot
from data.lake.connecting import CATALOGUE, LAKE, POINTER
from data.staging import literal, quoted

LOCK: Final = 5_320_981_744_113_265_519  # any number that nobody else takes a lock on in the lake's database
# The files of a snapshot that was pushed out stay so long: somebody may be reading them.
GRACE: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Writer:
    """A lake that is held for writing: no other load or going back runs meanwhile."""

    lake: Lake
    connection: duckdb.DuckDBPyConnection
    lock: duckdb.DuckDBPyConnection

    def check_clock(self, now: datetime) -> None:
        """RecordsError if a snapshot of `now` would not be the newest; names are times of several machines."""
        with connecting.told(self.lake):
            newest = next(iter(self._names()), "")
        if f"{now.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}" <= newest:
            raise RecordsError(
                f"The clock of this machine is behind: {self.lake} has {newest} already; set it, and load again."
            )

    def fetch(self, folder: Path) -> None:
        """Make a warehouse of `folder` with the current snapshot, if there is one, as its only one."""
        name = self._current()
        if name is None:
            return
        path = folder / f"{name}.duckdb"
        with connecting.told(self.lake):
            self.connection.execute(f"attach {literal(str(path))} as fetched")
            self._copy((LAKE, name), ("fetched", "main"), lambda _: None)
            self.connection.execute("detach fetched")
        snapshots.make_current(path)

    def publish(self, built: Path, name: str, tell: Callable[[str], None]) -> LakeSnapshot:
        """Copy every table of a finished snapshot's file into the lake and make it current, in one transaction.

        The last few stay; what is older leaves the lake with the same transaction, its files an hour later.
        """
        with connecting.told(self.lake):
            self.connection.execute(f"attach {literal(str(built))} as built (read_only)")
            with self._transaction(f"load {name}"):
                self.connection.execute(f"create schema {LAKE}.{quoted(name)}")
                self._copy(("built", "main"), (LAKE, name), tell)
                self._point_at(name)
                for old in self._names()[snapshots.KEPT :]:
                    self.connection.execute(f"drop schema {LAKE}.{quoted(old)} cascade")
            self.connection.execute("detach built")
        return LakeSnapshot(name, self.lake)

    def rollback(self) -> LakeSnapshot:
        """Make the newest snapshot older than the current one current again, and return it."""
        now = self._current()
        with connecting.told(self.lake):
            older = [name for name in self._names() if now is not None and name < now]
            if not older:
                raise SnapshotError(f"There is no snapshot in {self.lake} before the current one.")
            with self._transaction(f"go back to {older[0]}"):
                self._point_at(older[0])
        return LakeSnapshot(older[0], self.lake)

    def tidy(self, grace: timedelta = GRACE) -> None:
        """Forget versions of the lake that are older than `grace`, and remove files that nothing needs any more."""
        before = f"now() - to_seconds({grace.total_seconds()})"
        with connecting.told(self.lake):
            self.connection.execute(f"call ducklake_expire_snapshots({literal(LAKE)}, older_than => {before})")
            self.connection.execute(f"call ducklake_cleanup_old_files({literal(LAKE)}, older_than => {before})")

    def _copy(self, source: tuple[str, str], target: tuple[str, str], tell: Callable[[str], None]) -> None:
        """Copy every table of a schema, with its comment: that of `snapshot` says to a merge what derived it."""
        for table in reading.tables_of(self.connection, *source):
            tell(f"Writing {table.name}")
            origin, copy = (".".join(map(quoted, (*place, table.name))) for place in (source, target))
            self.connection.execute(f"create table {copy} as select * from {origin}")
            if table.comment is not None:
                self.connection.execute(f"comment on table {copy} is {literal(table.comment)}")

    def _current(self) -> str | None:
        with connecting.told(self.lake):
            if POINTER not in self._views():
                return None
            ((name,),) = self.connection.execute(f"select name from main.{POINTER}").fetchall()
        return str(name)

    def _views(self) -> set[str]:
        rows = self.connection.execute(
            f"select view_name from duckdb_views() where database_name = '{LAKE}' and schema_name = 'main'"
        ).fetchall()
        return {view for (view,) in rows}

    def _names(self) -> list[str]:
        rows = self.connection.execute(
            f"select schema_name from duckdb_schemas() where database_name = '{LAKE}' order by schema_name desc"
        ).fetchall()
        return [name for (name,) in rows if re.fullmatch(reading.NAME, name)]

    def _point_at(self, name: str) -> None:
        """Let every view of main show a snapshot, and no view show another."""
        tables = {table.name for table in reading.tables_of(self.connection, LAKE, name)}
        for view in sorted(self._views() - tables - {POINTER}):
            self.connection.execute(f"drop view main.{quoted(view)}")
        for table in sorted(tables):
            # Named without the lake: another client may call it otherwise.
            source = f"{quoted(name)}.{quoted(table)}"
            self.connection.execute(f"create or replace view main.{quoted(table)} as select * from {source}")
        self.connection.execute(f"create or replace view main.{POINTER} as select {literal(name)} as name")

    @contextmanager
    def _transaction(self, what: str) -> Iterator[None]:
        self.connection.execute("begin")
        try:
            yield
            _ask_catalogue(self.lock, "1")  # the lock is still held
            self.connection.execute(f"call {LAKE}.set_commit_message('python -m data', {literal(what)})")
            self.connection.execute("commit")
        except BaseException:
            connecting.close(self.connection)
            raise


@contextmanager
def locked(lake: Lake, *, may_make: bool) -> Iterator[Writer]:
    """Hold a lake for writing, made if it is not there yet and may be. RecordsError if another load holds it.

    The lock is PostgreSQL's own and ends with the connection, so that a load that is killed holds nothing.
    """
    holding, writing = connecting.blank(), connecting.blank()
    try:
        with connecting.told(lake):
            connecting.introduce(holding, lake)
            connecting.attach_catalogue(holding, lake)
            holding.execute("begin")
            # Until the transaction ends; a load is silent on this connection for as long as it reads records.
            _ask_catalogue(holding, "set_config('idle_in_transaction_session_timeout', '0', true)")
            if not _ask_catalogue(holding, f"pg_try_advisory_xact_lock({LOCK})"):
                raise RecordsError(f"Another load into {lake} is running; try again when it is done.")
            connecting.introduce(writing, lake)
            connecting.attach_for_writing(writing, lake, may_make=may_make)
            writing.execute(f"use {LAKE}")
        yield Writer(lake, writing, holding)
    finally:
        connecting.close(writing)
        connecting.close(holding)


def _ask_catalogue(connection: duckdb.DuckDBPyConnection, call: str) -> object:
    ((answer,),) = connection.execute(
        f"from postgres_query({literal(CATALOGUE)}, {literal(f'select {call} as answer')})"
    ).fetchall()
    return answer
