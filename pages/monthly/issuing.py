"""What the page says about an issued month: when and by whom, what later loads changed, and earlier issues."""

import logging
from datetime import date
from typing import Final

import pandas as pd
import streamlit as st

from data.errors import RecordsError
from pages.components import formats, warehouse
from pages.components.filters import Filters
from pages.components.view import View
from pages.monthly import choosing, contents, corrections, issued, wording
from pages.monthly.gathering import Issue, Summary

LOG: Final = logging.getLogger("monthly")


def kept(view: View, month: date) -> Summary | None:
    """The month as it was issued, if it was, and if all of it is asked for: an issued month is that of all accounts.

    Who sees only some accounts does not get it.
    """
    is_narrowed = view.filters != Filters(view.filters.since, view.filters.until)
    if is_narrowed or not sees_all(view):
        return None
    try:
        return issued.latest(view.folder, month)
    except RecordsError:
        LOG.exception("an issued month cannot be read")
        st.error("This month is issued, but what was issued cannot be read; the server's log says why.")
        return None


def sees_all(view: View) -> bool:
    """Whether the reader may see the figures of every account: executives may, though no case by itself."""
    return view.scope.is_whole or view.scope.role == "executive"


def shows_now(kept: Summary) -> bool:
    """Whether an issued month is to be shown as the records say now; draws the choice."""
    assert kept.issue is not None
    chosen = st.segmented_control(
        "Figures",
        list(choosing.VERSION.codes),
        format_func={"issued": "As issued", "now": "As the records say now"}.__getitem__,
        key=choosing.VERSION.key,
        required=True,
    )
    return chosen == "now"


def show(view: View, kept: Summary | None, month: date) -> None:
    """Say whether the month is issued, and every figure that is another one now."""
    if kept is None:
        if issued.issues(view.folder, month):
            st.info("This month is issued, for all accounts. Narrowed, it is shown as the records say now.")
        return
    assert kept.issue is not None
    changed = corrections.between(kept, choosing.gathered(view, month))
    many = formats.plural(len(changed), "figure has", "figures have")
    since = f"{many} changed since." if changed else "No figure has changed since."
    st.success(f"{formats.plain(told(kept.issue))} {since}", icon=":material/verified:")
    if changed:
        show_changes(changed, month)
    places = issued.issues(view.folder, month)[:-1]
    earlier = [issued.read(place).issue for place in places]
    for one in earlier:
        assert one is not None
        st.caption(f"Before: {formats.plain(told(one))}")


def told(issue: Issue) -> str:
    """`Issued on 3 Nov 2026 by ana.`"""
    again = f", for the {contents.ordinal(issue.number)} time: {issue.reason}" if issue.number > 1 else ""
    return f"Issued on {formats.day(issue.at)} by {issue.by}{again}."


def show_changes(changed: list[corrections.Correction], month: date) -> None:
    """The list of corrections, from what to what."""
    frame = pd.DataFrame(
        [(one.figure, one.issued, one.now) for one in changed],
        columns=pd.Index(["Figure", "As issued", "As the records say now"]),
    )
    with st.expander(f"What later loads changed in {wording.month(month)} ({len(changed)})"):
        st.dataframe(frame, key="month-corrections", hide_index=True, alt="What later loads changed", placeholder="")
        st.download_button(
            "Download CSV",
            warehouse.csv_file(frame, "month_corrections"),
            file_name=f"corrections-{month:%Y-%m}.csv",
            mime="text/csv",
            key="month-corrections-csv",
            on_click="ignore",
        )
