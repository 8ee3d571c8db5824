"""How the Case page says things: exact durations, targets, verdicts, states, and the sum of a receipt."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

import pandas as pd

from pages.components import formats
from pages.components.formats import NBSP

CLOCKS: Final = {
    "first_response": "First response",
    "resolution": "Resolution",
    "next_response": "Next response",
    "periodic_update": "Periodic update",
    "escalation_acknowledgement": "Escalation acknowledgement",
    "escalation_resolution": "Escalation resolution",
}
STATES: Final = {
    "open": "Open",
    "waiting_on_customer": "Waiting on customer",
    "resolution_proposed": "Resolution proposed",
    "resolved": "Resolved",
}
KINDS: Final = {
    "case_opened": "Case opened",
    "agent_reply": "Agent reply",
    "auto_reply": "Automatic reply",
    "internal_note": "Internal note",
    "customer_reply": "Customer reply",
    "waiting_on_customer": "Waiting on customer",
    "work_resumed": "Work resumed",
    "resolution_proposed": "Resolution proposed",
    "resolution_agreed": "Resolution agreed",
    "closed": "Closed",
    "reopened": "Reopened",
    "escalated": "Escalated",
    "assigned": "Assigned",
    "priority_changed": "Priority changed",
    "category_changed": "Category changed",
    "escalation_raised": "Escalation raised",
    "escalation_acknowledged": "Escalation acknowledged",
    "escalation_resolved": "Escalation resolved",
}
MOST_TERMS: Final = 6  # a sum of more stretches is shortened to the first FIRST_TERMS
FIRST_TERMS: Final = 3


def each(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a frame, a column an attribute."""
    yield from frame.itertuples(index=False)


def is_given(value: Any) -> bool:
    """Whether a cell of a frame holds anything."""
    return value is not None and not pd.isna(value)


def sentence_case(code: str) -> str:
    """`waiting_on_customer` as `Waiting on customer`."""
    return code.replace("_", " ").capitalize()


def running(title: str) -> str:
    """A title inside a sentence: its first letter small, ids as they are."""
    return f"{title[:1].lower()}{title[1:]}"


def exact(seconds: int) -> str:
    """A duration to the second, so that sums can be checked: `3 h 12 min`, `1 h 0 min 5 s`, `0 s`."""
    hours, rest = divmod(abs(int(seconds)), 3600)
    minutes, whole = divmod(rest, 60)
    parts = [(hours, "h"), (minutes, "min"), (whole, "s")]
    while len(parts) > 1 and parts[0][0] == 0:
        parts.pop(0)
    while len(parts) > 1 and parts[-1][0] == 0:
        parts.pop()
    return ("-" if seconds < 0 else "") + " ".join(f"{number:,}{NBSP}{unit}" for number, unit in parts)


def target(seconds: float | None, clock: str | None) -> str:
    """`8 business hours`, `90 business minutes`, `6 hours around the clock`, `no target`."""
    if not is_given(seconds):
        return "no target"
    whole = round(float(seconds or 0))
    number, unit = (whole / 3600, "hour") if whole % 3600 == 0 else (whole / 60, "minute")
    amount = f"{number:,.10g}".rstrip(".")
    noun = unit if number == 1 else f"{unit}s"
    return f"{amount} {noun} around the clock" if clock == "elapsed" else f"{amount} business {noun}"


def clock_title(row: pd.Series, of_its_kind: int) -> str:
    """`First response`, `Next response 2 of 3`, `Resolution of E-7`."""
    title = CLOCKS[row["clock"]]
    if is_given(row["escalation_id"]):
        return f"{title.removeprefix('Escalation ').capitalize()} of {row['escalation_id']}"
    return f"{title} {row['instance']} of {of_its_kind}" if of_its_kind > 1 else title


def verdict(row: pd.Series) -> str:
    """The verdict of a clock with what makes it so: `Breached by 1 h 5 min`, `Pending, paused: 3 h left`."""
    kind = "" if row["target_clock"] == "elapsed" else " business time"
    left = int(row["left_seconds"]) if is_given(row["left_seconds"]) else 0
    match row["verdict"] if is_given(row["verdict"]) else None:
        case "met":
            return f"Met with {exact(left)}{kind} to spare" if left else "Met, exactly on target"
        case "breached":
            running = "" if is_given(row["stopped_at"]) else ", still running"
            return f"Breached by {exact(-left)}{kind}{running}"
        case "pending":
            return f"Pending{', paused' if row['is_paused'] else ''}: {exact(left)}{kind} left"
        case "unanswered":
            return f"Unanswered: ended with {exact(left)}{kind} left"
    return "No target"


def verdict_word(row: pd.Series) -> str:
    """The verdict in a word or two, for a narrow column."""
    if not is_given(row["verdict"]):
        return "No target"
    return f"{sentence_case(row['verdict'])}{', paused' if row['is_paused'] else ''}"


def no_target_reason(row: pd.Series, account_name: str) -> str:
    """Why a clock has no target: which values no row of sla_targets matches."""
    values = [f"account {account_name}"]
    if not row["clock"].startswith("escalation"):
        values.append(f"priority {row['priority']}" if is_given(row["priority"]) else "no priority")
    values.append(f"category {row['category']}" if is_given(row["category"]) else "no category")
    metric = CLOCKS[row["clock"]].lower()
    return (
        f"No target, so no verdict: no row of sla_targets for {metric} matches {', '.join(values)} "
        f"on {formats.day(row['started_local'])}."
    )


def moment(value: datetime, year: int | None = None) -> str:
    """`Mon 9 Mar 15:20`; with the year where it is not `year`, with seconds where there are any."""
    years = "" if year == value.year else f" {value.year}"
    return f"{value:%a} {value.day} {value:%b}{years} {clock_time(value)}"


def clock_time(value: datetime) -> str:
    """`15:20`, or `15:20:05`."""
    return f"{value:%H:%M:%S}" if value.second else f"{value:%H:%M}"


def stretch(row: Any, year: int | None) -> str:
    """`Mon 9 Mar 15:20 to 17:00`; how long it was where a clock change makes that differ from what one reads."""
    start, end = row.from_local, row.to_local
    ends = clock_time(end) if start.date() == end.date() and start <= end else moment(end, year)
    changed = int((end - start).total_seconds()) != int(row.counted_seconds)
    return f"{moment(start, year)} to {ends}" + (f" ({exact(row.counted_seconds)}, clock change)" if changed else "")


def written_sum(stretches: pd.DataFrame) -> str:
    """The receipt as a sum: `3 h 12 min = Mon 9 Mar 15:20 to 17:00 + Tue 10 Mar 09:00 to 10:32`.

    Takes from_local, to_local and counted_seconds. More than MOST_TERMS stretches are shortened with their count.
    """
    total = exact(int(stretches["counted_seconds"].sum()))
    if stretches.empty:
        return f"{total}: no stretch of it was counted"
    years = {value.year for value in [*stretches["from_local"], *stretches["to_local"]]}
    year = next(iter(years)) if len(years) == 1 else None
    shown = stretches if len(stretches) <= MOST_TERMS else stretches.head(FIRST_TERMS)
    terms = [stretch(row, year) for row in each(shown)]
    more = len(stretches) - len(shown)
    written = f"{total} = {' + '.join(terms)}{f' ... and {more:,} more' if more else ''}"
    return f"{written} ({year})" if year else written


def listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else list(words))
