"""What a load report says beside its counts: things that were admitted but that a reader of the numbers should know."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from data.finding import named
from data.staging import StagedFile

_RECORDS_SQL = Path(__file__).with_name("notes_about_records.sql")
_METRICS_SQL = Path(__file__).with_name("notes_about_metrics.sql")


def about_files(files: Sequence[StagedFile]) -> list[str]:
    """Unknown columns, and files that were transcoded."""
    found = []
    for file in files:
        if file.unknown_columns:
            found.append(f"{file.label}: unknown columns ignored: {named(file.unknown_columns)}")
        if file.encoding == "windows-1252":
            found.append(f"{file.label}: read as Windows-1252, because it is not UTF-8")
    return found


def about_records(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """What the record tables show before anything is derived."""
    return _sentences(connection, _RECORDS_SQL)


def about_metrics(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """What deriving showed: figures that rest on an assumption, or that could not be computed."""
    return _sentences(connection, _METRICS_SQL)


def _sentences(connection: duckdb.DuckDBPyConnection, file: Path) -> list[str]:
    return [str(sentence) for (sentence,) in connection.execute(file.read_text(encoding="utf-8")).fetchall()]
