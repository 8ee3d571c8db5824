"""The counts at the top of At risk, one per band; each puts the list on its band, or takes it off again."""

from typing import Final

import pandas as pd
import streamlit as st

from pages.components import cards, definitions, formats, link
from pages.components.cards import Card

BANDS: Final = {
    "breached": definitions.RISK_BREACHED,
    "due_within_hour": definitions.RISK_WITHIN_HOUR,
    "due_today": definitions.RISK_TODAY,
    "later": definitions.RISK_LATER,
    "no_target": definitions.RISK_NO_TARGET,
    "waiting_on_customer": definitions.RISK_WAITING,
    "resolution_proposed": definitions.RISK_PROPOSED,
}
BAND: Final = link.AnyOf("band", tuple(BANDS))
PRESSING: Final = ("breached", "due_within_hour", "due_today")


def name(band: str) -> str:
    """A band as it is called on the screen."""
    return BANDS[band].name


def show(totals: pd.DataFrame) -> None:
    """Draw the cards from the rows of `risk_totals`, and say in words when nothing presses."""
    counts = {str(row["band"]): row for _, row in totals.iterrows()}
    if not totals["item_count"].sum():
        st.success("Nothing is at risk: no case and no escalation is open under these filters.")
        return
    if not sum(counts[band]["item_count"] for band in PRESSING):
        st.success("Nothing is at risk: nothing that is open is late, due within the hour, or due today.")
    cards.row([card(band, counts[band]) for band in BANDS], key="bands", narrowest=135)


def card(band: str, row: pd.Series) -> Card:
    """How many cases and escalations press in a way."""
    is_chosen = band in st.session_state.get(BAND.key, [])
    escalations = int(row["escalation_count"])
    kinds = [formats.plural(row["case_count"], "case")]
    kinds += [formats.plural(escalations, "escalation")] if escalations else []
    return Card(
        BANDS[band],
        formats.count(row["item_count"]),
        ", ".join(kinds),
        note=formats.plural(row["clock_count"], "clock"),
        action=("Listed; show all" if is_chosen else "List them", lambda: toggle(band)),
    )


def toggle(band: str) -> None:
    """Put the list on a band alone, or back on all; for a card's button."""
    st.session_state[BAND.key] = [] if band in st.session_state.get(BAND.key, []) else [band]
