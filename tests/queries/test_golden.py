"""Every question has golden cases: rows in, parameters, rows out, worked out by hand and never regenerated."""

import json
from datetime import date
from pathlib import Path

import duckdb
import pytest

from queries import runner

GOLDEN = Path(__file__).parent.parent / "golden"
WORLDS = Path(__file__).parent.parent / "worlds"
CASES = sorted(GOLDEN.glob("*/*"))
EVERY = {
    "since": "1970-01-01",
    "until": "2100-01-01",
    "accounts": [],
    "tams": [],
    "categories": [],
    "priorities": [],
    "channels": [],
    "regions": [],
}


def params_of(case: Path, question: runner.Question) -> dict[str, runner.Param]:
    """params.json over `everything`; dates are written as text there."""
    given = {name: value for name, value in EVERY.items() if name in question.params}
    given |= json.loads((case / "params.json").read_text(encoding="utf-8"))
    return {
        name: date.fromisoformat(value) if question.params.get(name) == "date" else value
        for name, value in given.items()
    }


def statements_of(case: Path) -> str:
    """The rows of given.sql; a first line `-- world: NAME` puts those of worlds/NAME.sql before them."""
    given = (case / "given.sql").read_text(encoding="utf-8")
    world = given.partition("\n")[0].removeprefix("-- world: ")
    return (WORLDS / f"{world}.sql").read_text(encoding="utf-8") + given if given.startswith("-- world: ") else given


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_question_gives_golden_rows(case: Path, connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(statements_of(case))
    question = runner.read(case.parent.name)

    result = runner.answer(connection, question.name, params_of(case, question))

    expected = (case / "expected.csv").read_text(encoding="utf-8")
    assert result.to_csv(index=False, float_format="%.6g") == expected  # six digits: what a hand works out


@pytest.mark.parametrize("name", runner.names())
def test_question_has_a_golden_case(name: str) -> None:
    assert list((GOLDEN / name).glob("*/expected.csv")), f"add tests/golden/{name}/<what_it_shows>/"


@pytest.mark.parametrize("folder", sorted(GOLDEN.glob("*")), ids=lambda folder: folder.name)
def test_golden_folder_belongs_to_a_question(folder: Path) -> None:
    assert folder.name in runner.names()
