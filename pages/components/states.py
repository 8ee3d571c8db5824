"""What a page says when there is nothing to show, and why."""

import streamlit as st

from pages.components import filters
from pages.components.view import View


def no_cases(view: View) -> None:
    """No case under these filters: say whether it is the period, the narrowing or the records."""
    if view.facts.case_count == 0:
        st.info("The records hold no case at all. Load records that do: `make load RECORDS=path/to/records`.")
        return
    period = filters.period_in_words(view.filters)
    if view.filters == filters.Filters(view.filters.since, view.filters.until):
        st.info(f"No case was opened in the period {period}. Choose a longer period in the sidebar.")
    else:
        st.info(
            f"No case opened in the period {period} matches the filters. "
            "Choose a longer period in the sidebar, or reset the filters there."
        )
