"""What must hold of business time whatever the calendar: laws, not examples."""

from datetime import datetime
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.records import WEEKDAYS, Records, Row, Table, account, at, calendar, case, derived_in_memory, event, target
from tests.strategies import ANCHORS, CHECKED, DAY, HOUR, MINUTE, World, holidays, versions, worlds
from tests.tiers import examples

Points = list[int]


def seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


def by_case(rows: Table) -> dict[str, dict[str, object]]:
    return {row["case_id"]: row for row in rows}


def hours_of(zone: str, hours: list[Row], days: list[Row]) -> Records:
    """Records of one calendar and one account, with no case yet."""
    return {
        "calendars": [calendar("K", zone)],
        "business_hours": hours,
        "holidays": days,
        "accounts": [account("A", "K")],
        "cases": [],
        "case_events": [],
        "sla_targets": [],
    }


def business_seconds(records: Records, pairs: list[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """The product's business seconds between the instants of each pair: a first response each."""
    names = {pair: f"{pair[0]}-{pair[1]}" for pair in pairs}
    asked = records | {
        "cases": [case(name, "A", at(start)) for (start, _), name in names.items()],
        "case_events": [event(name, name, at(end), "agent_reply") for (_, end), name in names.items()],
    }
    rows = by_case(derived_in_memory(asked, at(max(end for _, end in pairs)))["case_metrics"])
    return {pair: rows[name]["first_response_business_seconds"] for pair, name in names.items()}


@st.composite
def calendars(draw: st.DrawFn) -> tuple[Records, Points]:
    """A calendar around a difficult night, and up to eight instants within days of it, in order."""
    zone, text = draw(st.sampled_from(ANCHORS))
    anchor = seconds(text)
    offsets = st.one_of(st.integers(-4 * HOUR, 4 * HOUR), st.integers(-9 * DAY, 9 * DAY))
    points = draw(st.lists(offsets.map(lambda offset: max(0, anchor + offset)), min_size=4, max_size=8, unique=True))
    return hours_of(zone, draw(versions("K", anchor)), draw(holidays("K", anchor))), sorted(points)


@settings(CHECKED, max_examples=examples(10))
@given(calendars())
def test_cut_anywhere_the_parts_add_up_to_the_whole_and_no_part_exceeds_elapsed_time(
    drawn: tuple[Records, Points],
) -> None:
    records, points = drawn
    between = business_seconds(records, list(combinations(points, 2)))
    for start, cut, end in combinations(points, 3):
        assert between[start, end] == between[start, cut] + between[cut, end]
    for (start, end), counted in between.items():
        assert 0 <= counted <= end - start


def widened(row: Row) -> Row:
    """The opening made longer, without touching a neighbour of the same weekday."""
    if row["opens"] is None:
        return row | {"opens": "10:00", "closes": "10:30"}
    if row["opens"] < "03:30":
        return row | {"opens": "00:00"}
    return row | {"closes": "24:00"} if row["closes"] > "16:00" else row


@settings(CHECKED, max_examples=examples(8))
@given(calendars(), st.sets(st.sampled_from(WEEKDAYS), min_size=1))
def test_wider_hours_never_shorten_anything(drawn: tuple[Records, Points], weekdays: set[str]) -> None:
    records, points = drawn
    pairs = list(combinations(points, 2))
    hours = [widened(row) if row["weekday"] in weekdays else row for row in records["business_hours"]]
    wider = records | {"business_hours": hours}
    narrow, wide = business_seconds(records, pairs), business_seconds(wider, pairs)
    assert [pair for pair in pairs if wide[pair] < narrow[pair]] == []


@settings(CHECKED, max_examples=examples(8))
@given(calendars(), st.sampled_from([1, 5 * MINUTE, HOUR, 9 * HOUR + 7, 2 * DAY]))
def test_a_due_time_is_the_earliest_instant_by_which_the_target_has_gone_by(
    drawn: tuple[Records, Points], wanted: int
) -> None:
    records, points = drawn
    asked = records | {
        "cases": [case(str(start), "A", at(start)) for start in points],
        "sla_targets": [target("first_response", wanted / 60)],
    }
    rows = by_case(derived_in_memory(asked, at(points[-1]))["case_metrics"])
    due = {start: rows[str(start)]["first_response_due_at"] for start in points}
    pairs = [(start, seconds(moment) - early) for start, moment in due.items() if moment for early in (0, 1)]
    if pairs:
        between = business_seconds(records, pairs)
        assert [between[pair] for pair in pairs] == [wanted, wanted - 1] * (len(pairs) // 2)


@settings(CHECKED, max_examples=examples(8))
@given(calendars())
def test_a_pause_never_counts(drawn: tuple[Records, Points]) -> None:
    """Four instants: opened, paused, resumed, closed; the pause takes each of its forms."""
    records, points = drawn
    lives = list(combinations(points, 4))[:20]
    pauses = {
        "waiting": ("waiting_on_customer", "customer_reply"),
        "working": ("waiting_on_customer", "work_resumed"),
        "proposed": ("resolution_proposed", "customer_reply"),
        "resolved": ("closed", "reopened"),
    }
    named = {f"{name}-{number}": (kinds, life) for name, kinds in pauses.items() for number, life in enumerate(lives)}
    told = records | {
        "cases": [case(name, "A", at(life[0])) for name, (_, life) in named.items()],
        "case_events": [
            event(f"{name}-{kind}", name, at(moment), kind)
            for name, (kinds, life) in named.items()
            for kind, moment in ((kinds[0], life[1]), (kinds[1], life[2]), ("resolution_agreed", life[3]))
        ],
    }
    between = business_seconds(records, list(combinations(points, 2)))
    rows = by_case(derived_in_memory(told, at(points[-1]))["case_metrics"])
    found = {name: row["resolution_business_seconds"] for name, row in rows.items()}
    assert found == {name: between[life[0], life[1]] + between[life[2], life[3]] for name, (_, life) in named.items()}
    waits = {name: row["waiting_on_customer_business_seconds"] for name, row in rows.items()}
    assert waits == {
        name: between[life[1], life[2]] if kinds[0] == "waiting_on_customer" else 0
        for name, (kinds, life) in named.items()
    }


@settings(CHECKED, max_examples=examples(8))
@given(worlds())
def test_the_spans_of_a_case_cover_its_life_without_gap_or_overlap(world: World) -> None:
    tables = derived_in_memory(world.records, world.as_of)
    for row in tables["case_metrics"]:
        spans = [span for span in tables["case_spans"] if span["case_id"] == row["case_id"]]
        bounds = [row["opened_at"], *(span["to_at"] for span in spans)]
        assert bounds[-1] == (row["resolved_at"] or world.as_of)
        assert bounds[:-1] == [span["from_at"] for span in spans]
        assert [span["span_number"] for span in spans] == list(range(1, len(spans) + 1))
        for span in spans:
            assert span["elapsed_seconds"] == seconds(span["to_at"]) - seconds(span["from_at"]) > 0
            assert 0 <= span["business_seconds"] <= span["elapsed_seconds"]
        counted = sum(span["business_seconds"] for span in spans if span["state"] == "open")
        assert row["resolution_business_seconds"] == (counted if row["state"] == "resolved" else None)
