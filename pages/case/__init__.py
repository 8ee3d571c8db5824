"""Case: what happened, and the receipt of every clock. Hidden in the menu; the address says which case: ?case=ID."""

import streamlit as st

from pages.case import clocks, facts, finding, receipt, story, timeline
from pages.components.view import View


def render(view: View) -> None:
    """Draw the page."""
    case_id = st.query_params.get("case", "").strip()
    finding.show(view, case_id)
    found = view.ask("case_facts", case_id=case_id)
    if found.empty or not found["has_happened"].iloc[0]:
        finding.show_absence(view, case_id, found)
        return
    case = found.iloc[0]
    ran = clocks.in_order(view.ask("case_clocks", case_ids=(case_id,)))
    exemptions = view.ask("case_exemptions", case_id=case_id)
    facts.show(case, exemptions)
    timeline.show(view, case, ran)
    chosen = clocks.show(case, ran, exemptions)
    receipt.show(view, case, chosen)
    story.show(view, case)
