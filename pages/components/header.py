"""The top of every page: its question, what is filtered, how fresh the data is, and what to beware of."""

from collections.abc import Mapping

import streamlit as st

from pages.components import filters, formats
from pages.components.view import View

A_DAY = 86_400


def show(
    question: str,
    view: View,
    offered: Mapping[str, Mapping[str, str]],
    *,
    has_period: bool = True,
    has_filters: bool = True,
    has_period_only: bool = False,
    now: str = "Open now",
    everything: str = "all cases",
) -> None:
    """Draw the header of a page; one without a period says `now` instead, one without filters shows a single thing.

    With the period only, the other filters do not apply.
    """
    facts = view.facts
    if facts.is_sample:
        st.info(
            "These are **sample records**: a made-up support team, its customers and a bad month. "
            "Load your own with `make load RECORDS=path/to/records`.",
            icon=":material/science:",
        )
    st.title(question, anchor=False)
    period = filters.period_in_words(view.filters) if has_period else now
    narrowed = "no other filter applies" if has_period_only else filters.in_words(view.filters, offered, everything)
    about = f"**{period}** · {formats.plain(narrowed)}" if has_filters else "Not narrowed by the filters"
    with st.container(horizontal=True, key="page-facts", gap="small", vertical_alignment="center"):
        st.markdown(
            f"{about} · data through {formats.moment(facts.as_of_local, facts.zone)}",
            width="content",
        )
        if facts.rejected_count:
            st.badge(
                f"{formats.plural(facts.rejected_count, 'record')} rejected",
                icon=":material/block:",
                color="orange",
                help="Rows of the records that broke a rule and are in no figure.",
            )
        if facts.age_at_load_seconds > A_DAY and not facts.is_sample:
            st.badge(
                f"data {formats.plural(facts.age_at_load_seconds // A_DAY, 'day')} old when loaded",
                icon=":material/schedule:",
                color="orange",
                help="The newest record was already this old when the records were loaded.",
            )
