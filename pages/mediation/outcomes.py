"""What came of the requests of the period, and what is flagged about them."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.components import cards, charts, definitions, formats, picks
from pages.components.figure import figure
from pages.components.view import View
from pages.mediation import drawing, words
from pages.mediation.figures import ASKED, counted, share_of
from pages.mediation.requests import EVERY

PROVIDERS: Final = "mediation-by-provider"
MONTHS: Final = "mediation-by-month"
Number = st.column_config.NumberColumn


def show_cards(now: pd.Series, before: pd.Series | None) -> None:
    """Requests = its outcomes + still open + tier 2; and what is flagged."""
    closed = now["in_scope_count"] - now["open_count"]
    of_closed = {
        "resolved": definitions.MEDIATION_RESOLVED,
        "declined": definitions.MEDIATION_DECLINED,
        "no_reply": definitions.MEDIATION_NO_REPLY,
        "withdrawn": definitions.MEDIATION_WITHDRAWN,
        "no_outcome": definitions.MEDIATION_NO_OUTCOME,
    }
    cards.row(
        [
            counted(
                definitions.MEDIATION_REQUESTS, "request_count", EVERY, now, before, "in the period, tier 2 included"
            ),
            *(
                counted(
                    definition,
                    f"{result}_count",
                    f"result:{result}",
                    now,
                    before,
                    share_of(now[f"{result}_count"], closed, "closed of tier 1"),
                )
                for result, definition in of_closed.items()
            ),
            counted(
                definitions.MEDIATION_STILL_OPEN,
                "open_count",
                "result:open",
                now,
                before,
                share_of(now["open_count"], now["in_scope_count"], "of tier 1"),
            ),
            counted(
                definitions.MEDIATION_TIER_2,
                "tier_2_count",
                "result:tier_2",
                now,
                before,
                share_of(now["tier_2_count"], now["request_count"], "requests"),
            ),
            counted(
                definitions.MEDIATION_PREMATURE,
                "premature_count",
                "flag:premature",
                now,
                before,
                share_of(now["premature_count"], now["request_count"], "requests"),
            ),
            counted(
                definitions.MEDIATION_ODD,
                "odd_count",
                "flag:odd",
                now,
                before,
                share_of(now["odd_count"], now["request_count"], "requests"),
            ),
        ],
        key="mediation-outcomes",
    )


def columns() -> dict[str, Any]:
    """The headings of the counts."""
    return {
        "request_count": Number("Requests", format="localized"),
        **{f"{result}_count": Number(name, format="localized") for result, name in words.RESULTS.items()},
        "premature_count": Number("Form sent too early", format="localized"),
        "odd_count": Number("Odd records", format="localized"),
    }


def parts(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """The counts of each group by outcome, one row per mark, those without a request left out."""
    names = {f"{result}_count": result for result in words.RESULTS}
    long = rows.melt(id_vars=["code", "name"], value_vars=list(names), var_name="column", value_name="counted")
    long = long[long["counted"] > 0]
    results = long["column"].map(names)
    return long.assign(
        group=long["code"], code=f"{by}:" + long["code"] + "/" + results, result=results.map(words.RESULTS)
    ).drop(columns="column")


def show_providers(view: View) -> None:
    """Requests by provider; a click lists an outcome of a provider."""
    rows = view.ask("mediation_figures", by="provider")
    top = rows.head(drawing.MOST_ROWS)
    cut = f" The first {drawing.MOST_ROWS} of {len(rows)} are drawn; the table has all." if len(rows) > len(top) else ""
    about = f"{formats.plural(rows['request_count'].sum(), 'request')} to {formats.plural(len(rows), 'provider')}.{cut}"
    picked = figure(
        PROVIDERS,
        "Requests by mailbox provider and outcome",
        drawing.provider_bars,
        rows,
        parts(top, "provider"),
        words={"ink": charts.INK[st.context.theme.type or "light"]},
        reads=f"Stacked bars of requests by mailbox provider and outcome. {about}",
        caption=about,
        columns={"name": "Mailbox provider", **columns()},
    )
    picks.follow(view, PROVIDERS, picked, ASKED, EVERY)


def show_months(view: View) -> None:
    """Requests by month; a click lists an outcome of a month."""
    rows = view.ask("mediation_figures", by="month")
    partial = " Months cut by the period or by the end of the records are marked in the table."
    about = f"By the month of opening; the newest have had less time.{partial if any(rows['is_partial']) else ''}"
    picked = figure(
        MONTHS,
        "Requests by month and outcome",
        drawing.month_columns,
        rows,
        parts(rows, "month"),
        words={"zone": view.facts.zone},
        reads=f"Stacked columns of requests by month and outcome. {about}",
        caption=about,
        columns={
            "name": "Month",
            **columns(),
            "is_partial": st.column_config.CheckboxColumn("Only part of it"),
        },
    )
    picks.follow(view, MONTHS, picked, ASKED, EVERY)
