"""The days of a migration: planned against actual volume, and the share of traffic moved."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from pages.components import charts, formats
from pages.components.figure import figure
from pages.components.view import View
from pages.migrations import drawing, wording

Number = st.column_config.NumberColumn
Day = st.column_config.DateColumn


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a migration, and the first and last of them as ISO text: the time axis of all its charts."""

    days: pd.DataFrame
    first: str
    last: str

    @classmethod
    def of(cls, row: pd.Series, days: pd.DataFrame) -> "Span":
        """From the rows of `migration_daily`; without any, from the start to the target."""
        drawn = days.assign(day=days["date"].dt.strftime("%Y-%m-%d"))
        if days.empty:
            ends = (row["started_on"], row["target_on"])
        else:
            ends = (days["date"].min(), max(days["date"].max(), row["target_on"]))
        return cls(drawn, f"{ends[0]:%Y-%m-%d}", f"{ends[1]:%Y-%m-%d}")

    @property
    def past(self) -> pd.DataFrame:
        """The days that have happened."""
        return self.days[~self.days["is_future"].astype(bool)]


def show(view: View, row: pd.Series, span: Span) -> None:
    """Planned against actual, on the scale that is chosen."""
    scale = wording.choose_scale()
    ink = charts.INK[st.context.theme.type or "light"]
    if span.days.empty:
        st.info("Neither a plan nor traffic of this migration is in the records.")
        return
    figure(
        "migration-volume",
        "Does the volume follow the plan?",
        drawing.volumes,
        span.days,
        words={
            "zone": view.facts.zone,
            "scale": scale,
            "first": span.first,
            "last": span.last,
            "target": f"{row['target_on']:%Y-%m-%d}",
            "ink": ink,
        },
        reads=f"Lines of planned, premium and legacy messages per day. {follows(row, span)}",
        caption=follows(row, span),
        columns={
            "date": Day("Day", format="ddd D MMM YYYY"),
            "planned_volume": Number("Planned", format="localized"),
            "premium_sent": Number("Premium sent", format="localized"),
            "legacy_sent": Number("Legacy sent", format="localized"),
            "stage": Number("Stage reached"),
            "plan_stage": Number("Stage of the plan"),
            "share_7d": Number("Share, 7 days", format="percent"),
            "delivered_rate": Number("Delivered rate", format="percent"),
            "held_reason": st.column_config.TextColumn("Held", help="Why the day brought no new stage."),
        },
    )


def follows(row: pd.Series, span: Span) -> str:
    """The newest day against its plan, in words; what is missing is said."""
    judged = span.days[span.days["date"] == row["judged_on"]]
    if judged.empty or span.past["premium_sent"].isna().all():
        return (
            "No premium traffic is recorded yet." if span.days["planned_volume"].notna().any() else "There is no plan."
        )
    day = judged.iloc[0]
    number = "Nothing" if pd.isna(day["premium_sent"]) else formats.count(day["premium_sent"])
    sent = f"{number} sent by premium on {formats.day(day['date'])}"
    if span.days["planned_volume"].isna().all():
        return f"{sent}; there is no plan to compare it with."
    if pd.notna(row["plan_until"]) and row["plan_until"] < row["judged_on"]:
        last = span.days["planned_volume"].dropna().iloc[-1]
        return f"{sent}; the plan ended on {formats.day(row['plan_until'])} with {formats.count(last)} a day."
    if pd.isna(day["planned_volume"]):
        return f"{sent}, a day for which nothing is planned."
    return f"{sent}, {formats.count(day['planned_volume'])} planned."


def show_share(view: View, row: pd.Series, span: Span) -> None:
    """The share of traffic moved."""
    past = span.past
    if past["share_7d"].isna().all():
        st.info("No traffic of this account is recorded since 28 days before the start: there is no share to draw.")
        return
    figure(
        "migration-share",
        "How much of the traffic has moved?",
        drawing.share,
        past,
        words={"zone": view.facts.zone, "first": span.first, "last": span.last},
        reads=f"Line of the share of messages sent by premium; {formats.share(row['share_now'])} at the end.",
        caption="Premium of premium and legacy messages, over the 7 days that end with each day. "
        f"It stands at {formats.share(row['share_now'])}.",
        columns={
            "date": Day("Day", format="ddd D MMM YYYY"),
            "share_7d": Number("Share, 7 days", format="percent"),
            "premium_sent": Number("Premium sent", format="localized"),
            "legacy_sent": Number("Legacy sent", format="localized"),
        },
    )
