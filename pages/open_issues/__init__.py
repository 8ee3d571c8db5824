"""Open issues: what is open and what it waits for, whether we keep up, and what the terms exclude."""

import streamlit as st

from pages.components import filters, link, states
from pages.components.view import View
from pages.open_issues import flow, now, out_of_scope, shares


def render(view: View) -> None:
    """Draw the page."""
    if view.facts.case_count == 0:
        states.no_cases(view)
        return
    fields = [*now.fields(view), *flow.fields(view), *shares.fields(view), *out_of_scope.fields(view)]
    link.restore(fields)
    heading("Open now", "As the records end, whenever the cases were opened: the period does not apply to this part.")
    now.show(view)
    period = filters.period_in_words(view.filters)
    heading("Do we keep up?", f"What moved in the period, {period}, and what was open on its days.")
    flow.show(view)
    heading("Reopened and escalated", f"Cases opened in the period, {period}, whatever became of them since.")
    shares.show(view)
    heading("Asked for, but excluded by the terms", f"Escalations raised in the period, {period}.")
    out_of_scope.show(view)
    link.publish(fields)


def heading(title: str, about: str) -> None:
    """The heading of a part, and what it is about in time."""
    with st.container(key=f"part-{title.split()[0].lower()}", gap="small"):
        st.header(title, anchor=False)
        st.caption(about)
