"""Run a source: a folder with one SELECT per record type over the raw export of another system.

A SELECT may use these named parameters:

- `$raw`: the raw folder's path.
- `$source`: the source folder's path, for facts the source brings along.
- `$<table>`: for every table named in the source's `required/` and `optional/` folders, the files to read with
  `raw_table($<table>)`. Each `<table>.csv` there is a header line. Columns under `required/` must be in the export;
  those under `optional/` are null where it lacks them, and a table that is only there may be missing.
"""

import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TypeAlias

import duckdb

from data import contract
from data.errors import RecordsError, UsageError

BUNDLED: Final = Path(__file__).parent

_Parameter: TypeAlias = str | list[str]

# Everything is text, and nothing is guessed that can be said: left to itself, DuckDB may take a header for a preface
# when rows have one column more, or a line for a comment.
_RAW_TABLE: Final = """
create or replace temp macro raw_table(files) as table from read_csv(
    files, union_by_name = true, all_varchar = true, header = true, delim = ',', quote = '"', escape = '"',
    skip = 0, comment = '', strict_mode = true
)
"""


def bundled() -> list[str]:
    """The names of the sources that come with the project, sorted."""
    return sorted(folder.name for folder in BUNDLED.iterdir() if any(folder.glob("*.sql")))


def find(name_or_folder: str) -> Path:
    """The folder of a bundled source, or the folder itself; UsageError if it is neither or holds no `.sql` file."""
    if name_or_folder in bundled():
        return BUNDLED / name_or_folder
    folder = Path(name_or_folder)
    names = ", ".join(bundled())
    if not folder.is_dir():
        raise UsageError(f"There is no source {name_or_folder}: give one of {names}, or a folder of .sql files.")
    if not any(folder.glob("*.sql")):
        raise UsageError(f"The source {name_or_folder} holds no .sql file: give one of {names}, or a folder of them.")
    return folder


def record_types(source: Path) -> tuple[str, ...]:
    """The record types a source makes, in load order; RecordsError if a `.sql` file is named after none."""
    names = {path.stem for path in source.glob("*.sql")}
    for name in sorted(names - contract.RECORD_TYPES.keys()):
        raise RecordsError(
            f"{name}.sql of the source {source.name} is named after no record type; "
            f"there are {', '.join(sorted(contract.RECORD_TYPES))}."
        )
    return tuple(name for name in contract.RECORD_TYPES if name in names)


def stage(connection: duckdb.DuckDBPyConnection, source: Path, raw: Path, record_type: str, table: str) -> None:
    """Create `table` with what the source's SELECT for `record_type` returns: its columns, order and types as they are.

    The session's zone is UTC while it runs, so that a timestamp without an offset never takes on that of the machine.
    RecordsError, naming the `.sql` file, for anything that keeps it from running: several statements, one that writes
    or reads the loader's own tables, a missing raw file or column, an error in the SQL.
    """
    if not raw.is_dir():
        raise RecordsError(f"There is no folder {raw} with a raw export.")
    if record_type not in record_types(source):
        raise RecordsError(f"The source {source.name} has no {record_type}.sql.")
    path = source / f"{record_type}.sql"
    with _told_of(path):
        statement = _one_select(path)
        parameters = _parameters(source, raw, statement.named_parameters)
        _rehearse(statement.query, parameters)
        with _prepared(connection):
            connection.execute(f'create table "{table}" as {statement.query}', parameters)


@contextmanager
def _told_of(path: Path) -> Iterator[None]:
    """Turn what DuckDB says into one sentence that names the file; want of memory or space is not the file's fault."""
    try:
        yield
    except (duckdb.Error, UnicodeDecodeError) as error:
        if isinstance(error, duckdb.OutOfMemoryException) or "No space left" in str(error):
            raise
        raise RecordsError(f"{path.name} of the source {path.parent.name} cannot be run: {_reason(error)}.") from error


def _reason(error: Exception) -> str:
    """What DuckDB says, without the row itself, the advice on its settings and the drawing of the place."""
    said = re.split(r"\nLINE |\nPossible |\nThe search space", str(error), maxsplit=1)[0]
    said = re.sub(r"Original Line:.*?(?=\n\s*\n|\nExpected |\nInvalid |\nMaximum |\Z)", "", said, flags=re.DOTALL)
    raw_file = re.search(r"^ +file = (.+)$", str(error), re.MULTILINE)
    where = f", in {Path(raw_file[1]).name}" if raw_file is not None else ""
    return " ".join(said.split()).rstrip(".!") + where


def _one_select(path: Path) -> duckdb.Statement:
    statements = duckdb.extract_statements(path.read_text(encoding="utf-8-sig"))
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise RecordsError(f"{path.name} of the source {path.parent.name} must be one SELECT and nothing else.")
    return statements[0]


def _rehearse(query: str, parameters: dict[str, _Parameter]) -> None:
    """Plan the query in an empty database of its own that may not be written.

    DuckDB 2 calls `with rows as (insert ... returning *) select ...` a SELECT, so the kind of statement is not enough.
    """
    with duckdb.connect(config={"python_enable_replacements": "false"}) as empty:
        _prepare(empty)
        empty.execute("begin transaction read only")
        empty.execute(f"explain {query}", parameters)


def _prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Give the session what a SELECT may count on: `raw_table`, and UTC as its zone."""
    connection.execute("set timezone = 'UTC'")
    connection.execute(_RAW_TABLE)


@contextmanager
def _prepared(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    ((zone,),) = connection.execute("select current_setting('timezone')").fetchall()
    _prepare(connection)
    try:
        yield
    finally:
        with suppress(duckdb.TransactionException):  # a transaction of the caller's that failed is rolled back anyway
            connection.execute("drop macro table raw_table")
            connection.execute(f"set timezone = '{zone}'")


def _parameters(source: Path, raw: Path, wanted: set[str]) -> dict[str, _Parameter]:
    tables = _raw_tables(source)
    known = {"raw", "source", *tables}
    for name in sorted(wanted - known):
        raise RecordsError(
            f"The source {source.name} uses ${name}, which nothing gives it; "
            f"there are {', '.join('$' + each for each in sorted(known))}."
        )
    given: dict[str, _Parameter] = {"raw": _literally(raw), "source": _literally(source)}
    return {name: given[name] if name in given else _files(source, raw, name) for name in wanted}


def _raw_tables(source: Path) -> list[str]:
    return sorted({path.stem for part in ("required", "optional") for path in (source / part).glob("*.csv")})


def _files(source: Path, raw: Path, table: str) -> list[str]:
    """The export's files of one raw table, and the header lines that name its columns."""
    found = _exported(raw, table)
    required, optional = source / "required" / f"{table}.csv", source / "optional" / f"{table}.csv"
    if required.exists() and not found:
        raise RecordsError(f"The raw export has no {table}.csv, which the source {source.name} needs.")
    needed = _header(required) if required.exists() else []
    for path in found:
        present = {name.lower() for name in _columns(path)}
        missing = [name for name in needed if name.lower() not in present]
        if missing:
            raise RecordsError(f"{path.name} of the raw export has no column {', '.join(missing)}.")
    headers = [path for path in (required, optional) if path.exists()]
    return [_literally(path) for path in (*found, *headers)]


def _header(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as lines:
        return next(csv.reader(lines))


def _columns(path: Path) -> list[str]:
    """The column names of a raw file; among several files DuckDB would not say which one it cannot read."""
    with duckdb.connect() as empty:
        empty.execute(_RAW_TABLE)
        try:
            rows = empty.execute("describe from raw_table($files)", {"files": [_literally(path)]}).fetchall()
        except duckdb.Error as error:
            if "sniffing" not in str(error):
                raise
            raise RecordsError(
                f"{path.name} of the raw export cannot be read as CSV: "
                "a row has more or fewer columns than the header, or a quote is not closed."
            ) from error
    return [str(row[0]) for row in rows]


def _exported(raw: Path, table: str) -> list[Path]:
    """`ticket.csv`, also `ticket_data.csv`, also gzipped, or the files in a folder `ticket`; case does not matter."""
    named = re.compile(rf"{re.escape(table)}(_data)?\.csv(\.gz)?", re.IGNORECASE)
    csv_file = re.compile(r".*\.csv(\.gz)?", re.IGNORECASE)
    found = [path for path in raw.iterdir() if path.is_file() and named.fullmatch(path.name)]
    for folder in raw.iterdir():
        if folder.is_dir() and folder.name.lower() == table.lower():
            found += [path for path in folder.iterdir() if csv_file.fullmatch(path.name)]
    return sorted(found)


def _literally(path: Path) -> str:
    """The absolute path for DuckDB's readers, which take `[`, `*` and `?` in a folder's name for a pattern."""
    return re.sub(r"([\[*?])", r"[\1]", str(path.absolute()))
