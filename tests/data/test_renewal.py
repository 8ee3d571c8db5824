"""A merge derives again what it may have changed, and nothing else; the result is that of a load of everything."""

import re
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data import renewal, snapshots
from data.derive import model_files
from data.load import Request, load, read_and_check
from data.steps import STEPS, Anew
from tests import records as build
from tests.data.tiny import instant, tables, tables_of
from tests.records import Records, Row, Table, snapshot_in_memory, write

SETTLED = ("same", "corrected", "from", "to", "exempt", "later", "called", "left", "spoken", "ahead", "counted")
WAS_AS_OF, AS_OF = "2026-03-13T12:00:00Z", "2026-03-16T12:00:00Z"


def settled(case_id: str, account_id: str = "A") -> tuple[Row, list[Row]]:
    """A case that was answered and agreed upon on one Monday, and its events."""
    return build.case(case_id, account_id, "2026-03-02T09:00:00Z"), [
        build.event(f"{case_id}-1", case_id, "2026-03-02T10:00:00Z", "agent_reply"),
        build.event(f"{case_id}-2", case_id, "2026-03-02T11:00:00Z", "customer_reply"),
        build.event(f"{case_id}-3", case_id, "2026-03-02T15:00:00Z", "resolution_agreed"),
    ]


def escalation(escalation_id: str, **given: str | None) -> Row:
    """One that was taken up and resolved on one Monday."""
    row = {"escalation_id": escalation_id, "account_id": "A", "case_id": None, "tam_id": None, "category": "problem"}
    times = {"acknowledged_at": "2026-03-02T13:00:00Z", "resolved_at": "2026-03-02T15:00:00Z"}
    return row | {"raised_at": "2026-03-02T12:00:00Z", "scope": "in_scope"} | times | given


def whole() -> Records:
    """Cases that are settled, but for what each is named after."""
    told = [settled(name) for name in SETTLED]
    told += [settled("hours", "moved"), settled("tam", "handed"), settled("unlaid", "dark"), settled("asked", "asked")]
    told += [(build.case(name, "A", at), []) for name, at in (("open", WAS_AS_OF), ("unborn", "2026-03-15T10:00:00Z"))]
    records: Records = {
        "calendars": [build.calendar(name, "Europe/Paris") for name in ("day", "short", "dark")],
        "business_hours": [
            *build.week("day", ("09:00", "17:00")),
            *build.week("short", ("09:00", "10:30")),
            *build.week("dark", ("09:00", "17:00")),
            *build.week("dark", since="2026-03-01"),
        ],
        # Farther ahead than hours are laid out as of the first load, but not as of the second.
        "holidays": [{"calendar_id": "dark", "date": "2026-05-03", "name": None, "opens": "09:00", "closes": "17:00"}],
        "accounts": [
            build.account("A", "day"),
            build.account("moved", "short"),
            build.account("handed", "day"),
            build.account("dark", "dark"),
            build.account("asked", "dark"),
        ],
        "people": [build.person("tam-1", "tam"), build.person("tam-2", "tam", "short")],
        "tam_assignments": [
            {"account_id": "handed", "tam_id": "tam-1", "assigned_from": "2026-01-01", "assigned_until": None}
        ],
        "sla_targets": [build.target(metric, 90) for metric in ("first_response", "next_response", "resolution")]
        + [build.target(metric, 90, "elapsed", account_id="asked") for metric in ("first_response", "resolution")]
        + [build.target("escalation_acknowledgement", 45)],
        "cases": [case for case, _ in told],
        "case_events": [event for _, events in told for event in events if event["event_id"] != "unlaid-2"],
        "exemptions": [
            build.exemption("exempt", "resolution", "2026-03-03T09:00:00Z", "tam-1"),
            build.exemption("later", "resolution", "2026-03-15T09:00:00Z", "tam-1"),
        ],
        "escalations": [
            escalation("same"),
            escalation("corrected"),
            escalation("counted", case_id="counted"),
            escalation("of a case", case_id="called"),
            escalation("held", tam_id="tam-2"),
            escalation("moved", account_id="moved"),
            escalation("unlaid", account_id="dark"),
            escalation("open", case_id="spoken", acknowledged_at=None, resolved_at=None),
            escalation("ahead", raised_at="2026-03-15T09:00:00Z", acknowledged_at=None, resolved_at=None),
        ],
    }
    records["case_events"] += [
        build.event("ahead-4", "ahead", "2026-03-15T10:00:00Z", "reopened"),
        build.event("moves", "to", "2026-03-02T14:00:00Z", "waiting_on_customer"),
    ]
    return records


EARLIER: dict[str, dict[str, Row | None]] = {  # record type, the row's first column: what was else, None: all
    "accounts": {"moved": {"calendar_id": "day"}},
    "people": {"tam-2": {"calendar_id": None}},
    "tam_assignments": {"handed": {"tam_id": "tam-2"}},
    "cases": {"counted": {"category": "problem"}},
    "case_events": {"corrected-1": {"occurred_at": "2026-03-02T10:45:00Z"}, "moves": {"case_id": "from"}},
    "exemptions": {"exempt": None},
    "escalations": {
        "corrected": {"acknowledged_at": "2026-03-02T12:15:00Z"},
        "of a case": {"case_id": "left"},
    },
}


def changed(records: Records, changes: dict[str, dict[str, Row | None]]) -> tuple[Records, Records]:
    """Records as they were before the changes, and those that the changes brought."""
    earlier, news = dict(records), {}
    for name, rows in changes.items():
        first = next(iter(records[name][0]))
        news[name] = [row for row in records[name] if row[first] in rows]
        earlier[name] = [
            row | (rows.get(str(row[first]), {}) or {})
            for row in records[name]
            if rows.get(str(row[first]), {}) is not None
        ]
    return earlier, news


def merged(folder: Path, earlier: Records, news: Records, was: str = WAS_AS_OF, now: str = AS_OF) -> Path:
    """The warehouse after a load and a merge."""
    for name, records, as_of in (("earlier", earlier, was), ("news", news, now)):
        for record_type, rows in records.items():
            build.write_file(record_type, rows, folder / name / f"{record_type}.csv")
        load(
            folder / name,
            folder / "warehouse",
            as_of=datetime.fromisoformat(as_of),
            merge=name == "news",
            max_rejects=0.0,
        )
    return folder / "warehouse"


def expected(records: Records) -> dict[str, Table]:
    """The tables of a load of everything."""
    with snapshot_in_memory(records, AS_OF) as connection:
        return tables_of(connection)


def test_all_that_a_change_can_reach_is_derived_again(tmp_path: Path) -> None:
    """Each settled case and escalation is reached in a way of its own."""
    records = whole()
    assert tables(merged(tmp_path, *changed(records, EARLIER))) == expected(records)


def test_new_hours_reach_every_case(tmp_path: Path) -> None:
    records = whole()
    news = {"business_hours": {"short": {"closes": "10:00"}}}
    assert tables(merged(tmp_path, *changed(records, news))) == expected(records)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A snapshot of everything, and beside it the records it came from."""
    folder = tmp_path_factory.mktemp("renewal")
    write(whole(), folder / "records")
    load(folder / "records", folder / "warehouse", as_of=datetime.fromisoformat(AS_OF), max_rejects=0.0)
    return snapshots.current(folder / "warehouse")


def must_derive_all(copy: Path, folder: Path, options: dict[str, Any]) -> bool:
    """Whether everything has to be derived again once the records in `folder` are merged into a copy of a snapshot."""
    request = Request(folder, merge=True, **{"as_of": instant(AS_OF)} | options)
    with duckdb.connect(copy) as connection:
        read_and_check(connection, request, instant(AS_OF), copy, print)
        return renewal._must_derive_all(connection)


@pytest.mark.parametrize(
    ("record_type", "change", "options", "is_all"),
    [
        ("accounts", {}, {}, False),
        ("accounts", {"calendar_id": "short"}, {}, False),
        ("accounts", {}, {"as_of": instant("2026-03-16T12:00:01Z")}, False),
        ("accounts", {}, {"as_of": instant("2026-03-16T11:59:59Z")}, True),
        ("accounts", {}, {"reporting_time_zone": "UTC"}, False),
        ("accounts", {}, {"reporting_time_zone": "Europe/Paris"}, True),
        ("business_hours", {}, {}, False),
        ("business_hours", {"opens": "07:00", "closes": "08:00"}, {}, True),
        ("holidays", {"name": "Whitsun"}, {}, True),
        ("calendars", {"time_zone": "Europe/London"}, {}, True),
        ("sla_targets", {"minutes": "15"}, {}, True),
    ],
)
def test_where_time_is_laid_out_anew_everything_is_derived(
    tmp_path: Path, published: Path, record_type: str, change: Row, options: dict[str, Any], is_all: bool
) -> None:
    """Records that say the same again change nothing."""
    build.write_file(record_type, [row | change for row in whole()[record_type][:1]], tmp_path / f"{record_type}.csv")
    copy = shutil.copyfile(published, tmp_path / "snapshot.duckdb")
    assert must_derive_all(copy, tmp_path, options) is is_all


def test_what_other_sql_derived_is_derived_again(tmp_path: Path, published: Path) -> None:
    """As after an upgrade."""
    copy = shutil.copyfile(published, tmp_path / "snapshot.duckdb")
    with duckdb.connect(copy) as connection:
        connection.execute("comment on table snapshot is 'model of last year'")
    build.write_file("accounts", [], tmp_path / "accounts.csv")
    assert must_derive_all(copy, tmp_path, {}) is True


def test_every_file_of_the_model_says_how_its_tables_are_kept() -> None:
    """And names them all. Write what is missing into data/steps.py."""
    texts = {file.stem: file.read_text(encoding="utf-8") for file in model_files()}
    dropped = {name for text in texts.values() for name in re.findall(r"^drop table (\w+)", text, re.MULTILINE)}
    assert {name: set(step.tables) for name, step in STEPS.items()} == {
        name: set(re.findall(r"^create or replace table (\w+)", text, re.MULTILINE)) - dropped
        for name, text in texts.items()
    }


def test_the_rows_of_an_item_can_be_told_by_its_key(published: Path) -> None:
    keys = {(table, kept.key) for step in STEPS.values() for table, kept in step.tables.items() if kept != Anew()}
    connection = snapshots.open_snapshot(published)
    columns = set(connection.execute("select table_name, column_name from duckdb_columns()").fetchall())
    connection.close()
    assert keys - columns == set()
