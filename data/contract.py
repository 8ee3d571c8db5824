"""The record contract: what goes in, and what every row must satisfy.

This is the only place that says so. The reading, the checks, the tables of a snapshot, the reference page
(docs/records.md) and the empty template are all made from it.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

CONTRACT_VERSION: Final = "1"

FIRST_YEAR: Final = 1970  # zone rules before that are patchy, and a year beyond 2100 is a typing error
LAST_YEAR: Final = 2100


class Kind(StrEnum):
    """What a value must look like in a file, and what it becomes in a snapshot."""

    TEXT = "text"
    CHOICE = "choice"
    TIMESTAMP = "timestamp"
    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    INTEGER = "integer"

    @property
    def sql_type(self) -> str:
        """The DuckDB type of the column in a snapshot."""
        return {
            Kind.TEXT: "varchar",
            Kind.CHOICE: "varchar",
            Kind.TIMESTAMP: "timestamptz",
            Kind.DATE: "date",
            Kind.TIME: "time",
            Kind.NUMBER: "double",
            Kind.INTEGER: "bigint",
        }[self]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a record type.

    `refers_to` names the record type whose key must hold the value. `at_least` and `above` bound numbers.
    """

    name: str
    kind: Kind
    about: str
    required: bool = False
    choices: tuple[str, ...] = ()
    refers_to: str | None = None
    at_least: int | None = None
    above: int | None = None


@dataclass(frozen=True, slots=True)
class RowRule:
    """A rule about one row: `broken_when` is a SQL predicate over its typed columns (null counts as kept)."""

    column: str
    broken_when: str
    expected: str


@dataclass(frozen=True, slots=True)
class ParentRule:
    """A rule about a row and the row it refers to through `through`; in the SQL `parent` is that row."""

    column: str
    through: str
    broken_when: str
    expected: str


@dataclass(frozen=True, slots=True)
class OverlapRule:
    """No two rows of one `group` may overlap in [starts, ends); `ends` null or `24:00` is the end of all."""

    group: tuple[str, ...]
    starts: str
    ends: str
    expected: str


@dataclass(frozen=True, slots=True)
class RecordType:
    """One kind of record. `key` identifies a row (null parts count as equal); `names_row` is shown in rejects."""

    name: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    required: bool = False
    row_rules: tuple[RowRule, ...] = ()
    parent_rules: tuple[ParentRule, ...] = ()
    overlap_rules: tuple[OverlapRule, ...] = ()

    def column(self, name: str) -> Column:
        """The column of that name; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def column_names(self) -> tuple[str, ...]:
        """The column names in contract order."""
        return tuple(column.name for column in self.columns)


def _text(name: str, about: str, *, required: bool = False, refers_to: str | None = None) -> Column:
    return Column(name, Kind.TEXT, about, required=required, refers_to=refers_to)


def _choice(name: str, about: str, choices: tuple[str, ...], *, required: bool = False) -> Column:
    return Column(name, Kind.CHOICE, about, required=required, choices=choices)


def _at(name: str, about: str, *, required: bool = False) -> Column:
    return Column(name, Kind.TIMESTAMP, about, required=required)


def _date(name: str, about: str, *, required: bool = False) -> Column:
    return Column(name, Kind.DATE, about, required=required)


def _time(name: str, about: str) -> Column:
    return Column(name, Kind.TIME, about)


def _count(name: str, about: str, *, required: bool = False, above: int | None = None) -> Column:
    return Column(name, Kind.INTEGER, about, required=required, at_least=0 if above is None else None, above=above)


def _not_before(later: str, earlier: str) -> RowRule:
    return RowRule(later, f"{later} < {earlier}", f"not before {earlier}")


_OPENS_AND_CLOSES = (
    RowRule("closes", "(opens is null) <> (closes is null)", "opens and closes both given or both blank"),
    RowRule("closes", "closes <= opens", "later than opens (an overnight shift is two rows)"),
)

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CATEGORIES: Final = ("problem", "configuration", "information")
PRIORITIES: Final = ("urgent", "high", "normal", "low")
METRICS: Final = (
    "first_response",
    "next_response",
    "periodic_update",
    "resolution",
    "escalation_acknowledgement",
    "escalation_resolution",
)
EVENT_KINDS: Final = (
    "agent_reply",
    "auto_reply",
    "internal_note",
    "customer_reply",
    "waiting_on_customer",
    "work_resumed",
    "resolution_proposed",
    "resolution_agreed",
    "closed",
    "reopened",
    "escalated",
    "assigned",
    "priority_changed",
    "category_changed",
)
_KINDS_WITH_VALUE = "('escalated', 'assigned', 'priority_changed', 'category_changed')"


def _quoted(values: tuple[str, ...]) -> str:
    return "(" + ", ".join(f"'{value}'" for value in values) + ")"


# In load order: a record type stands behind those it refers to.
_TYPES: Final = (
    RecordType(
        "calendars",
        "A named set of designated business hours in one time zone.",
        (
            _text("calendar_id", "identifies the calendar", required=True),
            _text("name", "what people call it", required=True),
            _text("time_zone", "IANA name of the zone its wall clock runs in", required=True),
        ),
        key=("calendar_id",),
        required=True,
    ),
    RecordType(
        "business_hours",
        "The weekly openings of a calendar from a date on; a weekday with no row is closed.",
        (
            _text("calendar_id", "the calendar", required=True, refers_to="calendars"),
            _date("valid_from", "first local date on which this version applies, as a whole", required=True),
            _choice("weekday", "the weekday", WEEKDAYS, required=True),
            _time("opens", "local opening time; blank with closes = closed that weekday"),
            _time("closes", "local closing time, the first instant no longer open; 24:00 is the end of the day"),
        ),
        key=("calendar_id", "valid_from", "weekday", "opens"),
        required=True,
        row_rules=_OPENS_AND_CLOSES,
        overlap_rules=(
            OverlapRule(
                ("calendar_id", "valid_from", "weekday"),
                "opens",
                "closes",
                "no overlap with another opening of that weekday",
            ),
        ),
    ),
    RecordType(
        "holidays",
        "A date on which a calendar is closed, or has only the openings given.",
        (
            _text("calendar_id", "the calendar", required=True, refers_to="calendars"),
            _date("date", "the local date", required=True),
            _text("name", "what is celebrated"),
            _time("opens", "opening on that date; blank with closes = closed all day"),
            _time("closes", "closing on that date"),
        ),
        key=("calendar_id", "date", "opens"),
        row_rules=_OPENS_AND_CLOSES,
        overlap_rules=(
            OverlapRule(("calendar_id", "date"), "opens", "closes", "no overlap with another opening of that date"),
        ),
    ),
    RecordType(
        "accounts",
        "A customer with Email Premium Services.",
        (
            _text("account_id", "identifies the account", required=True),
            _text("name", "the customer's name", required=True),
            _text("region", "sales or support region"),
            _text("calendar_id", "the hours in which this account is served", required=True, refers_to="calendars"),
            _date("premium_from", "first day of premium services", required=True),
            _date("premium_until", "first day without them again"),
        ),
        key=("account_id",),
        required=True,
        row_rules=(_not_before("premium_until", "premium_from"),),
    ),
    RecordType(
        "people",
        "Somebody at Bird.",
        (
            _text("person_id", "identifies the person", required=True),
            _text("name", "the person's name", required=True),
            _text("email", "the address they sign in with", required=True),
            _choice("role", "what they do", ("agent", "tam", "manager", "executive"), required=True),
            _text("calendar_id", "when they can be reached", refers_to="calendars"),
            Column("capacity_points", Kind.NUMBER, "workload points a TAM can carry", above=0),
        ),
        key=("person_id",),
    ),
    RecordType(
        "tam_assignments",
        "Which TAM holds an account, from a date until another.",
        (
            _text("account_id", "the account", required=True, refers_to="accounts"),
            _text("tam_id", "the Technical Account Manager", required=True, refers_to="people"),
            _date("assigned_from", "first day", required=True),
            _date("assigned_until", "first day no longer (exclusive); blank = still"),
        ),
        key=("account_id", "assigned_from"),
        row_rules=(RowRule("assigned_until", "assigned_until <= assigned_from", "later than assigned_from"),),
        overlap_rules=(
            OverlapRule(
                ("account_id",), "assigned_from", "assigned_until", "no overlap with another TAM of that account"
            ),
        ),
    ),
    RecordType(
        "sla_targets",
        "An internal target; the most specific one that matches applies. The terms promise no figure.",
        (
            _choice("metric", "the clock it is for", METRICS, required=True),
            _text("account_id", "only this account; blank = all", refers_to="accounts"),
            _choice("priority", "only this priority; blank = all", PRIORITIES),
            _choice("category", "only this category; blank = all", CATEGORIES),
            _date("valid_from", "first local date on which a clock may start to fall under it", required=True),
            Column("minutes", Kind.NUMBER, "the target in minutes", required=True, above=0),
            _choice("clock", "inside opening hours, or around the clock", ("business", "elapsed"), required=True),
        ),
        key=("metric", "account_id", "priority", "category", "valid_from"),
        row_rules=(
            RowRule("minutes", "abs(minutes * 60 - round(minutes * 60)) > 1e-6", "a whole number of seconds"),
            RowRule("minutes", "minutes > 5256000", "at most 5,256,000 minutes (ten years)"),
        ),
    ),
    RecordType(
        "cases",
        "A support case a customer opened.",
        (
            _text("case_id", "identifies the case", required=True),
            _text("account_id", "the account", required=True, refers_to="accounts"),
            _choice("channel", "where it came in", ("dashboard", "email"), required=True),
            _at("opened_at", "when it was opened", required=True),
            _text("subject", "its subject line"),
            _choice("category", "what the issue is about; blank = uncategorised", CATEGORIES),
            _choice("priority", "its priority when it was opened", PRIORITIES, required=True),
            _text("agent_id", "who was to answer it first", refers_to="people"),
        ),
        key=("case_id",),
        required=True,
    ),
    RecordType(
        "exemptions",
        "A case excused from one target, by whom and why. It changes no duration.",
        (
            _text("case_id", "the case", required=True, refers_to="cases"),
            _choice("metric", "the target it is excused from", METRICS, required=True),
            _text("reason", "why", required=True),
            _text("approved_by", "who approved it", required=True, refers_to="people"),
            _at("approved_at", "when", required=True),
        ),
        key=("case_id", "metric"),
    ),
    RecordType(
        "escalations",
        "A customer's call on the TAM about an issue.",
        (
            _text("escalation_id", "identifies the escalation", required=True),
            _text("account_id", "the account", required=True, refers_to="accounts"),
            _text("case_id", "the case it grew out of", refers_to="cases"),
            _text("tam_id", "the TAM who holds it; blank = the account's", refers_to="people"),
            _choice("category", "what the issue is about", CATEGORIES, required=True),
            _choice("channel", "how it was raised", ("phone", "email")),
            _at("raised_at", "when it was raised", required=True),
            _at("acknowledged_at", "when the TAM took it up"),
            _at("resolved_at", "when it was resolved"),
            _choice(
                "scope",
                "inside the terms, or what they exclude",
                ("in_scope", "deliverability_strategy", "tier_2_mediation", "template_work", "customer_project"),
                required=True,
            ),
            _text("subject", "its subject line"),
        ),
        key=("escalation_id",),
        row_rules=(_not_before("acknowledged_at", "raised_at"), _not_before("resolved_at", "raised_at")),
    ),
    RecordType(
        "case_events",
        "Something that happened to a case.",
        (
            _text("event_id", "identifies the event", required=True),
            _text("case_id", "the case", required=True, refers_to="cases"),
            _at("occurred_at", "when it happened", required=True),
            _choice("kind", "what happened", EVENT_KINDS, required=True),
            _text("actor_id", "who did it"),
            _text("value", "the new priority or category, the person assigned, the escalation"),
        ),
        key=("event_id",),
        required=True,
        row_rules=(
            RowRule("value", f"kind in {_KINDS_WITH_VALUE} and value is null", "a value for this kind of event"),
            RowRule(
                "value",
                f"kind = 'priority_changed' and value not in {_quoted(PRIORITIES)}",
                "one of " + ", ".join(PRIORITIES),
            ),
            RowRule(
                "value",
                f"kind = 'category_changed' and value not in {_quoted(CATEGORIES)}",
                "one of " + ", ".join(CATEGORIES),
            ),
        ),
        parent_rules=(
            ParentRule("occurred_at", "case_id", "occurred_at < parent.opened_at", "not before its case was opened"),
        ),
    ),
    RecordType(
        "mediations",
        "A request to a mailbox provider on a customer's behalf.",
        (
            _text("mediation_id", "identifies the request", required=True),
            _text("account_id", "the account", required=True, refers_to="accounts"),
            _text("escalation_id", "the escalation it serves", refers_to="escalations"),
            _text("mailbox_provider", "whom it goes to", required=True),
            _choice("tier", "1 = standard, form-based; 2 = custom, excluded by the terms", ("1", "2"), required=True),
            _at("opened_at", "when it was asked for", required=True),
            _at("best_practices_met_at", "when the customer had followed all recommendations"),
            _at("form_submitted_at", "when the form was sent"),
            _at("provider_replied_at", "when the provider answered"),
            _at("closed_at", "when it ended"),
            _choice("outcome", "how it ended", ("resolved", "declined", "no_reply", "withdrawn")),
        ),
        key=("mediation_id",),
        row_rules=(
            _not_before("form_submitted_at", "opened_at"),
            _not_before("provider_replied_at", "opened_at"),
            _not_before("provider_replied_at", "form_submitted_at"),
            _not_before("closed_at", "opened_at"),
            _not_before("closed_at", "form_submitted_at"),
        ),
    ),
    RecordType(
        "migrations",
        "The move of a customer's traffic to the premium service.",
        (
            _text("migration_id", "identifies the migration", required=True),
            _text("account_id", "the account", required=True, refers_to="accounts"),
            _text("tam_id", "the TAM who guides it; blank = the account's", refers_to="people"),
            _date("started_on", "first day of warm-up", required=True),
            _date("target_on", "the day it is to be complete", required=True),
            _count("target_daily_volume", "messages a day at the end", required=True, above=0),
            _choice(
                "status", "where it stands", ("planned", "warming", "paused", "completed", "cancelled"), required=True
            ),
            _date("completed_on", "the day it was complete"),
        ),
        key=("migration_id",),
        row_rules=(_not_before("target_on", "started_on"), _not_before("completed_on", "started_on")),
    ),
    RecordType(
        "warmup_plan",
        "The volume planned for one day of a migration.",
        (
            _text("migration_id", "the migration", required=True, refers_to="migrations"),
            _date("date", "the day", required=True),
            _count("planned_volume", "messages planned for that day", required=True),
        ),
        key=("migration_id", "date"),
    ),
    RecordType(
        "email_traffic",
        "What an account sent on one day over one route.",
        (
            _text("account_id", "the account", required=True, refers_to="accounts"),
            _date("date", "the day", required=True),
            _choice("route", "the premium service, or what it replaces", ("premium", "legacy"), required=True),
            _text("mailbox_provider", "only this provider; blank = all together"),
            _count("sent", "messages sent", required=True),
            _count("delivered", "accepted by the receiving side"),
            _count("bounced", "refused for good"),
            _count("deferred", "put off at least once"),
            _count("complaints", "reported as spam"),
        ),
        key=("account_id", "date", "route", "mailbox_provider"),
        row_rules=(RowRule("delivered", "delivered > sent", "not more than sent"),),
    ),
)

RECORD_TYPES: Final[dict[str, RecordType]] = {record_type.name: record_type for record_type in _TYPES}
REQUIRED: Final = tuple(record_type.name for record_type in _TYPES if record_type.required)
