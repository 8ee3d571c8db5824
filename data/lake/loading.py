"""A load into a lake: as into a folder, in one of its own on this machine, and then published in the lake."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data import load as loading
from data import settings, snapshots
from data.errors import RecordsError
from data.lake import writing
from data.lake.address import Lake
from data.load import LoadReport, Progress


def load(
    records: Path, lake: Lake, *, merge: bool = False, progress: Progress | None = None, **options: Any
) -> LoadReport:
    """Do what `data.load.load` does; `options` are its own. The snapshot of the report is the lake's.

    Everything is read, checked and derived on this machine, below `data.settings.lake_folder`, where the report on the
    files stays; the lake sees the finished tables, in one transaction, or nothing.
    """
    tell = progress or (lambda _: None)
    folder = settings.lake_folder()
    with writing.locked(lake, may_make=True) as writer, snapshots.locked(folder), snapshots.building(folder) as path:
        writer.check_clock(datetime.now(UTC))
        staging = path.parent
        if merge:
            tell("Fetching the current snapshot")
            writer.fetch(staging)
        try:
            report = loading.load(records, staging, merge=merge, progress=progress, **options)
        finally:
            for name in loading.REPORTS:
                if (staging / name).exists():
                    (staging / name).replace(folder / name)
        built = snapshots.current(staging)
        published = writer.publish(built, built.stem, tell)
        notes = list(report.notes)
        try:
            writer.tidy()
        except RecordsError as error:
            notes.append(f"Files that are not needed any more stay in the lake: {error}")
    return replace(report, snapshot=published, notes=notes)
