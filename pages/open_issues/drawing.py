"""The charts of Open issues: a frame in, an Altair chart out. Times come as ISO date text, cut in SQL."""

from typing import Final

import altair as alt
import pandas as pd

from pages.components import charts

BAR_HEIGHT: Final = 22
MOST_BARS: Final = 12
AXES: Final = 70  # what the axis and its title take of a chart's height
INFLOW, OUTFLOW = "Inflow", "Outflow"


def age_table(cells: pd.DataFrame, *, ink: str) -> alt.TopLevelMixin:
    """A heat table of open cases by category and age, the count in each cell.

    Takes code, category, age, open_count and escalated_count; the rows' order is that of the axes.
    """
    x = alt.X(
        "age:N",
        sort=list(dict.fromkeys(cells["age"])),
        title="Age in opening days",
        axis=alt.Axis(labelAngle=0, orient="top", ticks=False, domain=False),
    )
    y = alt.Y(
        "category:N", sort=list(dict.fromkeys(cells["category"])), title=None, axis=alt.Axis(ticks=False, domain=False)
    )
    picked = charts.picking("code")
    most = max(int(cells["open_count"].max()), 1)
    marks = (
        alt.Chart(cells)
        .mark_rect(color=charts.MET, cornerRadius=3, stroke=charts.NEUTRAL, strokeOpacity=0.4)
        .encode(
            x=x,
            y=y,
            fillOpacity=alt.FillOpacity(
                "open_count:Q", scale=alt.Scale(domain=[0, most], range=[0.03, 0.6]), legend=None
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
    counts = (
        alt.Chart(cells).mark_text(color=ink, fontSize=13).encode(x=x, y=y, text=alt.Text("open_count:Q", format=","))
    )
    return alt.layer(marks, counts).properties(height=250)


def group_bars(groups: pd.DataFrame, *, ink: str) -> alt.TopLevelMixin:
    """Bars of open cases per group, the fullest MOST_BARS. Takes code, name, open_count, escalated_count and share."""
    groups = groups.head(MOST_BARS)
    y = alt.Y("name:N", sort=groups["name"].to_list(), title=None, axis=alt.Axis(labelLimit=170, labelOverlap=False))
    picked = charts.picking("code")
    bars = (
        alt.Chart(groups)
        .mark_bar(color=charts.MET)
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
    counts = (
        alt.Chart(groups)
        .mark_text(align="left", dx=4, color=ink, fontSize=11)
        .encode(y=y, x="open_count:Q", text=alt.Text("open_count:Q", format=","))
    )
    return alt.layer(bars, counts).properties(height=max(AXES + BAR_HEIGHT * len(groups), 180))


def open_by_day(days: pd.DataFrame, *, zone: str) -> alt.TopLevelMixin:
    """The open cases at the end of each day. Takes starts_on, open_count and the counts of the moves; the newest."""
    days = days.tail(charts.MOST_MARKS)
    picked = charts.picking("starts_on")
    x = alt.X("starts_on:O", title=f"Day ({zone})", axis=charts.days_axis(), scale=alt.Scale(type="point", padding=0.3))
    y = alt.Y("open_count:Q", title="Open when the day ended", axis=alt.Axis(tickMinStep=1, tickCount=5))
    area = alt.Chart(days).mark_area(color=charts.MET, opacity=0.12).encode(x=x, y=y)
    line = alt.Chart(days).mark_line(color=charts.MET, strokeWidth=2).encode(x=x, y=y)
    points = (
        alt.Chart(days)
        .mark_point(filled=True, color=charts.MET)
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


def flow_by_week(weeks: pd.DataFrame, *, zone: str) -> alt.TopLevelMixin:
    """Inflow beside outflow per week; a mark's code is `in/` or `out/` and its Monday.

    Takes starts_on, inflow_count, outflow_count and is_partial.
    """
    long = weeks.tail(charts.MOST_MARKS // 2).melt(
        id_vars=["starts_on", "is_partial"],
        value_vars=["inflow_count", "outflow_count"],
        var_name="kind",
        value_name="counted",
    )
    long["code"] = long["kind"].map({"inflow_count": "in/", "outflow_count": "out/"}) + long["starts_on"]
    long["kind"] = long["kind"].map({"inflow_count": INFLOW, "outflow_count": OUTFLOW})
    return _columns(long, "Week from Monday", zone, [INFLOW, OUTFLOW], [charts.MET, charts.FIFTH], "beside")


def shares_by_month(months: pd.DataFrame, *, zone: str) -> alt.TopLevelMixin:
    """Reopened beside escalated cases per month of opening; a mark's code is the group and the month.

    Takes starts_on, reopened_count and escalated_count.
    """
    long = months.assign(is_partial=False).melt(
        id_vars=["starts_on", "is_partial"],
        value_vars=["reopened_count", "escalated_count"],
        var_name="kind",
        value_name="counted",
    )
    long["code"] = long["kind"].str.removesuffix("_count") + "/" + long["starts_on"]
    long["kind"] = long["kind"].map({"reopened_count": "Reopened", "escalated_count": "Escalated"})
    colours = [charts.FOURTH, charts.BREACHED]
    return _columns(long, "Month of opening", zone, ["Reopened", "Escalated"], colours, "beside")


def scopes_by_month(requests: pd.DataFrame, *, zone: str) -> alt.TopLevelMixin:
    """Out-of-scope requests per month, stacked by kind. Takes starts_on, kind, counted, code and is_partial."""
    kinds = list(dict.fromkeys(requests["kind"]))
    colours = [charts.MET, charts.BREACHED, charts.THIRD, charts.FOURTH]
    return _columns(requests, "Month", zone, kinds, colours, "stacked")


def _columns(
    long: pd.DataFrame, unit: str, zone: str, kinds: list[str], colours: list[str], place: str
) -> alt.TopLevelMixin:
    """Columns over weeks or months, those of a time beside each other or stacked in the order of `kinds`."""
    picked = charts.picking("code")
    by_month = unit.startswith("Month")
    months = alt.Axis(
        labelExpr="timeFormat(toDate(datum.value + 'T00:00:00'), '%b %Y')", labelOverlap=True, labelAngle=0
    )
    drawn = long.assign(rank=long["kind"].map({kind: rank for rank, kind in enumerate(kinds)}))
    chart = (
        alt.Chart(drawn)
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
                scale=alt.Scale(domain=kinds, range=colours[: len(kinds)]),
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
    offset = {"xOffset": alt.XOffset("kind:N", sort=kinds)} if place == "beside" else {}
    finished: alt.Chart = chart.encode(**offset).properties(height=330 if by_month else 280)
    return finished
