"""The words for the codes in the records, and columns of codes turned into them."""

from collections.abc import Mapping
from typing import Final

import pandas as pd

from pages.components.filters import FIXED_CHOICES

STATES: Final = {
    "open": "Open",
    "waiting_on_customer": "Waiting on customer",
    "resolution_proposed": "Resolution proposed",
    "resolved": "Resolved",
    "acknowledged": "Acknowledged",
}
CLOCKS: Final = {
    "first_response": "First response",
    "next_response": "Next response",
    "escalation_acknowledgement": "Escalation acknowledgement",
    "escalation_resolution": "Escalation resolution",
    "resolution": "Resolution",
}
SPEAKERS: Final = {"customer": "Customer", "agent": "Agent"}
VERDICTS: Final = {"met": "Met", "breached": "Breached", "pending": "Pending", "unanswered": "Unanswered"}
SCOPES: Final = {
    "in_scope": "In scope",
    "deliverability_strategy": "Deliverability strategy",
    "tier_2_mediation": "Tier 2 mediation",
    "template_work": "Template work",
    "customer_project": "Customer project",
}
NOBODY: Final = {"unassigned": "Nobody", "no_tam": "No TAM", "no_region": "No region"}
COLUMNS: Final[Mapping[str, Mapping[str, str]]] = {
    **FIXED_CHOICES,
    "state": STATES,
    "state_then": STATES,
    "clock": CLOCKS,
    "last_word_by": SPEAKERS,
    "scope": SCOPES,
}


def worded(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with words for the codes of every column that has such; a code without a word stays as it is."""
    known = {name: words for name, words in COLUMNS.items() if name in frame.columns}
    return frame.assign(**{name: frame[name].map(words).fillna(frame[name]) for name, words in known.items()})


def worded_columns(frame: pd.DataFrame, **columns: Mapping[str, str]) -> pd.DataFrame:
    """As `worded`, with more columns of codes and their words."""
    shown = worded(frame)
    return shown.assign(**{name: frame[name].map(words).fillna(frame[name]) for name, words in columns.items()})
