"""Who may see which rows of a snapshot: a connection whose tables are views, so that no question can forget it.

Knows nothing of Streamlit. A manager reads the snapshot itself. For everybody else a database in memory of their own
has the snapshot attached under a name that no question uses, and one view per table under the table's name, limited to
what they may see (`scope_tam.sql`, `scope_executive.sql`). A table without such a view does not exist for them.
"""

from dataclasses import dataclass
from typing import Final, Literal

import duckdb

from data import derive, warehouses
from data.warehouses import Snapshot
from queries import runner

Role = Literal["manager", "tam", "executive"]
ATTACHED: Final = "whole_snapshot"  # what the views read; no question names it
LISTS_CASES: Final = {"case_id", "subject", "event_id"}  # a question that returns one of these is a list of cases


class ScopeError(PermissionError):
    """Something asked for is not for this person; the message is one sentence that holds no record."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What one person may see. It is part of every cache key.

    A TAM sees what belongs to their accounts (see `scope_tam.sql`), or all if `sees_all`; an executive sees all rows,
    but no subjects and no lists of cases.
    """

    role: Role
    person_id: str | None = None
    sees_all: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether this is the snapshot as it is."""
        return self.role == "manager" or (self.role == "tam" and self.sees_all)

    @property
    def key(self) -> tuple[Role, str]:
        """What tells the rows of one scope from those of another: equal for people who see the same."""
        if self.is_whole:
            return ("manager", "")
        return (self.role, "" if self.role == "executive" else self.person_id or "")


WHOLE: Final = Scope("manager")


def scoped(snapshot: Snapshot, scope: Scope) -> duckdb.DuckDBPyConnection:
    """Open a snapshot for reading under a scope; times come out in UTC. SnapshotError if it is no whole snapshot."""
    if scope.is_whole:
        return warehouses.open_snapshot(snapshot)
    connection = warehouses.attached(snapshot, ATTACHED)
    try:
        _limit(connection, scope)
        connection.execute("set enable_external_access = false")  # a question reads tables, never files
        connection.execute("set lock_configuration = true")
    except duckdb.Error as error:
        connection.close()
        raise warehouses.damaged(snapshot) from error
    return connection


def rules(role: Role) -> str:
    """The statements that make what a role may see, of a snapshot attached as ATTACHED."""
    text = (runner.SQL_DIR / f"scope_{role}.sql").read_text(encoding="utf-8")
    if role == "tam":  # what was counted over all cases is counted over theirs: the same SQL, over the views
        counts = (derive.MODEL / "89_counts.sql").read_text(encoding="utf-8")
        text += counts.replace("create or replace table", "create view")
    return text


def _limit(connection: duckdb.DuckDBPyConnection, scope: Scope) -> None:
    connection.execute("create schema scope")
    connection.execute("create table scope.person (person_id varchar)")
    connection.execute("insert into scope.person values ($person_id)", {"person_id": scope.person_id})
    for statement in duckdb.extract_statements(rules(scope.role)):
        try:
            connection.execute(statement)
        except duckdb.CatalogException:
            # A snapshot of an earlier version lacks a table that was added later: then it is not there for anybody.
            if "create table scope." in statement.query:
                raise


def check(scope: Scope, question: str) -> None:
    """Raise ScopeError where this question is not for this scope at all: lists of cases are not for executives."""
    if scope.role == "executive" and LISTS_CASES & runner.read(question).returns.keys():
        raise ScopeError("Lists of cases are for managers and TAMs.")
