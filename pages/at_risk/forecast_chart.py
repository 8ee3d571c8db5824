"""The forecast as bars: a frame in, a specification out."""

from typing import Final

import altair as alt
import pandas as pd

from pages.components import charts

MOST_OWNERS: Final = 15
KINDS: Final = {"within_hour_count": "Within the hour", "later_count": "Later today"}


@charts.shape
def _by_owner(ink: str) -> alt.TopLevelMixin:
    y = charts.names_axis("owner", labelLimit=170)
    picked = charts.picking("owner_id")
    drawn = (
        charts.rows("parts")
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
        charts.rows("totals")
        .mark_text(align="left", dx=4, color=ink, fontSize=11)
        .encode(y=y, x="will_breach_count:Q", text=alt.Text("will_breach_count:Q", format=","))
    )
    return alt.layer(drawn, totals)


def by_owner(owners: pd.DataFrame, *, ink: str) -> charts.Spec:
    """Bars of what will breach, per owner, the part within the hour first.

    Takes owner_id, owner, will_breach_count and within_hour_count; the MOST_OWNERS with the most are drawn.
    """
    totals = owners[owners["will_breach_count"] > 0].head(MOST_OWNERS)
    totals = totals.assign(later_count=totals["will_breach_count"] - totals["within_hour_count"])
    parts = charts.tall(totals, KINDS, ["owner_id", "owner"])
    return charts.filled(
        _by_owner(ink),
        {"parts": parts[parts["counted"] > 0], "totals": totals},
        height=130 + 22 * len(totals),
        names=charts.in_order(totals["owner"]),
    )
