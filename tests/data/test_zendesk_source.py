"""The bundled source for Zendesk: small exports made by hand, and the records they become."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data import snapshots, sources
from data.load import check, load

ZENDESK = sources.find("zendesk")
Row = tuple[Any, ...]
Export = Callable[..., None]
Made = Callable[..., list[Row]]

# The columns of a raw table that the tests fill in, in the order in which they do.
HEADERS = {
    "ticket": "id,created_at,updated_at,status,requester_id,assignee_id,organization_id,priority,type,via_channel,"
    "subject,description",
    "user": "id,name,email,role",
    "organization": "id,name,created_at",
    "ticket_comment": "id,created,public,ticket_id,user_id,body",
    "ticket_field_history": "ticket_id,field_name,updated,value,user_id",
    "schedule": "id,name,time_zone,start_time,end_time,created_at,_fivetran_deleted",
    "schedule_holiday": "id,schedule_id,name,start_date,end_date,_fivetran_deleted",
    "ticket_schedule": "ticket_id,schedule_id,created_at",
    "audit_log": "created_at|source_label|change_description|source_type",
    "sla_policy_metric_history": "sla_policy_id,sla_policy_updated_at,metric,priority,target,business_hours",
    "ticket_sla_policy": "ticket_id,sla_policy_id",
}
USERS = ["1,Ann,ann@example.com,agent", "2,Abe,abe@example.com,admin", "9,Cleo,cleo@example.com,end-user"]
# a ticket opened by Cleo at 09:00, as it is when nothing happened to it
TICKET = "{id},2026-03-02 09:00:00,2026-03-02 09:00:00,open,9,,70,,,email,Help,Please help"


def ticket(number: int = 5, **changes: str) -> str:
    values = dict(zip(HEADERS["ticket"].split(","), TICKET.format(id=number).split(","), strict=True))
    return ",".join((values | changes).values())


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


@pytest.fixture
def export(raw: Path) -> Export:
    """Write raw tables; `user` and `ticket` are there unless the test gives its own."""

    def written(**tables: list[str]) -> None:
        for name, rows in ({"user": USERS, "ticket": [ticket()]} | tables).items():
            header = HEADERS[name]
            lines = [header, *rows]
            if "|" in header:  # free text with commas and quotes of its own
                lines = [",".join('"' + part.replace('"', '""') + '"' for part in line.split("|")) for line in lines]
            (raw / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")

    return written


@pytest.fixture
def made(raw: Path) -> Made:
    """The rows a record type is given, as text, with only the columns asked for."""

    def rows(record_type: str, columns: str) -> list[Row]:
        connection = duckdb.connect()
        sources.stage(connection, ZENDESK, raw, record_type, "staged")
        names = ", ".join(f"cast({name} as varchar)" for name in columns.split())
        return connection.execute(f"select {names} from staged").fetchall()

    return rows


# --- cases


def test_a_ticket_becomes_a_case(export: Export, made: Made) -> None:
    export(
        ticket=[
            ticket(5, via_channel="email", type="problem", priority="HIGH", assignee_id="1"),
            ticket(6, via_channel="web", type="incident", priority="", subject='"Two words, ""quoted"""'),
            ticket(7, via_channel="chat", type="question"),
            ticket(8, via_channel="", type="task", priority="odd"),
        ]
    )
    assert made("cases", "case_id account_id channel opened_at subject category priority agent_id") == [
        ("5", "70", "email", "2026-03-02T09:00:00Z", "Help", "problem", "high", "1"),
        ("6", "70", "dashboard", "2026-03-02T09:00:00Z", 'Two words, "quoted"', "problem", "normal", None),
        ("7", "70", "dashboard", "2026-03-02T09:00:00Z", "Help", "information", "normal", None),
        ("8", "70", "dashboard", "2026-03-02T09:00:00Z", "Help", "configuration", "odd", None),
    ]


def test_priority_category_and_agent_are_those_of_the_opening(export: Export, made: Made) -> None:
    """Ticket 5 had them all at the opening, ticket 6 none; what the tickets say now is later."""
    later = {"priority": "urgent", "type": "task", "assignee_id": "2"}
    export(
        ticket=[ticket(5, **later), ticket(6, **later)],
        ticket_field_history=[
            "5,priority,2026-03-02 09:00:00,low,9",
            "5,priority,2026-03-02 10:00:00,urgent,1",
            "5,type,2026-03-02 09:00:00,question,9",
            "5,type,2026-03-02 10:00:00,task,1",
            "5,assignee_id,2026-03-02 09:00:00,1,9",
            "5,assignee_id,2026-03-02 10:00:00,2,1",
            "6,priority,2026-03-02 10:00:00,urgent,1",
            "6,type,2026-03-02 10:00:00,task,1",
            "6,assignee_id,2026-03-02 10:00:00,2,1",
        ],
    )
    assert made("cases", "case_id category priority agent_id") == [
        ("5", "information", "low", "1"),
        ("6", None, "normal", None),
    ]
    assert made("case_events", "case_id kind actor_id value") == [
        ("5", "assigned", "1", "2"),
        ("6", "assigned", "1", "2"),
        ("5", "priority_changed", "1", "urgent"),
        ("6", "priority_changed", "1", "urgent"),
        ("5", "category_changed", "1", "configuration"),
        ("6", "category_changed", "1", "configuration"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-02 09:00:00",
        "2026-03-02 09:00:00.999",
        "2026-03-02T09:00:00Z",
        "2026-03-02 09:00:00 UTC",
        "2026-03-02 09:00:00.000 Z",
        "2026-03-02 09:00:00.000 +0000",
        "2026-03-02 09:00:00+00",
        "2026-03-02T10:00:00+01:00",
    ],
)
def test_times_are_utc_however_the_warehouse_writes_them(text: str, export: Export, made: Made) -> None:
    export(ticket=[ticket(created_at=text)])
    assert made("cases", "opened_at") == [("2026-03-02T09:00:00Z",)]


def test_what_is_no_time_goes_on_for_the_load_to_show(export: Export, made: Made) -> None:
    export(
        ticket=[ticket(created_at="yesterday")],
        ticket_comment=["31,soon,TRUE,5,1,Done"],
        ticket_field_history=["5,status,later,pending,1"],
    )
    assert made("cases", "opened_at") == [("yesterday",)]
    assert Counter(made("case_events", "event_id occurred_at kind")) == Counter(
        [("comment-31", "soon", "agent_reply"), ("status-5-later-pending", "later", "waiting_on_customer")]
    )


# --- accounts, people


def test_every_ticket_has_an_account(export: Export, made: Made) -> None:
    """70 is in the export, 71 is only spoken of, ticket 7 has none; 72 has no ticket."""
    export(
        ticket=[ticket(5), ticket(6, organization_id="71"), ticket(7, organization_id="")],
        organization=["70,Acme,2026-05-01 08:00:00", "72,Umbrella,2026-01-31 23:30:00"],
    )
    assert made("accounts", "account_id name calendar_id premium_from") == [
        ("70", "Acme", "around-the-clock", "2026-03-02"),
        ("71", "Organisation 71", "around-the-clock", "2026-03-02"),
        ("72", "Umbrella", "around-the-clock", "2026-01-31"),
        ("no-organisation", "(no organisation)", "around-the-clock", "2026-03-02"),
    ]
    assert made("cases", "case_id account_id") == [("5", "70"), ("6", "71"), ("7", "no-organisation")]


def test_people_are_agents_admins_and_all_who_were_ever_assigned(export: Export, made: Made) -> None:
    """3 left and is an end user now, 4 is not in the export any more."""
    export(
        user=[*USERS, "3,Gone,gone@example.com,end-user"],
        ticket=[ticket(5, assignee_id="3")],
        ticket_field_history=["5,assignee_id,2026-03-02 09:30:00,4,1", "5,assignee_id,2026-03-02 09:40:00,3,1"],
    )
    assert made("people", "person_id name email role") == [
        ("1", "Ann", "ann@example.com", "agent"),
        ("2", "Abe", "abe@example.com", "manager"),
        ("3", "Gone", "gone@example.com", "agent"),
        ("4", "Agent 4", "4@unknown.invalid", "agent"),
    ]


# --- calendars


def schedule(number: str, name: str, zone: str, start: int, end: int, *, made_at: str, deleted: str = "FALSE") -> str:
    return f"{number},{name},{zone},{start},{end},{made_at},{deleted}"


def test_zone_names_become_iana_names(export: Export, made: Made) -> None:
    """A name that is neither Zendesk's nor IANA's goes on as it is: the load rejects the calendar and shows it."""
    zones = ["Pacific Time (US & Canada)", "Nuku'alofa", "Europe/Paris", "Atlantis"]
    export(schedule=[schedule(str(i), f"S{i}", z, 0, 60, made_at="2026-01-01 00:00:00") for i, z in enumerate(zones)])
    assert made("calendars", "calendar_id name time_zone") == [
        ("0", "S0", "America/Los_Angeles"),
        ("1", "S1", "Pacific/Tongatapu"),
        ("2", "S2", "Europe/Paris"),
        ("3", "S3", "Atlantis"),
    ]
    assert len(made("business_hours", "calendar_id")) == 28


def test_every_zone_of_the_facts_is_known_to_the_database() -> None:
    facts = str(ZENDESK / "facts" / "time_zones.csv")
    counts = duckdb.execute(
        "select count(*), count(distinct zone_name), count(*) filter (where time_zone not in "
        "(select name from pg_timezone_names())) from read_csv($facts, header = true)",
        {"facts": facts},
    ).fetchall()
    assert counts == [(151, 151, 0)]


def test_openings_count_from_sunday_midnight(export: Export, made: Made) -> None:
    """Monday 09:00-17:00 in two pieces, and Friday 22:00 to Saturday 06:00 over midnight."""
    export(
        schedule=[
            schedule("40", "Paris", "Paris", 1440 + 540, 1440 + 720, made_at="2026-01-31 23:30:00"),
            schedule("40", "Paris", "Paris", 1440 + 780, 1440 + 1020, made_at="2026-01-31 23:30:00"),
            schedule("40", "Paris", "Paris", 5 * 1440 + 1320, 6 * 1440 + 360, made_at="2026-01-31 23:30:00"),
            schedule("40", "Paris", "Paris", 0, 600, made_at="2026-01-31 23:30:00", deleted="TRUE"),
        ]
    )
    assert made("business_hours", "calendar_id valid_from weekday opens closes") == [
        ("40", "2026-02-01", "mon", "09:00", "12:00"),
        ("40", "2026-02-01", "mon", "13:00", "17:00"),
        ("40", "2026-02-01", "tue", None, None),
        ("40", "2026-02-01", "wed", None, None),
        ("40", "2026-02-01", "thu", None, None),
        ("40", "2026-02-01", "fri", "22:00", "24:00"),
        ("40", "2026-02-01", "sat", "00:00", "06:00"),
        ("40", "2026-02-01", "sun", None, None),
    ]


def test_without_a_schedule_the_clock_never_stops(export: Export, made: Made) -> None:
    export()
    assert made("calendars", "calendar_id name time_zone") == [
        ("around-the-clock", "Around the clock (no schedule in Zendesk)", "UTC")
    ]
    week = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    assert made("business_hours", "calendar_id valid_from weekday opens closes") == [
        ("around-the-clock", "1970-01-01", day, "00:00", "24:00") for day in week
    ]


WORKWEEK = "zendesk/business_hours/workweek"
RUBY = "Workweek changed from {{:mon=&amp;gt;{{{0}}}}} to {{:mon=&amp;gt;{{{1}}}, :tue=&amp;gt;{{{1}}}}}"


def test_the_audit_log_dates_former_hours(export: Export, made: Made) -> None:
    """Made on 1 January at 09-17; 08-12 from 1 May (the last change of that local day); today's hours from 1 June.

    The change of 30 April 22:30 UTC is one of 1 May in Paris. The last "to" is not used: the schedule itself is.
    """
    eight, nine, ten = '"08:00"=&amp;gt;"12:00"', '"09:00"=&amp;gt;"17:00"', '"10:00"=&amp;gt;"11:00"'
    json = "Workweek changed from {&quot;mon&quot;:{&quot;08:00&quot;:&quot;12:00&quot;}} to {&quot;mon&quot;:{}}"
    export(
        schedule=[schedule("40", "Paris", "Paris", 1440 + 600, 1440 + 1200, made_at="2025-12-31 23:00:00")],
        audit_log=[
            f"2026-06-01 09:00:00|Workweek: Paris|{json}|{WORKWEEK}",
            f"2026-04-30 22:30:00|Workweek: Paris|{RUBY.format(nine, ten)}|{WORKWEEK}",
            f"2026-05-01 10:00:00|Workweek: Paris|{RUBY.format(ten, eight)}|{WORKWEEK}",
            f"2026-07-01 10:00:00|Workweek: Rome|{RUBY.format(ten, eight)}|{WORKWEEK}",
            "2026-07-02 10:00:00|Team member 1|Support role changed from Admin to Advisor|user",
        ],
    )
    rows = made("business_hours", "calendar_id valid_from weekday opens closes")
    assert [row for row in rows if row[3] is not None] == [
        ("40", "2026-01-01", "mon", "09:00", "17:00"),
        ("40", "2026-05-01", "mon", "08:00", "12:00"),
        ("40", "2026-05-01", "tue", "08:00", "12:00"),
        ("40", "2026-06-01", "mon", "10:00", "20:00"),
    ]
    assert len(rows) == 21


def test_a_week_without_openings_is_a_version_too(export: Export, made: Made) -> None:
    closed = 'Workweek changed from {"mon":{"08:00":"12:00"}} to {}'
    export(
        schedule=[schedule("40", "Paris", "Paris", 1440 + 600, 1440 + 1200, made_at="2026-01-01 09:00:00")],
        audit_log=[
            f"2026-05-01 10:00:00|Workweek: Paris|{closed}|{WORKWEEK}",
            f"2026-06-01 10:00:00|Workweek: Paris|{RUBY.format('', '')}|{WORKWEEK}",
        ],
    )
    may = [row[1:] for row in made("business_hours", "valid_from weekday opens") if row[0] == "2026-05-01"]
    assert may == [(day, None) for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")]


def test_the_log_of_a_name_two_schedules_share_is_nobodys(export: Export, made: Made) -> None:
    export(
        schedule=[
            schedule("40", "Desk", "Paris", 1440, 1500, made_at="2026-01-01 09:00:00"),
            schedule("41", "Desk", "London", 1440, 1500, made_at="2026-01-01 09:00:00"),
        ],
        audit_log=[f"2026-05-01 10:00:00|Workweek: Desk|{RUBY.format('', '')}|{WORKWEEK}"],
    )
    assert sorted(set(made("business_hours", "calendar_id valid_from"))) == [
        ("40", "2026-01-01"),
        ("41", "2026-01-01"),
    ]


def test_a_holiday_is_a_range_of_dates(export: Export, made: Made) -> None:
    export(
        schedule_holiday=[
            "1,40,Break,2026-12-30,2027-01-01,FALSE",
            "2,40,One day,2026-05-01,,FALSE",
            "3,40,Backwards,2026-05-03,2026-05-02,FALSE",
            "4,40,Called off,2026-05-04,2026-05-04,TRUE",
        ]
    )
    assert made("holidays", "calendar_id date name") == [
        ("40", "2026-05-01", "One day"),
        ("40", "2026-05-03 to 2026-05-02", "Backwards"),
        ("40", "2026-12-30", "Break"),
        ("40", "2026-12-31", "Break"),
        ("40", "2027-01-01", "Break"),
    ]


def test_an_account_gets_the_schedule_most_of_its_tickets_had(export: Export, made: Made) -> None:
    """70: tickets 5 and 6 ended on 41, 7 on 42. 71: its schedule is not in the export, so 42 counts, made first."""
    export(
        ticket=[ticket(5), ticket(6), ticket(7), ticket(8, organization_id="71")],
        schedule=[
            schedule("41", "Paris", "Paris", 0, 60, made_at="2026-01-02 09:00:00"),
            schedule("42", "London", "London", 0, 60, made_at="2026-01-01 09:00:00"),
        ],
        ticket_schedule=[
            "5,42,2026-03-02 09:00:00",
            "5,41,2026-03-02 09:10:00",
            "6,41,2026-03-02 09:00:00",
            "7,42,2026-03-02 09:00:00",
            "8,3600,2026-03-02 09:00:00",
        ],
    )
    assert made("accounts", "account_id calendar_id") == [("70", "41"), ("71", "42")]


# --- targets


def test_policies_become_targets(export: Export, made: Made) -> None:
    """11 is applied most, so it is everybody's; 12 is what tickets of 71 had; 13 was applied to nobody."""
    export(
        ticket=[ticket(5), ticket(6), ticket(7, organization_id="71")],
        ticket_sla_policy=["5,11", "6,11", "7,12"],
        sla_policy_metric_history=[
            "11,2026-01-01 00:00:00,first_reply_time,urgent,60,TRUE",
            "11,2026-01-01 00:00:00,next_reply_time,urgent,30,FALSE",
            "11,2026-01-01 00:00:00,periodic_update_time,urgent,600,TRUE",
            "11,2026-01-01 00:00:00,pausable_update_time,urgent,500,TRUE",
            "11,2026-01-01 00:00:00,agent_work_time,urgent,400,TRUE",
            "11,2026-01-01 00:00:00,total_resolution_time,urgent,400,TRUE",
            "11,2026-06-01 08:00:00,first_reply_time,urgent,50,TRUE",
            "11,2026-06-01 09:00:00,first_reply_time,urgent,45,TRUE",
            "12,2026-01-01 00:00:00,requester_wait_time,Low,2880,TRUE",
            "13,2026-01-01 00:00:00,first_reply_time,urgent,1,TRUE",
        ],
    )
    assert made("sla_targets", "metric account_id priority valid_from minutes clock") == [
        ("first_response", None, "urgent", "2026-01-01", "60", "business"),
        ("first_response", None, "urgent", "2026-06-01", "45", "business"),
        ("next_response", None, "urgent", "2026-01-01", "30", "elapsed"),
        ("periodic_update", None, "urgent", "2026-01-01", "500", "business"),
        ("resolution", "71", "low", "2026-01-01", "2880", "business"),
    ]


# --- events


def test_comments_are_events_by_author_and_visibility(export: Export, made: Made) -> None:
    export(
        ticket=[ticket(assignee_id="3")],
        ticket_comment=[
            "30,2026-03-02 09:00:00,TRUE,5,9,Please help",
            "31,2026-03-02 09:01:00,TRUE,5,-1,We got it",
            "32,2026-03-02 09:02:00,TRUE,5,,We got it",
            "33,2026-03-02 09:03:00,FALSE,5,1,What is this?",
            "34,2026-03-02 09:04:00,TRUE,5,1,Try this",
            "35,2026-03-02 09:05:00,TRUE,5,2,Or that",
            "36,2026-03-02 09:06:00,TRUE,5,3,Or this",
            "37,2026-03-02 09:07:00,TRUE,5,9,No",
            "38,2026-03-02 09:08:00,TRUE,5,888,I have it too",
            "39,2026-03-02 09:09:00,FALSE,5,9,Between us",
        ],
    )
    assert made("case_events", "event_id occurred_at kind actor_id") == [
        ("comment-31", "2026-03-02T09:01:00Z", "auto_reply", "-1"),
        ("comment-32", "2026-03-02T09:02:00Z", "auto_reply", None),
        ("comment-33", "2026-03-02T09:03:00Z", "internal_note", "1"),
        ("comment-34", "2026-03-02T09:04:00Z", "agent_reply", "1"),
        ("comment-35", "2026-03-02T09:05:00Z", "agent_reply", "2"),
        ("comment-36", "2026-03-02T09:06:00Z", "agent_reply", "3"),
        ("comment-37", "2026-03-02T09:07:00Z", "customer_reply", "9"),
        ("comment-38", "2026-03-02T09:08:00Z", "customer_reply", "888"),
        ("comment-39", "2026-03-02T09:09:00Z", "internal_note", "9"),
    ]


def test_an_agent_who_asks_for_help_is_a_customer(export: Export, made: Made) -> None:
    export(
        ticket=[ticket(requester_id="1", assignee_id="2")],
        ticket_comment=[
            "30,2026-03-02 09:00:00,TRUE,5,1,Please help",
            "31,2026-03-02 09:05:00,TRUE,5,1,Hello?",
            "32,2026-03-02 09:06:00,TRUE,5,2,Yes",
        ],
    )
    assert made("case_events", "event_id kind") == [("comment-31", "customer_reply"), ("comment-32", "agent_reply")]


@pytest.mark.parametrize(
    ("comment", "events"),
    [
        ("30,2026-03-02 09:01:00,TRUE,5,9,x", []),
        ("30,2026-03-02 08:59:59,TRUE,5,9,x", []),
        ("30,2026-03-02 09:05:00,TRUE,5,9,Please help", []),
        ("30,2026-03-02 09:01:01,TRUE,5,9,x", [("customer_reply", "2026-03-02T09:01:01Z")]),
        ("30,2026-03-02 09:01:01,TRUE,6,9,", [("customer_reply", "2026-03-02T09:01:01Z")]),
        ("30,2026-03-02 09:00:00,TRUE,5,1,x", [("agent_reply", "2026-03-02T09:00:00Z")]),
        ("30,2026-03-02 08:59:59,TRUE,5,1,x", [("agent_reply", "2026-03-02T09:00:00Z")]),
        ("30,2026-03-02 09:00:00,FALSE,5,1,x", [("internal_note", "2026-03-02T09:00:00Z")]),
    ],
)
def test_the_first_comment_is_the_opening_message(comment: str, events: list[Row], export: Export, made: Made) -> None:
    """A customer's is the case itself; an agent's has reached the customer; a late first comment is a reply."""
    export(ticket=[ticket(5), ticket(6, description="")], ticket_comment=[comment])
    assert made("case_events", "kind occurred_at") == events


def test_statuses_become_the_life_of_a_case(export: Export, made: Made) -> None:
    export(
        ticket=[ticket(status="closed", updated_at="2026-03-12 09:00:00")],
        ticket_field_history=[
            "5,status,2026-03-02 09:00:00,new,9",
            "5,status,2026-03-02 10:00:00,open,1",
            "5,status,2026-03-03 09:00:00,pending,1",
            "5,status,2026-03-04 09:00:00,hold,1",
            "5,status,2026-03-05 09:00:00,open,1",
            "5,status,2026-03-06 09:00:00,solved,1",
            "5,status,2026-03-07 09:00:00,open,9",
            "5,status,2026-03-08 09:00:00,solved,1",
            "5,status,2026-03-09 09:00:00,pending,1",
            "5,status,2026-03-10 09:00:00,solved,-1",
            "5,status,2026-03-12 09:00:00,closed,-1",
            "5,subject,2026-03-12 09:00:00,Help!,1",
        ],
    )
    assert made("case_events", "event_id kind actor_id") == [
        ("status-5-2026-03-03T09:00:00Z-pending", "waiting_on_customer", "1"),
        ("status-5-2026-03-04T09:00:00Z-hold", "work_resumed", "1"),
        ("status-5-2026-03-06T09:00:00Z-solved", "resolution_proposed", "1"),
        ("status-5-2026-03-07T09:00:00Z-open", "work_resumed", "9"),
        ("status-5-2026-03-08T09:00:00Z-solved", "resolution_proposed", "1"),
        ("status-5-2026-03-09T09:00:00Z-pending", "waiting_on_customer", "1"),
        ("status-5-2026-03-10T09:00:00Z-solved", "resolution_proposed", "-1"),
        ("status-5-2026-03-12T09:00:00Z-closed", "closed", "-1"),
    ]


def test_what_the_requester_solves_is_agreed(export: Export, made: Made) -> None:
    """From there only a reopening leads back; after an agent's solve that would change nothing."""
    export(
        ticket=[ticket(status="open", updated_at="2026-03-04 09:00:00")],
        ticket_field_history=[
            "5,status,2026-03-02 09:00:00,open,9",
            "5,status,2026-03-03 09:00:00,solved,9",
            "5,status,2026-03-04 09:00:00,open,9",
        ],
    )
    assert made("case_events", "kind actor_id") == [("resolution_agreed", "9"), ("reopened", "9")]


@pytest.mark.parametrize(
    ("status", "events"),
    [
        ("new", []),
        ("open", []),
        ("pending", [("waiting_on_customer", "2026-03-05T08:00:00Z")]),
        ("solved", [("resolution_proposed", "2026-03-05T08:00:00Z")]),
        ("closed", [("closed", "2026-03-05T08:00:00Z")]),
        ("deleted", [("closed", "2026-03-05T08:00:00Z")]),
    ],
)
def test_without_a_history_the_ticket_tells_where_it_stands(
    status: str, events: list[Row], export: Export, made: Made
) -> None:
    export(ticket=[ticket(status=status, updated_at="2026-03-05 08:00:00")])
    assert made("case_events", "kind occurred_at") == events


def test_a_ticket_newer_than_its_history_has_the_last_word(export: Export, made: Made) -> None:
    """5 was closed after the history was read; 6 was read before the history was."""
    export(
        ticket=[
            ticket(5, status="closed", updated_at="2026-03-05 08:00:00"),
            ticket(6, status="open", updated_at="2026-03-02 09:00:00"),
        ],
        ticket_field_history=[
            "5,status,2026-03-02 09:00:00,open,9",
            "5,status,2026-03-03 09:00:00,solved,1",
            "6,status,2026-03-02 09:00:00,open,9",
            "6,status,2026-03-03 09:00:00,solved,1",
        ],
    )
    assert sorted(made("case_events", "case_id kind")) == [
        ("5", "closed"),
        ("5", "resolution_proposed"),
        ("6", "resolution_proposed"),
    ]


def test_a_deleted_ticket_ends_once(export: Export, made: Made) -> None:
    export(
        ticket=[ticket(status="deleted", updated_at="2026-03-05 08:00:00")],
        ticket_field_history=[
            "5,status,2026-03-02 09:00:00,open,9",
            "5,status,2026-03-05 08:00:00,deleted,1",
            "5,status,2026-03-06 08:00:00,closed,1",
        ],
    )
    assert made("case_events", "kind occurred_at") == [("closed", "2026-03-05T08:00:00Z")]


def test_a_change_within_one_category_is_none(export: Export, made: Made) -> None:
    export(
        ticket_field_history=[
            "5,type,2026-03-02 09:00:00,problem,9",
            "5,type,2026-03-02 10:00:00,incident,1",
            "5,type,2026-03-02 11:00:00,question,1",
            "5,assignee_id,2026-03-02 12:00:00,,1",
        ]
    )
    assert made("case_events", "kind value") == [("category_changed", "information")]


def test_a_raw_row_given_twice_is_one_event(export: Export, made: Made) -> None:
    twice = ["5,status,2026-03-03 09:00:00,pending,1"] * 2
    export(ticket_field_history=twice, ticket_comment=["30,2026-03-02 09:00:00,TRUE,5,9,Please help"] * 2)
    assert made("case_events", "event_id kind") == [("status-5-2026-03-03T09:00:00Z-pending", "waiting_on_customer")]


def test_what_belongs_to_no_ticket_goes_on_for_the_load_to_reject(export: Export, made: Made) -> None:
    export(
        ticket_comment=["30,2026-03-02 09:00:00,TRUE,404,9,Hello"],
        ticket_field_history=[
            "404,status,2026-03-02 09:00:00,solved,1",
            "404,priority,2026-03-02 09:00:00,high,1",
        ],
    )
    assert made("case_events", "case_id kind value") == [
        ("404", "customer_reply", None),
        ("404", "priority_changed", "high"),
        ("404", "resolution_proposed", None),
    ]


def test_two_tables_are_enough(export: Export, made: Made) -> None:
    export()
    assert made("cases", "case_id") == [("5",)]
    assert made("people", "person_id") == [("1",), ("2",)]
    assert made("case_events", "event_id") == made("holidays", "date") == made("sla_targets", "metric") == []


# --- through the load

WORKING_WEEK = [
    schedule("40", "Paris", "Paris", day * 1440 + 540, day * 1440 + 1080, made_at="2026-01-01 00:00:00")
    for day in range(1, 6)
]


def test_every_raw_row_is_accounted_for(raw: Path, export: Export) -> None:
    """8 comments: 1 opening message, 1 repeat, 6 events. 6 changes: 1 other field, 1 at the opening, 4 events."""
    export(
        ticket=[ticket(5, assignee_id="1"), ticket(6, created_at="someday")],
        schedule=WORKING_WEEK,
        schedule_holiday=["1,40,Break,2026-12-30,2027-01-01,FALSE", "2,3600,Nowhere,2026-05-01,,FALSE"],
        ticket_comment=[
            "30,2026-03-02 09:00:00,TRUE,5,9,Please help",
            *["31,2026-03-02 10:00:00,TRUE,5,1,Try this"] * 2,
            "32,2026-03-02 11:00:00,TRUE,5,9,Thanks",
            "33,2026-03-02 11:00:00,FALSE,5,1,Nice",
            "34,2026-03-02 11:00:00,TRUE,404,9,Hello",
            "35,2026-03-02 11:00:00,TRUE,6,9,Hello",
            "36,never,TRUE,5,9,Hello",
        ],
        ticket_field_history=[
            "5,subject,2026-03-02 09:00:00,Help,9",
            "5,priority,2026-03-02 09:00:00,high,9",
            "5,priority,2026-03-02 10:00:00,medium,1",
            "5,status,2026-03-02 10:00:00,pending,1",
            "5,status,2026-03-02 11:00:00,open,9",
            "404,status,2026-03-02 11:00:00,solved,1",
        ],
    )
    report = check(raw, source="zendesk")
    assert {
        count.record_type: (count.read, count.admitted, count.duplicates, count.rejected) for count in report.counts
    } == {
        "calendars": (1, 1, 0, 0),
        "business_hours": (7, 7, 0, 0),
        "holidays": (4, 3, 0, 1),
        "accounts": (1, 1, 0, 0),
        "people": (2, 2, 0, 0),
        "sla_targets": (0, 0, 0, 0),
        "cases": (2, 1, 0, 1),
        "case_events": (10, 5, 0, 5),
    }


def test_a_ticket_is_answered_when_its_agent_answers(raw: Path, tmp_path: Path, export: Export) -> None:
    """Opened on Friday 16:30 in Paris, answered by the robot at once and by Ann on Monday 10:15: 1:30 + 1:15."""
    export(
        ticket=[ticket(created_at="2026-03-27 15:30:00", updated_at="2026-03-30 12:00:00", status="solved")],
        schedule=WORKING_WEEK,
        sla_policy_metric_history=["11,2026-01-01 00:00:00,first_reply_time,normal,120,TRUE"],
        ticket_comment=[
            "30,2026-03-27 15:30:00,TRUE,5,9,Please help",
            "31,2026-03-27 15:30:05,TRUE,5,-1,We got it",
            "32,2026-03-30 08:15:00,TRUE,5,1,Try this",
        ],
    )
    load(raw, tmp_path / "warehouse", source="zendesk")
    with snapshots.open_snapshot(snapshots.current(tmp_path / "warehouse")) as connection:
        rows = connection.execute(
            "select first_response_business_seconds, first_response_target_seconds, first_response_verdict, state,"
            " epoch(resolution_proposed_at) from case_metrics"
        ).fetchall()
    assert rows == [(9900, 7200, "breached", "resolution_proposed", 1774872000.0)]
