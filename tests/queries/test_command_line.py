"""`python -m queries`: every parameter is an option, errors are one sentence."""

import json
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest

from queries import runner
from queries.__main__ import main

PERIOD = ["--since", "2026-10-01", "--until", "2026-11-01"]
CLOCK = ["--clock", "first_response", "--denominator", "opened"]
TOTALS = ["--clocks", "first_response", "--denominator", "opened", "--with-before", "false"]


def ask(warehouse: Path, *options: str) -> int:
    return main(["ask", *options, "--warehouse", str(warehouse)])


def test_list_names_every_question(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[1] for line in lines] == list(runner.names())


def test_show_prints_the_shared_rows_and_the_question(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "issue_shares"]) == 0

    shown = capsys.readouterr().out
    assert "create or replace temp macro issue_cases" in shown
    assert "-- question: How many of the cases were resolved" in shown


def test_ask_answers_as_json(warehouse: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert ask(warehouse, "clock_totals", *PERIOD, *TOTALS, "--format", "json") == 0

    (row,) = json.loads(capsysbinary.readouterr().out)
    assert (row["row_count"], row["met_count"], row["breached_count"]) == (7, 5, 2)


def test_ask_answers_as_csv_that_no_spreadsheet_runs(
    warehouse: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert ask(warehouse, "filter_choices", "--format", "csv") == 0

    assert capsysbinary.readouterr().out.decode().splitlines() == [
        "filter,code,label",
        "account,south,'=Sud",
        "account,north,Nordwind",
        "region,AMER,AMER",
        "region,EMEA,EMEA",
        "tam,t1,Ana Ruiz",
        "tam,no_tam,No TAM",
    ]


def test_ask_answers_as_parquet(warehouse: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert ask(warehouse, "clock_targets", *PERIOD, *CLOCK, "--format", "parquet") == 0

    rows = pd.read_parquet(BytesIO(capsysbinary.readouterr().out)).to_dict("records")
    assert rows == [{"target_minutes": 60.0, "row_count": 7, "priorities": "normal, urgent"}]


def test_a_list_parameter_may_be_given_twice(warehouse: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    options = ["--accounts", "north", "--accounts", "south", "--priorities", "urgent", "--format", "json"]

    assert ask(warehouse, "clock_totals", *PERIOD, *TOTALS, *options) == 0

    assert json.loads(capsysbinary.readouterr().out)[0]["row_count"] == 1


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["ask", "nothing"], "There is no question called 'nothing'; `python -m queries list` shows all.\n"),
        (["ask", "issue_shares"], "The following arguments are required: --since, --until.\n"),
        (
            ["ask", "issue_shares", "--since", "soon", "--until", "2026-11-01"],
            "Argument --since: 'soon' is no date.\n",
        ),
        (["show", "filter_choices", "--since", "x"], "Show does not take --since x.\n"),
        (["ask", "filter_choices", "--sinse", "x"], "Unrecognized arguments: --sinse x.\n"),
        ([], "The following arguments are required: list|show|ask.\n"),
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_2(
    options: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(options)

    assert (stopped.value.code, capsys.readouterr().err) == (2, sentence)


def test_no_snapshot_is_one_sentence_and_exit_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(tmp_path, "filter_choices") == 1

    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "python -m data load" in error
