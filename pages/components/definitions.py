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

TAM_OPEN: Final = Definition(
    "Open items",
    "Escalations in the TAM's name and not resolved, open cases of the accounts they have now, their migrations "
    "warming up or paused, and mediations not closed.",
    "tam_totals",
)
TAM_ESCALATIONS: Final = Definition(
    "Open escalations", "Escalations this TAM holds that are not resolved, whenever they were raised.", "tam_totals"
)
TAM_UNACKNOWLEDGED: Final = Definition(
    "Not acknowledged", "Open escalations this TAM holds that nobody has acknowledged yet.", "tam_totals"
)
TAM_CASES: Final = Definition(
    "Open cases of the accounts", "Cases not resolved of the accounts this TAM has as the records end.", "tam_totals"
)
TAM_MIGRATIONS: Final = Definition(
    "Migrations under way", "Migrations this TAM holds that are warming up or paused.", "tam_totals"
)
TAM_MEDIATIONS: Final = Definition(
    "Open mediations",
    "Mediations with mailbox providers not closed, of accounts that were this TAM's on the day they were opened.",
    "tam_totals",
)
TAM_ELSEWHERE: Final = Definition(
    "On accounts of others",
    "Open items that stay with this TAM although the account is another's now, or nobody's.",
    "tam_totals",
)
TAM_LOAD: Final = Definition(
    "Load",
    "The sum of points over the open items, each kind with its own points (the table is under All TAMs), against the "
    "capacity in the records.",
    "tam_totals",
)
TAM_PROBLEMS: Final = Definition(
    "Problems", "Open escalations of this TAM about a problem.", "tam_escalation_categories"
)
TAM_CONFIGURATIONS: Final = Definition(
    "Configuration", "Open escalations of this TAM that ask for a configuration.", "tam_escalation_categories"
)
TAM_INFORMATION: Final = Definition(
    "Information", "Open escalations of this TAM that ask for information.", "tam_escalation_categories"
)
ALL_TAMS_OPEN: Final = Definition(
    "Open items of all TAMs",
    "Escalations not resolved, open cases, migrations warming up or paused, and mediations not closed, also those "
    "without a TAM.",
    "tam_load",
)
ALL_TAMS_LOAD: Final = Definition(
    "Load of all TAMs",
    "The sum of points over all open items. It is set against the capacities of those TAMs who have one on record.",
    "tam_load",
)
ALL_TAMS_UNACKNOWLEDGED: Final = Definition(
    "Escalations not acknowledged", "Open escalations that nobody has acknowledged yet.", "tam_load"
)
ALL_TAMS_ELSEWHERE: Final = Definition(
    "Stayed with a former TAM",
    "Open items in the name of a TAM whose account it is no longer.",
    "tam_load",
)
ALL_TAMS_NOBODY: Final = Definition(
    "Open items without a TAM",
    "Open items with no TAM on them, whose account had none on the item's day (cases: has none now).",
    "tam_load",
)
TAM_RAISED: Final = Definition(
    "Escalations raised", "Escalations raised to the TAMs in the period, in scope or not.", "tam_acknowledgement"
)
TAM_ACKNOWLEDGED: Final = Definition(
    "Escalations acknowledged in time",
    "Met / (met + breached) of the acknowledgements of escalations raised in the period, in the opening hours of the "
    "TAM's calendar (of the account's if the TAM has none). One still waiting and late is breached. Targets are "
    "internal.",
    "tam_acknowledgement",
)
TAM_ACKNOWLEDGED_LATE: Final = Definition(
    "Acknowledged late", "Acknowledged after the due time, or still waiting past it.", "tam_acknowledgement"
)
COVERED_SHARE: Final = Definition(
    "Premium accounts with a TAM",
    "Premium accounts that have a TAM on the day of the newest record, of all premium accounts; days are those of each "
    "account's calendar.",
    "coverage_now",
)
UNCOVERED: Final = Definition(
    "Premium accounts without a TAM", "Premium accounts to which no TAM is assigned now.", "coverage_now"
)
UNCOVERED_ITEMS: Final = Definition(
    "Items nobody holds", "Open items without a TAM, whether or not their account is premium.", "coverage_now"
)

_TOTALS: Final = "migration_totals"
MIGRATIONS_ON_TRACK: Final = Definition(
    "Migrations on track", "Warming up, and projected to be done on or before the target.", _TOTALS
)
MIGRATIONS_LATE: Final = Definition(
    "Late migrations", "Warming up, and projected to be done after the target, or past the target already.", _TOTALS
)
MIGRATIONS_STALLED: Final = Definition(
    "Stalled migrations",
    "Warming up, without a new stage in the last 10 days. While a migration stalls, no finish is projected.",
    _TOTALS,
)
MIGRATIONS_UNSAID: Final = Definition(
    "No finish date yet",
    "Warming up, target not passed, and no projection: no plan, fewer than 7 days of traffic, or no stage won in the "
    "last 14 days.",
    _TOTALS,
)
MIGRATIONS_PAUSED: Final = Definition(
    "Paused migrations", "Paused in the records. No finish is projected until they resume.", _TOTALS
)
MIGRATIONS_PLANNED: Final = Definition("Planned migrations", "Not begun when the records end.", _TOTALS)
MIGRATIONS_BEHIND: Final = Definition(
    "Behind their plan",
    "Open migrations whose reached stage lies before the stage that the plan has on this day.",
    _TOTALS,
)
MIGRATIONS_WATCH: Final = Definition(
    "Health: watch",
    "Open migrations whose bounce, complaint or deferral rate over the last 7 days is at or above a threshold of "
    "watch, and none at or above one of stop. The thresholds and their sources are on the page.",
    _TOTALS,
)
MIGRATIONS_STOP: Final = Definition(
    "Health: stop",
    "Open migrations with a rate over the last 7 days at or above a threshold of stop.",
    _TOTALS,
)
MIGRATIONS_BLOCKED: Final = Definition(
    "Blocked migrations",
    "Open migrations whose account has open escalations or mediations that stand in the way.",
    _TOTALS,
)
MIGRATIONS_COMPLETED: Final = Definition("Completed migrations", "Completed by the end of the records.", _TOTALS)
MIGRATIONS_CANCELLED: Final = Definition("Cancelled migrations", "Cancelled in the records.", _TOTALS)
MIGRATION_STAGE: Final = Definition(
    "Stage",
    "Stages are the planned days. One is reached when its planned volume was sent in a day and more than 90% of what "
    "was sent was delivered; otherwise it is held.",
    "migration_facts",
)
MIGRATION_SHARE: Final = Definition(
    "Traffic moved", "Premium messages of all messages of the account over the last 7 days.", "migration_facts"
)
MIGRATION_DAYS: Final = Definition(
    "Against the plan",
    "Planned days between the stage the plan has today and the stage reached.",
    "migration_facts",
)
MIGRATION_HEALTH: Final = Definition(
    "Health",
    "The worst of the bounce, complaint and deferral rates over the last 7 days, against the thresholds shown below. "
    "Where messages land in a mailbox is promised by nobody and not measured.",
    "migration_facts",
)
MIGRATION_FINISH: Final = Definition(
    "Projected finish",
    "The last day judged plus the stages left at the pace of the last 14 days. The range is that of 8 in 10 of 400 "
    "futures drawn from those days; in back-tests of troubled ramps it held the finish 7 times in 10. It knows nothing "
    "of what is new: a trouble that began yesterday is one day of fourteen.",
    "migration_facts",
)
MIGRATION_CASES: Final = Definition(
    "Cases a week during the ramp",
    "Cases of the account opened since the start, per 7 days; beside it the same number of days before the start.",
    "migration_cases_compared",
)
_REQUESTS: Final = "migration_request_counts"
MIGRATION_IN_SCOPE: Final = Definition(
    "Escalations in scope", "Escalations of the account raised during the migration that the terms cover.", _REQUESTS
)
MIGRATION_STRATEGY: Final = Definition(
    "Strategy, out of scope", "Requests for a deliverability strategy, which the terms exclude.", _REQUESTS
)
MIGRATION_TIER_2: Final = Definition(
    "Tier 2 mediation, out of scope", "Requests for help beyond the standard, form-based mediation.", _REQUESTS
)
MIGRATION_TEMPLATES: Final = Definition(
    "Template work, out of scope", "Requests to create or translate the customer's templates.", _REQUESTS
)
MIGRATION_PROJECTS: Final = Definition(
    "Customer projects, out of scope", "Requests to manage projects that are internal to the customer.", _REQUESTS
)

MEDIATION_OPEN: Final = Definition(
    "Open requests",
    "Requests to mailbox providers not closed at the end of the records, whenever they were opened, tier 2 included.",
    "mediation_now",
)
MEDIATION_READY: Final = Definition(
    "May be sent now",
    "Tier 1, best practices met, form not submitted: the form may be sent.",
    "mediation_now",
)
MEDIATION_REPLIED: Final = Definition(
    "Replied, to be closed", "The provider has replied; the request is to be closed with its outcome.", "mediation_now"
)
MEDIATION_PREPARING: Final = Definition(
    "Best practices not met yet",
    "Must wait: the terms cover mediation only after all recommendations of best practice were followed.",
    "mediation_now",
)
MEDIATION_SUBMITTED: Final = Definition(
    "Waiting for the provider", "The form is submitted and the provider has not replied.", "mediation_now"
)
MEDIATION_OPEN_TIER_2: Final = Definition(
    "Open in tier 2",
    "Tailored help with a mailbox provider, which the terms exclude: not ours to send, whatever is on record.",
    "mediation_now",
)
MEDIATION_REQUESTS: Final = Definition(
    "Requests",
    "Requests to mailbox providers opened in the period: tier 1 by outcome or still open, and tier 2.",
    "mediation_figures",
)
MEDIATION_RESOLVED: Final = Definition(
    "Resolved by the provider",
    "Tier 1, closed as resolved. The share is of the closed ones of tier 1. How providers decide is theirs.",
    "mediation_figures",
)
MEDIATION_DECLINED: Final = Definition("Declined", "Tier 1, declined by the provider.", "mediation_figures")
MEDIATION_NO_REPLY: Final = Definition(
    "No reply", "Tier 1, closed because the provider never replied.", "mediation_figures"
)
MEDIATION_WITHDRAWN: Final = Definition("Withdrawn", "Tier 1, withdrawn before it came to an end.", "mediation_figures")
MEDIATION_NO_OUTCOME: Final = Definition(
    "Closed without an outcome", "Tier 1, closed, and the records do not say how it ended.", "mediation_figures"
)
MEDIATION_STILL_OPEN: Final = Definition(
    "Still open of the period",
    "Tier 1, opened in the period and not closed at the end of the records.",
    "mediation_figures",
)
MEDIATION_TIER_2: Final = Definition(
    "Tier 2: not ours",
    "Requests for tailored help beyond the standard forms, which the terms exclude: in no outcome and no time.",
    "mediation_figures",
)
MEDIATION_PREMATURE: Final = Definition(
    "Form sent too early",
    "The form was submitted before best practices were met, or while they were not known to be: counted with the "
    "others, and flagged.",
    "mediation_figures",
)
MEDIATION_ODD: Final = Definition(
    "Odd records",
    "A reply without a submitted form, closed without an outcome, or an outcome without closing: kept in every count.",
    "mediation_figures",
)
MEDIATION_SUBMIT_MEDIAN: Final = Definition(
    "Median to submit",
    "Half of the submitted forms of tier 1 were sent within this time of opening, in the opening hours of the TAM's "
    "calendar (the account's if the TAM has none). Forms sent too early are included.",
    "mediation_figures",
)
MEDIATION_SUBMIT_NINETIETH: Final = Definition(
    "90th percentile to submit",
    "Nine in ten submitted forms of tier 1 were sent within this time of opening, in opening hours.",
    "mediation_figures",
)
MEDIATION_UNSUBMITTED: Final = Definition(
    "Still to be submitted",
    "Requests of tier 1 of the period that are open and whose form is not submitted; in no median. The longest wait "
    "runs from opening to the end of the records.",
    "mediation_figures",
)
MEDIATION_REPLY_MEDIAN: Final = Definition(
    "Median to reply",
    "Half of the providers' replies came within this time of the form, around the clock.",
    "mediation_figures",
)
MEDIATION_REPLY_NINETIETH: Final = Definition(
    "90th percentile to reply",
    "Nine in ten of the providers' replies came within this time of the form, around the clock.",
    "mediation_figures",
)
MEDIATION_UNREPLIED: Final = Definition(
    "Still without a reply",
    "Submitted forms of tier 1 of the period to which the provider has not replied and which are open; in no median.",
    "mediation_figures",
)

_MONTH: Final = "month_figures"
MONTH_OPENED: Final = Definition(
    "Cases opened in the month", "Cases opened in the month, cut in the reporting time zone.", _MONTH
)
MONTH_ATTAINMENT: Final = Definition(
    "Attainment of first responses",
    "Met / (met + breached) of the first responses of the cases opened in the month. Targets are internal, not "
    "contractual; exempted cases are counted here, and left out of the share beside it.",
    _MONTH,
)
MONTH_TIMES: Final = Definition(
    "First response: median",
    "Half of the answered cases of the month had their first public reply within this time, nine in ten within the "
    "90th percentile, counted in the opening hours of the account's calendar.",
    _MONTH,
)
MONTH_AGREED: Final = Definition(
    "Agreed resolutions of the month",
    "Of the resolved cases among those opened in the month, the share whose resolution the customer agreed to.",
    _MONTH,
)
MONTH_OPEN: Final = Definition(
    "Open at the month's end", "Cases not resolved when the month ended, whenever they were opened.", _MONTH
)
MONTH_ESCALATIONS: Final = Definition(
    "Escalations raised in the month",
    "Escalations raised to the TAMs in the month, and the share acknowledged in time: met / (met + breached).",
    _MONTH,
)
MONTH_LOAD: Final = Definition(
    "TAM load against capacity (points)",
    "Points of the open items held at the month's end by the TAMs with a capacity on record, against the sum of those "
    "capacities. The points of each kind of item are on the page TAM workload.",
    _MONTH,
)
MONTH_MIGRATIONS: Final = Definition(
    "Migrations on track / late / completed",
    "Where the migrations under way stood at the month's end, and how many were completed in the month.",
    _MONTH,
)

ALL: Final = tuple(value for value in vars().copy().values() if isinstance(value, Definition))
