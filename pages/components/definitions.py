"""What every figure means, in one place: the help of its card, and the list on the Data page."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Definition:
    """A figure's name on the screen, its meaning, and the question that answers it."""

    name: str
    text: str
    question: str


FIRST_RESPONSE_ATTAINMENT: Final = Definition(
    "First-response attainment",
    "Met / (met + breached) of the first responses of the cases counted: opened, resolved or due in the period. "
    "Exactly on target is met; a case past its due time without an answer is breached already. Cases not yet due, "
    "ended without an answer or without a target are on neither side. Targets are internal, not contractual.",
    "clock_totals",
)
FIRST_RESPONSE_MEDIAN: Final = Definition(
    "Median first response",
    "Half of the answered cases had their first public reply within this time, counted in the opening hours of the "
    "account's calendar. Automatic replies and internal notes are no answer.",
    "clock_totals",
)
FIRST_RESPONSE_NINETIETH: Final = Definition(
    "90th percentile first response",
    "Nine in ten answered cases had their first public reply within this time, counted in opening hours.",
    "clock_totals",
)
NEXT_RESPONSE_ATTAINMENT: Final = Definition(
    "Next-response attainment",
    "Met / (met + breached) of the customers' messages that awaited an answer after the first one. A message past its "
    "due time without an answer is breached already. Targets are internal, not contractual.",
    "clock_totals",
)
LONGEST_SILENCE: Final = Definition(
    "Longest silence",
    "The longest time between two of our public replies in any of the cases, in opening hours, without the time it "
    "waited on the customer or for agreement. What still runs counts as it stands.",
    "clock_totals",
)
AGREED_SHARE: Final = Definition(
    "Agreed resolutions",
    "Resolved cases whose resolution the customer agreed to, of all resolved ones; the others were closed without.",
    "resolution_totals",
)
RESOLUTION_MEDIAN: Final = Definition(
    "Median resolution, finished only",
    "Half of the resolved cases took at most this long, in opening hours, without the time they waited on the customer "
    "or for agreement. Finished cases alone make a stuck queue look fast.",
    "resolution_totals",
)
RESOLUTION_ESTIMATE: Final = Definition(
    "Median resolution, open included",
    "The Kaplan-Meier estimate: the time by which half of all cases are resolved, where open cases count for as long "
    "as they have been open when the records end. Same time as beside it: opening hours, pauses left out.",
    "resolution_totals",
)
CLOCK_BREACHED: Final = Definition(
    "Breached",
    "The chosen clock stopped after its due time, or runs past it; for silences, any that was too long.",
    "clock_totals",
)
CLOCK_PENDING: Final = Definition(
    "Pending",
    "The chosen clock still runs and its due time has not come: it may go either way.",
    "clock_totals",
)
CLOCK_UNANSWERED: Final = Definition(
    "Unanswered", "Ended without an answer before the answer was due: neither met nor breached.", "clock_totals"
)
CLOCK_NO_TARGET: Final = Definition(
    "Without a target", "No target of the chosen clock matches: counted here, and in no share.", "clock_totals"
)
CLOCK_ROWS: Final = Definition(
    "Counted",
    "What the chosen clock ran for among the cases counted: a case, or for next response a customer's message. "
    "Breached, met, pending, unanswered and without a target add up to it.",
    "clock_totals",
)

RISK_BREACHED: Final = Definition(
    "Breached now",
    "Open cases and escalations with a clock past its due time. A case or escalation counts once, by its most urgent "
    "clock: first response, next response, escalation acknowledgement or resolution, resolution.",
    "risk_totals",
)
RISK_WITHIN_HOUR: Final = Definition(
    "Due within 1 hour",
    "The most urgent clock runs out within one business hour: opening hours of the account's calendar (escalations: of "
    "the TAM's), or clock time where the target runs round the clock.",
    "risk_totals",
)
RISK_TODAY: Final = Definition(
    "Due today",
    "The most urgent clock runs out later today, until midnight where the calendar lies.",
    "risk_totals",
)
RISK_LATER: Final = Definition("Due later", "The most urgent clock runs out after today.", "risk_totals")
RISK_NO_TARGET: Final = Definition(
    "No target",
    "No target matches any running clock of these: nothing can be late, and they are in no attainment share.",
    "risk_totals",
)
RISK_WAITING: Final = Definition(
    "Waiting on customer",
    "The resolution clock is paused until the customer replies or work is resumed, and no other clock runs.",
    "risk_totals",
)
RISK_PROPOSED: Final = Definition(
    "Awaiting agreement",
    "A resolution is proposed and the customer has not agreed yet; the resolution clock is paused.",
    "risk_totals",
)
OPEN_CASES: Final = Definition(
    "Open cases", "Cases not resolved at the end of the records, whenever they were opened.", "open_issues_totals"
)
OPEN_WITH_US: Final = Definition(
    "Waiting for us",
    "Open cases that neither wait on the customer nor for agreement to a proposed resolution.",
    "open_issues_by_group",
)
OPEN_WITH_CUSTOMER: Final = Definition(
    "Waiting on the customer", "Open cases that were put to the customer with a question.", "open_issues_by_group"
)
OPEN_PROPOSED: Final = Definition(
    "Waiting for agreement",
    "Open cases with a proposed resolution to which the customer has not agreed yet.",
    "open_issues_by_group",
)
OPEN_UNREPLIED: Final = Definition(
    "Unreplied",
    "Open cases without a first public reply from a person. Automatic replies and internal notes are no answer.",
    "open_issues_totals",
)
OPEN_UNASSIGNED: Final = Definition("Unassigned", "Open cases that no agent is assigned to.", "open_issues_totals")
OPEN_REOPENED: Final = Definition(
    "Reopened, still open", "Open cases that had been resolved before and came back.", "open_issues_totals"
)
OPEN_ESCALATED: Final = Definition(
    "Escalated, still open", "Open cases about which an escalation was raised to the TAM.", "open_issues_totals"
)
OPEN_MEDIAN_AGE: Final = Definition(
    "Median age",
    "Half of the open cases are at most this old, in opening days of the account's calendar on which the case was "
    "open, today included.",
    "open_issues_totals",
)
OPEN_MEDIAN_SILENCE: Final = Definition(
    "Median since last word",
    "Half of the open cases have had no public message, from either side, for at least this long (clock time).",
    "open_issues_totals",
)
FLOW_OPENED: Final = Definition("Opened", "Cases opened in the period.", "backlog_daily")
FLOW_REOPENED: Final = Definition(
    "Reopenings",
    "How often a resolved case came back in the period; a case may come back several times.",
    "backlog_daily",
)
FLOW_RESOLVED: Final = Definition(
    "Resolved",
    "How often a case was resolved in the period, also if it was reopened later.",
    "backlog_daily",
)
FLOW_OPEN_AT_END: Final = Definition(
    "Open at the end",
    "Cases open when the last day of the period ended (at the end of the records, if they end that day): counted from "
    "what happened, not from stored counts.",
    "backlog_daily",
)
REOPENED_SHARE: Final = Definition(
    "Reopened share",
    "Cases opened in the period that came back at least once after being resolved, of all cases opened in it. The "
    "newest cases have had less time to come back.",
    "issue_shares",
)
ESCALATED_SHARE: Final = Definition(
    "Escalated share",
    "Cases opened in the period about which an escalation was raised, of all cases opened in it.",
    "issue_shares",
)
ONE_TOUCH_SHARE: Final = Definition(
    "Resolved with one answer",
    "Cases opened in the period and resolved with a single public reply from an agent, of the resolved ones.",
    "issue_shares",
)
TWO_TOUCH: Final = Definition(
    "Resolved with two answers",
    "Cases opened in the period and resolved with exactly two public replies from an agent.",
    "issue_shares",
)
OUT_OF_SCOPE: Final = Definition(
    "Out-of-scope requests",
    "Escalations raised in the period that ask for what the terms exclude. They are counted, not promised.",
    "out_of_scope_monthly",
)
OUT_OF_SCOPE_STRATEGY: Final = Definition(
    "Deliverability strategy",
    "Requests for a deliverability strategy, which the terms exclude.",
    "out_of_scope_monthly",
)
OUT_OF_SCOPE_TIER_2: Final = Definition(
    "Tier 2 mediation",
    "Requests for tailored help with a mailbox provider, beyond the standard, form-based tier 1.",
    "out_of_scope_monthly",
)
OUT_OF_SCOPE_TEMPLATES: Final = Definition(
    "Template work", "Requests to create or translate the customer's templates.", "out_of_scope_monthly"
)
OUT_OF_SCOPE_PROJECTS: Final = Definition(
    "Customer projects", "Requests to manage projects that are internal to the customer.", "out_of_scope_monthly"
)

ACCOUNT_OPEN_CASES: Final = Definition(
    "Open cases of the account", "Cases of the account not resolved at the end of the records.", "account_facts"
)
ACCOUNT_CASES: Final = Definition(
    "Cases of the account", "Cases of the account opened in the period.", "attainment_by_clock"
)
ACCOUNT_OPEN_ESCALATIONS: Final = Definition(
    "Open escalations of the account",
    "Escalations of the account not resolved at the end of the records, whenever they were raised.",
    "account_facts",
)
ACCOUNT_ESCALATIONS: Final = Definition(
    "Escalations of the account", "Escalations of the account raised to its TAM in the period.", "attainment_by_clock"
)
ACCOUNT_FIRST_RESPONSE: Final = Definition(
    "First response met",
    "Met / (met + breached) of the first responses of cases opened in the period. Targets are internal.",
    "attainment_by_clock",
)
ACCOUNT_NEXT_RESPONSE: Final = Definition(
    "Next response met",
    "Met / (met + breached) of the messages that awaited an answer after the first one, in cases opened in the period.",
    "attainment_by_clock",
)
ACCOUNT_RESOLUTION: Final = Definition(
    "Resolution met",
    "Met / (met + breached) of the resolution targets of cases opened in the period; time that waited on the customer "
    "or for agreement is not counted.",
    "attainment_by_clock",
)
ACCOUNT_ACKNOWLEDGEMENT: Final = Definition(
    "Acknowledgement met",
    "Met / (met + breached) of the acknowledgements of escalations raised in the period, in the TAM's opening hours.",
    "attainment_by_clock",
)
ACCOUNT_ESCALATION_RESOLUTION: Final = Definition(
    "Escalation resolution met",
    "Met / (met + breached) of the resolutions of escalations raised in the period, in the TAM's opening hours.",
    "attainment_by_clock",
)
RECORDS_READ: Final = Definition(
    "Rows read", "Rows of all record files of this load; read = admitted + duplicates + rejected.", "loads_by_file"
)
RECORDS_ADMITTED: Final = Definition(
    "Rows admitted", "Rows that broke no rule: every figure comes from these alone.", "loads_by_file"
)
RECORDS_DUPLICATES: Final = Definition(
    "Duplicates", "Rows exactly equal to one that was read before; they count once.", "loads_by_file"
)
RECORDS_REJECTED: Final = Definition(
    "Rows rejected", "Rows that broke a rule: kept with the reason, in no figure.", "loads_by_file"
)

ALL: Final = tuple(value for value in vars().copy().values() if isinstance(value, Definition))
