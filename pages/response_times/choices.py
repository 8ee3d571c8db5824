"""What the page is about: which clock, which cases, which part; all in the URL."""

from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.components import link
from pages.components.view import View
from queries import runner


@dataclass(frozen=True, slots=True)
class Clock:
    """The words for one clock: what a row of it is, and what its figures are called."""

    name: str
    row: str
    rows: str
    share_of: str
    took: str
    explained: str


CLOCKS: Final = {  # the codes are in shared links: never rename one
    "first_response": Clock(
        "First response",
        "case",
        "cases",
        "First responses on target",
        "Answered after",
        "From the opening of a case to the first public reply of a person.",
    ),
    "next_response": Clock(
        "Next response",
        "message",
        "messages",
        "Answers on target",
        "Answered after",
        "From a customer's message to the next public reply; each message that awaited one counts.",
    ),
    "periodic_update": Clock(
        "Longest silence",
        "case",
        "cases",
        "Cases kept informed on target",
        "Longest silence",
        "The longest time between two of our public replies in a case, without the time it waited on the customer.",
    ),
    "resolution": Clock(
        "Resolution",
        "case",
        "cases",
        "Resolutions on target",
        "Resolved after",
        "From the opening of a case to its last end, without the time it waited on the customer or for agreement.",
    ),
}
DENOMINATORS: Final = {
    "opened": "Opened in the period",
    "resolved": "Resolved in the period",
    "due": "Due in the period",
}
SECTIONS: Final = {
    "on-time": "On time?",
    "hours": "When",
    "groups": "For whom, by whom",
    "times": "How long",
    "spent": "Where the time went",
}
CLOCK: Final = link.OneOf("clock", tuple(CLOCKS), "first_response")
SECTION: Final = link.OneOf("part", tuple(SECTIONS), "on-time")
NEVER_DUE: Final = "periodic_update"


def denominators(clock: str) -> link.OneOf:
    """Which cases a clock can be asked about: a silence has no due time of its own."""
    codes = tuple(code for code in DENOMINATORS if code != "due" or clock != NEVER_DUE)
    return link.OneOf("counted", codes, "opened")


Pair = tuple[pd.Series, pd.Series | None]
"""Totals of the period, and those of the one before, or None where the records do not reach back so far."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A view, and the clock and the cases that its figures are about."""

    view: View
    clock: str
    denominator: str

    @property
    def words(self) -> Clock:
        """The words for the clock."""
        return CLOCKS[self.clock]

    @property
    def slug(self) -> str:
        """Sets the figures of one clock and denominator apart from those of another, as part of their keys."""
        ending = "" if self.denominator == "opened" else f"-{self.denominator}"
        return self.clock.replace("_", "-") + ending

    def params(self, question: str, more: dict[str, Any]) -> dict[str, Any]:
        """The parameters of a question beside the shared filters; `more` wins."""
        own = {"clock": self.clock, "denominator": self.denominator}
        return {**{key: value for key, value in own.items() if key in runner.read(question).params}, **more}

    def ask(self, question: str, **more: Any) -> pd.DataFrame:
        """Answer a question about them."""
        return self.view.ask(question, **self.params(question, more))

    def clock_totals(self, clock: str | None = None) -> Pair:
        """The totals of a clock, of the chosen one if it is not said; those of all clocks come with one answer."""
        rows = self._totals("clock_totals", clocks=())
        return _pair(rows[rows["clock"] == (clock or self.clock)])

    def resolution_totals(self) -> Pair:
        """How cases came to their end."""
        return _pair(self._totals("resolution_totals"))

    def _totals(self, question: str, **more: Any) -> pd.DataFrame:
        return self.ask(question, with_before=self.view.before() is not None, **more)


def _pair(rows: pd.DataFrame) -> Pair:
    return rows.iloc[0], rows.iloc[1] if len(rows) > 1 else None


def counted(asked: Asked, number: float) -> str:
    """`1 message`, `3 cases`: rows of the clock."""
    return f"{number:,.0f} {asked.words.row if number == 1 else asked.words.rows}"


def ink() -> str:
    """The colour of words on the page's ground, as a code of `charts.INK`."""
    return str(st.context.theme.type or "light")
