"""The cases that are told rather than drawn: each shows one rule of the clocks, or one state at the end.

Times are wall-clock times of the account's calendar.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from data.sample.story import ON_CALL_ACCOUNT, Dates

Moment = tuple[date, str]
FRIDAY: Final = 4
MONDAY: Final = 0


@dataclass(frozen=True, slots=True)
class ToldCase:
    """One case with all its events: (when, kind) or (when, kind, value). `shows` is the sentence for the docs."""

    case_id: str
    account: str
    channel: str
    opened: Moment
    priority: str
    category: str | None
    agent_id: str | None
    subject: str
    shows: str
    events: tuple[tuple[Moment, str] | tuple[Moment, str, str], ...] = ()


def told_cases(dates: Dates) -> tuple[ToldCase, ...]:
    """All told cases, for that last day."""
    return _rules(dates) + _open_at_the_end(dates)


def _rules(dates: Dates) -> tuple[ToldCase, ...]:
    monday = dates.last(MONDAY, weeks=5)
    tuesday, wednesday, thursday, friday = (monday + timedelta(days=days) for days in (1, 2, 3, 4))
    next_monday = monday + timedelta(days=7)
    before_wider = dates.widened_on - timedelta(days=1)
    while before_wider.weekday() > FRIDAY:
        before_wider -= timedelta(days=1)
    wider = dates.widened_on
    while wider.weekday() > FRIDAY:
        wider += timedelta(days=1)
    christmas_eve = date(dates.starts_on.year, 12, 24)
    after_holidays = christmas_eve + timedelta(days=5)
    while after_holidays.weekday() > FRIDAY:
        after_holidays += timedelta(days=1)
    return (
        ToldCase(
            "S-01", "Mapleroot Grocers", "email", (monday, "20:14"), "high", "problem", "A-01",
            "Order confirmations bounce at one company domain",
            "Answered outside hours: the first response took 0 business seconds.",
            (((monday, "20:41"), "agent_reply"), ((tuesday, "10:05"), "resolution_proposed"),
             ((tuesday, "11:30"), "resolution_agreed")),
        ),
        ToldCase(
            "S-02", "Quillstone Books", "dashboard", (tuesday, "10:00"), "urgent", "problem", "A-11",
            "Checkout receipts not sent",
            "Answered after exactly 60 business minutes: on target is met.",
            (((tuesday, "11:00"), "agent_reply"), ((tuesday, "14:20"), "agent_reply"),
             ((tuesday, "14:21"), "resolution_proposed"), ((tuesday, "15:02"), "resolution_agreed")),
        ),
        ToldCase(
            "S-03", "Corvane Airways", "email", (friday, "18:20"), "high", "configuration", "A-17",
            "Second tracking domain for check-in reminders",
            "Asked on Friday at 18:20, answered on Monday at 09:10: 1 h 50 min of business time, 62 h 50 min elapsed.",
            (((next_monday, "09:10"), "agent_reply"), ((next_monday, "09:11"), "resolution_proposed"),
             ((next_monday, "16:45"), "resolution_agreed")),
        ),
        ToldCase(
            "S-04", "Tidewater Tickets", "dashboard", (monday, "09:30"), "normal", "problem", "A-02",
            "Presale campaign stuck in the queue",
            "Agreed, then reopened: the resolution clock goes on, without the days in which it counted as resolved.",
            (((monday, "10:12"), "agent_reply"), ((monday, "15:00"), "agent_reply"),
             ((monday, "15:01"), "resolution_proposed"), ((monday, "16:20"), "resolution_agreed"),
             ((wednesday, "11:00"), "reopened"), ((wednesday, "11:40"), "agent_reply"),
             ((thursday, "10:00"), "resolution_proposed"), ((thursday, "13:30"), "resolution_agreed")),
        ),
        ToldCase(
            "S-05", "Ferncastle Hotels", "email", (tuesday, "09:15"), "normal", "information", "A-12",
            "Which events count as engagement?",
            "Closed without agreement; the customer agreed a day later, so the resolution counts as agreed.",
            (((tuesday, "10:40"), "agent_reply"), ((tuesday, "10:41"), "resolution_proposed"),
             ((wednesday, "16:10"), "closed"), ((thursday, "09:05"), "resolution_agreed")),
        ),
        ToldCase(
            "S-06", "Ambervale Travel", "dashboard", (monday, "11:00"), "high", "configuration", "A-16",
            "DKIM key for a new brand",
            "Waited on the customer for two days: the resolution clock paused, elapsed time did not.",
            (((monday, "11:50"), "agent_reply"), ((monday, "11:51"), "waiting_on_customer"),
             ((wednesday, "14:30"), "customer_reply"), ((wednesday, "15:10"), "agent_reply"),
             ((wednesday, "15:11"), "resolution_proposed"), ((thursday, "09:00"), "resolution_agreed")),
        ),
        ToldCase(
            "S-07", "Barrowdene Rail", "email", (wednesday, "13:00"), "low", "problem", "A-13",
            "Test, please ignore",
            "Closed without any answer before its target: unanswered, neither met nor breached.",
            (((wednesday, "13:25"), "closed"),),
        ),
        ToldCase(
            "S-08", "Northgate Telecom", "dashboard", (monday, "09:05"), "normal", "problem", "A-03",
            "SMS fallback sends emails twice",
            "Its priority was raised before the first answer: 75 minutes are judged by the urgent target.",
            (((monday, "09:50"), "priority_changed", "urgent"), ((monday, "10:20"), "agent_reply"),
             ((monday, "16:00"), "agent_reply"), ((monday, "16:01"), "resolution_proposed"),
             ((tuesday, "09:40"), "resolution_agreed")),
        ),
        ToldCase(
            "S-09", "Velluto Moda", "email", (before_wider, "18:30"), "high", "problem", "A-18",
            "Images missing in the summer newsletter",
            "Asked at 18:30 on the last day of the old Paris hours, answered at 08:20: 20 business minutes.",
            (((wider, "08:20"), "agent_reply"), ((wider, "08:21"), "resolution_proposed"),
             ((wider, "10:15"), "resolution_agreed")),
        ),
        ToldCase(
            "S-10", "Velluto Moda", "email", (wider, "18:30"), "high", "problem", "A-18",
            "Images missing in the summer newsletter, second part",
            "Asked at 18:30 a day later, under the wider hours, and answered at 18:50: again 20 business minutes.",
            (((wider, "18:50"), "agent_reply"), ((wider, "18:51"), "resolution_proposed"),
             ((wider + timedelta(days=1), "08:30"), "resolution_agreed")),
        ),
        ToldCase(
            "S-11", "Wexcombe Garden", "dashboard", (christmas_eve, "11:30"), "high", "problem", "A-15",
            "Gift voucher emails delayed",
            "Opened at 11:30 on a half day, answered after the holidays: 60 business minutes before them, 30 after.",
            (((after_holidays, "09:00"), "agent_reply"), ((after_holidays, "09:01"), "resolution_proposed"),
             ((after_holidays, "11:25"), "resolution_agreed")),
        ),
        ToldCase(
            "S-12", "Bergamot Kitchens", "email", (tuesday, "16:00"), "high", None, None,
            "Who changed our sending domain?",
            "Came in without category and agent; got both before its answer.",
            (((tuesday, "16:20"), "assigned", "A-16"), ((tuesday, "16:22"), "category_changed", "configuration"),
             ((tuesday, "17:05"), "agent_reply"), ((wednesday, "09:30"), "work_resumed"),
             ((wednesday, "11:00"), "agent_reply"), ((wednesday, "11:01"), "resolution_proposed"),
             ((wednesday, "16:00"), "resolution_agreed")),
        ),
    )  # fmt: skip


def _open_at_the_end(dates: Dates) -> tuple[ToldCase, ...]:
    through, friday = dates.through, dates.last(FRIDAY)
    thursday, tuesday = friday - timedelta(days=1), friday - timedelta(days=3)
    return (
        ToldCase(
            "S-21", ON_CALL_ACCOUNT, "email", (through, "17:10"), "urgent", "problem", None,
            "Live event invitations are not going out",
            "Breached: urgent, around the clock, due 90 minutes after it came in, and nobody has answered.",
        ),
        ToldCase(
            "S-22", ON_CALL_ACCOUNT, "dashboard", (through, "18:45"), "urgent", "problem", "A-13",
            "Login codes delayed by 20 minutes",
            "Due within the hour.",
        ),
        ToldCase(
            "S-23", ON_CALL_ACCOUNT, "dashboard", (through, "16:20"), "high", "problem", "A-11",
            "Playlist digests sent in the wrong language",
            "Due later today: high, around the clock, six hours.",
        ),
        ToldCase(
            "S-24", "Skylarke Radio", "email", (friday, "09:15"), "normal", "configuration", "A-12",
            "Add a subaccount for podcasts",
            "45 business minutes left when Friday closed: due in the first hour of the next working day.",
        ),
        ToldCase(
            "S-25", "Oriflux Software", "dashboard", (friday, "16:30"), "low", "problem", "A-17",
            "Typo in the bounce webhook documentation",
            "Due later.",
        ),
        ToldCase(
            "S-26", "Cinderfield Coffee", "email", (friday, "14:00"), "low", "information", "A-01",
            "Can we see opens per mailbox provider?",
            "No target for low priority questions.",
        ),
        ToldCase(
            "S-27", "Pinyon Health", "dashboard", (thursday, "10:00"), "high", "configuration", "A-08",
            "Return path for appointment reminders",
            "Waits on the customer: its clock is paused and has no due time.",
            (((thursday, "11:10"), "agent_reply"), ((thursday, "11:11"), "waiting_on_customer")),
        ),
        ToldCase(
            "S-28", "Stonebridge Mutual", "email", (tuesday, "10:20"), "urgent", "problem", "A-05",
            "Policy documents rejected as too large",
            "Overdue for an update: answered on Tuesday, silent since.",
            (((tuesday, "10:50"), "agent_reply"), ((tuesday, "15:30"), "internal_note")),
        ),
        ToldCase(
            "S-29", "Goldenrod Farms", "email", (friday, "11:40"), "normal", "information", "A-07",
            "Does the archive keep attachments?",
            "A solution is proposed; the customer has not agreed yet.",
            (((friday, "13:05"), "agent_reply"), ((friday, "13:06"), "resolution_proposed")),
        ),
        ToldCase(
            "S-30", "Thornbury Wines", "dashboard", (through, "19:52"), "normal", "problem", None,
            "Tasting reminder went to unsubscribed guests",
            "The last thing that was recorded: as of this minute.",
        ),
    )  # fmt: skip
