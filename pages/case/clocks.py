"""The clocks of a case: one row each, with target, due time and verdict; the chosen one is explained below."""

from typing import Any, Final, cast

import pandas as pd
import streamlit as st

from pages.case import words
from pages.components import formats, link, tables

ORDER: Final = list(words.CLOCKS)
CHOSEN: Final = "receipt"
ROWS: Final = "case-clock-rows"


def in_order(ran: pd.DataFrame) -> pd.DataFrame:
    """The rows of `case_clocks` as the page lists them, with their `code` and `title`: updates longest first."""
    counts = ran["clock"].value_counts()
    longest = ran["business_seconds"].where(ran["clock"] == "periodic_update", 0)
    ordered = (
        ran.assign(rank=ran["clock"].map(ORDER.index), longest=-longest)
        .sort_values(["rank", "longest", "instance"], kind="stable")
        .drop(columns=["rank", "longest"])
        .reset_index(drop=True)
    )
    return ordered.assign(
        code=[f"{row.clock}.{row.instance}" for row in words.each(ordered)],
        title=[words.clock_title(row, int(counts[row["clock"]])) for _, row in ordered.iterrows()],
    )


def show(case: pd.Series, ran: pd.DataFrame, exemptions: pd.DataFrame) -> pd.Series:
    """Draw the table and the choice of a clock; returns the row of the chosen one."""
    exempted = set(exemptions["metric"])
    codes = tuple(ran["code"])
    field = link.OneOf(CHOSEN, codes, default_code(ran))
    link.restore([field])
    zone = case["time_zone"]
    with st.container(border=True, key="case-clocks", gap="xsmall"):
        st.header("How each clock ran", anchor=False)
        st.caption(
            f"Times are in {zone}. Business time runs in the opening hours of "
            f"{formats.plain(str(case['calendar_name']))}; escalations count on the calendar of their TAM. "
            "Targets are internal, not contractual. Choose a row to see its receipt."
        )
        st.dataframe(
            shown(ran, exempted),
            key=ROWS,
            hide_index=True,
            column_config=columns(zone),
            on_select=lambda: choose(codes),
            selection_mode="single-row",
            height=min(tables.ROW_HEIGHT * (len(ran) + 1) + 3, tables.TALLEST),
            placeholder="",
            alt="Every clock of the case with its target, due time and verdict",
        )
        st.selectbox(
            "Receipt of",
            codes,
            format_func=dict(zip(codes, ran["title"], strict=True)).__getitem__,
            key=CHOSEN,
            width=420,
        )
    link.publish([field])
    return ran.iloc[codes.index(st.session_state[CHOSEN])]


def default_code(ran: pd.DataFrame) -> str:
    """The clock that the address asks for by its kind alone (from a page about that clock), else the first one.

    Of several of a kind the one that counted most, which is the one a figure calls the worst.
    """
    kinds = st.query_params.get_all("clock")
    kind = kinds[-1] if kinds and kinds[-1] in set(ran["clock"]) else ran["clock"].iloc[0]
    of_kind = ran[ran["clock"] == kind]
    return str(of_kind["code"].iloc[int(of_kind["business_seconds"].argmax())])


def choose(codes: tuple[str, ...]) -> None:
    """Put the receipt on the row that was chosen in the table."""
    rows = cast("dict[str, Any]", st.session_state[ROWS])["selection"]["rows"]
    if rows:
        st.session_state[CHOSEN] = codes[rows[0]]


def shown(ran: pd.DataFrame, exempted: set[str]) -> pd.DataFrame:
    """The table's cells."""
    rows = [row for _, row in ran.iterrows()]
    return pd.DataFrame(
        {
            "clock": ran["title"],
            "verdict": [words.verdict_word(row) + (" (exempted)" if row["clock"] in exempted else "") for row in rows],
            "target": [words.target(row["target_seconds"], row["target_clock"]) for row in rows],
            "counted": [words.exact(row["business_seconds"]) for row in rows],
            "elapsed": [words.exact(row["elapsed_seconds"]) for row in rows],
            "left": [words.exact(row["left_seconds"]) if is_running(row) else "" for row in rows],
            "due_local": ran["due_local"],
            "started_local": ran["started_local"],
            "started_by": ran["started_by"].map(words.sentence_case),
            "stopped_local": ran["stopped_local"],
            "stopped_by": [
                words.sentence_case(row["stopped_by"]) if words.is_given(row["stopped_by"]) else "Still running"
                for row in rows
            ],
            "pauses": [pauses(row) for row in rows],
        }
    )


def is_running(row: pd.Series) -> bool:
    """Whether a clock is pending: only then time is left."""
    return words.is_given(row["verdict"]) and row["verdict"] == "pending"


def pauses(row: pd.Series) -> str:
    """`2 pauses, 3 h 10 min`."""
    count = int(row["pause_count"])
    return f"{formats.plural(count, 'pause')}, {words.exact(row['paused_seconds'])}" if count else "none"


def columns(zone: str) -> dict[str, Any]:
    """The headings of the table."""
    text, time = st.column_config.TextColumn, st.column_config.DatetimeColumn
    when = "ddd D MMM YYYY HH:mm"
    return {
        "clock": text("Clock", pinned=True, width=185),
        "verdict": text("Verdict", help="Met, breached, pending or unanswered against the target; as of the snapshot."),
        "target": text("Target", help="The most specific row of sla_targets in force when the clock started."),
        "counted": text("Business time", help="Counted in opening hours, without pauses; up to now while it runs."),
        "elapsed": text("Elapsed time", help="The same without regard to opening hours."),
        "left": text("Time left", help="Of the target, while it is pending."),
        "due_local": time(f"Due ({zone})", format=when, help="Empty without a target, and while the clock is paused."),
        "started_local": time(f"Started ({zone})", format=when),
        "started_by": "Started by",
        "stopped_local": time(f"Stopped ({zone})", format=when),
        "stopped_by": "Stopped by",
        "pauses": text("Pauses", help="Clock time inside its run that it does not count."),
    }
