"""Attacks in every text of the records come out as text: on every page, in charts, links, tables and their CSV."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from pages.components import warehouse
from pages.monthly import command
from queries.spreadsheet import STARTS_A_FORMULA
from tests.pages.hostile import ATTACK, TRICKS, publish_attacks
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
# Where Vega reads a text as a program or follows it.
RUN = {"expr", "test", "calculate", "filter", "signal", "labelExpr", "href", "url"}
ADDRESSES = """
    select 'case' as what, min(case_id) as code from escalations where case_id in (select case_id from case_events)
    union all select 'account', min(account_id) from migrations
    union all select 'migration', min(migration_id) from migrations where status = 'warming'
    union all select 'tam', min(tam_id) from tam_assignments
"""
VISITS: dict[str, tuple[str, dict[str, str]]] = {
    "response times of one account": ("response-times", {"account": "account", "tam": "tam", "part": "groups"}),
    "at risk": ("at-risk", {}),
    "open issues": ("open-issues", {}),
    "all TAMs": ("tam-workload", {"show": "all"}),
    "a book": ("tam-workload", {"show": "book", "me": "tam"}),
    "history": ("tam-workload", {"show": "history"}),
    "all migrations": ("migrations", {}),
    "a migration": ("migrations", {"migration": "migration"}),
    "a plan": ("migrations", {"show": "plan"}),
    "mediation": ("mediation", {}),
    "a month": ("monthly", {}),
    "a case": ("case", {"case": "case"}),
    "a case that is none": ("case", {"case": ATTACK}),
    "data": ("data-quality", {}),
    "an account": ("account", {"account_id": "account"}),
}


@pytest.fixture(scope="module")
def attacks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_attacks(tmp_path_factory.mktemp("attacks"))


@pytest.fixture(scope="module")
def codes(attacks: Path) -> Mapping[str, str]:
    with duckdb.connect(str(attacks), read_only=True) as connection:
        return dict(connection.execute(ADDRESSES).fetchall())


def elements(block: Any) -> Iterator[Message]:
    """Everything that is drawn, as it goes to the browser."""
    for child in getattr(block, "children", {}).values():
        if isinstance(getattr(child, "proto", None), Message):
            yield child.proto
        yield from elements(child)


def texts(message: Message, path: str) -> Iterator[tuple[str, str]]:
    """Every text of a message with where it stands."""
    for field, value in message.ListFields():
        place = f"{path}.{field.name}"
        if field.type == FieldDescriptor.TYPE_STRING:
            yield from ((place, one) for one in ([value] if isinstance(value, str) else value))
        elif field.type == FieldDescriptor.TYPE_MESSAGE:
            is_map = field.message_type.GetOptions().map_entry
            held = value.values() if is_map else [value] if isinstance(value, Message) else value
            for one in held:
                yield from texts(one, place) if isinstance(one, Message) else [(place, str(one))]


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
            if place in PLAIN or "zq" not in text:
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


@pytest.mark.parametrize("visit", VISITS)
def test_every_attack_is_text(
    visit: str, attacks: Path, codes: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    address, query = VISITS[visit]

    walk = open_page(address, attacks, monkeypatch, **{name: codes.get(value, value) for name, value in query.items()})

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
