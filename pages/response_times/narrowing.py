"""What the case list is narrowed to by a click: a code in the URL, its words, and its parameters.

A code is parts joined by `~`, each a kind with its arguments: `week/2026-10-05~timed`, `account/acme`, `breaches/3/14`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from pages.components import filters, formats, words
from pages.components.filters import Filters
from pages.components.view import View

STAGES: Final = {
    "waiting_for_first_response": "Waiting for the first response",
    "working": "Working",
    "waiting_on_customer": "Waiting on the customer",
    "awaiting_agreement": "Awaiting agreement",
    "resolved": "Resolved, before a reopening",
}
TRAITS: Final = {
    "resolved": "finally resolved",
    "open": "still open",
    "agreed": "resolved with the customer's agreement",
    "not_agreed": "closed without the customer's agreement",
}
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EVERYTHING: Final[dict[str, Any]] = {
    "agents": (),
    "trait": "any",
    "measure": "business",
    "at_least": None,
    "below": None,
    "is_missing": None,
    "hour_of": "opened",
    "zone": "reporting",
    "weekday": None,
    "hour": None,
    "stage": None,
}


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a code means. `clock` is the clock of the rows where it is not the page's own."""

    text: str = ""
    clock: str | None = None
    verdict: str = "all"
    params: tuple[tuple[str, Any], ...] = ()
    filters: Callable[[Filters], Filters] = lambda chosen: chosen

    def under(self, view: View) -> View:
        """The view whose filters the code narrows."""
        return view.under(self.filters(view.filters))


def read(code: str, zone: str = "reporting") -> Narrowed | None:
    """What a code means, or None for a code that means nothing; `zone` is whose wall the hours are on."""
    found: Narrowed | None = Narrowed()
    for part in [code] if code.startswith(("account/", "agent/", "tam/")) else code.split("~"):
        found = _with(found, part, zone) if found else None
    return found


def _with(before: Narrowed, part: str, zone: str) -> Narrowed | None:
    for pattern, make in PARTS.items():
        if match := re.fullmatch(pattern, part):
            try:
                new = make(*match.groups())
            except ValueError:  # a date that is none
                return None
            params = tuple((key, zone if key == "zone" else value) for key, value in new.params)
            return Narrowed(
                ", ".join(filter(None, [before.text, new.text])),
                new.clock or before.clock,
                new.verdict if before.text == "" else "all" if "all" in (new.verdict, before.verdict) else new.verdict,
                (*before.params, *params),
                _both(before.filters, new.filters),
            )
    return None


def _both(first: Callable[[Filters], Filters], second: Callable[[Filters], Filters]) -> Callable[[Filters], Filters]:
    return lambda chosen: second(first(chosen))


def _week(text: str) -> Narrowed:
    start = date.fromisoformat(text)
    return Narrowed(
        f"the week of {formats.day(start)}",
        verdict="judged",
        filters=lambda chosen: chosen.between(start, start + timedelta(days=7)),
    )


def _month(text: str) -> Narrowed:
    """The whole month, also where the period cuts it: the monthly chart does not follow the period."""
    start = date.fromisoformat(f"{text}-01")
    return Narrowed(
        f"the whole of {start:%B %Y}, whatever the period",
        verdict="judged",
        filters=lambda chosen: replace(chosen, since=start, until=filters.months_before(start, -1)),
    )


def _part_of_month(text: str) -> Narrowed:
    start = date.fromisoformat(f"{text}-01")
    return Narrowed(f"{start:%B %Y}", filters=lambda chosen: chosen.between(start, filters.months_before(start, -1)))


def _priority(code: str) -> Narrowed:
    name = words.COLUMNS["priority"].get(code, code).lower()
    return Narrowed(f"priority {name}", verdict="judged", filters=lambda chosen: replace(chosen, priorities=(code,)))


def _category(code: str) -> Narrowed:
    name = words.COLUMNS["category"].get(code, code).lower()
    return Narrowed(f"category {name}", verdict="judged", filters=lambda chosen: replace(chosen, categories=(code,)))


def _owner(kind: str, code: str) -> Narrowed:
    name = words.NOBODY.get(code, code) if code != "no_agent" else "nobody"
    text = f"{'TAM' if kind == 'tam' else kind} {name}"
    match kind:
        case "account":
            return Narrowed(text, verdict="judged", filters=lambda chosen: replace(chosen, accounts=(code,)))
        case "tam":
            return Narrowed(text, verdict="judged", filters=lambda chosen: replace(chosen, tams=(code,)))
        case _:
            return Narrowed(text, verdict="judged", params=(("agents", (code,)),))


def _hour(kind: str, weekday: str, hour: str) -> Narrowed:
    when = f"on a {WEEKDAYS[int(weekday) - 1]} from {int(hour):02}:00 to {int(hour) + 1:02}:00"
    hours = (("weekday", int(weekday)), ("hour", int(hour)), ("zone", None))
    if kind == "arrivals":
        return Narrowed(f"opened {when}", "first_response", "all", (("hour_of", "opened"), *hours))
    return Narrowed(f"due {when}", None, "breached", (("hour_of", "due"), *hours))


def _took(measure: str, at_least: str, below: str) -> Narrowed:
    """A bracket of durations or of replies."""
    params = (("measure", measure), ("at_least", int(at_least)), ("below", int(below) if below else None))
    return Narrowed(bracket(measure, int(at_least), int(below) if below else None).lower(), params=params)


def _untaken(measure: str) -> Narrowed:
    return Narrowed(bracket(measure, None, None).lower(), params=(("measure", measure), ("is_missing", True)))


def bracket(measure: str, at_least: int | None, below: int | None) -> str:
    """A bracket in words: `1 to under 4 business hours`."""
    if at_least is None:
        return "Clock still running" if measure != "replies" else "Unknown"
    if measure == "replies":
        last = None if below is None else below - 1
        if last == at_least:
            return formats.plural(at_least, "reply", "replies")
        return f"{at_least} or more replies" if last is None else f"{at_least} to {last} replies"
    unit = "business h" if measure == "business" else "clock h"
    start, end = f"{at_least / 3600:,g}", None if below is None else f"{below / 3600:,g}"
    if measure == "elapsed" and at_least >= 86_400:
        unit, start = "days", f"{at_least / 86_400:,g}"
        end = None if below is None else f"{below / 86_400:,g}"
    elif measure == "elapsed" and below == 86_400:
        end = "24"
    if end is None:
        return f"{start} {unit} or more"
    return f"Under {end} {unit}" if at_least == 0 else f"{start} to under {end} {unit}"


def _minutes(at_least: str, below: str) -> Narrowed:
    """A bucket of the histogram, in business minutes."""
    start, end = int(at_least), int(below) if below else None
    text = f"{start:,} to under {end:,} business minutes" if end else f"{start:,} business minutes or more"
    params = (("measure", "business"), ("at_least", start * 60), ("below", end * 60 if end else None))
    return Narrowed(text, params=params)


PARTS: Final[dict[str, Callable[..., Narrowed]]] = {
    "": Narrowed,
    r"week/(\d{4}-\d\d-\d\d)": _week,
    r"month/(\d{4}-\d\d)": _month,
    r"in/(\d{4}-\d\d)": _part_of_month,
    r"priority/(urgent|high|normal|low)": _priority,
    r"category/(problem|configuration|information|uncategorised)": _category,
    r"(account|agent|tam)/(.+)": _owner,
    r"(arrivals|breaches)/([1-7])/([01]?\d|2[0-3])": _hour,
    r"took/(business|elapsed|replies)/(\d{1,9})-(\d{0,9})": _took,
    r"took/(business|elapsed|replies)/none": _untaken,
    r"minutes/(\d{1,9})-(\d{0,9})": _minutes,
    r"timed": lambda: Narrowed("the clock stopped", params=(("measure", "business"), ("is_missing", False))),
    r"stage/(" + "|".join(STAGES) + ")": lambda code: Narrowed(
        f"with time spent {STAGES[code][0].lower()}{STAGES[code][1:]}", "resolution", "all", (("stage", code),)
    ),
    r"is/(" + "|".join(TRAITS) + ")": lambda code: Narrowed(TRAITS[code], "resolution", "all", (("trait", code),)),
}
