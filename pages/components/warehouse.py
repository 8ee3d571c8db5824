"""Where Streamlit's caches meet the questions. The snapshot's file is part of every key, so no answer goes stale."""

from collections.abc import Callable, Mapping
from pathlib import Path

import duckdb
import pandas as pd
import streamlit as st

from data import snapshots
from queries import runner, spreadsheet


def _close(connection: duckdb.DuckDBPyConnection) -> None:
    connection.close()


@st.cache_resource(max_entries=3, show_spinner=False, on_release=_close)
def _connection(path: str) -> duckdb.DuckDBPyConnection:
    return snapshots.open_snapshot(Path(path))


@st.cache_data(max_entries=2000, show_spinner=False)
def _answer(path: str, name: str, params: Mapping[str, runner.Param]) -> pd.DataFrame:
    return runner.answer(_connection(path), name, params)


def ask(snapshot: Path, name: str, params: Mapping[str, runner.Param]) -> pd.DataFrame:
    """Answer a question on a snapshot; kept until the cache is full, since a published snapshot never changes."""
    return _answer(str(snapshot), name, dict(params))


def csv_of(snapshot: Path, name: str, params: Mapping[str, runner.Param]) -> Callable[[], bytes]:
    """A function that makes the answer's CSV (UTF-8 with BOM) when somebody asks for the file, not before."""
    connection = _connection(str(snapshot))
    values = dict(params)
    return lambda: csv_bytes(runner.answer(connection, name, values))


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """The frame as CSV that opens well in a spreadsheet and cannot run there."""
    return spreadsheet.to_csv(frame).encode("utf-8-sig")
