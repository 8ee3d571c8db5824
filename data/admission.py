"""Checking across rows, and admitting: a staged row goes into its record table, into `rejects`, or is a duplicate."""

from dataclasses import dataclass

import duckdb

from data import merging
from data.contract import RECORD_TYPES, OverlapRule, ParentRule, RecordType
from data.staging import Staged, StagedFile, literal, quoted


@dataclass(frozen=True, slots=True)
class FileCount:
    """What became of one file's records. The four numbers are counted separately."""

    record_type: str
    file: str
    read: int
    admitted: int
    duplicates: int
    rejected: int
    encoding: str

    def __post_init__(self) -> None:
        """A row that is lost or made up on the way must stop the load."""
        if self.read != self.admitted + self.duplicates + self.rejected:
            raise AssertionError(f"rows went missing in the load: {self}")


class Admission:
    """Admits one staged record type into the connection's record tables; its parents must be admitted already."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, staged: Staged) -> None:
        """`staged` has been read completely; in a merge, with what it concerns."""
        self.connection = connection
        self.staged = staged
        self.record_type: RecordType = staged.record_type
        connection.execute(
            "create or replace temp table refused"
            " (row_number bigint, column_name varchar, value varchar, reason varchar)"
        )
        connection.execute("create or replace temp table repeated (row_number bigint)")

    def settle(self) -> list[FileCount]:
        """Check, admit, and count per file; a snapshot that is merged onto comes first."""
        self._refuse_broken_rows()
        for column in self.record_type.columns:
            if column.refers_to:
                rules = [rule for rule in self.record_type.parent_rules if rule.through == column.name]
                self._refuse_lost_references(column.name, column.refers_to, rules)
        self._set_repeats_aside()
        for rule in self.record_type.overlap_rules:
            self._refuse_overlaps(rule)
        bases = [self._keep(file) for file in self.staged.files if file.is_base]
        return bases + [self._admit(file) for file in self.staged.files if not file.is_base]

    def _count(self, sql: str, values: dict[str, list[object]] | None = None) -> int:
        row = self.connection.execute(sql, values or {}).fetchone()
        assert row is not None
        return int(row[0])

    @property
    def _good(self) -> str:
        """The staged rows with nothing against them so far, as a SQL condition."""
        condition = "staged.problem is null"
        if self._count("select count(*) from refused"):
            condition += " and staged.rowid not in (select row_number from refused)"
        if self._count("select count(*) from repeated"):
            condition += " and staged.rowid not in (select row_number from repeated)"
        return condition

    def _refuse_broken_rows(self) -> None:
        if not self._count(f"select count(*) from {self.staged.table} where problem is not null"):
            return
        reasons = ", ".join(
            f"({code}, {literal(reason.column) if reason.column else 'null'}, {literal(reason.sentence)})"
            for code, reason in enumerate(self.staged.reasons)
        )
        self.connection.execute(
            "insert into refused select staged.rowid, reasons.column_name, staged.problem_value, reasons.sentence"
            f" from {self.staged.table} as staged"
            f" inner join (values {reasons}) as reasons(code, column_name, sentence) on staged.problem = reasons.code"
        )

    def _refuse_lost_references(self, column: str, parent_type: str, rules: list[ParentRule]) -> None:
        name = quoted(column)
        (key,) = (quoted(part) for part in RECORD_TYPES[parent_type].key)
        broken = "".join(f" or {rule.broken_when}" for rule in rules)
        judged = "".join(
            f" when {rule.broken_when} then {{'column': {literal(rule.column)},"
            f" 'value': cast(staged.{quoted(rule.column)} as varchar),"
            f" 'reason': {literal('expected ' + rule.expected)}}}"
            for rule in rules
        )
        self.connection.execute(
            f"insert into refused select row_number, judged.column, judged.value, judged.reason from ("
            f"select staged.rowid as row_number, case"
            f" when parent.{key} is null and staged.{name} in"
            f" (select record_key from rejects where record_type = {literal(parent_type)})"
            f" then {{'column': {literal(column)}, 'value': staged.{name},"
            f" 'reason': {literal(f'refers to a row of {parent_type} that was rejected')}}}"
            f" when parent.{key} is null then {{'column': {literal(column)}, 'value': staged.{name},"
            f" 'reason': {literal(f'there is no such row in {parent_type}')}}}"
            f"{judged} end as judged"
            f" from {self.staged.table} as staged left join {parent_type} as parent on staged.{name} = parent.{key}"
            f" where {self._good} and staged.{name} is not null and (parent.{key} is null{broken}))"
        )

    def _set_repeats_aside(self) -> None:
        keys = ", ".join(f"staged.{quoted(name)}" for name in self.record_type.key)
        good = self._good
        table = f"{self.staged.table} as staged"
        count, different = self.connection.execute(
            f"select count(*), count(distinct hash({keys})) from {table} where {good}"
        ).fetchall()[0]
        if count == different:
            return
        same = " and ".join(
            f"staged.{quoted(name)} is not distinct from kept.{quoted(name)}" for name in self.record_type.column_names
        )
        # Of the new rows the first stands. In a merge it replaces the snapshot's, which is staged behind it, unless it
        # only says the same again.
        self.connection.execute(
            "create or replace temp table repeats as"
            f" select repeats.*, staged.base_row is not null as is_base, {same} as is_same"
            f" from (select staged.rowid as row_number,"
            f" min(staged.rowid) over (partition by {keys}) as first_row"
            f" from {table} where {good}"
            f" and hash({keys}) in (select hash({keys}) from {table} where {good} group by all having count(*) > 1)"
            " ) as repeats"
            f" inner join {table} on staged.rowid = repeats.row_number"
            f" inner join {self.staged.table} as kept on kept.rowid = repeats.first_row"
            " where repeats.row_number <> repeats.first_row"
        )
        self.connection.execute(
            "insert into repeated select if(is_base and is_same, first_row, row_number)"
            " from repeats where is_base or is_same"
        )
        clashes = self.connection.execute(
            "select row_number, first_row from repeats where not is_base and not is_same"
        ).fetchall()
        self._refuse(
            self.record_type.key[0],
            [(row, f"{self._place(first)} has the same key and other content") for row, first in clashes],
        )

    def _place(self, row_number: int, base_row: int | None = None) -> str:
        """Where a staged row came from, in words."""
        file = self.staged.file_of(row_number)
        number = file.record_number(row_number) if base_row is None else base_row + 1
        return f"record {number} of {file.label}"

    def _refuse(self, column: str, rows: list[tuple[int, str]]) -> None:
        """Refuse rows (row number, reason) for what stands in `column`."""
        self.connection.execute(
            f"insert into refused select staged.rowid, {literal(column)}, cast(staged.{quoted(column)} as varchar),"
            " given.reason from (select unnest($row_numbers) as row_number, unnest($reasons) as reason) as given"
            f" inner join {self.staged.table} as staged on staged.rowid = given.row_number",
            {"row_numbers": [row for row, _ in rows], "reasons": [reason for _, reason in rows]},
        )

    def _refuse_overlaps(self, rule: OverlapRule) -> None:
        """In file order, and after those of a snapshot, a row that overlaps an earlier one that stands is refused."""
        group = ", ".join(quoted(name) for name in rule.group)
        # Text in these forms sorts as the times do. Only groups in which anything overlaps come back.
        rows = self.connection.execute(
            f"with standing as (select staged.rowid as row_number, staged.base_row, hash({group}) as grouped,"
            f" cast(staged.{quoted(rule.starts)} as varchar) as from_text,"
            f" coalesce(cast(staged.{quoted(rule.ends)} as varchar), '~') as to_text"
            f" from {self.staged.table} as staged where {self._good} and staged.{quoted(rule.starts)} is not null),"
            " neighbours as (select *, from_text < max(to_text) over (partition by grouped order by from_text,"
            " row_number rows between unbounded preceding and 1 preceding) as is_overlapping from standing)"
            " select grouped, row_number, base_row, from_text, to_text from neighbours where grouped in"
            " (select grouped from neighbours where is_overlapping) order by grouped, base_row, row_number"
        ).fetchall()
        refused: list[tuple[int, str]] = []
        standing: dict[int, list[tuple[str, str, tuple[int, int | None]]]] = {}
        for grouped, row_number, base_row, start, end in rows:
            others = standing.setdefault(grouped, [])
            overlapped = (row for other_start, other_end, row in others if start < other_end and other_start < end)
            other = next(overlapped, None)
            if other is None:
                others.append((start, end, (row_number, base_row)))
            else:
                refused.append((row_number, f"expected {rule.expected} ({self._place(*other)})"))
        self._refuse(rule.starts, refused)

    def _keep(self, base: StagedFile) -> FileCount:
        """Take away what does not stand of the rows that are there already, and note what changes."""
        name = self.record_type.name
        merging.note_changes(self.connection, self.staged, self._good)
        self._count(
            f"delete from {name} where rowid in"
            f" (select base_row from {self.staged.table} as staged where base_row is not null and not ({self._good}))"
        )
        kept = self._count(f"select count(*) from {name}")
        return self._counted(base, kept)

    def _admit(self, file: StagedFile) -> FileCount:
        name = self.record_type.name
        within = f"staged.rowid between {file.first_row} and {file.first_row + file.rows - 1}"
        columns = ", ".join(quoted(column) for column in self.record_type.column_names)
        admitted = self._count(
            f"insert into {name} ({columns}) select {columns} from {self.staged.table} as staged"
            f" where {self._good} and {within}"
        )
        return self._counted(file, admitted)

    def _counted(self, file: StagedFile, admitted: int) -> FileCount:
        """Write down the file's rejects, and count what did not stand."""
        duplicates = self._count(f"select count(*) from repeated as staged where {_row_within(file)}")
        rejected = self._reject(file)
        name = self.record_type.name
        return FileCount(name, file.label, file.read, admitted, duplicates, rejected, file.encoding)

    def _reject(self, file: StagedFile) -> int:
        """Write the file's refused and unreadable records to `rejects`."""
        key = ", ".join(f"cast(staged.{quoted(name)} as varchar)" for name in self.record_type.key)
        number = "staged.base_row + 1" if file.is_base else f"refused.row_number - {file.first_row} + 1"
        gaps = ""
        if file.unreadable:
            # A record's number counts the unreadable ones before it, too.
            self.connection.execute(
                "create or replace temp table gaps as select rows_before,"
                " sum(count(*)) over (order by rows_before) as gaps_so_far"
                " from (select unnest($rows_before) as rows_before) group by rows_before",
                {"rows_before": file.rows_before_gaps},
            )
            gaps = f" asof left join gaps on refused.row_number - {file.first_row} >= gaps.rows_before"
            number += " + coalesce(gaps.gaps_so_far, 0)"
        rejected = self._count(
            f"insert into rejects select {literal(file.label)}, {literal(self.record_type.name)}, {number},"
            f" nullif(concat_ws(' / ', {key}), ''), refused.column_name, refused.value, refused.reason"
            f" from refused inner join {self.staged.table} as staged on staged.rowid = refused.row_number{gaps}"
            f" where {_row_within(file, 'refused')} order by refused.row_number"
        )
        if file.unreadable:
            numbers, texts, reasons = zip(*file.unreadable, strict=True)
            rejected += self._count(
                f"insert into rejects select {literal(file.label)}, {literal(self.record_type.name)}, unnest($numbers),"
                " null, null, unnest($texts), unnest($reasons)",
                {"numbers": list(numbers), "texts": list(texts), "reasons": list(reasons)},
            )
        return rejected


def _row_within(file: StagedFile, table: str = "staged") -> str:
    return f"{table}.row_number between {file.first_row} and {file.first_row + file.rows - 1}"
