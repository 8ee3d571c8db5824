"""Whatever is wrong with the input: one clear sentence, the right exit code, and the current snapshot stays."""

import gzip
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from data import snapshots
from data.cli import main
from tests.data.tiny import TINY, csv_text, publish_tiny, put, tiny, write

CASES = csv_text("cases", TINY["cases"])
Damage = Callable[[Path], object]

# What is done to a good records folder, and what is said. {folder} is its path.
SPOILED: dict[str, tuple[Damage, str]] = {
    "missing folder": (shutil.rmtree, "There is no folder {folder}."),
    "empty folder": (
        lambda folder: [path.unlink() for path in folder.iterdir()],
        "{folder} holds no records; at least calendars.csv, business_hours.csv, accounts.csv, cases.csv,"
        " case_events.csv are expected there.",
    ),
    "a file for a folder": (
        lambda folder: (shutil.rmtree(folder), folder.write_text("x")),
        "{folder} is a file; give the folder that holds the records.",
    ),
    "missing required file": (
        lambda folder: (folder / "accounts.csv").unlink(),
        "{folder} holds no accounts.csv (or .parquet, .jsonl); it is required.",
    ),
    "missing column": (
        lambda folder: put(folder, "people.csv", "person_id,name,role\nabe,Abe,agent\n"),
        "records/people.csv has no column email; its columns are person_id, name, role.",
    ),
    "column in another case": (
        lambda folder: put(folder, "cases.csv", CASES.replace("case_id", "Case_ID")),
        "records/cases.csv has no column case_id; its columns are Case_ID, account_id, channel, opened_at, subject,"
        " category, priority, agent_id.",
    ),
    "column twice": (
        lambda folder: put(folder, "cases.csv", CASES.replace("subject", "case_id")),
        "records/cases.csv has the column case_id twice.",
    ),
    "unreadable Parquet": (
        lambda folder: put(folder, "people.parquet", CASES * 10),
        "records/people.parquet cannot be read: No magic bytes found at end of file '{folder}/people.parquet'.",
    ),
    "quotes never closed": (
        lambda folder: put(
            folder, "cases.csv", CASES + 'c3,acme,email,2026-03-03T09:30:00Z,"open,,low,\n' + "x,y\n" * 3
        ),
        "The quotes of record 3 of records/cases.csv are broken; the rest is unreadable.",
    ),
    "mixed encodings": (
        lambda folder: put(folder, "cases.csv", CASES.encode() + "c3,ü\n".encode("cp1252")),
        "records/cases.csv mixes encodings: line 3 is UTF-8, others are not; save it all as UTF-8.",
    ),
    "UTF-16": (
        lambda folder: put(folder, "cases.csv", CASES.encode("utf-16")),
        "records/cases.csv is UTF-16; save it as UTF-8.",
    ),
    "a line of three megabytes": (
        lambda folder: put(folder, "cases.csv", CASES + "x" * 3_000_000),
        "Line 5 of records/cases.csv is longer than 2,000,000 bytes; this is no record.",
    ),
    "no bytes": (
        lambda folder: put(folder, "people.csv", ""),
        "records/people.csv is empty, without even a header row.",
    ),
    "no rows": (
        lambda folder: put(folder, "cases.csv", CASES.splitlines()[0]),
        "records/cases.csv has no rows; it is required.",
    ),
    "cut gzip": (
        lambda folder: put(folder, "people.csv.gz", gzip.compress(CASES.encode())[:-9]),
        "records/people.csv.gz cannot be read: Truncated compressed stream.",
    ),
    "JSON in one piece": (
        lambda folder: put(folder, "people.jsonl", "[\n  1,\n  2\n]\n"),
        "records/people.jsonl has no column person_id; its columns are none.",
    ),
    "nothing good": (
        lambda folder: put(folder, "calendars.csv", "calendar_id,name,time_zone\nparis,Paris,Mars/Base\n"),
        "1 of 1 records of records/calendars.csv were rejected, more than the 1% allowed (--max-rejects); nothing was"
        " published.",
    ),
}

# Options that make no sense, and what is said.
MISUSED: dict[str, tuple[list[str], str]] = {
    "unknown zone": (["--time-zone", "Mars/Base"], "Mars/Base is no IANA time zone; one is Europe/Paris."),
    "unknown reporting zone": (["--reporting-time-zone", "CET+1"], "CET+1 is no IANA time zone; one is Europe/Paris."),
    "a bare whole number": (
        ["--max-rejects", "1"],
        "Argument --max-rejects: 1 is no share; write 1% or 0.01; see python -m data load --help.",
    ),
    "too much": (
        ["--max-rejects", "101%"],
        "Argument --max-rejects: 101% is no share; write 1% or 0.01; see python -m data load --help.",
    ),
    "a moment without an offset": (
        ["--as-of", "2026-10-31T18:00:00"],
        "Argument --as-of: 2026-10-31T18:00:00 has no offset; write 2026-10-31T18:00:00Z or +01:00;"
        " see python -m data load --help.",
    ),
    "no moment": (
        ["--as-of", "yesterday"],
        "Argument --as-of: yesterday is no ISO 8601 timestamp; see python -m data load --help.",
    ),
    "a moment out of range": (
        ["--as-of", "2101-01-01T00:00:00Z"],
        "As of 2101-01-01T00:00:00+00:00 is outside the years 1970 to 2100.",
    ),
    "unknown source": (
        ["--source", "zendusk"],
        "There is no source zendusk: give one of sparkpost, zendesk, or a folder of .sql files.",
    ),
    "unknown option": (["--fast"], "Unrecognized arguments: --fast; see python -m data --help."),
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with a current snapshot."""
    folder = tmp_path_factory.mktemp("published")
    publish_tiny(folder)
    return folder / "warehouse"


def state(warehouse: Path) -> dict[str, bytes]:
    """All that a failed load must leave alone."""
    return {
        path.name: path.read_bytes() for path in warehouse.iterdir() if not path.name.startswith(("last-", ".lock"))
    }


def told(capsys: pytest.CaptureFixture[str]) -> str:
    """The last line on standard error; the ones before it say what was being done."""
    *progress, sentence = capsys.readouterr().err.splitlines()
    assert all(" s  " in line for line in progress)
    return sentence


@pytest.mark.parametrize("name", SPOILED)
def test_bad_records_fail_with_one_sentence(
    name: str, published: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damage, sentence = SPOILED[name]
    folder = write(tiny(), tmp_path / "records")
    damage(folder)
    before = state(published)
    assert main(["load", str(folder), "--warehouse", str(published)]) == 1
    assert told(capsys) == sentence.replace("{folder}", str(folder))
    assert state(published) == before


@pytest.mark.parametrize("name", MISUSED)
def test_wrong_usage_is_told_in_one_sentence(
    name: str, published: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options, sentence = MISUSED[name]
    folder = write(tiny(), tmp_path / "records")
    before = state(published)
    assert main(["load", str(folder), "--warehouse", str(published), *options]) == 2
    assert told(capsys) == sentence
    assert state(published) == before


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "The following arguments are required: COMMAND; see python -m data --help."),
        (["load"], "The following arguments are required: RECORDS; see python -m data load --help."),
        (
            ["sample", "x", "--cases", "0"],
            "Argument --cases: 0 is no whole number above 0; see python -m data sample --help.",
        ),
        (
            ["sample", "x", "--through", "31.10.2026"],
            "Argument --through: 31.10.2026 is no date; write 2026-10-31; see python -m data sample --help.",
        ),
    ],
)
def test_a_command_that_lacks_something_says_so(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert told(capsys) == sentence


def test_a_warehouse_that_is_a_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tiny(), tmp_path / "records")
    (tmp_path / "warehouse").write_text("x")
    assert main(["load", str(folder), "--warehouse", str(tmp_path / "warehouse")]) == 1
    assert told(capsys) == f"The warehouse {tmp_path}/warehouse is a file; give a folder."


def test_a_warehouse_below_a_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tiny(), tmp_path / "records")
    warehouse = folder / "cases.csv" / "warehouse"
    assert main(["load", str(folder), "--warehouse", str(warehouse)]) == 1
    assert told(capsys) == f"The warehouse {warehouse} cannot be written: Not a directory."


@pytest.mark.parametrize("command", ["current", "load"])
def test_a_pointer_to_nowhere_is_told_and_a_load_mends_it(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, warehouse = write(tiny(), tmp_path / "records"), tmp_path / "warehouse"
    put(warehouse, "CURRENT", "gone.duckdb\n")
    if command == "load":
        assert main(["load", str(folder), "--warehouse", str(warehouse), "--merge"]) == 1
    else:
        assert main(["current", "--warehouse", str(warehouse)]) == 1
    assert told(capsys) == (
        f"CURRENT in {warehouse} names gone.duckdb, which is not there; go back with: python -m data rollback,"
        " or load the records again."
    )
    assert (warehouse / "CURRENT").read_text() == "gone.duckdb\n"
    if command == "load":
        assert main(["load", str(folder), "--warehouse", str(warehouse)]) == 0
        assert snapshots.current(warehouse).is_file()
