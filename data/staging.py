"""Reading: every row of every file goes into one staged table per record type, typed, with what is wrong with it.

A staged table has the contract's columns, `problem` (null, or the position of a reason in `Staged.reasons`),
`problem_value` (the offending text) and `base_row`. Rows keep the order of the files, so that `rowid` says which file
and record a row came from. Behind them, in a merge, stand those rows of the snapshot that they concern; `base_row` is
their place there (null for all others).
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from data.contract import FIRST_YEAR, LAST_YEAR, Column, Kind, RecordType
from data.errors import RecordsError
from data.finding import LONGEST_RECORD, RecordsFile, TextFile, blank_records, csv_header, named, readable_text
from data.zones import known_zones

PARSING_SQL = Path(__file__).with_name("parsing.sql")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row is rejected: the column it is about (None: the whole row) and what was expected."""

    column: str | None
    sentence: str


@dataclass(slots=True)
class StagedFile:
    """One file as it was read.

    `first_row` and `rows` are its range of rowids in the staged table; `unreadable` are the records that could not
    even be split into columns: (record number, text, reason). Of a snapshot that is merged onto, the rows that nothing
    concerns are not staged but only counted: `untouched`.
    """

    label: str
    encoding: str
    first_row: int
    rows: int
    unreadable: list[tuple[int, str, str]] = field(default_factory=list)
    unknown_columns: list[str] = field(default_factory=list)
    is_base: bool = False
    untouched: int = 0

    @property
    def read(self) -> int:
        """How many records the file held."""
        return self.rows + len(self.unreadable) + self.untouched

    def record_number(self, rowid: int) -> int:
        """The position in the file, from 1, of the record that became this staged row."""
        place = rowid - self.first_row
        return place + 1 + bisect_right(self.rows_before_gaps, place)

    @property
    def rows_before_gaps(self) -> list[int]:
        """For each unreadable record, how many staged rows of the file stand before it."""
        return [number - place for place, (number, _, _) in enumerate(self.unreadable, start=1)]


@dataclass(slots=True)
class Staged:
    """All that was read of one record type."""

    record_type: RecordType
    files: list[StagedFile] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)

    @property
    def table(self) -> str:
        """The staged table's name."""
        return f"staged_{self.record_type.name}"

    @property
    def rows(self) -> int:
        """How many rows the staged table holds."""
        return sum(file.rows for file in self.files)

    def file_of(self, rowid: int) -> StagedFile:
        """The file a staged row came from."""
        # The last file that begins at or before the row; of those that begin at the same row, all but it are empty.
        return self.files[bisect_right(self.files, rowid, key=lambda file: file.first_row) - 1]


def quoted(name: str) -> str:
    """A SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A SQL string."""
    return "'" + text.replace("'", "''") + "'"


def _literally(path: Path) -> str:
    """The path for DuckDB's readers, which take some characters in it for a pattern, and might read a neighbour."""
    return re.sub(r"([\[*?])", r"[\1]", str(path.absolute()))


class Stager:
    """Reads files into staged tables of a connection. `time_zone` is for timestamps without an offset."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, time_zone: str | None) -> None:
        """Prepare the connection: the parsing macros."""
        self.connection = connection
        self.time_zone = time_zone
        connection.execute(PARSING_SQL.read_text(encoding="utf-8"))
        # ICU also knows names that are not IANA's, and a browser would not know them.
        connection.execute("create or replace temp table known_time_zones as select name from pg_timezone_names()")
        connection.execute(
            "delete from known_time_zones where not list_contains($names, name)", {"names": sorted(known_zones())}
        )

    def begin(self, record_type: RecordType) -> Staged:
        """An empty staged table for the type."""
        staged = Staged(record_type)
        columns = ", ".join(f"{quoted(column.name)} {column.kind.sql_type}" for column in record_type.columns)
        self.connection.execute(
            f"create or replace temp table {staged.table}"
            f" ({columns}, problem smallint, problem_value varchar, base_row bigint)"
        )
        staged.reasons = [reason for _, _, reason in self._checks(record_type, is_json=False)]
        return staged

    def read_file(self, staged: Staged, file: RecordsFile) -> None:
        """Add a file's rows to the staged table; RecordsError if the file as a whole is no good."""
        if file.format == "parquet":
            source = f"read_parquet({literal(_literally(file.path))})"
            self._add(staged, file.label, source, self._describe(source, file.label), encoding="parquet")
            return
        with readable_text(file) as text:
            if file.format == "csv":
                self._read_csv(staged, file, text)
            else:
                self._read_json_lines(staged, file, text)

    def read_table(self, staged: Staged, label: str, table: str) -> None:
        """Add the rows of a table of the connection (a source's result)."""
        self._add(staged, label, quoted(table), self._describe(quoted(table), label), encoding="source")

    def _insert(self, sql: str) -> int:
        row = self.connection.execute(sql).fetchone()
        assert row is not None
        return int(row[0])

    def _describe(self, source: str, label: str) -> dict[str, str]:
        try:
            rows = self.connection.execute(f"describe select * from {source}").fetchall()
        except duckdb.Error as error:
            raise RecordsError(f"{label} cannot be read: {first_line(error)}.") from error
        return {str(name): str(kind) for name, kind, *_ in rows}

    def _read_csv(self, staged: Staged, file: RecordsFile, text: TextFile) -> None:
        names, separator = csv_header(text, file.label)
        columns = "{" + ", ".join(f"{literal(name)}: 'VARCHAR'" for name in names) + "}"
        self._add_text(
            staged,
            file,
            text,
            columns=columns,
            options=f"header = true, delim = {literal(separator)}, quote = '\"', escape = '\"'",
            wrap="{source}",
            types=dict.fromkeys(names, "VARCHAR"),
            separator=separator,
        )

    def _read_json_lines(self, staged: Staged, file: RecordsFile, text: TextFile) -> None:
        # Lines that cannot be read at all are told apart when the rows are read, below.
        source = self._text_source(text, "{'line': 'VARCHAR'}", f"{_JSON_OPTIONS}, ignore_errors = true")
        try:
            keys = self.connection.execute(
                f"select distinct unnest(json_keys(line)) from {source} where {_IS_OBJECT}"
            ).fetchall()
        except duckdb.InvalidInputException as error:
            raise RecordsError(f"{file.label} cannot be read: {first_line(error)}.") from error
        names = sorted(str(key) for (key,) in keys)
        known = [name for name in names if name in staged.record_type.column_names]
        values = "".join(f"line ->> '$.{name}' as {quoted(name)}, " for name in known)
        # A line that is no JSON object becomes a row whose columns are blank; `broken_line` tells it apart. Blank lines
        # are no records.
        self._add_text(
            staged,
            file,
            text,
            columns="{'line': 'VARCHAR'}",
            options=_JSON_OPTIONS,
            wrap=f"(select {values}broken_line from ("
            f"select case when {_IS_OBJECT} then line else '{{}}' end as line,"
            f" case when {_IS_OBJECT} then null else line end as broken_line from {{source}}"
            " where trim(line, ' \t') <> ''))",
            types=dict.fromkeys(names, "VARCHAR"),
            separator=None,
        )

    def _text_source(self, text: TextFile, columns: str, options: str, tables: str = "") -> str:
        return (
            f"read_csv({literal(_literally(text.path))}, columns = {columns}, auto_detect = false, strict_mode = true, "
            f"max_line_size = {LONGEST_RECORD}, compression = {literal(text.compression or 'none')}, {options}{tables})"
        )

    def _add_text(
        self,
        staged: Staged,
        file: RecordsFile,
        text: TextFile,
        *,
        columns: str,
        options: str,
        wrap: str,
        types: dict[str, str],
        separator: str | None,
    ) -> None:
        """`separator` is that of a CSV file, and None for JSON Lines."""
        rejects = ", store_rejects = true, rejects_table = 'unreadable', rejects_scan = 'unreadable_scan'"
        source = wrap.replace("{source}", self._text_source(text, columns, options, rejects))
        for name in ("unreadable", "unreadable_scan"):
            self.connection.execute(f"drop table if exists {name}")
        added = self._add(staged, file.label, source, types, encoding=text.encoding, is_json=separator is None)
        errors = self.connection.execute(
            "select line, any_value(csv_line order by error_type), any_value(error_type order by error_type),"
            " any_value(error_message order by error_type) from unreadable group by line order by line"
        ).fetchall()
        blanks = blank_records(text, separator) if errors and separator else []
        for line, record, kind, message in errors:
            place = int(line) - 1
            number = place - bisect_left(blanks, place) + (separator is None)  # a CSV file's header has place 0
            if kind == "UNQUOTED VALUE" and "\n" in record.strip():
                raise RecordsError(f"The quotes of record {number} of {file.label} are broken; the rest is unreadable.")
            added.unreadable.append((number, record.strip("\r\n")[:500], _unreadable_reason(str(kind), str(message))))

    def _add(
        self, staged: Staged, label: str, source: str, types: dict[str, str], *, encoding: str, is_json: bool = False
    ) -> StagedFile:
        record_type = staged.record_type
        missing = [column.name for column in record_type.columns if column.required and column.name not in types]
        if missing:
            have = named(list(types)) or "none"
            raise RecordsError(f"{label} has no column {missing[0]}; its columns are {have}.")
        unknown = [name for name in types if name not in record_type.column_names]
        checks = self._checks(record_type, is_json=is_json)
        values = ", ".join(self._value(column, types.get(column.name)) for column in record_type.columns)
        if is_json:
            values += ", broken_line"
        names = ", ".join(quoted(column.name) for column in record_type.columns)
        problem = " ".join(f"when {broken} then {code}" for code, (broken, _, _) in enumerate(checks))
        value = " ".join(f"when {code} then {text}" for code, (_, text, _) in enumerate(checks))
        try:
            rows = self._insert(
                f"insert into {staged.table} select {names}, problem, case problem {value} end, null from ("
                f"select *, case {problem} end as problem from (select {values} from {source}))"
            )
        except duckdb.OutOfMemoryException:
            raise
        except duckdb.Error as error:
            if "write" in str(error) or "No space left" in str(error):
                raise  # the file is not to blame
            raise RecordsError(f"{label} cannot be read: {first_line(error)}.") from error
        file = StagedFile(label, encoding, staged.rows, rows, unknown_columns=unknown)
        staged.files.append(file)
        return file

    def _value(self, column: Column, sql_type: str | None) -> str:
        """The typed column, and beside it `<name> text` for the checks."""
        name, text = quoted(column.name), quoted(f"{column.name} text")
        if sql_type is None:
            return f"null::{column.kind.sql_type} as {name}, null::varchar as {text}"
        as_text = f"nullif({name}, '')" if sql_type == "VARCHAR" else f"nullif(cast({name} as varchar), '')"
        if sql_type.startswith("TIME") and not sql_type.startswith("TIMESTAMP"):
            # A damaged Parquet file may hold times beyond the day; DuckDB crashes when it writes one down. Compared
            # as text, for DuckDB takes for granted that a time is within the day, and leaves the comparison out.
            within = f"cast(cast(epoch_us({name}) as varchar) as hugeint) between 0 and 86400000000"
            as_text = f"case when {name} is null or {within} then {as_text} else 'beyond the day' end"
        if sql_type == "VARCHAR":
            as_text = f"case when {name} like ' %' and trim({name}) = '' then null else {as_text} end"
        return f"{self._parsed(column, as_text, sql_type)} as {name}, {as_text} as {text}"

    def _parsed(self, column: Column, text: str, sql_type: str) -> str:
        name = quoted(column.name)
        match column.kind:
            case Kind.TEXT | Kind.CHOICE:
                return text
            case Kind.TIMESTAMP if sql_type == "TIMESTAMP WITH TIME ZONE":
                return f"date_trunc('second', {name})"
            case Kind.TIMESTAMP if self.time_zone is None:
                return f"parse_timestamp({text})"
            case Kind.TIMESTAMP:
                zone = literal(self.time_zone or "")
                return f"coalesce(parse_timestamp({text}), parse_local_timestamp({text}, {zone}))"
            case Kind.DATE if sql_type == "DATE":
                return f"known_date({name})"
            case Kind.TIME if sql_type == "TIME":
                return f"parse_time(left({text}, 8))"
            case Kind.INTEGER if sql_type in {"BIGINT", "INTEGER", "SMALLINT", "TINYINT", "UINTEGER", "USMALLINT"}:
                return f"cast({name} as bigint)"
            case _:
                return f"parse_{column.kind.value}({text})"

    def _checks(self, record_type: RecordType, *, is_json: bool) -> list[tuple[str, str, Reason]]:
        """Per possible problem: when it is there, the offending value, the reason. The first that holds counts."""
        checks: list[tuple[str, str, Reason]] = []
        no_object = Reason(None, "expected one JSON object on the line")
        if is_json:
            checks.append(("broken_line is not null", "left(broken_line, 500)", no_object))
        else:
            checks.append(("false", "null", no_object))  # keeps its place: problems are known by their position
        for column in record_type.columns:
            name, text = quoted(column.name), quoted(f"{column.name} text")
            for broken, sentence in self._column_checks(column, name, text):
                checks.append((broken, text, Reason(column.name, sentence)))
        for rule in record_type.row_rules:
            text = quoted(f"{rule.column} text")
            checks.append((rule.broken_when, text, Reason(rule.column, f"expected {rule.expected}")))
        return checks

    def _column_checks(self, column: Column, name: str, text: str) -> list[tuple[str, str]]:
        checks: list[tuple[str, str]] = []
        if column.required:
            checks.append((f"{text} is null", "a value is required"))
        if column.kind is Kind.TIMESTAMP:
            naive = f"{name} is null and parse_naive_timestamp({text}) is not null"
            if self.time_zone is None:
                checks.append((naive, "the timestamp has no offset: write it with one, or load with --time-zone"))
            else:
                zone = literal(self.time_zone)
                wall = f"parse_naive_timestamp({text})"
                checks.append(
                    (f"{naive} and is_skipped({wall}, {zone})", f"no clock in {self.time_zone} ever shows this time")
                )
                checks.append(
                    (f"{naive} and is_ambiguous({wall}, {zone})", f"a clock in {self.time_zone} shows this time twice")
                )
            checks.append(
                (
                    f"{name} is null and {text} is not null",
                    "expected an ISO 8601 timestamp with an offset or Z, such as 2026-11-20T17:42:00Z",
                )
            )
            first, last = (
                f"timestamptz '{FIRST_YEAR}-01-01 00:00:00Z'",
                f"timestamptz '{LAST_YEAR + 1}-01-01 00:00:00Z'",
            )
            checks.append(
                (f"{name} < {first} or {name} >= {last}", f"expected a time from {FIRST_YEAR} to {LAST_YEAR}")
            )
        expected = {
            Kind.DATE: "expected a date such as 2026-11-20",
            Kind.TIME: "expected a time such as 09:00",
            Kind.NUMBER: "expected a number",
            Kind.INTEGER: "expected a whole number",
        }.get(column.kind)
        if expected:
            checks.append((f"{name} is null and {text} is not null", expected))
        if column.choices:
            options = ", ".join(literal(choice) for choice in column.choices)
            checks.append((f"{name} not in ({options})", "expected one of " + ", ".join(column.choices)))
        if column.above is not None:
            checks.append((f"{name} <= {column.above}", f"expected more than {column.above}"))
        if column.at_least is not None:
            checks.append((f"{name} < {column.at_least}", f"expected at least {column.at_least}"))
        if column.name == "opens":
            checks.append((f"{name} = time '24:00:00'", "expected a time before 24:00"))
        if column.name == "time_zone":
            checks.append(
                (
                    f"{name} not in (select name from known_time_zones)",
                    "expected an IANA time zone, such as Europe/Paris",
                )
            )
        return checks


_IS_OBJECT = "(json_valid(line) and json_type(case when json_valid(line) then line end) = 'OBJECT')"
_JSON_OPTIONS = "header = false, delim = '\x01', quote = '', escape = ''"


def _unreadable_reason(kind: str, message: str) -> str:
    counts = re.search(r"(\d+) Found: (\d+)", message)
    if kind in {"MISSING COLUMNS", "TOO MANY COLUMNS"} and counts:
        found = counts[2] if kind == "MISSING COLUMNS" else "more"  # counting stops at the first that is too many
        return f"expected {counts[1]} columns, found {found}"
    if kind == "UNQUOTED VALUE":
        return "the quotes are broken"
    if kind == "LINE SIZE OVER MAXIMUM":
        return f"the record is longer than {LONGEST_RECORD:,} bytes"
    return message.splitlines()[0].rstrip(".")


def first_line(error: BaseException) -> str:
    """What an error says, without the name of its kind."""
    return re.sub(r"^([A-Z][A-Za-z]*( [A-Za-z]+)* Error: )+", "", (str(error) or "unknown").splitlines()[0]).rstrip(
        ".!"
    )
