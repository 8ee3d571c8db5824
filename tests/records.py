"""Build small records, run them through the product, and read its tables back as plain rows.

Records are a dict of record type to list of rows; a row maps a column to the text a CSV file would hold, or None.
Tables come back the same way: instants as text in UTC, dates as text, the rest as Python values.
"""

import csv
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from data.contract import CONTRACT_VERSION, RECORD_TYPES
from data.derive import create_record_tables, derive, model_files, prepare
from data.load import load
from data.snapshots import current, open_snapshot

Row = dict[str, str | None]
Records = dict[str, list[Row]]
Table = list[dict[str, object]]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WORKDAYS = WEEKDAYS[:5]
LAST_OF_CLOCKS = "80_escalation_metrics.sql"  # of data/model
DERIVED = {
    "case_spans": ("case_id", "span_number"),
    "case_metrics": ("case_id",),
    "response_metrics": ("case_id", "asked_at"),
    "escalation_metrics": ("escalation_id",),
}


def at(instant: int) -> str:
    """Seconds since 1970 as a timestamp of a file."""
    return datetime.fromtimestamp(instant, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def week(
    calendar_id: str, *openings: tuple[str, str], days: Iterable[str] = WORKDAYS, since: str = "1970-01-01"
) -> list[Row]:
    """The `business_hours` rows of one version: the same openings on each of the days; none = never open."""
    closed = {"calendar_id": calendar_id, "valid_from": since, "weekday": "mon", "opens": None, "closes": None}
    return [
        closed | {"weekday": day, "opens": opens, "closes": closes} for day in days for opens, closes in openings
    ] or [closed]


def calendar(calendar_id: str, time_zone: str) -> Row:
    """A calendar row."""
    return {"calendar_id": calendar_id, "name": calendar_id, "time_zone": time_zone}


def account(account_id: str, calendar_id: str) -> Row:
    """An account row."""
    return {"account_id": account_id, "name": account_id, "calendar_id": calendar_id, "premium_from": "1970-01-01"}


def person(person_id: str, role: str = "agent", calendar_id: str | None = None) -> Row:
    """A people row."""
    email = f"{person_id.replace(' ', '.')}@example.com"
    return {"person_id": person_id, "name": person_id, "email": email, "role": role, "calendar_id": calendar_id}


def case(case_id: str, account_id: str, opened_at: str, **given: str | None) -> Row:
    """A case row; of normal priority and by email unless told otherwise."""
    row = {"case_id": case_id, "account_id": account_id, "channel": "email", "opened_at": opened_at}
    return row | {"priority": "normal", "category": None, "agent_id": None} | given


def event(event_id: str, case_id: str, occurred_at: str, kind: str, value: str | None = None) -> Row:
    """A case_events row."""
    return {"event_id": event_id, "case_id": case_id, "occurred_at": occurred_at, "kind": kind, "value": value}


def target(metric: str, minutes: float, clock: str = "business", **given: str | None) -> Row:
    """An sla_targets row that has always been valid and is for all, unless told otherwise."""
    row = {"metric": metric, "account_id": None, "priority": None, "category": None, "valid_from": "1970-01-01"}
    return row | {"minutes": repr(minutes), "clock": clock} | given


def exemption(case_id: str, metric: str, approved_at: str, approved_by: str) -> Row:
    """An exemptions row."""
    row = {"case_id": case_id, "metric": metric, "reason": "agreed with the customer"}
    return row | {"approved_by": approved_by, "approved_at": approved_at}


def write_file(record_type: str, rows: list[Row], path: Path) -> None:
    """Write rows as one CSV file with all columns of the contract."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, RECORD_TYPES[record_type].column_names)
        writer.writeheader()
        writer.writerows(rows)


def write(records: Records, folder: Path) -> Path:
    """Write a records folder: one CSV file per record type that is required or has rows."""
    for name, record_type in RECORD_TYPES.items():
        if record_type.required or records.get(name):
            write_file(name, records.get(name, []), folder / f"{name}.csv")
    return folder


def table(connection: duckdb.DuckDBPyConnection, name: str) -> Table:
    """A table as rows, instants and dates as text."""
    described = connection.execute(f"describe {name}").fetchall()
    shown = {
        "TIMESTAMP WITH TIME ZONE": "strftime({0} at time zone 'UTC', '%Y-%m-%dT%H:%M:%SZ') as {0}",
        "DATE": "cast({0} as varchar) as {0}",
    }
    columns = ", ".join(shown.get(kind, "{0}").format(column) for column, kind, *_ in described)
    names = [column for column, *_ in described]
    rows = connection.execute(f"select {columns} from {name}").fetchall()
    return [dict(zip(names, row, strict=True)) for row in rows]


def derived(connection: duckdb.DuckDBPyConnection) -> dict[str, Table]:
    """The four derived tables, each sorted by what identifies a row."""
    return {
        name: sorted(table(connection, name), key=lambda row, key=key: [row[column] for column in key])
        for name, key in DERIVED.items()
    }


def loaded(folder: Path, warehouse: Path, as_of: str | None = None, *, merge: bool = False) -> dict[str, Table]:
    """Load a records folder, tolerating no reject, and return the derived tables of the snapshot."""
    moment = None if as_of is None else datetime.fromisoformat(as_of)
    load(folder, warehouse, as_of=moment, merge=merge, max_rejects=0.0)
    connection = open_snapshot(current(warehouse))
    try:
        return derived(connection)
    finally:
        connection.close()


def snapshot_in_memory(records: Records, as_of: str, reporting_time_zone: str = "UTC") -> duckdb.DuckDBPyConnection:
    """Every table of a snapshot without files: the product's own SQL over record tables filled directly."""
    connection = _filled(records, as_of, reporting_time_zone)
    derive(connection)
    return connection


def derived_in_memory(records: Records, as_of: str) -> dict[str, Table]:
    """The four tables of the clocks as in `snapshot_in_memory`, without what is only made from them."""
    with _filled(records, as_of, "UTC") as connection:
        prepare(connection)
        for file in model_files():
            if file.name <= LAST_OF_CLOCKS:
                connection.execute(file.read_text(encoding="utf-8"))
        return derived(connection)


def _filled(records: Records, as_of: str, reporting_time_zone: str) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:", config={"threads": 1})
    connection.execute("set global TimeZone = 'UTC'")
    create_record_tables(connection)
    for name, rows in records.items():
        if rows:
            columns = {column: pa.array([row.get(column) for row in rows], pa.string()) for column in rows[0]}
            connection.register("given", pa.table(columns))
            connection.execute(f"insert into {name} by name select * from given")
            connection.unregister("given")
    connection.execute(
        "insert into snapshot by name select cast($as_of as timestamptz) as as_of, "
        "cast($as_of as timestamptz) as loaded_at, $zone as reporting_time_zone, $version as contract_version",
        {"as_of": as_of, "zone": reporting_time_zone, "version": CONTRACT_VERSION},
    )
    return connection
