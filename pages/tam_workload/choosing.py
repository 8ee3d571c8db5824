"""Which part of the page is shown, and whose book; both are in the address, the TAM as its code."""

from typing import Final

import streamlit as st

from pages.components import filters, link
from pages.components.view import View

PARTS: Final = {"book": "My book", "all": "All TAMs", "history": "History"}  # codes are in shared links
PART: Final = "show"
BOOK: Final = "book"
NOBODY: Final = ""
NO_TAM: Final = "no_tam"


def unfiltered(view: View) -> View:
    """The view in its period alone."""
    return view.under(filters.Filters(view.filters.since, view.filters.until))


def names(view: View) -> dict[str, str]:
    """Every TAM by code, and the items without one; two TAMs of one name are told apart by their codes."""
    rows = unfiltered(view).ask("tam_load")
    repeated = set(rows.loc[rows["tam_name"].duplicated(), "tam_name"])
    return {
        str(row.tam_id): "Without a TAM"
        if row.tam_id == NO_TAM
        else f"{row.tam_name} ({row.tam_id})"
        if row.tam_name in repeated
        else str(row.tam_name)
        for row in rows.itertuples(index=False)
    }


def offered(view: View) -> dict[str, str]:
    """The books that can be opened: those of the TAMs in the sidebar, or of all."""
    chosen = set(view.filters.tams)
    by_name = sorted(names(view).items(), key=lambda one: (one[0] == NO_TAM, one[1].lower()))
    return {code: name for code, name in by_name if not chosen or code in chosen}


def fields(view: View) -> tuple[link.OneOf, link.OneOf]:
    """What of the choice is in the address.

    Unless the address says other, one TAM in the sidebar opens that book, and a TAM who has signed in their own.
    """
    codes = tuple(offered(view))
    asked = view.filters.tams or (view.scope.person_id,)
    own = next((code for code in codes if asked == (code,)), NOBODY)
    return (
        link.OneOf(PART, tuple(PARTS), "book" if own or BOOK in st.query_params else "all"),
        link.OneOf(BOOK, (NOBODY, *codes), own),
    )


def show(view: View) -> tuple[str, str]:
    """Draw the choice; returns the part, and the TAM whose book is open or NOBODY."""
    link.restore(fields(view))
    books = {NOBODY: "Choose a TAM", **offered(view)}
    with st.container(horizontal=True, vertical_alignment="bottom", key="tam-choice", gap="medium"):
        part = st.segmented_control(
            "Part of the page",
            list(PARTS),
            format_func=PARTS.__getitem__,
            key=PART,
            required=True,
            width="content",
            label_visibility="collapsed",
        )
        tam = st.selectbox(
            "Whose book", list(books), format_func=books.__getitem__, key=BOOK, on_change=_open, width=300
        )
    return str(part), str(tam)


def _open() -> None:
    """Who chooses a TAM wants to see the book."""
    st.session_state[PART] = "book" if st.session_state[BOOK] else "all"


def open_book(tam: str) -> None:
    """Open the book of a TAM; for a button's on_click."""
    st.session_state[BOOK] = tam
    st.session_state[PART] = "book"
