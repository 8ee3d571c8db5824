"""Answers on shared connections: cursors are used again, never by two at once, and not after a failure."""

import gc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from data.snapshots import open_snapshot
from queries import runner

NOW = {"accounts": [], "tams": [], "categories": [], "priorities": [], "channels": [], "regions": []}


def test_many_threads_get_the_answers_of_one(sample_snapshot: Path) -> None:
    asked = [("risk_totals", NOW), ("open_issues_totals", NOW), ("snapshot_facts", {})] * 8
    with open_snapshot(sample_snapshot) as connection:
        alone = [runner.answer(connection, name, params).to_csv() for name, params in asked]
        with ThreadPoolExecutor(8) as threads:
            together = list(threads.map(lambda one: runner.answer(connection, *one).to_csv(), asked))

    assert together == alone


def test_a_question_that_failed_does_not_spoil_the_next(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("drop table snapshot")
    with pytest.raises(duckdb.Error):
        runner.answer(connection, "snapshot_facts", {})
    connection.execute("create table snapshot (as_of timestamptz, loaded_at timestamptz, reporting_time_zone varchar)")

    assert len(runner.answer(connection, "snapshot_facts", {})) == 0


def test_cursors_go_with_their_connection(sample_snapshot: Path) -> None:
    gc.collect()
    kept = len(runner._idle)
    connection = open_snapshot(sample_snapshot)
    runner.answer(connection, "snapshot_facts", {})
    assert len(runner._idle) == kept + 1

    del connection
    gc.collect()

    assert len(runner._idle) == kept


@pytest.fixture
def runaway(monkeypatch: pytest.MonkeyPatch) -> str:
    """A question that would take hours."""
    sql = "select count(*) as n from range(1000000) as a, range(1000000) as b where (a.range * b.range) % 7 = 8"
    question = runner.Question("runaway", "none", sql, "", "", {}, {"n": "bigint"}, "")
    monkeypatch.setattr(runner, "read", lambda _name: question)
    return "runaway"


def test_a_runaway_question_is_stopped_and_the_connection_goes_on(
    connection: duckdb.DuckDBPyConnection, runaway: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUESTION_SECONDS", "0.2")

    with pytest.raises(runner.StoppedError) as error:
        runner.answer(connection, runaway, {})

    assert str(error.value) == (
        "This took longer than 0.2 seconds and was stopped; a shorter period or fewer accounts take less."
    )
    assert connection.cursor().execute("select 1").fetchall() == [(1,)]


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            duckdb.OutOfMemoryException("failed to allocate"),
            "This needs more memory than the server may use; a shorter period or fewer accounts take less.",
        ),
        (
            duckdb.IOException("Could not write file: No space left on device"),
            "This needs more room on the server's disk than there is; a shorter period takes less.",
        ),
    ],
)
def test_a_question_that_needs_too_much_is_told_in_a_sentence(error: duckdb.Error, sentence: str) -> None:
    with duckdb.connect() as connection, pytest.raises(runner.StoppedError) as told, runner._limited(connection):
        raise error

    assert str(told.value) == sentence


def test_a_damaged_file_is_not_told_as_a_question_that_needs_too_much() -> None:
    error = duckdb.IOException("IO Error: Corrupt database file: computed checksum 1 does not match")
    with duckdb.connect() as connection, pytest.raises(duckdb.IOException), runner._limited(connection):
        raise error
