"""The worked examples of docs/decisions.md: read one, turn it into records, say what the tables say of it.

An example has three parts with a blank line between: time zone, hours, holidays and targets; what happened, in local
time with the weekday; what the dashboard says. `facts` renders the tables in the words of the third part. An example
that does not say as of when it is judged is judged at the end of 2026.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.records import WEEKDAYS, Records, Row, Table, account, calendar, case, event, exemption, person, target

UNITS = {"minutes": 1, "hours": 60}
END_OF_2026 = "2026-12-31T12:00:00+00:00"
PRIORITIES = ("urgent", "high", "normal", "low")


@dataclass(frozen=True)
class Example:
    """One fenced block: a name for its account and case, the heading it stands under, and its three parts as lines."""

    name: str
    heading: str
    setup: list[str]
    story: list[str]
    facts: list[str]


def examples(path: Path) -> Iterator[Example]:
    """All worked examples of a document, in order."""
    heading = ""
    for match in re.finditer(r"^### ([^\n]+)$|^```worked\n(.+?)^```$", path.read_text(encoding="utf-8"), re.M | re.S):
        heading = match[1] or heading
        if match[2]:
            setup, story, facts = (part.splitlines() for part in match[2].strip().split("\n\n"))
            yield Example(f"at {match.start()}", heading, setup, story, facts)


def days_of(text: str) -> list[str]:
    """`mon-fri` or `sat`."""
    first, _, last = text.partition("-")
    return list(WEEKDAYS[WEEKDAYS.index(first) : WEEKDAYS.index(last or first) + 1])


def hours_rows(calendar_id: str, since: str, text: str) -> list[Row]:
    """`mon-fri 09:00-12:00 13:00-17:00, sat 10:00-12:00`, or `never`."""
    row = {"calendar_id": calendar_id, "valid_from": since, "weekday": "mon", "opens": None, "closes": None}
    if text == "never":
        return [row]
    return [
        row | {"weekday": day, "opens": opening.split("-")[0], "closes": opening.split("-")[1]}
        for part in text.split(", ")
        for day in days_of(part.split()[0])
        for opening in part.split()[1:]
    ]


def target_row(text: str) -> Row:
    """`first response 60 business minutes [for urgent problem | for this account] [from 2026-03-03]`."""
    match = re.fullmatch(r"(.+?) (\d+) (?:(business|elapsed) )?(minutes|hours)(?: for (.+?))?(?: from (.+))?", text)
    metric, count, clock, unit, whom, since = match.groups()
    given: Row = {"valid_from": since} if since else {}
    if whom == "this account":
        given["account_id"] = "this"
    else:
        for word in (whom or "").split():
            given["priority" if word in PRIORITIES else "category"] = word
    return target(metric.replace(" ", "_"), int(count) * UNITS[unit], clock or "business", **given)


def records_of(example: Example) -> tuple[Records, str]:
    """The records an example describes, and its as_of.

    All are about one account with the example's name. Its targets name that account too, so that many examples can
    share a load; where an example tells targets of the account from others, `needs_a_load_of_its_own` says so.
    """
    name, zone = example.name, zone_of(example)
    records: Records = {
        "business_hours": [], "holidays": [], "sla_targets": [], "cases": [], "case_events": [], "escalations": [],
        "exemptions": [],
    }  # fmt: skip
    for line in example.setup[1:]:
        words, text = line.split(": ", 1)
        subject, _, since = words.partition(" from ")
        if subject in ("Hours", "TAM hours"):
            calendar_id = name if subject == "Hours" else f"{name}, TAM"
            records["business_hours"] += hours_rows(calendar_id, since or "1970-01-01", text)
        elif subject == "Target":
            records["sla_targets"].append(target_row(text))
        else:
            openings = [(None, None)] if text == "closed" else [opening.split("-") for opening in text.split()]
            day = {"calendar_id": name, "date": subject.removeprefix("Holiday "), "name": None}
            records["holidays"] += [day | {"opens": opens, "closes": closes} for opens, closes in openings]
    for row in records["sla_targets"]:
        is_bound = row["account_id"] or not needs_a_load_of_its_own(example)
        row["account_id"] = name if is_bound else None
    used = sorted({row["calendar_id"] for row in records["business_hours"]})
    records["calendars"] = [calendar(calendar_id, zone) for calendar_id in used]
    records["accounts"] = [account(name, name)]
    records["people"] = [person(name, "tam", used[1] if len(used) > 1 else None)]
    records["tam_assignments"] = [{"account_id": name, "tam_id": name, "assigned_from": "1970-01-01"}]
    return records, tell(example, records)


def needs_a_load_of_its_own(example: Example) -> bool:
    """Whether its targets are for all accounts, because another one is for this account alone."""
    return any(line.endswith("for this account") for line in example.setup)


def zone_of(example: Example) -> str:
    """The time zone its first line names."""
    return example.setup[0].removeprefix("Time zone: ")


def tell(example: Example, records: Records) -> str:
    """Add what happened to the records; returns as_of."""
    name, as_of = example.name, END_OF_2026
    for number, line in enumerate(example.story):
        when, what = line.split("  ", 1)
        weekday, stamp = when.split(" ", 1)
        local = datetime.fromisoformat(stamp).replace(tzinfo=ZoneInfo(zone_of(example)))
        if weekday.lower() != WEEKDAYS[local.weekday()]:
            raise ValueError(f"{stamp} is no {weekday}")
        moment = local.astimezone(UTC).isoformat()
        subject, _, value = what.partition(" to " if " to " in what else " from ")
        if what == "as of":
            as_of = moment
        elif what.startswith("opened"):
            given = {("priority" if word in PRIORITIES else "category"): word for word in what.split()[1:]}
            records["cases"].append(case(name, name, moment, **given))
            # A load wants at least one event, and some stories have none; a note changes nothing.
            records["case_events"].append(event(f"{name}, note", name, moment, "internal_note"))
        elif what == "escalation raised":
            row = {"escalation_id": name, "account_id": name, "case_id": name, "tam_id": None, "category": "problem"}
            row |= {"raised_at": moment, "acknowledged_at": None, "resolved_at": None, "scope": "in_scope"}
            records["escalations"].append(row)
        elif what.startswith("escalation "):
            records["escalations"][0][f"{what.removeprefix('escalation ')}_at"] = moment
        elif subject == "exempt":
            records["exemptions"].append(exemption(name, value.replace(" ", "_"), moment, name))
        else:
            kind = subject.replace(" ", "_")
            value = value or (name if kind == "escalated" else None)
            records["case_events"].append(event(f"{name}, {number:02}", name, moment, kind, value))
    return as_of


def facts(example: Example, tables: dict[str, Table]) -> list[str]:
    """What the tables say, on each subject that the example speaks of, in its words."""
    subjects = dict.fromkeys(line.split(": ")[0] for line in example.facts)
    return [f"{subject}: {fact}" for subject in subjects for fact in SAID[subject](Said(example, tables))]


class Said:
    """The rows about the one case of an example, and how their values are written."""

    def __init__(self, example: Example, tables: dict[str, Table]) -> None:
        self.zone = ZoneInfo(zone_of(example))
        mine = {name: [row for row in rows if row["case_id"] == example.name] for name, rows in tables.items()}
        self.case = mine["case_metrics"][0]
        self.spans, self.responses = mine["case_spans"], mine["response_metrics"]
        self.escalation = next(iter(mine["escalation_metrics"]), None)

    def local(self, moment: str) -> str:
        """An instant as in the story."""
        local = datetime.fromisoformat(moment).astimezone(self.zone)
        return local.strftime("%a %Y-%m-%d %H:%M:%S").removesuffix(":00")

    def clock(self, row: dict[str, object], seconds: str, due_at: str | None, verdict: str) -> str:
        """`0:40:00, due Mon 2026-03-02 10:00, met`."""
        parts = ["none" if row[seconds] is None else str(duration(row[seconds]))]
        if due_at:
            parts.append("no due time" if row[due_at] is None else f"due {self.local(row[due_at])}")
        return ", ".join([*parts, str(row[verdict] or "no verdict")])


def duration(seconds: object) -> str:
    """Hours, minutes and seconds; hours are not folded into days."""
    minutes, rest = divmod(timedelta(seconds=seconds) // timedelta(seconds=1), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def first_response(said: Said) -> list[str]:
    columns = ("first_response_business_seconds", "first_response_due_at", "first_response_verdict")
    return [said.clock(said.case, *columns)]


def next_response(said: Said) -> list[str]:
    return [
        f"asked {said.local(row['asked_at'])}, {said.clock(row, 'business_seconds', 'due_at', 'verdict')}"
        for row in said.responses
    ]


def updates(said: Said) -> list[str]:
    worst = duration(said.case["update_worst_business_seconds"])
    return [f"{said.case['update_count']}, worst {worst}, late {said.case['update_breaches']}"]


def resolution(said: Said) -> list[str]:
    return [said.clock(said.case, "resolution_business_seconds", "resolution_due_at", "resolution_verdict")]


def acknowledgement(said: Said) -> list[str]:
    columns = ("acknowledgement_business_seconds", "acknowledgement_due_at", "acknowledgement_verdict")
    return [said.clock(said.escalation, *columns)]


def state(said: Said) -> list[str]:
    agreed = {None: "", True: ", agreed", False: ", not agreed"}[said.case["resolution_agreed"]]
    return [said.case["state"].replace("_", " ") + agreed]


def spans(said: Said) -> list[str]:
    return [", ".join(f"{row['state'].replace('_', ' ')} {duration(row['business_seconds'])}" for row in said.spans)]


def exempt(said: Said) -> list[str]:
    metrics = ("first_response", "next_response", "periodic_update", "resolution")
    return [", ".join(metric.replace("_", " ") for metric in metrics if said.case[f"is_{metric}_exempt"]) or "nothing"]


SAID: dict[str, Callable[[Said], list[str]]] = {
    "first response": first_response,
    "next response": next_response,
    "updates": updates,
    "resolution": resolution,
    "escalation acknowledgement": acknowledgement,
    "escalation resolution": lambda said: [
        said.clock(said.escalation, "resolution_business_seconds", None, "resolution_verdict")
    ],
    "state": state,
    "spans": spans,
    "exempt": exempt,
    "reopened": lambda said: [str(said.case["reopen_count"])],
    "escalations": lambda said: [str(said.case["escalation_count"])],
    "waiting on customer": lambda said: [duration(said.case["waiting_on_customer_business_seconds"])],
}
