"""The charts of Response times: a frame in, a specification out. Hours and dates come as numbers and text."""

from typing import Any, Final

import altair as alt
import pandas as pd

from pages.components import charts

MOST_OWNERS: Final = 15
BAR_HEIGHT: Final = 22
AXES: Final = 70  # what the axis and its title take of a chart's height
DURATIONS: Final = {"median_business_hours": "Median", "p90_business_hours": "90th percentile"}
WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@charts.shape
def _week_map(zone: str, what: str, ink: str, colour: str) -> alt.TopLevelMixin:
    names = "[" + ", ".join(f"'{name}'" for name in WEEKDAYS) + "]"
    x = alt.X(
        "left:Q",
        title=f"Hour of the day ({zone})",
        scale=alt.Scale(domain=[0, 24], nice=False),
        axis=alt.Axis(values=list(range(0, 25, 3)), grid=False, labelExpr="datum.value + ':00'", labelOverlap=True),
    )
    y = alt.Y(
        "top:Q",
        title=None,
        scale=alt.Scale(domain=[0, 7], reverse=True, nice=False),
        axis=alt.Axis(
            values=[number + 0.5 for number in range(7)],
            grid=False,
            ticks=False,
            domain=False,
            labelExpr=f"{names}[floor(datum.value)]",
        ),
    )
    picked = charts.picking("code")
    marks = (
        charts.rows("cells")
        .mark_rect(color=colour, stroke=charts.NEUTRAL, strokeOpacity=0.25, strokeWidth=0.5)
        .encode(
            x=x,
            x2="right:Q",
            y=y,
            y2="foot:Q",
            fillOpacity=alt.FillOpacity(
                "row_count:Q", scale=alt.Scale(domain=[0, charts.given("most")], range=[0.02, 0.95]), legend=None
            ),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.35)),
            tooltip=[
                alt.Tooltip("day:N", title="Day"),
                alt.Tooltip("left:Q", title="Hour from"),
                alt.Tooltip("row_count:Q", title=what, format=","),
                alt.Tooltip("open_share:Q", title="Open", format=".0%"),
            ],
        )
        .add_params(picked)
    )
    border = charts.rows("edges").mark_rule(color=ink, strokeWidth=1.6)
    return alt.layer(marks, border.encode(x=x, x2="right:Q", y=y, y2="foot:Q")).properties(height=250)


def week_map(cells: pd.DataFrame, *, zone: str, what: str, ink: str, colour: str) -> charts.Spec:
    """A heat map of 168 hours. Takes code, weekday (Monday is 1), hour, day, row_count and open_share.

    The border of the hours that are open at least half the time is drawn as lines between cells.
    """
    placed = cells.assign(left=cells["hour"], right=cells["hour"] + 1, top=cells["weekday"] - 1, foot=cells["weekday"])
    lines = pd.DataFrame(edges(cells), columns=["left", "right", "top", "foot"])
    most = max(int(cells["row_count"].max()), 1)
    return charts.filled(_week_map(zone, what, ink, colour), {"cells": placed, "edges": lines}, most=most)


def edges(cells: pd.DataFrame) -> list[tuple[int, int, int, int]]:
    """The lines [left, right, top, foot] between hours that are open at least half the time and those that are not."""
    opened = {
        (int(row["weekday"]) - 1, int(row["hour"]))
        for row in cells[cells["open_share"].fillna(0) >= 0.5].to_dict("records")
    }
    lines = []
    for day, hour in sorted(opened):
        sides = {
            (day, hour - 1): (hour, hour, day, day + 1),
            (day, hour + 1): (hour + 1, hour + 1, day, day + 1),
            (day - 1, hour): (hour, hour + 1, day, day),
            (day + 1, hour): (hour, hour + 1, day + 1, day + 1),
        }
        lines += [line for beside, line in sides.items() if beside not in opened]
    return lines


@charts.shape
def _kind_table(ink: str, share_of: str) -> alt.TopLevelMixin:
    x = alt.X(
        "priority:N",
        scale=alt.Scale(domain=charts.given("priorities")),
        title="Priority",
        axis=alt.Axis(labelAngle=0, orient="top", ticks=False, domain=False),
    )
    y = alt.Y(
        "category:N",
        scale=alt.Scale(domain=charts.given("categories")),
        title=None,
        axis=alt.Axis(ticks=False, domain=False),
    )
    picked = charts.picking("code")
    marks = (
        charts.rows("kinds")
        .mark_rect(color=charts.BREACHED, cornerRadius=3, stroke=charts.NEUTRAL, strokeOpacity=0.4)
        .encode(
            x=x,
            y=y,
            fillOpacity=alt.FillOpacity(
                "missed:Q", scale=alt.Scale(domain=[0, 0.5], range=[0.02, 0.5], clamp=True), legend=None
            ),
            strokeWidth=alt.condition(picked, alt.value(1), alt.value(0)),
            tooltip=[
                alt.Tooltip("priority:N", title="Priority"),
                alt.Tooltip("category:N", title="Category"),
                alt.Tooltip("shown:N", title=share_of),
                alt.Tooltip("breached_count:Q", title="Breached", format=","),
            ],
        )
        .add_params(picked)
    )
    texts = charts.rows("kinds").mark_text(color=ink, fontSize=11.5).encode(x=x, y=y, text="shown:N")
    return alt.layer(marks, texts).properties(height=300)


def kind_table(kinds: pd.DataFrame, *, ink: str, share_of: str) -> charts.Spec:
    """Shares by priority and category. Takes code, priority, category, attainment, judged_count, breached_count, shown.

    The darker a cell, the larger its share of breaches; cells with too few have no colour.
    """
    drawn = kinds.assign(missed=(1 - kinds["attainment"]).where(kinds["judged_count"] >= 5, 0).fillna(0))
    return charts.filled(
        _kind_table(ink, share_of),
        {"kinds": drawn},
        priorities=charts.in_order(kinds["priority"]),
        categories=charts.in_order(kinds["category"]),
    )


@charts.shape
def _owner_bars(ink: str, share_of: str) -> alt.TopLevelMixin:
    base = charts.rows("owners")
    y = charts.names_axis("name", labelLimit=150)
    scale = alt.Scale(domain=[0, 1])
    x = alt.X("attainment:Q", title=f"{share_of} (%)", scale=scale, axis=alt.Axis(format=".0%", tickCount=5))
    picked = charts.picking("code")
    bars = (
        base.mark_bar(color=charts.MET, fillOpacity=0.55)
        .encode(
            y=y,
            x=x,
            opacity=alt.condition(picked, alt.value(1), alt.value(0.35)),
            tooltip=[
                alt.Tooltip("name:N", title="Name"),
                alt.Tooltip("shown:N", title=share_of),
                alt.Tooltip("attainment_lower:Q", title="95% from", format=".1%"),
                alt.Tooltip("attainment_upper:Q", title="95% to", format=".1%"),
            ],
        )
        .add_params(picked)
    )
    reach = base.mark_rule(color=ink, strokeWidth=1.5).encode(
        y=y, x=alt.X("attainment_lower:Q", scale=scale, title=f"{share_of} (%)"), x2="attainment_upper:Q"
    )
    counts = base.mark_text(align="left", dx=4, color=ink, fontSize=11).encode(y=y, x=alt.value(4), text="shown:N")
    return alt.layer(bars, reach, counts)


def owner_bars(owners: pd.DataFrame, *, ink: str, share_of: str) -> charts.Spec:
    """Ranked bars with their intervals, the first MOST_OWNERS.

    Takes code, name, attainment, attainment_lower, attainment_upper, judged_count and shown, in the order of the rows.
    """
    drawn = owners[owners["judged_count"] > 0].head(MOST_OWNERS)
    return charts.filled(
        _owner_bars(ink, share_of),
        {"owners": drawn},
        height=max(AXES + BAR_HEIGHT * len(drawn), 180),
        names=charts.in_order(drawn["name"]),
    )


@charts.shape
def _bracket_bars(ink: str, rows: str) -> alt.TopLevelMixin:
    base = charts.rows("brackets")
    y = charts.names_axis("name", labelLimit=170)
    x = alt.X(
        "row_count:Q",
        title=rows,
        scale=alt.Scale(domain=[0, charts.given("end")]),
        axis=alt.Axis(tickMinStep=1, tickCount=5),
    )
    picked = charts.picking("code")
    bars = (
        base.mark_bar(color=charts.MET)
        .encode(
            y=y,
            x=x,
            opacity=alt.condition(picked, alt.value(1), alt.value(0.35)),
            tooltip=[
                alt.Tooltip("name:N", title="Bracket"),
                alt.Tooltip("row_count:Q", title=rows, format=","),
                alt.Tooltip("share:Q", title="Share", format=".1%"),
            ],
        )
        .add_params(picked)
    )
    counts = base.mark_text(align="left", dx=4, color=ink, fontSize=11).encode(y=y, x=x, text="shown:N")
    return alt.layer(bars, counts).properties(height=260)


def bracket_bars(brackets: pd.DataFrame, *, ink: str, rows: str) -> charts.Spec:
    """Bars of how many lie in each bracket. Takes code, name, row_count and share, in the order of the rows."""
    drawn = brackets.assign(
        shown=[
            f"{count:,.0f} ({share:.1%})" if pd.notna(share) else f"{count:,.0f}"
            for count, share in zip(brackets["row_count"], brackets["share"], strict=True)
        ]
    )
    end = max(float(drawn["row_count"].max()), 1.0) * 1.25  # room for the words beside the longest bar
    return charts.filled(_bracket_bars(ink, rows), {"brackets": drawn}, end=end, names=charts.in_order(drawn["name"]))


@charts.shape
def _duration_lines(zone: str) -> alt.TopLevelMixin:
    base = charts.rows("weeks")
    scale: dict[str, Any] = {"domain": list(DURATIONS.values())}
    x = alt.X(
        "starts_on:O",
        title=f"Week from Monday ({zone})",
        axis=charts.days_axis(),
        scale=alt.Scale(type="point", padding=0.3),
    )
    y = alt.Y("hours:Q", title="Business hours", axis=alt.Axis(tickCount=5))
    colour = alt.Color(
        "figure:N",
        title=None,
        scale=alt.Scale(**scale, range=[charts.MET, charts.THIRD]),
        legend=alt.Legend(orient="top"),
    )
    shape = alt.Shape(
        "figure:N",
        title=None,
        scale=alt.Scale(**scale, range=["circle", "square"]),
        legend=alt.Legend(orient="top"),
    )
    picked = charts.picking("code")
    lines = base.mark_line(strokeWidth=2).encode(x=x, y=y, color=colour)
    points = (
        base.mark_point(size=55, filled=True)
        .encode(
            x=x,
            y=y,
            color=colour,
            shape=shape,
            fillOpacity=alt.FillOpacity("filled:Q", scale=alt.Scale(domain=[0, 1], range=[0, 1]), legend=None),
            strokeWidth=alt.value(1.5),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.3)),
            tooltip=[
                alt.Tooltip("starts_on:O", title="Week from"),
                alt.Tooltip("figure:N", title="Figure"),
                alt.Tooltip("hours:Q", title="Business hours", format=",.1f"),
                alt.Tooltip("timed_count:Q", title="Stopped", format=","),
            ],
        )
        .add_params(picked)
    )
    return alt.layer(lines, points).properties(height=260)


def duration_lines(weeks: pd.DataFrame, *, zone: str) -> charts.Spec:
    """Median and 90th percentile in business hours by week.

    Takes code, starts_on (ISO date text), timed_count, is_few, median_business_hours and p90_business_hours.
    """
    keep = ["code", "starts_on", "timed_count", "is_few"]
    drawn = charts.tall(weeks, DURATIONS, keep, kind="figure", value="hours")
    drawn = drawn.assign(filled=[0.0 if few else 1.0 for few in drawn["is_few"]])
    return charts.filled(_duration_lines(zone), {"weeks": drawn})


@charts.shape
def _stage_bars() -> alt.TopLevelMixin:
    y = alt.Y("group:N", scale=alt.Scale(domain=charts.given("groups")), title=None, axis=alt.Axis(labelLimit=120))
    x = alt.X("share:Q", title="Share of business time (%)", stack="zero", axis=alt.Axis(format=".0%", tickCount=5))
    picked = charts.picking("code")
    colours = [charts.BREACHED, charts.MET, charts.NEUTRAL, charts.THIRD, charts.FOURTH]
    bars: alt.Chart = (
        charts.rows("stages")
        .mark_bar(binSpacing=1)
        .encode(
            y=y,
            x=x,
            order=alt.Order("stage_rank:Q"),
            color=alt.Color(
                "stage_name:N",
                title=None,
                scale=alt.Scale(domain=charts.given("names"), range=colours),
                legend=alt.Legend(orient="top", columns=3, labelLimit=220),
            ),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.35)),
            tooltip=[
                alt.Tooltip("group:N", title="Group"),
                alt.Tooltip("stage_name:N", title="Stage"),
                alt.Tooltip("share:Q", title="Share", format=".1%"),
                alt.Tooltip("business_hours:Q", title="Business hours", format=",.1f"),
                alt.Tooltip("case_count:Q", title="Cases", format=","),
            ],
        )
        .add_params(picked)
    )
    return bars


def stage_bars(stages: pd.DataFrame) -> charts.Spec:
    """Stacked shares of business time. Takes code, group, stage_name, stage_rank, share, business_hours, case_count."""
    drawn = stages[stages["share"] > 0]
    return charts.filled(
        _stage_bars(),
        {"stages": drawn},
        height=max(AXES + 60 + 30 * stages["group"].nunique(), 200),
        names=charts.in_order(stages.sort_values("stage_rank")["stage_name"]),
        groups=charts.in_order(drawn["group"]),
    )
