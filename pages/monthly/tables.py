"""The tables of a summary: headings and rows of plain text, made from the answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from pages.components import formats
from pages.components.filters import FIXED_CHOICES
from pages.monthly import cards, drawing, sentences, wording
from pages.monthly.sentences import Frames, Row

MOST_ACCOUNTS: Final = 8
FIGURES: Final = {
    "cases_opened": "Cases opened",
    "first_response_attainment": "First-response attainment",
    "first_response_adjusted": "First-response attainment without exempted cases",
    "median_first_response": "Median first response",
    "p90_first_response": "90th percentile first response",
    "agreed_resolution": "Agreed resolutions",
    "open_at_end": "Open at the month's end",
    "escalations": "Escalations raised",
    "escalation_acknowledgement": "Escalations acknowledged in time",
    "tam_load": "TAM load (points)",
    "tam_capacity": "TAM capacity (points)",
    "tam_load_uncovered": "Load outside any capacity (points)",
    "migrations_on_track": "Migrations on track",
    "migrations_late": "Migrations late",
    "migrations_stalled": "Migrations stalled",
    "migrations_unclear": "Migrations paused or unclear",
    "migrations_completed": "Migrations completed in the month",
}
HEALTH: Final = {"healthy": "Healthy", "watch": "Watch", "stop": "Stop"}


@dataclass(frozen=True, slots=True)
class Table:
    """A table as text. `accounts` are the ids of the rows' accounts, if any; `empty` is said without rows."""

    code: str
    title: str
    about: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str = ""
    accounts: tuple[str, ...] = ()
    is_text: tuple[int, ...] = (0,)  # columns of words, set to the left; the others are figures


def share(value: float | None, n: float | None) -> str:
    """A share, or that it rests on too few."""
    if n is None or formats.is_missing(n) or not n:
        return formats.MISSING
    return formats.share(value) if n >= formats.TOO_FEW else wording.TOO_FEW


def readings(frames: Frames) -> tuple[Row, ...]:
    """The rows of `month_figures` that have a name here, in their order."""
    now = sentences.figures(frames)
    return tuple(now[code] for code in FIGURES if code in now)


def all_figures(rows: Sequence[Row], frames: Frames) -> Table:
    """Every figure against the month before and a year ago."""
    months = cards.months_of(frames)
    before, ago = wording.short_month(months.before), wording.short_month(months.year_ago)
    return Table(
        code="figures",
        title="All figures",
        about="What a share or a time rests on stands behind it.",
        headings=("Figure", wording.short_month(months.this), before, "Change", ago, "Change", "Usual range"),
        rows=tuple(
            (
                FIGURES[row["figure"]],
                cards.with_n(row),
                cards.with_n(row, "previous_value"),
                cards.change(row) or formats.MISSING,
                cards.with_n(row, "year_ago_value"),
                cards.change(row, "year_ago_value") or formats.MISSING,
                formats.MISSING if formats.is_missing(row["lower_limit"]) else sentences.range_of(row),
            )
            for row in rows
        ),
    )


def by_month(frames: Frames) -> Table:
    """The figures of the four charts."""
    cells: dict[pd.Timestamp, dict[str, str]] = {}
    for row in sentences.rows(frames, "month_series"):
        cells.setdefault(row["month"], {})[row["series"]] = series_cell(row)
    return Table(
        code="months",
        title="Month by month",
        about="The figures of the charts; * lies outside its usual range.",
        headings=("Month", *(title for title, _ in drawing.CHARTS.values())),
        rows=tuple(
            (wording.short_month(month), *(found.get(series, formats.MISSING) for series in drawing.CHARTS))
            for month, found in cells.items()
        ),
    )


def series_cell(row: Row) -> str:
    """A point of a chart with what it rests on."""
    if not row["is_known"] or formats.is_missing(row["value"]):
        return formats.MISSING
    mark = " *" if row["is_outside"] is True or row["is_outside"] == 1 else ""
    mark += " so far" if row["is_running"] else ""
    if row["unit"] not in ("share", "seconds"):
        return f"{wording.value(row['value'], row['unit'])}{mark}"
    shown = wording.TOO_FEW if row["is_too_few"] else wording.value(row["value"], row["unit"])
    return f"{shown} of {formats.count(row['n'])}{mark}"


def by_priority(frames: Frames) -> Table:
    """Where a change in attainment comes from, by priority."""
    rows = [row for row in sentences.rows(frames, "month_change") if row["dimension"] == "priority"]
    months = cards.months_of(frames)
    whole = sentences.rows(frames, "month_change")[0]
    is_known = not formats.is_missing(whole["effect"])
    return Table(
        code="change",
        title="Where the change in attainment comes from",
        about="In points: from the changed mix of cases, and from the rates themselves. All rows add up to the whole "
        f"change, each rounded by itself.{one_sided(whole)}",
        headings=(
            "Priority",
            wording.short_month(months.before),
            wording.short_month(months.this),
            "From the mix",
            "From the rates",
            "Together",
        ),
        rows=tuple(
            (
                FIXED_CHOICES["priority"].get(row["code"], str(row["name"])),
                f"{share(row['before_attainment'], row['before_count'])} of {formats.count(row['before_count'])}",
                f"{share(row['after_attainment'], row['after_count'])} of {formats.count(row['after_count'])}",
                *(points(row[column]) for column in ("mix_effect", "rate_effect", "effect")),
            )
            for row in rows
            if is_known
        ),
        empty="There is no change to take apart.",
    )


def one_sided(whole: Row) -> str:
    """How much of the mix rests on cells of one month alone: luck in a few cases may be part of it."""
    if formats.is_missing(whole["one_sided_effect"]):
        return ""
    said = wording.effect(whole["one_sided_effect"])
    return f" Of the mix, {said} come from accounts and priorities that had cases in one of the two months only."


def points(effect: float | None) -> str:
    """A part of the change, in points."""
    return formats.MISSING if effect is None or formats.is_missing(effect) else wording.effect(effect)


def breaches(frames: Frames) -> Table:
    """The accounts with most late first responses."""
    rows = sentences.rows(frames, "month_breaches_by_account")
    more = f" The first {MOST_ACCOUNTS} of {len(rows)}." if len(rows) > MOST_ACCOUNTS else ""
    return Table(
        code="breaches",
        title="Breaches by account",
        about=f"First responses that were late, by account.{more}",
        headings=("Account", "Breached", "Judged", "Attainment", "Of all breaches", "So far", "Of all judged"),
        rows=tuple(
            (
                str(row["account_name"]),
                formats.count(row["breached_count"]),
                formats.count(row["judged_count"]),
                share(row["attainment"], row["judged_count"]),
                formats.share(row["breach_share"]),
                formats.share(row["cumulative_share"]),
                formats.share(row["case_share"]),
            )
            for row in rows[:MOST_ACCOUNTS]
        ),
        empty="No first response was late.",
        accounts=tuple(str(row["account_id"]) for row in rows[:MOST_ACCOUNTS]),
    )


def attention(frames: Frames) -> Table:
    """The accounts that need attention, and why."""
    rows = sentences.rows(frames, "month_attention")
    counted = int(rows[0]["attention_count"]) if rows else 0
    more = f" The first {len(rows)} of {counted} accounts with a reason." if counted > len(rows) else ""
    return Table(
        code="attention",
        title="Accounts that need attention",
        about=f"Every account with a reason to look at it, the most pressing first.{more}",
        headings=("Account", "TAM", "Why", "First responses on target"),
        rows=tuple(
            (
                str(row["account_name"]),
                formats.MISSING if pd.isna(row["tam_name"]) else str(row["tam_name"]),
                why(row),
                f"{share(row['attainment'], row['judged_count'])} of {formats.count(row['judged_count'])}",
            )
            for row in rows
        ),
        empty="No account has a reason to be looked at.",
        accounts=tuple(str(row["account_id"]) for row in rows),
        is_text=(0, 1, 2),
    )


def why(row: Row) -> str:
    """The reasons of an account with their numbers; those about its migration as one."""
    moving = [code for code in row["reasons"] if code in wording.MIGRATION_REASONS]
    said = [
        migrating(row, moving) if code in moving else reason(row, code)
        for code in row["reasons"]
        if code not in moving[1:]
    ]
    return sentences.capital("; ".join(said))


def migrating(row: Row, codes: Sequence[str]) -> str:
    """What is wrong with a migration: `migration MIG-1 stalled, health at stop, 3 planned days behind`."""
    behind = row["days_behind"]
    late = formats.plural(behind, "planned day") if behind and not formats.is_missing(behind) else ""
    said = [wording.MIGRATION_REASONS[code] for code in codes]
    return f"migration {row['migration_id']} {', '.join([*said, *([f'{late} behind'] if late else [])])}"


def reason(row: Row, code: str) -> str:
    """A reason with its numbers."""
    match code:
        case "no_tam":
            return "no TAM at the month's end"
        case "escalations_overdue":
            return (
                formats.plural(row["overdue_count"], "escalation overdue", "escalations overdue") + ", not acknowledged"
            )
        case "escalations_late":
            return formats.plural(row["late_count"], "escalation acknowledged late", "escalations acknowledged late")
        case "below_own_limits":
            limit, mean = formats.share(row["own_lower_limit"]), formats.share(row["own_mean"])
            return f"below its own limit of {limit} (mean {mean})"
        case "breaches_above_share":
            breached = formats.plural(row["breached_count"], "breach", "breaches")
            of_all, of_cases = formats.share(row["breach_share"]), formats.share(row["case_share"])
            return f"{breached}, {of_all} of all in {of_cases} of the cases"
    return code.replace("_", " ")


def hours(frames: Frames) -> tuple[Table, ...]:
    """Calendars whose hours changed in the month or the month before; no table where none did."""
    rows = sentences.rows(frames, "month_hours_changes")
    if not rows:
        return ()
    table = Table(
        code="hours",
        title="Opening hours that changed",
        about="Attainment of the cases of the accounts on these hours, in the month before and in the month.",
        headings=("Hours", "From", "A week before", "A week since", "Accounts", "Month before", "Month"),
        rows=tuple(
            (
                str(row["calendar_name"]),
                wording.day(row["valid_from"]),
                wording.hours(row["before_week_seconds"]),
                wording.hours(row["after_week_seconds"]),
                formats.count(row["account_count"]),
                judged(row, "previous_"),
                judged(row, ""),
            )
            for row in rows
        ),
    )
    return (table,)


def judged(row: Row, start: str) -> str:
    """An attainment and what it rests on."""
    n = row[f"{start}judged_count"]
    return formats.MISSING if formats.is_missing(n) else f"{share(row[f'{start}attainment'], n)} of {formats.count(n)}"


def migrations(frames: Frames) -> Table:
    """Every migration under way in the month."""
    rows = sentences.rows(frames, "month_migrations")
    return Table(
        code="migrations",
        title="Migrations",
        about="Where each stood at the month's end, as far as the records know.",
        headings=("Account", "Standing", "Stage", "Planned days behind", "Traffic moved", "Health", "Done", "Target"),
        rows=tuple(
            (
                str(row["account_name"]),
                wording.STANDINGS.get(row["standing"], str(row["standing"])),
                stage(row),
                formats.count(row["days_behind"]),
                formats.share(row["share"]),
                HEALTH.get(row["health"], formats.MISSING),
                done(row),
                wording.day(row["target_on"]),
            )
            for row in rows
        ),
        empty="No migration was under way.",
        accounts=tuple(str(row["account_id"]) for row in rows),
        is_text=(0, 1, 5),
    )


def stage(row: Row) -> str:
    """`12 of 29`."""
    return f"{formats.count(row['stage'])} of {formats.count(row['stages'])}"


def done(row: Row) -> str:
    """When it was completed, or when it is projected to be."""
    if not pd.isna(row["completed_on"]):
        return wording.day(row["completed_on"])
    return formats.MISSING if pd.isna(row["projected_on"]) else f"{wording.day(row['projected_on'])} projected"


def mediation(frames: Frames) -> Table:
    """What came of requests to mailbox providers."""
    rows = sentences.rows(frames, "month_mediation")
    is_any = any(row[column] for row in rows for column in ("opened_count", "closed_count"))
    months = cards.months_of(frames)
    return Table(
        code="mediation",
        title="Mediation",
        about="Requests to mailbox providers opened in the month, by what became of them, and those closed in it.",
        headings=(
            "Outcome",
            f"Opened in {wording.short_month(months.this)}",
            f"Opened in {wording.short_month(months.before)}",
            f"Closed in {wording.short_month(months.this)}",
        ),
        rows=tuple(
            (
                wording.RESULTS.get(row["result"], str(row["result"])),
                *(formats.count(row[column]) for column in ("opened_count", "previous_opened_count", "closed_count")),
            )
            for row in rows
            if is_any
        ),
        empty="No request to a mailbox provider was opened or closed.",
    )
