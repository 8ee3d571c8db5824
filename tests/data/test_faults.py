"""Power cuts, full disks and missing rights: the current snapshot stays, and the next load works."""

import subprocess
import sys
from pathlib import Path

import pytest

from data import snapshots
from data.errors import RecordsError
from data.load import load
from tests.data.tiny import publish_tiny, tables
from tests.tiers import THOROUGH

ROOT = Path(__file__).parents[2]
INSTANTS = [
    "Reading records/calendars.csv",
    "Reading records/case_events.csv",
    "Checking email_traffic",
    "Deriving calendars",
    "Deriving case metrics",
    "Publishing",
    "after _sync",
    "just before the file is in place",
    "between the files and the pointer",
    "with the new pointer half written",
]


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A folder with records and a warehouse they were loaded into."""
    publish_tiny(tmp_path)
    return tmp_path


def run(folder: Path, how: str, *instants: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.data.crashing", how, folder / "records", folder / "warehouse", *instants],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def test_a_load_killed_at_any_instant_leaves_the_old_snapshot_current(published: Path) -> None:
    """Each load is killed over what the ones before it left behind; the last one is let through."""
    warehouse = published / "warehouse"
    before = snapshots.current(warehouse)
    instants = INSTANTS if THOROUGH else INSTANTS[1::3]
    ended = run(published, "kill", *instants)
    assert ended == [f"{instant}\tsignal 9\t{before.name}" for instant in instants]
    whole = tables(warehouse)
    report = load(published / "records", warehouse)
    assert snapshots.current(warehouse) == report.snapshot != before
    assert tables(warehouse) == whole
    assert [path.name for path in warehouse.iterdir() if path.name.startswith(".building")] == []


def test_a_load_killed_right_after_the_pointer_is_published(published: Path) -> None:
    """The new snapshot is whole and current; only the tidying up is left to the next load."""
    before = snapshots.current(published / "warehouse")
    ((instant, ended, current),) = [line.split("\t") for line in run(published, "kill", "after _point_at")]
    assert (instant, ended) == ("after _point_at", "signal 9")
    assert current != before.name
    assert tables(published / "warehouse", "cases")["cases"][0]["case_id"] == "c1"


def test_a_full_disk_is_told_and_nothing_is_published(published: Path) -> None:
    """No file may grow beyond so many bytes: the log, the database, the report and the last block fail in turn."""
    warehouse = published / "warehouse"
    before = snapshots.current(warehouse)
    sizes = ["0", "100", "5000", "20000", "300000", str(before.stat().st_size - 1)]
    for line in run(published, "full", *sizes):
        size, _, ended = line.partition("\t")
        assert ended.startswith(f"exit 1: The warehouse {warehouse} cannot be written: "), size
        assert ended.endswith(".")
    assert snapshots.listed(warehouse) == [before] == [snapshots.current(warehouse)]
    assert load(published / "records", warehouse).snapshot == snapshots.current(warehouse)


def test_a_disk_that_fills_up_while_publishing_is_told(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = snapshots.current(published / "warehouse")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(snapshots, "_sync", full)
    with pytest.raises(RecordsError) as error:
        load(published / "records", published / "warehouse")
    assert str(error.value) == f"The warehouse {published}/warehouse cannot be written: the disk is full."
    assert snapshots.listed(published / "warehouse") == [before] == [snapshots.current(published / "warehouse")]


def test_a_warehouse_without_the_right_to_write_is_told(published: Path) -> None:
    warehouse = published / "warehouse"
    for folder in (published, *list(published.parents)[:3]):
        if folder.stat().st_uid == Path(published).stat().st_uid and folder != Path("/tmp"):
            folder.chmod(0o755)
    (warehouse / ".lock").unlink(missing_ok=True)
    warehouse.chmod(0o555)
    before = snapshots.current(warehouse)
    try:
        (ended,) = run(published, "rights", "none")
    finally:
        warehouse.chmod(0o755)
    assert ended == f"none\texit 1: The warehouse {warehouse} cannot be written: Permission denied."
    assert snapshots.current(warehouse) == before
