"""Imports point one way: dashboard -> pages -> queries -> data; Streamlit stays in the first two."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
MAY_IMPORT = {
    "data": {"data"},
    "queries": {"queries", "data"},
    "pages": {"pages", "queries", "data"},
    "dashboard": {"pages", "queries", "data"},
}
WITH_STREAMLIT = {"pages", "dashboard"}
MODULES = [
    *ROOT.glob("dashboard.py"),
    *(path for part in ("data", "queries", "pages") for path in ROOT.glob(f"{part}/**/*.py")),
]


def imported(path: Path) -> Iterator[str]:
    """The top-level packages a module imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    layer = path.relative_to(ROOT).parts[0].removesuffix(".py")
    forbidden = {*MAY_IMPORT, "tests", *(() if layer in WITH_STREAMLIT else ("streamlit",))} - MAY_IMPORT[layer]

    assert set(imported(path)) & forbidden == set()


def test_no_page_is_named_like_a_package() -> None:
    """While a page runs, its folder comes first on the import path: pages/data.py would hide data/."""
    assert {path.stem for path in ROOT.glob("pages/*.py")} & set(MAY_IMPORT) == set()
