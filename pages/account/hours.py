"""The hours in which the account is served: the week, its versions, and the days that differ."""

from datetime import timedelta
from typing import Final

import pandas as pd
import streamlit as st

from pages.account import drawing
from pages.components import formats, tables
from pages.components.figure import figure
from pages.components.view import View

MOST_VERSIONS: Final = 4  # what a strip shows side by side; the table holds all
AHEAD: Final = timedelta(days=365)
COLUMNS: Final = {
    "version": "Version",
    "day": "Day",
    "opens": "Opens",
    "closes": "Closes",
    "is_current": st.column_config.CheckboxColumn("Now"),
}


def show(view: View, account: pd.Series) -> None:
    """Draw the week and the special days."""
    zone = str(account["time_zone"])
    rows = view.ask("account_hours", account_id=account["account_id"])
    left, right = st.columns([3, 2])
    with left:
        if rows.empty or rows["opens"].isna().all():
            st.warning("The calendar of this account has no opening hours: no business time passes, nothing falls due.")
        else:
            show_week(worded(rows), zone)
    with right, st.container(border=True, key="account-special-days", height="stretch"):
        st.header("Days with other hours", anchor=False)
        st.caption(f"In the period and the year after the records end; by the clock on the wall in {zone}.")
        tables.cases(
            view,
            "account-special-days",
            "account_special_days",
            {
                "date": st.column_config.DateColumn("Day", format="ddd D MMM YYYY"),
                "name": "Name",
                "opens": st.column_config.TextColumn("Opens", help="Empty: closed all day."),
                "closes": "Closes",
            },
            empty="No holiday and no other special day.",
            account_id=account["account_id"],
            since=view.filters.since,
            until=view.facts.today + AHEAD,
        )


def show_week(openings: pd.DataFrame, zone: str) -> None:
    """The week strip with the newest versions side by side."""
    kept = list(dict.fromkeys(openings["version"]))
    cut = f" The newest {MOST_VERSIONS} of {len(kept)} versions." if len(kept) > MOST_VERSIONS else ""
    figure(
        "account-hours",
        "Opening hours of the week",
        drawing.week_strip,
        openings[openings["version"].isin(kept[:MOST_VERSIONS])],
        words={"zone": zone},
        reads="For each weekday and version of the hours, bars from opening to closing.",
        caption=f"Each version holds from its day on; what was measured before keeps the hours of then.{cut}",
        columns=COLUMNS,
    )


def worded(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of `account_hours` with versions in words and hours as numbers."""
    return rows.assign(
        day=rows["weekday"].str.capitalize(),
        version=[version(row) for row in rows.itertuples(index=False)],
        from_hour=rows["opens"].map(hour, na_action="ignore").astype("float64"),
        to_hour=rows["closes"].map(hour, na_action="ignore").astype("float64"),
        hours=rows["opens"] + " to " + rows["closes"],
    )


def version(row: object) -> str:
    """`From 1 Jul 2026, now`, or from when to when."""
    start, end = row.valid_from, row.valid_until  # type: ignore[attr-defined]
    now = ", now" if row.is_current else ""  # type: ignore[attr-defined]
    if pd.isna(end):
        return f"From {formats.day(start)}{now}"
    return f"{formats.day(start)} to {formats.day(end - pd.Timedelta(days=1))}{now}"


def hour(text: str) -> float:
    """`08:30` as 8.5."""
    hours, minutes = text.split(":")
    return int(hours) + int(minutes) / 60
