"""The charts of Open issues: a frame in, a specification out. Times come as ISO date text, cut in SQL."""

from typing import Final

import altair as alt
import pandas as pd

from pages.components import charts

BAR_HEIGHT: Final = 22
MOST_BARS: Final = 12
AXES: Final = 70  # what the axis and its title take of a chart's height
INFLOW, OUTFLOW = "Inflow", "Outflow"


@charts.shape
def _age_table(ink: str) -> alt.TopLevelMixin:
    base = charts.rows("cells")
    x = alt.X(
        "age:N",
        scale=alt.Scale(domain=charts.given("ages")),
        title="Age in opening days",
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
        base.mark_rect(color=charts.MET, cornerRadius=3, stroke=charts.NEUTRAL, strokeOpacity=0.4)
        .encode(
            x=x,
            y=y,
            fillOpacity=alt.FillOpacity(
                "open_count:Q", scale=alt.Scale(domain=[0, charts.given("most")], range=[0.03, 0.6]), legend=None
            ),
            strokeWidth=alt.condition(picked, alt.value(1), alt.value(0)),
            tooltip=[
                alt.Tooltip("category:N", title="Category"),
                alt.Tooltip("age:N", title="Opening days"),
                alt.Tooltip("open_count:Q", title="Open cases", format=","),
                alt.Tooltip("escalated_count:Q", title="Of these escalated", format=","),
            ],
        )
        .add_params(picked)
    )
    counts = base.mark_text(color=ink, fontSize=13).encode(x=x, y=y, text=alt.Text("open_count:Q", format=","))
    return alt.layer(marks, counts).properties(height=250)


def age_table(cells: pd.DataFrame, *, ink: str) -> charts.Spec:
    """A heat table of open cases by category and age, the count in each cell.

    Takes code, category, age, open_count and escalated_count; the rows' order is that of the axes.
    """
    return charts.filled(
        _age_table(ink),
        {"cells": cells},
        most=max(int(cells["open_count"].max()), 1),
        ages=charts.in_order(cells["age"]),
        categories=charts.in_order(cells["category"]),
    )


@charts.shape
def _group_bars(ink: str) -> alt.TopLevelMixin:
    base = charts.rows("groups")
    y = charts.names_axis("name", labelLimit=170)
    picked = charts.picking("code")
    bars = (
        base.mark_bar(color=charts.MET)
        .encode(
            y=y,
            x=alt.X("open_count:Q", title="Open cases", axis=alt.Axis(tickMinStep=1, tickCount=5)),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.35)),
            tooltip=[
                alt.Tooltip("name:N", title="Group"),
                alt.Tooltip("open_count:Q", title="Open cases", format=","),
                alt.Tooltip("share:Q", title="Share of open cases", format=".1%"),
                alt.Tooltip("escalated_count:Q", title="Of these escalated", format=","),
            ],
        )
        .add_params(picked)
    )
    counts = base.mark_text(align="left", dx=4, color=ink, fontSize=11).encode(
        y=y, x="open_count:Q", text=alt.Text("open_count:Q", format=",")
    )
    return alt.layer(bars, counts)


def group_bars(groups: pd.DataFrame, *, ink: str) -> charts.Spec:
    """Bars of open cases per group, the fullest MOST_BARS. Takes code, name, open_count, escalated_count and share."""
    top = groups.head(MOST_BARS)
    return charts.filled(
        _group_bars(ink),
        {"groups": top},
        height=max(AXES + BAR_HEIGHT * len(top), 180),
        names=charts.in_order(top["name"]),
    )


@charts.shape
def _open_by_day(zone: str) -> alt.TopLevelMixin:
    base = charts.rows("days")
    picked = charts.picking("starts_on")
    x = alt.X("starts_on:O", title=f"Day ({zone})", axis=charts.days_axis(), scale=alt.Scale(type="point", padding=0.3))
    y = alt.Y("open_count:Q", title="Open when the day ended", axis=alt.Axis(tickMinStep=1, tickCount=5))
    area = base.mark_area(color=charts.MET, opacity=0.12).encode(x=x, y=y)
    line = base.mark_line(color=charts.MET, strokeWidth=2).encode(x=x, y=y)
    points = (
        base.mark_point(filled=True, color=charts.MET)
        .encode(
            x=x,
            y=y,
            size=alt.condition(picked, alt.value(45), alt.value(18)),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.4)),
            tooltip=[
                alt.Tooltip("starts_on:O", title="Day"),
                alt.Tooltip("open_count:Q", title="Open when it ended", format=","),
                alt.Tooltip("opened_count:Q", title="Opened", format=","),
                alt.Tooltip("reopened_count:Q", title="Reopened", format=","),
                alt.Tooltip("resolved_count:Q", title="Resolved", format=","),
            ],
        )
        .add_params(picked)
    )
    return alt.layer(area, line, points).properties(height=280)


def open_by_day(days: pd.DataFrame, *, zone: str) -> charts.Spec:
    """The open cases at the end of each day. Takes starts_on, open_count and the counts of the moves; the newest."""
    return charts.filled(_open_by_day(zone), {"days": days.tail(charts.MOST_MARKS)})


def flow_by_week(weeks: pd.DataFrame, *, zone: str) -> charts.Spec:
    """Inflow beside outflow per week; a mark's code is `in/` or `out/` and its Monday.

    Takes starts_on, inflow_count, outflow_count and is_partial.
    """
    kinds = {"inflow_count": INFLOW, "outflow_count": OUTFLOW}
    long = charts.tall(weeks.tail(charts.MOST_MARKS // 2), kinds, ["starts_on", "is_partial"])
    long["code"] = long["kind"].map({INFLOW: "in/", OUTFLOW: "out/"}) + long["starts_on"]
    made = _columns("Week from Monday", zone, (charts.MET, charts.FIFTH), "beside")
    return charts.filled(made, {"columns": long}, kinds=list(kinds.values()))


def shares_by_month(months: pd.DataFrame, *, zone: str) -> charts.Spec:
    """Reopened beside escalated cases per month of opening; a mark's code is the group and the month.

    Takes starts_on, reopened_count and escalated_count.
    """
    kinds = {"reopened_count": "Reopened", "escalated_count": "Escalated"}
    long = charts.tall(months.assign(is_partial=False), kinds, ["starts_on", "is_partial"])
    long["code"] = long["kind"].str.lower() + "/" + long["starts_on"]
    made = _columns("Month of opening", zone, (charts.FOURTH, charts.BREACHED), "beside")
    return charts.filled(made, {"columns": long}, kinds=list(kinds.values()))


def scopes_by_month(requests: pd.DataFrame, *, zone: str) -> charts.Spec:
    """Out-of-scope requests per month, stacked by kind. Takes starts_on, kind, counted, code and is_partial."""
    kinds = charts.in_order(requests["kind"])
    ranked = requests.assign(rank=requests["kind"].map({kind: rank for rank, kind in enumerate(kinds)}))
    colours = (charts.MET, charts.BREACHED, charts.THIRD, charts.FOURTH)
    made = _columns("Month", zone, colours, "stacked")
    return charts.filled(made, {"columns": ranked}, kinds=kinds)


@charts.shape
def _columns(unit: str, zone: str, colours: tuple[str, ...], place: str) -> alt.TopLevelMixin:
    """Columns over weeks or months, those of a time beside each other or stacked in the order of the kinds."""
    picked = charts.picking("code")
    by_month = unit.startswith("Month")
    months = alt.Axis(
        labelExpr="timeFormat(toDate(datum.value + 'T00:00:00'), '%b %Y')", labelOverlap=True, labelAngle=0
    )
    chart = (
        charts.rows("columns")
        .mark_bar()
        .encode(
            x=alt.X("starts_on:O", title=f"{unit} ({zone})", axis=months if by_month else charts.days_axis()),
            y=alt.Y(
                "counted:Q",
                title="Requests" if place == "stacked" else "Cases",
                stack="zero" if place == "stacked" else None,
                axis=alt.Axis(tickMinStep=1, tickCount=5),
            ),
            order=alt.Order("rank:Q"),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.35)),
            color=alt.Color(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=charts.given("kinds"), range=list(colours)),
                legend=alt.Legend(orient="top", columns=2),
            ),
            tooltip=[
                alt.Tooltip("starts_on:O", title=unit),
                alt.Tooltip("kind:N", title="Kind"),
                alt.Tooltip("counted:Q", title="Count", format=","),
                alt.Tooltip("is_partial:N", title="Only part of it"),
            ],
        )
        .add_params(picked)
    )
    offset = (
        {"xOffset": alt.XOffset("kind:N", scale=alt.Scale(domain=charts.given("kinds")))} if place == "beside" else {}
    )
    finished: alt.Chart = chart.encode(**offset).properties(height=330 if by_month else 280)
    return finished
