"""DuckDB's extensions for a lake, loaded from the packages that brought them: nothing is fetched from a network."""

from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import duckdb

from data.errors import SnapshotError
from data.staging import literal

EXTENSIONS: Final = ("postgres_scanner", "ducklake", "httpfs")
# The packages' hashes were checked when they were installed. DuckDB would check the signatures of 90 MB again at every
# connection, which takes longer than most pages. It is told to fetch nothing by itself.
CONFIG: Final[dict[str, str | bool | int | float | list[str]]] = {
    "allow_unsigned_extensions": True,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
}


def missing() -> tuple[str, ...]:
    """The packages that are not there in the version of this DuckDB."""
    return tuple(name for name in map(_package, EXTENSIONS) if _version(name) != duckdb.__version__)


def load(connection: duckdb.DuckDBPyConnection) -> None:
    """Load all into a connection opened with CONFIG. SnapshotError if a package is missing."""
    absent = missing()
    if absent:
        raise SnapshotError(
            f"A lake needs {', '.join(absent)} in version {duckdb.__version__}; set it up with: make setup-lake"
        )
    for name in EXTENSIONS:
        connection.execute(f"load {literal(str(_file(name)))}")


def _package(extension: str) -> str:
    return f"duckdb-extension-{extension.replace('_', '-')}"


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _file(extension: str) -> Path:
    spec = find_spec(f"duckdb_extension_{extension}")
    places = (spec.submodule_search_locations if spec else None) or []
    return Path(next(iter(places)), "extensions", f"v{duckdb.__version__}", f"{extension}.duckdb_extension")
