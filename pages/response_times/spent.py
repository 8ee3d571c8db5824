"""Where the business time of cases went, from opening to end."""

from typing import Final

import pandas as pd
import streamlit as st

from pages.components import formats, link, words
from pages.components.figure import figure
from pages.response_times import case_list, drawing, narrowing
from pages.response_times.choices import Asked

SPLITS: Final = {"all": "All together", "month": "Month", "category": "Category", "priority": "Priority"}
SPLIT: Final = link.OneOf("split", tuple(SPLITS), "all")
KEY: Final = "time-spent"
Number = st.column_config.NumberColumn


def show(asked: Asked) -> None:
    """Draw the figure; a click lists the cases that spent time in that stage."""
    by = str(
        st.segmented_control("Split by", list(SPLITS), format_func=SPLITS.__getitem__, key=SPLIT.key, required=True)
    )
    rows = asked.ask("time_spent", group_by=by)
    if rows.empty or not rows["business_seconds"].sum():
        st.info("These cases have spent no business time yet.")
        return
    shown = named(rows, by)
    total = rows["business_seconds"].sum() / 3600
    hours = rows.groupby("stage", sort=False)["business_seconds"].sum() / 3600
    top = narrowing.STAGES[str(hours.idxmax())].lower()
    about = (
        f"{total:,.0f} business hours of the accounts' calendars, all clocks of a case together, whichever clock is "
        f"chosen. Most: {top} ({formats.share(hours.max() / total)})."
    )
    key = f"{KEY}-{by}-{asked.denominator}"
    picked = figure(
        key,
        "Where the business time went",
        drawing.stage_bars,
        shown,
        words={},
        reads=f"Stacked bars of the share of business time in each stage. {about}",
        caption=about,
        columns={
            "group": SPLITS[by],
            "stage_name": "Stage",
            "case_count": Number("Cases", format="localized"),
            "business_hours": Number("Business hours", format="localized"),
            "share": Number("Share", format="percent"),
        },
    )
    case_list.follow(asked.view, key, picked)


def named(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """The rows with words for groups and stages, hours, and the code that lists each."""
    known = words.COLUMNS.get(by, {})
    part = {"month": "~in/{}", "category": "~category/{}", "priority": "~priority/{}"}.get(by, "")
    return rows.assign(
        group=[
            f"{pd.Timestamp(f'{code}-01'):%b %Y}" if by == "month" else known.get(code, "All cases")
            for code in rows["group_code"]
        ],
        stage_name=rows["stage"].map(narrowing.STAGES),
        business_hours=(rows["business_seconds"] / 3600).round(1),
        code=[
            f"stage/{stage}{part.format(code)}" for stage, code in zip(rows["stage"], rows["group_code"], strict=True)
        ],
        stage_rank=rows["stage"].map({code: rank for rank, code in enumerate(narrowing.STAGES)}),
    )
