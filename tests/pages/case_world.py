"""Cases worked out by hand for the Case page, one of every kind; Paris is open Monday to Friday from 9 to 17."""

from datetime import datetime
from pathlib import Path

from data.load import load
from tests import records as build
from tests.records import Records, Row, account, calendar, case, event, exemption, person, target

AS_OF = "2026-03-13T16:00:00+00:00"  # a Friday, 17:00 in Paris
ODD_ID = 'a/b?c=&d#é "q" <i>*x*</i>'


def escalation(escalation_id: str, case_id: str, raised_at: str, acknowledged_at: str | None) -> Row:
    return {
        "escalation_id": escalation_id,
        "account_id": "Nordwind",
        "case_id": case_id,
        "tam_id": "Ana",
        "category": "problem",
        "raised_at": raised_at,
        "acknowledged_at": acknowledged_at,
        "scope": "in_scope",
    }


def records() -> Records:
    """Local times in Paris are an hour ahead of these."""
    year = [
        event(f"y{month:02}", "year", f"2025-{month:02}-10T10:00:00Z", kind)
        for month, kind in zip(range(3, 13), ["agent_reply", "customer_reply"] * 5, strict=True)
    ]
    return {
        "calendars": [calendar("Paris", "Europe/Paris"), calendar("Never", "Europe/Paris")],
        "business_hours": [
            *build.week("Paris", ("09:00", "17:00"), since="2024-01-01"),
            *build.week("Never", since="2024-01-01"),
        ],
        "holidays": [
            {"calendar_id": "Paris", "date": "2025-12-24", "name": "Christmas Eve", "opens": "09:00", "closes": "12:00"}
        ],
        "accounts": [account("Nordwind", "Paris"), account("Sud", "Never")],
        "people": [person("Ben"), person("Ana", "tam", "Paris")],
        "tam_assignments": [{"account_id": "Nordwind", "tam_id": "Ana", "assigned_from": "2024-01-01"}],
        "sla_targets": [
            target("first_response", 120, priority="normal"),
            target("first_response", 90, "elapsed", priority="urgent"),
            target("next_response", 120, priority="normal"),
            target("periodic_update", 480, priority="normal"),
            target("resolution", 960, priority="normal"),
            target("escalation_acknowledgement", 60),
        ],
        "cases": [
            case("done", "Nordwind", "2026-03-09T14:20:00Z", subject="=1+1 <b>*loud*</b>", agent_id="Ben"),
            case("silent", "Nordwind", "2026-03-13T15:00:00Z"),
            case("reopened", "Nordwind", "2026-03-09T08:00:00Z", subject="Bounces from the new pool"),
            case("paused", "Nordwind", "2026-03-12T08:00:00Z", subject="Bounces again"),
            case("untargeted", "Nordwind", "2026-03-12T08:00:00Z", priority="low"),
            case("never", "Sud", "2026-03-12T08:00:00Z"),
            case("year", "Nordwind", "2025-03-01T08:00:00Z"),
            case("later", "Nordwind", "2026-03-16T08:00:00Z"),
            case("urgent", "Nordwind", "2026-03-09T15:30:00Z", priority="urgent"),
            case(ODD_ID, "Nordwind", "2026-03-12T08:00:00Z"),
        ],
        "case_events": [
            event("d1", "done", "2026-03-09T14:21:00Z", "auto_reply"),
            event("d2", "done", "2026-03-10T09:32:00Z", "agent_reply") | {"actor_id": "Ben"},
            event("d3", "done", "2026-03-10T09:40:00Z", "waiting_on_customer"),
            event("d4", "done", "2026-03-11T08:00:00Z", "customer_reply"),
            event("d5", "done", "2026-03-11T09:00:00Z", "resolution_proposed"),
            event("d6", "done", "2026-03-11T09:30:00Z", "resolution_agreed"),
            event("r1", "reopened", "2026-03-09T08:30:00Z", "agent_reply"),
            event("r2", "reopened", "2026-03-09T09:00:00Z", "closed"),
            event("r3", "reopened", "2026-03-10T08:10:00Z", "reopened"),
            event("r4", "reopened", "2026-03-10T08:20:00Z", "reopened"),
            event("p1", "paused", "2026-03-12T08:30:00Z", "agent_reply"),
            event("p2", "paused", "2026-03-12T09:00:00Z", "waiting_on_customer"),
            event("o1", ODD_ID, "2026-03-12T08:30:00Z", "agent_reply"),
            event("u1", "urgent", "2026-03-09T18:00:00Z", "agent_reply"),
            *year,
        ],
        "escalations": [escalation("E-1", "paused", "2026-03-12T09:00:00Z", "2026-03-12T09:30:00Z")],
        "exemptions": [exemption("done", "first_response", "2026-03-10T10:00:00Z", "Ana")],
    }


def publish(folder: Path) -> Path:
    """Load the records into a warehouse in `folder`; returns the warehouse."""
    given = records()
    columns = {name: {column for row in rows for column in row} for name, rows in given.items()}
    padded = {name: [dict.fromkeys(columns[name]) | row for row in rows] for name, rows in given.items()}
    load(
        build.write(padded, folder / "records"),
        folder / "warehouse",
        as_of=datetime.fromisoformat(AS_OF),
        reporting_time_zone="Europe/Paris",
        max_rejects=0.0,
    )
    return folder / "warehouse"
