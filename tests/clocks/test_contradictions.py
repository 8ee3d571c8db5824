"""Events that contradict their case, through records: which they are, in which state, and that all are kept."""

from tests.records import account, calendar, case, event, snapshot_in_memory, table

STORIES = {
    "winding": [
        (1, "work_resumed"),  # nothing was paused
        (2, "waiting_on_customer"),
        (3, "waiting_on_customer"),  # again
        (4, "resolution_proposed"),
        (4, "resolution_proposed"),  # again, at the same instant
        (5, "waiting_on_customer"),  # while a proposal stands
        (6, "customer_reply"),  # opens it again
        (7, "resolution_agreed"),  # to nothing proposed since: ends the case all the same
        (8, "closed"),  # is resolved already
        (9, "agent_reply"),  # after the end
        (10, "resolution_agreed"),  # agreed already
        (11, "reopened"),
        (12, "reopened"),  # is open already
    ],
    "agreed_late": [
        (1, "agent_reply"),
        (2, "resolution_proposed"),
        (3, "closed"),
        (4, "resolution_agreed"),  # makes it agreed: not odd
        (5, "customer_reply"),  # after the end
        (5, "reopened"),  # at the same time, and after the reply
        (6, "agent_reply"),
    ],
    "later": [(900, "work_resumed")],  # after as_of: has not happened
}
EXPECTED = [
    ("agreed_late-05", "customer_reply", "resolved", "customer_reply_while_resolved", False),
    ("winding-01", "work_resumed", "open", "resumed_while_open", False),
    ("winding-03", "waiting_on_customer", "waiting_on_customer", "waiting_again", False),
    ("winding-05", "resolution_proposed", "resolution_proposed", "proposed_again", False),
    ("winding-06", "waiting_on_customer", "resolution_proposed", "waiting_while_proposed", False),
    ("winding-08", "resolution_agreed", "open", "agreed_without_proposal", True),
    ("winding-09", "closed", "resolved", "closed_while_resolved", False),
    ("winding-10", "agent_reply", "resolved", "agent_reply_while_resolved", False),
    ("winding-11", "resolution_agreed", "resolved", "agreed_again", False),
    ("winding-13", "reopened", "open", "reopened_while_open", False),
]


def test_each_event_is_judged_by_the_state_of_its_moment() -> None:
    events = [
        event(f"{case_id}-{number:02}", case_id, f"2026-10-{6 + hour // 24 % 25:02}T{hour % 24:02}:00:00Z", kind)
        for case_id, story in STORIES.items()
        for number, (hour, kind) in enumerate(story, start=1)
    ]
    records = {
        "calendars": [calendar("c", "UTC")],
        "accounts": [account("a", "c")],
        "cases": [case(case_id, "a", "2026-10-05T08:00:00Z") for case_id in STORIES],
        "case_events": events,
    }

    with snapshot_in_memory(records, "2026-10-12T00:00:00Z") as connection:
        found = sorted(table(connection, "contradictory_events"), key=lambda row: row["event_id"])
        kept = connection.execute("select count(*) from case_events").fetchall()

    named = [(row["event_id"], row["kind"], row["state"], row["finding"], row["has_effect"]) for row in found]
    assert named == EXPECTED
    assert {(row["event_id"].rpartition("-")[0], row["case_id"], row["account_id"]) for row in found} == {
        ("winding", "winding", "a"),
        ("agreed_late", "agreed_late", "a"),
    }
    assert kept == [(len(events),)]
