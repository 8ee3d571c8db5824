"""The page Monthly summary: what is shown, in its order."""

import streamlit as st

from pages.components import formats, link, part
from pages.components.view import View
from pages.monthly import choosing, contents, downloads, issuing, pictured, tabled, written
from pages.monthly.gathering import Summary


def render(view: View) -> None:
    """Draw the page."""
    months = choosing.months(view)
    if months.empty:
        st.info("The records hold no case at all, so there is no month to show.")
        return
    fields = choosing.fields(months)
    month = choosing.show(view, months)
    kept = issuing.kept(view, month)
    summary = choosing.gathered(view, month) if kept is None or issuing.shows_now(kept) else kept
    issuing.show(view, kept, month)
    show(view, summary)
    link.publish(fields)


def show(view: View, summary: Summary) -> None:
    """Draw a summary: what is to be known first, and how far to believe it, above all."""
    content = contents.of(summary)
    for notice in content.notices[1 if summary.is_sample else 0 :]:  # the header says already that these are samples
        st.info(notice)
    st.markdown("\n".join(f"- {formats.plain(sentence)}" for sentence in content.sentences))
    downloads.show(view, summary)
    written.show_cards(content)
    part.heading(
        "Thirteen months", "With the range in which each figure usually lies. A month that is clicked is shown."
    )
    pictured.show(content)
    tabled.show(view, content)
