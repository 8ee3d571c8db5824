"""Attainment by what the cases are about, and by account, agent or TAM."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.components import charts, formats, link, words
from pages.components.figure import figure
from pages.response_times import case_list, choices, drawing
from pages.response_times.choices import Asked

OWNERS: Final = {"account": "Account", "agent": "Agent", "tam": "TAM"}
OWNER: Final = link.OneOf("rank", tuple(OWNERS), "account")
Number = st.column_config.NumberColumn
COUNTS: Final[dict[str, Any]] = {
    "row_count": Number("All", format="localized"),
    "judged_count": Number("Judged", format="localized"),
    "met_count": Number("Met", format="localized"),
    "breached_count": Number("Breached", format="localized"),
    "attainment": Number("Attainment", format="percent"),
}
MEDIAN: Final[dict[str, Any]] = {
    "timed_count": Number("Stopped", format="localized"),
    "median_business_hours": Number("Median (business h)", format="localized"),
}


def show(asked: Asked) -> None:
    """Draw both figures."""
    left, right = st.columns(2)
    with left:
        show_kinds(asked)
    with right:
        show_owners(asked)


def show_kinds(asked: Asked) -> None:
    """Priority by category; a click lists the judged rows of its cell."""
    rows = words.worded_columns(asked.ask("clock_by_kind"))
    codes = asked.ask("clock_by_kind")
    kinds = with_hours(rows).assign(
        code=[
            f"priority/{priority}~category/{category}"
            for priority, category in zip(codes["priority"], codes["category"], strict=True)
        ],
        shown=shares(codes),
    )
    key = f"{asked.slug}-by-kind"
    judged = formats.count(kinds["judged_count"].sum())
    about = f"{asked.words.share_of}, {judged} judged. Each cell: the share, and of how many judged."
    picked = figure(
        key,
        "Attainment by priority and category",
        drawing.kind_table,
        kinds,
        words={"ink": charts.INK[choices.ink()], "share_of": asked.words.share_of},
        reads=f"Table of shares by priority and category. {about}",
        caption=f"{about} Under {formats.TOO_FEW} judged the share is too few to mean anything.",
        columns={"priority": "Priority", "category": "Category", **COUNTS, **MEDIAN},
    )
    case_list.follow(asked.view, key, picked)


def show_owners(asked: Asked) -> None:
    """Accounts, agents or TAMs, those first that most surely miss their targets; a click lists the judged rows."""
    by = st.session_state[OWNER.key]
    owners = with_hours(asked.ask("clock_by_owner", by=by, row_limit=None))
    owners = owners.assign(code=[f"{by}/{code}" for code in owners["code"]], shown=shares(owners))
    key = f"{asked.slug}-by-{by}"
    cut = (
        f" {drawing.MOST_OWNERS} of {len(owners)} are drawn; the table has all."
        if len(owners) > drawing.MOST_OWNERS
        else ""
    )
    about = (
        "Ordered by the better end of the 95% interval (Wilson), the surest misses first: few cases make it wide, so "
        f"that bad luck alone does not lead the list.{cut}"
    )
    picked = figure(
        key,
        f"Attainment by {OWNERS[by] if by == 'tam' else OWNERS[by].lower()}",
        drawing.owner_bars,
        owners,
        words={"ink": charts.INK[choices.ink()], "share_of": asked.words.share_of},
        reads=f"Ranked bars of attainment with intervals. {about}",
        caption=about,
        columns={
            "name": OWNERS[by],
            **COUNTS,
            "attainment_lower": Number("95% from", format="percent"),
            "attainment_upper": Number("95% to", format="percent"),
            **MEDIAN,
        },
    )
    case_list.follow(asked.view, key, picked)


def choose_owner() -> None:
    """The choice of what is ranked."""
    st.segmented_control("Ranked", list(OWNERS), format_func=OWNERS.__getitem__, key=OWNER.key, required=True)


def with_hours(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its median in hours."""
    return frame.assign(median_business_hours=(pd.to_numeric(frame["median_business_seconds"]) / 3600).round(1))


def shares(frame: pd.DataFrame) -> list[str]:
    """The shares as they are written, each with its count."""
    return [
        f"{formats.share(share)} of {formats.count(judged)}"
        if judged >= formats.TOO_FEW
        else f"too few ({formats.count(judged)})"
        for share, judged in zip(frame["attainment"], frame["judged_count"], strict=True)
    ]
