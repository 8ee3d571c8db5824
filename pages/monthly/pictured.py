"""The four charts on the screen, each with its figures as a table and as CSV."""

from typing import Any, Final

import streamlit as st

from pages.components.figure import figure
from pages.monthly import choosing, drawing
from pages.monthly.contents import Content, Picture

Number = st.column_config.NumberColumn
SHARES: Final = ("first_response_attainment", "agreed_resolution")


def show(content: Content) -> None:
    """Draw the charts, two beside each other."""
    for first in range(0, len(content.pictures), 2):
        for place, picture in zip(st.columns(2), content.pictures[first : first + 2], strict=False):
            with place:
                show_one(picture)


def show_one(picture: Picture) -> None:
    """Draw one chart, or say why there is none."""
    if picture.is_empty:
        with st.container(border=True, height="stretch"):
            st.header(picture.title, anchor=False)
            st.info(picture.reads)
        return
    figure(
        choosing.chart_key(picture.series),
        picture.title,
        drawing.control_chart,
        picture.frame,
        words=picture.words,
        reads=f"{picture.title} by month. {picture.reads}",
        caption=picture.reads,
        columns=columns(picture.series),
    )


def columns(series: str) -> dict[str, Any]:
    """The headings of the table."""
    form = "percent" if series in SHARES else "localized"
    unit = " (business h)" if series == "median_first_response" else ""
    return {
        "starts_on": st.column_config.TextColumn("Month from"),
        "value": Number(f"{drawing.CHARTS[series][0]}{unit}", format=form),
        "n": Number("Rests on", format="localized"),
        "centre": Number("Mean", format=form),
        "lower_limit": Number("Lower limit", format=form),
        "upper_limit": Number("Upper limit", format=form),
        "kind": st.column_config.TextColumn("Usual?"),
    }
