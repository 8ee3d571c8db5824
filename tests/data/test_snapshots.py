"""Published snapshots: kept, pointed at, gone back to; readers are never in the way."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from data import snapshots
from data.errors import RecordsError, SnapshotError
from data.load import load
from tests.data.tiny import put, tiny, write

FIRST = datetime(2026, 3, 2, 8, 0, 0, 1, tzinfo=UTC)


def publish(warehouse: Path, number: int) -> Path:
    """Publish a snapshot that holds its number."""
    with snapshots.locked(warehouse), snapshots.building(warehouse) as path:
        with duckdb.connect(path) as connection:
            connection.execute(f"create table snapshot as select {number} as as_of")
        return snapshots.publish(path, warehouse, FIRST + timedelta(seconds=number))


def said(warehouse: Path) -> str:
    with pytest.raises(SnapshotError) as error:
        snapshots.current(warehouse)
    return str(error.value)


def held(path: Path) -> object:
    connection = snapshots.open_snapshot(path)
    try:
        return connection.execute("select as_of from snapshot").fetchall()[0][0]
    finally:
        connection.close()


def test_a_snapshot_is_named_after_its_moment_in_utc(tmp_path: Path) -> None:
    path = publish(tmp_path, 0)
    assert path.name.startswith("20260302T080000.000001Z-")
    assert (tmp_path / "CURRENT").read_text() == f"{path.name}\n"
    assert snapshots.current(tmp_path) == path
    assert held(path) == 0


def test_the_pointer_is_replaced_and_never_rewritten(tmp_path: Path) -> None:
    """Who reads it while a load publishes gets the old name whole."""
    first = publish(tmp_path, 0)
    with (tmp_path / "CURRENT").open() as reading:
        publish(tmp_path, 1)
        assert reading.read() == f"{first.name}\n"


def test_the_last_five_are_kept(tmp_path: Path) -> None:
    paths = [publish(tmp_path, number) for number in range(7)]
    assert snapshots.listed(tmp_path) == paths[:1:-1]
    assert {path.name for path in tmp_path.iterdir()} == {".lock", "CURRENT", *(path.name for path in paths[2:])}


def test_rollback_goes_back_one_by_one_and_a_load_goes_on_from_there(tmp_path: Path) -> None:
    first, second, third = (publish(tmp_path, number) for number in range(3))
    assert snapshots.rollback(tmp_path) == second == snapshots.current(tmp_path)
    assert snapshots.rollback(tmp_path) == first == snapshots.current(tmp_path)
    with pytest.raises(SnapshotError) as error:
        snapshots.rollback(tmp_path)
    assert str(error.value) == f"There is no snapshot in {tmp_path} before the current one."
    assert snapshots.current(tmp_path) == first
    assert snapshots.listed(tmp_path) == [third, second, first]
    assert publish(tmp_path, 3) == snapshots.current(tmp_path)


def test_without_a_snapshot_it_says_how_to_get_one(tmp_path: Path) -> None:
    sentence = f"There is no snapshot in {tmp_path} yet; load records with: python -m data load RECORDS"
    assert said(tmp_path) == sentence
    assert snapshots.listed(tmp_path / "nowhere") == []


@pytest.mark.parametrize("content", ["gone.duckdb\n", "", "../elsewhere.duckdb\n", "/etc/passwd\n", "a\0b"])
def test_a_pointer_to_nowhere_is_told_and_mended_by_a_rollback(tmp_path: Path, content: str) -> None:
    path = publish(tmp_path / "warehouse", 0)
    put(tmp_path, "elsewhere.duckdb", "outside")
    (tmp_path / "warehouse" / "CURRENT").write_text(content)
    assert said(tmp_path / "warehouse") == (
        f"CURRENT in {tmp_path}/warehouse names {content.strip() or 'nothing'}, which is not there;"
        " go back with: python -m data rollback, or load the records again."
    )
    if content.strip() in ("gone.duckdb", "a\0b"):
        assert snapshots.rollback(tmp_path / "warehouse") == path == snapshots.current(tmp_path / "warehouse")


def test_a_pointer_that_is_no_text_is_told_and_mended_by_a_rollback(tmp_path: Path) -> None:
    path = publish(tmp_path, 0)
    (tmp_path / "CURRENT").write_bytes(b"\xff\xfe\x00")
    assert said(tmp_path) == f"{tmp_path}/CURRENT cannot be read: it holds no text; load the records again."
    assert snapshots.rollback(tmp_path) == path == snapshots.current(tmp_path)


def test_a_damaged_snapshot_is_told(tmp_path: Path) -> None:
    path = publish(tmp_path, 0)
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(SnapshotError) as error:
        snapshots.open_snapshot(path)
    assert str(error.value) == (
        f"The snapshot {path.name} is damaged; go back with: python -m data rollback, or load the records again."
    )


def test_what_earlier_loads_left_half_done_is_cleaned_away(tmp_path: Path) -> None:
    put(tmp_path, ".building-0001/snapshot.duckdb", "half")
    put(tmp_path, ".building-0001/spill/duckdb_temp", "more")
    put(tmp_path, ".building-CURRENT-0001", "half")
    path = publish(tmp_path, 0)
    assert sorted(each.name for each in tmp_path.iterdir()) == [".lock", path.name, "CURRENT"]


def test_a_pointer_that_cannot_be_written_leaves_no_snapshot_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What never became current is nothing to go back to."""
    path = publish(tmp_path, 0)

    def full(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(snapshots, "_point_at", full)
    with pytest.raises(OSError, match="No space left"):
        publish(tmp_path, 1)
    assert snapshots.listed(tmp_path) == [path] == [snapshots.current(tmp_path)]


def test_a_second_load_at_the_same_time_is_told_so(tmp_path: Path) -> None:
    write(tiny(), tmp_path / "records")
    with snapshots.locked(tmp_path / "warehouse"), pytest.raises(RecordsError) as error:
        load(tmp_path / "records", tmp_path / "warehouse")
    assert str(error.value) == f"Another load into {tmp_path}/warehouse is running; try again when it is done."
    assert load(tmp_path / "records", tmp_path / "warehouse").snapshot == snapshots.current(tmp_path / "warehouse")


def test_readers_keep_what_they_have_open_while_snapshots_come_and_go(tmp_path: Path) -> None:
    """Even when theirs is no longer kept."""
    reader = snapshots.open_snapshot(publish(tmp_path, 0))
    for number in range(1, 7):
        publish(tmp_path, number)
    assert reader.execute("select as_of from snapshot").fetchall() == [(0,)]
    assert held(snapshots.current(tmp_path)) == 6
    reader.close()


def test_a_published_snapshot_cannot_be_written_through_a_reader(tmp_path: Path) -> None:
    reader = snapshots.open_snapshot(publish(tmp_path, 0))
    with pytest.raises(duckdb.InvalidInputException, match="read-only"):
        reader.execute("insert into snapshot values (1)")
    reader.close()


def test_readers_see_utc_in_every_cursor(tmp_path: Path) -> None:
    reader = snapshots.open_snapshot(publish(tmp_path, 0))
    with reader.cursor() as cursor:
        assert cursor.execute("select current_setting('TimeZone')").fetchall() == [("UTC",)]
    reader.close()
