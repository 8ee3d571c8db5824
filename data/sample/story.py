"""What happens in the sample records, and when: the numbers and dates a visitor may want to read first.

Every date is told relative to the last day, so that `--through` moves the whole story. With the default last day,
2026-10-31, the bad month is June 2026. docs/sample.md tells the same story in words.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

MONTHS: Final = 18
LAST_HOUR_UTC: Final = time(20, 0)  # nothing is recorded after this hour of the last day

# Cases arrive in the account's own day, few at weekends (Monday first), more before the year's end.
WEEKDAY_WEIGHTS: Final = (112, 116, 112, 106, 92, 15, 12)
MONTH_WEIGHTS: Final = (96, 94, 98, 98, 98, 100, 94, 92, 102, 106, 122, 112)  # January first
MONTHLY_GROWTH: Final = 1  # percent more cases than the month before
HOUR_WEIGHTS: Final = (2, 1, 1, 1, 1, 2, 4, 14, 48, 92, 108, 104, 76, 82, 102, 98, 80, 48, 24, 16, 12, 9, 6, 4)
WEEKEND_HOUR_WEIGHTS: Final = (3, 2, 1, 1, 1, 2, 4, 8, 16, 24, 28, 28, 26, 25, 26, 26, 24, 22, 20, 18, 16, 12, 8, 5)

CHANNEL_WEIGHTS: Final = {"dashboard": 58, "email": 42}
PRIORITY_WEIGHTS: Final = {"urgent": 7, "high": 23, "normal": 53, "low": 17}
PRIORITY_WEIGHTS_IN_INCIDENT: Final = {"urgent": 22, "high": 46, "normal": 28, "low": 4}
TOPIC_WEIGHTS: Final = {"problem": 46, "configuration": 33, "information": 21}

UNCATEGORISED_PERCENT: Final = 9  # of cases when they are opened; two in three get their category later
UNASSIGNED_PERCENT: Final = 14  # of cases when they are opened; nearly all get an agent before their first answer
INCIDENT_SHARE_PERCENT: Final = 70  # of the cases opened while the incident lasts are about it

# The incident: webhook events arrive hours late for everybody. It falls into the bad month.
INCIDENT_DAYS: Final = {8: 260, 9: 420, 10: 210, 11: 150}  # day of the month -> arrivals in percent of the usual
# In the bad month agents.away are away, and those who are there need this much more time (in percent).
BAD_MONTH_PACE: Final = 250

SLA_TARGETS: Final = (
    # metric, account, priority, category, from the start or from `targets_changed_on`, minutes, clock
    ("first_response", None, "urgent", None, "start", 60, "business"),
    ("first_response", None, "high", None, "start", 240, "business"),
    ("first_response", None, "normal", None, "start", 600, "business"),
    ("first_response", None, "normal", None, "change", 480, "business"),
    ("first_response", None, "low", "problem", "start", 960, "business"),
    ("first_response", None, "low", "configuration", "start", 960, "business"),
    ("first_response", "Brightmere Savings", None, None, "start", 240, "business"),
    ("first_response", "Brightmere Savings", "urgent", None, "start", 60, "business"),
    ("first_response", "Silverlake Streaming", "urgent", None, "start", 90, "elapsed"),
    ("first_response", "Silverlake Streaming", "high", None, "start", 360, "elapsed"),
    ("next_response", None, "urgent", None, "start", 120, "business"),
    ("next_response", None, "high", None, "start", 300, "business"),
    ("next_response", None, "normal", None, "start", 540, "business"),
    ("periodic_update", None, "urgent", None, "start", 480, "business"),
    ("periodic_update", None, "high", None, "start", 1200, "business"),
    ("periodic_update", None, "normal", None, "start", 2400, "business"),
    ("resolution", None, "urgent", None, "start", 1440, "business"),
    ("resolution", None, "high", None, "start", 2400, "business"),
    ("resolution", None, "normal", None, "start", 3600, "business"),
    ("resolution", None, "low", "problem", "start", 7200, "business"),
    ("escalation_acknowledgement", None, None, None, "start", 120, "business"),
    ("escalation_resolution", None, None, None, "start", 2400, "business"),
)

EXEMPTION_REASONS: Final = (
    "Delayed by the platform incident, communicated on the status page",
    "The customer's DNS host was down and no change could be checked",
    "The customer asked us to wait for their change freeze to end",
    "Opened twice; the answer was given in the other case",
    "The account's calendar was wrong when the case was opened",
)

# Shares of the traffic and of the mediation requests, in percent; names as in the providers' public contact routes.
MAILBOX_PROVIDERS: Final = {
    "Gmail": 38,
    "Microsoft consumer (Outlook/Hotmail/Live/MSN)": 27,
    "Yahoo / AOL": 14,
    "Apple iCloud": 8,
    "GMX / WEB.DE / mail.com / IONOS (United Internet)": 5,
    "Orange": 4,
    "Comcast/Xfinity": 4,
}


@dataclass(frozen=True, slots=True)
class Dates:
    """The days of the story, all following from the last one."""

    through: date

    @property
    def starts_on(self) -> date:
        """The first day with cases: the first of a month."""
        return self.month(MONTHS - 1)

    @property
    def cutoff(self) -> datetime:
        """The instant after which nothing is recorded, with its offset."""
        return datetime.combine(self.through, LAST_HOUR_UTC, ZoneInfo("UTC"))

    @property
    def bad_month(self) -> date:
        """The first day of the month in which agents were away and the incident happened."""
        return self.month(4)

    @property
    def widened_on(self) -> date:
        """The day from which Paris is open 08:00 to 19:00: the answer to the bad month."""
        return self.month(3)

    @property
    def targets_changed_on(self) -> date:
        """The day from which a normal case is to be answered in 8 business hours instead of 10."""
        return self.month(9)

    @property
    def tam_left_on(self) -> date:
        """The day from which the story's gap account has no TAM."""
        return self.through - timedelta(days=82)

    @property
    def tam_found_on(self) -> date:
        """The day on which it has one again."""
        return self.tam_left_on + timedelta(days=21)

    @property
    def handover_on(self) -> date:
        """The day on which one Paris TAM took over three accounts from the other."""
        return self.month(7) + timedelta(days=14)

    def month(self, before: int) -> date:
        """The first day of the month that many months before the last day's."""
        months = self.through.year * 12 + self.through.month - 1 - before
        return date(months // 12, months % 12 + 1, 1)

    def last(self, weekday: int, *, weeks: int = 0) -> date:
        """The latest such weekday (Monday is 0) before the last day, that many weeks earlier."""
        days = (self.through.weekday() - weekday - 1) % 7 + 1
        return self.through - timedelta(days=days + 7 * weeks)


GAP_ACCOUNT: Final = "Harrow & Pine Furniture"
ON_CALL_ACCOUNT: Final = "Silverlake Streaming"
HANDED_OVER: Final = ("Nordvik Cycles", "Velluto Moda", "Lumio Photo")

# SparkPost/Bird manual and automated stages (29), Braze moderate (21), SendGrid manual (17): messages per address and
# day. Sources: github.com/SparkPost/support-docs ip-warm-up-overview.md and automated-ip-warmup.md,
# github.com/braze-inc/braze-docs ip_warming.md, github.com/sendgrid/docs warming-up-an-ip-address.md.
RAMPS: Final = {
    "sparkpost": (
        200, 500, 1000, 2000, 5000, 10000, 20000, 40000, 50000, 75000, 100000, 150000, 200000, 250000, 325000, 400000,
        500000, 600000, 750000, 1000000, 1250000, 1750000, 2000000, 3000000, 4250000, 5000000, 6000000, 7500000,
        10000000,
    ),
    "braze": (
        50, 100, 500, 1000, 2000, 4000, 8000, 16000, 25000, 35000, 50000, 75000, 100000, 150000, 200000, 275000,
        375000, 500000, 650000, 825000, 1000000,
    ),
    "sendgrid": (
        50, 100, 500, 1000, 5000, 10000, 20000, 40000, 70000, 100000, 150000, 250000, 400000, 600000, 1000000,
        2000000, 4000000,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Migration:
    """One move to the premium service.

    `started` is in days before the last day (negative: still to come). `held` are days of the warm-up (0 = first) on
    which less than 90 % was delivered, so that the next day stays on the same stage; `paused_from` is the day of the
    warm-up from which nothing is sent over the new route. Rates are per 10,000 messages sent; `by_provider` adds
    traffic per mailbox provider.
    """

    account: str
    ramp: str
    addresses: int
    target_daily_volume: int
    started: int
    status: str
    held: tuple[tuple[int, int], ...] = ()
    paused_from: int | None = None
    bounced: int = 60
    complained: int = 4
    by_provider: bool = False


MIGRATIONS: Final = (
    Migration("Larkfield Outdoor", "sparkpost", 4, 2_400_000, 420, "completed", by_provider=True),
    Migration("Nordvik Cycles", "braze", 2, 900_000, 372, "completed"),
    Migration("Stonebridge Mutual", "sendgrid", 1, 600_000, 340, "completed"),
    # Completed fifteen days late: it was held on a stage twice.
    Migration("Tidewater Tickets", "sparkpost", 2, 1_200_000, 290, "completed", held=((8, 16), (19, 26)), bounced=110),
    Migration("Ferncastle Hotels", "braze", 1, 400_000, 262, "completed"),
    Migration("Rivulet Payments", "sendgrid", 2, 1_500_000, 231, "completed", by_provider=True),
    Migration("Oriflux Software", "sparkpost", 1, 500_000, 203, "completed"),
    Migration("Drumlin Insurance", "braze", 1, 300_000, 166, "completed", held=((9, 10),)),
    Migration("Vantorre Logistics", "sparkpost", 2, 800_000, 120, "completed"),
    Migration("Gladewing Toys", "sendgrid", 1, 250_000, 150, "cancelled", paused_from=9, bounced=420, complained=21),
    # Stalled: no new stage since the 13th day, three weeks ago; deferrals at one provider.
    Migration("Tessellate Games", "sparkpost", 3, 1_800_000, 34, "warming", held=((12, 60),), by_provider=True),
    Migration("Corvane Airways", "sparkpost", 4, 3_000_000, 14, "warming", by_provider=True),
    Migration("Bluefinch Dating", "braze", 2, 1_000_000, 15, "warming", held=((10, 12),), bounced=330, complained=13),
    Migration("Passerelle Jobs", "sendgrid", 1, 500_000, 11, "warming"),
    # Bounces over 10 %: a bought list; to be stopped.
    Migration("Pelican Bay Fitness", "sparkpost", 1, 300_000, 12, "warming", held=((7, 30),), bounced=1120),
    Migration("Kestrelway Parcels", "sparkpost", 2, 700_000, 9, "warming"),
    Migration("Northgate Telecom", "braze", 4, 2_800_000, 19, "warming", held=((11, 12),), by_provider=True),
    # Paused on its 13th day until the customer has cleaned its lists.
    Migration("Sablewood Cosmetics", "braze", 1, 350_000, 38, "paused", paused_from=12, bounced=510, complained=24),
    Migration("Altaverde Foods", "sparkpost", 1, 450_000, -9, "planned"),
    Migration("Hollowell Sports", "sendgrid", 2, 900_000, -23, "planned"),
)


@dataclass(frozen=True, slots=True)
class Request:
    """One mediation of the story, told in days before the last day. None: has not happened."""

    mediation_id: str
    account: str
    provider: str
    tier: int
    opened: int
    best_practices_met: int | None
    form_submitted: int | None
    provider_replied: int | None
    closed: int | None
    outcome: str | None
    escalation_id: str | None = None


REQUESTS: Final = (
    # The form went out almost two weeks before the customer had followed the best practices, and was declined.
    Request("MED-S1", "Bluefinch Dating", "Gmail", 1, 61, 44, 56, 49, 47, "declined"),
    # Tier 2, which the terms exclude: asked for, recorded, withdrawn.
    Request("MED-S2", "Passerelle Jobs", "Orange", 2, 40, None, None, None, 33, "withdrawn", "ESC-S3"),
    # Waits for the provider; waits for the customer.
    Request("MED-S3", "Tessellate Games", "Microsoft consumer (Outlook/Hotmail/Live/MSN)", 1, 16, 14, 12, None, None,
            None, "ESC-S6"),
    Request("MED-S4", "Pelican Bay Fitness", "Yahoo / AOL", 1, 6, None, None, None, None, None),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Call:
    """One escalation of the story without a case; days before the last day and local times, None: not yet."""

    escalation_id: str
    account: str
    category: str
    channel: str
    scope: str
    raised: tuple[int, str]
    acknowledged: tuple[int, str] | None
    resolved: tuple[int, str] | None
    subject: str


CALLS: Final = (
    Call("ESC-S1", "Velluto Moda", "information", "email", "deliverability_strategy", (68, "10:12"), (68, "10:55"),
         (66, "15:30"), "Asks for a sending strategy for the autumn collection"),
    Call("ESC-S2", "Oakhaven Learning", "configuration", "email", "template_work", (52, "11:20"), (52, "12:05"),
         (51, "14:10"), "Asks us to rebuild the newsletter template"),
    Call("ESC-S3", "Passerelle Jobs", "problem", "phone", "tier_2_mediation", (40, "09:40"), (40, "10:30"),
         (33, "16:00"), "Wants a personal contact at Orange instead of the form"),
    Call("ESC-S4", "Ambervale Travel", "configuration", "phone", "customer_project", (30, "14:15"), (30, "15:50"),
         (26, "11:00"), "Wants us to plan their move to a new CRM"),
    Call("ESC-S5", "Corvane Airways", "problem", "phone", "in_scope", (1, "16:40"), None, None,
         "Booking confirmations delayed during warm-up"),
    Call("ESC-S6", "Tessellate Games", "problem", "email", "in_scope", (17, "11:05"), (17, "11:40"), None,
         "Warm-up stuck: deferrals at Microsoft consumer mailboxes"),
    Call("ESC-S7", "Brightmere Savings", "problem", "phone", "in_scope", (2, "09:20"), (2, "14:50"), None,
         "One-time passwords reach customers too late"),
    Call("ESC-S8", "Pelican Bay Fitness", "problem", "phone", "in_scope", (5, "10:20"), (5, "10:45"), None,
         "Every ninth message bounces since the import of an old list"),
    Call("ESC-S9", "Sablewood Cosmetics", "configuration", "email", "in_scope", (8, "15:10"), (8, "16:20"), None,
         "When may the paused warm-up go on?"),
)  # fmt: skip


def on_weekday(day: date) -> date:
    """That day, or the Friday before it: people write at weekends, the story's calls come on working days."""
    return day - timedelta(days=max(0, day.weekday() - 4))
