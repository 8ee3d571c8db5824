"""What a merge finds in the snapshot it starts from: the rows that its records concern, and what has changed there.

The connection holds a copy of that snapshot. All but the concerned rows stay where they are and are not looked at.
"""

from collections.abc import Iterator

import duckdb

from data.contract import RECORD_TYPES, RecordType
from data.staging import Staged, StagedFile, quoted
from data.tables import REPORT_TABLES, create_report_tables


def begin(connection: duckdb.DuckDBPyConnection) -> None:
    """Empty the tables that report on a load, and keep what the snapshot said of itself in `snapshot_before`.

    `snapshot_before` has one row: the columns of `snapshot`, and its comment, `derived_by`.
    """
    # Rows are known by their place, and places may change as a database is written down.
    connection.execute("set checkpoint_threshold = '1TB'")
    connection.execute(
        "create temp table snapshot_before as"
        " select snapshot.*, tables.comment as derived_by from snapshot, duckdb_tables() as tables"
        " where tables.database_name = current_database() and tables.table_name = 'snapshot'"
    )
    for table in REPORT_TABLES:
        connection.execute(f"drop table {table}")
    create_report_tables(connection)


def stage_concerned(connection: duckdb.DuckDBPyConnection, staged: Staged, label: str) -> None:
    """Add to the staged rows those of the snapshot `label` that they, or changes of their parents, concern.

    Call when all files are read. The rows passed the checks of one row before.
    """
    name = staged.record_type.name
    columns = ", ".join(quoted(column) for column in staged.record_type.column_names)
    concerned = " union ".join(
        f"select {columns}, base.rowid from {name} as base semi join {others} as others on {condition}"
        for others, condition in _concerns(staged)
    )
    total = _count(connection, f"select count(*) from {name}")
    rows = _count(connection, f"insert into {staged.table} ({columns}, base_row) {concerned}")
    staged.files.append(StagedFile(label, "snapshot", staged.rows, rows, is_base=True, untouched=total - rows))


def changes_of(record_type: RecordType) -> str:
    """The table with the key and the references of each row of the type that came or went in a merge."""
    return f"changed_{record_type.name}"


def note_changes(connection: duckdb.DuckDBPyConnection, staged: Staged, good: str) -> None:
    """Fill the table of `changes_of`; `good` is the condition on a row `staged` that it stands."""
    record_type = staged.record_type
    references = (column.name for column in record_type.columns if column.refers_to)
    columns = ", ".join(quoted(name) for name in dict.fromkeys((*record_type.key, *references)))
    connection.execute(
        f"create or replace temp table {changes_of(record_type)} as select {columns} from {staged.table} as staged"
        f" where ({good}) = (staged.base_row is null)"
    )


def _concerns(staged: Staged) -> Iterator[tuple[str, str]]:
    """Which rows `base` of the record table are concerned: pairs of a table `others` and a condition on the two.

    Those that have the key of a staged row, those that a staged row could overlap, and those whose parent has changed
    where a rule minds what it says. That a parent is there at all needs no look: a merge takes none away.
    """
    record_type = staged.record_type

    def same(names: tuple[str, ...]) -> str:
        # Plain equality, where it will do, lets DuckDB skip blocks by their smallest and largest value.
        return " and ".join(
            f"base.{quoted(name)} {'=' if record_type.column(name).required else 'is not distinct from'}"
            f" others.{quoted(name)}"
            for name in names
        )

    yield staged.table, same(record_type.key)
    for overlap in record_type.overlap_rules:
        yield staged.table, same(overlap.group)
    for rule in record_type.parent_rules:
        parent = RECORD_TYPES[record_type.column(rule.through).refers_to or ""]
        yield changes_of(parent), f"base.{quoted(rule.through)} = others.{quoted(parent.key[0])}"


def _count(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = connection.execute(sql).fetchone()
    assert row is not None
    return int(row[0])
