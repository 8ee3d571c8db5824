"""Charts are pure: a frame in, a specification out; and their colours can be seen."""

import tomllib
from pathlib import Path

import altair as alt
import pandas as pd
import pytest
from altair.utils import schemapi

from pages.components import charts

ROOT = Path(__file__).parent.parent.parent
THEME = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
WEEKS = pd.DataFrame(
    {
        "starts_on": ["2026-10-05", "2026-10-12"],
        "attainment": [0.5, 0.9],
        "judged_count": [10, 10],
        "mean_attainment": [0.9, 0.9],
        "lower_limit": [0.6, 0.6],
        "upper_limit": [1.0, 1.0],
        "signal": ["below", None],
        "is_partial": [False, True],
    }
)
BUCKETS = pd.DataFrame(
    {
        "from_minutes": [0, 60],
        "to_minutes": [60.0, None],
        "met_count": [3, 0],
        "breached_count": [0, 2],
        "no_target_count": [0, 0],
    }
)
TARGETS = pd.DataFrame({"target_minutes": [30.0, 500.0], "priorities": ["high", "low"], "case_count": [3, 2]})


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted([luminance(one), luminance(other)], reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("side", ["light", "dark"])
@pytest.mark.parametrize("colour", charts.PALETTE)
def test_every_mark_can_be_told_from_the_ground(colour: str, side: str) -> None:
    assert contrast(colour, THEME[side]["backgroundColor"]) >= 3


@pytest.mark.parametrize("side", ["light", "dark"])
def test_words_can_be_read_on_every_ground(side: str) -> None:
    theme = THEME[side]
    grounds = [theme["backgroundColor"], theme["secondaryBackgroundColor"], theme["sidebar"]["backgroundColor"]]

    assert min(contrast(theme["textColor"], ground) for ground in grounds) >= 7
    assert min(contrast(theme["linkColor"], ground) for ground in grounds) >= 4.5
    assert charts.INK[side] == theme["textColor"]


def test_the_theme_uses_the_palette_of_the_charts() -> None:
    assert tuple(THEME["chartCategoricalColors"]) == charts.PALETTE


def test_a_share_over_time_marks_what_lies_outside_by_shape_too() -> None:
    spec = charts.spec_of(charts.share_over_time(WEEKS, unit="Week", zone="UTC", share_of="On target"))

    points = spec["layer"][-1]
    assert points["encoding"]["shape"]["scale"]["range"] == ["circle", "diamond"]
    (rows,) = spec["datasets"].values()
    assert [row["kind"] for row in rows] == ["Outside the limits", "Inside the limits"]
    assert spec["layer"][0]["encoding"]["x"]["title"] == "Week (UTC)"


def test_a_spread_shows_only_targets_inside_its_axis() -> None:
    spec = charts.spec_of(charts.spread(BUCKETS, TARGETS, measure="First answer", ink="#000000"))

    rules = spec["layer"][1]
    assert [row["target_minutes"] for row in spec["datasets"][rules["data"]["name"]]] == [30.0]
    bars = spec["datasets"][spec["layer"][0]["data"]["name"]]
    assert [(bar["bucket"], bar["verdict"], bar["case_count"]) for bar in bars] == [
        ("0 to under 60", "Met", 3),
        ("60 and longer", "Breached", 2),
    ]


def test_a_chart_of_too_many_rows_is_refused() -> None:
    half = alt.Chart(pd.DataFrame({"x": range(2501)})).mark_point().encode(x="x:Q")
    other = alt.Chart(pd.DataFrame({"x": range(1, 2502)})).mark_point().encode(x="x:Q")

    with pytest.raises(ValueError, match="a chart of 5002 rows: aggregate them in SQL"):
        charts.spec_of(half + other)


def test_a_chart_is_the_same_whether_it_is_checked_or_not() -> None:
    words = {"unit": "Week", "zone": "UTC", "share_of": "Met"}
    checked = charts.spec_of(charts.share_over_time(WEEKS, **words))
    schemapi.disable_debug_mode()
    try:
        assert charts.spec_of(charts.share_over_time(WEEKS, **words)) == checked
    finally:
        schemapi.enable_debug_mode()
