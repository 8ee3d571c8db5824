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
    "Met / (met + breached) of the cases opened in the period. Exactly on target is met; a case past its due time "
    "without an answer is breached already. Cases not yet due, ended without an answer or without a target are on "
    "neither side. Targets are internal, not contractual.",
    "first_response_totals",
)
FIRST_RESPONSE_MEDIAN: Final = Definition(
    "Median first response",
    "Half of the answered cases had their first public reply within this time, counted in the opening hours of the "
    "account's calendar. Automatic replies and internal notes are no answer.",
    "first_response_totals",
)
FIRST_RESPONSE_NINETIETH: Final = Definition(
    "90th percentile",
    "Nine in ten answered cases had their first public reply within this time, counted in opening hours.",
    "first_response_totals",
)
FIRST_RESPONSE_BREACHED: Final = Definition(
    "Breached",
    "Cases answered after their due time, or past it without an answer.",
    "first_response_totals",
)
FIRST_RESPONSE_PENDING: Final = Definition(
    "Pending",
    "Cases without a first answer whose due time has not come: they may still go either way.",
    "first_response_totals",
)
CASES_OPENED: Final = Definition(
    "Cases opened",
    "Cases opened in the period under the filters. Unanswered: ended without an answer before it was due.",
    "first_response_totals",
)

ALL: Final = tuple(value for value in vars().copy().values() if isinstance(value, Definition))
