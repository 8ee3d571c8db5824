"""Run the questions of this folder: one .sql file, one question, one result shape.

The runner knows nothing of Streamlit. It opens no database and keeps no result, so a test hands it an
in-memory database and reads back plain rows. Questions live in theme folders (`response/`, `issues/`, ...);
a question's name is its file's stem, unique over all themes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from threading import Timer
from typing import Final
from weakref import WeakKeyDictionary

import duckdb
import pandas as pd

from data import settings, warehouses

SQL_DIR: Final = Path(__file__).parent
FIELDS: Final = ("question", "grain", "params", "returns", "decided")

# Answers are small: at every step with them Arrow's strings cost more than Python's own, 15 % of a page's run.
pd.set_option("mode.string_storage", "python")

Param = str | int | float | bool | date | datetime | Sequence[str] | None


class StoppedError(RuntimeError):
    """A question that took too long or needed too much; the message is one sentence for the person who asked."""


class QuestionError(ValueError):
    """A question that does not exist, or parameters that are not the ones it takes; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Question:
    """One parsed file.

    `params` and `returns` map names to DuckDB types, in the order of the header; `asks` is the question in
    words, `decided` what a reader could dispute.
    """

    name: str
    theme: str
    sql: str
    asks: str
    grain: str
    params: Mapping[str, str]
    returns: Mapping[str, str]
    decided: str


@cache
def files() -> Mapping[str, Path]:
    """Every question's file by name, sorted by theme and name; two files of one name are refused."""
    found: dict[str, Path] = {}
    for path in sorted(path for path in SQL_DIR.glob("*/*.sql") if path.parent.name != "macros"):
        if path.stem in found:
            raise QuestionError(f"two questions are called {path.stem!r}: {found[path.stem]} and {path}")
        found[path.stem] = path
    return found


def names() -> tuple[str, ...]:
    """Every question's name."""
    return tuple(files())


@cache
def macros() -> Mapping[str, str]:
    """The statements of macros.sql, then of macros/*.sql, by macro name: rows that several questions share.

    They stand in the order in which they must be made: a macro may use those before it.
    """
    paths = [SQL_DIR / "macros.sql", *sorted((SQL_DIR / "macros").glob("*.sql"))]
    texts = [path.read_text(encoding="utf-8") for path in paths]
    statements = [statement.query.strip() for text in texts for statement in duckdb.extract_statements(text)]
    return {re.findall(r"macro (\w+)", statement)[0]: statement for statement in statements}


@cache
def read(name: str) -> Question:
    """Read and parse one file; raises QuestionError for an unknown name or a file with several statements."""
    if name not in files():
        raise QuestionError(f"There is no question called {name!r}; `python -m queries list` shows all.")
    path = files()[name]
    sql = path.read_text(encoding="utf-8")
    if len(duckdb.extract_statements(sql)) != 1:
        raise QuestionError(f"{path.name} must hold exactly one statement.")
    fields = header(sql)
    return Question(
        name=name,
        theme=path.parent.name,
        sql=sql,
        asks=fields["question"],
        grain=fields["grain"],
        params=_typed_names(fields["params"]),
        returns=_typed_names(fields["returns"]),
        decided=fields["decided"],
    )


def header(sql: str) -> dict[str, str]:
    """The fields of a question's opening comment; a field may go on over indented comment lines."""
    fields = dict.fromkeys(FIELDS, "")
    current = ""
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        text = line[2:].strip()
        name, colon, rest = text.partition(":")
        if colon and name in fields:
            current, text = name, rest.strip()
        if current:
            fields[current] = f"{fields[current]} {text}".strip()
    return fields


def _typed_names(field: str) -> dict[str, str]:
    """`$since date, $until date (exclusive)` as {"since": "date", "until": "date"}; `none` is nothing."""
    entries = re.sub(r"\([^)]*\)", "", field).split(",")
    pairs = [entry.split() for entry in entries if entry.strip() and entry.strip() != "none"]
    return {words[0].lstrip("$"): " ".join(words[1:]) for words in pairs}


@cache
def used_macros(sql: str) -> tuple[str, ...]:
    """The definitions a question leans on, in the order in which they must be made (each may use earlier ones)."""
    used: list[str] = []
    for name, statement in reversed(list(macros().items())):
        if any(re.search(rf"\b{name}\(", text) for text in (sql, *used)):
            used.insert(0, statement)
    return tuple(used)


@dataclass(frozen=True, slots=True)
class _Borrowed:
    """A cursor and the macros it has: making them anew for every question is a third of a small question's time."""

    cursor: duckdb.DuckDBPyConnection
    made: set[str]


_idle: WeakKeyDictionary[duckdb.DuckDBPyConnection, list[_Borrowed]] = WeakKeyDictionary()


@contextmanager
def _borrowed(connection: duckdb.DuckDBPyConnection) -> Iterator[_Borrowed]:
    """A cursor of the connection, given back for the next question unless this one failed."""
    idle = _idle.setdefault(connection, [])
    try:
        borrowed = idle.pop()
    except IndexError:
        borrowed = _Borrowed(connection.cursor(), set())
    try:
        yield borrowed
    except BaseException:
        borrowed.cursor.close()
        raise
    idle.append(borrowed)


@contextmanager
def _limited(cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Stop what runs on the cursor when its time is up; StoppedError for that, and for too little memory."""
    seconds = settings.question_seconds()
    timer = Timer(seconds, cursor.interrupt)
    timer.daemon = True  # a server that ends does not wait for it
    timer.start()
    try:
        yield
    except duckdb.InterruptException as error:
        raise StoppedError(
            f"This took longer than {seconds:g} seconds and was stopped; a shorter period or fewer accounts take less."
        ) from error
    except duckdb.OutOfMemoryException as error:
        raise StoppedError(
            "This needs more memory than the server may use; a shorter period or fewer accounts take less."
        ) from error
    except duckdb.IOException as error:
        if warehouses.is_damage(error):
            raise
        raise StoppedError(
            "This needs more room on the server's disk than there is; a shorter period takes less."
        ) from error
    finally:
        timer.cancel()


def answer(connection: duckdb.DuckDBPyConnection, name: str, params: Mapping[str, Param]) -> pd.DataFrame:
    """Answer one question on a cursor that is nobody else's meanwhile, so that threads never share a handle.

    `params` must be exactly those of the header. Returns a frame with exactly the promised columns. Raises
    QuestionError for a wrong set of parameters or a result that breaks the promise, and StoppedError for a question
    that takes longer than `data.settings.question_seconds` or more memory than there is.
    """
    question = read(name)
    if params.keys() != question.params.keys():
        raise QuestionError(f"{name} takes {sorted(question.params)}, but was given {sorted(params)}.")
    values = {key: list(value) if isinstance(value, tuple) else value for key, value in params.items()}
    with _borrowed(connection) as borrowed:
        for definition in used_macros(question.sql):
            if definition not in borrowed.made:
                borrowed.cursor.execute(definition)
                borrowed.made.add(definition)
        with _limited(borrowed.cursor):
            table = borrowed.cursor.sql(question.sql, params=values).to_arrow_table()
    result: pd.DataFrame = table.to_pandas(date_as_object=False)  # not .df(): it warns under pandas 3.1 on timestamptz
    if tuple(result.columns) != tuple(question.returns):
        raise QuestionError(f"{name} promises {tuple(question.returns)}, but returned {tuple(result.columns)}.")
    return result
