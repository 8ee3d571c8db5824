"""The charts of Mediation: a frame in, a specification out. Months come as ISO date text, times as hours."""

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


def _names(ink: str) -> tuple[alt.Y, alt.Chart]:
    """The axis of names without labels, and the names above their rows: beside them a telephone has no room."""
    y = alt.Y("name:N", title=None, axis=None, scale=alt.Scale(domain=charts.given("names")))
    said = charts.rows("names").mark_text(align="left", dy=2 - ROW / 2 + 8, color=ink, fontSize=12)
    return y, said.encode(y=y, x=alt.value(2), text="name:N")


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of the names that `_names` draws."""
    return pd.DataFrame({"name": charts.in_order(frame["name"])})


@charts.shape
def _step_table(ink: str) -> alt.TopLevelMixin:
    base = charts.rows("cells")
    x = alt.X(
        "short_name:N",
        scale=alt.Scale(domain=charts.given("steps")),
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
    y, names = _names(ink)
    picked = charts.picking("code")
    marks = (
        base.mark_rect(
            color=charts.MET, cornerRadius=3, stroke=charts.NEUTRAL, strokeOpacity=0.4, height=ROW - 24, yOffset=8
        )
        .encode(
            x=x,
            y=y,
            fillOpacity=alt.FillOpacity(
                "request_count:Q", scale=alt.Scale(domain=[0, charts.given("most")], range=[0.03, 0.6]), legend=None
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
    counts = base.mark_text(color=ink, fontSize=13, dy=8)
    return alt.layer(marks, names, counts.encode(x=x, y=y, text=alt.Text("request_count:Q", format=",")))


def step_table(cells: pd.DataFrame, *, ink: str) -> charts.Spec:
    """A heat table of open requests by TAM and next step, the count in each cell.

    Takes code, name, step_name, short_name and request_count; the rows' order is that of the axes.
    """
    steps = charts.in_order(cells["short_name"])
    top = cells.head(MOST_ROWS * len(steps))
    names = charts.in_order(top["name"])
    return charts.filled(
        _step_table(ink),
        {"cells": top, "names": _named(top)},
        height=AXES_ONLY + ROW * len(names),
        names=names,
        steps=steps,
        most=max(int(top["request_count"].max()), 1),
    )


def _colour(found: tuple[str, ...]) -> alt.Color:
    return alt.Color(
        "result:N",
        title=None,
        scale=alt.Scale(domain=list(found), range=[COLOURS[kind] for kind in found]),
        legend=alt.Legend(orient="top", columns=2, labelLimit=170),
    )


def _found(results: pd.Series) -> tuple[str, ...]:
    """The outcomes that a legend names."""
    return tuple(kind for kind in COLOURS if kind in set(results))


def _ranked(parts: pd.DataFrame) -> pd.DataFrame:
    return parts.assign(rank=parts["result"].map({kind: rank for rank, kind in enumerate(COLOURS)}))


@charts.shape
def _provider_bars(ink: str, found: tuple[str, ...]) -> alt.TopLevelMixin:
    y, names = _names(ink)
    picked = charts.picking("code")
    bars = (
        charts.rows("parts")
        .mark_bar(height=BAR, yOffset=8)
        .encode(
            y=y,
            x=alt.X("counted:Q", title="Requests", stack="zero", axis=alt.Axis(tickMinStep=1, tickCount=5)),
            order=alt.Order("rank:Q"),
            color=_colour(found),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.35)),
            tooltip=[
                alt.Tooltip("name:N", title="Mailbox provider"),
                alt.Tooltip("result:N", title="Outcome"),
                alt.Tooltip("counted:Q", title="Requests", format=","),
            ],
        )
        .add_params(picked)
    )
    return alt.layer(bars, names)


def provider_bars(providers: pd.DataFrame, parts: pd.DataFrame, *, ink: str) -> charts.Spec:
    """Requests per provider by outcome, the first MOST_ROWS. Takes name; code, name, result and counted of parts."""
    top = providers.head(MOST_ROWS)
    return charts.filled(
        _provider_bars(ink, _found(parts["result"])),
        {"parts": _ranked(parts), "names": _named(top)},
        height=max(AXES + ROW * len(top), 260),
        names=charts.in_order(top["name"]),
    )


@charts.shape
def _month_columns(zone: str, found: tuple[str, ...]) -> alt.TopLevelMixin:
    picked = charts.picking("code")
    columns: alt.Chart = (
        charts.rows("parts")
        .mark_bar()
        .encode(
            x=alt.X(
                "group:O",
                title=f"Month of opening ({zone})",
                scale=alt.Scale(domain=charts.given("months")),
                axis=charts.months_axis(),
            ),
            y=alt.Y("counted:Q", title="Requests", stack="zero", axis=alt.Axis(tickMinStep=1, tickCount=5)),
            order=alt.Order("rank:Q"),
            color=_colour(found),
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


def month_columns(months: pd.DataFrame, parts: pd.DataFrame, *, zone: str) -> charts.Spec:
    """Requests per month stacked by outcome, months without any included.

    Takes code (ISO date text) of months; code, group (the month), result and counted of parts.
    """
    newest = _ranked(parts).tail(charts.MOST_MARKS // 2)
    made = _month_columns(zone, _found(parts["result"]))
    return charts.filled(made, {"parts": newest}, months=months["code"].to_list())


@charts.shape
def _time_bars(unit: str, ink: str) -> alt.TopLevelMixin:
    y, names = _names(ink)
    scale = alt.Scale(domain=[0, charts.given("end")])
    x = alt.X("median_hours:Q", title=unit, scale=scale, axis=alt.Axis(tickCount=5))
    picked = charts.picking("code")
    bars = (
        charts.rows("known")
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
        charts.rows("known")
        .mark_tick(color=ink, thickness=3, size=BAR, yOffset=8)
        .encode(y=y, x=alt.X("p90_hours:Q", title=unit, scale=scale))
    )
    said = (
        charts.rows("providers")
        .mark_text(align="left", dx=6, dy=8, color=ink, fontSize=11)
        .encode(y=y, x=alt.X("end:Q", title=unit, scale=scale), text="said:N")
    )
    return alt.layer(bars, marks, names, said)


def time_bars(providers: pd.DataFrame, *, unit: str, ink: str) -> charts.Spec:
    """A bar to the median and a mark at the 90th percentile per provider, the first MOST_ROWS, with both in words.

    Takes code, name, median_hours and p90_hours (missing = too few) and said.
    """
    top = providers.head(MOST_ROWS)
    top = top.assign(end=top[["median_hours", "p90_hours"]].max(axis=1).fillna(0))
    return charts.filled(
        _time_bars(unit, ink),
        {"known": top[top["median_hours"].notna()], "names": _named(top), "providers": top},
        height=max(AXES_ONLY + ROW * len(top), 160),
        names=charts.in_order(top["name"]),
        end=max(float(top["end"].max()), 1.0) * 1.9,  # room for the words beside the longest bar
    )
