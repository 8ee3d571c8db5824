"""The charts of TAM workload: a frame in, a specification out. Days come as ISO date text, hours as numbers."""

from typing import Final

import altair as alt
import pandas as pd

from pages.components import charts

BAR_HEIGHT: Final = 28
AXES: Final = 115  # what the axis, its title and the legend take of a chart's height
MOST_BARS: Final = 15
MOST_NUMBERS: Final = 16  # columns of a heat table that still have room for a number in each cell
KINDS: Final = ("Escalations", "Open cases", "Migrations", "Mediations")
COLOURS: Final = (charts.BREACHED, charts.MET, charts.THIRD, charts.FOURTH)
CATEGORIES: Final = ("Problem", "Configuration", "Information")


def _names(column: str) -> alt.Y:
    return charts.names_axis(column, labelLimit=150)


@charts.shape
def _load_bars(ink: str) -> alt.TopLevelMixin:
    y = _names("name")
    x = alt.X(
        "points:Q",
        title="Points",
        stack="zero",
        scale=alt.Scale(domain=[0, charts.given("end")]),
        axis=alt.Axis(tickCount=5),
    )
    picked = charts.picking("code")
    bars = (
        charts.rows("parts")
        .mark_bar()
        .encode(
            y=y,
            x=x,
            order=alt.Order("rank:Q"),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.35)),
            color=alt.Color(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=list(KINDS), range=list(COLOURS)),
                legend=alt.Legend(orient="top", columns=2),
            ),
            tooltip=[
                alt.Tooltip("name:N", title="TAM"),
                alt.Tooltip("kind:N", title="Kind"),
                alt.Tooltip("item_count:Q", title="Open items", format=","),
                alt.Tooltip("points:Q", title="Points", format=",.4~g"),
            ],
        )
        .add_params(picked)
    )
    capacity = (
        charts.rows("capacities")
        .mark_tick(color=ink, thickness=3, size=BAR_HEIGHT - 10)
        .encode(
            y=y,
            x="capacity_points:Q",
            tooltip=[
                alt.Tooltip("name:N", title="TAM"),
                alt.Tooltip("capacity_points:Q", title="Capacity (points)", format=",.4~g"),
            ],
        )
    )
    said = charts.rows("loads").mark_text(align="left", dx=6, color=ink, fontSize=11)
    return alt.layer(bars, capacity, said.encode(y=y, x="end:Q", text="said:N"))


def load_bars(loads: pd.DataFrame, parts: pd.DataFrame, *, ink: str) -> charts.Spec:
    """Points per TAM stacked by kind, with a mark at the capacity where it is known and the load in words.

    Takes name, capacity_points, load_points and said of loads; name, code, kind, item_count and points of parts.
    """
    placed = loads.assign(end=loads[["load_points", "capacity_points"]].max(axis=1))
    return charts.filled(
        _load_bars(ink),
        {
            "parts": parts.assign(rank=parts["kind"].map({kind: rank for rank, kind in enumerate(KINDS)})),
            "capacities": loads[loads["capacity_points"].notna()],
            "loads": placed,
        },
        height=AXES + BAR_HEIGHT * len(loads),
        names=charts.in_order(loads["name"]),
        end=_beyond(placed["end"], 1.6),
    )


def _beyond(values: pd.Series, times: float) -> float:
    """Where an axis ends that leaves room for words beside its longest bar."""
    return max(float(values.max()), 1.0) * times


@charts.shape
def _items_over_time(zone: str, unit: str, ink: str, has_numbers: bool) -> alt.TopLevelMixin:
    base = charts.rows("cells")
    picked = charts.picking("code")
    x = alt.X("starts_on:O", title=f"{unit} ({zone})", axis=charts.days_axis())
    y = _names("name")
    marks = (
        base.mark_rect(color=charts.MET, cornerRadius=2, stroke=charts.NEUTRAL, strokeOpacity=0.35)
        .encode(
            x=x,
            y=y,
            fillOpacity=alt.FillOpacity(
                "open_count:Q", scale=alt.Scale(domain=[0, charts.given("most")], range=[0.03, 0.6]), legend=None
            ),
            strokeWidth=alt.condition(picked, alt.value(1), alt.value(0)),
            tooltip=[
                alt.Tooltip("name:N", title="TAM"),
                alt.Tooltip("starts_on:O", title="When the day ended"),
                alt.Tooltip("open_count:Q", title="Open items", format=","),
                alt.Tooltip("escalation_count:Q", title="Escalations", format=","),
                alt.Tooltip("case_count:Q", title="Cases", format=","),
                alt.Tooltip("migration_count:Q", title="Migrations", format=","),
                alt.Tooltip("mediation_count:Q", title="Mediations", format=","),
            ],
        )
        .add_params(picked)
    )
    texts = base.mark_text(color=ink, fontSize=11.5).encode(x=x, y=y, text="open_count:Q")
    return alt.layer(marks, texts) if has_numbers else alt.layer(marks)


def items_over_time(cells: pd.DataFrame, *, zone: str, unit: str, ink: str) -> charts.Spec:
    """A heat table of open items per TAM and day or week. Takes code, starts_on, name and the counts."""
    names = charts.in_order(cells["name"])
    return charts.filled(
        _items_over_time(zone, unit, ink, cells["starts_on"].nunique() <= MOST_NUMBERS),
        {"cells": cells},
        height=AXES + BAR_HEIGHT * len(names),
        names=names,
        most=max(int(cells["open_count"].max()), 1),
    )


@charts.shape
def _account_bars(ink: str) -> alt.TopLevelMixin:
    y = _names("name")
    x = alt.X(
        "counted:Q",
        title="Escalations raised",
        stack="zero",
        scale=alt.Scale(domain=[0, charts.given("end")]),
        axis=alt.Axis(tickMinStep=1, tickCount=5),
    )
    picked = charts.picking("code")
    bars = (
        charts.rows("parts")
        .mark_bar()
        .encode(
            y=y,
            x=x,
            order=alt.Order("rank:Q"),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.35)),
            color=alt.Color(
                "about:N",
                title=None,
                scale=alt.Scale(domain=list(CATEGORIES), range=[charts.BREACHED, charts.MET, charts.NEUTRAL]),
                legend=alt.Legend(orient="top"),
            ),
            tooltip=[
                alt.Tooltip("name:N", title="Account"),
                alt.Tooltip("about:N", title="About"),
                alt.Tooltip("counted:Q", title="Escalations", format=","),
            ],
        )
        .add_params(picked)
    )
    said = charts.rows("accounts").mark_text(align="left", dx=5, color=ink, fontSize=11)
    return alt.layer(bars, said.encode(y=y, x="escalation_count:Q", text="said:N"))


def account_bars(accounts: pd.DataFrame, *, ink: str) -> charts.Spec:
    """Escalations per account stacked by category, the most MOST_BARS. Takes code, name, the counts and said."""
    top = accounts.head(MOST_BARS)
    columns = {f"{category.lower()}_count": category for category in CATEGORIES}
    parts = charts.tall(top, columns, ["code", "name"], kind="about")
    return charts.filled(
        _account_bars(ink),
        {"parts": parts[parts["counted"] > 0], "accounts": top},
        height=AXES + 22 * len(top),
        names=charts.in_order(top["name"]),
        end=_beyond(top["escalation_count"], 1.5),
    )


@charts.shape
def _week_strip(zone: str, day_count: int) -> alt.TopLevelMixin:
    picked = charts.picking("code")
    x_scale = alt.Scale(domain=[0, 24 * day_count], nice=False)
    x_axis = alt.Axis(
        values=[24 * number + 12 for number in range(day_count)],
        labelExpr="days[floor(datum.value / 24)]",
        grid=False,
        ticks=False,
        labelAngle=0,
    )
    x = alt.X("from_hour:Q", title=f"Day and hour ({zone})", scale=x_scale, axis=x_axis)
    y = _names("name")
    bars = (
        charts.rows("hours")
        .mark_bar(color=charts.MET, height=14)
        .encode(
            y=y,
            x=x,
            x2="to_hour:Q",
            opacity=alt.condition(picked, alt.value(1), alt.value(0.35)),
            tooltip=[
                alt.Tooltip("name:N", title="TAM"),
                alt.Tooltip("day_name:N", title="Day"),
                alt.Tooltip("hours:N", title="Can be reached"),
                alt.Tooltip("calendar_zone:N", title="Calendar of the TAM"),
            ],
        )
        .add_params(picked)
    )
    quarters = (
        charts.rows("quarters")
        .mark_rule(color=charts.NEUTRAL)
        .encode(x=x, opacity=alt.Opacity("weight:Q", scale=None, legend=None))
    )
    return alt.layer(quarters, bars)


def week_strip(hours: pd.DataFrame, *, zone: str, days: str) -> charts.Spec:
    """When each TAM can be reached over seven days, a bar per opening.

    Takes code, name, from_hour and to_hour (hours since the first midnight), day_name and hours (in words); `days` are
    the names of the seven days in order, comma-separated.
    """
    labels, names = days.split(","), charts.in_order(hours["name"])
    quarters = range(0, 24 * len(labels) + 1, 6)
    weights = [0.8 if hour % 24 == 0 else 0.45 if hour % 12 == 0 else 0.2 for hour in quarters]
    return charts.filled(
        _week_strip(zone, len(labels)),
        {"quarters": pd.DataFrame({"from_hour": quarters, "weight": weights}), "hours": hours},
        height=AXES + BAR_HEIGHT * len(names),
        names=names,
        days=labels,
    )


@charts.shape
def _gap_columns(zone: str, unit: str) -> alt.TopLevelMixin:
    picked = charts.picking("starts_on")
    axis = charts.months_axis() if unit == "Month" else charts.days_axis()
    columns: alt.Chart = (
        charts.rows("periods")
        .mark_bar(color=charts.BREACHED)
        .encode(
            x=alt.X("starts_on:O", title=f"{unit} ({zone})", axis=axis),
            y=alt.Y("gap_days:Q", title="Account days without a TAM", axis=alt.Axis(tickMinStep=1, tickCount=5)),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.35)),
            tooltip=[
                alt.Tooltip("starts_on:O", title=unit),
                alt.Tooltip("gap_days:Q", title="Account days without a TAM", format=","),
                alt.Tooltip("gap_account_count:Q", title="Accounts", format=","),
                alt.Tooltip("premium_days:Q", title="Premium account days", format=","),
                alt.Tooltip("covered_share:Q", title="Covered", format=".2%"),
            ],
        )
        .add_params(picked)
        .properties(height=240)
    )
    return columns


def gap_columns(periods: pd.DataFrame, *, zone: str, unit: str) -> charts.Spec:
    """Days on which a premium account had no TAM, per week or month. Takes starts_on, gap_days and the counts."""
    return charts.filled(_gap_columns(zone, unit), {"periods": periods})


@charts.shape
def _move_bars(ink: str) -> alt.TopLevelMixin:
    picked = charts.picking("code")
    y = charts.names_axis("label", labelLimit=230)
    scale = alt.Scale(domain=[0, charts.given("end")])
    bars = (
        charts.rows("sides")
        .mark_bar()
        .encode(
            y=y,
            x=alt.X("points:Q", title="Points", scale=scale, axis=alt.Axis(tickCount=5)),
            color=alt.Color(
                "when:N",
                title=None,
                scale=alt.Scale(domain=charts.given("whens"), range=[charts.NEUTRAL, charts.MET, charts.THIRD]),
                legend=alt.Legend(orient="top", labelLimit=260),
            ),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.35)),
            tooltip=[
                alt.Tooltip("label:N", title="Load"),
                alt.Tooltip("said:N", title="Points"),
            ],
        )
        .add_params(picked)
    )
    capacity = (
        charts.rows("capacities")
        .mark_tick(color=ink, thickness=3, size=BAR_HEIGHT - 10)
        .encode(y=y, x="capacity_points:Q")
    )
    said = charts.rows("sides").mark_text(align="left", dx=6, color=ink, fontSize=11)
    return alt.layer(bars, capacity, said.encode(y=y, x="end:Q", text="said:N"))


def move_bars(sides: pd.DataFrame, *, ink: str) -> charts.Spec:
    """Both loads before and after a move, with the capacity. Takes code, label, points, capacity_points, when, said."""
    placed = sides.assign(end=sides[["points", "capacity_points"]].max(axis=1))
    return charts.filled(
        _move_bars(ink),
        {"sides": placed, "capacities": sides[sides["capacity_points"].notna()]},
        height=AXES + BAR_HEIGHT * len(sides),
        names=charts.in_order(sides["label"]),
        whens=charts.in_order(sides["when"]),
        end=_beyond(placed["end"], 1.6),
    )


@charts.shape
def _holdings(zone: str, ink: str) -> alt.TopLevelMixin:
    picked = charts.picking("code")
    base = charts.rows("stretches")
    y = _names("account")
    x = alt.X(
        "from_day:T",
        title=f"Days ({zone})",
        scale=alt.Scale(type="utc"),
        axis=alt.Axis(format="%-d %b %y", labelOverlap=True, grid=False),
    )
    bars = (
        base.mark_bar(height=18)
        .encode(
            y=y,
            x=x,
            x2="to_day:T",
            color=alt.Color(
                "cover:N",
                title=None,
                scale=alt.Scale(domain=["TAM", "No TAM"], range=[charts.MET, charts.BREACHED]),
                legend=alt.Legend(orient="top"),
            ),
            opacity=alt.condition(picked, alt.value(0.75), alt.value(0.35)),
            tooltip=[
                alt.Tooltip("account:N", title="Account"),
                alt.Tooltip("who:N", title="TAM"),
                alt.Tooltip("from_day:N", title="From"),
                alt.Tooltip("last_day:N", title="To"),
                alt.Tooltip("day_count:Q", title="Days", format=","),
            ],
        )
        .add_params(picked)
    )
    starts = base.mark_tick(color=ink, thickness=2, size=20).encode(y=y, x=x)
    texts = charts.rows("wide").mark_text(align="left", dx=5, fontSize=11, color=ink)
    return alt.layer(bars, starts, texts.encode(y=y, x=x, text="who:N"))


def holdings(stretches: pd.DataFrame, *, zone: str, ink: str) -> charts.Spec:
    """Who held each account when, a bar per stretch; days without a TAM are of another colour and say so.

    Takes code, account, who, cover (TAM or No TAM), from_day and to_day (ISO date text, the end exclusive), day_count.
    """
    names = charts.in_order(stretches["account"])
    return charts.filled(
        _holdings(zone, ink),
        {"stretches": stretches, "wide": stretches[stretches["is_wide"]]},
        height=AXES + BAR_HEIGHT * len(names),
        names=names,
    )
