"""Clicks in charts as events: a click puts a widget on what was clicked, and the widget's value is in the URL."""

from typing import Any, Final

import streamlit as st

from pages.components.view import View

FOLLOWED: Final = "-followed"


def follow(view: View, chart: str, picked: Any, field: str, default: Any) -> None:
    """Before the widget `field` is drawn: put it on what was just clicked in a chart, or back when that was undone.

    A chart keeps its mark while the page runs again for other reasons, so only a change counts; and a chart that lost
    its mark because it was drawn anew (another snapshot, other filters) undoes nothing.
    """
    key = f"{chart}{FOLLOWED}"
    seen_view, seen = st.session_state.get(key, (None, None))
    st.session_state[key] = (view, picked)
    if picked == seen:
        return
    if picked is not None:
        st.session_state[field] = picked
    elif seen_view == view and st.session_state.get(field) == seen:
        st.session_state[field] = default


def forget() -> None:
    """Forget which marks were followed; for a visit that begins, when every chart is drawn without its mark."""
    for key in [str(key) for key in st.session_state]:
        if key.endswith(FOLLOWED):
            del st.session_state[key]


def choose(field: str, value: Any) -> None:
    """Put a widget on a value; for a button's on_click."""
    st.session_state[field] = value
