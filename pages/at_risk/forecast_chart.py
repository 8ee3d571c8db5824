"""The forecast as bars: a frame in, an Altair chart out."""

from typing import Final

import altair as alt
import pandas as pd

from pages.components import charts

MOST_OWNERS: Final = 15
KINDS: Final = {"within_hour_count": "Within the hour", "later_count": "Later today"}


def by_owner(owners: pd.DataFrame, *, ink: str) -> alt.TopLevelMixin:
    """Bars of what will breach, per owner, the part within the hour first.

    Takes owner_id, owner, will_breach_count and within_hour_count; the MOST_OWNERS with the most are drawn.
    """
    bars = owners[owners["will_breach_count"] > 0].head(MOST_OWNERS)
    bars = bars.assign(later_count=bars["will_breach_count"] - bars["within_hour_count"])
    order = bars["owner"].to_list()
    y = alt.Y("owner:N", sort=order, title=None, axis=alt.Axis(labelLimit=170, labelOverlap=False))
    long = bars[["owner_id", "owner", "will_breach_count", *KINDS]].melt(
        id_vars=["owner_id", "owner", "will_breach_count"], var_name="kind", value_name="counted"
    )
    long = long[long["counted"] > 0].assign(kind=lambda rows: rows["kind"].map(KINDS))
    long["rank"] = (long["kind"] != KINDS["within_hour_count"]).astype(int)
    picked = charts.picking("owner_id")
    drawn = (
        alt.Chart(long)
        .mark_bar()
        .encode(
            y=y,
            x=alt.X(
                "counted:Q", title="Cases and escalations", stack="zero", axis=alt.Axis(tickMinStep=1, tickCount=5)
            ),
            order=alt.Order("rank:Q"),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.35)),
            color=alt.Color(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=list(KINDS.values()), range=[charts.BREACHED, charts.MET]),
                legend=alt.Legend(orient="top"),
            ),
            tooltip=[
                alt.Tooltip("owner:N", title="Owner"),
                alt.Tooltip("kind:N", title="Due"),
                alt.Tooltip("counted:Q", title="Cases and escalations", format=","),
            ],
        )
        .add_params(picked)
    )
    totals = (
        alt.Chart(bars)
        .mark_text(align="left", dx=4, color=ink, fontSize=11)
        .encode(y=y, x="will_breach_count:Q", text=alt.Text("will_breach_count:Q", format=","))
    )
    return alt.layer(drawn, totals).properties(height=130 + 22 * len(bars))
