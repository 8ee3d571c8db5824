"""Where Streamlit's caches meet the questions. The snapshot's file and what the person may see are part of every key.

So no answer goes stale, and no two people share an answer that one of them may not see.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

import duckdb
import pandas as pd
import streamlit as st

from pages.components import access_log
from queries import runner, scope, spreadsheet
from queries.scope import WHOLE, Scope


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
    return runner.answer(_connection(path, key), name, params)


def ask(snapshot: Path, name: str, params: Mapping[str, runner.Param], seen: Scope = WHOLE) -> pd.DataFrame:
    """Answer a question on what `seen` may see of a snapshot; kept until the cache is full, for a snapshot never changes.

    Raises queries.scope.ScopeError where the question itself is not for them.
    """
    scope.check(seen, name)
    return _answer(str(snapshot), seen.key, name, dict(params))


def csv_of(
    snapshot: Path, name: str, params: Mapping[str, runner.Param], seen: Scope = WHOLE
) -> Callable[[], bytes]:
    """A function that makes the answer's CSV (UTF-8 with BOM) when somebody asks for the file, not before."""
    scope.check(seen, name)
    connection = _connection(str(snapshot), seen.key)
    values = dict(params)
    return _logged(name, lambda: runner.answer(connection, name, values))


def csv_file(frame: pd.DataFrame, name: str) -> Callable[[], bytes]:
    """The same for a frame that is on the screen; `name` is what the access log calls it."""
    return _logged(name, lambda: frame)


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """The frame as CSV that opens well in a spreadsheet and cannot run there."""
    return spreadsheet.to_csv(frame).encode("utf-8-sig")


def _logged(name: str, rows: Callable[[], pd.DataFrame]) -> Callable[[], bytes]:
    visit = access_log.current()  # the file is fetched after the run, when there is none

    def made() -> bytes:
        frame = rows()
        visit.write("download", len(frame), file=name)
        return csv_bytes(frame)

    return made
