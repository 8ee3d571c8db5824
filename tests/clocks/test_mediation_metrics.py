"""mediation_metrics, made from records: whose hours count, what still runs, what has not happened yet."""

import pytest

from tests.records import Records, Row, account, calendar, person, snapshot_in_memory, table, week

AS_OF = "2026-03-06T12:00:00Z"  # a Friday
EMPTY = {"outcome": None, "escalation_id": None} | dict.fromkeys(
    ("best_practices_met_at", "form_submitted_at", "provider_replied_at", "closed_at")
)


def mediation(mediation_id: str, account_id: str, opened_at: str, tier: str = "1", **given: str) -> Row:
    """A mediations row; what is not given has not happened."""
    row = {"mediation_id": mediation_id, "account_id": account_id, "mailbox_provider": "Gmail", "tier": tier}
    return EMPTY | row | {"opened_at": opened_at} | given


# Monday to Friday, 09:00 to 17:00 in London, 14:00 to 22:00 UTC in New York; Ana works in New York, Bo has no calendar.
RECORDS: Records = {
    "calendars": [calendar("london", "Europe/London"), calendar("new-york", "America/New_York")],
    "business_hours": week("london", ("09:00", "17:00")) + week("new-york", ("09:00", "17:00")),
    "accounts": [account("held", "london"), account("bo's", "london"), account("alone", "london")],
    "people": [person("ana", "tam", "new-york"), person("bo", "tam")],
    "tam_assignments": [
        {"account_id": "held", "tam_id": "ana", "assigned_from": "2026-01-01", "assigned_until": "2026-03-04"},
        {"account_id": "held", "tam_id": "bo", "assigned_from": "2026-03-04", "assigned_until": None},
        {"account_id": "bo's", "tam_id": "bo", "assigned_from": "2026-01-01", "assigned_until": None},
    ],
    "mediations": [
        mediation(
            "1 whole",
            "held",
            "2026-03-02T12:00:00Z",
            best_practices_met_at="2026-03-02T15:00:00Z",
            form_submitted_at="2026-03-03T15:30:00Z",
            provider_replied_at="2026-03-04T15:30:05Z",
            closed_at="2026-03-05T10:00:00Z",
            outcome="resolved",
        ),
        # Midnight in London is the TAM's day; sent at the very instant of best practices is not premature.
        mediation(
            "2 another's",
            "held",
            "2026-03-04T00:00:00Z",
            best_practices_met_at="2026-03-04T10:00:00Z",
            form_submitted_at="2026-03-04T10:00:00Z",
        ),
        mediation("3 no calendar", "bo's", "2026-03-05T16:00:00Z"),
        mediation("4 no tam", "alone", "2026-03-05T16:00:00Z", best_practices_met_at="2026-03-05T17:00:00Z"),
        # Everything but the opening lies after as_of, the reply by a second.
        mediation(
            "5 later",
            "alone",
            "2026-03-06T11:00:00Z",
            form_submitted_at="2026-03-06T12:00:00Z",
            provider_replied_at="2026-03-06T12:00:01Z",
            closed_at="2026-03-09T12:00:00Z",
            outcome="declined",
        ),
        mediation("6 odd", "alone", "2026-03-05T09:00:00Z", "2", provider_replied_at="2026-03-05T10:00:00Z"),
        mediation("7 withdrawn", "alone", "2026-03-05T09:00:00Z", closed_at="2026-03-05T09:00:00Z"),
        mediation("8 not yet", "alone", "2026-03-06T12:00:01Z"),
    ],
}
SECONDS = (
    "to_submit_business_seconds",
    "unsubmitted_business_seconds",
    "to_reply_elapsed_seconds",
    "unreplied_elapsed_seconds",
)


@pytest.fixture(scope="module")
def mediations() -> dict[str, dict[str, object]]:
    """The rows of the table, by the number that begins their id."""
    with snapshot_in_memory(RECORDS, AS_OF) as connection:
        return {str(row["mediation_id"])[0]: row for row in table(connection, "mediation_metrics")}


def test_each_clock_counts_in_the_hours_of_its_tam_and_stands_at_as_of(
    mediations: dict[str, dict[str, object]],
) -> None:
    found = {number: (row["tam_id"], row["calendar_id"], *(row[name] for name in SECONDS)) for number, row in
             sorted(mediations.items())}  # fmt: skip

    assert found == {
        # New York: 14:00 to 22:00 on Monday, an hour and a half on Tuesday
        "1": ("ana", "new-york", 9 * 3600 + 1800, None, 86_405, None),
        "2": ("bo", "london", 3600, None, None, 2 * 86_400 + 7200),
        # an hour on Thursday, three on Friday
        "3": ("bo", "london", None, 4 * 3600, None, None),
        "4": (None, "london", None, 4 * 3600, None, None),
        "5": (None, "london", 3600, None, None, 0),
        "6": (None, "london", None, None, None, None),
        "7": (None, "london", None, None, None, None),
    }


def test_the_state_is_the_last_thing_that_happened_by_as_of(mediations: dict[str, dict[str, object]]) -> None:
    found = {number: (row["state"], row["outcome"], row["closed_at"]) for number, row in sorted(mediations.items())}

    assert found == {
        "1": ("closed", "resolved", "2026-03-05T10:00:00Z"),
        "2": ("submitted", None, None),
        "3": ("preparing", None, None),
        "4": ("ready", None, None),
        "5": ("submitted", None, None),
        "6": ("replied", None, None),
        "7": ("closed", None, "2026-03-05T09:00:00Z"),
    }


def test_tier_2_and_forms_sent_too_early_are_flagged(mediations: dict[str, dict[str, object]]) -> None:
    flagged = {
        flag: sorted(number for number, row in mediations.items() if row[flag])
        for flag in ("is_out_of_scope", "is_premature")
    }

    assert flagged == {"is_out_of_scope": ["6"], "is_premature": ["5"]}
