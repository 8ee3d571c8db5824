"""What other systems' own test suites say of business time, run through records files and a snapshot.

`oracle_cases/*.jsonl` holds values from their suites, one case a line with its source: opening hours, two instants and
a quantity. Each becomes a calendar, an account and a case here: seconds between two instants are a first response, an
instant so many seconds later is the due time of one. All of them go through one load.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.records import (
    WEEKDAYS,
    Records,
    Row,
    account,
    calendar,
    case,
    event,
    loaded,
    target,
    write,
)
from tests.reference.hours import Calendar
from tests.reference.tables import instant, text

ORACLES = [
    json.loads(line)
    for path in sorted((Path(__file__).parent / "oracle_cases").glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
Openings = list[list[str]]


def merged(openings: Openings) -> Openings:
    """Overlapping and touching intervals made one; the record contract wants no overlaps."""
    result: Openings = []
    for opens, closes in sorted(openings):
        if result and opens <= result[-1][1]:
            result[-1][1] = max(result[-1][1], closes)
        else:
            result.append([opens, closes])
    return result


def without(openings: Openings, closed: Openings) -> Openings:
    """What is left of the openings outside the closed intervals."""
    for begin, end in closed:
        openings = [
            [start, stop]
            for opens, closes in openings
            for start, stop in ((opens, min(closes, begin)), (max(opens, end), closes))
            if start < stop
        ]
    return openings


def hours(oracle: dict) -> Iterator[Row]:
    """The `business_hours` rows; a version that never opens still has a row."""
    for version in oracle["schedule"]["versions"]:
        weekly = {"mon": [], **version["weekly"]}
        for weekday, openings in weekly.items():
            for opens, closes in merged(openings) or [(None, None)]:
                row = {"calendar_id": oracle["id"], "valid_from": version["from"] or "1970-01-01", "weekday": weekday}
                yield row | {"opens": opens, "closes": closes}


def holidays(oracle: dict) -> Iterator[Row]:
    """The `holidays` rows; the suites close parts of a date, the contract lists what remains open."""
    schedule = oracle["schedule"]
    closed_parts = {day: [["00:00", "24:00"]] for day in schedule["holidays"]} | {
        day: parts for day, parts in schedule["partial_holidays"].items() if day not in schedule["holidays"]
    }
    for day, parts in closed_parts.items():
        version = [version for version in schedule["versions"] if (version["from"] or "") <= day][-1]
        weekly = version["weekly"].get(WEEKDAYS[date.fromisoformat(day).weekday()], [])
        for opens, closes in without(merged(weekly), parts) or [(None, None)]:
            yield {"calendar_id": oracle["id"], "date": day, "name": None, "opens": opens, "closes": closes}


def records_of(oracles: list[dict]) -> Records:
    records: Records = {
        "calendars": [calendar(oracle["id"], oracle["timezone"]) for oracle in oracles],
        "business_hours": [row for oracle in oracles for row in hours(oracle)],
        "holidays": [row for oracle in oracles for row in holidays(oracle)],
        "accounts": [account(oracle["id"], oracle["id"]) for oracle in oracles],
        "cases": [case(oracle["id"], oracle["id"], oracle["start"]) for oracle in oracles],
        "case_events": [],
        "sla_targets": [],
    }
    for oracle in oracles:
        records["case_events"].append(event(f"{oracle['id']} note", oracle["id"], oracle["start"], "internal_note"))
        if oracle["kind"] == "between":
            records["case_events"].append(event(oracle["id"], oracle["id"], oracle["end"], "agent_reply"))
        else:
            minutes = oracle["add_seconds"] / 60
            records["sla_targets"].append(target("first_response", minutes, account_id=oracle["id"]))
    return records


def promised(oracle: dict) -> int | str:
    """What the oracle says: whole seconds, or an instant."""
    return oracle["expected_seconds"] if oracle["kind"] == "between" else text(instant(oracle["expected_at"]))


def said(oracle: dict, row: dict[str, object]) -> object:
    """What a row of `case_metrics` says to the same question."""
    is_between = oracle["kind"] == "between"
    return row["first_response_business_seconds" if is_between else "first_response_due_at"]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    """The snapshot's `case_metrics` of all oracle cases, by id; a load for each year, so that none spans decades."""
    rows: dict[str, dict[str, object]] = {}
    for year in sorted({oracle["start"][:4] for oracle in ORACLES}):
        oracles = [oracle for oracle in ORACLES if oracle["start"].startswith(year)]
        folder = tmp_path_factory.mktemp("oracles")
        as_of = text(max(instant(oracle.get("end", oracle["start"])) for oracle in oracles))
        tables = loaded(write(records_of(oracles), folder / "records"), folder / "warehouse", as_of)
        rows |= {row["case_id"]: row for row in tables["case_metrics"]}
    return rows


@pytest.mark.parametrize("oracle", ORACLES, ids=lambda oracle: oracle["id"])
def test_the_snapshot_agrees_with_another_systems_own_test(oracle: dict, answers: dict[str, dict[str, object]]) -> None:
    assert promised(oracle) == said(oracle, answers[oracle["id"]])


@pytest.mark.parametrize("oracle", ORACLES, ids=lambda oracle: oracle["id"])
def test_the_second_implementation_agrees_with_it_too(oracle: dict) -> None:
    hours_of_it = Calendar(oracle["timezone"], list(hours(oracle)), list(holidays(oracle)))
    start = instant(oracle["start"])
    if oracle["kind"] == "between":
        assert promised(oracle) == hours_of_it.seconds_between(start, instant(oracle["end"]))
    else:
        assert promised(oracle) == text(hours_of_it.instant_after(start, oracle["add_seconds"]))


def test_every_source_is_named() -> None:
    assert all("@" in oracle["source"] for oracle in ORACLES)
    assert len(ORACLES) == len({oracle["id"] for oracle in ORACLES}) == 221
