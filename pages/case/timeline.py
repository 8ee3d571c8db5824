"""The time line of a case: its rows as the chart and the table show them, never more than a browser can draw."""

from datetime import datetime, timedelta
from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.case import story, timeline_chart, words
from pages.components import charts, formats, link
from pages.components.figure import figure
from pages.components.view import View

MOST_EVENTS: Final = 1500  # of each kind of mark; with the openings they stay under charts.MOST_MARKS
MOST_SPANS: Final = 1000
MOST_DUES: Final = 200
LANES: Final = {
    "case_opened": "Customer",
    "customer_reply": "Customer",
    "agent_reply": "Bird",
    "auto_reply": "Bird",
    "internal_note": "Bird",
}
VIEWS: Final = {
    "all": "Whole case",
    "first-day": "First day",
    "first-week": "First week",
    "last-week": "Last week",
    "last-day": "Last day",
}
VIEW: Final = link.OneOf("stretch", tuple(VIEWS), "all")
A_DAY: Final = timedelta(days=1)
_RESETS: Final = "case-timeline-resets"


def show(view: View, case: pd.Series, ran: pd.DataFrame) -> None:
    """Draw the time line from the rows of `case_facts` and `case_clocks`."""
    steps = view.ask("case_story", case_id=case["case_id"])
    states = view.ask("case_states", case_id=case["case_id"])
    openings = view.ask("case_openings", case_id=case["case_id"])
    first = case["opened_local"].to_pydatetime()
    last = max(case["ends_local"], steps["happened_local"].max()).to_pydatetime()
    dues, beyond = dues_within(ran, last + max((last - first) / 2, timedelta(hours=2)))
    marks = pd.concat(
        [span_rows(states), event_rows(steps), due_rows(dues), end_row(case)], ignore_index=True
    ).sort_values("from_local", kind="stable", ignore_index=True)
    last = max(last, marks["from_local"].max().to_pydatetime())
    start, end = shown_between(first, last)
    picked = figure(
        "case-timeline",
        "Time line",
        timeline_chart.timeline,
        marks.assign(mark=range(len(marks))),
        openings,
        words={
            "zone": case["time_zone"],
            "start": start.isoformat(),
            "end": end.isoformat(),
            "ink": ink(),
            "resets": str(st.session_state.get(_RESETS, 0)),
        },
        reads=(
            f"Time line of case {case['case_id']} from {words.moment(first)} to {words.moment(last)}: "
            f"{formats.plural(len(steps), 'event')}, {formats.plural(len(states), 'span')} by state, "
            "opening hours shaded"
        ),
        columns=columns(case["time_zone"]),
        caption=" ".join(
            [
                f"Times are in {case['time_zone']}. {shading(openings)}",
                "Drag to move, scroll to zoom, double-click to undo: closer up, more marks get their name.",
                *left_out(steps, states, beyond),
            ]
        ),
    )
    show_ways_to_look(first, last)
    if picked is not None and int(picked) < len(marks):
        mark = marks.iloc[int(picked)]
        st.caption(f"{mark['what']}, {words.moment(mark['from_local'])}. {mark['about']}")


def ink() -> str:
    """The colour of words on the page's ground."""
    return charts.INK["dark" if st.context.theme.type == "dark" else "light"]


def shown_between(first: datetime, last: datetime) -> tuple[datetime, datetime]:
    """The stretch that the chart begins with, a little room on either side."""
    link.restore([VIEW])
    match st.session_state[VIEW.key]:
        case "first-day":
            last = min(last, first + A_DAY)
        case "first-week":
            last = min(last, first + 7 * A_DAY)
        case "last-week":
            first = max(first, last - 7 * A_DAY)
        case "last-day":
            first = max(first, last - A_DAY)
    room = max((last - first) * 0.02, timedelta(minutes=5))
    return first - room, last + room


def show_ways_to_look(first: datetime, last: datetime) -> None:
    """Without a mouse: the parts of a long case by name, and a button that takes zooming back."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="case-timeline-ways"):
        offered = [code for code in VIEWS if code == "all" or last - first > A_DAY * (7 if "week" in code else 1)]
        if len(offered) > 1:
            st.selectbox("Stretch shown", offered, format_func=VIEWS.__getitem__, key=VIEW.key, width=180)
        st.button("Undo zoom", key="case-timeline-reset", on_click=reset, icon=":material/zoom_out_map:")
    link.publish([VIEW])


def reset() -> None:
    """Draw the chart anew, as it began."""
    st.session_state[_RESETS] = st.session_state.get(_RESETS, 0) + 1


def span_rows(states: pd.DataFrame) -> pd.DataFrame:
    """The longest MOST_SPANS spans as bars, one lane per state."""
    kept = states.nlargest(MOST_SPANS, "elapsed_seconds", keep="all").head(MOST_SPANS)
    return rows(
        {
            "kind": "span",
            "lane": words.STATES[row.state],
            "what": words.STATES[row.state],
            "from_local": row.from_local,
            "to_local": max(row.to_local, row.from_local),
            "about": f"{words.exact(row.business_seconds)} business time, {words.exact(row.elapsed_seconds)} elapsed",
        }
        for row in words.each(kept)
    )


def event_rows(steps: pd.DataFrame) -> pd.DataFrame:
    """The events as marks; more than MOST_EVENTS are one mark per lane and day, with their number."""
    lanes = steps["kind"].map(LANES).fillna("Case")
    if len(steps) <= MOST_EVENTS:
        return rows(
            {
                "kind": "event",
                "lane": lane,
                "what": story.what(row),
                "from_local": row.happened_local,
                "to_local": pd.NaT,
                "about": story.effect(row),
            }
            for row, lane in zip(words.each(steps), lanes, strict=True)
        )
    days = steps.assign(lane=lanes, day=steps["happened_local"].dt.normalize()).groupby(["day", "lane"])
    counted = days.agg(from_local=("happened_local", "min"), event_count=("kind", "size")).reset_index()
    return rows(
        {
            "kind": "event",
            "lane": row.lane,
            "what": formats.plural(row.event_count, "event"),
            "from_local": row.from_local,
            "to_local": pd.NaT,
            "about": f"on {formats.day(row.day)}",
        }
        for row in words.each(counted.head(MOST_EVENTS))
    )


def dues_within(ran: pd.DataFrame, latest: datetime) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The clocks that fell due by `latest`, and those that fall due later. Silences are left to the table."""
    due = ran[ran["due_local"].notna() & (ran["clock"] != "periodic_update")]
    return due[due["due_local"] <= latest].head(MOST_DUES), due[due["due_local"] > latest]


def due_rows(dues: pd.DataFrame) -> pd.DataFrame:
    """The due times as rules."""
    return rows(
        {
            "kind": "due",
            "lane": "Due",
            "what": f"{row['title']} due",
            "from_local": row["due_local"],
            "to_local": pd.NaT,
            "about": words.verdict(row),
        }
        for _, row in dues.iterrows()
    )


def end_row(case: pd.Series) -> pd.DataFrame:
    """Where the records end, for a case that has not."""
    if case["state"] == "resolved":
        return rows([])
    row = {"kind": "end", "lane": "Due", "what": "Records end", "from_local": case["as_of_local"], "to_local": pd.NaT}
    return rows([{**row, "about": "What came later is not known"}])


def rows(cells: Any) -> pd.DataFrame:
    """Marks as a frame of fixed types, also without any."""
    frame = pd.DataFrame(list(cells), columns=["kind", "lane", "what", "from_local", "to_local", "about"])
    return frame.astype({"from_local": "datetime64[us]", "to_local": "datetime64[us]"})


def shading(openings: pd.DataFrame) -> str:
    """What the shaded ground is."""
    if openings.empty:
        return "Nothing is shaded: the calendar is not open in this time."
    unit = openings["unit"].iloc[0]
    if unit == "opening":
        return "Opening hours are shaded."
    return (
        f"The case is long: shaded is each {unit} from its first opening to its last closing; "
        "the receipt has every opening."
    )


def left_out(steps: pd.DataFrame, states: pd.DataFrame, beyond: pd.DataFrame) -> list[str]:
    """What the chart does not draw, in sentences."""
    said = []
    if len(steps) > MOST_EVENTS:
        said.append(f"{len(steps):,} events are drawn as one mark a day.")
    if len(states) > MOST_SPANS:
        said.append(f"Only the {MOST_SPANS:,} longest of {len(states):,} spans are drawn.")
    if not beyond.empty:
        named = [
            f"{formats.plain(words.running(row['title']))} {words.moment(row['due_local'])}"
            for _, row in beyond.head(3).iterrows()
        ]
        more = len(beyond) - len(named)
        said.append(f"Due beyond the chart: {words.listed([*named, *([f'{more} more'] if more else [])])}.")
    return said


def columns(zone: str) -> dict[str, Any]:
    """The headings of the table."""
    time = st.column_config.DatetimeColumn
    return {
        "lane": "Row",
        "what": "What",
        "from_local": time(f"From or at ({zone})", format="ddd D MMM YYYY HH:mm:ss"),
        "to_local": time(f"To ({zone})", format="ddd D MMM YYYY HH:mm:ss"),
        "about": st.column_config.TextColumn("About", width="large"),
    }
