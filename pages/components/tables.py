"""Tables of cases: sorted, downloadable, and each row opens the case."""

from collections.abc import Mapping
from typing import Any, Final, cast

import pandas as pd
import streamlit as st

from pages.components import menu
from pages.components.view import View

ROW_LIMIT: Final = 500  # what a person scrolls through; the CSV holds every row


def moments(label: str, zone: str, description: str | None = None) -> Any:
    """A column of times, shown in the reporting zone, which the heading names once per table."""
    return st.column_config.DatetimeColumn(label, timezone=zone, format="D MMM YYYY HH:mm", help=description)


def cases(view: View, key: str, question: str, columns: Mapping[str, Any], **more: Any) -> None:
    """The cases a question returns, with CSV of all of them; choosing a row opens its case page, where there is one.

    The question takes the shared filters, `more` and $row_limit, and returns case_id.
    """
    rows = view.ask(question, row_limit=ROW_LIMIT + 1, **more)
    if len(rows) > ROW_LIMIT:
        st.caption(f"The first {ROW_LIMIT:,} are shown; the CSV holds every row.")
    shown = in_minutes(rows.head(ROW_LIMIT))
    case_page = menu.page("case")
    event = st.dataframe(
        shown,
        key=f"{key}-rows",
        hide_index=True,
        column_config=dict(columns),
        column_order=list(columns),
        on_select="rerun" if case_page else "ignore",
        selection_mode="single-row",
        height=min(38 + 35 * len(shown), 460),
    )
    st.download_button(
        "Download CSV",
        view.csv_of(question, row_limit=None, **more),
        file_name=f"{key}.csv",
        mime="text/csv",
        key=f"{key}-csv",
        on_click="ignore",
    )
    chosen = cast("dict[str, Any]", event)["selection"]["rows"] if case_page else []
    if case_page and chosen:
        case_id = str(shown["case_id"].iloc[chosen[0]])
        st.switch_page(case_page, query_params={**_held(), "case": case_id})


def _held() -> dict[str, list[str]]:
    return {key: st.query_params.get_all(key) for key in st.query_params}


def in_minutes(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its seconds in minutes, under the same names: numbers, so that a table still sorts them."""
    seconds = [name for name in frame.columns if name.endswith("_seconds")]
    return frame.assign(**{name: (frame[name] / 60).round(1) for name in seconds})
