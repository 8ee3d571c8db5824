"""The parts of All TAMs: only the chosen one is drawn, and the address says which."""

from typing import Any, Final

import streamlit as st

from pages.components import link, picks

SECTIONS: Final = {  # the codes are in shared links: never rename one
    "load": "Load",
    "trend": "Over time",
    "escalations": "Escalations",
    "hours": "Reachable hours",
    "coverage": "Coverage",
    "move": "What if",
}
SECTION: Final = link.OneOf("section", tuple(SECTIONS), "load")


def choose(section: str, field: str, value: Any) -> None:
    """Put the page on a part, and its list on a value; for a button's on_click."""
    st.session_state[SECTION.key] = section
    picks.choose(field, value)
