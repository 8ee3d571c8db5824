"""How each file of data/model/ is run again when records were merged: the one place that says so.

A merge touches some cases and some escalations (data/touched.sql): those whose records changed, those whose life was
not over, and those whose account changed. All other rows of the tables below would come out as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class Anew:
    """The table is replaced by what the file makes."""


@dataclass(frozen=True, slots=True)
class ByItem:
    """Each row belongs to one item, known by `key`: the rows of touched items are replaced."""

    key: str


Kept = Anew | ByItem


@dataclass(frozen=True, slots=True)
class Step:
    """One file: whether it need see no more than the touched items, and how each table it leaves in a snapshot is kept.

    A file that sees the touched items alone may keep a table `Anew` if that is about what is open, for all of it is
    touched, or about no items at all.
    """

    is_of_touched: bool
    tables: Mapping[str, Kept] = field(default_factory=dict)


def _whole(*tables: str) -> Step:
    """A file over all records: few rows, or what everything else stands on."""
    return Step(False, dict.fromkeys(tables, Anew()))


def _touched(**tables: Kept) -> Step:
    """A file over the touched items."""
    return Step(True, tables)


STEPS: Final[Mapping[str, Step]] = {
    "00_macros": _whole(),
    "10_calendars": _whole("openings"),
    "20_targets": _whole(),
    "30_timelines": _touched(),
    "40_case_spans": _touched(case_spans=ByItem("case_id")),
    "50_case_ends": _touched(),
    "55_contradictions": _touched(contradictory_events=ByItem("case_id")),
    "60_response_metrics": _touched(response_metrics=ByItem("case_id")),
    "70_case_metrics": _touched(case_metrics=ByItem("case_id")),
    "72_case_stages": _touched(case_stages=ByItem("case_id")),
    "74_dated_cases": _touched(dated_cases=ByItem("case_id"), dated_responses=ByItem("case_id")),
    "76_reopenings": _touched(reopenings=ByItem("case_id")),
    "80_escalation_metrics": _touched(escalation_metrics=ByItem("escalation_id")),
    "81_dated_escalations": _touched(dated_escalations=ByItem("escalation_id")),
    "82_mediation_metrics": _whole("mediation_metrics"),
    "83_migration_days": _whole("migration_days"),
    "83_provider_routes": _whole("provider_routes"),
    "84_migration_metrics": _whole("migration_metrics"),
    "85_last_words": _touched(last_words=Anew()),
    "86_now": _touched(account_tams_now=Anew(), calendars_now=Anew()),
    "87_open_cases": _touched(open_cases=Anew()),
    "88_running_clocks": _touched(running_clocks=Anew()),
    "89_counts": _whole("judged_days", "month_counts", "account_months"),
    "90_tidy": _whole(),
}
