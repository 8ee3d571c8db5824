"""The same records give the same tables, however they come: in any order, any files, or piece by piece."""

import random
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests import reference
from tests.clocks.comparing import differences
from tests.records import Records, Row, loaded, write, write_file
from tests.strategies import CHECKED, World, worlds

PER_CASE = ("cases", "case_events", "exemptions", "escalations")


def scattered(records: Records, folder: Path, chance: random.Random) -> Path:
    """Write the same rows shuffled, each record type as a folder of one to three files."""
    for name, rows in records.items():
        shuffled = chance.sample(rows, len(rows))
        cuts = sorted(chance.choices(range(len(rows) + 1), k=chance.randint(0, 2)))
        for number, (start, end) in enumerate(zip([0, *cuts], [*cuts, len(rows)], strict=True)):
            write_file(name, shuffled[start:end], folder / name / f"part-{number}.csv")
    return folder


def sliced(records: Records, slices: int, chance: random.Random) -> list[Records]:
    """Deal the cases and what hangs on them to slices, none left empty; what they all refer to is in each."""
    shuffled = chance.sample(records["cases"], len(records["cases"]))
    owner = {row["case_id"]: number % slices for number, row in enumerate(shuffled)}

    def part(rows: list[Row], number: int) -> list[Row]:
        return [row for row in rows if owner.get(row["case_id"], 0) == number]

    return [
        {name: part(rows, number) if name in PER_CASE else rows for name, rows in records.items()}
        for number in range(slices)
    ]


@settings(CHECKED, max_examples=3)
@given(worlds(cases=12), st.integers(0, 2**32))
def test_the_order_of_rows_and_the_cut_into_files_change_nothing(world: World, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        records = scattered(world.records, Path(folder) / "records", random.Random(seed))
        tables = loaded(records, Path(folder) / "warehouse", world.as_of)
    assert differences(reference.derive(world.records, world.as_of), tables) == []


@settings(CHECKED, max_examples=3)
@given(worlds(cases=12), st.integers(0, 2**32))
def test_slices_merged_one_by_one_give_the_tables_of_the_whole(world: World, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for number, part in enumerate(sliced(world.records, 3, random.Random(seed))):
            records = write(part, Path(folder) / f"slice-{number}")
            tables = loaded(records, Path(folder) / "warehouse", world.as_of, merge=number > 0)
    assert differences(reference.derive(world.records, world.as_of), tables) == []


@settings(CHECKED, max_examples=3)
@given(worlds(cases=12))
def test_without_as_of_the_latest_timestamp_of_all_records_is_taken(world: World) -> None:
    latest = max(
        row[column]
        for rows in world.records.values()
        for row in rows
        for column in ("opened_at", "occurred_at", "raised_at", "acknowledged_at", "resolved_at", "approved_at")
        if row.get(column)
    )
    with tempfile.TemporaryDirectory() as folder:
        tables = loaded(write(world.records, Path(folder) / "records"), Path(folder) / "warehouse")
    assert differences(reference.derive(world.records, latest), tables) == []
