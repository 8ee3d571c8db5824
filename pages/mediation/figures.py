"""What the cards and figures of the period share: the box they put on what was pressed, and small counts."""

from collections.abc import Callable
from typing import Final

import pandas as pd

from pages.components import cards, formats, picks
from pages.components.cards import Card
from pages.components.definitions import Definition

ASKED: Final = "asked"


def lists(code: str) -> tuple[str, Callable[[], None]]:
    """The button that lists a group of the period."""
    return ("List them", lambda: picks.choose(ASKED, code))


def counted(
    definition: Definition, column: str, code: str, now: pd.Series, before: pd.Series | None, basis: str
) -> Card:
    """A count beside that of the period before; more of it is neither good nor bad in itself."""
    return Card(
        definition,
        formats.count(now[column]),
        basis,
        cards.count_change(now, before, column),
        action=lists(code),
    )


def share_of(number: float, every: float, what: str) -> str:
    """`53.3 % of 30 closed`, or without the share where there are too few."""
    share = f"{formats.share(number / every)} of " if every >= formats.TOO_FEW else "of "
    return f"{share}{formats.count(every)} {what}"
