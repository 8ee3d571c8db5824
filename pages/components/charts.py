"""Chart builders: a frame in, an Altair chart out, no Streamlit call and no metric.

Times are naive local ones, bucketed in SQL: Altair would move zoned ones into the browser's zone.
"""

import math
from typing import Any, Final

import altair as alt
import pandas as pd
from altair.utils import schemapi

# One palette, the Okabe-Ito idea: apart for colour-blind eyes, and at least 3:1 on white and on our dark ground.
MET: Final = "#2f7fc1"
BREACHED: Final = "#d1600f"
NEUTRAL: Final = "#7a8794"
THIRD: Final = "#1a8f7a"
FOURTH: Final = "#a56cc1"
FIFTH: Final = "#a8851a"
PALETTE: Final = (MET, BREACHED, NEUTRAL, THIRD, FOURTH, FIFTH)
INK: Final = {"light": "#1c2733", "dark": "#e4e9ef"}  # textColor of each theme in .streamlit/config.toml
MOST_MARKS: Final = 5000
PICK: Final = "pick"

Spec = dict[str, Any]

# Checking a chart against the schema takes a quarter of its making; the tests switch it on again.
schemapi.disable_debug_mode()


def spec_of(chart: alt.TopLevelMixin) -> Spec:
    """The chart as a Vega-Lite specification with its rows inside. Raises ValueError above MOST_MARKS rows."""
    spec: Spec = chart.to_dict(validate=schemapi.DEBUG_MODE)
    rows = sum(len(values) for values in spec.get("datasets", {}).values())
    if rows > MOST_MARKS:
        raise ValueError(f"a chart of {rows} rows: aggregate them in SQL")
    return spec


def picking(field: str) -> alt.Parameter:
    """The clicking of a mark, whose `field` a figure then returns."""
    return alt.selection_point(name=PICK, fields=[field], empty=True)


def _floor(frame: pd.DataFrame) -> float:
    """Where the axis of shares begins: under every point and every limit that rests on a whole week or month."""
    whole = frame[~frame["is_partial"].astype(bool)]
    lowest = pd.Series([frame["attainment"].min(), whole["lower_limit"].min(), 0.95]).min()  # skips what is missing
    return max(0.0, math.floor((float(lowest) - 0.01) * 20) / 20)


def _ceiling(frame: pd.DataFrame) -> float:
    """Where the axis of shares ends: at 1, or for small shares just above every point and limit."""
    whole = frame[~frame["is_partial"].astype(bool)]
    highest = pd.Series([frame["attainment"].max(), whole["upper_limit"].max(), 0.0]).max()
    return 1.0 if highest > 0.5 else min(1.0, math.ceil((float(highest) + 0.01) * 20) / 20)


def days_axis() -> alt.Axis:
    """An axis of ISO dates, written as `3 Aug`."""
    return alt.Axis(
        labelExpr="timeFormat(toDate(datum.value + 'T00:00:00'), '%-d %b')", labelOverlap=True, labelAngle=0, grid=False
    )


def months_axis() -> alt.Axis:
    """An axis of ISO dates that begin months, written as `Aug 2026`."""
    return alt.Axis(
        labelExpr="timeFormat(toDate(datum.value + 'T00:00:00'), '%b %Y')", labelOverlap=True, labelAngle=0, grid=False
    )


def share_over_time(frame: pd.DataFrame, *, unit: str, zone: str, share_of: str) -> alt.TopLevelMixin:
    """A p-chart: the share per week or month with its control limits and mean.

    Takes columns starts_on (ISO date text: an ordinal axis cannot be moved by the browser's zone), attainment,
    judged_count, mean_attainment, lower_limit, upper_limit, signal (above, below or missing) and is_partial.
    Points outside the limits are diamonds of another colour.
    """
    drawn = frame.assign(
        kind=frame["signal"]
        .where(frame["signal"].notna(), "inside")
        .map({"inside": "Inside the limits", "above": "Outside the limits", "below": "Outside the limits"})
    )
    axis_of_time = months_axis() if unit == "Month" else days_axis()
    x = alt.X("starts_on:O", title=f"{unit} ({zone})", axis=axis_of_time, scale=alt.Scale(type="point", padding=0.3))
    scale = alt.Scale(domain=[_floor(frame), _ceiling(frame)])
    y_title = f"{share_of} (%)"
    axis = alt.Axis(format=".0%", tickCount=5)
    base = alt.Chart(drawn)
    band = base.mark_area(color=NEUTRAL, opacity=0.16, clip=True).encode(
        x=x, y=alt.Y("lower_limit:Q", title=y_title, scale=scale, axis=axis), y2="upper_limit:Q"
    )
    mean = base.mark_line(color=NEUTRAL, strokeDash=[5, 4], strokeWidth=1.2).encode(x=x, y="mean_attainment:Q")
    line = base.mark_line(color=MET, strokeWidth=2).encode(x=x, y="attainment:Q")
    picked = picking("starts_on")
    points = (
        base.mark_point(filled=True)
        .encode(
            x=x,
            y="attainment:Q",
            shape=alt.Shape(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=["Inside the limits", "Outside the limits"], range=["circle", "diamond"]),
                legend=alt.Legend(orient="top"),
            ),
            color=alt.Color(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=["Inside the limits", "Outside the limits"], range=[MET, BREACHED]),
                legend=alt.Legend(orient="top"),
            ),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.3)),
            size=alt.condition(alt.datum.kind == "Outside the limits", alt.value(150), alt.value(55)),
            tooltip=[
                alt.Tooltip("starts_on:O", title=unit),
                alt.Tooltip("attainment:Q", title=share_of, format=".1%"),
                alt.Tooltip("judged_count:Q", title="Cases judged", format=","),
                alt.Tooltip("lower_limit:Q", title="Lower limit", format=".1%"),
                alt.Tooltip("upper_limit:Q", title="Upper limit", format=".1%"),
                alt.Tooltip("is_partial:N", title="Only part of it"),
            ],
        )
        .add_params(picked)
    )
    return alt.layer(band, mean, line, points).properties(height=260)


def spread(frame: pd.DataFrame, targets: pd.DataFrame, *, measure: str, ink: str) -> alt.TopLevelMixin:
    """A histogram in business minutes, met below breached, with a line per target.

    Takes columns from_minutes, to_minutes (missing = no end), met_count, breached_count, no_target_count and, where
    some are not decided yet, other_count; targets with target_minutes, priorities, case_count. `ink` is the colour of
    words on the page's ground.
    """
    names = {"met_count": "Met", "breached_count": "Breached", "no_target_count": "No target"}
    if "other_count" in frame.columns and frame["other_count"].sum():
        names["other_count"] = "Pending"
    width = float((frame["to_minutes"] - frame["from_minutes"]).max())
    width = width if width > 0 else 60.0
    bars = frame.assign(
        end=frame["to_minutes"].fillna(frame["from_minutes"] + width),
        bucket=[
            f"{start:.0f} to under {end:.0f}" if pd.notna(end) else f"{start:.0f} and longer"
            for start, end in zip(frame["from_minutes"], frame["to_minutes"], strict=True)
        ],
    ).melt(
        id_vars=["from_minutes", "end", "bucket"], value_vars=list(names), var_name="verdict", value_name="case_count"
    )
    bars = bars[bars["case_count"] > 0].assign(verdict=lambda rows: rows["verdict"].map(names))
    bars["rank"] = bars["verdict"].map({name: rank for rank, name in enumerate(names.values())})
    x = alt.X(
        "from_minutes:Q",
        bin="binned",
        title=f"{measure} (business minutes)",
        axis=alt.Axis(grid=False, labelOverlap=True),
        scale=alt.Scale(nice=False),
    )
    picked = picking("from_minutes")
    histogram = (
        alt.Chart(bars)
        .mark_bar(binSpacing=1, orient="vertical")
        .encode(
            x=x,
            x2="end:Q",
            y=alt.Y("case_count:Q", title="Cases", stack="zero", axis=alt.Axis(tickMinStep=1, tickCount=5)),
            order=alt.Order("rank:Q"),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.35)),
            color=alt.Color(
                "verdict:N",
                title=None,
                scale=alt.Scale(domain=list(names.values()), range=[MET, BREACHED, NEUTRAL, FIFTH][: len(names)]),
                legend=alt.Legend(orient="top"),
            ),
            tooltip=[
                alt.Tooltip("bucket:N", title="Business minutes"),
                alt.Tooltip("verdict:N", title="Verdict"),
                alt.Tooltip("case_count:Q", title="Cases", format=","),
            ],
        )
        .add_params(picked)
    )
    lines = targets.assign(
        note=[
            f"{minutes:g} min" if "," in priorities else f"{minutes:g} min, {priorities}"
            for minutes, priorities in zip(targets["target_minutes"], targets["priorities"], strict=True)
        ],
        place=[8 + 15 * (position % 4) for position in range(len(targets))],
    )
    lines = lines[lines["target_minutes"] <= bars["end"].max()].assign(end=bars["end"].max())
    rules = (
        alt.Chart(lines)
        .mark_rule(strokeDash=[4, 3], strokeWidth=1.5, color=NEUTRAL)
        .encode(
            x="target_minutes:Q",
            tooltip=[
                alt.Tooltip("target_minutes:Q", title="Target (business minutes)"),
                alt.Tooltip("priorities:N", title="Priority"),
                alt.Tooltip("case_count:Q", title="Cases", format=","),
            ],
        )
    )
    return alt.layer(histogram, rules, *_labels(lines, ink)).properties(height=260)


def _labels(lines: pd.DataFrame, ink: str) -> list[alt.Chart]:
    """The names of the target lines, on the side of each line where there is room."""
    is_left = lines["target_minutes"] <= lines["end"] * 0.6
    style: dict[str, Any] = {"baseline": "middle", "fontSize": 11, "color": ink}
    texts = [
        alt.Chart(lines[is_left]).mark_text(align="left", dx=4, **style),
        alt.Chart(lines[~is_left]).mark_text(align="right", dx=-4, **style),
    ]
    return [
        text.encode(x="target_minutes:Q", y=alt.Y("place:Q", scale=None, axis=None), text="note:N") for text in texts
    ]
