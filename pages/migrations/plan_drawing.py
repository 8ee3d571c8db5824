"""The chart of the plan maker: a frame in, a specification out. Days come as ISO date text."""

import altair as alt
import pandas as pd

from pages.components import charts


@charts.shape
def _planned_days(zone: str, is_log: bool) -> alt.TopLevelMixin:
    picked = charts.picking("day")
    bars: alt.Chart = (
        charts.rows("days")
        .mark_bar()
        .encode(
            x=alt.X("day:O", title=f"Day ({zone})", axis=charts.days_axis()),
            y=alt.Y(
                "planned_volume:Q",
                title="Planned messages" + (" (log scale)" if is_log else ""),
                scale=alt.Scale(type="log", domainMin=charts.given("lowest")) if is_log else alt.Scale(zero=True),
                stack=None,
                axis=alt.Axis(format="~s", tickCount=5),
            ),
            **({"y2": "floor:Q"} if is_log else {}),
            color=alt.Color(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=["On the way", "On the target"], range=[charts.MET, charts.THIRD]),
                legend=alt.Legend(orient="top"),
            ),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.35)),
            tooltip=[
                alt.Tooltip("day:O", title="Day"),
                alt.Tooltip("step:Q", title="Step"),
                alt.Tooltip("planned_volume:Q", title="Planned", format=","),
                alt.Tooltip("published_volume:Q", title="As published", format=","),
            ],
        )
        .add_params(picked)
        .properties(height=280)
    )
    return bars


def planned_days(days: pd.DataFrame, *, zone: str, scale: str) -> charts.Spec:
    """Bars of the planned volume of each day. Takes day, step, planned_volume and is_on_target."""
    lowest = max(int(days["planned_volume"].min()) // 2, 1)
    drawn = days.assign(kind=days["is_on_target"].map({True: "On the target", False: "On the way"}), floor=lowest)
    return charts.filled(_planned_days(zone, scale == "log"), {"days": drawn}, lowest=lowest)
