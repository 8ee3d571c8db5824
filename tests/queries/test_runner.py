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
    kept = len(runner._idle)
    connection = open_snapshot(sample_snapshot)
    runner.answer(connection, "snapshot_facts", {})
    assert len(runner._idle) == kept + 1

    del connection
    gc.collect()

    assert len(runner._idle) == kept
