"""Hypothesis strategies for whole small worlds: calendars on difficult nights, targets, cases and their events.

A world is drawn around an anchor, an instant at which some zone does something odd, and everything in it happens within
days of it. Text of ids is chosen so that text order and number order differ.
"""

import os
from dataclasses import dataclass
from datetime import datetime

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tests import records as build
from tests.records import Records, Row, at

MINUTE, HOUR, DAY = 60, 3600, 86_400

ANCHORS = (  # (zone, what its clock does there)
    ("Europe/Amsterdam", "2026-03-29T01:00:00Z"),  # an hour is skipped
    ("Europe/Amsterdam", "2025-10-26T01:00:00Z"),  # an hour is repeated
    ("America/New_York", "2026-03-08T07:00:00Z"),
    ("America/New_York", "2026-11-01T06:00:00Z"),
    ("Australia/Lord_Howe", "2026-04-04T15:00:00Z"),  # half an hour is repeated
    ("Australia/Lord_Howe", "2025-10-04T15:30:00Z"),  # half an hour is skipped
    ("Australia/Sydney", "2026-04-04T16:00:00Z"),
    ("Pacific/Apia", "2011-12-30T10:00:00Z"),  # 30 December does not exist
    ("Pacific/Kwajalein", "1993-08-21T12:00:00Z"),  # 21 August does not exist
    ("America/Sao_Paulo", "2018-11-04T03:00:00Z"),  # midnight does not exist
    ("America/Sao_Paulo", "2018-02-18T02:00:00Z"),  # the last hour of a date is repeated
    ("America/St_Johns", "2006-10-29T02:31:00Z"),  # an hour across midnight is repeated
    ("Antarctica/Troll", "2026-03-29T01:00:00Z"),  # two hours are skipped
    ("Europe/Dublin", "2026-10-25T01:00:00Z"),  # winter time is the exception there
    ("Africa/Monrovia", "1972-01-07T00:44:30Z"),  # the offset was no whole number of minutes before
    ("Asia/Kathmandu", "1985-12-31T18:30:00Z"),  # a quarter of an hour is skipped
    ("Asia/Pyongyang", "2018-05-04T15:00:00Z"),  # half an hour is skipped, for good
    ("UTC", "1970-01-01T00:00:00Z"),
    ("UTC", "2024-02-29T00:00:00Z"),
    ("Europe/Amsterdam", "2099-12-29T12:00:00Z"),
    ("America/New_York", "2100-03-14T07:00:00Z"),  # beyond the tables of many a zone library
)
ZONES = tuple(dict.fromkeys(zone for zone, _ in ANCHORS))

WEEKDAY_OPENINGS = (  # each is one weekday; None = no row at all
    None,
    ((None, None),),
    (("09:00", "17:00"),),
    (("08:30", "12:00"), ("13:00", "17:45")),
    (("00:00", "24:00"),),
    (("00:00", "06:00"), ("22:00", "24:00")),  # the two halves of overnight shifts
    (("02:15", "02:45"),),  # inside the hour that a clock change skips or repeats
    (("01:30", "03:30"),),
    (("00:00", "00:30"), ("23:30", "24:00")),
    (("08:00", "12:00"), ("12:00", "16:00")),  # two that touch
)
FINE_OPENINGS = (  # no whole minutes
    (("09:00:15", "16:59:45"),),
    (("00:00:45", "02:30:30"), ("23:59:15", "24:00")),
    None,
)

SNIPPETS = (  # what a case's events are put together from: single ones, and turns that are seldom met by chance
    *[(kind,) for kind in (
        "agent_reply", "customer_reply", "waiting_on_customer", "work_resumed", "resolution_proposed", "closed",
        "resolution_agreed", "reopened", "priority_changed", "category_changed", "assigned", "escalated",
    )],
    ("auto_reply", "internal_note"),
    ("agent_reply", "customer_reply", "agent_reply"),
    ("agent_reply", "customer_reply", "customer_reply", "closed"),
    ("closed", "customer_reply", "reopened", "agent_reply"),
    ("closed", "customer_reply", "closed", "reopened"),
    ("closed", "customer_reply", "agent_reply", "reopened"),
    ("resolution_agreed", "reopened", "closed"),
    ("waiting_on_customer", "resolution_proposed", "waiting_on_customer", "customer_reply"),
    ("resolution_proposed", "reopened", "work_resumed"),
)  # fmt: skip
VALUES = {
    "priority_changed": ("urgent", "high", "normal", "low"),
    "category_changed": ("problem", "configuration", "information"),
    "assigned": ("tam-1", "tam-2", "agent-3"),
    "escalated": ("E-1", "E-2", "E-unknown"),
}
GAPS = (0, 0, 0, 1, MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 8 * HOUR + 1, 22 * HOUR, 3 * DAY, 9 * DAY)
AS_OF = (9 * DAY, 0, DAY + 1, 3 * DAY + 7 * HOUR, 5 * DAY, 16 * DAY, 40 * DAY)
MINUTES = (0.25, 1, 15, 60, 60, 90.5, 180, 480, 1440, 2880)  # some are among the gaps, to be exactly on target
METRICS = (
    "first_response", "next_response", "periodic_update", "resolution",
    "escalation_acknowledgement", "escalation_resolution",
)  # fmt: skip

# The same worlds in every run of a pipeline; new ones on each run at a desk.
CHECKED = settings(
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


@dataclass(frozen=True)
class World:
    """Records and the instant as of which they are judged."""

    records: Records
    as_of: str


def date_text(instant: int) -> str:
    """The UTC date of an instant; good enough to place versions and holidays near it."""
    return at(instant)[:10]


def one_of_or_none(values: tuple[str, ...]) -> st.SearchStrategy[str | None]:
    """Blank half of the time, so that targets often match."""
    return st.one_of(st.none(), st.sampled_from(values))


@st.composite
def versions(draw: st.DrawFn, calendar_id: str, anchor: int, shapes: tuple = WEEKDAY_OPENINGS) -> list[Row]:
    """One to three versions of weekly hours; later ones begin within days of the anchor."""
    begins = draw(st.lists(st.integers(-9, 9), max_size=2, unique=True))
    rows = []
    for since in sorted({"1970-01-01", *(date_text(max(0, anchor + days * DAY)) for days in begins)}):
        chosen = draw(st.lists(st.sampled_from(shapes), min_size=7, max_size=7))
        week = [
            {"calendar_id": calendar_id, "valid_from": since, "weekday": day, "opens": opens, "closes": closes}
            for day, openings in zip(build.WEEKDAYS, chosen, strict=True)
            for opens, closes in openings or ()
        ]
        rows += week or build.week(calendar_id, since=since)
    return rows


@st.composite
def holidays(draw: st.DrawFn, calendar_id: str, anchor: int, shapes: tuple = WEEKDAY_OPENINGS) -> list[Row]:
    """A few dates around the anchor, closed or with special openings."""
    days = draw(
        st.lists(st.tuples(st.integers(-6, 6), st.sampled_from(shapes)), max_size=3, unique_by=lambda day: day[0])
    )
    return [
        {
            "calendar_id": calendar_id,
            "date": date_text(anchor + offset * DAY),
            "name": None,
            "opens": opens,
            "closes": closes,
        }
        for offset, openings in days
        if anchor + offset * DAY >= 0
        for opens, closes in openings or ((None, None),)
    ]


@st.composite
def assignments(draw: st.DrawFn, account_id: str, anchor: int) -> list[Row]:
    """TAMs of an account one after the other, with or without a gap between."""
    days = sorted(draw(st.lists(st.integers(-8, 8), max_size=4, unique=True)))
    bounds = [date_text(anchor + day * DAY) for day in days if anchor + day * DAY >= 0]
    rows = [
        {"account_id": account_id, "tam_id": f"tam-{1 + number % 2}", "assigned_from": start, "assigned_until": until}
        for number, (start, until) in enumerate(zip(bounds, [*bounds[1:], None], strict=False))
    ]
    kept = draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows)))
    return [row for row, is_kept in zip(rows, kept, strict=True) if is_kept]


def targets(anchor: int) -> st.SearchStrategy[list[Row]]:
    """Up to ten targets, some for one account, priority or category, some valid only from a day near the anchor."""
    row = st.fixed_dictionaries(
        {
            "metric": st.sampled_from(METRICS),
            "account_id": one_of_or_none(("A-0", "A-1")),
            "priority": one_of_or_none(VALUES["priority_changed"]),
            "category": one_of_or_none(VALUES["category_changed"]),
            "valid_from": st.sampled_from([-300, -2, 0, 2]).map(lambda day: date_text(max(0, anchor + day * DAY))),
            "minutes": st.sampled_from(MINUTES).map(repr),
            "clock": st.sampled_from(["business", "business", "elapsed"]),
        }
    )
    wide = [build.target(metric, 60, clock) for clock in ("business", "elapsed") for metric in METRICS]
    key = ("metric", "account_id", "priority", "category", "valid_from")
    return st.tuples(st.lists(st.sampled_from(wide), min_size=3, max_size=6), st.lists(row, max_size=6)).map(
        lambda both: list({tuple(row[column] for column in key): row for row in [*both[0], *both[1]]}.values())
    )


@st.composite
def lives(draw: st.DrawFn, case_id: str, account_id: str, anchor: int) -> tuple[Row, list[Row]]:
    """A case opened near the anchor and its events, each a gap after the one before."""
    opened = max(0, anchor + draw(st.integers(-3 * DAY, DAY)))
    snippets = draw(st.lists(st.sampled_from(SNIPPETS), min_size=2, max_size=6))
    kinds = [kind for snippet in snippets for kind in snippet]
    gaps = draw(st.lists(st.sampled_from(GAPS), min_size=len(kinds), max_size=len(kinds)))
    numbers = draw(st.permutations(range(7, 7 + len(kinds))))  # 10 stands before 9 in text
    row = build.case(
        case_id,
        account_id,
        at(opened),
        priority=draw(st.sampled_from(VALUES["priority_changed"])),
        category=draw(one_of_or_none(VALUES["category_changed"])),
        agent_id=draw(one_of_or_none(("agent-3",))),
    )
    events, moment = [], opened
    for number, gap, kind in zip(numbers, gaps, kinds, strict=True):
        moment += gap
        value = draw(st.sampled_from(VALUES[kind])) if kind in VALUES else None
        events.append(build.event(f"{case_id}-{number}", case_id, at(moment), kind, value))
    return row, events


@st.composite
def escalations(draw: st.DrawFn, anchor: int) -> list[Row]:
    """Up to four escalations, acknowledged and resolved or not."""
    rows = []
    for number in range(draw(st.integers(0, 4))):
        raised = max(0, anchor + draw(st.integers(-3 * DAY, 3 * DAY)))
        acknowledged, resolved = draw(st.tuples(*[st.one_of(st.none(), st.sampled_from(GAPS))] * 2))
        rows.append(
            {
                "escalation_id": f"E-{number}",
                "account_id": draw(st.sampled_from(["A-0", "A-1"])),
                "case_id": draw(one_of_or_none(("C-0", "C-1"))),
                "tam_id": draw(one_of_or_none(("tam-1", "tam-2"))),
                "category": draw(st.sampled_from(VALUES["category_changed"])),
                "raised_at": at(raised),
                "acknowledged_at": None if acknowledged is None else at(raised + acknowledged),
                "resolved_at": None if resolved is None else at(raised + resolved),
                "scope": "in_scope",
            }
        )
    return rows


@st.composite
def worlds(draw: st.DrawFn, cases: int = 14, shapes: tuple = WEEKDAY_OPENINGS) -> World:
    """Three calendars, two accounts, three people, targets, escalations, and `cases` cases with their events."""
    zone, text = draw(st.sampled_from(ANCHORS))
    anchor = int(datetime.fromisoformat(text).timestamp())
    calendars = {"K-0": zone, "K-1": draw(st.sampled_from(ZONES)), "K-2": zone}
    records: Records = {
        "calendars": [build.calendar(name, zone) for name, zone in calendars.items()],
        "business_hours": [row for name in calendars for row in draw(versions(name, anchor, shapes))],
        "holidays": [row for name in calendars for row in draw(holidays(name, anchor, shapes))],
        "accounts": [build.account("A-0", "K-0"), build.account("A-1", "K-1")],
        "people": [
            build.person("tam-1", "tam"),
            build.person("tam-2", "tam", "K-2"),
            build.person("agent-3"),
        ],
        "tam_assignments": [row for name in ("A-0", "A-1") for row in draw(assignments(name, anchor))],
        "sla_targets": draw(targets(anchor)),
        "escalations": draw(escalations(anchor)),
        "cases": [],
        "case_events": [],
    }
    for number in range(cases):
        case, events = draw(lives(f"C-{number}", f"A-{number % 2}", anchor))
        records["cases"].append(case)
        records["case_events"] += events
    exempt = draw(st.lists(st.tuples(st.integers(0, cases - 1), st.sampled_from(METRICS)), max_size=3, unique=True))
    records["exemptions"] = [
        build.exemption(f"C-{number}", metric, at(anchor + draw(st.sampled_from([0, 5 * DAY]))), "tam-1")
        for number, metric in exempt
    ]
    return World(records, at(max(0, anchor + draw(st.sampled_from(AS_OF)))))
