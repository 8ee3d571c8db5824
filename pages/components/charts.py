"""Charts as Vega-Lite specifications: a frame in, a specification out, no Streamlit call and no metric.

A builder is made of two halves. What is drawn is Altair: a function under `@shape` over named `rows`, run once for
its arguments (words, colours, which kinds there are) and kept. The rows never pass through Altair: `filled` puts them
into the kept shape. What the rows decide of the drawing itself, such as where an axis ends or the order of its names,
the shape calls `given` and `filled` gives:

    @charts.shape
    def _bars(ink: str) -> alt.TopLevelMixin:
        y = alt.Y("name:N", scale=alt.Scale(domain=charts.given("names")))
        return charts.rows("groups").mark_bar(color=ink).encode(x="open_count:Q", y=y)

    def bars(groups: pd.DataFrame, *, ink: str) -> charts.Spec:
        return charts.filled(_bars(ink), {"groups": groups}, names=groups["name"].to_list(), height=22 * len(groups))

Making a shape takes some fifty milliseconds, filling it one. So the arguments of a shape must be few over all filters.

Times are naive local ones, bucketed in SQL: Vega-Lite would move zoned ones into the browser's zone.
"""

import json
import math
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final, ParamSpec, cast

import altair as alt
import pandas as pd
from altair.utils import schemapi

from pages.components import arrow

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
MOST_SHAPES: Final = 200  # of one builder
PICK: Final = "pick"

Spec = dict[str, Any]
Words = ParamSpec("Words")

# Checking a chart against the schema takes a quarter of its making; the tests switch it on again.
schemapi.disable_debug_mode()


def shape(draw: Callable[Words, alt.TopLevelMixin]) -> Callable[Words, str]:
    """Make what `draw` draws once for its arguments; returns it as JSON text, which nobody can change for others."""

    def made(*args: Words.args, **words: Words.kwargs) -> str:
        return json.dumps(draw(*args, **words).to_dict(validate=schemapi.DEBUG_MODE))

    return cast("Callable[Words, str]", lru_cache(MOST_SHAPES)(made))


def rows(name: str) -> alt.Chart:
    """A chart of the rows that `filled` will put under this name."""
    return alt.Chart(alt.NamedData(name))


def given(name: str) -> alt.ExprRef:
    """A value that `filled` will give under this name: a number, or the list of all names of an axis."""
    return alt.ExprRef(name)


def filled(made: str, tables: Mapping[str, pd.DataFrame], *, height: int | None = None, **values: Any) -> Spec:
    """A shape with the rows and values that it names, and its height where the rows decide it.

    Raises ValueError above MOST_MARKS rows.
    """
    count = sum(map(len, tables.values()))
    if count > MOST_MARKS:
        raise ValueError(f"a chart of {count} rows: aggregate them in SQL")
    spec: Spec = json.loads(made)
    spec["datasets"] = {name: _records(table) for name, table in tables.items()}
    spec["params"] = [*spec.get("params", []), *({"name": name, "value": values[name]} for name in values)]
    return spec if height is None else spec | {"height": height}


def sent(spec: Spec) -> Spec:
    """The specification with its rows in the form in which they travel."""
    return spec | {"datasets": {name: arrow.stream(rows) for name, rows in spec["datasets"].items()}}


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as JSON holds them, null for what is missing. Columns of times stay out: no chart draws them as they are."""
    kept = [str(name) for name, kind in table.dtypes.items() if kind.kind != "M"]
    values = table[kept].to_numpy(object, na_value=None)  # type: ignore[arg-type]  # the stubs do not know of None
    return [dict(zip(kept, row, strict=True)) for row in values.tolist()]


def picking(field: str) -> alt.Parameter:
    """The clicking of a mark, whose `field` a figure then returns."""
    return alt.selection_point(name=PICK, fields=[field], empty=True)


def in_order(names: pd.Series) -> list[Any]:
    """The names of an axis: each once, in the order of the rows."""
    return list(dict.fromkeys(names))


def tall(
    frame: pd.DataFrame, names: Mapping[str, str], keep: list[str], *, kind: str = "kind", value: str = "counted"
) -> pd.DataFrame:
    """The columns of `names` under each other: its word for the column as `kind`, the place of that word as rank."""
    count = len(frame)
    return pd.DataFrame(  # of lists: a fifth of the time that `melt` and `map` take for a few rows
        {
            **{column: frame[column].to_list() * len(names) for column in keep},
            kind: [word for word in names.values() for _ in range(count)],
            value: [number for column in names for number in frame[column]],
            "rank": [rank for rank in range(len(names)) for _ in range(count)],
        }
    )


def milliseconds(time: Any) -> int:
    """A naive time, or ISO date text, as `filled` gives it to an axis on a UTC scale."""
    return int(pd.Timestamp(time).tz_localize("UTC").timestamp() * 1000)


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


def names_axis(field: str, **axis: Any) -> alt.Y:
    """An axis of names, each written out, in the order of `names`, which `filled` gives."""
    scale = alt.Scale(domain=given("names"))
    return alt.Y(f"{field}:N", scale=scale, title=None, axis=alt.Axis(labelOverlap=False, **axis))


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


@shape
def _share_over_time(unit: str, zone: str, share_of: str) -> alt.TopLevelMixin:
    axis_of_time = months_axis() if unit == "Month" else days_axis()
    x = alt.X("starts_on:O", title=f"{unit} ({zone})", axis=axis_of_time, scale=alt.Scale(type="point", padding=0.3))
    scale = alt.Scale(domain=[given("floor"), given("ceiling")])
    y_title = f"{share_of} (%)"
    axis = alt.Axis(format=".0%", tickCount=5)
    base = rows("steps")
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


def share_over_time(frame: pd.DataFrame, *, unit: str, zone: str, share_of: str) -> Spec:
    """A p-chart: the share per week or month with its control limits and mean.

    Takes columns starts_on (ISO date text: an ordinal axis cannot be moved by the browser's zone), attainment,
    judged_count, mean_attainment, lower_limit, upper_limit, signal (above, below or missing) and is_partial.
    Points outside the limits are diamonds of another colour.
    """
    drawn = frame.assign(
        kind=["Inside the limits" if pd.isna(signal) else "Outside the limits" for signal in frame["signal"]]
    )
    made = _share_over_time(unit, zone, share_of)
    return filled(made, {"steps": drawn}, floor=_floor(frame), ceiling=_ceiling(frame))


VERDICTS: Final = {"met_count": "Met", "breached_count": "Breached", "no_target_count": "No target"}
PENDING: Final = {"other_count": "Pending"}


@shape
def _spread(measure: str, ink: str, has_pending: bool) -> alt.TopLevelMixin:
    verdicts = [*VERDICTS.values(), *(PENDING.values() if has_pending else ())]
    x = alt.X(
        "from_minutes:Q",
        bin="binned",
        title=f"{measure} (business minutes)",
        axis=alt.Axis(grid=False, labelOverlap=True),
        scale=alt.Scale(nice=False),
    )
    picked = picking("from_minutes")
    histogram = (
        rows("bars")
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
                scale=alt.Scale(domain=verdicts, range=[MET, BREACHED, NEUTRAL, FIFTH][: len(verdicts)]),
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
    rules = (
        rows("targets")
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
    style: dict[str, Any] = {"baseline": "middle", "fontSize": 11, "color": ink}
    names = [  # on the side of each line where there is room
        rows("left").mark_text(align="left", dx=4, **style),
        rows("right").mark_text(align="right", dx=-4, **style),
    ]
    y = alt.Y("place:Q", scale=None, axis=None)
    texts = [name.encode(x="target_minutes:Q", y=y, text="note:N") for name in names]
    return alt.layer(histogram, rules, *texts).properties(height=260)


def spread(frame: pd.DataFrame, targets: pd.DataFrame, *, measure: str, ink: str) -> Spec:
    """A histogram in business minutes, met below breached, with a line per target.

    Takes columns from_minutes, to_minutes (missing = no end), met_count, breached_count, no_target_count and, where
    some are not decided yet, other_count; targets with target_minutes, priorities, case_count. `ink` is the colour of
    words on the page's ground.
    """
    has_pending = "other_count" in frame.columns and bool(frame["other_count"].sum())
    verdicts = VERDICTS | (PENDING if has_pending else {})
    width = float((frame["to_minutes"] - frame["from_minutes"]).max())
    width = width if width > 0 else 60.0
    bars = frame.assign(
        end=frame["to_minutes"].fillna(frame["from_minutes"] + width),
        bucket=[
            f"{start:.0f} to under {end:.0f}" if pd.notna(end) else f"{start:.0f} and longer"
            for start, end in zip(frame["from_minutes"], frame["to_minutes"], strict=True)
        ],
    )
    bars = tall(bars, verdicts, ["from_minutes", "end", "bucket"], kind="verdict", value="case_count")
    bars = bars[bars["case_count"] > 0]
    last = bars["end"].max()
    lines = targets.assign(
        note=[
            f"{minutes:g} min" if "," in priorities else f"{minutes:g} min, {priorities}"
            for minutes, priorities in zip(targets["target_minutes"], targets["priorities"], strict=True)
        ],
        place=[8 + 15 * (position % 4) for position in range(len(targets))],
    )
    lines = lines[lines["target_minutes"] <= last]
    is_left = lines["target_minutes"] <= last * 0.6
    made = _spread(measure, ink, has_pending)
    return filled(made, {"bars": bars, "targets": lines, "left": lines[is_left], "right": lines[~is_left]})
