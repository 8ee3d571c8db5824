"""Cards: a figure with what it means, how many cases it rests on, and what it was the period before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd
import streamlit as st

from pages.components import formats, menu
from pages.components.definitions import Definition


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a figure since the period of equal length before; `text` starts with its sign.

    `before` is what it was, or nothing where the card says that itself.
    """

    text: str
    before: str
    is_good_up: bool | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A figure as it is shown. `basis` says what it counts and how many; the definition names and explains it."""

    definition: Definition
    value: str
    basis: str
    change: Change | None = None
    note: str = ""
    action: tuple[str, Callable[[], None]] | None = None
    opens: "Opens | None" = None


@dataclass(frozen=True, slots=True)
class Opens:
    """The page that shows what a card counts: the words of the link, the page's address, and what it is told."""

    words: str
    address: str
    query: Mapping[str, str | list[str]]


def share_change(now: pd.Series, before: pd.Series | None, column: str, basis: str) -> Change | None:
    """How a share moved, in percentage points; nothing where either side rests on too few cases."""
    if before is None or min(before[basis], now[basis]) < formats.TOO_FEW:
        return None
    return Change(formats.points(before[column], now[column]), formats.share(before[column]), is_good_up=True)


def duration_change(now: pd.Series, before: pd.Series | None, column: str, basis: str) -> Change | None:
    """How a duration moved; shorter is better; nothing where either side rests on too few cases."""
    if before is None or min(before[basis], now[basis]) < formats.TOO_FEW:
        return None
    moved = round(now[column]) - round(before[column])
    text = f"{'-' if moved < 0 else '+'}{formats.duration(abs(moved))}"
    return Change(text, formats.duration(before[column]), is_good_up=False)


def count_change(
    now: pd.Series, before: pd.Series | None, column: str, *, is_good_up: bool | None = None
) -> Change | None:
    """How a count moved."""
    if before is None:
        return None
    return Change(f"{int(now[column] - before[column]):+,}", formats.count(before[column]), is_good_up=is_good_up)


def share_value(value: float | None, judged_count: int) -> str:
    """A share, or that it rests on too few cases to mean anything."""
    return formats.share(value) if judged_count >= formats.TOO_FEW else "too few"


def duration_value(seconds: float | None, answered_count: int) -> str:
    """A duration, or that it rests on too few cases."""
    return formats.duration(seconds) if answered_count >= formats.TOO_FEW else "too few"


def _colour(change: Change) -> Literal["normal", "inverse", "off"]:
    if change.is_good_up is None or not any(digit in change.text for digit in "123456789"):
        return "off"
    return "normal" if change.is_good_up else "inverse"


def show(card: Card) -> None:
    """Draw one card. The strings are ours: st.metric's own percent format would scale the change as well."""
    with st.container(border=True, height="stretch", gap="xxsmall"):
        st.metric(
            card.definition.name,
            card.value,
            delta=card.change.text if card.change else None,
            delta_color=_colour(card.change) if card.change else "off",
            delta_arrow="auto" if card.change and any(digit in card.change.text for digit in "123456789") else "off",
            help=card.definition.text,
        )
        was = [f"was {card.change.before}"] if card.change and card.change.before else []
        st.caption("  \n".join([*was, card.basis, *([card.note] if card.note else [])]))
        if card.action:
            label, act = card.action
            st.button(label, key=f"card-{card.definition.name}", on_click=act, type="tertiary")
        page = menu.page(card.opens.address) if card.opens else None
        if card.opens and page:
            st.page_link(page, label=card.opens.words, query_params=dict(card.opens.query))


def row(cards: Sequence[Card], key: str, *, narrowest: int = 165) -> None:
    """Draw cards beside each other, as many as fit; `narrowest` is the least width of one in pixels."""
    with st.grid(min_column_width=narrowest, key=key, gap="small"):
        for card in cards:
            show(card)
