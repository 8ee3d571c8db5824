"""The snapshot's tables against the slow, obvious second implementation, over whole random worlds."""

import tempfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests import reference
from tests.clocks.comparing import differences
from tests.records import (
    Records,
    account,
    at,
    calendar,
    case,
    derived_in_memory,
    event,
    loaded,
    target,
    week,
    write,
)
from tests.strategies import CHECKED, DAY, FINE_OPENINGS, HOUR, World, worlds
from tests.tiers import examples


@settings(CHECKED, max_examples=examples(25))
@given(worlds())
def test_both_implementations_give_the_same_tables(world: World) -> None:
    expected = reference.derive(world.records, world.as_of)
    assert differences(expected, derived_in_memory(world.records, world.as_of)) == []


@settings(CHECKED, max_examples=examples(5))
@given(worlds(cases=8, shapes=FINE_OPENINGS))
def test_both_agree_on_openings_that_are_no_whole_minutes(world: World) -> None:
    expected = reference.derive(world.records, world.as_of)
    assert differences(expected, derived_in_memory(world.records, world.as_of)) == []


@settings(CHECKED, max_examples=examples(3))
@given(worlds(cases=20))
def test_both_agree_when_the_records_come_from_files(world: World) -> None:
    with tempfile.TemporaryDirectory() as folder:
        actual = loaded(write(world.records, Path(folder) / "records"), Path(folder) / "warehouse", world.as_of)
    assert differences(reference.derive(world.records, world.as_of), actual) == []


def seconds_apart(first: str, step: int, count: int) -> list[str]:
    """`count` instants, `step` seconds apart."""
    begin = int(datetime.fromisoformat(first).timestamp())
    return [at(begin + number * step) for number in range(count)]


def test_both_agree_on_every_year_from_1970_to_2100() -> None:
    """A case about every twelve weeks, four days long, so that every clock change of many years lies in one."""
    zones = ("Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia")
    records: Records = {
        "calendars": [calendar(zone, zone) for zone in zones],
        "business_hours": [row for zone in zones for row in week(zone, ("00:00", "03:00"), ("09:30", "24:00"))],
        "accounts": [account(zone, zone) for zone in zones],
        "sla_targets": [target("first_response", 1500)],
        "cases": [],
        "case_events": [],
    }
    step = 83 * DAY + 5 * HOUR + 1
    for zone in zones:
        for number, opened_at in enumerate(seconds_apart("1970-01-01T00:00:00Z", step, 47_800 * DAY // step)):
            name = f"{zone} {number}"
            replied_at = at(int(datetime.fromisoformat(opened_at).timestamp()) + 4 * DAY + 3)
            records["cases"].append(case(name, zone, opened_at))
            records["case_events"].append(event(f"{name}, 1", name, replied_at, "agent_reply"))
            records["case_events"].append(event(f"{name}, 2", name, replied_at, "closed"))
    as_of = max(row["occurred_at"] for row in records["case_events"])
    assert as_of.startswith("2100")
    assert differences(reference.derive(records, as_of), derived_in_memory(records, as_of)) == []


@pytest.mark.thorough
def test_both_agree_on_one_case_as_long_as_all_records() -> None:
    records: Records = {
        "calendars": [calendar("K", "Europe/Amsterdam")],
        "business_hours": week("K", ("09:00", "17:00")),
        "accounts": [account("A", "K")],
        "sla_targets": [target("resolution", 30_000_000 / 60), target("first_response", 480)],
        "cases": [case("C", "A", "1970-01-01T00:00:00Z")],
        "case_events": [event("1", "C", "2100-12-31T23:59:59Z", "agent_reply")],
    }
    as_of = "2100-12-31T23:59:59Z"
    assert differences(reference.derive(records, as_of), derived_in_memory(records, as_of)) == []


def test_both_agree_second_by_second_over_a_night_whose_clock_goes_back_half_an_hour() -> None:
    """Openings at odd seconds around Lord Howe's change, and a case every 61 seconds of that night."""
    opened = seconds_apart("2026-04-04T14:00:00Z", 61, 120)
    records: Records = {
        "calendars": [calendar("K", "Australia/Lord_Howe")],
        "business_hours": week("K", ("01:29:59", "01:30:01"), ("01:44:07", "02:00:13"), days=("sun",)),
        "accounts": [account("A", "K")],
        "sla_targets": [target("first_response", 10)],
        "cases": [case(str(number), "A", opened_at) for number, opened_at in enumerate(opened)],
        "case_events": [
            event(str(number), str(number), "2026-04-04T16:02:07Z", "agent_reply") for number in range(len(opened))
        ],
    }
    as_of = "2026-04-04T17:00:00Z"
    assert differences(reference.derive(records, as_of), derived_in_memory(records, as_of)) == []
