"""Derive what a snapshot knows beyond its records: run data/model/*.sql in order.

The files read the record tables and `snapshot` by plain name, so that they also run over changed hours or targets.
"""

from collections.abc import Callable
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
    # Where it expects few rows, DuckDB compares every pair for an ASOF join; with a wrong guess that takes minutes.
    connection.execute("set asof_loop_join_threshold = 0")
    create_fact_tables(connection)
    for file in sorted(MODEL.glob("*.sql")):
        what = file.stem.partition("_")[2].replace("_", " ")
        if progress is not None and what not in ("macros", "tidy"):
            progress(f"Deriving {what}")
        connection.execute(file.read_text(encoding="utf-8"))
