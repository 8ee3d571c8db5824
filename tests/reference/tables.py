"""The four derived tables of RECORDS.md, from records and as_of."""

from collections import defaultdict
from datetime import UTC, date, datetime

from tests.reference.hours import Calendar, Row
from tests.reference.lives import OPEN, PROPOSED, RESOLVED, WAITING, Clock, Event, Life, live
from tests.reference.targets import Target, choose

Table = list[dict[str, object]]
Records = dict[str, list[Row]]

EXEMPTIONS = {
    "first_response": "is_first_response_exempt",
    "next_response": "is_next_response_exempt",
    "periodic_update": "is_periodic_update_exempt",
    "resolution": "is_resolution_exempt",
}


def instant(text: str | None) -> int | None:
    """Whole seconds since 1970; fractions of a second are cut off."""
    return int(datetime.fromisoformat(text).replace(microsecond=0).timestamp()) if text else None


def text(moment: int | None) -> str | None:
    """An instant as it is shown, in UTC."""
    return None if moment is None else datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def passed(moment: int | None, as_of: int) -> int | None:
    """What lies after as_of has not happened yet."""
    return moment if moment is not None and moment <= as_of else None


def verdict(counted: int, target: Target | None, met: str) -> str | None:
    """`met` is what to say of a clock that is not late: met, pending or unanswered. Exactly on target is not late."""
    if target is None:
        return None
    return met if counted <= target.seconds else "breached"


class World:
    """The records, looked up as a person would."""

    def __init__(self, records: Records, as_of: str) -> None:
        self.records = defaultdict(list, records)
        self.as_of = instant(as_of)
        self.accounts = {row["account_id"]: row for row in self.records["accounts"]}
        self.people = {row["person_id"]: row for row in self.records["people"]}
        self.calendars = {
            row["calendar_id"]: Calendar(
                row["time_zone"],
                [hours for hours in self.records["business_hours"] if hours["calendar_id"] == row["calendar_id"]],
                [day for day in self.records["holidays"] if day["calendar_id"] == row["calendar_id"]],
            )
            for row in self.records["calendars"]
        }
        self.events = defaultdict(list)
        for row in self.records["case_events"]:
            event = Event(row["event_id"], instant(row["occurred_at"]), row["kind"], row.get("value"))
            self.events[row["case_id"]].append(event)

    def account_calendar(self, account_id: str) -> Calendar:
        """Case clocks run on the account's calendar."""
        return self.calendars[self.accounts[account_id]["calendar_id"]]

    def tam_of(self, account_id: str, moment: int) -> str | None:
        """The account's TAM on the local date of an instant."""
        on = self.account_calendar(account_id).local_date(moment)
        for row in self.records["tam_assignments"]:
            until = row.get("assigned_until")
            if (
                row["account_id"] == account_id
                and date.fromisoformat(row["assigned_from"]) <= on
                and (not until or on < date.fromisoformat(until))
            ):
                return row["tam_id"]
        return None


class CaseRows:
    """All rows of one case."""

    def __init__(self, world: World, row: Row) -> None:
        self.world, self.row, self.calendar = world, row, world.account_calendar(row["account_id"])
        self.life = live(
            Life(instant(row["opened_at"]), world.as_of, row["priority"], row.get("category"), row.get("agent_id")),
            world.events[row["case_id"]],
        )
        self.end = self.life.resolution.stopped_at

    def target(self, metric: str, clock: Clock) -> Target | None:
        """The target by the local date of the start, priority and category at the stop."""
        return choose(
            self.world.records["sla_targets"],
            metric,
            self.calendar.local_date(clock.started_at),
            account_id=self.row["account_id"],
            priority=clock.priority,
            category=clock.category,
        )

    def counted(self, target: Target | None, start: int, end: int) -> int:
        """Seconds of [start, end) on the clock of the target."""
        return end - start if target and target.is_elapsed else self.calendar.seconds_between(start, end)

    def reached(self, target: Target, start: int, seconds: int) -> int | None:
        """When so many seconds after the start have gone by on the clock of the target."""
        return start + seconds if target.is_elapsed else self.calendar.instant_after(start, seconds)

    def active(self, start: int, end: int) -> list[tuple[int, int]]:
        """The open stretches of the case within [start, end)."""
        spans = [(max(start, begin), min(end, stop)) for state, begin, stop in self.life.spans if state == OPEN]
        return [(begin, stop) for begin, stop in spans if begin < stop]

    def in_state(self, state: str) -> int:
        """Business seconds spent in a state."""
        return sum(self.calendar.seconds_between(start, end) for name, start, end in self.life.spans if name == state)

    def spans(self) -> Table:
        return [
            {
                "case_id": self.row["case_id"],
                "span_number": number,
                "state": state,
                "from_at": text(start),
                "to_at": text(end),
                "elapsed_seconds": end - start,
                "business_seconds": self.calendar.seconds_between(start, end),
            }
            for number, (state, start, end) in enumerate(self.life.spans, start=1)
        ]

    def first_response(self) -> dict[str, object]:
        clock = self.life.first_response
        target = self.target("first_response", clock)
        is_answered = clock.stopped_by == "answer"
        met = {"answer": "met", "end": "unanswered", "as_of": "pending"}[clock.stopped_by]
        start, stop = clock.started_at, clock.stopped_at
        return {
            "first_response_at": text(stop) if is_answered else None,
            "first_response_business_seconds": self.calendar.seconds_between(start, stop) if is_answered else None,
            "first_response_elapsed_seconds": stop - start if is_answered else None,
            "first_response_target_seconds": target and target.seconds,
            "first_response_due_at": target and text(self.reached(target, start, target.seconds)),
            "first_response_verdict": verdict(self.counted(target, start, stop), target, met),
        }

    def responses(self) -> Table:
        rows = []
        for ask in self.life.asks:
            target = self.target("next_response", ask)
            met = {"answer": "met", "end": "unanswered", "as_of": "pending"}[ask.stopped_by]
            rows.append(
                {
                    "case_id": self.row["case_id"],
                    "asked_at": text(ask.started_at),
                    "answered_at": text(ask.stopped_at) if ask.stopped_by == "answer" else None,
                    "business_seconds": self.calendar.seconds_between(ask.started_at, ask.stopped_at),
                    "target_seconds": target and target.seconds,
                    "due_at": target and text(self.reached(target, ask.started_at, target.seconds)),
                    "verdict": verdict(self.counted(target, ask.started_at, ask.stopped_at), target, met),
                }
            )
        return rows

    def next_response(self) -> dict[str, object]:
        rows = self.responses()
        return {
            "next_response_count": len(rows),
            "next_response_breaches": sum(row["verdict"] == "breached" for row in rows),
            "next_response_worst_business_seconds": max((row["business_seconds"] for row in rows), default=None),
        }

    def updates(self) -> dict[str, object]:
        silences, breaches = [], 0
        for update in self.life.updates:
            target = self.target("periodic_update", update)
            active = self.active(update.started_at, update.stopped_at)
            silences.append(sum(self.calendar.seconds_between(start, end) for start, end in active))
            counted = sum(self.counted(target, start, end) for start, end in active)
            breaches += verdict(counted, target, "met") == "breached"
        return {
            "update_count": len(silences),
            "update_breaches": breaches,
            "update_worst_business_seconds": max(silences, default=None),
        }

    def resolution_due(self, target: Target) -> int | None:
        """When the target was, or will be, used up; None while a case with time left waits for others."""
        left = target.seconds
        for start, end in self.active(self.life.opened_at, self.end):
            counted = self.counted(target, start, end)
            if counted >= left:
                return self.reached(target, start, left)
            left -= counted
        return None if self.life.state in (WAITING, PROPOSED) else self.reached(target, self.end, left)

    def resolution(self) -> dict[str, object]:
        target = self.target("resolution", self.life.resolution)
        active = self.active(self.life.opened_at, self.end)
        is_resolved = self.life.state == RESOLVED
        business = sum(self.calendar.seconds_between(start, end) for start, end in active)
        counted = sum(self.counted(target, start, end) for start, end in active)
        return {
            "resolution_proposed_at": text(self.life.proposed_at),
            "resolved_at": text(self.end) if is_resolved else None,
            "resolution_agreed": self.life.is_agreed if is_resolved else None,
            "resolution_business_seconds": business if is_resolved else None,
            "waiting_on_customer_business_seconds": self.in_state(WAITING),
            "resolution_target_seconds": target and target.seconds,
            "resolution_due_at": target and text(self.resolution_due(target)),
            "resolution_verdict": verdict(counted, target, "met" if is_resolved else "pending"),
        }

    def exemptions(self) -> dict[str, object]:
        approved = {
            row["metric"]
            for row in self.world.records["exemptions"]
            if row["case_id"] == self.row["case_id"] and instant(row["approved_at"]) <= self.world.as_of
        }
        return {column: metric in approved for metric, column in EXEMPTIONS.items()}

    def escalation_count(self) -> int:
        raised = {
            row["escalation_id"]
            for row in self.world.records["escalations"]
            if row.get("case_id") == self.row["case_id"] and instant(row["raised_at"]) <= self.world.as_of
        }
        return len(raised | self.life.escalation_ids)

    def metrics(self) -> dict[str, object]:
        return {
            "case_id": self.row["case_id"],
            "account_id": self.row["account_id"],
            "tam_id": self.world.tam_of(self.row["account_id"], self.life.opened_at),
            "agent_id": self.life.agent_id,
            "channel": self.row["channel"],
            "category": self.life.category,
            "priority": self.life.priority,
            "opened_at": text(self.life.opened_at),
            "state": self.life.state,
            **self.first_response(),
            **self.next_response(),
            **self.updates(),
            **self.resolution(),
            "reopen_count": self.life.reopen_count,
            "escalation_count": self.escalation_count(),
            **self.exemptions(),
        }


def escalation_metrics(world: World, row: Row) -> dict[str, object]:
    """The row of one escalation, raised by as_of."""
    raised_at = instant(row["raised_at"])
    resolved_at = passed(instant(row.get("resolved_at")), world.as_of)
    acknowledged_at = passed(instant(row.get("acknowledged_at")), world.as_of)
    taken_at = min((at for at in (acknowledged_at, resolved_at) if at is not None), default=None)
    tam_id = row.get("tam_id") or world.tam_of(row["account_id"], raised_at)
    own_calendar_id = world.people[tam_id].get("calendar_id") if tam_id else None
    calendar = world.calendars[own_calendar_id] if own_calendar_id else world.account_calendar(row["account_id"])

    def judged(metric: str, stop: int | None) -> tuple[Target | None, str | None]:
        on = calendar.local_date(raised_at)
        given = {"account_id": row["account_id"], "category": row["category"]}
        target = choose(world.records["sla_targets"], metric, on, **given)
        until = world.as_of if stop is None else stop
        is_elapsed = target and target.is_elapsed
        counted = until - raised_at if is_elapsed else calendar.seconds_between(raised_at, until)
        return target, verdict(counted, target, "pending" if stop is None else "met")

    target, acknowledgement_verdict = judged("escalation_acknowledgement", taken_at)
    _, resolution_verdict = judged("escalation_resolution", resolved_at)
    due_at = None
    if target:
        due_at = raised_at + target.seconds if target.is_elapsed else calendar.instant_after(raised_at, target.seconds)
    return {
        "escalation_id": row["escalation_id"],
        "account_id": row["account_id"],
        "case_id": row.get("case_id"),
        "tam_id": tam_id,
        "category": row["category"],
        "scope": row["scope"],
        "raised_at": text(raised_at),
        "state": "resolved" if resolved_at is not None else "acknowledged" if acknowledged_at is not None else "open",
        "acknowledgement_business_seconds": (
            None if taken_at is None else calendar.seconds_between(raised_at, taken_at)
        ),
        "acknowledgement_target_seconds": target and target.seconds,
        "acknowledgement_due_at": text(due_at),
        "acknowledgement_verdict": acknowledgement_verdict,
        "resolution_business_seconds": (
            None if resolved_at is None else calendar.seconds_between(raised_at, resolved_at)
        ),
        "resolution_verdict": resolution_verdict,
    }


def derive(records: Records, as_of: str) -> dict[str, Table]:
    """All four tables, sorted by what identifies a row."""
    world = World(records, as_of)
    cases = [
        CaseRows(world, row)
        for row in sorted(world.records["cases"], key=lambda row: row["case_id"])
        if instant(row["opened_at"]) <= world.as_of
    ]
    escalations = sorted(world.records["escalations"], key=lambda row: row["escalation_id"])
    return {
        "case_spans": [span for case in cases for span in case.spans()],
        "case_metrics": [case.metrics() for case in cases],
        "response_metrics": [response for case in cases for response in case.responses()],
        "escalation_metrics": [
            escalation_metrics(world, row) for row in escalations if instant(row["raised_at"]) <= world.as_of
        ],
    }
