"""The charts of one migration: a frame in, a specification out. Days come as ISO date text.

All of them share a time axis: the same first and last day, and the same room for the names beside it, so that what
happened on a day stands under that day.
"""

import math
from typing import Any, Final

import altair as alt
import pandas as pd

from pages.components import charts

ROOM: Final = 96  # pixels left of every plot, so that the days stand under each other
NARROW: Final = 44  # the same, where three charts stand beside each other
PLANNED, PREMIUM, LEGACY = "Planned", "Premium", "Legacy"
LINES: Final = {PLANNED: (charts.NEUTRAL, [6, 4]), PREMIUM: (charts.MET, [1, 0]), LEGACY: (charts.FIFTH, [2, 3])}
KINDS: Final = ("Milestone", "Escalation", "Out of scope", "Mediation", "No traffic")
SHAPES: Final = ("circle", "triangle-up", "cross", "diamond", "square")
COLOURS: Final = (charts.MET, charts.BREACHED, charts.NEUTRAL, charts.FOURTH, charts.FIFTH)
LEVELS: Final = {"watch": charts.FIFTH, "stop": charts.BREACHED}


def _days(zone: str, *, ticks: int = 8) -> alt.X:
    """The time axis, over what `_between` gives."""
    return alt.X(
        "day:T",
        title=f"Day ({zone})",
        scale=alt.Scale(type="utc", domain=[charts.given("first"), charts.given("last")], padding=8),
        axis=alt.Axis(format="%-d %b %y", labelOverlap=True, grid=False, tickCount=ticks),
    )


def _side(room: int = ROOM, **given: Any) -> alt.Axis:
    """An axis of values, with the room that all charts of the page give it."""
    return alt.Axis(minExtent=room, maxExtent=room, **given)


def _between(first: str, last: str) -> dict[str, int]:
    """The first and last day of the time axis, ISO date text, as `charts.filled` gives them."""
    return {"first": charts.milliseconds(first), "last": charts.milliseconds(last)}


@charts.shape
def _volumes(zone: str, scale: str, shown: tuple[str, ...], ink: str) -> alt.TopLevelMixin:
    domain = list(shown)
    picked = charts.picking("day")
    base = charts.rows("days").encode(
        x=_days(zone),
        y=alt.Y(
            "messages:Q",
            title="Messages a day" + (" (log scale)" if scale == "log" else ""),
            scale=alt.Scale(type="log") if scale == "log" else alt.Scale(zero=True),
            axis=_side(format="~s", tickCount=5),
        ),
        color=alt.Color(
            "line:N",
            title=None,
            scale=alt.Scale(domain=domain, range=[LINES[name][0] for name in shown]),
            legend=alt.Legend(orient="top", symbolStrokeWidth=0),
        ),
    )
    lines = base.mark_line().encode(
        strokeWidth=alt.condition(alt.datum.line == PLANNED, alt.value(4), alt.value(2)),  # seen under what follows it
        strokeDash=alt.StrokeDash(
            "line:N", title=None, legend=None, scale=alt.Scale(domain=domain, range=[LINES[name][1] for name in shown])
        ),
    )
    points = (
        base.mark_point(filled=True, size=26)
        .encode(
            shape=alt.Shape(
                "line:N",
                title=None,
                legend=alt.Legend(orient="top"),
                scale=alt.Scale(domain=domain, range=["triangle-up", "circle", "square"][: len(shown)]),
            ),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.3)),
            tooltip=[
                alt.Tooltip("day:N", title="Day"),
                alt.Tooltip("line:N", title="Line"),
                alt.Tooltip("messages:Q", title="Messages", format=","),
                alt.Tooltip("stage:Q", title="Stage reached"),
            ],
        )
        .add_params(picked)
    )
    aim = charts.rows("target").encode(x=_days(zone))
    rule = aim.mark_rule(color=charts.NEUTRAL, strokeDash=[3, 3])
    name = aim.mark_text(align="right", dx=-4, fontSize=11, color=ink).encode(y=alt.value(6), text="name:N")
    return alt.layer(rule, lines, points, name).properties(height=300)


def volumes(days: pd.DataFrame, *, zone: str, scale: str, first: str, last: str, target: str, ink: str) -> charts.Spec:
    """Planned against actual messages per day. Takes day, planned_volume, premium_sent, legacy_sent and stage.

    On a log scale a day without messages has no mark: nothing is not small.
    """
    names = {"planned_volume": PLANNED, "premium_sent": PREMIUM, "legacy_sent": LEGACY}
    long = charts.tall(days, names, ["day", "stage"], kind="line", value="messages")
    long = long[long["messages"].notna() & ((long["messages"] > 0) | (scale == "linear"))]
    shown = tuple(name for name in LINES if name in set(long["line"]))
    aim = pd.DataFrame({"day": [target], "name": ["Target"]})
    return charts.filled(_volumes(zone, scale, shown, ink), {"days": long, "target": aim}, **_between(first, last))


@charts.shape
def _events(zone: str, ink: str) -> alt.TopLevelMixin:
    picked = charts.picking("code")
    lanes = alt.Scale(domain=charts.given("lanes"))
    base = charts.rows("happened").encode(
        x=_days(zone),
        y=alt.Y("kind:N", scale=lanes, title="Events", axis=_side(labelLimit=ROOM, ticks=False, domain=False)),
        color=alt.Color(
            "kind:N",
            legend=None,
            scale=alt.Scale(domain=list(KINDS), range=list(COLOURS)),
        ),
    )
    stretches = base.mark_rule(strokeWidth=4, opacity=0.45, clip=True).encode(x2="until:T")
    marks = (
        base.mark_point(filled=True, size=90, clip=True)
        .encode(
            shape=alt.Shape("kind:N", legend=None, scale=alt.Scale(domain=list(KINDS), range=list(SHAPES))),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.35)),
            tooltip=[
                alt.Tooltip("kind:N", title="Kind"),
                alt.Tooltip("what:N", title="What"),
                alt.Tooltip("day:N", title="From"),
                alt.Tooltip("until_words:N", title="To"),
                alt.Tooltip("state:N", title="State"),
            ],
        )
        .add_params(picked)
    )
    style: dict[str, Any] = {"fontSize": 11, "color": ink}
    texts = [  # on the side where there is room: a name over the edge would push the days out of line
        charts.rows("left").mark_text(align="left", dx=8, **style),
        charts.rows("right").mark_text(align="right", dx=-8, **style),
    ]
    y = alt.Y("kind:N", scale=lanes, title="Events")
    names = [text.encode(x=_days(zone), y=y, text="what:N") for text in texts]
    return alt.layer(stretches, marks, *names)


def events(happened: pd.DataFrame, *, zone: str, first: str, last: str, ink: str) -> charts.Spec:
    """What the support side saw, a lane per kind: a mark where it began, a line as long as it went on.

    Takes code, kind (one of KINDS), what, day, until (ISO date text), state and detail.
    """
    lanes = [kind for kind in KINDS if kind in set(happened["kind"])]
    milestones = happened[happened["kind"] == KINDS[0]]
    is_left = pd.to_datetime(milestones["day"]) < pd.Timestamp(first) + (pd.Timestamp(last) - pd.Timestamp(first)) * 0.8
    return charts.filled(
        _events(zone, ink),
        {"happened": happened, "left": milestones[is_left], "right": milestones[~is_left]},
        height=70 + 34 * len(lanes),
        lanes=lanes,
        **_between(first, last),
    )


@charts.shape
def _share(zone: str) -> alt.TopLevelMixin:
    picked = charts.picking("day")
    base = charts.rows("days").encode(
        x=_days(zone),
        y=alt.Y(
            "share_7d:Q",
            title="Share by premium (%)",
            scale=alt.Scale(domain=[0, 1]),
            axis=_side(format=".0%", tickCount=5),
        ),
    )
    area = base.mark_area(color=charts.MET, opacity=0.14)
    line = base.mark_line(color=charts.MET, strokeWidth=2)
    points = (
        base.mark_point(filled=True, color=charts.MET, size=24)
        .encode(
            opacity=alt.condition(picked, alt.value(1), alt.value(0.3)),
            tooltip=[
                alt.Tooltip("day:N", title="Day"),
                alt.Tooltip("share_7d:Q", title="Share, last 7 days", format=".1%"),
                alt.Tooltip("premium_sent:Q", title="Premium sent", format=","),
                alt.Tooltip("legacy_sent:Q", title="Legacy sent", format=","),
            ],
        )
        .add_params(picked)
    )
    return alt.layer(area, line, points).properties(height=220)


def share(days: pd.DataFrame, *, zone: str, first: str, last: str) -> charts.Spec:
    """The share of all messages that went by premium, over 7 days. Takes day and share_7d."""
    return charts.filled(_share(zone), {"days": days[days["share_7d"].notna()]}, **_between(first, last))


@charts.shape
def _rate(title: str, zone: str, digits: str, ink: str) -> alt.TopLevelMixin:
    fine = ".3%"
    colours = alt.Color("level:N", legend=None, scale=alt.Scale(domain=list(LEVELS), range=list(LEVELS.values())))
    y = alt.Y(
        "rate_7d:Q",
        title=title,
        scale=alt.Scale(domain=[0, charts.given("top")], nice=False),
        axis=_side(NARROW, format=digits, tickCount=5),
    )
    about = [
        alt.Tooltip("note:N", title="Threshold"),
        alt.Tooltip("action:N", title="Then"),
        alt.Tooltip("source:N", title="Source"),
    ]
    grounds = (
        charts.rows("bands")
        .mark_rect(opacity=0.13)
        .encode(y=alt.Y("value:Q", title=title), y2="until:Q", color=colours, tooltip=about)
    )
    limits = charts.rows("bands").mark_rule(strokeDash=[5, 3]).encode(y="value:Q", color=colours, tooltip=about)
    names = (
        charts.rows("bands")
        .mark_text(align="left", baseline="bottom", dx=12, dy=-2, fontSize=11, color=ink)
        .encode(x=alt.value(0), y="value:Q", text="note:N")
    )
    picked = charts.picking("day")
    base = charts.rows("days").encode(x=_days(zone, ticks=4), y=y)
    line = base.mark_line(color=charts.MET, strokeWidth=2)
    points = (
        base.mark_point(filled=True, color=charts.MET, size=28)
        .encode(
            opacity=alt.condition(picked, alt.value(1), alt.value(0.35)),
            tooltip=[
                alt.Tooltip("day:N", title="Day"),
                alt.Tooltip("rate_7d:Q", title="Over 7 days", format=fine),
                alt.Tooltip("rate:Q", title="That day alone", format=fine),
                alt.Tooltip("level:N", title="Level"),
            ],
        )
        .add_params(picked)
    )
    return alt.layer(grounds, limits, line, points, names).properties(height=220)


def rate(
    days: pd.DataFrame, bands: pd.DataFrame, *, title: str, zone: str, first: str, last: str, digits: str, ink: str
) -> charts.Spec:
    """A rate over 7 days before its bands of watch and stop.

    Takes day, rate_7d, rate and level; bands with level, value, action and source.

    The bands reach to the top of the chart; which is above the last of them, so that a quiet rate is seen to be low.
    """
    highest = max([float(days["rate_7d"].max()), *(float(value) * 1.25 for value in bands["value"])])
    top = highest if math.isfinite(highest) and highest > 0 else 0.01
    rising = bands.sort_values("value").reset_index(drop=True)
    areas = rising.assign(
        until=[*rising["value"].iloc[1:].to_list(), top] if len(rising) else [],
        note=[
            f"{level.capitalize()} from {value:{digits}}"
            for level, value in zip(rising["level"], rising["value"], strict=True)
        ],
    )
    tables = {"bands": areas, "days": days[days["rate_7d"].notna()]}
    return charts.filled(_rate(title, zone, digits, ink), tables, top=top, **_between(first, last))


@charts.shape
def _cases_by_week(zone: str) -> alt.TopLevelMixin:
    picked = charts.picking("code")
    phases = ["Before the ramp", "During the ramp"]
    bars: alt.Chart = (
        charts.rows("weeks")
        .mark_bar()
        .encode(
            x=alt.X("starts_on:O", title=f"Week from ({zone})", axis=charts.days_axis()),
            y=alt.Y("case_count:Q", title="Cases opened", axis=alt.Axis(tickMinStep=1, tickCount=5)),
            color=alt.Color(
                "phase_name:N",
                title=None,
                scale=alt.Scale(domain=phases, range=[charts.NEUTRAL, charts.MET]),
                legend=alt.Legend(orient="top"),
            ),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.35)),
            tooltip=[
                alt.Tooltip("starts_on:O", title="Week from"),
                alt.Tooltip("phase_name:N", title="Phase"),
                alt.Tooltip("day_count:Q", title="Days"),
                alt.Tooltip("case_count:Q", title="Cases opened", format=","),
            ],
        )
        .add_params(picked)
        .properties(height=240)
    )
    return bars


def cases_by_week(weeks: pd.DataFrame, *, zone: str) -> charts.Spec:
    """Cases opened per week of the migration, before the ramp and during it; a mark's code is that of its list.

    Takes code, starts_on (ISO date text), case_count, day_count and phase_name.
    """
    return charts.filled(_cases_by_week(zone), {"weeks": weeks})
