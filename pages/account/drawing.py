"""The charts of the Account page: a frame in, a specification out. Days come as ISO date text."""

from typing import Final

import altair as alt
import pandas as pd

from pages.components import charts

DAYS: Final = alt.Axis(format="%-d %b %y", labelOverlap=True, grid=False)
WEEKDAYS: Final = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
ROUTES: Final = ["Premium", "Legacy"]
COVER: Final = ["TAM", "No TAM"]


@charts.shape
def _tam_stretches(zone: str, ink: str) -> alt.TopLevelMixin:
    picked = charts.picking("from_day")
    base = charts.rows("stretches")
    y = alt.Y("who:N", scale=alt.Scale(domain=charts.given("names")), title=None, axis=alt.Axis(labelLimit=170))
    x = alt.X("from_day:T", title=f"Days ({zone})", scale=alt.Scale(type="utc"), axis=DAYS)
    bars = (
        base.mark_bar(height=16)
        .encode(
            y=y,
            x=x,
            x2="to_day:T",
            color=alt.Color(
                "cover:N",
                title=None,
                scale=alt.Scale(domain=COVER, range=[charts.MET, charts.BREACHED]),
                legend=alt.Legend(orient="top"),
            ),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.35)),
            tooltip=[
                alt.Tooltip("who:N", title="TAM"),
                alt.Tooltip("from_day:N", title="From"),
                alt.Tooltip("last_day:N", title="To"),
                alt.Tooltip("day_count:Q", title="Days", format=","),
            ],
        )
        .add_params(picked)
    )
    texts = base.mark_text(align="left", dx=4, dy=-14, fontSize=11, color=ink)
    return alt.layer(bars, texts.encode(y=y, x=x, text="days:N"))


def tam_stretches(stretches: pd.DataFrame, *, zone: str, ink: str) -> charts.Spec:
    """Bars of who was TAM when; days without one are of another colour and say so.

    Takes who, cover (TAM or No TAM), from_day, to_day (ISO date text, the end exclusive) and day_count.
    """
    names = charts.in_order(stretches["who"])
    made = _tam_stretches(zone, ink)
    return charts.filled(made, {"stretches": stretches}, height=44 * len(names) + 110, names=names)


@charts.shape
def _traffic(zone: str) -> alt.TopLevelMixin:
    picked = charts.picking("day")
    base = charts.rows("days").encode(
        x=alt.X("day:T", title=f"Day ({zone})", scale=alt.Scale(type="utc"), axis=DAYS),
        y=alt.Y("sent:Q", title="Messages sent", axis=alt.Axis(format="~s", tickCount=5)),
        color=alt.Color(
            "route_name:N",
            title=None,
            scale=alt.Scale(domain=ROUTES, range=[charts.MET, charts.NEUTRAL]),
            legend=alt.Legend(orient="top", symbolStrokeWidth=0),
        ),
    )
    lines = base.mark_line(strokeWidth=2).encode(
        strokeDash=alt.StrokeDash(
            "route_name:N", title=None, scale=alt.Scale(domain=ROUTES, range=[[1, 0], [5, 4]]), legend=None
        )
    )
    points = (
        base.mark_point(filled=True, size=22)
        .encode(
            opacity=alt.condition(picked, alt.value(1), alt.value(0.25)),
            shape=alt.Shape(
                "route_name:N", title=None, scale=alt.Scale(domain=ROUTES, range=["circle", "square"]), legend=None
            ),
            tooltip=[
                alt.Tooltip("day:N", title="Day"),
                alt.Tooltip("route_name:N", title="Route"),
                alt.Tooltip("sent:Q", title="Sent", format=","),
                alt.Tooltip("bounce_rate:Q", title="Bounced", format=".2%"),
                alt.Tooltip("complaint_rate:Q", title="Complaints", format=".3%"),
            ],
        )
        .add_params(picked)
    )
    return alt.layer(lines, points).properties(height=260)


def traffic(days: pd.DataFrame, *, zone: str) -> charts.Spec:
    """Messages sent per day by route. Takes day (ISO date text), route_name, sent, bounce_rate, complaint_rate."""
    return charts.filled(_traffic(zone), {"days": days})


@charts.shape
def _week_strip(zone: str) -> alt.TopLevelMixin:
    picked = charts.picking("version")
    versions = charts.given("versions")
    bars: alt.Chart = (
        charts.rows("openings")
        .mark_bar()
        .encode(
            y=alt.Y(
                "day:N",
                sort=WEEKDAYS,
                title=None,
                scale=alt.Scale(domain=WEEKDAYS),
                axis=alt.Axis(labelOverlap=False),
            ),
            yOffset=alt.YOffset("version:N", scale=alt.Scale(domain=versions)),
            x=alt.X(
                "from_hour:Q",
                title=f"Hour on the wall ({zone})",
                scale=alt.Scale(domain=[0, 24], nice=False),
                axis=alt.Axis(values=list(range(0, 25, 3))),
            ),
            x2="to_hour:Q",
            color=alt.Color(
                "version:N",
                title=None,
                scale=alt.Scale(domain=versions, range=list(charts.PALETTE)),
                legend=alt.Legend(orient="top", columns=1, labelLimit=300),
            ),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.35)),
            tooltip=[
                alt.Tooltip("day:N", title="Day"),
                alt.Tooltip("hours:N", title="Open"),
                alt.Tooltip("version:N", title="Version"),
            ],
        )
        .add_params(picked)
        .properties(height=330)
    )
    return bars


def week_strip(openings: pd.DataFrame, *, zone: str) -> charts.Spec:
    """The openings of a week, a bar per opening and version. Takes day, version, is_now, from_hour, to_hour, hours."""
    drawn = openings[openings["from_hour"].notna()]
    return charts.filled(_week_strip(zone), {"openings": drawn}, versions=charts.in_order(openings["version"]))
