"""The rates of a migration against the thresholds of watch and stop, and the same per mailbox provider."""

from typing import Final

import pandas as pd
import streamlit as st

from pages.components import charts, formats, tables
from pages.components.figure import figure
from pages.components.view import View
from pages.migrations import drawing, wording
from pages.migrations.ramp import Span

DIGITS: Final = {"bounce": ".1%", "complaint": ".2%", "deferral": ".1%"}
Number = st.column_config.NumberColumn


def show(view: View, row: pd.Series, span: Span) -> None:
    """A figure per rate, then the mailbox providers."""
    thresholds = view.ask("migration_thresholds")
    days = view.ask("migration_rates", migration_id=row["migration_id"])
    with st.grid(min_column_width=300, gap="small", key="migration-rates"):
        for metric in wording.METRICS:
            show_rate(view, metric, days[days["metric"] == metric], thresholds[thresholds["metric"] == metric], span)
    show_thresholds(thresholds)
    show_providers(view, row)


def show_rate(view: View, metric: str, days: pd.DataFrame, bands: pd.DataFrame, span: Span) -> None:
    """One rate over time, its bands behind it, and how often it was in them."""
    name = wording.METRICS[metric]
    if days["rate_7d"].isna().all():
        st.info(f"{name}: nothing was recorded to work it out from.")
        return
    drawn = days.assign(day=days["date"].dt.strftime("%Y-%m-%d"), level=days["level"].map(wording.HEALTHS))
    figure(
        f"migration-{metric}",
        name,
        drawing.rate,
        drawn,
        bands,
        words={
            "title": name,
            "zone": view.facts.zone,
            "first": span.first,
            "last": span.last,
            "digits": DIGITS[metric],
            "ink": charts.INK[st.context.theme.type or "light"],
        },
        reads=f"Line of the {name.lower()} over 7 days, with its thresholds. {in_words(days, bands)}",
        caption=f"Over the 7 days that end with each day, of the premium messages sent. {in_words(days, bands)}",
        columns={
            "date": st.column_config.DateColumn("Day", format="ddd D MMM YYYY"),
            "rate_7d": Number(f"{name}, 7 days", format="percent"),
            "rate": Number("That day alone", format="percent"),
            "level": "Level",
        },
    )


def in_words(days: pd.DataFrame, bands: pd.DataFrame) -> str:
    """How often each level was reached, and from where on it is."""
    levels = days["level"].value_counts()
    raised = [f"{formats.plural(levels[level], 'day')} at {level}" for level in ("watch", "stop") if level in levels]
    said = f"{' and '.join(raised)}." if raised else "Never at watch or stop."
    edges = ", ".join(
        f"{level} from {value * 100:g}{formats.NBSP}%"
        for level, value in zip(bands["level"], bands["value"], strict=True)
    )
    return f"{said} {edges.capitalize()}." if edges else f"{said} No threshold is set."


def show_thresholds(thresholds: pd.DataFrame) -> None:
    """What the bands mean, what to do in them, and who says so."""
    with st.expander("Where the bands come from, and what to do in them", key="migration-thresholds"):
        st.dataframe(
            thresholds.assign(
                metric=thresholds["metric"].map(wording.METRICS).fillna(thresholds["metric"]),
                level=thresholds["level"].map(wording.HEALTHS),
            ),
            hide_index=True,
            column_config={
                "metric": "Rate",
                "level": "Level",
                "value": Number("From", format="percent"),
                "action": "Then",
                "is_ours": st.column_config.CheckboxColumn("Ours", help="Set by this organisation, not published."),
                "source": "Source",
            },
            column_order=["metric", "level", "value", "source", "is_ours", "action"],
            placeholder="",
        )


def show_providers(view: View, row: pd.Series) -> None:
    """The last 7 days per mailbox provider, where the records tell them apart."""
    with st.container(border=True, key="migration-providers"):
        st.header("Which mailbox providers take it well?", anchor=False)
        st.caption(f"Premium messages of the 7 days that end on {formats.day(row['judged_on'])}.")
        tables.cases(
            view,
            "migration-providers",
            "migration_providers",
            {
                "mailbox_provider": st.column_config.TextColumn("Mailbox provider", pinned=True, width=230),
                "health": "Health",
                "sent_7d": Number("Sent", format="localized"),
                "sent_share": Number("Of all sent", format="percent"),
                "delivered_rate_7d": Number("Delivered", format="percent"),
                "bounce_rate_7d": Number("Bounced", format="percent"),
                "complaint_rate_7d": Number("Complaints", format="%.5f", help="Of what was sent, 0 to 1."),
                "deferral_rate_7d": Number("Deferred", format="percent"),
            },
            empty="The records do not tell mailbox providers apart for this account.",
            worded=lambda rows: rows.assign(health=rows["health"].map(wording.HEALTHS)),
            migration_id=row["migration_id"],
        )
