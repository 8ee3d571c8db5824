"""The same records give the same tables, however they come: in any order, any files, or piece by piece."""

import random
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import reference
from tests.clocks.comparing import differences
from tests.data.tiny import tables as every_table
from tests.data.tiny import tables_of
from tests.records import Records, Row, at, loaded, snapshot_in_memory, write, write_file
from tests.strategies import CHECKED, World, worlds
from tests.tiers import examples

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


@settings(CHECKED, max_examples=examples(3))
@given(worlds(cases=12), st.integers(0, 2**32))
def test_the_order_of_rows_and_the_cut_into_files_change_nothing(world: World, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        records = scattered(world.records, Path(folder) / "records", random.Random(seed))
        tables = loaded(records, Path(folder) / "warehouse", world.as_of)
    assert differences(reference.derive(world.records, world.as_of), tables) == []


@pytest.mark.thorough
@settings(CHECKED, max_examples=examples(3))
@given(worlds(cases=12), st.integers(0, 2**32))
def test_slices_merged_one_by_one_give_the_tables_of_the_whole(world: World, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for number, part in enumerate(sliced(world.records, 3, random.Random(seed))):
            records = write(part, Path(folder) / f"slice-{number}")
            tables = loaded(records, Path(folder) / "warehouse", world.as_of, merge=number > 0)
    assert differences(reference.derive(world.records, world.as_of), tables) == []


@settings(CHECKED, max_examples=examples(3))
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


def moved(text: str | None, hours: int) -> str:
    """An instant of a file, so many hours later; no time is before 1970."""
    instant = datetime.fromisoformat(text or "") + timedelta(hours=hours)
    return at(max(0, int(instant.timestamp())))


def before(records: Records, chance: random.Random, *, lays_out_time: bool) -> Records:
    """What the same export could have held earlier: rows that were not there yet, and others that have changed since.

    `lays_out_time`: also hours, holidays and targets, which a merge must derive everything again for.
    """

    def some(rows: list[Row], share: float = 0.8) -> list[Row]:
        return [row for row in rows if chance.random() < share]

    def changed(rows: list[Row], **other: object) -> list[Row]:
        """Every fourth row with one column as it was; callables make the value from the row."""
        return [
            row | {name: value(row) if callable(value) else value} if chance.random() < 0.25 else row
            for row in rows
            for name, value in [chance.choice(list(other.items()))]
        ]  # type: ignore[return-value]

    earlier = dict(records)
    earlier["accounts"] = changed(records["accounts"], name="was called", calendar_id="K-2")
    earlier["people"] = changed(records["people"], calendar_id="K-1")
    earlier["tam_assignments"] = changed(some(records["tam_assignments"]), tam_id="tam-1")
    earlier["cases"] = (
        changed(
            some(records["cases"]),
            account_id="A-0",
            agent_id="agent-3",
            priority="low",
            category=None,
            opened_at=lambda row: moved(row["opened_at"], -30),
        )
        or records["cases"]
    )
    ids = {row["case_id"] for row in earlier["cases"]}
    events = [row for row in some(records["case_events"], 0.7) if row["case_id"] in ids]
    earlier["case_events"] = changed(
        events,
        kind="agent_reply",
        occurred_at=lambda row: moved(row["occurred_at"], chance.choice((1, 100))),
        actor_id="agent-3",
    )
    earlier["exemptions"] = changed(
        [row for row in some(records["exemptions"]) if row["case_id"] in ids],
        approved_at=lambda row: moved(row["approved_at"], chance.choice((-50, 50))),
    )
    earlier["escalations"] = [
        row
        for row in changed(
            some(records["escalations"]), acknowledged_at=None, resolved_at=None, case_id=None, tam_id="tam-2"
        )
        if row["case_id"] is None or row["case_id"] in ids
    ]
    if lays_out_time:
        earlier["holidays"] = changed(some(records["holidays"]), name="was called")
        earlier["sla_targets"] = changed(some(records["sla_targets"]), minutes="77")
    return earlier


def news(earlier: Records, records: Records, chance: random.Random) -> Records:
    """The rows that are new or have changed, and some that have not."""
    return {
        name: [row for row in rows if row not in earlier[name] or chance.random() < 0.2]
        for name, rows in records.items()
    }


@settings(CHECKED, max_examples=examples(2))
@given(worlds(cases=8), st.integers(0, 2**32))
def test_a_merge_gives_what_a_load_of_everything_gives(world: World, seed: int) -> None:
    """All tables, wherever the snapshot stood that it was merged onto; and the same again once more."""
    chance = random.Random(seed)
    earlier = before(world.records, chance, lays_out_time=chance.random() < 0.2)
    was_as_of = moved(world.as_of, chance.choice((-240, -48, -1, 0, 24)))
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Path(folder) / "warehouse"
        loaded(write(earlier, Path(folder) / "earlier"), warehouse, was_as_of)
        loaded(write(news(earlier, world.records, chance), Path(folder) / "news"), warehouse, world.as_of, merge=True)
        merged = every_table(warehouse)
    with snapshot_in_memory(world.records, world.as_of) as connection:
        assert merged == tables_of(connection)
