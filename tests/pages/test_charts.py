"""Charts are pure: a frame in, a specification out; and their colours can be seen."""

import importlib
import inspect
import pkgutil
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import altair as alt
import jsonschema
import pandas as pd
import pytest
from altair.utils import schemapi
from altair.vegalite.v6.schema.core import load_schema

import pages
from pages.components import charts
from tests.pages.chart_samples import SAMPLES, Sample

SCHEMA = jsonschema.Draft7Validator(load_schema())
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
    spec = charts.share_over_time(WEEKS, unit="Week", zone="UTC", share_of="On target")

    points = spec["layer"][-1]
    assert points["encoding"]["shape"]["scale"]["range"] == ["circle", "diamond"]
    assert [row["kind"] for row in spec["datasets"]["steps"]] == ["Outside the limits", "Inside the limits"]
    assert spec["layer"][0]["encoding"]["x"]["title"] == "Week (UTC)"
    assert spec["params"][-2:] == [{"name": "floor", "value": 0.45}, {"name": "ceiling", "value": 1.0}]


def test_a_spread_shows_only_targets_inside_its_axis() -> None:
    spec = charts.spread(BUCKETS, TARGETS, measure="First answer", ink="#000000")

    rows = spec["datasets"]
    assert [row["target_minutes"] for row in rows["targets"]] == [30.0]
    assert [(bar["bucket"], bar["verdict"], bar["case_count"]) for bar in rows["bars"]] == [
        ("0 to under 60", "Met", 3),
        ("60 and longer", "Breached", 2),
    ]


def test_a_chart_of_too_many_rows_is_refused() -> None:
    half = pd.DataFrame({"x": range(2501)})

    with pytest.raises(ValueError, match="a chart of 5002 rows: aggregate them in SQL"):
        charts.filled("{}", {"one": half, "other": half})


def test_rows_are_what_json_can_hold() -> None:
    rows = pd.DataFrame(
        {
            "name": ["a", None],
            "share": [0.5, float("nan")],
            "count": pd.array([1, None], dtype="Int64"),
            "is_late": [True, False],
            "at": pd.to_datetime(["2026-03-29", None]),
        },
        index=[7, 7],
    )

    assert charts.filled("{}", {"rows": rows}, height=20, names=["a"]) == {
        "datasets": {
            "rows": [
                {"name": "a", "share": 0.5, "count": 1, "is_late": True},
                {"name": None, "share": None, "count": None, "is_late": False},
            ]
        },
        "params": [{"name": "names", "value": ["a"]}],
        "height": 20,
    }


def test_columns_under_each_other_keep_their_rank() -> None:
    frame = pd.DataFrame({"day": ["Mon", "Tue"], "met_count": [1, 2], "breached_count": [3, 4]})

    assert charts.tall(frame, {"met_count": "Met", "breached_count": "Breached"}, ["day"]).values.tolist() == [
        ["Mon", "Met", 1, 0],
        ["Tue", "Met", 2, 0],
        ["Mon", "Breached", 3, 1],
        ["Tue", "Breached", 4, 1],
    ]


def parts_of(value: Any) -> Iterator[dict[str, Any]]:
    """Every object inside a specification, the rows left out."""
    if isinstance(value, dict):
        yield value
        yield from (part for key, inside in value.items() if key != "datasets" for part in parts_of(inside))
    elif isinstance(value, list):
        yield from (part for inside in value for part in parts_of(inside))


def layers_of(spec: charts.Spec) -> Iterator[tuple[list[dict[str, Any]], dict[str, Any]]]:
    """Each layer with its rows."""
    for layer in spec.get("layer", [spec]):
        yield spec["datasets"][layer.get("data", spec.get("data"))["name"]], layer


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_chart_is_valid_and_finds_all_it_names(sample: Sample) -> None:
    spec = sample.drawn()

    SCHEMA.validate(spec)
    assert {part["expr"] for part in parts_of(spec) if "expr" in part} <= {param["name"] for param in spec["params"]}
    for rows, layer in layers_of(spec):
        named = {part["field"] for part in parts_of(layer["encoding"]) if isinstance(part.get("field"), str)}
        assert all(named <= set(row) for row in rows)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_other_rows_do_not_draw_a_chart_anew(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    sample.drawn()
    for kind in (alt.Chart, alt.LayerChart):
        monkeypatch.setattr(kind, "to_dict", lambda *_args, **_words: pytest.fail("drawn again"))

    assert sample.drawn(first=1)["$schema"] == alt.SCHEMA_URL


def test_every_builder_has_a_sample() -> None:
    modules = [importlib.import_module(found.name) for found in pkgutil.walk_packages(pages.__path__, "pages.")]
    builders = {
        f"{module.__name__}.{name}"
        for module in modules
        for name, made in inspect.getmembers(module, inspect.isfunction)
        if made.__module__ == module.__name__ and makes_a_chart(made)
    }

    assert {sample.name for sample in SAMPLES} == builders


def makes_a_chart(made: Callable[..., Any]) -> bool:
    """Whether a function takes a frame first and returns a specification."""
    first = next(iter(inspect.signature(made).parameters.values()), None)
    return first is not None and first.annotation is pd.DataFrame and made.__annotations__["return"] == charts.Spec


def test_a_shape_is_the_same_whether_it_is_checked_or_not() -> None:
    @charts.shape
    def dots(colour: str) -> alt.TopLevelMixin:
        return charts.rows("dots").mark_point(color=colour).encode(x=alt.X("x:Q", scale=alt.Scale(zero=False)), y="y:Q")

    checked = dots(charts.MET)
    dots.cache_clear()
    schemapi.disable_debug_mode()
    try:
        assert dots(charts.MET) == checked
    finally:
        schemapi.enable_debug_mode()
