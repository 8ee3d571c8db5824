"""The charts of Response times: a frame in, an Altair chart out. Hours and dates come as numbers and text."""

from typing import Any, Final

import altair as alt
import pandas as pd

from pages.components import charts

MOST_OWNERS: Final = 15
BAR_HEIGHT: Final = 22
AXES: Final = 70  # what the axis and its title take of a chart's height
WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def week_map(cells: pd.DataFrame, *, zone: str, what: str, ink: str, colour: str) -> alt.TopLevelMixin:
    """A heat map of 168 hours. Takes code, weekday (Monday is 1), hour, day, row_count and open_share.

    The border of the hours that are open at least half the time is drawn as lines between cells.
    """
    placed = cells.assign(left=cells["hour"], right=cells["hour"] + 1, top=cells["weekday"] - 1, foot=cells["weekday"])
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
    most = max(int(cells["row_count"].max()), 1)
    marks = (
        alt.Chart(placed)
        .mark_rect(color=colour, stroke=charts.NEUTRAL, strokeOpacity=0.25, strokeWidth=0.5)
        .encode(
            x=x,
            x2="right:Q",
            y=y,
            y2="foot:Q",
            fillOpacity=alt.FillOpacity(
                "row_count:Q", scale=alt.Scale(domain=[0, most], range=[0.02, 0.95]), legend=None
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
    border = (
        alt.Chart(pd.DataFrame(edges(cells), columns=["left", "right", "top", "foot"]))
        .mark_rule(color=ink, strokeWidth=1.6)
        .encode(x=x, x2="right:Q", y=y, y2="foot:Q")
    )
    return alt.layer(marks, border).properties(height=250)


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


def kind_table(kinds: pd.DataFrame, *, ink: str, share_of: str) -> alt.TopLevelMixin:
    """Shares by priority and category. Takes code, priority, category, attainment, judged_count, breached_count, shown.

    The darker a cell, the larger its share of breaches; cells with too few have no colour.
    """
    drawn = kinds.assign(
        missed=(1 - kinds["attainment"]).where(kinds["judged_count"] >= 5, 0).fillna(0),
    )
    x = alt.X(
        "priority:N",
        sort=list(dict.fromkeys(kinds["priority"])),
        title="Priority",
        axis=alt.Axis(labelAngle=0, orient="top", ticks=False, domain=False),
    )
    y = alt.Y(
        "category:N", sort=list(dict.fromkeys(kinds["category"])), title=None, axis=alt.Axis(ticks=False, domain=False)
    )
    picked = charts.picking("code")
    marks = (
        alt.Chart(drawn)
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
    texts = alt.Chart(drawn).mark_text(color=ink, fontSize=11.5).encode(x=x, y=y, text="shown:N")
    return alt.layer(marks, texts).properties(height=300)


def owner_bars(owners: pd.DataFrame, *, ink: str, share_of: str) -> alt.TopLevelMixin:
    """Ranked bars with their intervals, the first MOST_OWNERS.

    Takes code, name, attainment, attainment_lower, attainment_upper, judged_count and shown, in the order of the rows.
    """
    drawn = owners[owners["judged_count"] > 0].head(MOST_OWNERS)
    y = alt.Y("name:N", sort=drawn["name"].to_list(), title=None, axis=alt.Axis(labelLimit=150, labelOverlap=False))
    scale = alt.Scale(domain=[0, 1])
    x = alt.X("attainment:Q", title=f"{share_of} (%)", scale=scale, axis=alt.Axis(format=".0%", tickCount=5))
    picked = charts.picking("code")
    bars = (
        alt.Chart(drawn)
        .mark_bar(color=charts.MET, fillOpacity=0.55)
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
    reach = (
        alt.Chart(drawn)
        .mark_rule(color=ink, strokeWidth=1.5)
        .encode(y=y, x=alt.X("attainment_lower:Q", scale=scale, title=f"{share_of} (%)"), x2="attainment_upper:Q")
    )
    counts = (
        alt.Chart(drawn)
        .mark_text(align="left", dx=4, color=ink, fontSize=11)
        .encode(y=y, x=alt.value(4), text="shown:N")
    )
    return alt.layer(bars, reach, counts).properties(height=max(AXES + BAR_HEIGHT * len(drawn), 180))


def bracket_bars(brackets: pd.DataFrame, *, ink: str, rows: str) -> alt.TopLevelMixin:
    """Bars of how many lie in each bracket. Takes code, name, row_count and share, in the order of the rows."""
    drawn = brackets.assign(
        shown=[
            f"{count:,.0f} ({share:.1%})" if pd.notna(share) else f"{count:,.0f}"
            for count, share in zip(brackets["row_count"], brackets["share"], strict=True)
        ]
    )
    y = alt.Y("name:N", sort=drawn["name"].to_list(), title=None, axis=alt.Axis(labelLimit=170, labelOverlap=False))
    most = max(float(drawn["row_count"].max()), 1.0)
    x = alt.X(
        "row_count:Q",
        title=rows,
        scale=alt.Scale(domain=[0, most * 1.25]),
        axis=alt.Axis(tickMinStep=1, tickCount=5),
    )
    picked = charts.picking("code")
    bars = (
        alt.Chart(drawn)
        .mark_bar(color=charts.MET)
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
    counts = alt.Chart(drawn).mark_text(align="left", dx=4, color=ink, fontSize=11).encode(y=y, x=x, text="shown:N")
    return alt.layer(bars, counts).properties(height=260)


def duration_lines(weeks: pd.DataFrame, *, zone: str) -> alt.TopLevelMixin:
    """Median and 90th percentile in business hours by week.

    Takes code, starts_on (ISO date text), timed_count, is_few, median_business_hours and p90_business_hours.
    """
    names = {"median_business_hours": "Median", "p90_business_hours": "90th percentile"}
    long = weeks.melt(
        id_vars=["code", "starts_on", "timed_count", "is_few"],
        value_vars=list(names),
        var_name="figure",
        value_name="hours",
    )
    long = long.assign(figure=long["figure"].map(names), filled=[0.0 if few else 1.0 for few in long["is_few"]])
    scale: dict[str, Any] = {"domain": list(names.values())}
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
    lines = alt.Chart(long).mark_line(strokeWidth=2).encode(x=x, y=y, color=colour)
    points = (
        alt.Chart(long)
        .mark_point(size=55, filled=True)
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


def stage_bars(stages: pd.DataFrame) -> alt.TopLevelMixin:
    """Stacked shares of business time. Takes code, group, stage_name, stage_rank, share, business_hours, case_count."""
    drawn = stages[stages["share"] > 0]
    names = stages.sort_values("stage_rank")["stage_name"].drop_duplicates().to_list()
    groups = list(dict.fromkeys(stages["group"]))
    y = alt.Y("group:N", sort=groups, title=None, axis=alt.Axis(labelLimit=120))
    x = alt.X("share:Q", title="Share of business time (%)", stack="zero", axis=alt.Axis(format=".0%", tickCount=5))
    picked = charts.picking("code")
    colours = [charts.BREACHED, charts.MET, charts.NEUTRAL, charts.THIRD, charts.FOURTH]
    bars: alt.Chart = (
        alt.Chart(drawn)
        .mark_bar(binSpacing=1)
        .encode(
            y=y,
            x=x,
            order=alt.Order("stage_rank:Q"),
            color=alt.Color(
                "stage_name:N",
                title=None,
                scale=alt.Scale(domain=names, range=colours),
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
    tall: alt.Chart = bars.properties(height=max(AXES + 60 + 30 * len(groups), 200))
    return tall
