"""How customers and agents talk: who does what, in which order, how fast, and about what.

A conversation is a line of steps; each step follows the one before after a time drawn from the step's speed. Times of
agents and customers are counted in the opening hours of the account.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Speed:
    """Business minutes until a step, at 0, 25, 50, 75, 90, 97 and 100 percent of the cases.

    The minutes are those of a normal case; the others are given in percent of them. `is_ours`: the step is an agent's,
    so that their pace and a bad month change it.
    """

    name: str
    minutes: tuple[float, float, float, float, float, float, float]
    urgent: int = 100
    high: int = 100
    low: int = 100
    is_ours: bool = False


SHARES: Final = (0, 25, 50, 75, 90, 97, 100)

SPEEDS: Final = (
    Speed("first answer", (3, 40, 110, 240, 430, 760, 2200), urgent=12, high=53, low=170, is_ours=True),
    Speed("next answer", (4, 45, 120, 260, 460, 800, 2400), urgent=22, high=60, low=160, is_ours=True),
    Speed("work", (20, 160, 560, 1450, 3100, 7200, 24000), urgent=30, high=62, low=150, is_ours=True),
    Speed("look", (10, 60, 180, 420, 900, 1700, 3600), urgent=30, high=60, low=140, is_ours=True),
    Speed("at once", (0.2, 0.4, 0.6, 0.9, 1.2, 1.8, 3)),
    Speed("customer", (6, 80, 260, 640, 1600, 4200, 14000), urgent=40, high=70, low=120),
    Speed("agreement", (4, 60, 380, 1000, 2400, 4800, 12000), urgent=50, high=75, low=120),
    Speed("impatience", (60, 240, 480, 900, 1400, 2400, 4800), urgent=25, high=60, low=150),
    Speed("regret", (120, 700, 1600, 3200, 5200, 8000, 12000)),
    Speed("silence", (2400, 2400, 2880, 3360, 3840, 4800, 4800)),
)

# Minutes after `raised_at` in the TAM's hours; minutes of the night for those on call.
ESCALATION_SPEEDS: Final = (
    Speed("acknowledgement", (2, 15, 38, 76, 116, 220, 900)),
    Speed("escalation", (60, 360, 900, 1750, 2800, 5200, 12000)),
    Speed("on call", (6, 14, 24, 40, 62, 85, 170)),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the kind of event it is, how long it takes to come, and who does it."""

    kind: str
    speed: str
    actor: str


STEPS: Final = {
    "first": Step("agent_reply", "first answer", "agent"),
    "reply": Step("agent_reply", "next answer", "agent"),
    "solution": Step("agent_reply", "work", "agent"),
    "update": Step("agent_reply", "look", "agent"),
    "note": Step("internal_note", "look", "agent"),
    "ask": Step("waiting_on_customer", "at once", "agent"),
    "propose": Step("resolution_proposed", "at once", "agent"),
    "answer": Step("customer_reply", "customer", "customer"),
    "chase": Step("customer_reply", "impatience", "customer"),
    "disagree": Step("customer_reply", "agreement", "customer"),
    "agree": Step("resolution_agreed", "agreement", "customer"),
    "reopen": Step("reopened", "regret", "customer"),
    "resume": Step("work_resumed", "look", "agent"),
    "raise": Step("priority_changed", "at once", "agent"),
    "recategorise": Step("category_changed", "at once", "agent"),
    "handover": Step("assigned", "look", "manager"),
    "escalate": Step("escalated", "impatience", "customer"),
    "give up": Step("closed", "silence", "agent"),
    "dismiss": Step("closed", "look", "agent"),
}

# How many of 1,000 cases go like this.
CONVERSATIONS: Final = (
    (200, "first, propose, agree"),
    (130, "first, solution, propose, agree"),
    (150, "first, ask, answer, reply, propose, agree"),
    (40, "first, ask, answer, solution, propose, agree"),
    (78, "first, note, solution, propose, agree"),
    (50, "first, ask, answer, reply, note, solution, propose, agree"),
    (50, "first, ask, answer, reply, ask, answer, reply, propose, agree"),
    (40, "first, answer, reply, answer, reply, solution, propose, agree"),
    (34, "first, solution, propose, disagree, reply, solution, propose, agree"),
    (24, "first, chase, reply, solution, propose, agree"),
    (12, "first, note, chase, update, chase, update, solution, propose, agree"),
    (40, "first, propose, give up"),  # closed without agreement
    (24, "first, ask, give up"),
    (20, "first, solution, propose, agree, reopen, reply, solution, propose, agree"),
    (8, "first, propose, give up, reopen, reply, propose, agree"),
    (14, "first, raise, note, solution, propose, agree"),
    (12, "first, recategorise, solution, propose, agree"),
    (12, "first, handover, solution, propose, agree"),
    (12, "first, ask, resume, solution, propose, agree"),  # found the cause without the customer
    (22, "first, escalate, update, solution, propose, agree"),
    (12, "first, raise, escalate, note, update, solution, propose, agree"),
    (6, "escalate, first, solution, propose, agree"),
    (7, "dismiss"),  # unanswered: closed as a duplicate or by mistake
    (1, "first, ask"),  # these three never end
    (1, "first, note"),
    (1, "first, chase, update, chase"),
)

# {domain} is the account's, {provider} one of story.MAILBOX_PROVIDERS, {number} a small number.
SUBJECTS: Final = {
    "problem": (
        "DKIM signature fails for mail.{domain} since the key rotation",
        "Sudden rise of 421 deferrals at {provider}",
        "Webhook events arrive twice",
        "Password-reset emails delayed by {number} minutes",
        "Hard bounces classified as soft bounces",
        "IP pool 'transactional-{number}' listed on a blocklist",
        "Open rate at {provider} fell by {number} percent overnight",
        "Suppression list keeps addresses we removed",
        "SMTP connections time out from our data centre",
        "Spam complaints up at {provider} after Tuesday's send",
        "Click tracking links lead to a certificate error",
        "Scheduled campaign went out {number} minutes late",
        "550 5.7.1 rejections at {provider}",
        "Unsubscribe header missing in some messages of {domain}",
        "Event export stops at {number} thousand rows",
        "Inbound relay drops attachments",
    ),
    "configuration": (
        "SPF record for bounces.{domain}: is it complete?",
        "Please add a tracking domain for news.{domain}",
        "Move subaccount {number} to its own IP pool",
        "DMARC policy to p=quarantine for {domain}",
        "Set up a second webhook endpoint",
        "New sending domain mail{number}.{domain} does not verify",
        "Change the TLS requirement for inbound relay",
        "BIMI record and certificate for {domain}",
        "Single sign-on for the dashboard: group mapping",
        "Increase the hourly sending limit for subaccount {number}",
        "Custom return path for transactional mail",
        "Rotate the API keys of {number} subaccounts",
    ),
    "information": (
        "What does bounce classification {number} mean?",
        "How long are message events kept?",
        "Difference between injected and delivered in the report",
        "Which addresses does the feedback loop of {provider} report?",
        "Can suppressions be shared between subaccounts?",
        "Invoice counts {number} thousand messages more than our log",
        "How to read the deferral report for {provider}",
        "Recommended retry settings for time-critical mail",
        "Audit asks where message bodies are stored",
        "List-Unsubscribe-Post: what do you add, what do we?",
    ),
}
INCIDENT_SUBJECTS: Final = (
    "Webhook events delayed by hours",
    "No delivery events since this morning",
    "Event stream of {domain} is {number} thousand messages behind",
    "Automations do not start because delivery events are missing",
    "Are webhooks down? Status page shows degraded event delivery",
)
CALL_SUBJECTS: Final = (
    # scope, share in percent, subject
    ("in_scope", 28, "Delivery to {provider} dropped, needs attention today"),
    ("in_scope", 22, "Answer on an open case is overdue"),
    ("in_scope", 18, "Blocked at {provider}: request a mediation"),
    ("in_scope", 14, "Question on the warm-up plan of {domain}"),
    ("deliverability_strategy", 6, "Wants advice on segments and sending frequency"),
    ("tier_2_mediation", 3, "Asks for a personal contact at {provider}"),
    ("template_work", 4, "Asks for help with the HTML of a template"),
    ("customer_project", 5, "Wants us to manage their domain migration project"),
)
