"""The receipt is worked out from the records anew; here it must agree with the metrics, case by case."""

from pathlib import Path

import duckdb
import pandas as pd
import pytest

from data.snapshots import open_snapshot
from queries import runner


@pytest.fixture(scope="module")
def sample(sample_snapshot: Path) -> duckdb.DuckDBPyConnection:
    return open_snapshot(sample_snapshot)


@pytest.fixture(scope="module")
def case_ids(sample: duckdb.DuckDBPyConnection) -> list[str]:
    return [str(case_id) for (case_id,) in sample.execute("select case_id from case_metrics").fetchall()]


@pytest.fixture(scope="module")
def receipt_sums(sample: duckdb.DuckDBPyConnection, case_ids: list[str]) -> pd.DataFrame:
    stretches = runner.answer(sample, "case_receipt", {"case_ids": case_ids})
    assert (stretches["counted_seconds"] > 0).all()
    return stretches.groupby(["case_id", "clock", "instance"], as_index=False)["counted_seconds"].sum()


def metric(sample: duckdb.DuckDBPyConnection, column: str) -> dict[str, int]:
    """The metric of every case in which it is above zero; a receipt of nothing has no stretch."""
    rows = sample.execute(f"select case_id, {column} from case_metrics where {column} > 0").fetchall()
    return {str(case_id): int(value) for case_id, value in rows}


def sums(receipt_sums: pd.DataFrame, clock: str) -> dict[str, int]:
    """Per case, the longest sum of that clock's instances."""
    chosen = receipt_sums[receipt_sums["clock"] == clock]
    return {str(case_id): int(value) for case_id, value in chosen.groupby("case_id")["counted_seconds"].max().items()}


def test_stretches_of_the_first_response_add_up_to_the_metric(
    sample: duckdb.DuckDBPyConnection, receipt_sums: pd.DataFrame
) -> None:
    expected = metric(sample, "first_response_business_seconds")
    answered = sums(receipt_sums, "first_response")

    assert {case_id: answered.get(case_id) for case_id in expected} == expected
    assert len(expected) > 1_000


def test_stretches_of_the_resolution_add_up_to_the_metric(
    sample: duckdb.DuckDBPyConnection, receipt_sums: pd.DataFrame
) -> None:
    expected = metric(sample, "resolution_business_seconds")
    resolved = sums(receipt_sums, "resolution")

    assert {case_id: resolved.get(case_id) for case_id in expected} == expected
    assert len(expected) > 1_000


def test_the_longest_silence_on_the_receipt_is_the_metric(
    sample: duckdb.DuckDBPyConnection, receipt_sums: pd.DataFrame
) -> None:
    assert sums(receipt_sums, "periodic_update") == metric(sample, "update_worst_business_seconds")


def test_the_longest_wait_on_the_receipt_is_the_metric(
    sample: duckdb.DuckDBPyConnection, receipt_sums: pd.DataFrame
) -> None:
    assert sums(receipt_sums, "next_response") == metric(sample, "next_response_worst_business_seconds")


def test_every_clock_shows_the_seconds_and_the_count_of_the_metrics(
    sample: duckdb.DuckDBPyConnection, case_ids: list[str]
) -> None:
    clocks = runner.answer(sample, "case_clocks", {"case_ids": case_ids})
    counts = clocks.groupby("clock").size().to_dict()
    ((cases, waits, silences, elapsed, escalations),) = sample.execute(
        "select count(*), sum(next_response_count), sum(update_count), sum(first_response_elapsed_seconds),"
        " sum(escalation_count) from case_metrics"
    ).fetchall()

    answered = clocks[(clocks["clock"] == "first_response") & (clocks["stopped_by"] == "agent reply")]
    assert counts == {
        "first_response": cases,
        "resolution": cases,
        "next_response": int(waits),
        "periodic_update": int(silences),
        "escalation_acknowledgement": int(escalations),
        "escalation_resolution": int(escalations),
    }
    assert int(answered["elapsed_seconds"].sum()) == int(elapsed)


def test_targets_due_times_and_sums_worked_out_anew_are_those_of_the_metrics(
    sample: duckdb.DuckDBPyConnection, case_ids: list[str]
) -> None:
    """Two derivations of every target and due time: here from the receipt, in the metrics from cumulative hours."""
    with sample.cursor() as cursor:
        for definition in runner.macros().values():
            cursor.execute(definition)
        rows = cursor.execute(
            """
            select
                clock,
                count(*) filter (metric_target_seconds is distinct from target_seconds),
                count(*) filter (metric_due_at is distinct from due_at),
                count(*) filter (metric_seconds <> business_seconds),
            from case_workings_of($case_ids)
            where clock in ('first_response', 'next_response', 'resolution', 'escalation_acknowledgement')
            group by clock
            order by clock
            """,
            {"case_ids": case_ids},
        ).fetchall()

    assert rows == [
        ("escalation_acknowledgement", 0, 0, 0),
        ("first_response", 0, 0, 0),
        ("next_response", 0, 0, 0),
        ("resolution", 0, 0, 0),
    ]


def test_verdicts_of_silences_and_escalations_follow_from_their_sums(
    sample: duckdb.DuckDBPyConnection, case_ids: list[str]
) -> None:
    clocks = runner.answer(sample, "case_clocks", {"case_ids": case_ids})
    late_silences = clocks[(clocks["clock"] == "periodic_update") & (clocks["verdict"] == "breached")]
    resolutions = clocks[(clocks["clock"] == "escalation_resolution") & clocks["target_seconds"].notna()]

    assert late_silences.groupby("case_id").size().to_dict() == metric(sample, "update_breaches")
    assert (resolutions["verdict"] == "breached").equals(resolutions["left_seconds"] < 0)
    assert len(late_silences) > 100
