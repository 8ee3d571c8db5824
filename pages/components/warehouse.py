"""Where Streamlit's caches meet the questions. The snapshot's file and what the person may see are part of every key.

So no answer goes stale, and no two people share an answer that one of them may not see.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import duckdb
import pandas as pd
import streamlit as st

from data import snapshots
from pages.components import access_log, sign_ins
from queries import runner, scope, spreadsheet
from queries.scope import WHOLE, Scope

# After these errors a connection may answer nothing any more.
_SPOILS: Final = (
    duckdb.IOException,
    duckdb.SerializationException,
    duckdb.FatalException,
    duckdb.InternalException,
    duckdb.ConnectionException,
)


def _close(connection: duckdb.DuckDBPyConnection) -> None:
    connection.close()


@st.cache_resource(max_entries=3, show_spinner=False, on_release=_close)
def _whole(path: str) -> duckdb.DuckDBPyConnection:
    return scope.scoped(Path(path), WHOLE)


@st.cache_resource(max_entries=50, show_spinner=False, on_release=_close)
def _limited(path: str, role: scope.Role, person_id: str) -> duckdb.DuckDBPyConnection:
    return scope.scoped(Path(path), Scope(role, person_id))


def _connection(path: str, key: tuple[scope.Role, str]) -> duckdb.DuckDBPyConnection:
    return _whole(path) if key == WHOLE.key else _limited(path, *key)


@st.cache_data(max_entries=2000, show_spinner=False)
def _answer(path: str, key: tuple[scope.Role, str], name: str, params: Mapping[str, runner.Param]) -> pd.DataFrame:
    return _read(path, key, name, params)


def _read(path: str, key: tuple[scope.Role, str], name: str, params: Mapping[str, runner.Param]) -> pd.DataFrame:
    """Answer from the file. SnapshotError where it is not what was published; the next try opens it anew."""
    try:
        return runner.answer(_connection(path, key), name, params)
    except _SPOILS as error:
        if key == WHOLE.key:
            _whole.clear(path)
        else:
            _limited.clear(path, *key)
        if snapshots.is_damage(error):
            raise snapshots.damaged(Path(path)) from error
        if isinstance(error, duckdb.ConnectionException):  # closed because newer snapshots needed its place
            return runner.answer(_connection(path, key), name, params)
        raise


def ask(snapshot: Path, name: str, params: Mapping[str, runner.Param], seen: Scope = WHOLE) -> pd.DataFrame:
    """Answer a question on what `seen` may see of a snapshot; kept until the cache is full, since that never changes.

    Raises queries.scope.ScopeError where the question itself is not for them.
    """
    scope.check(seen, name)
    return _answer(str(snapshot), seen.key, name, dict(params))


def csv_of(snapshot: Path, name: str, params: Mapping[str, runner.Param], seen: Scope = WHOLE) -> Callable[[], bytes]:
    """A function that makes the answer's CSV (UTF-8 with BOM) when somebody asks for the file, not before."""
    scope.check(seen, name)
    values = dict(params)
    # Opened when the file is asked for: by then newer snapshots may have closed what is open now.
    return _download(name, lambda: _read(str(snapshot), seen.key, name, values))


def csv_file(frame: pd.DataFrame, name: str) -> Callable[[], bytes]:
    """The same for a frame that is on the screen; `name` is what the access log calls it."""
    return _download(name, lambda: frame)


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """The frame as CSV that opens well in a spreadsheet and cannot run there."""
    return spreadsheet.to_csv(frame).encode("utf-8-sig")


def document(made: Callable[[], bytes], name: str) -> Callable[[], bytes]:
    """Any other file, made when it is asked for and logged like the rest; it has no rows to count."""
    return _guarded(name, lambda: (made(), None))


def _download(name: str, rows: Callable[[], pd.DataFrame]) -> Callable[[], bytes]:
    def made() -> tuple[bytes, int]:
        frame = rows()
        return csv_bytes(frame), len(frame)

    return _guarded(name, made)


def _guarded(name: str, made: Callable[[], tuple[bytes, int | None]]) -> Callable[[], bytes]:
    """A file is fetched after the run, perhaps long after: whether the sign-in still counts is asked again then."""
    visit, is_signed_in = access_log.current(), sign_ins.still()

    def fetched() -> bytes:
        if not is_signed_in():
            raise scope.ScopeError("The sign-in has ended.")
        content, rows = made()
        visit.write("download", rows, file=name)
        return content

    return fetched
