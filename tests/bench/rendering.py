"""Pages on large snapshots against the same pages on a small one, with cold caches, and a change of filter."""

import os
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import calc_hash
from streamlit.testing.v1 import AppTest

from pages.components.warehouse import KEPT
from tests.bench.loading import warehouse
from tests.bench.measuring import Ratio, seconds

SHELL = str(Path(__file__).parents[2] / "pages" / "shell.py")
PAGES = {  # what their links say beyond the address
    "response-times": {},
    "at-risk": {},
    "open-issues": {},
    "tam-workload": {},
    "migrations": {},
    "mediation": {},
    "monthly": {},
    "case": {"case": "C-00000010"},
    "account": {"account_id": "ACC-0002"},
    "data-quality": {},
}
FILTERS = ("response-times", "at-risk", "open-issues", "tam-workload", "migrations", "mediation", "data-quality")
TIMEOUT = 600


def pages(folder: Path, sizes: list[int], rounds: int) -> list[Ratio]:
    """Per page and size: the best first render against that at the smallest, the best render after another filter."""
    warehouses = {size: warehouse(folder, size) for size in sizes}
    smallest, *others = sizes
    results = []
    for address in PAGES:
        times = {
            size: [min(column) for column in zip(*(_render(address, path) for _ in range(rounds)), strict=True)]
            for size, path in warehouses.items()
        }
        for size in others:
            what = f"{address} at {size:,} cases"
            results.append(Ratio(what, f"at {smallest:,}", times[size][0], times[smallest][0], goal=3, limit=None))
            if address in FILTERS:
                results.append(Ratio(f"{what}, other filter", "half a second", times[size][1], 0.5, goal=1, limit=None))
    return results


def _render(address: str, warehouse: Path) -> tuple[float, float]:
    """Seconds of a first render with cold caches, and of one with another filter. Imports are paid for before."""
    os.environ["WAREHOUSE"] = str(warehouse)
    _opened(address).run()
    st.cache_data.clear()
    KEPT.drop()
    app = _opened(address)
    first = seconds(app.run)
    if address not in FILTERS:
        return first, 0.0
    app.multiselect(key="priority").set_value(["low"])
    return first, seconds(app.run)


def _opened(address: str) -> AppTest:
    app = AppTest.from_file(SHELL, default_timeout=TIMEOUT)
    app._page_hash = calc_hash(address)  # a page that is a function has no path to switch to
    for name, value in PAGES[address].items():
        app.query_params[name] = value
    return app
