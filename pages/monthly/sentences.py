"""Five sentences about a month, each computed from the answers; the words are ours, the numbers are theirs."""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import pandas as pd

from pages.components import formats
from pages.monthly import wording

Frames = Mapping[str, pd.DataFrame]
Row = Mapping[Any, Any]

CHARTED: Final = {
    "first_response_attainment": "first-response attainment",
    "median_first_response": "the median first response",
    "agreed_resolution": "the share of agreed resolutions",
    "open_at_end": "the number of cases open at its end",
}

ALSO: Final = {  # said where they lie outside
    "cases_opened": "the number of cases opened",
    "escalations": "the number of escalations",
}
NAMES: Final = CHARTED | ALSO


def written(frames: Frames) -> tuple[str, ...]:
    """What moved; whether that is usual; where it comes from; what changed hours did; whose breaches they are."""
    facts = rows(frames, "month_facts")[0]
    if not facts["case_count"]:
        return (nothing_opened(facts), unmoved(frames), made_of(frames), hours_changed(frames), breaches(frames))
    return (moved(frames), usual(frames), made_of(frames), hours_changed(frames), breaches(frames))


def rows(frames: Frames, question: str) -> Sequence[Row]:
    """The rows of an answer."""
    return frames[question].to_dict("records")


def figures(frames: Frames) -> dict[str, Row]:
    """The rows of `month_figures` by figure."""
    return {str(row["figure"]): row for row in rows(frames, "month_figures")}


def named(facts: Row) -> str:
    """The month's name."""
    return wording.month(facts["month"])


def named_before(facts: Row) -> str:
    """The month before, with its year where that is another one."""
    before = facts["previous_month"]
    return f"{before:%B}" if before.year == facts["month"].year else wording.month(before)


def last_day(facts: Row) -> date:
    """The local day on which the records end."""
    return pd.Timestamp(facts["as_of"]).tz_convert(str(facts["reporting_time_zone"])).date()


def said(row: Row, column: str = "value") -> str:
    """A figure's value in its unit."""
    return wording.value(row[column], row["unit"])


def nothing_opened(facts: Row) -> str:
    """The sentence of a month without a case."""
    if not facts["is_known"]:
        return f"The records hold nothing of {named(facts)}."
    so_far = " so far" if facts["is_running"] else ""
    return f"No case was opened in {named(facts)}{so_far}, so there is no response to judge."


def unmoved(frames: Frames) -> str:
    """What is still open when nothing came in."""
    row = figures(frames)["open_at_end"]
    if formats.is_missing(row["value"]):
        return "What was open at its end is not known."
    if rows(frames, "month_facts")[0]["is_running"]:
        return f"As the records end {formats.plural(row['value'], 'case is', 'cases are')} open."
    return f"At its end {formats.plural(row['value'], 'case was', 'cases were')} open."


def moved(frames: Frames) -> str:
    """What moved and by how much."""
    facts, now = rows(frames, "month_facts")[0], figures(frames)
    share, middle, opened = now["first_response_attainment"], now["median_first_response"], now["cases_opened"]
    stands = f"{formats.plural(opened['value'], 'case was', 'cases were')} opened"
    if not share["n"]:
        judged = "none of their first responses has a verdict"
    elif share["is_too_few"]:
        judged = f"first responses of {formats.plural(share['n'], 'case')} were judged, too few for a share"
    else:
        judged = f"first-response attainment was {said(share)} of {formats.count(share['n'])} judged"
    if facts["is_running"]:
        return (
            f"{named(facts)} is still running and is not compared with complete months: up to "
            f"{formats.day(last_day(facts))} {stands}, and {judged}."
        )
    if not facts["previous_is_known"]:
        return f"{named(facts)} is the first month of the records: {stands}, and {judged}."
    before = named_before(facts)
    effect = rows(frames, "month_change")[0]["effect"]
    if formats.is_missing(effect) or is_few(share):
        start = f"In {named(facts)} {judged}; in {before} {said_before(share)}"
    elif wording.effect(effect) == "+0.0":
        start = f"First-response attainment stayed at {said(share)} in {named(facts)}, as in {before}"
    else:
        verb = "rose" if effect > 0 else "fell"
        start = (
            f"First-response attainment {verb} by {wording.effect(effect).lstrip('+-')} points, from "
            f"{said(share, 'previous_value')} in {before} to {said(share)} in {named(facts)}"
        )
    times = "" if is_few(middle) else f"; the median first response {from_to(middle)}"
    return f"{start}{times}; cases opened {from_to(opened)}."


def from_to(row: Row) -> str:
    """`went from 310 to 345`, or `stayed at 310`."""
    before, after = said(row, "previous_value"), said(row)
    return f"stayed at {after}" if before == after else f"went from {before} to {after}"


def is_few(row: Row) -> bool:
    """Whether either side of the comparison with the month before rests on too few cases."""
    previous = row["previous_n"]
    return bool(row["is_too_few"]) or formats.is_missing(previous) or previous < formats.TOO_FEW


def said_before(row: Row) -> str:
    """The month before, where one of the two is too small to compare."""
    if formats.is_missing(row["previous_n"]) or not row["previous_n"]:
        return "none was judged"
    if row["previous_n"] < formats.TOO_FEW:
        return f"{formats.plural(row['previous_n'], 'case was', 'cases were')} judged, too few for a share"
    return f"it was {said(row, 'previous_value')} of {formats.count(row['previous_n'])}"


def usual(frames: Frames) -> str:
    """Which figures lie outside their control limits, and which of the charted ones inside."""
    facts, now = rows(frames, "month_facts")[0], figures(frames)
    if facts["is_running"]:
        return "Usual ranges are those of complete months, so none is held against a month that is still running."
    held = {code: now[code] for code in CHARTED if not formats.is_missing(now[code]["lower_limit"])}
    held = {code: row for code, row in held.items() if not row["is_too_few"] and not formats.is_missing(row["value"])}
    if not held:
        return "There are too few earlier months with enough cases to say which values are usual."
    unusual = {**held, **{code: now[code] for code in ALSO}}
    outside = [outside_words(NAMES[code], row) for code, row in unusual.items() if is_outside(row)]
    inside = [inside_words(NAMES[code], row) for code, row in held.items() if not is_outside(row)]
    unsaid = [NAMES[code] for code in CHARTED if code not in held]
    rest = f"; for {wording.listed(unsaid)} no range can be said" if unsaid else ""
    ranges = "its usual range" if len(inside) == 1 else "their usual ranges"
    stayed = f"{wording.listed(inside)} stayed within {ranges}" if inside else ""
    if not outside:
        return capital(f"{stayed}: what moved there is within chance{rest}.")
    start = "Outside its usual range lies" if len(outside) == 1 else "Outside their usual ranges lie"
    return f"{start} {wording.listed(outside)}{'; ' if stayed else ''}{stayed}{rest}."


def is_outside(row: Row) -> bool:
    """Whether a figure lies outside its control limits; without limits it does not."""
    return not formats.is_missing(row["lower_limit"]) and bool(row["is_outside"])


def outside_words(name: str, row: Row) -> str:
    """`first-response attainment (81.0 %, below 88.0 % to 95.1 %)`."""
    side = "below" if row["value"] < row["lower_limit"] else "above"
    return f"{name} ({said(row)}, {side} {range_of(row)})"


def inside_words(name: str, row: Row) -> str:
    """`first-response attainment (usually 88.0 % to 95.1 %)`."""
    return f"{name} (usually {range_of(row)})"


def range_of(row: Row) -> str:
    """The control limits; of a count the whole numbers within them, so that none outside reads as if it were inside."""
    if row["unit"] == "count":
        least, most = math.ceil(row["lower_limit"]), math.floor(row["upper_limit"])
        if least <= most:
            return f"{formats.count(least)} to {formats.count(most)}"
        return f"{wording.number(row['lower_limit'])} to {wording.number(row['upper_limit'])}"
    return f"{said(row, 'lower_limit')} to {said(row, 'upper_limit')}"


def made_of(frames: Frames) -> str:
    """How much of a change in attainment comes from the mix, and how much from the rates."""
    row = rows(frames, "month_change")[0]
    if formats.is_missing(row["effect"]):
        why = {
            "running": "because the month is still running",
            "before_records": "because the records hold nothing of the month before",
        }.get(str(row["why_no_change"]), "because nothing was judged in one of the two months")
        return f"No change in attainment can be taken apart, {why}."
    if row["is_too_few"]:
        return "What little was judged is too little to take a change in attainment apart."
    return (
        f"Of the change of {wording.effect(row['effect'])} points in attainment, "
        f"{wording.effect(row['priority_mix_effect'])} come from another mix of priorities, "
        f"{wording.effect(row['account_mix_effect'])} from another mix of accounts, and "
        f"{wording.effect(row['rate_effect'])} from the rates themselves."
    )


def hours_changed(frames: Frames) -> str:
    """What changes of opening hours did."""
    facts, changes = rows(frames, "month_facts")[0], rows(frames, "month_hours_changes")
    if not changes:
        if not facts["previous_is_known"]:
            return f"No opening hours changed in {named(facts)}."
        return f"No opening hours changed in {named_before(facts)} or {named(facts)}."
    return " ".join(hours_change(row) for row in changes)


def hours_change(row: Row) -> str:
    """One calendar's change, and the attainment of its cases."""
    if row["after_week_seconds"] == row["before_week_seconds"]:
        became = f"{wording.hours(row['after_week_seconds'])} a week as before, at other times"
    else:
        became = (
            f"{wording.hours(row['after_week_seconds'])} a week instead of {wording.hours(row['before_week_seconds'])}"
        )
    start = f"Since {formats.day(row['valid_from'])} {row['calendar_name']} is open {became}"
    if row["judged_count"] < formats.TOO_FEW:
        return (
            f"{start}; {formats.plural(row['judged_count'], 'case')} on these hours {was(row)} judged, too few to tell."
        )
    now = f"{wording.value(row['attainment'], 'share')} of {formats.count(row['judged_count'])} judged on these hours"
    if formats.is_missing(row["previous_judged_count"]) or row["previous_judged_count"] < formats.TOO_FEW:
        return f"{start}; attainment was {now}."
    share, count = wording.value(row["previous_attainment"], "share"), formats.count(row["previous_judged_count"])
    return f"{start}; attainment was {now}, after {share} of {count} in the month before."


def was(row: Row) -> str:
    """`was` for one case, `were` for others."""
    return "was" if row["judged_count"] == 1 else "were"


def breaches(frames: Frames) -> str:
    """Which three accounts explain most of the breaches."""
    facts, late = rows(frames, "month_facts")[0], rows(frames, "month_breaches_by_account")
    if not late:
        if not figures(frames)["first_response_attainment"]["n"]:
            return "Nothing was judged, so nothing was breached."
        return f"No first response of {named(facts)} was late."
    top = late[:3]
    names = wording.listed([f"{row['account_name']} ({formats.count(row['breached_count'])})" for row in top])
    total = top[0]["all_breached_count"]
    if len(late) <= len(top):
        return (
            f"All {formats.plural(total, 'breach', 'breaches')} came from {names}."
            if total > 1
            else f"The only breach came from {names}."
        )
    share = wording.value(top[-1]["cumulative_share"], "share")
    return f"The accounts with most breaches, {names}, make up {share} of all {formats.count(total)}."


def capital(sentence: str) -> str:
    """The sentence with a capital at its beginning."""
    return sentence[:1].upper() + sentence[1:]
