"""The eight figures as cards on the screen."""

import streamlit as st

from pages.components import cards
from pages.monthly.cards import Card
from pages.monthly.contents import Content

LINKS = {
    "response-times": "Open in Response times",
    "open-issues": "Open in Open issues",
    "tam-workload": "Open in TAM workload",
    "migrations": "Open in Migrations",
}


def show_cards(content: Content) -> None:
    """Draw the cards."""
    cards.row([drawn(card) for card in content.cards], key="month-figures", narrowest=230)


def drawn(card: Card) -> cards.Card:
    """A card for the screen."""
    change = cards.Change(card.change, "", card.is_good_up) if card.change else None
    kept = {name: st.query_params.get_all(name) for name in st.query_params if name not in ("month", "version")}
    outside = ":orange-badge[Outside its usual range]" if card.is_outside else ""
    return cards.Card(
        definition=card.definition,
        value=card.value,
        basis="  \n".join(card.lines),
        change=change,
        note=outside,
        opens=cards.Opens(LINKS[card.address], card.address, {**kept, **card.query}),
    )
