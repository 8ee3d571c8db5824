"""Snapshots built by hand for tests: the tables of the contract, filled with a few statements, published or not."""

import re
import shutil
import tempfile
from functools import cache
from pathlib import Path

import duckdb

from data.contract import RECORD_TYPES
from data.derive import MODEL
from data.facts import FACTS

DERIVED_TABLES = Path(__file__).with_name("snapshot_tables.sql")
# These read nothing but tables of a snapshot. Here they are views, so that a test gives the rows beneath them.
MADE_OF_TABLES = (
    "72_case_stages.sql",
    "74_dated_cases.sql",
    "76_reopenings.sql",
    "81_dated_escalations.sql",
    "83_provider_routes.sql",
    "85_last_words.sql",
    "86_now.sql",
    "87_open_cases.sql",
    "88_running_clocks.sql",
    "89_counts.sql",
)


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Make every table of a snapshot, empty; times are read and written as UTC."""
    connection.execute("set timezone = 'UTC'")
    connection.execute("set threads = 1")  # there are few rows, and other tests run beside this one
    for record_type in RECORD_TYPES.values():
        columns = ", ".join(f"{column.name} {column.kind.sql_type}" for column in record_type.columns)
        connection.execute(f"create table {record_type.name} ({columns})")
    for name, facts in FACTS.items():
        connection.execute(f"create table {name} ({', '.join(f'{column} {kind}' for column, kind in facts.items())})")
    connection.execute(DERIVED_TABLES.read_text(encoding="utf-8"))
    for name in MADE_OF_TABLES:
        text = (MODEL / name).read_text(encoding="utf-8")
        connection.execute(re.sub(r"create or replace (temp )?table", "create view", text))


def fix_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Make tables of the views, as in a real snapshot: a page asks them many times."""
    views = [
        name for (name,) in connection.execute("select view_name from duckdb_views() where not internal").fetchall()
    ]
    for name in views:
        connection.execute(f"create table fixed_{name} as from {name}")
    for name in reversed(views):
        connection.execute(f"drop view {name}")
        connection.execute(f"alter table fixed_{name} rename to {name}")


def publish(warehouse: Path, name: str, statements: str) -> Path:
    """Write a snapshot called `name` with the rows of `statements` and make it current; returns its path."""
    warehouse.mkdir(parents=True, exist_ok=True)
    path = Path(shutil.copyfile(_built(statements), warehouse / f"{name}.duckdb"))
    (warehouse / "CURRENT").write_text(f"{path.name}\n", encoding="utf-8")
    return path


@cache
def _built(statements: str) -> Path:
    """The file of a snapshot of these rows; many tests publish the same ones."""
    path = Path(_folder().name) / f"{_built.cache_info().misses}.duckdb"
    with duckdb.connect(path) as connection:
        create_tables(connection)
        connection.execute(statements)
        fix_views(connection)
    return path


@cache
def _folder() -> "tempfile.TemporaryDirectory[str]":
    """Goes away with the process."""
    return tempfile.TemporaryDirectory(prefix="built-")
