"""The four charts of a month: 13 months each, with control limits; a frame in, a specification out."""

import math
from collections.abc import Mapping
from typing import Any, Final

import altair as alt
import pandas as pd

from pages.components import charts

CHARTS: Final = {  # titles and axis names by series
    "first_response_attainment": ("First-response attainment", "On target (%)"),
    "median_first_response": ("Median first response", "Business hours"),
    "agreed_resolution": ("Agreed resolutions", "Agreed (%)"),
    "open_at_end": ("Open cases at the month's end", "Open cases"),
}
KINDS: Final = ("Usual", "Outside its usual range", "Month still running")
SHAPES: Final = ("circle", "diamond", "square")
COLOURS: Final = (charts.MET, charts.BREACHED, charts.NEUTRAL)
NUMBERS: Final = ("value", "n", "centre", "lower_limit", "upper_limit")
COLUMNS: Final = ("starts_on", *NUMBERS, "kind")


def points(series: pd.DataFrame, name: str) -> pd.DataFrame:
    """One chart's rows of `month_series`, as `control_chart` takes them: durations in hours, too few left out."""
    rows = series[series["series"] == name]
    scale = 1 / 3600 if (rows["unit"] == "seconds").any() else 1.0
    kinds = [
        KINDS[2] if running else KINDS[1] if outside else KINDS[0]
        for running, outside in zip(rows["is_running"].eq(True), rows["is_outside"].eq(True), strict=True)
    ]
    measured = {
        column: pd.to_numeric(rows[column]).astype("float64") * scale
        for column in ("value", "centre", "lower_limit", "upper_limit")
    }
    drawn = rows.assign(
        starts_on=pd.to_datetime(rows["month"]).dt.strftime("%Y-%m-%d"),
        n=rows["n"].astype("float64"),
        kind=kinds,
        **measured,
    )
    is_shown = rows["is_known"].eq(True) & ~rows["is_too_few"].eq(True)
    drawn["value"] = drawn["value"].where(is_shown)
    return drawn[list(COLUMNS)].reset_index(drop=True)


def reach(frame: pd.DataFrame, *, is_share: bool) -> tuple[float, float]:
    """Where the axis begins and ends: around every point and limit; counts and times from 0."""
    seen = pd.concat([frame[column] for column in ("value", "lower_limit", "upper_limit")]).dropna()
    if seen.empty:
        return 0.0, 1.0
    if is_share:
        return max(0.0, math.floor((float(seen.min()) - 0.01) * 20) / 20), 1.0
    return 0.0, float(seen.max()) * 1.08 or 1.0


def _is_share(series: str) -> bool:
    return "(%)" in CHARTS[series][1]


@charts.shape
def _control_chart(series: str, zone: str, kinds: tuple[str, ...]) -> alt.TopLevelMixin:
    title, is_share = CHARTS[series][1], _is_share(series)
    x = alt.X("starts_on:O", title=f"Month ({zone})", axis=_months(), scale=alt.Scale(type="point", padding=0.4))
    y: Mapping[str, Any] = {
        "title": title,
        "scale": alt.Scale(domain=[charts.given("floor"), charts.given("ceiling")], nice=False),
        "axis": alt.Axis(format=".0%" if is_share else ",.1~f", tickCount=5),
    }
    base = charts.rows("months")
    band = base.mark_area(color=charts.NEUTRAL, opacity=0.16).encode(
        x=x, y=alt.Y("lower_limit:Q", **y), y2="upper_limit:Q"
    )
    mean = base.mark_line(color=charts.NEUTRAL, strokeDash=[5, 4], strokeWidth=1.2).encode(
        x=x, y=alt.Y("centre:Q", **y)
    )
    line = base.mark_line(color=charts.MET, strokeWidth=2).encode(x=x, y=alt.Y("value:Q", **y))
    domain = list(kinds)
    places = [KINDS.index(kind) for kind in kinds]
    legend = alt.Legend(orient="top", title=None, offset=4, columns=2, labelLimit=220)
    picked = charts.picking("starts_on")
    marks = (
        base.mark_point(filled=True, opacity=1)
        .encode(
            x=x,
            y=alt.Y("value:Q", **y),
            shape=alt.Shape("kind:N", scale=alt.Scale(domain=domain, range=[SHAPES[p] for p in places]), legend=legend),
            color=alt.Color(
                "kind:N", scale=alt.Scale(domain=domain, range=[COLOURS[p] for p in places]), legend=legend
            ),
            size=alt.condition(alt.datum.kind == KINDS[1], alt.value(130), alt.value(50)),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.3)),
            tooltip=[
                alt.Tooltip("starts_on:O", title="Month"),
                alt.Tooltip("value:Q", title=title, format=".1%" if is_share else ",.1f"),
                alt.Tooltip("n:Q", title="Rests on", format=","),
                alt.Tooltip("lower_limit:Q", title="Lower limit", format=".1%" if is_share else ",.1f"),
                alt.Tooltip("upper_limit:Q", title="Upper limit", format=".1%" if is_share else ",.1f"),
            ],
        )
        .add_params(picked)
    )
    return alt.layer(band, mean, line, marks).properties(height=230)


def control_chart(frame: pd.DataFrame, *, series: str, zone: str) -> charts.Spec:
    """A control chart of the rows of `points`: the limits as a band, the mean dashed, the months as marks.

    A month outside its limits is a diamond of another colour, one still running a hollow square.
    """
    kinds = tuple(kind for kind in KINDS if kind == KINDS[0] or kind in set(frame["kind"]))
    floor, ceiling = reach(frame, is_share=_is_share(series))
    return charts.filled(_control_chart(series, zone, kinds), {"months": frame}, floor=floor, ceiling=ceiling)


def _months() -> alt.Axis:
    """Months as `Oct`, with the year beneath January and the first one."""
    return alt.Axis(
        labelExpr="[timeFormat(toDate(datum.value + 'T00:00:00'), '%b'), "
        "(datum.index == 0 || month(toDate(datum.value + 'T00:00:00')) == 0) "
        "? timeFormat(toDate(datum.value + 'T00:00:00'), '%Y') : '']",
        labelOverlap=True,
        labelAngle=0,
        grid=False,
    )
