"""Ways to put snapshots into a lake, and to look at one."""

import shutil
import tempfile
from functools import cache
from pathlib import Path

import duckdb

from data import warehouses
from data.lake import connecting, writing
from data.lake.address import Lake, LakeSnapshot
from data.load import LoadReport
from tests.building import publish
from tests.conftest import A_FEW_CASES
from tests.data.tiny import tiny, write


def name_of(second: int) -> str:
    """The name of a snapshot of that second."""
    return f"20261030T1700{second:02}.000001Z-{second:08x}"


def put(lake: Lake, file: Path, name: str) -> LakeSnapshot:
    """Put a snapshot's file into a lake under a name, and make it current."""
    with writing.locked(lake, may_make=True) as writer:
        return writer.publish(file, name, lambda _: None)


@cache
def few_cases() -> tuple[tempfile.TemporaryDirectory[str], Path]:
    """The file of a small snapshot that the pages can show, and the folder that keeps it until the end."""
    folder = tempfile.TemporaryDirectory(prefix="few-cases-")
    return folder, publish(Path(folder.name), "built", A_FEW_CASES)


def put_few_cases(lake: Lake, second: int, more: str = "") -> LakeSnapshot:
    """Put that snapshot into a lake, changed by some statements."""
    _, file = few_cases()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(file, folder))
        if more:
            with duckdb.connect(copy) as connection:
                connection.execute(more)
        return put(lake, copy, name_of(second))


def load_tiny(lake: Lake, folder: Path, subject: str, **options: object) -> LoadReport:
    """Load the tiny records, every case with that subject."""
    records = tiny()
    records["cases"] = [{**case, "subject": subject} for case in records["cases"]]
    return warehouses.load(write(records, folder), lake, **options)


def subjects(snapshot: warehouses.Snapshot) -> list[str | None]:
    """The different subjects of a snapshot's cases, asked without opening all of it."""
    assert isinstance(snapshot, LakeSnapshot)
    with connecting.blank() as connection:
        connecting.introduce(connection, snapshot.lake)
        connecting.attach(connection, snapshot.lake)
        rows = connection.execute(f'select distinct subject from lake."{snapshot}".cases order by 1').fetchall()
    return [subject for (subject,) in rows]
