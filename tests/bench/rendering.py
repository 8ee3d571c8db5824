"""Pages on a large snapshot against the same pages on the sample's size, with cold caches, and a change of filter."""

import os
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import calc_hash
from streamlit.testing.v1 import AppTest

from pages.components.warehouse import KEPT
from tests.bench.loading import warehouse
from tests.bench.measuring import Ratio, seconds

SHELL = str(Path(__file__).parents[2] / "pages" / "shell.py")
ADDRESSES = ("response-times", "at-risk", "open-issues", "data-quality")
SMALL = 6_000
TIMEOUT = 120


def pages(folder: Path, cases: int, rounds: int) -> list[Ratio]:
    """Per page: the best first render, and the best render after another filter, at both sizes."""
    warehouses = {size: warehouse(folder, size) for size in (SMALL, cases)}
    results = []
    for address in ADDRESSES:
        times = {
            size: [min(column) for column in zip(*(_render(address, path) for _ in range(rounds)), strict=True)]
            for size, path in warehouses.items()
        }
        what = f"{address} at {cases:,} cases"
        results.append(Ratio(what, f"at {SMALL:,}", times[cases][0], times[SMALL][0], goal=3, limit=None))
        results.append(Ratio(f"{what}, other filter", "half a second", times[cases][1], 0.5, goal=1, limit=None))
    return results


def _render(address: str, warehouse: Path) -> tuple[float, float]:
    """Seconds of a first render with cold caches, and of one with another filter. Imports are paid for before."""
    os.environ["WAREHOUSE"] = str(warehouse)
    _opened(address).run()
    st.cache_data.clear()
    KEPT.drop()
    app = _opened(address)
    first = seconds(app.run)
    app.multiselect(key="priority").set_value(["low"])
    return first, seconds(app.run)


def _opened(address: str) -> AppTest:
    app = AppTest.from_file(SHELL, default_timeout=TIMEOUT)
    app._page_hash = calc_hash(address)  # a page that is a function has no path to switch to
    return app
