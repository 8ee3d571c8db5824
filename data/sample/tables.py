"""Puts the story into the tables that the SQL of this package draws from, and into the record tables that are told.

Nothing here is drawn by chance: same organisation and dates, same rows.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any, Final
from zoneinfo import ZoneInfo

import duckdb
import holidays

from data.contract import WEEKDAYS
from data.sample import conversations, story
from data.sample.organisation import (
    CALENDARS,
    LONDON,
    LOS_ANGELES,
    NEW_YORK,
    PARIS,
    PARIS_WIDENED,
    REGIONS,
    WRITTEN_ACCOUNTS,
    Account,
    Organisation,
)
from data.sample.story import Dates
from data.sample.told_cases import told_cases

ZONES: Final = {calendar_id: ZoneInfo(zone) for calendar_id, _, zone, _, _ in CALENDARS}
_COUNTRIES: Final = {NEW_YORK: ("US", None), LOS_ANGELES: ("US", None), LONDON: ("GB", "ENG"), PARIS: ("FR", None)}
_HALF_DAYS: Final = (  # calendar, month, day, name, opens, closes
    (NEW_YORK, 12, 24, "Christmas Eve (half day)", "09:00", "13:00"),
    (LOS_ANGELES, 12, 24, "Christmas Eve (half day)", "09:00", "13:00"),
    (LONDON, 12, 24, "Christmas Eve (half day)", "08:30", "12:30"),
    (PARIS, 12, 24, "Christmas Eve (half day)", "09:00", "13:00"),
    (PARIS, 12, 31, "New Year's Eve (half day)", "09:00", "13:00"),
)
_BATCH: Final = 500  # rows per insert: one by one is slow, and a statement has a limit

Row = Sequence[Any]


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Row]) -> None:
    """Insert the rows into the table, in order; each row has a value for every column."""
    waiting = list(rows)
    for first in range(0, len(waiting), _BATCH):
        batch = waiting[first : first + _BATCH]
        marks = ", ".join(["(" + ", ".join("?" * len(batch[0])) + ")"] * len(batch))
        connection.execute(f"insert into {table} values {marks}", [value for row in batch for value in row])


def local(account: Account, day: date, clock: str) -> datetime:
    """The instant of that wall-clock time in the account's zone."""
    return datetime.combine(day, time.fromisoformat(clock), ZONES[account.calendar_id])


def fill(connection: duckdb.DuckDBPyConnection, everybody: Organisation, dates: Dates) -> None:
    """Fill the told record tables and the tables of weights, speeds and conversations."""
    _fill_calendars(connection, dates)
    _fill_people(connection, everybody, dates)
    _fill_targets(connection, everybody, dates)
    _fill_chances(connection, dates)
    _fill_conversations(connection)
    _fill_migrations(connection, everybody, dates)
    _fill_requests(connection, everybody, dates)


def _fill_calendars(connection: duckdb.DuckDBPyConnection, dates: Dates) -> None:
    insert(connection, "calendars", [(calendar_id, name, zone) for calendar_id, name, zone, _, _ in CALENDARS])
    since = dates.starts_on - timedelta(days=365)
    hours = [(calendar_id, since, opens, closes) for calendar_id, _, _, opens, closes in CALENDARS]
    hours.append((PARIS, dates.widened_on, *PARIS_WIDENED))
    insert(
        connection,
        "business_hours",
        [
            (calendar_id, valid_from, weekday, opens, closes)
            for calendar_id, valid_from, opens, closes in hours
            for weekday in WEEKDAYS[:5]
        ],
    )
    years = range(dates.starts_on.year, dates.through.year + 2)  # due times may lie beyond the last day
    closed: dict[tuple[str, date], tuple[str, str | None, str | None]] = {}
    for calendar_id, (country, part) in _COUNTRIES.items():
        public = holidays.country_holidays(country, subdiv=part, years=years, language="en_US")
        closed |= {(calendar_id, day): (name, None, None) for day, name in public.items()}
    for calendar_id, month, day_of_month, name, opens, closes in _HALF_DAYS:
        for year in years:
            day = date(year, month, day_of_month)
            if day.weekday() < 5:  # a row on a Saturday would open it
                closed.setdefault((calendar_id, day), (name, opens, closes))
    insert(connection, "holidays", [(*key, *closed[key]) for key in sorted(closed)])


def _fill_people(connection: duckdb.DuckDBPyConnection, everybody: Organisation, dates: Dates) -> None:
    insert(
        connection,
        "people",
        [
            (person.person_id, person.name, person.email, person.role, person.calendar_id, person.capacity_points)
            for person in everybody.people
        ],
    )
    insert(
        connection,
        "agents",
        [(agent.person_id, agent.calendar_id, agent.pace, agent.away) for agent in everybody.agents],
    )
    insert(
        connection,
        "accounts",
        [
            (
                account.account_id,
                account.name,
                REGIONS[account.calendar_id],
                account.calendar_id,
                *period(account, dates),
            )
            for account in everybody.accounts
        ],
    )
    insert(
        connection,
        "customers",
        [
            (account.account_id, account.domain, account.size, account.lasting, account.name == story.ON_CALL_ACCOUNT)
            for account in everybody.accounts
        ],
    )
    insert(connection, "tam_assignments", _assignments(everybody, dates))


def period(account: Account, dates: Dates) -> tuple[date, date | None]:
    """The first day of the account's premium services, and the first day without, if it left."""
    if account.joined is not None:
        return dates.month(account.joined), None
    age = 40 + int(account.account_id[4:]) * 37 % 700
    return dates.starts_on - timedelta(days=age), None if account.left is None else dates.month(account.left)


def _assignments(everybody: Organisation, dates: Dates) -> list[Row]:
    rows: list[Row] = []
    turns = dict.fromkeys(ZONES, 0)
    for account in everybody.accounts:
        tams = [tam.person_id for tam in everybody.tams if tam.calendar_id == account.calendar_id]
        turn = turns[account.calendar_id]
        turns[account.calendar_id] += 1
        tam, other = tams[turn % len(tams)], tams[(turn + 1) % len(tams)]
        since, until = period(account, dates)
        if account.name == story.GAP_ACCOUNT:
            rows.append((account.account_id, tam, since, dates.tam_left_on))
            rows.append((account.account_id, other, dates.tam_found_on, until))
        elif account.name in story.HANDED_OVER:
            rows.append((account.account_id, tams[0], since, dates.handover_on))
            rows.append((account.account_id, tams[1], dates.handover_on, until))
        else:
            rows.append((account.account_id, tam, since, until))
    return rows


def _fill_targets(connection: duckdb.DuckDBPyConnection, everybody: Organisation, dates: Dates) -> None:
    since = {"start": dates.starts_on, "change": dates.targets_changed_on}
    insert(
        connection,
        "sla_targets",
        [
            (metric, account and everybody.account(account).account_id, priority, category, since[when], minutes, clock)
            for metric, account, priority, category, when, minutes, clock in story.SLA_TARGETS
        ],
    )


def _fill_chances(connection: duckdb.DuckDBPyConnection, dates: Dates) -> None:
    chances: dict[str, dict[str, int]] = {
        "hour": {str(hour): weight for hour, weight in enumerate(story.HOUR_WEIGHTS)},
        "weekend hour": {str(hour): weight for hour, weight in enumerate(story.WEEKEND_HOUR_WEIGHTS)},
        "channel": story.CHANNEL_WEIGHTS,
        "priority": story.PRIORITY_WEIGHTS,
        "incident priority": story.PRIORITY_WEIGHTS_IN_INCIDENT,
        "topic": story.TOPIC_WEIGHTS,
        "mailbox provider": story.MAILBOX_PROVIDERS,
        "conversation": {talk: weight for weight, talk in conversations.CONVERSATIONS},
        "call": {str(number): weight for number, (_, weight, _) in enumerate(conversations.CALL_SUBJECTS)},
    }
    insert(
        connection,
        "chances",
        [
            (topic, position, value, weight)
            for topic, weights in chances.items()
            for position, (value, weight) in enumerate(weights.items())
        ],
    )
    insert(
        connection,
        "arrivals",
        [
            (
                day,
                story.WEEKDAY_WEIGHTS[day.weekday()] * story.MONTH_WEIGHTS[day.month - 1] * (100 + _growth(day, dates)),
                story.INCIDENT_DAYS.get(day.day, 100) if is_bad else 100,
                is_bad,
                is_bad and day.day in story.INCIDENT_DAYS,
            )
            for day in (dates.starts_on + timedelta(days=number) for number in range(600))
            if day <= dates.through
            for is_bad in [(day.year, day.month) == (dates.bad_month.year, dates.bad_month.month)]
        ],
    )


def _growth(day: date, dates: Dates) -> int:
    months = (day.year - dates.starts_on.year) * 12 + day.month - dates.starts_on.month
    return story.MONTHLY_GROWTH * months


def _fill_conversations(connection: duckdb.DuckDBPyConnection) -> None:
    rows: list[Row] = []
    for _, talk in conversations.CONVERSATIONS:
        names = talk.split(", ")
        for number, name in enumerate(names, start=1):
            step = conversations.STEPS[name]
            rows.append((talk, number, name, step.kind, step.speed, step.actor, "handover" in names[: number - 1]))
    insert(connection, "conversation_steps", rows)
    speeds = conversations.SPEEDS + conversations.ESCALATION_SPEEDS
    insert(
        connection,
        "speed_points",
        [(speed.name, percent, *point) for speed in speeds for percent, point in enumerate(_points(speed.minutes))],
    )
    insert(
        connection,
        "speed_factors",
        [
            (speed.name, priority, percent, speed.is_ours)
            for speed in speeds
            for priority, percent in (
                ("urgent", speed.urgent),
                ("high", speed.high),
                ("normal", 100),
                ("low", speed.low),
            )
        ],
    )
    subjects = {**conversations.SUBJECTS, "incident": conversations.INCIDENT_SUBJECTS}
    insert(
        connection,
        "subjects",
        [(topic, slot, text) for topic, texts in subjects.items() for slot, text in enumerate(texts)],
    )
    insert(
        connection,
        "call_subjects",
        [(str(number), scope, text) for number, (scope, _, text) in enumerate(conversations.CALL_SUBJECTS)],
    )
    insert(connection, "exemption_reasons", list(enumerate(story.EXEMPTION_REASONS)))


def _points(minutes: Sequence[float]) -> list[tuple[int, int]]:
    """For each whole percent, the seconds there and the seconds until the next percent."""
    points: list[tuple[int, int]] = []
    knots = list(zip(conversations.SHARES, [round(minute * 60) for minute in minutes], strict=True))
    for (share, seconds), (next_share, next_seconds) in pairwise(knots):
        width = (next_seconds - seconds) // (next_share - share)
        points += [(seconds + width * step, width) for step in range(next_share - share)]
    return points


def _fill_migrations(connection: duckdb.DuckDBPyConnection, everybody: Organisation, dates: Dates) -> None:
    insert(
        connection,
        "ramps",
        [(ramp, day, volume) for ramp, volumes in story.RAMPS.items() for day, volume in enumerate(volumes)],
    )
    places = {account.name: place for place, account in enumerate(everybody.accounts)}
    moves: list[Row] = []
    held: list[Row] = []
    for copy in range(len(everybody.accounts) // WRITTEN_ACCOUNTS):
        for move in story.MIGRATIONS:
            migration_id = f"MIG-{len(moves) + 1:03d}"
            account = everybody.accounts[places[move.account] + copy * WRITTEN_ACCOUNTS]
            started_on = dates.through - timedelta(days=move.started)
            how = (move.ramp, move.addresses, move.target_daily_volume, started_on, move.status, move.paused_from)
            rates = (move.bounced, move.complained, move.by_provider)
            moves.append((migration_id, account.account_id, *how, *rates))
            held += [(migration_id, first, last) for first, last in move.held]
    insert(connection, "moves", moves)
    insert(connection, "moves_held", held)


def _fill_requests(connection: duckdb.DuckDBPyConnection, everybody: Organisation, dates: Dates) -> None:
    def instant(account: Account, days: int | None, clock: str) -> datetime | None:
        if days is None:
            return None
        return local(account, story.on_weekday(dates.through - timedelta(days=days)), clock)

    for call in story.CALLS:
        account = everybody.account(call.account)
        at = [instant(account, *moment) if moment else None for moment in (call.acknowledged, call.resolved)]
        raised = instant(account, *call.raised)
        row = (call.escalation_id, account.account_id, None, None, call.category, call.channel, raised, *at)
        insert(connection, "told_escalations", [(*row, call.scope, call.subject)])
    for request in story.REQUESTS:
        account = everybody.account(request.account)
        row = (request.mediation_id, account.account_id, request.escalation_id, request.provider, str(request.tier))
        moments = (
            (request.opened, "09:50"),
            (request.best_practices_met, "11:30"),
            (request.form_submitted, "14:20"),
            (request.provider_replied, "15:05"),
            (request.closed, "16:10"),
        )
        times = [instant(account, days, clock) for days, clock in moments]
        insert(connection, "mediations", [(*row, *times, request.outcome)])


def told_rows(everybody: Organisation, dates: Dates, limit: int) -> tuple[list[Row], list[Row]]:
    """The first `limit` told cases and their events, as rows of `cases` and `case_events`."""
    cases: list[Row] = []
    events: list[Row] = []
    for case in told_cases(dates)[:limit]:
        account = everybody.account(case.account)
        opened_at = local(account, *case.opened)
        about = (case.subject, case.category, case.priority, case.agent_id)
        cases.append((case.case_id, account.account_id, case.channel, opened_at, *about))
        agent_id = case.agent_id
        for number, (moment, kind, *value) in enumerate(case.events, start=1):
            if kind == "assigned":
                agent_id = value[0]
            by_customer = kind in ("customer_reply", "resolution_agreed", "reopened")
            actor = f"contact@{account.domain}" if by_customer else agent_id
            event_id = f"E-{case.case_id}-{number:02d}"
            events.append((event_id, case.case_id, local(account, *moment), kind, actor, value[0] if value else None))
    return cases, events
