"""Mediation: what may be asked of mailbox providers now, what came of it so far, and how each is reached."""

import streamlit as st

from pages.components import filters, link, part
from pages.components.view import View
from pages.mediation import asked, contacts, now


def render(view: View) -> None:
    """Draw the page."""
    if view.filters.categories or view.filters.priorities or view.filters.channels:
        st.info("Mediations have no category, priority and channel of a case: take those filters off to see them here.")
        return
    if not contacts.are_recorded(view):
        st.info("The records hold no mediation up to where they end: load records with mediations to see them here.")
        contacts.show(view)
        return
    fields = [*now.fields(view), *asked.fields(view)]
    link.restore(fields)
    period = filters.period_in_words(view.filters)
    part.heading("Open now", "As the records end, whenever they were opened: the period does not apply to this part.")
    now.show(view)
    part.heading("What came of them?", f"Requests opened in the period, {period}, whatever became of them since.")
    asked.show(view)
    part.heading("Contact routes", "How each provider is publicly reached, and where that is written.")
    contacts.show(view)
    link.publish(fields)
