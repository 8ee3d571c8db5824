"""Derive what a snapshot knows beyond its records: run data/model/*.sql in order.

The files read the record tables and `snapshot` by plain name, so that they also run over changed hours or targets.
"""

from collections.abc import Callable
from hashlib import blake2s
from pathlib import Path

import duckdb

from data.facts import create_fact_tables
from data.tables import create_record_tables

__all__ = ["create_record_tables", "derive"]

MODEL = Path(__file__).with_name("model")


def derive(connection: duckdb.DuckDBPyConnection, progress: Callable[[str], None] | None = None) -> None:
    """Make `case_spans`, `case_metrics`, `response_metrics`, `escalation_metrics`, the calendar and the fact tables.

    `connection` holds the record tables and a `snapshot` row; its TimeZone is UTC. Tables of these names are replaced.
    """
    prepare(connection)
    for file in model_files():
        if progress is not None and title(file):
            progress(f"Deriving {title(file)}")
        connection.execute(file.read_text(encoding="utf-8"))
    sign(connection)


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """What the files of the model need beside the records."""
    # Where it expects few rows, DuckDB compares every pair for an ASOF join; with a wrong guess that takes minutes.
    connection.execute("set asof_loop_join_threshold = 0")
    create_fact_tables(connection)


def sign(connection: duckdb.DuckDBPyConnection) -> None:
    """Note on the table `snapshot` by which SQL everything was derived."""
    connection.execute(f"comment on table snapshot is '{fingerprint()}'")


def fingerprint() -> str:
    """Another one as soon as any file of the model is another."""
    return "model " + blake2s(b"\0".join(file.read_bytes() for file in model_files()), digest_size=8).hexdigest()


def model_files() -> list[Path]:
    """In the order in which they run."""
    return sorted(MODEL.glob("*.sql"))


def title(file: Path) -> str:
    """What a file of the model derives, in words; blank for those that only help."""
    words = file.stem.partition("_")[2].replace("_", " ")
    return "" if words in ("macros", "tidy") else words
