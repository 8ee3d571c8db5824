"""A server of PostgreSQL for all tests of this folder, and a new lake for each."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from data import warehouses
from data.lake.address import Lake
from tests.lake import servers
from tests.lake.servers import Postgres

HERE = Path(__file__).parent
_numbers = count(1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder is marked, and skipped where it cannot run."""
    reason = servers.why_not()
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.lake)
            if reason:
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The server."""
    with servers.postgres() as server:
        yield server


@pytest.fixture
def address(postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a lake that is not there yet; its files go below tmp_path."""
    database = f"lake{next(_numbers)}"
    postgres.ask("postgres", f"create database {database}")
    monkeypatch.setenv("LAKE_FOLDER", str(tmp_path / "local"))
    return postgres.address(database, tmp_path / "files")


@pytest.fixture
def lake(address: str) -> Lake:
    """The same, read."""
    lake = warehouses.named(address)
    assert isinstance(lake, Lake)
    return lake
