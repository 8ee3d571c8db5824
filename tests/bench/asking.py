"""Every question at several sizes: its time, how that grows, and against a plain scan of the columns it reads."""

import json
import math
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb

from data import snapshots
from queries import runner
from tests.bench.loading import warehouse
from tests.bench.measuring import processor_seconds
from tests.parameters import KINDS, OWN_VALUES, VALUES

ROWS = 501  # what a page asks of a list
WEEKS = 13
IDS = {
    "person_id": "select min(tam_id) from account_tams_now",
    "account_id": "select min(account_id) from account_tams_now",
    "case_id": "select min(case_id) from open_cases",
}


def table(folder: Path, sizes: list[int], rounds: int) -> list[str]:
    """The lines of a Markdown table of milliseconds of processor time, the slowest question first.

    The floor is one hash over every value of the columns that the question reads, in the largest warehouse; growth is
    the exponent between the two largest.
    """
    connections = {size: snapshots.open_snapshot(snapshots.current(warehouse(folder, size))) for size in sizes}
    *_, before, largest = sorted(sizes)
    rows = []
    for name in runner.names():
        times = {size: _fastest(connection, name, rounds) for size, connection in connections.items()}
        floor = _floor(connections[largest], name, rounds)
        growth = math.log(times[largest] / times[before]) / math.log(largest / before)
        rows.append((times[largest], name, times, floor, growth))
    heads = [f"{size:,} cases" for size in sorted(sizes)]
    lines = [
        f"| question | {' | '.join(heads)} | columns scanned | ratio | growth |",
        "|---|" + "---|" * (len(sizes) + 3),
    ]
    for slowest, name, times, floor, growth in sorted(rows, reverse=True):
        shown = " | ".join(f"{times[size] * 1000:.1f}" for size in sorted(sizes))
        ratio = f"{slowest / floor:.2f}" if floor else ""
        lines.append(f"| {name} | {shown} | {floor * 1000:.1f} | {ratio} | {growth:.2f} |")
    return lines


def parameters(connection: duckdb.DuckDBPyConnection, name: str) -> dict[str, runner.Param]:
    """What a page asks: the last 13 weeks, nothing narrowed, lists as long as pages show; an id where one is needed."""
    ((as_of_on,),) = connection.execute(
        "select cast(timezone(reporting_time_zone, as_of) as date) from snapshot"
    ).fetchall()
    period = {"since": as_of_on - timedelta(days=as_of_on.weekday(), weeks=WEEKS - 1), "until": as_of_on + timedelta(1)}
    days = {"day": as_of_on, "month": as_of_on.replace(day=1), "row_limit": ROWS, "is_missing": None}
    given: dict[str, Any] = {**VALUES, **period, **days, **OWN_VALUES.get(name, {})}
    return {param: _value(connection, param, kind, given) for param, kind in runner.read(name).params.items()}


def _value(connection: duckdb.DuckDBPyConnection, param: str, kind: str, given: dict[str, Any]) -> Any:
    if param in KINDS and (not kind.endswith("[]") or param == "case_ids"):
        ((found,),) = connection.execute(IDS[KINDS[param]]).fetchall()
        return [found] if kind.endswith("[]") else found
    if kind.endswith("[]"):
        return []
    return given.get(param, "")


def _fastest(connection: duckdb.DuckDBPyConnection, name: str, rounds: int) -> float:
    params = parameters(connection, name)
    return min(processor_seconds(lambda: runner.answer(connection, name, params)) for _ in range(rounds + 1))


def _floor(connection: duckdb.DuckDBPyConnection, name: str, rounds: int) -> float:
    """Seconds of processor time to read every value of every column that the question's plan reads."""
    scans = [
        f"select bit_xor(hash({', '.join(columns)})) from {table}"
        for table, columns in _read(connection, name)
        if columns
    ]
    return min(
        processor_seconds(lambda: [connection.execute(scan).fetchall() for scan in scans]) for _ in range(rounds + 1)
    )


def _read(connection: duckdb.DuckDBPyConnection, name: str) -> Iterator[tuple[str, list[str]]]:
    """The tables that a question's plan scans, each with the columns it names in any of its scans."""
    question = runner.read(name)
    with connection.cursor() as cursor:
        for definition in runner.used_macros(question.sql):
            cursor.execute(definition)
        params = {
            key: list(value) if isinstance(value, tuple) else value
            for key, value in parameters(connection, name).items()
        }
        ((_, plan),) = cursor.execute(f"explain (format json) {question.sql}", params).fetchall()
        scans: dict[str, set[str]] = {}
        for node in _nodes(json.loads(plan)):
            facts = node.get("extra_info", {})
            if "Table" in facts:
                words = set(re.findall(r"\w+", json.dumps([facts.get("Projections"), facts.get("Filters")])))
                scans.setdefault(facts["Table"].rpartition(".")[2].strip('"'), set()).update(words)
        for table_name, words in scans.items():
            columns = cursor.execute(
                "select column_name from duckdb_columns() where table_name = $name", {"name": table_name}
            )
            yield table_name, [column for (column,) in columns.fetchall() if column in words]


def _nodes(plan: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in plan:
        yield node
        yield from _nodes(node.get("children", []))
