"""Where what is kept meets the questions. The snapshot and what the person may see are part of every key.

So no answer goes stale, and no two people share an answer that one of them may not see.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import duckdb
import pandas as pd
import streamlit as st

from data import warehouses
from data.warehouses import Snapshot
from pages.components import access_log, sign_ins, turns
from pages.components.answers import Answers, Key
from pages.components.lately import Asked, Lately
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


KEPT: Final = Answers(most_frames=5_000, most_bytes=256 * 2**20)
LATELY: Final = Lately(most=500)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A snapshot open for those who may see the same of it. What they were told goes with it."""

    snapshot: Snapshot
    key: tuple[scope.Role, str]
    connection: duckdb.DuckDBPyConnection

    def close(self) -> None:
        self.connection.close()
        KEPT.drop(lambda key: key[:2] == (self.snapshot, self.key))


@st.cache_resource(max_entries=3, show_spinner=False, on_release=_Opened.close)
def _whole(snapshot: Snapshot) -> _Opened:
    return _Opened(snapshot, WHOLE.key, scope.scoped(snapshot, WHOLE))


@st.cache_resource(max_entries=50, show_spinner=False, on_release=_Opened.close)
def _limited(snapshot: Snapshot, role: scope.Role, person_id: str) -> _Opened:
    return _Opened(snapshot, (role, person_id), scope.scoped(snapshot, Scope(role, person_id)))


def _connection(snapshot: Snapshot, key: tuple[scope.Role, str]) -> duckdb.DuckDBPyConnection:
    opened = _whole(snapshot) if key == WHOLE.key else _limited(snapshot, *key)
    return opened.connection


def _read(
    snapshot: Snapshot, key: tuple[scope.Role, str], name: str, params: Mapping[str, runner.Param]
) -> pd.DataFrame:
    """Answer from the snapshot. SnapshotError where it is not what was published; the next try opens it anew."""
    try:
        return runner.answer(_connection(snapshot, key), name, params)
    except duckdb.Error as error:
        lacking = warehouses.lacks(snapshot, _connection(snapshot, key), error)
        if lacking is not None:
            raise lacking from error
        is_damaged = warehouses.is_damage(error)
        if is_damaged or isinstance(error, _SPOILS):
            if key == WHOLE.key:
                _whole.clear(snapshot)
            else:
                _limited.clear(snapshot, *key)
        if is_damaged:
            raise warehouses.damaged(snapshot) from error
        if isinstance(error, duckdb.ConnectionException):  # closed because newer snapshots needed its place
            return runner.answer(_connection(snapshot, key), name, params)
        raise


def ask(snapshot: Snapshot, name: str, params: Mapping[str, runner.Param], seen: Scope = WHOLE) -> pd.DataFrame:
    """Answer a question on what `seen` may see of a snapshot; kept until the cache is full, since that never changes.

    Raises queries.scope.ScopeError where the question itself is not for them.
    """
    scope.check(seen, name)
    what = (seen.key, name, _plain(params))
    LATELY.note(what, Asked(name, params, seen))
    known = KEPT.known((snapshot, *what))
    if known is not None:
        return known
    with turns.given_up():
        return _kept(snapshot, what, params)


def ask_ahead(snapshot: Snapshot, asked: Asked) -> pd.DataFrame:
    """Answer what somebody will ask soon, and keep it: nobody has asked yet. Raises as `ask` does."""
    return _kept(snapshot, (asked.seen.key, asked.name, _plain(asked.params)), asked.params)


def _kept(
    snapshot: Snapshot, what: tuple[tuple[scope.Role, str], str, Key], params: Mapping[str, runner.Param]
) -> pd.DataFrame:
    seen, name, _ = what
    return KEPT.get((snapshot, *what), lambda: _read(snapshot, seen, name, params))


def _plain(params: Mapping[str, runner.Param]) -> Key:
    """Parameters as a part of a key: equal for equal ones, and apart for 1, 1.0 and true, which Python calls equal."""
    return tuple(
        (name, type(value).__name__, tuple(value) if isinstance(value, list | tuple) else value)
        for name, value in sorted(params.items())
    )


def csv_of(
    snapshot: Snapshot, name: str, params: Mapping[str, runner.Param], seen: Scope = WHOLE
) -> Callable[[], bytes]:
    """A function that makes the answer's CSV (UTF-8 with BOM) when somebody asks for the file, not before."""
    scope.check(seen, name)
    values = dict(params)
    # Opened when the file is asked for: by then newer snapshots may have closed what is open now.
    return _download(name, lambda: _read(snapshot, seen.key, name, values))


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
