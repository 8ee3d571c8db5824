"""How new the records of each kind are, and what they leave open: hours, and accounts without a TAM."""

import streamlit as st

from pages.components import tables
from pages.components.view import View
from pages.records import naming

Number = st.column_config.NumberColumn


def show(view: View) -> None:
    """Draw the three tables."""
    show_freshness(view)
    left, right = st.columns(2)
    with left:
        show_calendars(view)
    with right:
        show_accounts(view)


def show_freshness(view: View) -> None:
    """The newest record of each kind."""
    with st.container(border=True, key="gaps-freshness"):
        st.header("How new the records are", anchor=False)
        tables.cases(
            view,
            "freshness",
            "record_freshness",
            {
                "record_type": "Records",
                "row_count": Number("Rows", format="localized"),
                "newest_at": tables.moments("Newest", view.facts.zone),
                "newest_on": st.column_config.DateColumn("Newest day", format="D MMM YYYY"),
                "behind_hours": Number("Before the end of the records (clock h)", format="localized"),
                "after_as_of_count": Number(
                    "After the end", format="localized", help="Rows dated after the records end: kept, in no figure."
                ),
            },
            empty="No kind of record here tells when something happened.",
            worded=naming.worded,
        )


def show_calendars(view: View) -> None:
    """Calendars that never open, and cases from before anybody wrote down the hours."""
    with st.container(border=True, key="gaps-calendars", height="stretch"):
        st.header("Gaps in calendars", anchor=False)
        found = view.ask("calendar_gaps")
        never, before = int(found["is_never_open"].sum()), int(found["before_hours_count"].sum())
        if never:
            st.warning(f"{never:,} of {len(found):,} calendars never open: nothing on them falls due.")
        if before:
            st.warning(f"{before:,} cases are older than the first hours of their calendar; those hours are used.")
        if not never and not before:
            st.caption("Every calendar opens, and no case is older than its first hours.")
        tables.cases(
            view,
            "calendar-gaps",
            "calendar_gaps",
            {
                "name": "Calendar",
                "time_zone": "Time zone",
                "first_valid_from": st.column_config.DateColumn("First hours", format="D MMM YYYY"),
                "account_count": Number("Accounts", format="localized"),
                "case_count": Number("Cases", format="localized"),
                "before_hours_count": Number("Cases before them", format="localized"),
                "is_never_open": st.column_config.CheckboxColumn("Never open"),
            },
            empty="The records hold no calendar.",
        )


def show_accounts(view: View) -> None:
    """Accounts that had no TAM on a premium day."""
    with st.container(border=True, key="gaps-accounts", height="stretch"):
        st.header("Accounts without a TAM", anchor=False)
        st.caption("Stretches of premium days without one, in days of the account's calendar.")
        tables.cases(
            view,
            "accounts-without-tam",
            "accounts_without_tam",
            {
                "account_name": "Account",
                "gap_from": st.column_config.DateColumn("From", format="D MMM YYYY"),
                "gap_until": st.column_config.DateColumn(
                    "Until", format="D MMM YYYY", help="The first day with a TAM again; empty while it goes on."
                ),
                "day_count": Number("Days", format="localized"),
                "is_open": st.column_config.CheckboxColumn("Goes on"),
            },
            empty="Every account had a TAM on every premium day.",
        )
