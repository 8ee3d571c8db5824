"""Who was the account's TAM when, and when it had none."""

from datetime import timedelta

import pandas as pd
import streamlit as st

from pages.account import drawing
from pages.components import charts, formats
from pages.components.figure import figure
from pages.components.view import View


def show(view: View, account: pd.Series) -> None:
    """Draw the history, and a sentence on the days without a TAM."""
    stretches = view.ask("account_tams", account_id=account["account_id"])
    if stretches.empty:
        st.info("No TAM is assigned to this account, and none is due yet.")
        return
    gaps = stretches[stretches["is_gap"]]
    if not gaps.empty:
        days = formats.plural(gaps["day_count"].sum(), "premium day")
        now = " It has none now." if gaps["is_current"].any() else ""
        st.warning(f"This account had no TAM on {days}, in {formats.plural(len(gaps), 'stretch', 'stretches')}.{now}")
    figure(
        "account-tams",
        "Who was the TAM when",
        drawing.tam_stretches,
        drawn(stretches, pd.Timestamp(view.facts.today + timedelta(days=1))),
        words={"zone": str(account["time_zone"]), "ink": charts.INK[st.context.theme.type or "light"]},
        reads="Bars of the days on which each TAM looked after the account; stretches without a TAM are marked.",
        caption="Days are those of the account's calendar; the end of the records cuts what still goes on.",
        columns={
            "who": "TAM",
            "assigned_from": st.column_config.DateColumn("From", format="D MMM YYYY"),
            "last_on": st.column_config.DateColumn("To", format="D MMM YYYY", help="Empty while it goes on."),
            "day_count": st.column_config.NumberColumn("Days up to the end of the records", format="localized"),
            "is_current": st.column_config.CheckboxColumn("Now"),
            "is_gap": st.column_config.CheckboxColumn("Without a TAM"),
        },
    )


def drawn(stretches: pd.DataFrame, end: pd.Timestamp) -> pd.DataFrame:
    """The rows of `account_tams` as bars; `end` is the day after the last of the records."""
    until = stretches["assigned_until"].fillna(end)
    shown_until = until.where(until < end, end)
    last_on = stretches["assigned_until"] - pd.Timedelta(days=1)
    return stretches.assign(
        who=stretches["tam_name"].fillna(stretches["tam_id"]).fillna("No TAM"),
        cover=stretches["is_gap"].map({True: "No TAM", False: "TAM"}),
        last_on=last_on,
        from_day=stretches["assigned_from"].dt.strftime("%Y-%m-%d"),
        to_day=shown_until.dt.strftime("%Y-%m-%d"),
        last_day=last_on.dt.strftime("%Y-%m-%d").fillna("goes on"),
        days=[formats.plural(count, "day") for count in stretches["day_count"]],
    )
