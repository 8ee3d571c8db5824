"""The chart of the Data page: a frame in, a specification out."""

import altair as alt
import pandas as pd

from pages.components import charts


@charts.shape
def _ranges() -> alt.TopLevelMixin:
    picked = charts.picking("headline")
    names = alt.Scale(domain=charts.given("names"))
    y = alt.Y("headline:N", scale=names, title=None, axis=alt.Axis(labelLimit=200))
    scale = alt.Scale(domain=[charts.given("floor"), 1.0], nice=False)
    base = charts.rows("headlines")
    lines = base.mark_rule(color=charts.NEUTRAL, strokeWidth=6, strokeCap="round", opacity=0.6).encode(
        y=y,
        x=alt.X("lowest:Q", title="Attainment (%)", scale=scale, axis=alt.Axis(format=".0%", tickCount=6)),
        x2="highest:Q",
    )
    points = (
        base.mark_point(filled=True, size=110, color=charts.MET)
        .encode(
            y=y,
            x=alt.X("attainment:Q", scale=scale),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.35)),
            tooltip=[
                alt.Tooltip("headline:N", title="Attainment of"),
                alt.Tooltip("attainment:Q", title="Shown", format=".2%"),
                alt.Tooltip("lowest:Q", title="At least", format=".2%"),
                alt.Tooltip("highest:Q", title="At most", format=".2%"),
                alt.Tooltip("judged_count:Q", title="Judged", format=","),
                alt.Tooltip("rejected_count:Q", title="Rejected rows that count", format=","),
            ],
        )
        .add_params(picked)
    )
    return alt.layer(lines, points)


def ranges(headlines: pd.DataFrame) -> charts.Spec:
    """A line from the lowest to the highest value of each headline, with a point where it stands.

    Takes headline, attainment, lowest, highest (0..1), rejected_count and is_drawn, without which a row is left
    out.
    """
    drawn = headlines[headlines["is_drawn"]]
    return charts.filled(
        _ranges(),
        {"headlines": drawn},
        height=40 * len(drawn) + 60,
        names=charts.in_order(drawn["headline"]),
        floor=max(0.0, float(drawn["lowest"].min()) - 0.02),
    )
