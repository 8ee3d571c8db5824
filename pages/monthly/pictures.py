"""Charts as SVG, drawn with the font of this package, so that every machine draws the same."""

import json
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

import vl_convert

from pages.components import charts
from pages.monthly import drawing
from pages.monthly.contents import Picture

FONTS: Final = Path(__file__).parent.parent / "assets" / "fonts"
FONT: Final = "Source Sans 3"
WIDTH: Final = 410
HEIGHT: Final = 210
INK: Final = charts.INK["light"]
CONFIG: Final[dict[str, Any]] = {
    "font": FONT,
    "background": "#ffffff",
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "titleColor": INK,
        "labelFontSize": 10.5,
        "titleFontSize": 10.5,
        "titleFontWeight": "normal",
        "gridColor": "#e3e8ed",
        "domainColor": charts.NEUTRAL,
        "tickColor": charts.NEUTRAL,
    },
    "legend": {"labelColor": INK, "labelFontSize": 10.5},
}


@cache
def _ready() -> None:
    """Tell the converter of our font, once a process."""
    vl_convert.register_font_directory(str(FONTS))


def svg(picture: Picture) -> str:
    """The chart as SVG text; ids in it begin with the series, so that several fit into one page."""
    drawn = _drawn(json.dumps(drawing.control_chart(picture.frame, **picture.words)))
    return re.sub(r'(id="|url\(#|href="#)', rf"\g<1>{picture.series}-", drawn)


@lru_cache(maxsize=32)
def _drawn(spec: str) -> str:
    """The SVG of a specification; kept, since all documents of a month draw the same."""
    _ready()
    sized = json.loads(spec) | {"width": WIDTH, "height": HEIGHT, "autosize": {"type": "fit", "contains": "padding"}}
    return vl_convert.vegalite_to_svg(sized, config=CONFIG, allowed_base_urls=[])
