"""The account's moves to premium sending, and what it sends per day by either route."""

from datetime import date, timedelta
from typing import Final

import pandas as pd
import streamlit as st

from pages.account import drawing
from pages.components import formats, menu, tables, words
from pages.components.figure import figure
from pages.components.view import View

STATUSES: Final = {
    "planned": "Planned",
    "warming": "Warming up",
    "paused": "Paused",
    "completed": "Completed",
    "cancelled": "Cancelled",
}
HEALTHS: Final = {"healthy": "Healthy", "watch": "Watch", "stop": "Stop"}
ROUTES: Final = {"premium": "Premium", "legacy": "Legacy"}
BEFORE: Final = timedelta(days=30)  # what is seen of the traffic before the newest move began
Number = st.column_config.NumberColumn
Day = st.column_config.DateColumn


def show(view: View, account: pd.Series) -> None:
    """Draw both."""
    moves = view.ask("account_migrations", account_id=account["account_id"])
    with st.container(border=True, key="account-migrations"):
        st.header("Migrations", anchor=False)
        tables.cases(
            view,
            "account-migrations",
            "account_migrations",
            {
                "migration_id": st.column_config.TextColumn("Migration", pinned=True),
                "status": "Status",
                "stage": Number("Stage reached", format="localized"),
                "stages": Number("Of", format="localized"),
                "share_now": Number("Moved", format="percent", help="Of the messages of the last 7 days."),
                "days_behind": Number("Days behind", format="localized", help="Below 0: ahead of its plan."),
                "health": "Health",
                "started_on": Day("Started", format="D MMM YYYY"),
                "target_on": Day("Target", format="D MMM YYYY"),
                "projected_on": Day("Projected", format="D MMM YYYY", help="Empty where no finish can be told."),
                "completed_on": Day("Completed", format="D MMM YYYY"),
                "target_daily_volume": Number("Target a day", format="localized"),
                "tam_name": "TAM",
            },
            empty="This account has no migration.",
            worded=lambda rows: words.worded_columns(rows, status=STATUSES, health=HEALTHS),
            account_id=account["account_id"],
        )
        link_to(moves)
    show_traffic(view, account, moves)


def link_to(moves: pd.DataFrame) -> None:
    """A link to the page of each migration, where this visitor may open it."""
    page = menu.page("migrations")
    if page is None:
        return
    for migration_id in moves["migration_id"]:
        st.page_link(
            page,
            label=f"How migration {formats.plain(str(migration_id))} goes",
            icon=":material/moving:",
            query_params={"migration": str(migration_id)},
        )


def show_traffic(view: View, account: pd.Series, moves: pd.DataFrame) -> None:
    """Sent per day by route, over the period and over the newest migration."""
    since, until = stretch(view, moves)
    days = view.ask("account_traffic", account_id=account["account_id"], since=since, until=until)
    if days.empty:
        st.info("There are no traffic records of this account in the period. Choose a longer one in the sidebar.")
        return
    caption = f"{formats.day(since)} to {formats.day(until - timedelta(days=1))}: the period" + (
        ", and the newest migration from 30 days before it began." if not moves.empty else "."
    )
    figure(
        "account-traffic",
        "Messages sent per day, premium against legacy",
        drawing.traffic,
        days.assign(day=days["date"].dt.strftime("%Y-%m-%d"), route_name=days["route"].map(ROUTES).fillna("Legacy")),
        words={"zone": view.facts.zone},
        reads=f"Two lines of messages sent per day, one for each route. {caption}",
        caption=caption,
        columns={
            "date": Day("Day", format="D MMM YYYY"),
            "route": "Route",
            "sent": Number("Sent", format="localized"),
            "delivered": Number("Delivered", format="localized"),
            "bounced": Number("Bounced", format="localized"),
            "deferred": Number("Deferred", format="localized"),
            "complaints": Number("Complaints", format="localized"),
            "delivered_rate": Number("Delivered rate", format="percent"),
            "bounce_rate": Number("Bounce rate", format="percent"),
            "complaint_rate": Number("Complaint rate", format="percent", help="Of what was sent."),
        },
    )


def stretch(view: View, moves: pd.DataFrame) -> tuple[date, date]:
    """[since, until) that holds the period and the newest migration."""
    chosen = view.filters
    if moves.empty:
        return chosen.since, chosen.until
    began = moves["started_on"].iloc[0].date() - BEFORE
    return min(chosen.since, began), chosen.until
