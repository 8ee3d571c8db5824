"""What a load and a server may use of the machine, from the environment. Without any of these everything works.

DUCKDB_MEMORY_LIMIT     memory of one database, such as 4GB; default: DuckDB's own, four fifths of the machine's
DUCKDB_TEMP_DIRECTORY   where what does not fit into memory goes; default: for a load the warehouse, for readers the
                        system's folder for temporary files
DUCKDB_THREADS          processors that one database may use; default: all
LAKE_FOLDER             with a lake as the warehouse: where a load builds on this machine, and where its report on the
                        files and the issued months are; default: data/warehouse
QUESTION_SECONDS        after so many seconds a question is stopped; default: 30
AHEAD_SECONDS           so long at most pages show the snapshot before a new one while its answers are asked ahead;
                        default: 30, and 0 shows every new one at once
"""

import math
import os
import re
import tempfile
from hashlib import blake2s
from pathlib import Path
from typing import Final

import duckdb

from data.errors import UsageError

MEMORY_LIMIT: Final = "DUCKDB_MEMORY_LIMIT"
TEMP_DIRECTORY: Final = "DUCKDB_TEMP_DIRECTORY"
THREADS: Final = "DUCKDB_THREADS"
LAKE_FOLDER: Final = "LAKE_FOLDER"
QUESTION_SECONDS: Final = "QUESTION_SECONDS"
DEFAULT_QUESTION_SECONDS: Final = 30.0
AHEAD_SECONDS: Final = "AHEAD_SECONDS"
DEFAULT_AHEAD_SECONDS: Final = 30.0
_SIZE: Final = re.compile(r"\d+(\.\d+)?\s*([KMGT]i?B)", re.IGNORECASE)


def memory_limit() -> str | None:
    """The memory of one database, such as `4GB`; None for DuckDB's own default. Raises UsageError."""
    text = os.environ.get(MEMORY_LIMIT, "").strip()
    if text and not _SIZE.fullmatch(text):
        raise UsageError(f"{MEMORY_LIMIT} is {text!r}; write a size such as 4GB.")
    return text or None


def threads() -> int | None:
    """How many processors one database may use; None for all. Raises UsageError."""
    text = os.environ.get(THREADS, "").strip()
    if text and not (text.isdecimal() and int(text) > 0):
        raise UsageError(f"{THREADS} is {text!r}; write a whole number above 0.")
    return int(text) if text else None


def question_seconds() -> float:
    """How long a question may take. Raises UsageError."""
    seconds, text = _seconds(QUESTION_SECONDS, DEFAULT_QUESTION_SECONDS)
    if not 0 < seconds < 86_400:
        raise UsageError(f"{QUESTION_SECONDS} is {text!r}; write seconds, above 0 and below a day.")
    return seconds


def ahead_seconds() -> float:
    """How long pages wait at most for the answers of a new snapshot to be asked ahead. Raises UsageError."""
    seconds, text = _seconds(AHEAD_SECONDS, DEFAULT_AHEAD_SECONDS)
    if not 0 <= seconds <= 3_600:
        raise UsageError(f"{AHEAD_SECONDS} is {text!r}; write seconds, from 0 to 3600.")
    return seconds


def _seconds(name: str, default: float) -> tuple[float, str]:
    """A setting in seconds, nan for text that is no number, and that text."""
    text = os.environ.get(name, "").strip()
    try:
        return (float(text) if text else default), text
    except ValueError:
        return math.nan, text


def lake_folder() -> Path:
    """The folder of this machine for what is not in the tables of a lake."""
    return Path(os.environ.get(LAKE_FOLDER, "").strip() or "data/warehouse")


def folder_for_load(warehouse: Path, building: Path) -> Path:
    """Where a load into `warehouse` spills: below the configured folder, one per warehouse, else in `building`."""
    given = os.environ.get(TEMP_DIRECTORY, "").strip()
    if not given:
        return building / "spill"
    return Path(given) / f"load-{blake2s(str(warehouse.resolve()).encode()).hexdigest()[:12]}"


def folder_for_readers() -> Path:
    """Where questions of this process spill."""
    given = os.environ.get(TEMP_DIRECTORY, "").strip()
    return Path(given or tempfile.gettempdir()) / f"premium-support-{os.getpid()}"


def limit(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Hold a connection's database to the limits; it spills to `folder`. Raises UsageError for settings that are none.

    May be called again on a database that is open already and has spilled.
    """
    memory, processors = memory_limit(), threads()
    ((held,),) = connection.execute("select current_setting('temp_directory')").fetchall()
    if held != str(folder):
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)  # DuckDB makes the last folder only
        except OSError as error:
            raise UsageError(f"{TEMP_DIRECTORY} is {folder.parent}, which cannot be made: {error.strerror}.") from error
        connection.execute("set temp_directory = $folder", {"folder": str(folder)})
    if memory is not None:
        connection.execute("set memory_limit = $memory", {"memory": memory})
    if processors is not None:
        connection.execute("set threads = $processors", {"processors": processors})


def check() -> None:
    """Read every setting once, so that a mistake is told when the server starts. Raises UsageError."""
    memory_limit()
    threads()
    question_seconds()
    ahead_seconds()
