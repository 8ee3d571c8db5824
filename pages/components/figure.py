"""A figure: a chart with its title, the same figures as a table, and their CSV, in one frame."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from pages.components import arrow, charts, warehouse


def figure(
    key: str,
    title: str,
    chart: Callable[..., charts.Spec],
    *frames: pd.DataFrame,
    words: Mapping[str, str],
    reads: str,
    columns: Mapping[str, Any],
    caption: str = "",
) -> Any:
    """Draw a figure and return the value of the mark that was clicked, or None.

    `chart` is a builder, of `charts` or of a page's own module, and gets `frames` and `words`. `reads` tells a screen
    reader what the chart shows; `columns` are the headings of the table, which shows the first frame.
    """
    with st.container(border=True, key=f"figure-{key}", gap="xsmall", height="stretch"):
        st.header(title, anchor=False)
        if caption:
            st.caption(caption)
        drawn, listed = st.tabs(["Chart", "Table"], key=f"{key}-tabs")
        with drawn:
            event = st.vega_lite_chart(
                charts.sent(chart(*frames, **words)),
                key=f"{key}-chart",
                on_select="rerun",
                selection_mode=charts.PICK,
                alt=reads,
            )
        with listed:
            st.dataframe(
                arrow.table(frames[0]),
                hide_index=True,
                column_config=dict(columns),
                column_order=list(columns),
                alt=f"{title}, as a table",
                placeholder="",
            )
            st.download_button(
                "Download CSV",
                warehouse.csv_file(frames[0][list(columns)], key),
                file_name=f"{key}.csv",
                mime="text/csv",
                key=f"{key}-csv",
                on_click="ignore",
            )
    picked = event["selection"].get(charts.PICK) or []
    return next(iter(picked[0].values())) if picked else None
