"""The smallest records that use every record type and every column, and ways to write, change and load them."""

import copy
import csv
import io
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from data import snapshots
from data.contract import RECORD_TYPES
from data.load import LoadReport, Request, load, read_and_check
from tests.records import Records, Row, Table, table

TINY: Records = {
    "calendars": [{"calendar_id": "paris", "name": "Paris", "time_zone": "Europe/Paris"}],
    "business_hours": [
        {"calendar_id": "paris", "valid_from": "2026-01-01", "weekday": day, "opens": "09:00", "closes": "18:00"}
        for day in ("mon", "tue", "wed", "thu", "fri")
    ],
    "holidays": [
        {"calendar_id": "paris", "date": "2026-05-01", "name": "Labour Day", "opens": None, "closes": None},
        {"calendar_id": "paris", "date": "2026-12-24", "name": "Half day", "opens": "09:00", "closes": "12:00:00"},
    ],
    "accounts": [
        {
            "account_id": "acme",
            "name": "Acmé, the “first”",
            "region": "EMEA",
            "calendar_id": "paris",
            "premium_from": "2026-01-01",
            "premium_until": "2027-01-01",
        },
        {
            "account_id": "brick",
            "name": "Brick",
            "region": None,
            "calendar_id": "paris",
            "premium_from": "2026-02-01",
            "premium_until": None,
        },
    ],
    "people": [
        {
            "person_id": "tess",
            "name": "Tess",
            "email": "tess@example.com",
            "role": "tam",
            "calendar_id": "paris",
            "capacity_points": "12.5",
        },
        {
            "person_id": "abe",
            "name": "Abe",
            "email": "abe@example.com",
            "role": "agent",
            "calendar_id": None,
            "capacity_points": None,
        },
    ],
    "tam_assignments": [
        {"account_id": "acme", "tam_id": "tess", "assigned_from": "2026-01-01", "assigned_until": "2026-03-01"},
        {"account_id": "acme", "tam_id": "tess", "assigned_from": "2026-03-01", "assigned_until": None},
    ],
    "sla_targets": [
        {
            "metric": "first_response",
            "account_id": "acme",
            "priority": "high",
            "category": "problem",
            "valid_from": "2026-01-01",
            "minutes": "90",
            "clock": "business",
        },
        {
            "metric": "first_response",
            "account_id": None,
            "priority": None,
            "category": None,
            "valid_from": "2026-01-01",
            "minutes": "0.5",
            "clock": "elapsed",
        },
    ],
    "cases": [
        {
            "case_id": "c1",
            "account_id": "acme",
            "channel": "email",
            "opened_at": "2026-03-02T08:00:00Z",
            "subject": 'Bounces, many\nof them; “quoted” "too"',
            "category": "problem",
            "priority": "high",
            "agent_id": "abe",
        },
        {
            "case_id": "c2",
            "account_id": "brick",
            "channel": "dashboard",
            "opened_at": "2026-03-03T09:30:00Z",
            "subject": None,
            "category": None,
            "priority": "low",
            "agent_id": None,
        },
    ],
    "exemptions": [
        {
            "case_id": "c1",
            "metric": "first_response",
            "reason": "asked for a call",
            "approved_by": "tess",
            "approved_at": "2026-03-04T10:00:00Z",
        }
    ],
    "escalations": [
        {
            "escalation_id": "x1",
            "account_id": "acme",
            "case_id": "c1",
            "tam_id": "tess",
            "category": "problem",
            "channel": "phone",
            "raised_at": "2026-03-02T09:00:00Z",
            "acknowledged_at": "2026-03-02T09:10:00Z",
            "resolved_at": "2026-03-02T15:00:00Z",
            "scope": "in_scope",
            "subject": "Bounces",
        }
    ],
    "case_events": [
        {
            "event_id": "e1",
            "case_id": "c1",
            "occurred_at": "2026-03-02T08:20:00Z",
            "kind": "agent_reply",
            "actor_id": "abe",
            "value": None,
        },
        {
            "event_id": "e2",
            "case_id": "c1",
            "occurred_at": "2026-03-02T09:00:00Z",
            "kind": "escalated",
            "actor_id": "abe",
            "value": "x1",
        },
        {
            "event_id": "e3",
            "case_id": "c2",
            "occurred_at": "2026-03-05T10:00:00Z",
            "kind": "agent_reply",
            "actor_id": None,
            "value": None,
        },
    ],
    "mediations": [
        {
            "mediation_id": "m1",
            "account_id": "acme",
            "escalation_id": "x1",
            "mailbox_provider": "gmail",
            "tier": "1",
            "opened_at": "2026-03-03T09:00:00Z",
            "best_practices_met_at": "2026-03-02T09:00:00Z",
            "form_submitted_at": "2026-03-03T11:00:00Z",
            "provider_replied_at": "2026-03-04T11:00:00Z",
            "closed_at": "2026-03-05T11:00:00Z",
            "outcome": "resolved",
        }
    ],
    "migrations": [
        {
            "migration_id": "g1",
            "account_id": "acme",
            "tam_id": "tess",
            "started_on": "2026-02-01",
            "target_on": "2026-03-15",
            "target_daily_volume": "100000",
            "status": "completed",
            "completed_on": "2026-03-10",
        }
    ],
    "warmup_plan": [{"migration_id": "g1", "date": "2026-02-01", "planned_volume": "0"}],
    "email_traffic": [
        {
            "account_id": "acme",
            "date": "2026-02-01",
            "route": "premium",
            "mailbox_provider": provider,
            "sent": "100",
            "delivered": "95",
            "bounced": "3",
            "deferred": "2",
            "complaints": "0",
        }
        for provider in ("gmail", None)
    ],
}


def tiny() -> Records:
    """A copy of TINY to change at will."""
    return copy.deepcopy(TINY)


def csv_text(record_type: str, rows: list[Row], *, delimiter: str = ",", line_end: str = "\n") -> str:
    """The rows as the text of a CSV file."""
    text = io.StringIO()
    writer = csv.DictWriter(
        text, RECORD_TYPES[record_type].column_names, delimiter=delimiter, lineterminator=line_end, extrasaction="raise"
    )
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def put(folder: Path, name: str, content: str | bytes) -> Path:
    """Write one file below `folder`, making what folders it needs."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def write(records: Records, folder: Path) -> Path:
    """Write one CSV file per record type of `records`."""
    for name, rows in records.items():
        put(folder, f"{name}.csv", csv_text(name, rows))
    return folder


def tables(warehouse: Path, *names: str) -> dict[str, Table]:
    """Tables of the current snapshot, rows sorted; without names, all tables but those about the load itself."""
    connection = snapshots.open_snapshot(snapshots.current(warehouse))
    try:
        return tables_of(connection, *names)
    finally:
        connection.close()


def tables_of(connection: duckdb.DuckDBPyConnection, *names: str) -> dict[str, Table]:
    """The same of an open snapshot."""
    every = [name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()]
    wanted = names or sorted(set(every) - {"loads", "rejects", "snapshot"})
    return {name: sorted(table(connection, name), key=repr) for name in wanted}


def load_tiny(
    folder: Path, change: Callable[[Records], object] | None = None, **options: Any
) -> tuple[LoadReport, dict[str, Table]]:
    """Write TINY below `folder`, changed, load it with everything good taken, and return the report and all tables."""
    records = tiny()
    if change is not None:
        change(records)
    write(records, folder / "records")
    report = load(folder / "records", folder / "warehouse", **{"max_rejects": 1.0, **options})
    return report, tables(folder / "warehouse") | tables(folder / "warehouse", "rejects", "loads", "snapshot")


@cache
def _published() -> tempfile.TemporaryDirectory[str]:
    """TINY and a warehouse it was loaded into, made once and kept until the tests end."""
    folder = tempfile.TemporaryDirectory(prefix="tiny-")
    load_tiny(Path(folder.name))
    return folder


def publish_tiny(folder: Path) -> dict[str, Table]:
    """A copy of TINY and of a warehouse it was loaded into, for what comes after a load; returns the tables."""
    for name in ("records", "warehouse"):
        shutil.copytree(Path(_published().name) / name, folder / name)
    return tables(folder / "warehouse")


def read(folder: Path, **options: Any) -> tuple[LoadReport, dict[str, Table]]:
    """Read and check a folder without deriving or publishing: the report, and the tables of records and rejects."""
    with duckdb.connect(config={"threads": 2}) as connection:
        report = read_and_check(connection, Request(folder, **options), instant("2026-03-06T12:00Z"), None, print)
        return report, {name: table(connection, name) for name in (*RECORD_TYPES, "rejects", "loads")}


def instant(text: str) -> datetime:
    """An ISO 8601 instant in UTC."""
    return datetime.fromisoformat(text).astimezone(UTC)
