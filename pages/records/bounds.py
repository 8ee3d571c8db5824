"""How far the rejected rows could move each headline."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.components import formats, words
from pages.components.figure import figure
from pages.components.view import View
from pages.records import drawing

Number = st.column_config.NumberColumn
COLUMNS: Final[dict[str, Any]] = {
    "headline": "Attainment",
    "met_count": Number("Met", format="localized"),
    "breached_count": Number("Breached", format="localized"),
    "judged_count": Number("Judged", format="localized"),
    "rejected_count": Number("Rejected rows that count", format="localized"),
    "attainment": Number("Shown", format="percent"),
    "lowest": Number("At least", format="percent"),
    "highest": Number("At most", format="percent"),
    "says": "Note",
}


def show(view: View) -> None:
    """Draw the figure, or say that nothing could move."""
    if not view.facts.rejected_count:
        st.success("No row was rejected, so no headline can be off for that reason.")
        return
    rows = view.ask("headline_bounds")
    drawn = rows.assign(
        headline=rows["headline"].map(words.CLOCKS),
        says=[says(row) for _, row in rows.iterrows()],
        is_drawn=[says(row) == "" for _, row in rows.iterrows()],
    )
    caption = (
        "The worst and the best case: as if every rejected row belonged to this period and these filters. "
        + "; ".join(f"{row['headline']}: {row['says']}" for _, row in drawn[~drawn["is_drawn"]].iterrows())
    )
    if not drawn["is_drawn"].any():
        st.warning(caption)
        return
    figure(
        "headline-bounds",
        "How far the rejected rows could move each attainment",
        drawing.ranges,
        drawn,
        words={},
        reads=f"For each attainment a point where it stands, and a line from the lowest to the highest. {caption}",
        caption=caption,
        columns=COLUMNS,
    )


def says(row: pd.Series) -> str:
    """Why a headline has no range, if it has none."""
    if not row["is_bounded"]:
        return "rows of the kinds that were rejected could move it by any amount"
    if row["judged_count"] < formats.TOO_FEW:
        return "too few cases judged"
    return ""
