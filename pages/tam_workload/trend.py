"""What each TAM had open over time, and the items behind a day."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.components import charts, formats, link, picks, tables
from pages.components.figure import figure
from pages.components.view import View
from pages.tam_workload import choosing, drawing, words

THEN: Final = "then"
NOTHING: Final = "none"
CHART: Final = "tam-items-over-time"
MOST_DAYS: Final = 31  # a longer period is drawn by weeks
Number: Final = st.column_config.NumberColumn


def step(view: View) -> str:
    """Whether the period is drawn by days or by weeks."""
    return "day" if view.filters.until - view.filters.since <= timedelta(days=MOST_DAYS) else "week"


def cells(view: View) -> pd.DataFrame:
    """The rows of `tam_items_over_time` with names and codes; who held nothing all along is left out."""
    rows = view.ask("tam_items_over_time", step=step(view))
    most = rows.groupby("tam_id")["open_count"].transform("max")
    rows = rows[most > 0]
    names = choosing.names(view)
    days = rows["day"].dt.strftime("%Y-%m-%d")
    return rows.assign(
        starts_on=days,
        name=[names.get(tam, tam) for tam in rows["tam_id"]],
        code=days + "|" + rows["tam_id"],
    )


def fields(view: View) -> tuple[link.Field, ...]:
    """What of this part is in the address: the day and the TAM that are listed."""
    return (link.OneOf(THEN, (NOTHING, *cells(view)["code"]), NOTHING),)


def show(view: View) -> None:
    """Draw the table, and the list behind a cell."""
    found = cells(view)
    if found.empty:
        st.info("Nothing was open in the period. Choose a longer period in the sidebar.")
        return
    unit = "When the day ended" if step(view) == "day" else "When the last day of the week ended"
    about = f"Open items {unit[0].lower()}{unit[1:]}, with the TAM of then. A click on a cell lists them."
    picked = figure(
        CHART,
        "Open items per TAM over time",
        drawing.items_over_time,
        found,
        words={
            "zone": view.facts.zone,
            "unit": unit,
            "ink": charts.INK[st.context.theme.type or "light"],
        },
        reads=f"Heat table of open items by TAM and time. {about}",
        caption=about,
        columns={
            "day": st.column_config.DateColumn("Day", format="ddd D MMM YYYY"),
            "name": "TAM",
            "open_count": Number("Open items", format="localized"),
            "escalation_count": Number("Escalations", format="localized"),
            "case_count": Number("Cases", format="localized"),
            "migration_count": Number("Migrations", format="localized"),
            "mediation_count": Number("Mediations", format="localized"),
        },
    )
    picks.follow(view, CHART, picked, THEN, NOTHING)
    show_list(view, found)


def show_list(view: View, found: pd.DataFrame) -> None:
    """The items behind the chosen cell."""
    with st.container(border=True, key="tam-then"):
        st.header("Open items of a day", anchor=False)
        labels = {NOTHING: "Choose a day and TAM, or click a cell"} | {
            str(row.code): f"{row.name}, {formats.day(pd.Timestamp(str(row.day)))} ({row.open_count:,})"
            for row in found.sort_values(["day", "name"], ascending=[False, True]).itertuples(index=False)
        }
        code = str(st.selectbox("Listed", list(labels), format_func=labels.__getitem__, key=THEN, width=380))
        if code == NOTHING:
            return
        day, _, tam = code.partition("|")
        tables.cases(
            view.under(replace(view.filters, tams=(tam,))),
            "tam-items-on-day",
            "tam_items_on_day",
            columns(view.facts.zone),
            empty="Nothing was open then.",
            worded=words.items,
            opens_account=True,
            day=date.fromisoformat(day),
        )


def columns(zone: str) -> dict[str, Any]:
    """The headings of the list."""
    return {
        "item_id": st.column_config.TextColumn("Item", pinned=True),
        "item": "Kind",
        "account_name": "Account",
        "tam_name": "TAM then",
        "category": "Category",
        "since_at": tables.moments("Open since", zone),
        "subject": "Subject",
        "ended_at": tables.moments("Ended", zone, "Empty while it is open."),
    }
