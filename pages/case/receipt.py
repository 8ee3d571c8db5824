"""The receipt of one clock: every stretch that counted, what opened and closed it, and the sum written out."""

from typing import Final

import pandas as pd
import streamlit as st

from pages.case import facts, words
from pages.components import charts, formats, link, tables, warehouse
from pages.components.view import View

MOST_STYLED: Final = 2000
COLUMNS: Final = ["part", "from_local", "to_local", "counted_seconds", "counted", "opened_by", "closed_by", "hours"]


def show(view: View, case: pd.Series, clock: pd.Series) -> None:
    """Draw the receipt of the chosen clock, a row of `clocks.in_order`."""
    with st.container(border=True, key="case-receipt", gap="xsmall"):
        st.header(f"Receipt: {formats.plain(words.running(clock['title']))}", anchor=False)
        st.html(facts.definition_list(facts_of(case, clock)))
        if not words.is_given(clock["target_seconds"]):
            st.info(words.no_target_reason(clock, formats.plain(str(case["account_name"]))))
        is_elapsed = choose_time(clock) == "elapsed"
        counted = stretches(view, case, clock, is_elapsed=is_elapsed)
        lines = with_pauses(counted, pauses_of(view, case, clock), is_elapsed=is_elapsed)
        st.markdown(f"**{words.written_sum(counted)}**")
        show_check(clock, int(counted["counted_seconds"].sum()), is_elapsed=is_elapsed)
        show_table(lines, case["time_zone"])


def choose_time(clock: pd.Series) -> str:
    """Which time the receipt is in, business or elapsed: that of the target first, the other on request."""
    own = "elapsed" if clock["target_clock"] == "elapsed" else "business"
    other = "business" if own == "elapsed" else "elapsed"
    field = link.OneOf("time", ("target", "other"), "target")
    names = {"business": "Business time", "elapsed": "Elapsed time"}
    link.restore([field])
    st.segmented_control(
        "Counted in",
        ["target", "other"],
        format_func={"target": names[own], "other": names[other]}.__getitem__,
        key=field.key,
        required=True,
    )
    link.publish([field])
    return own if st.session_state[field.key] == "target" else other


def facts_of(case: pd.Series, clock: pd.Series) -> dict[str, str]:
    """The clock in words."""
    stopped = clock["stopped_local"]
    found = {
        "Started": f"{words.moment(clock['started_local'])}, {clock['started_by']}",
        "Stopped": (
            f"{words.moment(stopped)}, {clock['stopped_by']}"
            if words.is_given(stopped)
            else f"still running when the records end, {words.moment(case['as_of_local'])}"
        ),
        "Target": words.target(clock["target_seconds"], clock["target_clock"]),
        "Verdict": words.verdict(clock),
        "Due": due(case, clock),
        "Business time": words.exact(clock["business_seconds"]),
        "Elapsed time": words.exact(clock["elapsed_seconds"]),
    }
    if words.is_given(clock["target_valid_from"]):
        scope = clock["target_for"] or "every case"
        found["Target"] += f" (for {scope}, valid from {formats.day(clock['target_valid_from'])})"
    if clock["pause_count"]:
        found["Paused"] = (
            f"{formats.plural(clock['pause_count'], 'time')}, {words.exact(clock['paused_seconds'])} of clock time"
        )
    outside = int(clock["elapsed_seconds"] - clock["business_seconds"])
    found["Outside hours"] = f"{words.exact(outside)}, never counted as business time"
    found["Calendar"] = f"{clock['counted_calendar']} ({clock['counted_zone']})"
    return found


def due(case: pd.Series, clock: pd.Series) -> str:
    """The due time, or why there is none."""
    if words.is_given(clock["due_local"]):
        return words.moment(clock["due_local"])
    if not words.is_given(clock["target_seconds"]):
        return "no target"
    if clock["is_paused"]:
        return "none while the clock is paused; only time left"
    return "none: the calendar is never open" if not case["has_openings"] else "none: the hours end before it"


def stretches(view: View, case: pd.Series, clock: pd.Series, *, is_elapsed: bool) -> pd.DataFrame:
    """The counted stretches of the clock, in business time or in clock time."""
    rows = view.ask("case_windows" if is_elapsed else "case_receipt", case_ids=(case["case_id"],))
    return of_clock(rows, clock)


def pauses_of(view: View, case: pd.Series, clock: pd.Series) -> pd.DataFrame:
    """The stretches of the clock that did not count."""
    return of_clock(view.ask("case_pauses", case_ids=(case["case_id"],)), clock)


def of_clock(rows: pd.DataFrame, clock: pd.Series) -> pd.DataFrame:
    """The rows of one clock of a case."""
    chosen: pd.DataFrame = rows[(rows["clock"] == clock["clock"]) & (rows["instance"] == clock["instance"])]
    return chosen.reset_index(drop=True)


def with_pauses(counted: pd.DataFrame, pauses: pd.DataFrame, *, is_elapsed: bool) -> pd.DataFrame:
    """Both kinds of stretches in order of time, and the total at the end."""
    hours = ["around the clock"] * len(counted) if is_elapsed else [hours_of(row) for _, row in counted.iterrows()]
    lines = pd.concat(
        [
            pd.DataFrame(
                {
                    "at": counted["from_at"],
                    "part": "Counted",
                    "from_local": counted["from_local"],
                    "to_local": counted["to_local"],
                    "counted_seconds": counted["counted_seconds"],
                    "opened_by": counted["opened_by"],
                    "closed_by": counted["closed_by"],
                    "hours": pd.Series(hours, dtype=object),
                }
            ),
            pd.DataFrame(
                {
                    "at": pauses["from_at"],
                    "part": [f"Not counted: {words.STATES[state].lower()}" for state in pauses["state"]],
                    "from_local": pauses["from_local"],
                    "to_local": pauses["to_local"],
                    "counted_seconds": 0,
                    "opened_by": pauses["state"].str.replace("_", " "),
                    "closed_by": "",
                    "hours": [
                        f"{words.exact(row.paused_business_seconds)} of it in hours" for row in words.each(pauses)
                    ],
                }
            ),
        ]
    ).sort_values("at", kind="stable")
    total = pd.DataFrame(
        [
            {
                "part": "Total",
                "from_local": pd.NaT,
                "to_local": pd.NaT,
                "counted_seconds": counted["counted_seconds"].sum(),
            }
        ]
    ).astype({"from_local": "datetime64[us]", "to_local": "datetime64[us]", "counted_seconds": "int64"})
    lines = pd.concat([lines.drop(columns="at"), total], ignore_index=True).fillna(
        {"opened_by": "", "closed_by": "", "hours": ""}
    )
    return lines.assign(counted=[words.exact(value) for value in lines["counted_seconds"]])[COLUMNS]


def hours_of(row: pd.Series) -> str:
    """Which hours a stretch lies in: those of a special day, or the version in force."""
    if words.is_given(row["holiday_name"]):
        return f"special day: {row['holiday_name']}"
    return f"hours of {formats.day(row['hours_from'])}" if words.is_given(row["hours_from"]) else ""


def show_check(clock: pd.Series, total: int, *, is_elapsed: bool) -> None:
    """Say whether the receipt, worked out anew, adds up to the figure of the snapshot."""
    figure = clock["snapshot_seconds"]
    if is_elapsed or not words.is_given(figure):
        st.caption("Worked out anew from the events" + ("." if is_elapsed else " and the opening hours."))
    elif int(figure) == total:
        st.caption(f"Adds up to the figure in the snapshot: {words.exact(int(figure))} ({int(figure):,} s).")
    else:
        st.error(f"The snapshot says {words.exact(int(figure))}: the two disagree. Please report this case.")


def show_table(lines: pd.DataFrame, zone: str) -> None:
    """The receipt as a table, pauses greyed, and as CSV, whole."""
    time = st.column_config.DatetimeColumn
    cells: object = lines
    if len(lines) <= MOST_STYLED:
        cells = lines.style.apply(line_style, axis="columns")
    st.dataframe(
        cells,
        key="case-receipt-rows",
        hide_index=True,
        column_order=[name for name in COLUMNS if name != "counted_seconds"],
        column_config={
            "part": st.column_config.TextColumn("Part", width="medium"),
            "from_local": time(f"From ({zone})", format="ddd D MMM YYYY HH:mm:ss"),
            "to_local": time(f"To ({zone})", format="ddd D MMM YYYY HH:mm:ss"),
            "counted": st.column_config.TextColumn("Counted", width="small"),
            "opened_by": "Opened by",
            "closed_by": "Closed by",
            "hours": st.column_config.TextColumn(
                "Hours", help="The version of the business hours in force, by the day it began, or the special day."
            ),
        },
        height=min(tables.ROW_HEIGHT * (len(lines) + 1) + 3, tables.TALLEST),
        placeholder="",
        alt="The receipt: every stretch of time with what opened and closed it",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Download CSV",
            warehouse.csv_file(lines, "case_receipt"),
            file_name="case-receipt.csv",
            mime="text/csv",
            key="case-receipt-csv",
            on_click="ignore",
        )
        st.caption(f"{formats.plural(len(lines) - 1, 'stretch', 'stretches')} and the total", width="content")


def line_style(line: pd.Series) -> list[str]:
    """Grey for what did not count, bold for the total."""
    if line["part"] == "Total":
        return ["font-weight: bold"] * len(line)
    return [f"color: {charts.NEUTRAL}" if line["part"].startswith("Not counted") else ""] * len(line)
