"""The documents of a summary, made when somebody asks for them."""

from collections.abc import Callable

import streamlit as st

from pages.components import warehouse
from pages.components.view import View
from pages.monthly import issued, printed, standalone
from pages.monthly.gathering import Summary


def show(view: View, summary: Summary) -> None:
    """Draw the buttons; of an issued month they give what was issued."""
    name = f"monthly-summary-{summary.month:%Y-%m}"
    with st.container(horizontal=True, key="month-documents"):
        for label, form, paper in (("PDF, A4", "pdf", "a4"), ("PDF, Letter", "pdf", "letter"), ("HTML", "html", "a4")):
            st.download_button(
                label,
                warehouse.document(made(view, summary, form, paper), f"monthly_summary_{form}"),
                file_name=f"{name}{'-letter' if paper == 'letter' else ''}.{form}",
                mime="application/pdf" if form == "pdf" else "text/html",
                key=f"month-{form}-{paper}",
                icon=":material/download:",
                on_click="ignore",
            )


def made(view: View, summary: Summary, form: str, paper: str) -> Callable[[], bytes]:
    """A function that makes the document, or reads what was issued."""
    if summary.issue and (form == "html" or paper == "a4"):
        return lambda: issued.document(view.folder, summary, form)
    if form == "pdf":
        return lambda: printed.pdf(summary, paper)
    return lambda: standalone.page(summary).encode()
