"""Issued months: kept beside the snapshots, each issue a folder that is written once and never changed.

`<warehouse>/issued/2026-10/1/` holds summary.json (figures and sentences), summary.pdf and summary.html; a month
issued again, with its reason, gets the folder 2. Loads and their clean-up leave this folder alone.
"""

import os
import secrets
import shutil
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

from data.errors import RecordsError
from pages.monthly import printed, standalone, stored
from pages.monthly.gathering import Issue, Summary

FOLDER: Final = "issued"
FIGURES: Final = "summary.json"
DOCUMENTS: Final = {"pdf": "summary.pdf", "html": "summary.html"}


def folder(warehouse: Path, month: date) -> Path:
    """Where the issues of a month are."""
    return warehouse / FOLDER / f"{month:%Y-%m}"


def issues(warehouse: Path, month: date) -> list[Path]:
    """The folders of a month's issues, oldest first; none for a month that was not issued."""
    found = folder(warehouse, month)
    return sorted((one for one in found.glob("*") if one.name.isdigit()), key=lambda one: int(one.name))


def read(issue: Path) -> Summary:
    """The summary of an issue; RecordsError if its file is damaged."""
    try:
        return stored.from_json((issue / FIGURES).read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RecordsError(f"The issued month in {issue} cannot be read; bring it back from a backup.") from error


def latest(warehouse: Path, month: date) -> Summary | None:
    """A month as it was issued last, or None."""
    found = issues(warehouse, month)
    return read(found[-1]) if found else None


def document(warehouse: Path, summary: Summary, form: str) -> bytes:
    """The document of an issued summary, as it was issued; `form` is pdf or html."""
    assert summary.issue is not None
    path = folder(warehouse, summary.month) / str(summary.issue.number) / DOCUMENTS[form]
    try:
        return path.read_bytes()
    except OSError as error:
        raise RecordsError(f"The issued document {path} cannot be read: {error.strerror}.") from error


def issue(warehouse: Path, summary: Summary, *, by: str, at: datetime, reason: str = "") -> Path:
    """Issue a summary for good and return its folder. `at` is in UTC.

    Raises RecordsError where the month is issued already and there is no `reason` to issue it again, and where there
    is a reason but nothing was issued.
    """
    earlier = issues(warehouse, summary.month)
    if earlier and not reason:
        first = read(earlier[-1]).issue
        assert first is not None
        raise RecordsError(
            f"{summary.month:%Y-%m} was issued on {first.at:%Y-%m-%d} by {first.by}; "
            'an issued month stays as it is. To issue it again: --reissue "reason".'
        )
    if reason and not earlier:
        raise RecordsError(f"{summary.month:%Y-%m} was not issued yet; use --issue.")
    number = int(earlier[-1].name) + 1 if earlier else 1
    told = replace(summary, issue=Issue(number, at, by, reason))
    place = folder(warehouse, summary.month)
    made = place.parent / f".issuing-{secrets.token_hex(4)}"
    try:
        place.mkdir(parents=True, exist_ok=True)
        made.mkdir()
        _write(made / FIGURES, stored.to_json(told).encode())
        _write(made / DOCUMENTS["pdf"], printed.pdf(told))
        _write(made / DOCUMENTS["html"], standalone.page(told).encode())
        made.rename(place / str(number))  # fails if somebody issued the month meanwhile: a folder with files stays
    except OSError as error:
        raise RecordsError(f"{place / str(number)} cannot be written: {error.strerror}.") from error
    finally:
        shutil.rmtree(made, ignore_errors=True)
    _sync(place)
    return place / str(number)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
