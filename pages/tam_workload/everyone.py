"""All TAMs: who carries how much, and why; who answers in time and when; where nobody is responsible."""

from collections.abc import Sequence
from types import ModuleType
from typing import Final

import streamlit as st

from pages.components import filters, link
from pages.components.view import View
from pages.tam_workload import coverage, escalated, loads, moving, reach, sections, totals, trend

MODULES: Final[dict[str, ModuleType]] = {
    "load": loads,
    "trend": trend,
    "escalations": escalated,
    "hours": reach,
    "coverage": coverage,
    "move": moving,
}


def show(view: View) -> Sequence[link.Field]:
    """Draw the counts and the part that is chosen; returns what of it is in the address."""
    link.restore([sections.SECTION])
    totals.show(view)
    section = str(
        st.segmented_control(
            "What about all TAMs",
            list(sections.SECTIONS),
            format_func=sections.SECTIONS.__getitem__,
            key=sections.SECTION.key,
            required=True,
            label_visibility="collapsed",
        )
    )
    chosen = MODULES[section]
    fields: list[link.Field] = [*chosen.fields(view)]
    link.restore(fields)
    st.caption(about(view, section))
    chosen.show(view)
    return [sections.SECTION, *fields]


def about(view: View, section: str) -> str:
    """What the part is about in time."""
    period = filters.period_in_words(view.filters)
    return {
        "load": "As of now: the period does not apply. The other filters narrow the items that are counted.",
        "trend": f"What was open with each TAM at the end of the days of the period, {period}.",
        "escalations": f"Escalations raised in the period, {period}.",
        "hours": "By telephone and email in the designated hours, in the seven days from the newest record.",
        "coverage": f"The terms promise a TAM for every premium account on every day. Period: {period}.",
        "move": "What moving an account would do to both loads. It is worked out here and kept nowhere.",
    }[section]
