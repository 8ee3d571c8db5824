"""Derive again what a merge may have changed, and leave the rest of a snapshot's derived tables as it is.

The result is what `derive` would make over all records. The files of the model read record tables by plain name: here
they find tables of the touched items under those names, in a database in memory that is searched first.
"""

from collections.abc import Callable
from pathlib import Path

import duckdb

from data.contract import RECORD_TYPES
from data.derive import derive, fingerprint, model_files, prepare, sign, title
from data.staging import quoted
from data.steps import STEPS, Anew, ByItem, Step
from data.tables import REPORT_TABLES

_DATABASE = "touched"
_TOUCHED_SQL = Path(__file__).with_name("touched.sql")
_LAY_OUT_TIME = ("calendars", "business_hours", "holidays", "sla_targets")
_TOUCHED = {"case_id": "touched_cases", "escalation_id": "touched_escalations"}
_RECORDS = {
    "cases": "case_id",
    "case_events": "case_id",
    "exemptions": "case_id",
    "escalations": "escalation_id",
}


def renew(connection: duckdb.DuckDBPyConnection, progress: Callable[[str], None] | None = None) -> None:
    """Bring the derived tables up to the merged records.

    The connection holds a copy of a snapshot into whose record tables records were merged (`data.merging`).
    """
    if _must_derive_all(connection):
        _drop_derived_tables(connection)
        derive(connection, progress)
        return
    prepare(connection)
    connection.execute(_TOUCHED_SQL.read_text(encoding="utf-8"))
    touched = _Touched(connection)
    for file in model_files():
        if progress is not None and title(file):
            progress(f"Deriving {title(file)}")
        touched.run(file.read_text(encoding="utf-8"), STEPS[file.stem])
    touched.detach()
    sign(connection)


def _must_derive_all(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether no row is sure to stay: time goes back or is laid out anew, or other SQL derived the snapshot."""
    ((is_other,),) = connection.execute(
        "select not coalesce(snapshot.as_of >= before.as_of, false)"
        " or snapshot.reporting_time_zone <> before.reporting_time_zone"
        " or before.derived_by is distinct from $fingerprint"
        " from snapshot cross join snapshot_before as before",
        {"fingerprint": fingerprint()},
    ).fetchall()
    changes = " union all ".join(f"select 1 from changed_{name}" for name in _LAY_OUT_TIME)
    return bool(is_other) or bool(connection.execute(f"{changes} limit 1").fetchall())


def _drop_derived_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Make room in the file for new ones."""
    tables = connection.execute(
        "select table_name from duckdb_tables() where database_name = current_database()"
    ).fetchall()
    for (table,) in tables:
        if table not in RECORD_TYPES and table not in REPORT_TABLES:
            connection.execute(f"drop table {quoted(table)}")
    connection.execute("checkpoint")


class _Touched:
    """Runs files of the model over the touched items, and takes what comes of it into the snapshot."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Attach a database in memory with the records of the items that `touched_cases` and the like name."""
        self.connection = connection
        ((name,),) = connection.execute("select current_database()").fetchall()
        self.snapshot = quoted(name)
        connection.execute(f"attach ':memory:' as {_DATABASE}")
        for table, key in _RECORDS.items():
            connection.execute(
                f"create table {_DATABASE}.{table} as from {table} where {key} in (from {_TOUCHED[key]})"
            )

    def run(self, sql: str, step: Step) -> None:
        """Run one file over what it needs to see."""
        if not step.is_of_touched:
            self.connection.execute(sql)
            return
        self.connection.execute(f"set search_path = '{_DATABASE}.main,{self.snapshot}.main'")
        self.connection.execute(sql)
        self.connection.execute(f"set search_path = '{self.snapshot}.main'")
        for table, kept in step.tables.items():
            made = f"{_DATABASE}.{table}"
            match kept:
                case Anew():
                    self.connection.execute(f"create or replace table {table} as from {made}")
                case ByItem(key):
                    self.connection.execute(f"delete from {table} where {key} in (from {_TOUCHED[key]})")
                    self.connection.execute(f"insert into {table} from {made}")

    def detach(self) -> None:
        """Let go of the records of the touched items."""
        self.connection.execute(f"detach {_DATABASE}")
