"""The chart of the time line: frames in, a specification out.

Times are naive local ones of the calendar's zone, written as UTC and drawn on a UTC scale: no browser moves them.
"""

from typing import Any, Final

import altair as alt
import pandas as pd

from pages.case import words
from pages.components import charts

LANE_HEIGHT: Final = 36
EVENT_LANES: Final = ["Customer", "Bird", "Case"]
STATE_LANES: Final = {
    "Open": charts.MET,
    "Waiting on customer": charts.NEUTRAL,
    "Resolution proposed": charts.THIRD,
    "Resolved": charts.FOURTH,
}
SHAPES: Final = {"Customer": "circle", "Bird": "square", "Case": "diamond", "Due": "triangle-down"}
COLOURS: Final = {
    "Customer": charts.THIRD,
    "Bird": charts.MET,
    "Case": charts.FOURTH,
    "Due": charts.BREACHED,
}
# Pixels a millisecond takes at the present zoom; a name is shown where it fits before the next mark of its lane.
SCALE: Final = "width / (domain('x')[1] - domain('x')[0])"
PIXELS_A_LETTER: Final = 6.4
# Clock times on 24 hours, days where a day begins, months where the chart spans many.
LABEL: Final = (
    "domain('x')[1] - domain('x')[0] > 100 * 86400000 ? utcFormat(datum.value, '%b %Y') "
    ": utchours(datum.value) + utcminutes(datum.value) + utcseconds(datum.value) == 0 "
    "? utcFormat(datum.value, '%a %-d %b') "
    ": utcFormat(datum.value, utcseconds(datum.value) == 0 ? '%H:%M' : '%H:%M:%S')"
)


@charts.shape
def _timeline(title: str, ink: str) -> alt.TopLevelMixin:
    x = alt.X(
        "starts:T",
        title=title,
        scale=alt.Scale(type="utc", domain=[charts.given("first"), charts.given("last")], nice=False),
        axis=alt.Axis(grid=False, labelOverlap=True, tickCount=8, labelExpr=LABEL),
    )
    lanes = alt.Scale(domain=charts.given("lanes"))
    y = alt.Y("lane:N", title=None, scale=lanes, axis=alt.Axis(labelLimit=150, grid=True))
    palette = alt.Scale(domain=[*STATE_LANES, *COLOURS], range=[*STATE_LANES.values(), *COLOURS.values()])
    colour = alt.Color("lane:N", legend=None, scale=palette)
    tips = [
        alt.Tooltip("what:N", title="What"),
        alt.Tooltip("when:N", title="When"),
        alt.Tooltip("about:N", title="About"),
    ]
    zoom = alt.selection_interval(name="zoom", bind="scales", encodings=["x"])
    picked = alt.selection_point(name=charts.PICK, fields=["mark"], empty=True)
    shade = (
        charts.rows("openings")
        .mark_rect(color=charts.NEUTRAL, opacity=0.14, clip=True)
        .encode(x=x, x2="ends:T", tooltip=[alt.Tooltip("about:N", title="Open")])
    )
    bars = (
        charts.rows("spans")
        .mark_bar(height=LANE_HEIGHT * 0.5, strokeWidth=1, clip=True)
        .encode(
            x=x,
            x2="ends:T",
            y=y,
            color=colour,
            stroke=alt.Stroke("lane:N", legend=None, scale=palette),
            tooltip=tips,
        )
    )
    lines = (
        charts.rows("rules")
        .mark_rule(strokeDash=[5, 4], strokeWidth=1.4, clip=True)
        .encode(
            x=x, color=alt.condition(alt.datum.kind == "due", alt.value(charts.BREACHED), alt.value(ink)), tooltip=tips
        )
    )
    events = (
        charts.rows("events")
        .mark_point(filled=True, size=95, opacity=1, clip=True)
        .encode(
            x=x,
            y=y,
            color=colour,
            shape=alt.Shape("lane:N", legend=None, scale=alt.Scale(domain=list(SHAPES), range=list(SHAPES.values()))),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.4)),
            tooltip=tips,
        )
        .add_params(picked, zoom)
    )
    named = charts.rows("points").encode(x=x, y=y, tooltip=tips)
    right = named.mark_text(align="left", dx=9, fontSize=11, clip=True, color=ink).encode(
        text=alt.condition(NAMED_RIGHT, "what:N", alt.value(""))
    )
    left = named.mark_text(align="right", dx=-9, fontSize=11, clip=True, color=ink).encode(
        text=alt.condition(NAMED_LEFT, "what:N", alt.value(""))
    )
    return alt.layer(shade, bars, lines, events, right, left)


def timeline(
    marks: pd.DataFrame, openings: pd.DataFrame, *, zone: str, start: str, end: str, ink: str, resets: str
) -> charts.Spec:
    """Openings as shades, spans as bars by state, events and due times as named marks.

    `marks` has mark, kind (span, event, due, end), lane, what, from_local, to_local, about; `openings` has
    from_local, to_local, opening_count. `start` and `end` are the first stretch shown; another `resets` undoes zooming.
    """
    present = set(marks["lane"])
    lanes = [*EVENT_LANES, *(lane for lane in [*STATE_LANES, "Due"] if lane in present)]
    drawn = _drawn(marks)
    points = drawn[drawn["kind"] != "span"]
    spec = charts.filled(
        _timeline(_title(start, end, zone), ink),
        {
            "openings": _shades(openings),
            "spans": drawn[drawn["kind"] == "span"],
            "rules": points[points["kind"].isin(["due", "end"])],
            "events": points[points["kind"] != "end"],
            "points": points,
        },
        height=LANE_HEIGHT * len(lanes),
        lanes=lanes,
        first=charts.milliseconds(start),
        last=charts.milliseconds(end),
    )
    return spec | {"usermeta": {"resets": resets}}


IS_NEAR_THE_END: Final = f"(domain('x')[1] - datum.at) * {SCALE} < datum.pixels"
IS_IN_SIGHT: Final = "datum.at >= domain('x')[0] && datum.at <= domain('x')[1]"
NAMED_RIGHT: Final = f"{IS_IN_SIGHT} && !({IS_NEAR_THE_END}) && datum.gap_after * {SCALE} > datum.pixels"
NAMED_LEFT: Final = (
    f"{IS_IN_SIGHT} && ({IS_NEAR_THE_END}) && datum.gap_before * {SCALE} > datum.pixels + datum.pixels_before"
)


def _drawn(marks: pd.DataFrame) -> pd.DataFrame:
    """The marks as the chart reads them: times as text in UTC, and how much room there is for each name."""
    drawn = marks.assign(
        starts=_text(marks["from_local"]),
        ends=_text(marks["to_local"].fillna(marks["from_local"])),
        at=marks["from_local"].map(charts.milliseconds),
        when=[_when(row) for row in words.each(marks)],
        pixels=[round(len(what) * PIXELS_A_LETTER) + 16 for what in marks["what"]],
    ).sort_values(["lane", "at"], kind="stable")
    lanes = drawn.groupby("lane")
    far = 10**15
    drawn = drawn.assign(
        gap_after=(lanes["at"].shift(-1) - drawn["at"]).fillna(far),
        gap_before=(drawn["at"] - lanes["at"].shift(1)).fillna(far),
        pixels_before=lanes["pixels"].shift(1).fillna(0),
    )
    return drawn.drop(columns=["from_local", "to_local"]).reset_index(drop=True)


def _shades(openings: pd.DataFrame) -> pd.DataFrame:
    """The openings as the chart reads them."""
    return pd.DataFrame(
        {
            "starts": _text(openings["from_local"]),
            "ends": _text(openings["to_local"]),
            "about": [
                f"{row.from_local:%a} {row.from_local.day} {row.from_local:%b %H:%M} to "
                f"{row.to_local:%a} {row.to_local.day} {row.to_local:%b %H:%M}"
                + ("" if row.unit == "opening" else f", {row.opening_count} openings in this {row.unit}")
                for row in words.each(openings)
            ],
        }
    )


def _title(start: str, end: str, zone: str) -> str:
    first, last = pd.Timestamp(start), pd.Timestamp(end)
    day = f"{first:%a} {first.day} {first:%b %Y}, local" if first.date() == last.date() else "Local"
    return f"{day} time ({zone})"


def _when(row: Any) -> str:
    start, end = row.from_local, row.to_local
    first = f"{start:%a} {start.day} {start:%b %Y %H:%M:%S}"
    return first if pd.isna(end) else f"{first} to {end:%a} {end.day} {end:%b %Y %H:%M:%S}"


def _text(times: pd.Series) -> Any:
    return times.dt.strftime("%Y-%m-%dT%H:%M:%SZ")
