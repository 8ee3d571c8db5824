"""The list of At risk: what is due first comes first, with the time left in words, whose it is, and who spoke last."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.at_risk import bands
from pages.components import formats, link, tables, words
from pages.components.view import View

ROWS: Final = {"most_urgent": "Each case once", "all": "All clocks"}
PER: Final = link.OneOf("rows", tuple(ROWS), "most_urgent")
CLOCK: Final = link.AnyOf("clock", tuple(words.CLOCKS))
FIELDS: Final = (bands.BAND, CLOCK, PER)


def show(view: View) -> None:
    """Draw the list with what narrows it."""
    with st.container(border=True, key="cases"):
        st.header("Due first", anchor=False)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            rows = st.segmented_control(
                "Rows",
                list(ROWS),
                format_func=ROWS.__getitem__,
                key=PER.key,
                required=True,
                help="A case or escalation is listed with its most urgent clock. All clocks lists every running clock.",
            )
            chosen_bands = st.multiselect(
                "Urgency", list(bands.BANDS), format_func=bands.name, key=bands.BAND.key, placeholder="All", width=330
            )
            clocks = st.multiselect(
                "Clock",
                list(words.CLOCKS),
                format_func=words.CLOCKS.__getitem__,
                key=CLOCK.key,
                placeholder="All clocks",
                width=330,
            )
        tables.cases(
            view,
            "at-risk",
            "risk_list",
            columns(view.facts.zone),
            empty="Nothing that is open is here. Choose another urgency or clock.",
            worded=worded,
            bands=tuple(chosen_bands),
            clocks=tuple(clocks),
            owners=(),
            pick=str(rows),
        )


def worded(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of `risk_list` with words for codes, and the time left in words."""
    left = [time_left(*row) for row in zip(rows["band"], rows["left_seconds"], rows["is_elapsed"], strict=True)]
    shown = words.worded_columns(rows, band={band: bands.name(band) for band in bands.BANDS})
    return shown.assign(
        time_left=left,
        item=rows["item"].map({"case": "Case", "escalation": "Escalation"}),
        last_word_by=rows["last_word_by"].str.capitalize() + (", " + rows["last_word_name"]).fillna(""),
        owner_name=rows["owner_name"].fillna(rows["owner_id"].map(words.NOBODY)),
        tam_name=rows["tam_name"].fillna(words.NOBODY["no_tam"]),
    )


def time_left(band: str, left_seconds: float | None, is_elapsed: bool) -> str:
    """`3 h 10 min left`, `45 min late`, on the target's own clock; or why there is no such time."""
    if band == "no_target":
        return "No target"
    if formats.is_missing(left_seconds):
        return "Paused" if band in ("waiting_on_customer", "resolution_proposed") else "Nothing due"
    seconds = round(left_seconds or 0)
    if band in ("waiting_on_customer", "resolution_proposed"):
        return f"Paused, {formats.duration(seconds)} left{' round the clock' if is_elapsed else ''}"
    round_the_clock = " round the clock" if is_elapsed else ""
    return f"{formats.duration(abs(seconds))} {'late' if band == 'breached' else 'left'}{round_the_clock}"


def columns(zone: str) -> dict[str, Any]:
    """The headings of the list."""
    text = st.column_config.TextColumn
    return {
        "item_id": text("Case or escalation", pinned=True),
        "time_left": text(
            "Business time left",
            help="Opening hours of the account's calendar (escalations: of the TAM's); 'round the clock' where the "
            "target runs day and night.",
        ),
        "due_at": tables.moments("Due", zone, "Empty while the clock is paused."),
        "clock": "Clock",
        "account_name": "Account",
        "owner_name": text("Owner", help="The agent of a case, the TAM of an escalation."),
        "tam_name": "TAM",
        "last_word_by": text("Last word by", help="Who sent the newest public message. Opening the case is one."),
        "last_word_at": tables.moments("Last word", zone),
        "state": "State",
        "priority": "Priority",
        "band": "Urgency",
        "category": "Category",
        "case_id": text("Case", help="The case that an escalation is about; a chosen row opens it."),
        "subject": "Subject",
    }
