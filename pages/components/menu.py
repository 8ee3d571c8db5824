"""The pages of this run by their address, so that a page can link to another without importing it."""

from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import Page

_KEY = "menu-pages"


def publish(pages: Mapping[str, Page]) -> None:
    """Remember this run's pages."""
    st.session_state[_KEY] = dict(pages)


def page(address: str) -> Page | None:
    """The page at an address, or None where this visitor has none there."""
    found: Page | None = st.session_state.get(_KEY, {}).get(address)
    return found
