"""Migrations through records: stage, days behind, stall, share, health and projection, and the odd records of exports.

All stories run over one set of records, each with an account of its own, as of Friday 20 March 2026 at noon. A day sent
twice is not among them: the load rejects it (tests/data/test_contract.py).
"""

from datetime import date, timedelta

import pytest

from tests.records import Records, Row, Table, account, calendar, snapshot_in_memory, table

AS_OF = "2026-03-20T12:00:00Z"
Sent = (
    tuple[int, int] | None
)  # messages over the new route and how many of them were delivered; None: no record of the day
RATES = ("delivered_rate", "bounce_rate", "complaint_rate", "deferral_rate")


def moving(
    name: str,
    start: str,
    plan: list[int | None],
    sent: list[Sent],
    legacy: int = 0,
    **given: str | None,
) -> Records:
    """One account that moves from `start` on: a planned volume (None: no plan) and what was sent, day by day."""
    days = [str(date.fromisoformat(start) + timedelta(days=number)) for number in range(max(len(plan), len(sent)))]
    row = {"migration_id": name, "account_id": name, "started_on": start, "target_on": "2026-04-30", "tam_id": None}
    row |= {"target_daily_volume": "1000", "status": "warming", "completed_on": None} | given
    planned = [
        {"migration_id": name, "date": day, "planned_volume": str(volume)}
        for day, volume in zip(days, plan, strict=False)
        if volume is not None
    ]
    traffic = []
    for day, each in zip(days, sent, strict=False):
        if each is not None:
            traffic.append(sending(name, day, sent=str(each[0]), delivered=str(each[1])))
            if legacy:
                traffic.append(sending(name, day, route="legacy", sent=str(legacy), delivered=str(legacy)))
    return {"accounts": [account(name, "c")], "migrations": [row], "warmup_plan": planned, "email_traffic": traffic}


def sending(account_id: str, day: str, **given: str | None) -> Row:
    """What an account sent on a day; over the new route, to all providers, without trouble."""
    row = {"account_id": account_id, "date": day, "route": "premium", "mailbox_provider": None}
    return row | {"sent": "100", "delivered": "100", "bounced": "0", "deferred": "0", "complaints": "0"} | given


def together(*parts: Records) -> Records:
    """One set of records from several."""
    names = {name for part in parts for name in part}
    return {name: [row for part in parts for row in part.get(name, [])] for name in names}


def doubled(count: int) -> list[int | None]:
    """A plan whose volume doubles every day."""
    return [100 * 2**number for number in range(count)]


def followed(count: int) -> list[Sent]:
    """Exactly what `doubled` plans, all delivered."""
    return [(100 * 2**number, 100 * 2**number) for number in range(count)]


def troubled(name: str, **given: str) -> Records:
    """One day of 10,000 messages with what went wrong; the day before had no trouble and as many messages."""
    records = moving(name, "2026-03-18", [100, 200], [(10_000, 10_000), (10_000, 10_000)])
    records["email_traffic"][1] |= given
    return records


HELD_ON_STAGE_2 = [(100, 100), (200, 200), *[(400, 360)] * 30]
STORIES = together(
    moving("exact", "2026-03-06", doubled(20), followed(14)),
    moving("exact today", "2026-03-06", doubled(20), followed(15)),
    moving("seven days", "2026-03-13", doubled(20), followed(7)),
    moving("six days", "2026-03-14", doubled(20), followed(6)),
    # 360 of 400 are 90 %, which is not more
    moving("ninety", "2026-03-17", doubled(5), [(100, 100), (200, 200), (400, 360)]),
    moving("over ninety", "2026-03-17", doubled(5), [(100, 100), (200, 200), (400, 361)]),
    moving("ten days", "2026-03-08", doubled(20), HELD_ON_STAGE_2[:12]),
    moving("nine days", "2026-03-09", doubled(20), HELD_ON_STAGE_2[:11]),
    moving("slow", "2026-03-06", doubled(18), [(100 * 2 ** (day // 2), 100 * 2 ** (day // 2)) for day in range(14)]),
    moving("plan without traffic", "2026-03-15", doubled(8), []),
    moving("traffic without plan", "2026-03-18", [], [(100, 100), (100, 100)], legacy=300),
    moving("gap", "2026-03-16", doubled(6), [(100, 100), None, None, (200, 200)], legacy=100),
    moving("over plan", "2026-03-18", doubled(6), [(100, 100), (900, 900)]),
    moving("plateau", "2026-03-16", [100, 100, 100, 200], [(200, 200), (100, 100), (50, 50), (100, 100)]),
    moving("long plateau", "2026-03-16", [100, 100, 100, 200], [(100, 100), (150, 150), (50, 50), (100, 90)]),
    moving("week", "2026-03-12", [], [(900, 900), (100, 100)]),
    moving("dip", "2026-03-18", [100, 400, 200, 800], [(100, 100), (400, 400)]),
    moving("weekends off", "2026-03-13", [100, None, None, 200, 400, 800], [(100, 100), None, None, (200, 200)]),
    moving("zero", "2026-03-17", [100, 0, 200], [(100, 100), (0, 0), (0, 0)]),
    moving("past its end", "2026-03-08", [100, 200, 400], [*HELD_ON_STAGE_2[:11], (400, 360)], target_on="2026-03-10"),
    moving("all reached", "2026-03-16", doubled(3), followed(4)),
    moving("paused", "2026-03-01", doubled(5), followed(3), status="paused"),
    moving("resumed", "2026-03-01", doubled(5), [*followed(2), *[None] * 14, (400, 400), (400, 400)]),
    moving("planned", "2026-03-25", doubled(5), [], status="planned"),
    moving("completed", "2026-03-01", doubled(3), followed(19), status="completed", completed_on="2026-03-04"),
    moving("not yet", "2026-03-18", doubled(3), followed(2), status="completed", completed_on="2026-03-21"),
    moving("cancelled", "2026-03-01", doubled(3), followed(1), status="cancelled", target_on="2026-03-05"),
    moving("unknown delivery", "2026-03-18", doubled(3), followed(2)),
    troubled("bounce below", bounced="399"),
    troubled("bounce watch", bounced="400"),
    troubled("bounce stop", bounced="1000"),
    troubled("complaint watch", complaints="20"),
    troubled("complaint stop", complaints="60"),
    troubled("deferral watch", deferred="2000"),
    troubled("worst counts", deferred="5000", bounced="400"),
    troubled("bounces unknown", bounced="", deferred="1999"),
    {"email_traffic": [sending("week", "2026-03-19", route="legacy")]},
    {"calendars": [calendar("c", "UTC")]},
)
for row in STORIES["email_traffic"]:
    if row["account_id"] == "unknown delivery":
        row["delivered"] = None
    if row["bounced"] == "":
        row["bounced"] = None
# The same account moves twice at once; and providers without a total, beside a day that has one.
STORIES["migrations"].append(STORIES["migrations"][0] | {"migration_id": "second", "started_on": "2026-03-10"})
STORIES["warmup_plan"] += [
    {"migration_id": "second", "date": f"2026-03-{day}", "planned_volume": "1600"} for day in (10, 11)
]
STORIES = together(
    STORIES,
    moving("by provider", "2026-03-18", [300, 300], []),
    {
        "email_traffic": [
            sending("by provider", "2026-03-18", mailbox_provider="Gmail", sent="200", delivered="200"),
            sending("by provider", "2026-03-18", mailbox_provider="Yahoo", sent="100", delivered="71"),
            sending("by provider", "2026-03-19", mailbox_provider="Gmail", sent="300", delivered="0"),
            sending("by provider", "2026-03-19", sent="300", delivered="300", bounced=None),
        ],
    },
    # what is open, and what is not: of another scope, resolved, closed, opened after as_of
    moving("blocked", "2026-03-18", doubled(3), followed(2)),
    {
        "escalations": [
            {"escalation_id": scope, "account_id": "blocked", "category": "problem", "scope": scope}
            | {"raised_at": "2026-03-01T00:00:00Z", "resolved_at": None}
            for scope in ("in_scope", "template_work")
        ],
        "mediations": [
            {"mediation_id": name, "account_id": "blocked", "mailbox_provider": "Gmail", "tier": "1"}
            | {"opened_at": opened_at, "closed_at": closed_at}
            for name, opened_at, closed_at in (
                ("open", "2026-03-19T00:00:00Z", None),
                ("closed later", "2026-03-19T00:00:00Z", "2026-03-20T12:00:01Z"),
                ("closed", "2026-03-19T00:00:00Z", "2026-03-20T12:00:00Z"),
                ("later", "2026-03-20T12:00:01Z", None),
            )
        ],
    },
)


@pytest.fixture(scope="module")
def tables() -> dict[str, Table]:
    """The two derived tables of all stories."""
    with snapshot_in_memory(STORIES, AS_OF) as connection:
        return {name: table(connection, name) for name in ("migration_metrics", "migration_days")}


def of(tables: dict[str, Table], name: str, columns: str) -> tuple[object, ...]:
    """Some columns of a migration as of the snapshot."""
    (row,) = [row for row in tables["migration_metrics"] if row["migration_id"] == name]
    return tuple(row[column] for column in columns.split())


def days(tables: dict[str, Table], name: str, columns: str) -> list[tuple[object, ...]]:
    """Some columns of a migration's days, in order."""
    rows = [row for row in tables["migration_days"] if row["migration_id"] == name]
    return [tuple(row[column] for column in columns.split()) for row in rows]


STANDINGS = {
    # stage, stages, days_behind, stalled_since, projected_on
    "exact": (14, 20, 0, None, "2026-03-25"),
    "exact today": (15, 20, 0, None, "2026-03-25"),
    "seven days": (7, 20, 0, None, "2026-04-01"),
    "six days": (6, 20, 0, None, None),
    "ninety": (2, 5, 1, None, None),
    "over ninety": (3, 5, 0, None, None),
    "ten days": (2, 20, 10, "2026-03-09", None),
    # two stages in eleven days, eighteen to go: 99 days
    "nine days": (2, 20, 9, None, "2026-06-26"),
    # seven stages in fourteen days, eleven to go
    "slow": (7, 18, 7, None, "2026-04-10"),
    "plan without traffic": (0, 8, 5, None, None),
    "traffic without plan": (None, 0, None, None, None),
    "gap": (2, 6, 2, None, None),
    # 900 are more than the 800 of the fourth day
    "over plan": (4, 6, -2, None, None),
    # 100 three times: on the 16th, the 17th and the 19th; the 200 of the 16th are the fourth stage at once
    "plateau": (4, 4, 0, None, "2026-03-19"),
    "long plateau": (2, 4, 2, None, None),
    # the 200 are reached with the 400 before them
    "dip": (3, 4, -1, None, None),
    # two of four stages, and a day since the plan ran out
    "weekends off": (2, 4, 3, None, None),
    "zero": (1, 2, 1, None, None),
    # one plan day, and nine days since the plan ran out
    "past its end": (2, 3, 10, "2026-03-09", None),
    "all reached": (3, 3, 0, None, "2026-03-19"),
    "paused": (3, 5, 16, None, None),
    # the new stage came on the 17th; two days with traffic in two weeks are too few to say more
    "resumed": (3, 5, 16, None, None),
    "planned": (0, 5, 0, None, None),
    "completed": (3, 3, None, None, "2026-03-04"),
    "not yet": (2, 3, 0, None, None),
    "cancelled": (1, 3, None, None, None),
    "unknown delivery": (0, 3, 2, None, None),
    "second": (2, 2, 0, None, "2026-03-19"),
    "by provider": (2, 2, 0, None, "2026-03-19"),
}


@pytest.mark.parametrize("name", STANDINGS)
def test_where_a_migration_stands(name: str, tables: dict[str, Table]) -> None:
    assert STANDINGS[name] == of(tables, name, "stage stages days_behind stalled_since projected_on")


HEALTH = {
    "exact": "healthy",
    "plan without traffic": None,
    "paused": None,
    "bounce below": "healthy",
    "bounce watch": "watch",
    "bounce stop": "stop",
    "complaint watch": "watch",
    "complaint stop": "stop",
    "deferral watch": "watch",
    "worst counts": "stop",
    # 1,999 of 20,000; bounces are judged by the other day alone
    "bounces unknown": "healthy",
}


@pytest.mark.parametrize("name", HEALTH)
def test_health_is_the_worst_of_the_week(name: str, tables: dict[str, Table]) -> None:
    assert (HEALTH[name],) == of(tables, name, "health")


def test_status_and_last_day_judged(tables: dict[str, Table]) -> None:
    found = {name: of(tables, name, "status judged_on") for name in ("exact", "exact today", "completed", "not yet")}
    assert found | {"cancelled": of(tables, "cancelled", "status judged_on")} == {
        "exact": ("warming", "2026-03-19"),
        "exact today": ("warming", "2026-03-20"),
        "completed": ("completed", "2026-03-10"),
        "not yet": ("warming", "2026-03-19"),
        "cancelled": ("cancelled", "2026-03-05"),
    }


def test_share_is_of_the_traffic_of_seven_days_where_it_is_known(tables: dict[str, Table]) -> None:
    assert of(tables, "traffic without plan", "share_now") == (0.25,)
    assert of(tables, "plan without traffic", "share_now") == (None,)
    # 100 of the 13th, and as many over the old route on the 19th; the 900 of the 12th are a day too old
    assert of(tables, "week", "share_now") == (0.5,)
    assert days(tables, "gap", "date premium_sent legacy_sent share_7d stage") == [
        ("2026-03-16", 100, 100, 0.5, 1),
        ("2026-03-17", None, None, 0.5, 1),
        ("2026-03-18", None, None, 0.5, 1),
        ("2026-03-19", 200, 100, 0.6, 2),
        ("2026-03-20", None, None, None, None),
        ("2026-03-21", None, None, None, None),
    ]


def test_a_day_on_which_nothing_was_sent_has_no_rates(tables: dict[str, Table]) -> None:
    assert days(tables, "zero", f"premium_sent {' '.join(RATES)}")[:3] == [(100, 1, 0, 0, 0), *[(0, *[None] * 4)] * 2]


def test_providers_are_added_up_where_no_row_is_for_all_of_them(tables: dict[str, Table]) -> None:
    assert days(tables, "by provider", "premium_sent delivered_rate bounce_rate")[:2] == [
        (300, 271 / 300, 0),
        (300, 1, None),
    ]


def test_days_are_those_of_the_plan_of_the_time_since_and_of_four_weeks_before() -> None:
    """Days after the last one judged carry the plan; traffic before the ramp is shown and reaches no stage."""
    records = moving("a", "2026-03-18", doubled(4), followed(2))
    records["email_traffic"] += [
        sending("a", day, sent="9000", delivered="9000") for day in ("2026-02-17", "2026-02-18")
    ]
    records["calendars"] = [calendar("c", "UTC")]
    with snapshot_in_memory(records, AS_OF) as connection:
        rows = table(connection, "migration_days")
    assert [rows[number]["date"] for number in (0, -1)] == ["2026-02-18", "2026-03-21"]
    assert [(row["planned_volume"], row["premium_sent"], row["stage"]) for row in (rows[0], *rows[-4:])] == [
        (None, 9000, 0),
        (100, 100, 1),
        (200, 200, 2),
        (400, None, None),
        (800, None, None),
    ]


def test_the_range_of_a_projection_holds_it_and_grows_with_the_trouble_seen(tables: dict[str, Table]) -> None:
    """The ends come from throws and not from a hand; they are the same on every machine and under every DuckDB."""
    ranges = "projected_low_on projected_on projected_high_on"
    assert {name: of(tables, name, ranges) for name in ("exact", "slow", "nine days", "completed", "six days")} == {
        "exact": ("2026-03-25", "2026-03-25", "2026-03-27"),
        "slow": ("2026-04-06", "2026-04-10", "2026-04-19"),
        # more than one draw in ten has no end within half a year
        "nine days": ("2026-05-07", "2026-06-26", None),
        "completed": ("2026-03-04", "2026-03-04", "2026-03-04"),
        "six days": (None, None, None),
    }


def test_blockers_are_open_escalations_in_scope_and_open_mediations(tables: dict[str, Table]) -> None:
    assert of(tables, "blocked", "open_blockers") == (3,)
