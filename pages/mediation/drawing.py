"""The charts of Mediation: a frame in, an Altair chart out. Months come as ISO date text, times as hours."""

from typing import Final

import altair as alt
import pandas as pd

from pages.components import charts
from pages.mediation import words

ROW: Final = 46  # a name, and its bar beneath
BAR: Final = 16
AXES: Final = 150  # what the axis, its title and the legend take of a chart's height
AXES_ONLY: Final = 60
MOST_ROWS: Final = 12
COLOURS: Final = {
    words.RESULTS["resolved"]: charts.MET,
    words.RESULTS["declined"]: charts.BREACHED,
    words.RESULTS["no_reply"]: charts.FIFTH,
    words.RESULTS["withdrawn"]: charts.FOURTH,
    words.RESULTS["no_outcome"]: "#4b5563",
    words.RESULTS["open"]: charts.THIRD,
    words.RESULTS["tier_2"]: charts.NEUTRAL,
}


def _rows(frame: pd.DataFrame, ink: str) -> tuple[alt.Y, alt.Chart]:
    """The axis of names without labels, and the names above their rows: beside them a telephone has no room."""
    names = list(dict.fromkeys(frame["name"]))
    y = alt.Y("name:N", sort=names, title=None, axis=None, scale=alt.Scale(domain=names))
    said = alt.Chart(pd.DataFrame({"name": names})).mark_text(align="left", dy=2 - ROW / 2 + 8, color=ink, fontSize=12)
    return y, said.encode(y=y, x=alt.value(2), text="name:N")


def step_table(cells: pd.DataFrame, *, ink: str) -> alt.TopLevelMixin:
    """A heat table of open requests by TAM and next step, the count in each cell.

    Takes code, name, step_name, short_name and request_count; the rows' order is that of the axes.
    """
    steps = list(dict.fromkeys(cells["short_name"]))
    cells = cells.head(MOST_ROWS * len(steps))
    x = alt.X(
        "short_name:N",
        sort=steps,
        title=None,
        axis=alt.Axis(
            orient="top",
            labelAngle=0,
            labelExpr="split(datum.label, ' ')",  # a word a line
            labelOverlap=False,
            ticks=False,
            domain=False,
        ),
    )
    y, names = _rows(cells, ink)
    picked = charts.picking("code")
    most = max(int(cells["request_count"].max()), 1)
    marks = (
        alt.Chart(cells)
        .mark_rect(
            color=charts.MET, cornerRadius=3, stroke=charts.NEUTRAL, strokeOpacity=0.4, height=ROW - 24, yOffset=8
        )
        .encode(
            x=x,
            y=y,
            fillOpacity=alt.FillOpacity(
                "request_count:Q", scale=alt.Scale(domain=[0, most], range=[0.03, 0.6]), legend=None
            ),
            strokeWidth=alt.condition(picked, alt.value(1), alt.value(0)),
            tooltip=[
                alt.Tooltip("name:N", title="TAM"),
                alt.Tooltip("step_name:N", title="Next step"),
                alt.Tooltip("request_count:Q", title="Requests", format=","),
            ],
        )
        .add_params(picked)
    )
    counts = (
        alt.Chart(cells)
        .mark_text(color=ink, fontSize=13, dy=8)
        .encode(x=x, y=y, text=alt.Text("request_count:Q", format=","))
    )
    return alt.layer(marks, names, counts).properties(height=AXES_ONLY + ROW * cells["name"].nunique())


def _colour(found: pd.Series) -> alt.Color:
    kinds = [kind for kind in COLOURS if kind in set(found)]
    return alt.Color(
        "result:N",
        title=None,
        scale=alt.Scale(domain=kinds, range=[COLOURS[kind] for kind in kinds]),
        legend=alt.Legend(orient="top", columns=2, labelLimit=170),
    )


def _ranked(parts: pd.DataFrame) -> pd.DataFrame:
    return parts.assign(rank=parts["result"].map({kind: rank for rank, kind in enumerate(COLOURS)}))


def provider_bars(providers: pd.DataFrame, parts: pd.DataFrame, *, ink: str) -> alt.TopLevelMixin:
    """Requests per provider by outcome, the first MOST_ROWS. Takes name; code, name, result and counted of parts."""
    top = providers.head(MOST_ROWS)
    y, names = _rows(top, ink)
    picked = charts.picking("code")
    bars = (
        alt.Chart(_ranked(parts))
        .mark_bar(height=BAR, yOffset=8)
        .encode(
            y=y,
            x=alt.X("counted:Q", title="Requests", stack="zero", axis=alt.Axis(tickMinStep=1, tickCount=5)),
            order=alt.Order("rank:Q"),
            color=_colour(parts["result"]),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.35)),
            tooltip=[
                alt.Tooltip("name:N", title="Mailbox provider"),
                alt.Tooltip("result:N", title="Outcome"),
                alt.Tooltip("counted:Q", title="Requests", format=","),
            ],
        )
        .add_params(picked)
    )
    return alt.layer(bars, names).properties(height=max(AXES + ROW * len(top), 260))


def month_columns(months: pd.DataFrame, parts: pd.DataFrame, *, zone: str) -> alt.TopLevelMixin:
    """Requests per month stacked by outcome, months without any included.

    Takes code (ISO date text) of months; code, group (the month), result and counted of parts.
    """
    picked = charts.picking("code")
    columns: alt.Chart = (
        alt.Chart(_ranked(parts).tail(charts.MOST_MARKS // 2))
        .mark_bar()
        .encode(
            x=alt.X(
                "group:O",
                title=f"Month of opening ({zone})",
                scale=alt.Scale(domain=months["code"].to_list()),
                axis=charts.months_axis(),
            ),
            y=alt.Y("counted:Q", title="Requests", stack="zero", axis=alt.Axis(tickMinStep=1, tickCount=5)),
            order=alt.Order("rank:Q"),
            color=_colour(parts["result"]),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.35)),
            tooltip=[
                alt.Tooltip("group:O", title="Month"),
                alt.Tooltip("result:N", title="Outcome"),
                alt.Tooltip("counted:Q", title="Requests", format=","),
            ],
        )
        .add_params(picked)
        .properties(height=300)
    )
    return columns


def time_bars(providers: pd.DataFrame, *, unit: str, ink: str) -> alt.TopLevelMixin:
    """A bar to the median and a mark at the 90th percentile per provider, the first MOST_ROWS, with both in words.

    Takes code, name, median_hours and p90_hours (missing = too few) and said.
    """
    top = providers.head(MOST_ROWS)
    top = top.assign(end=top[["median_hours", "p90_hours"]].max(axis=1).fillna(0))
    y, names = _rows(top, ink)
    most = max(float(top["end"].max()), 1.0)
    scale = alt.Scale(domain=[0, most * 1.9])
    x = alt.X("median_hours:Q", title=unit, scale=scale, axis=alt.Axis(tickCount=5))
    picked = charts.picking("code")
    known = top[top["median_hours"].notna()]
    bars = (
        alt.Chart(known)
        .mark_bar(color=charts.MET, height=BAR, yOffset=8)
        .encode(
            y=y,
            x=x,
            opacity=alt.condition(picked, alt.value(1), alt.value(0.35)),
            tooltip=[
                alt.Tooltip("name:N", title="Mailbox provider"),
                alt.Tooltip("median_hours:Q", title="Median (h)", format=",.1f"),
                alt.Tooltip("p90_hours:Q", title="90th percentile (h)", format=",.1f"),
                alt.Tooltip("said:N", title="In words"),
            ],
        )
        .add_params(picked)
    )
    marks = (
        alt.Chart(known)
        .mark_tick(color=ink, thickness=3, size=BAR, yOffset=8)
        .encode(y=y, x=alt.X("p90_hours:Q", title=unit, scale=scale))
    )
    said = (
        alt.Chart(top)
        .mark_text(align="left", dx=6, dy=8, color=ink, fontSize=11)
        .encode(y=y, x=alt.X("end:Q", title=unit, scale=scale), text="said:N")
    )
    return alt.layer(bars, marks, names, said).properties(height=max(AXES_ONLY + ROW * len(top), 160))
