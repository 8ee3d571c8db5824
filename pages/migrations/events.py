"""What the support side saw beside the ramp: escalations, mediations, pauses, on the time axis of the volume."""

from typing import Final

import pandas as pd
import streamlit as st

from pages.components import charts
from pages.components.figure import figure
from pages.components.view import View
from pages.migrations import drawing
from pages.migrations.ramp import Span

KINDS: Final = {
    "started": "Milestone",
    "target": "Milestone",
    "completed": "Milestone",
    "escalation": "Escalation",
    "mediation": "Mediation",
    "sending_gap": "No traffic",
}
OUT_OF_SCOPE: Final = "Out of scope"
MILESTONES: Final = {"started": "Start", "target": "Target", "completed": "Completed"}
Day = st.column_config.DateColumn


def show(view: View, row: pd.Series, span: Span) -> None:
    """What the support side saw, on the time axis of the volume."""
    happened = view.ask("migration_events", migration_id=row["migration_id"])
    if happened.empty:
        return
    drawn = drawn_events(happened, span)
    counts = drawn["kind"].value_counts()
    said = ", ".join(
        f"{name.lower()} {counts[name]}" for name in drawing.KINDS if name in counts and name != "Milestone"
    )
    figure(
        "migration-events",
        "What happened beside the ramp?",
        drawing.events,
        drawn,
        words={
            "zone": view.facts.zone,
            "first": span.first,
            "last": span.last,
            "ink": charts.INK[st.context.theme.type or "light"],
        },
        reads=f"Lanes of events on the same days as the volume above. {said or 'No event'}.",
        caption=f"On the days of the volume above: {said or 'no escalation, no mediation and no pause'}. "
        "A pause shows as two days or more without premium traffic; the records have no other trace of it.",
        columns={
            "kind": "Kind",
            "what": "What",
            "from_on": Day("From", format="ddd D MMM YYYY"),
            "until_on": Day("To", format="ddd D MMM YYYY", help="Empty while it goes on, and for a single day."),
            "state": "State",
            "item_id": "Id",
        },
    )


def drawn_events(happened: pd.DataFrame, span: Span) -> pd.DataFrame:
    """The rows of `migration_events` as marks; what is still open is drawn to the last day judged."""
    is_milestone = happened["kind"].isin(list(MILESTONES))
    excluded = happened["scope"].notna() & (happened["scope"] != "in_scope")
    until = happened["until_on"].dt.strftime("%Y-%m-%d")
    day = happened["from_on"].dt.strftime("%Y-%m-%d")
    is_open = happened["is_open"].fillna(value=False).astype(bool) & ~is_milestone
    today = span.past["day"].max() if len(span.past) else span.last
    return happened.assign(
        code=happened["kind"] + "/" + happened["item_id"].fillna("") + "/" + day,
        kind=happened["kind"].map(KINDS).where(~excluded, OUT_OF_SCOPE),
        what=happened["kind"].map(MILESTONES).fillna(happened["label"]).fillna("Two days or more"),
        day=day,
        until=until.where(until.notna(), day.where(~is_open, today)),
        until_words=until.where(until.notna(), pd.Series("still open", index=until.index).where(is_open, day)),
        state=pd.Series("", index=until.index).where(~is_open, "Open"),
    )
