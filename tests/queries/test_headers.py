"""What a question's header says is what its SQL does."""

import re
from datetime import date

import duckdb
import pytest

from queries import runner

THEMES = {"accounts", "case", "risk", "response", "issues", "tams", "migrations", "monthly", "quality", "access"}
SAMPLES: dict[str, runner.Param] = {
    "date": date(2026, 1, 1),
    "varchar": "x",
    "varchar[]": [],
    "bigint": 1,
    "double": 1.0,
    "boolean": True,
}


@pytest.mark.parametrize("name", runner.names())
def test_header_names_the_parameters(name: str) -> None:
    question = runner.read(name)
    (statement,) = duckdb.extract_statements(question.sql)

    assert set(question.params) == set(statement.named_parameters)


@pytest.mark.parametrize("name", runner.names())
def test_header_is_complete(name: str) -> None:
    question = runner.read(name)

    assert question.theme in THEMES
    assert question.asks.endswith("?")
    assert question.grain.startswith("one row")
    assert question.decided


@pytest.mark.parametrize("name", runner.names())
def test_header_types_are_those_of_the_result(name: str, connection: duckdb.DuckDBPyConnection) -> None:
    question = runner.read(name)
    params = {param: SAMPLES[sql_type] for param, sql_type in question.params.items()}
    for definition in runner.used_macros(question.sql):
        connection.execute(definition)

    described = connection.execute(question.sql, params).description

    assert {column[0]: str(column[1]).lower() for column in described} == dict(question.returns)


@pytest.mark.parametrize("name", runner.names())
def test_sql_follows_the_house_style(name: str) -> None:
    code = re.sub(r"'[^']*'|--[^\n]*", "", runner.read(name).sql)

    assert code == code.lower()
    assert "\t" not in code
    assert max(len(line) for line in code.splitlines()) <= 120


def test_a_header_field_may_go_on_over_lines() -> None:
    fields = runner.header(
        "-- question: What?\n-- params:   $since date,\n--           $teams varchar[] ([] = all)\n\nselect 1"
    )

    assert fields["params"] == "$since date, $teams varchar[] ([] = all)"


def test_wrong_parameters_are_refused_by_name(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(runner.QuestionError, match=r"snapshot_facts takes \[\], but was given \['since'\]\."):
        runner.answer(connection, "snapshot_facts", {"since": None})


def test_an_unknown_question_is_refused(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(runner.QuestionError, match="There is no question called 'nothing'"):
        runner.answer(connection, "nothing", {})
