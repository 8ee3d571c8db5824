"""A connection that has a lake attached, and what goes wrong with one as a sentence.

Errors of DuckDB and PostgreSQL name hosts, users and files. Only their reason is passed on, and they are not chained,
so that a log holds no more than a page.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

import duckdb

from data import settings
from data.errors import SnapshotError, UnreachableError
from data.lake import extensions
from data.lake.address import Lake
from data.staging import literal

CATALOGUE: Final = "catalogue"  # the secret, and the database of PostgreSQL where it is attached itself
LAKE: Final = "lake"  # the lake itself, in every connection
POINTER: Final = "current_snapshot"  # the view in the lake's main that names the snapshot that counts
_S3: Final = {
    "key_id": "AWS_ACCESS_KEY_ID",
    "secret": "AWS_SECRET_ACCESS_KEY",
    "session_token": "AWS_SESSION_TOKEN",
    "region": "AWS_REGION",
}
_ENDPOINTS: Final = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
_NOT_REACHED: Final = (
    "unable to connect|connection to (the )?server|server closed the connection|terminating connection"
    '|execute query "ROLLBACK"'
)
_NOT_THERE: Final = f"creating a new DuckLake is explicitly disabled|{POINTER} does not exist"
# How DuckDB says that a file is not there or not whole, and that a snapshot has left the lake.
_NOT_READ: Final = {
    duckdb.IOException: "cannot open|could not read|corrupt|checksum|not a valid",
    duckdb.InvalidInputException: "magic bytes|corrupt",
    duckdb.CatalogException: "because schema .+ does not exist",
}


def blank() -> duckdb.DuckDBPyConnection:
    """A database in memory, held to the limits of readers, that knows the extensions. SnapshotError without them."""
    connection = duckdb.connect(config=extensions.CONFIG)
    try:
        extensions.load(connection)
        settings.limit(connection, settings.folder_for_readers())
        connection.execute("set global TimeZone = 'UTC'")
    except BaseException:
        connection.close()
        raise
    return connection


def introduce(connection: duckdb.DuckDBPyConnection, lake: Lake) -> None:
    """Tell a connection the passwords: that of the catalogue, and S3's from the environment of AWS's own tools."""
    password = "" if lake.password is None else f", password {literal(lake.password)}"
    connection.execute(f"create secret {CATALOGUE} (type postgres{password})")
    given = {option: os.environ[name] for option, name in _S3.items() if os.environ.get(name)}
    endpoint = next((os.environ[name] for name in _ENDPOINTS if os.environ.get(name)), "")
    if endpoint:
        given |= {"endpoint": re.sub("^https?://", "", endpoint).rstrip("/"), "url_style": "path"}
        given |= {"use_ssl": str(not endpoint.startswith("http://")).lower()}
    if given:
        options = "".join(f", {option} {literal(value)}" for option, value in given.items())
        connection.execute(f"create secret storage (type s3{options})")


def attach(connection: duckdb.DuckDBPyConnection, lake: Lake) -> None:
    """Attach a lake for reading, under the name LAKE. SnapshotError if there is none.

    A `data_path` in the address is where this machine sees the files, wherever the loader saw them.
    """
    path = "" if lake.data_path is None else f", data_path {literal(lake.data_path)}, override_data_path true"
    connection.execute(f"attach {_source(lake)} as {LAKE} (read_only, meta_secret {literal(CATALOGUE)}{path})")


def attach_for_writing(connection: duckdb.DuckDBPyConnection, lake: Lake, *, may_make: bool) -> None:
    """Attach a lake for writing; one that is not there yet is made, or SnapshotError."""
    path = "" if lake.data_path is None else f", data_path {literal(lake.data_path)}"
    connection.execute(
        f"attach {_source(lake)} as {LAKE} (meta_secret {literal(CATALOGUE)}, data_inlining_row_limit 0,"
        f" create_if_not_exists {may_make}{path})"
    )


def attach_catalogue(connection: duckdb.DuckDBPyConnection, lake: Lake) -> None:
    """Attach the database of PostgreSQL itself, under the name CATALOGUE."""
    connection.execute(f"attach {literal(lake.conninfo)} as {CATALOGUE} (type postgres, secret {literal(CATALOGUE)})")


def _source(lake: Lake) -> str:
    return literal(f"ducklake:postgres:{lake.conninfo}")


def close(connection: duckdb.DuckDBPyConnection) -> None:
    """Close a connection, and end its transaction before.

    DuckDB ends the process if a connection is left with a transaction whose catalogue has gone away.
    """
    with suppress(duckdb.Error):  # there is none, or nobody to tell
        connection.execute("rollback")
    connection.close()


@contextmanager
def told(lake: Lake) -> Iterator[None]:
    """Turn an error of DuckDB into one sentence about the lake. Raises SnapshotError."""
    try:
        yield
    except duckdb.Error as error:
        raise in_words(lake, error) from None


def in_words(lake: Lake, error: duckdb.Error) -> SnapshotError:
    """One sentence about what went wrong with a lake, and how to mend it."""
    text = str(error)
    reasons = re.findall(r"(?:FATAL|ERROR|failed): +(?!FATAL|ERROR)(.+)", text)
    reason = "; ".join(dict.fromkeys(reasons)) or "it gave no reason"
    if re.search(_NOT_REACHED, text, re.IGNORECASE):
        return UnreachableError(f"The catalogue of {lake} cannot be reached: {reason}.")
    if re.search(_NOT_THERE, text):
        return nothing_yet(lake)
    if "data_path is not set" in text:
        return SnapshotError(f"{lake} is new: say where its files are to be, with data_path= in its address.")
    if "does not match existing data path" in text:
        return SnapshotError(f"The files of {lake} are elsewhere already; leave data_path= out of its address.")
    if "permission denied" in text or "read-only" in text:
        return SnapshotError(f"{lake} cannot be used so with the rights of this user of PostgreSQL: {reason}.")
    if is_damage(error):
        return SnapshotError(f"The files of {lake} cannot be read or written: look whether its storage is there.")
    return SnapshotError(f"{lake} cannot be used: {reason}.")


def nothing_yet(lake: Lake) -> SnapshotError:
    """What is said of a lake without a snapshot."""
    return SnapshotError(f"There is no snapshot in {lake} yet; load records into it with: python -m data load RECORDS")


def is_damage(error: duckdb.Error) -> bool:
    """Whether an error while reading says that the catalogue or a file is not there, or not what was published."""
    if isinstance(error, duckdb.HTTPException):
        return True
    told = "|".join([_NOT_REACHED, *(words for kind, words in _NOT_READ.items() if isinstance(error, kind))])
    return re.search(told, str(error), re.IGNORECASE) is not None
