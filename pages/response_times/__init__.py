"""Response times: how quickly customers hear from us, and whether in time."""

import streamlit as st

from pages.components import link, states
from pages.components.view import View
from pages.response_times import case_list, figures, totals


def render(view: View) -> None:
    """Draw the page."""
    link.restore([case_list.VERDICT])
    now = view.ask("first_response_totals").iloc[0]
    if now["case_count"] == 0:
        states.no_cases(view)
        return
    earlier = view.before()
    totals.show(now, earlier.ask("first_response_totals").iloc[0] if earlier else None)
    left, right = st.columns(2)
    with left:
        week = figures.show_weeks(view)
    with right:
        minutes = figures.show_spread(view)
    case_list.show(view, week, minutes)
    link.publish([case_list.VERDICT])
