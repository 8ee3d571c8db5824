"""Attacks in every text of the records come out as text: on every page, in charts, links, tables and their CSV."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from pages.components import warehouse
from pages.monthly import command
from queries.spreadsheet import STARTS_A_FORMULA
from tests.pages.hostile import ATTACK, TRICKS, publish_attacks
from tests.pages.reading import VISITS, address_of, elements, texts
from tests.pages.walking import Walk, open_page

# Where Streamlit reads no Markdown and no HTML, so that an attack may stand as it is.
PLAIN = {
    *(
        "Selectbox.options",
        "Selectbox.raw_value",
        "MultiSelect.options",
        "MultiSelect.raw_values",
        "MultiSelect.default",
    ),
    *(
        "VegaLiteChart.alt",
        "Dataframe.alt",
        "Arrow.alt",
        "TextInput.default",
        "TextInput.value",
        "PageLink.query_string",
    ),
}
CELLS = ".data"  # of tables and of the rows of charts: drawn as they are
# Where Vega reads a text as a program or follows it.
RUN = {"expr", "test", "calculate", "filter", "signal", "labelExpr", "href", "url"}
ADDRESSES = """
    select 'CASE' as what, min(case_id) as code from escalations where case_id in (select case_id from case_events)
    union all select 'ACCOUNT', min(account_id) from migrations
    union all select 'MIGRATION', min(migration_id) from migrations where status = 'warming'
    union all select 'TAM', min(tam_id) from tam_assignments
"""
NONE = "a case that is none"


@pytest.fixture(scope="module")
def attacks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_attacks(tmp_path_factory.mktemp("attacks"))


@pytest.fixture(scope="module")
def codes(attacks: Path) -> Mapping[str, str]:
    with duckdb.connect(str(attacks), read_only=True) as connection:
        return dict(connection.execute(ADDRESSES).fetchall())


def programs(spec: Any, is_run: bool = False) -> Iterator[str]:
    """The texts in a chart that Vega runs or follows."""
    if isinstance(spec, dict):
        for key, value in spec.items():
            yield from programs(value, is_run or key in RUN)
    elif isinstance(spec, list):
        for value in spec:
            yield from programs(value, is_run)
    elif is_run and isinstance(spec, str):
        yield spec


def live(app: AppTest) -> list[tuple[str, str]]:
    """Where an attack would do something, with the beginning of the text around it."""
    found = []
    for element in elements(app._tree):
        for place, text in texts(element, type(element).__name__):
            if place in PLAIN or place.endswith(CELLS) or "zq" not in text:
                continue
            if place == "VegaLiteChart.spec":
                is_live = any("zq" in program for program in programs(json.loads(text)))
            elif place == "Html.body":
                is_live = "<img" in text
            else:
                is_live = any(trick in text for trick in TRICKS)
            if is_live:
                found.append((place, text[:200]))
    return found


def formulas(walk: Walk) -> list[str]:
    """Cells of the tables' CSV that a spreadsheet would run."""
    found = []
    for one in walk.app.dataframe:
        rows = csv.reader(io.StringIO(warehouse.csv_bytes(one.value).decode("utf-8-sig")))
        found += [cell[:80] for row in rows for cell in row if "zq" in cell and cell.startswith(STARTS_A_FORMULA)]
    return found


@pytest.mark.parametrize("visit", [*VISITS, NONE])
def test_every_attack_is_text(
    visit: str, attacks: Path, codes: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    address, query = ("case", {"case": ATTACK}) if visit == NONE else address_of(visit, **codes)

    walk = open_page(address, attacks, monkeypatch, **query)

    assert sum("zqbold" in text for one in elements(walk.app._tree) for _, text in texts(one, "")) > 0
    assert (live(walk.app), formulas(walk)) == ([], [])


def test_every_attack_is_text_in_the_monthly_document(attacks: Path, tmp_path: Path) -> None:
    given = ["--month", "2026-09", "--warehouse", str(attacks.parent), "--output", str(tmp_path / "summary.html")]

    assert command.main(given) == 0

    text = (tmp_path / "summary.html").read_text(encoding="utf-8")
    assert "&lt;img src=x onerror=zqtag()&gt;" in text
    assert [
        live for live in ("<img src=x", 'href="http://evil', 'src="http://evil', "<strong>zqbold") if live in text
    ] == []
