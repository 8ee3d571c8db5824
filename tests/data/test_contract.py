"""Every rule of the record contract rejects the row that breaks it, and says so. One load holds all broken rows."""

from pathlib import Path

import duckdb
import pytest

from data.contract import RECORD_TYPES
from data.staging import Stager
from tests.data.tiny import TINY, load_tiny, put, tiny
from tests.records import Records, Row, Table

BLANK = "a value is required"
NAIVE = "the timestamp has no offset: write it with one, or load with --time-zone"
NO_TIMESTAMP = "expected an ISO 8601 timestamp with an offset or Z, such as 2026-11-20T17:42:00Z"
NO_TIME_SPAN = "expected a time from 1970 to 2100"
NO_DATE = "expected a date such as 2026-11-20"
NO_TIME = "expected a time such as 09:00"
BOTH = "expected opens and closes both given or both blank"
LATER = "expected later than opens (an overnight shift is two rows)"
CATEGORIES = "expected one of problem, configuration, information"
PRIORITIES = "expected one of urgent, high, normal, low"
METRICS = (
    "expected one of first_response, next_response, periodic_update, resolution, escalation_acknowledgement,"
    " escalation_resolution"
)

# Record type, what is wrong in an otherwise good row, the column that is blamed, the reason.
Broken = tuple[str, Row, str, str]

REQUIRED_COLUMNS = {
    "calendars": "calendar_id name time_zone",
    "business_hours": "calendar_id valid_from weekday",
    "holidays": "calendar_id date",
    "accounts": "account_id name calendar_id premium_from",
    "people": "person_id name email role",
    "tam_assignments": "account_id tam_id assigned_from",
    "sla_targets": "metric valid_from minutes clock",
    "cases": "case_id account_id channel opened_at priority",
    "exemptions": "case_id metric reason approved_by approved_at",
    "escalations": "escalation_id account_id category raised_at scope",
    "case_events": "event_id case_id occurred_at kind",
    "mediations": "mediation_id account_id mailbox_provider tier opened_at",
    "migrations": "migration_id account_id started_on target_on target_daily_volume status",
    "warmup_plan": "migration_id date planned_volume",
    "email_traffic": "account_id date route sent",
}
TIMESTAMPS = {
    "cases": "opened_at",
    "exemptions": "approved_at",
    "escalations": "raised_at acknowledged_at resolved_at",
    "case_events": "occurred_at",
    "mediations": "opened_at best_practices_met_at form_submitted_at provider_replied_at closed_at",
}
DATES = {
    "business_hours": "valid_from",
    "holidays": "date",
    "accounts": "premium_from premium_until",
    "tam_assignments": "assigned_from assigned_until",
    "sla_targets": "valid_from",
    "migrations": "started_on target_on completed_on",
    "warmup_plan": "date",
    "email_traffic": "date",
}
REFERENCES = {
    "business_hours": {"calendar_id": "calendars"},
    "holidays": {"calendar_id": "calendars"},
    "accounts": {"calendar_id": "calendars"},
    "people": {"calendar_id": "calendars"},
    "tam_assignments": {"account_id": "accounts", "tam_id": "people"},
    "sla_targets": {"account_id": "accounts"},
    "cases": {"account_id": "accounts", "agent_id": "people"},
    "exemptions": {"case_id": "cases", "approved_by": "people"},
    "escalations": {"account_id": "accounts", "case_id": "cases", "tam_id": "people"},
    "case_events": {"case_id": "cases"},
    "mediations": {"account_id": "accounts", "escalation_id": "escalations"},
    "migrations": {"account_id": "accounts", "tam_id": "people"},
    "warmup_plan": {"migration_id": "migrations"},
    "email_traffic": {"account_id": "accounts"},
}
# Rows that are rejected, so that others can refer to them.
GONE: list[Broken] = [
    ("calendars", {"calendar_id": "gone", "time_zone": "Europe/Atlantis"}, "time_zone", ""),
    ("accounts", {"account_id": "gone", "premium_from": "soon"}, "premium_from", NO_DATE),
    ("people", {"person_id": "gone", "role": "boss"}, "role", ""),
    ("cases", {"case_id": "gone", "priority": "asap"}, "priority", PRIORITIES),
    ("escalations", {"escalation_id": "gone", "category": "angry"}, "category", CATEGORIES),
    ("migrations", {"migration_id": "gone", "started_on": "soon"}, "started_on", NO_DATE),
]
ONE_BY_ONE: list[Broken] = [
    ("calendars", {"time_zone": "Europe/Atlantis"}, "time_zone", "expected an IANA time zone, such as Europe/Paris"),
    ("calendars", {"time_zone": "+02:00"}, "time_zone", "expected an IANA time zone, such as Europe/Paris"),
    ("business_hours", {"weekday": "Mon"}, "weekday", "expected one of mon, tue, wed, thu, fri, sat, sun"),
    ("business_hours", {"opens": "9:00"}, "opens", NO_TIME),
    ("business_hours", {"closes": "25:00"}, "closes", NO_TIME),
    ("business_hours", {"opens": "24:00", "closes": "24:00"}, "opens", "expected a time before 24:00"),
    ("business_hours", {"closes": "24:01"}, "closes", NO_TIME),
    ("business_hours", {"closes": None}, "closes", BOTH),
    ("business_hours", {"opens": None}, "closes", BOTH),
    ("business_hours", {"opens": "09:00", "closes": "09:00"}, "closes", LATER),
    ("business_hours", {"opens": "22:00", "closes": "06:00"}, "closes", LATER),
    ("holidays", {"opens": "noon", "closes": "13:00"}, "opens", NO_TIME),
    ("holidays", {"opens": "09:00", "closes": "13"}, "closes", NO_TIME),
    ("holidays", {"opens": "24:00", "closes": "24:00"}, "opens", "expected a time before 24:00"),
    ("holidays", {"opens": "09:00"}, "closes", BOTH),
    ("holidays", {"opens": "13:00", "closes": "09:00"}, "closes", LATER),
    ("accounts", {"premium_until": "2025-12-31"}, "premium_until", "expected not before premium_from"),
    ("people", {"role": "boss"}, "role", "expected one of agent, tam, manager, executive"),
    ("people", {"capacity_points": "many"}, "capacity_points", "expected a number"),
    ("people", {"capacity_points": "0"}, "capacity_points", "expected more than 0"),
    ("tam_assignments", {"assigned_until": "2026-01-01"}, "assigned_until", "expected later than assigned_from"),
    ("sla_targets", {"metric": "first_reply"}, "metric", METRICS),
    ("sla_targets", {"priority": "p1"}, "priority", PRIORITIES),
    ("sla_targets", {"category": "bug"}, "category", CATEGORIES),
    ("sla_targets", {"minutes": "1h"}, "minutes", "expected a number"),
    ("sla_targets", {"minutes": "0"}, "minutes", "expected more than 0"),
    ("sla_targets", {"minutes": "0.01"}, "minutes", "expected a whole number of seconds"),
    ("sla_targets", {"minutes": "5256001"}, "minutes", "expected at most 5,256,000 minutes (ten years)"),
    ("sla_targets", {"clock": "wall"}, "clock", "expected one of business, elapsed"),
    ("cases", {"channel": "phone"}, "channel", "expected one of dashboard, email"),
    ("cases", {"category": "bug"}, "category", CATEGORIES),
    ("cases", {"priority": "High"}, "priority", PRIORITIES),
    ("exemptions", {"metric": "all"}, "metric", METRICS),
    ("escalations", {"category": "bug"}, "category", CATEGORIES),
    ("escalations", {"channel": "dashboard"}, "channel", "expected one of phone, email"),
    (
        "escalations",
        {"scope": "other"},
        "scope",
        "expected one of in_scope, deliverability_strategy, tier_2_mediation, template_work, customer_project",
    ),
    ("escalations", {"acknowledged_at": "2026-03-02T08:59:59Z"}, "acknowledged_at", "expected not before raised_at"),
    ("escalations", {"resolved_at": "2026-03-02T09:59:59+01:00"}, "resolved_at", "expected not before raised_at"),
    (
        "case_events",
        {"kind": "reply"},
        "kind",
        "expected one of agent_reply, auto_reply, internal_note, customer_reply, waiting_on_customer, work_resumed,"
        " resolution_proposed, resolution_agreed, closed, reopened, escalated, assigned, priority_changed,"
        " category_changed",
    ),
    ("case_events", {"kind": "escalated"}, "value", "expected a value for this kind of event"),
    ("case_events", {"kind": "assigned"}, "value", "expected a value for this kind of event"),
    ("case_events", {"kind": "priority_changed"}, "value", "expected a value for this kind of event"),
    ("case_events", {"kind": "category_changed"}, "value", "expected a value for this kind of event"),
    ("case_events", {"kind": "priority_changed", "value": "problem"}, "value", PRIORITIES),
    ("case_events", {"kind": "category_changed", "value": "high"}, "value", CATEGORIES),
    ("case_events", {"occurred_at": "2026-03-02T07:59:59Z"}, "occurred_at", "expected not before its case was opened"),
    ("mediations", {"tier": "3"}, "tier", "expected one of 1, 2"),
    ("mediations", {"outcome": "won"}, "outcome", "expected one of resolved, declined, no_reply, withdrawn"),
    ("mediations", {"form_submitted_at": "2026-03-03T08:59:59Z"}, "form_submitted_at", "expected not before opened_at"),
    (
        "mediations",
        {"form_submitted_at": None, "provider_replied_at": "2026-03-03T08:59:59Z"},
        "provider_replied_at",
        "expected not before opened_at",
    ),
    (
        "mediations",
        {"provider_replied_at": "2026-03-03T10:59:59Z"},
        "provider_replied_at",
        "expected not before form_submitted_at",
    ),
    ("mediations", {"closed_at": "2026-03-03T08:59:59Z"}, "closed_at", "expected not before opened_at"),
    ("mediations", {"closed_at": "2026-03-03T10:59:59Z"}, "closed_at", "expected not before form_submitted_at"),
    ("migrations", {"target_on": "2026-01-31"}, "target_on", "expected not before started_on"),
    ("migrations", {"target_daily_volume": "lots"}, "target_daily_volume", "expected a whole number"),
    ("migrations", {"target_daily_volume": "0"}, "target_daily_volume", "expected more than 0"),
    (
        "migrations",
        {"status": "done"},
        "status",
        "expected one of planned, warming, paused, completed, cancelled",
    ),
    ("migrations", {"completed_on": "2026-01-31"}, "completed_on", "expected not before started_on"),
    ("warmup_plan", {"planned_volume": "1.5"}, "planned_volume", "expected a whole number"),
    ("warmup_plan", {"planned_volume": "-1"}, "planned_volume", "expected at least 0"),
    ("email_traffic", {"route": "fast"}, "route", "expected one of premium, legacy"),
    ("email_traffic", {"delivered": "101"}, "delivered", "expected not more than sent"),
    *(
        ("email_traffic", {column: value}, column, reason)
        for column in ("sent", "delivered", "bounced", "deferred", "complaints")
        for value, reason in (("1e3", "expected a whole number"), ("-5", "expected at least 0"))
    ),
]
# Good rows of their own that clash with another: each names the record it clashes with.
OVERLAPPING: list[Broken] = [
    (
        "business_hours",
        {"weekday": "mon", "opens": "17:59:59", "closes": "24:00"},
        "opens",
        "expected no overlap with another opening of that weekday (record 1 of records/business_hours.csv)",
    ),
    (
        "holidays",
        {"date": "2026-12-24", "opens": "11:00", "closes": "13:00"},
        "opens",
        "expected no overlap with another opening of that date (record 2 of records/holidays.csv)",
    ),
    (
        "tam_assignments",
        {"assigned_from": "2026-02-28", "assigned_until": "2026-03-01"},
        "assigned_from",
        "expected no overlap with another TAM of that account (record 1 of records/tam_assignments.csv)",
    ),
    (
        "tam_assignments",
        {"assigned_from": "2030-01-01", "assigned_until": None},
        "assigned_from",
        "expected no overlap with another TAM of that account (record 2 of records/tam_assignments.csv)",
    ),
]
# The first record of the type again, with one thing changed that is no part of the key.
REPEATED: list[tuple[str, Row]] = [
    ("calendars", {"name": "Again"}),
    ("business_hours", {"closes": "17:00"}),
    ("holidays", {"name": "Again"}),
    ("accounts", {"name": "Again"}),
    ("people", {"name": "Again"}),
    ("tam_assignments", {"assigned_until": "2026-02-01"}),
    ("sla_targets", {"minutes": "91"}),
    ("cases", {"subject": "Again"}),
    ("exemptions", {"reason": "again"}),
    ("escalations", {"subject": "Again"}),
    ("case_events", {"actor_id": "tess"}),
    ("mediations", {"mailbox_provider": "yahoo"}),
    ("migrations", {"target_daily_volume": "1"}),
    ("warmup_plan", {"planned_volume": "1"}),
    ("email_traffic", {"sent": "101"}),
]


def each(columns: dict[str, str], value: str | None, reason: str) -> list[Broken]:
    """One broken row for every column listed."""
    return [(name, {column: value}, column, reason) for name, listed in columns.items() for column in listed.split()]


def references(value: str, reason: str) -> list[Broken]:
    return [
        (name, {column: value}, column, reason.format(parent))
        for name, columns in REFERENCES.items()
        for column, parent in columns.items()
    ]


BROKEN: list[Broken] = [
    *GONE,
    *each(REQUIRED_COLUMNS, None, BLANK),
    *each(TIMESTAMPS, "2026-03-03T12:00:00", NAIVE),
    *each(TIMESTAMPS, "2026-02-30T12:00:00Z", NO_TIMESTAMP),
    *each(TIMESTAMPS, "1969-12-31T23:59:59Z", NO_TIME_SPAN),
    *each(TIMESTAMPS, "2101-01-01T00:00:00Z", NO_TIME_SPAN),
    *each(DATES, "2026-02-30", NO_DATE),
    *ONE_BY_ONE,
    *references("nobody", "there is no such row in {}"),
    *references("gone", "refers to a row of {} that was rejected"),
    *OVERLAPPING,
    *(
        (
            name,
            change,
            RECORD_TYPES[name].key[0],
            f"record 1 of records/{name}.csv has the same key and other content",
        )
        for name, change in REPEATED
    ),
]


def blamed_value(record_type: str, change: Row, column: str) -> object:
    """What the reject shows: the text in the blamed column."""
    return (TINY[record_type][0] | change)[column]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> tuple[Records, dict[str, Table]]:
    """All records with the broken rows behind the good ones, and the tables they were loaded into."""
    records = tiny()
    for record_type, change, _, _ in BROKEN:
        records[record_type].append(TINY[record_type][0] | change)
    _, loaded = load_tiny(tmp_path_factory.mktemp("contract"), lambda given: given.update(records))
    return records, loaded


def numbered() -> list[tuple[Broken, int]]:
    """Each broken row with its record number."""
    so_far = {name: len(rows) for name, rows in TINY.items()}
    found = []
    for broken in BROKEN:
        so_far[broken[0]] += 1
        found.append((broken, so_far[broken[0]]))
    return found


@pytest.mark.parametrize(
    ("broken", "number"),
    [pytest.param(broken, number, id=f"{broken[0]}-{broken[2]}-{number}") for broken, number in numbered()],
)
def test_a_row_that_breaks_a_rule_is_rejected_with_its_reason(
    broken: Broken, number: int, outcome: tuple[Records, dict[str, Table]]
) -> None:
    record_type, change, column, reason = broken
    told = [
        (row["column_name"], row["value"], row["reason"])
        for row in outcome[1]["rejects"]
        if row["record_type"] == record_type and row["record_number"] == number
    ]
    ((blamed, value, said),) = told
    shown = blamed_value(record_type, change, column)
    is_time = RECORD_TYPES[record_type].column(column).kind in ("time", "timestamp") and value != shown
    assert (blamed, said) == (column, reason or said)
    assert value == shown or is_time  # rows that clash with others show the value as it was understood


def test_every_check_of_the_contract_has_a_broken_row() -> None:
    checks: set[tuple[str, str | None, str]] = set()
    with duckdb.connect() as connection:
        stager = Stager(connection, None)
        for name, record_type in RECORD_TYPES.items():
            checks |= {(name, reason.column, reason.sentence) for reason in stager.begin(record_type).reasons[1:]}
            for column in record_type.columns:
                if column.refers_to:
                    checks.add((name, column.name, f"there is no such row in {column.refers_to}"))
                    checks.add((name, column.name, f"refers to a row of {column.refers_to} that was rejected"))
            checks |= {(name, rule.column, f"expected {rule.expected}") for rule in record_type.parent_rules}
            checks |= {(name, rule.starts, f"expected {rule.expected}") for rule in record_type.overlap_rules}
            key = record_type.key[0]
            checks.add((name, key, f"record 1 of records/{name}.csv has the same key and other content"))
    tried = {(name, column, reason.partition(" (record ")[0]) for name, _, column, reason in BROKEN}
    assert checks - tried == set()


def test_the_good_rows_beside_the_broken_ones_are_admitted(outcome: tuple[Records, dict[str, Table]]) -> None:
    counts = {
        row["record_type"]: (row["read"], row["admitted"], row["duplicates"], row["rejected"])
        for row in outcome[1]["loads"]
    }
    assert counts == {
        name: (len(rows), len(TINY[name]), 0, len(rows) - len(TINY[name])) for name, rows in outcome[0].items()
    }


def test_a_reject_names_file_record_and_key(outcome: tuple[Records, dict[str, Table]]) -> None:
    (first,) = [row for row in outcome[1]["rejects"] if row["record_type"] == "accounts" and row["record_number"] == 3]
    assert first == {
        "file": "records/accounts.csv",
        "record_type": "accounts",
        "record_number": 3,
        "record_key": "gone",
        "column_name": "premium_from",
        "value": "soon",
        "reason": NO_DATE,
    }


def test_what_touches_does_not_overlap(tmp_path: Path) -> None:
    """Openings that touch, a TAM who takes over on the day the other leaves, an overnight shift in two rows.

    Also among others that overlap, and are looked at more closely: record 8 is one.
    """

    def change(records: Records) -> None:
        hours = records["business_hours"][0]
        records["business_hours"] += [
            hours | {"opens": "18:00", "closes": "24:00"},
            hours | {"opens": "00:00", "closes": "06:00", "weekday": "sat"},
            hours | {"opens": "08:00", "closes": "09:01"},
            hours | {"opens": "08:30", "closes": "09:00"},
        ]
        records["tam_assignments"].append(
            records["tam_assignments"][0] | {"assigned_from": "2025-12-01", "assigned_until": "2026-01-01"}
        )

    report, _ = load_tiny(tmp_path, change)
    assert [(kind.record_type, kind.count, kind.record_number) for kind in report.rejected_kinds] == [
        ("business_hours", 1, 8)
    ]


def test_equal_times_are_not_out_of_order(tmp_path: Path) -> None:
    """Not before means that the same instant, or the same day, is good."""

    def change(records: Records) -> None:
        records["accounts"][0]["premium_until"] = "2026-01-01"
        records["escalations"][0] |= {"acknowledged_at": "2026-03-02T09:00:00Z", "resolved_at": "2026-03-02T09:00:00Z"}
        records["case_events"][0]["occurred_at"] = "2026-03-02T09:00:00+01:00"
        same = dict.fromkeys(("form_submitted_at", "provider_replied_at", "closed_at"), "2026-03-03T09:00:00Z")
        records["mediations"][0] |= same
        records["migrations"][0] |= {"target_on": "2026-02-01", "completed_on": "2026-02-01"}

    report, _ = load_tiny(tmp_path, change)
    assert report.rejected_kinds == []


def test_the_same_value_is_no_reference_when_only_part_of_it_is_there(tmp_path: Path) -> None:
    """Keys are compared whole and as they stand, spaces included."""
    report, _ = load_tiny(tmp_path, lambda records: records["cases"][1].update(account_id="brick "))
    assert [
        (kind.column, kind.value, kind.reason) for kind in report.rejected_kinds if kind.record_type == "cases"
    ] == [("account_id", "brick ", "there is no such row in accounts")]


def test_only_the_required_files_are_needed(tmp_path: Path) -> None:
    required = ("accounts", "calendars", "business_hours", "cases", "case_events")

    def change(records: Records) -> None:
        for name in records.keys() - set(required):
            del records[name]
        records["cases"][0]["agent_id"] = None

    report, loaded = load_tiny(tmp_path, change)
    assert report.rejected_kinds == []
    assert {row["record_type"] for row in loaded["loads"]} == set(required)
    assert {name for name in TINY if not loaded[name]} == TINY.keys() - set(required)


def test_a_folder_of_its_own_for_a_broken_row_changes_only_the_file_named(tmp_path: Path) -> None:
    """A reject names the file it stands in."""
    records = tmp_path / "records"
    put(records, "accounts/late.csv", "account_id,name,calendar_id,premium_from\nzen,Zen,nowhere,2026-01-01\n")
    _, loaded = load_tiny(tmp_path)
    assert [(row["file"], row["record_number"], row["record_key"]) for row in loaded["rejects"]] == [
        ("records/accounts/late.csv", 1, "zen")
    ]
