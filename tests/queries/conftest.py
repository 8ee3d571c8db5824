"""The empty snapshot of the tests of questions."""

from collections.abc import Iterator

import duckdb
import pytest

from tests.building import create_tables


@pytest.fixture(scope="session")
def emptied() -> Iterator[duckdb.DuckDBPyConnection]:
    """One for all tests: making its tables, and the macros of the questions, takes longer than most answers."""
    with duckdb.connect() as connection:
        create_tables(connection)
        yield connection


@pytest.fixture
def connection(emptied: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """An in-memory snapshot with every table of the contract, empty before the test and emptied after it."""
    yield emptied
    filled = emptied.execute("select table_name from duckdb_tables() where not internal and estimated_size > 0")
    for (table,) in filled.fetchall():
        emptied.execute(f"truncate {table}")
