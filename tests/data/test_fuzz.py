"""Hostile records: whatever the bytes are, one sentence or counts that add up; more of it in tests/faults."""

import random
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.contract import RECORD_TYPES
from tests.data.tiny import TINY, csv_text
from tests.faults import kill
from tests.faults.fuzz import VALUES, Reading, fuzzed, plainly_counted
from tests.tiers import examples

FILES = 40
KILLS = 2
VALUE = st.one_of(st.sampled_from(VALUES), st.text(st.characters(codec="utf-8"), max_size=20))


@pytest.fixture(scope="module")
def reading() -> Iterator[Reading]:
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        yield Reading(Path(name))


def test_spoilt_files_are_told_or_counted(reading: Reading, tmp_path: Path) -> None:
    """A fresh choice of files for each version of the fuzzer, the same for everybody."""
    for number in range(FILES):
        name, content = fuzzed(20_261_124, number, tmp_path)
        with reading.in_time():
            assert reading.read(name, content) in ("told", "counted")


@settings(
    max_examples=examples(25),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_any_text_in_any_column_is_admitted_or_refused_row_by_row(reading: Reading, data: st.DataObject) -> None:
    """A well-formed CSV file is never refused as a whole, nor is a row of it lost, whatever stands in it."""
    record_type = data.draw(st.sampled_from(list(RECORD_TYPES)))
    columns = RECORD_TYPES[record_type].column_names
    good = st.sampled_from(TINY[record_type])
    changes = st.dictionaries(st.sampled_from(columns), VALUE.filter(lambda text: "\0" not in text), max_size=3)
    rows = data.draw(st.lists(st.builds(lambda row, change: row | change, good, changes), min_size=1, max_size=5))

    assert reading.read(f"{record_type}.csv", csv_text(record_type, rows).encode()) == "counted"


@pytest.mark.parametrize(
    ("name", "content", "records"),
    [
        ("people.jsonl", b'{"person_id": "a\x01b"}\n{"person_id": "c"}\n', None),
        ("people.csv", b"person_id,name\na,b\n\nc,d\n", 2),
        ("people.jsonl", b"1\n \n[]\n", 2),
    ],
)
def test_what_is_plain_enough_is_counted_without_knowing_the_format(
    name: str, content: bytes, records: int | None
) -> None:
    assert plainly_counted(name, content) == records


def test_a_control_character_in_json_lines_costs_one_record(reading: Reading) -> None:
    """It separates columns for the reader underneath, which knows nothing of JSON."""
    content = b'{"calendar_id": "a\x01b", "name": "x", "time_zone": "UTC"}\n'
    content += b'{"calendar_id": "c", "name": "x", "time_zone": "UTC"}\n'

    assert reading.read("calendars.jsonl", content) == "counted"
    rows = reading.connection.execute("select record_number, reason from rejects").fetchall()
    assert (rows, reading.connection.execute("select calendar_id from calendars").fetchall()) == (
        [(1, "expected 1 columns, found more")],
        [("c",)],
    )


def test_a_header_that_is_none_is_told_in_a_short_sentence(reading: Reading) -> None:
    content = b"c1,\x1b[31m" + b"x" * 50_000 + b"," * 3_000 + b"\n1,2\n"

    assert reading.read("cases.csv", content) == "told"


def test_a_time_beyond_the_day_in_parquet_is_refused(reading: Reading, tmp_path: Path) -> None:
    """As in a damaged file; DuckDB ends the process when it writes such a time down."""
    beyond = pa.array([3_307_049_566_173_497_344], pa.int64()).view(pa.time64("us"))
    day = pa.array([date(2026, 1, 1)])
    pq.write_table(
        pa.table({"calendar_id": ["paris"], "valid_from": day, "weekday": ["sat"], "opens": beyond, "closes": beyond}),
        tmp_path / "hours.parquet",
    )

    ended = reading.read("business_hours.parquet", (tmp_path / "hours.parquet").read_bytes())

    rows = reading.connection.execute("select column_name, value, reason from rejects").fetchall()
    refused = [("opens", "beyond the day", "expected a time such as 09:00")]
    # DuckDB 2 does not take such a file at all.
    assert (ended, rows) in (("counted", refused), ("told", []))


@pytest.mark.thorough
def test_readers_see_whole_snapshots_only_while_loads_are_killed() -> None:
    seed = random.Random().randrange(1_000_000)
    tally = kill.run(KILLS, seed, readers=1)

    assert (tally.faults, tally.killed + tally.finished_first) == ([], KILLS), f"seed {seed}"
    assert tally.reads > 0
