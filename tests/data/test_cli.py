"""What the commands print, and their exit codes."""

import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from data import cli, snapshots
from data.cli import main
from tests.data.tiny import TINY, csv_text, instant, put, tables, tiny, write

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A records folder of which some is not good."""
    folder = write(tiny(), tmp_path / "records")
    cases = [TINY["cases"][0] | {"case_id": f"k{number}", "opened_at": "2026-03-02T08:00:00"} for number in range(1200)]
    events = [TINY["case_events"][0] | {"event_id": "e9", "case_id": "nowhere"}]
    put(folder, "cases.csv", csv_text("cases", [*TINY["cases"], TINY["cases"][1], *cases]))
    put(folder, "case_events.csv", csv_text("case_events", TINY["case_events"] + events))
    put(folder, "notes.txt", "x")
    return folder


REPORT = """\
Read from records

file                 read   admitted   duplicates   rejected
──────────────────────────────────────────────────────────────
calendars.csv           1          1            0          0
business_hours.csv      5          5            0          0
holidays.csv            2          2            0          0
accounts.csv            2          2            0          0
people.csv              2          2            0          0
tam_assignments.csv     2          2            0          0
sla_targets.csv         2          2            0          0
cases.csv           1,203          2            1      1,200
exemptions.csv          1          1            0          0
escalations.csv         1          1            0          0
case_events.csv         4          3            0          1
mediations.csv          1          1            0          0
migrations.csv          1          1            0          0
warmup_plan.csv         1          1            0          0
email_traffic.csv       2          2            0          0
──────────────────────────────────────────────────────────────
all                 1,230         28            1      1,201

1,200 rejected, cases.opened_at: the timestamp has no offset: write it with one, or load with --time-zone (first: \
record 4 of cases.csv: 2026-03-02T08:00:00)
1 rejected, case_events.case_id: there is no such row in cases (first: record 4 of case_events.csv: nowhere)
Note: Not read, because not called <record type>.csv, .parquet, .jsonl or .ndjson: notes.txt
Records as of 2026-03-05 11:00:00 UTC
"""


def squeezed(text: str) -> str:
    """Without the room that columns leave."""
    return "\n".join(" ".join(line.replace("─", "").split()) for line in text.splitlines())


def test_the_report_counts_files_and_groups_rejects(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In a log: no line of the table is wider than 80 characters, the other lines are not broken."""
    assert main(["check", str(folder)]) == 1
    printed = capsys.readouterr()
    assert squeezed(printed.out).strip() == squeezed(REPORT).strip()
    assert max(len(line) for line in printed.out.splitlines()[:20]) <= 80
    *progress, sentence = printed.err.splitlines()
    assert sentence == "1,201 records would be rejected."
    assert [line.split(" s  ")[1] for line in progress][:2] == ["Reading records/calendars.csv", "Checking calendars"]


def test_a_check_publishes_nothing_and_needs_no_warehouse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tiny(), tmp_path / "records")
    assert main(["check", str(tmp_path / "records")]) == 0
    assert capsys.readouterr().out.endswith("Nothing would be rejected.\n")
    assert [path.name for path in tmp_path.iterdir()] == ["records"]


def test_a_load_that_is_not_good_enough_still_shows_its_report(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["load", str(folder), "--warehouse", str(tmp_path / "warehouse")]) == 1
    printed = capsys.readouterr()
    assert squeezed(printed.out).strip() == squeezed(REPORT).strip()
    assert printed.err.splitlines()[-1] == (
        "1,200 of 1,203 records of records/cases.csv were rejected, more than the 1% allowed (--max-rejects);"
        " nothing was published."
    )


def test_a_load_says_what_it_published(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    warehouse = tmp_path / "warehouse"
    options = ["--warehouse", str(warehouse), "--max-rejects", "100%", "--as-of", "2026-03-04T00:00:00+01:00"]
    assert main(["load", str(folder), *options, "--reporting-time-zone", "Europe/Amsterdam"]) == 0
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "Records as of 2026-03-03 23:00:00 UTC",
        f"Published {snapshots.current(warehouse)}",
    ]
    (row,) = tables(warehouse, "snapshot")["snapshot"]
    assert (row["as_of"], row["reporting_time_zone"]) == ("2026-03-03T23:00:00Z", "Europe/Amsterdam")


def test_a_time_zone_makes_local_times_good(folder: Path) -> None:
    assert main(["check", str(folder), "--time-zone", "Europe/Paris"]) == 1
    put(folder, "case_events.csv", csv_text("case_events", TINY["case_events"]))
    assert main(["check", str(folder), "--time-zone", "Europe/Paris"]) == 0


def test_a_source_is_named_in_the_heading_and_its_files_in_the_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = write(tiny(), tmp_path / "export")
    for name in TINY:
        put(tmp_path, f"desk/{name}.sql", f"from read_csv($raw || '/{name}.csv', all_varchar = true)")
    assert main(["check", str(raw), "--source", str(tmp_path / "desk")]) == 0
    lines = squeezed(capsys.readouterr().out).splitlines()
    assert lines[0] == "Read from export as desk"
    assert "desk/cases.sql 2 2 0 0" in lines


@pytest.mark.parametrize(
    ("share", "meant"), [("1%", 0.01), ("0.01", 0.01), ("0", 0.0), ("0%", 0.0), ("100%", 1.0), ("2.5%", 0.025)]
)
def test_a_share_is_written_either_way(share: str, meant: float, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float] = []
    monkeypatch.setattr(cli, "check", lambda *_, max_rejects, **__: given.append(max_rejects))
    monkeypatch.setattr(cli, "_show", lambda _: None)
    with pytest.raises(AttributeError):
        main(["check", "records", "--max-rejects", share])
    assert given == [meant]


def test_snapshots_are_listed_and_gone_back_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    warehouse = tmp_path / "warehouse"
    write(tiny(), tmp_path / "records")
    for _ in range(2):
        assert main(["load", str(tmp_path / "records"), "--warehouse", str(warehouse)]) == 0
    new, old = snapshots.listed(warehouse)
    capsys.readouterr()
    assert main(["current", "--warehouse", str(warehouse)]) == 0
    assert main(["snapshots", "--warehouse", str(warehouse)]) == 0
    assert main(["rollback", "--warehouse", str(warehouse)]) == 0
    assert main(["snapshots", "--warehouse", str(warehouse)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        str(new),
        f"{new}  (current)",
        str(old),
        f"Current is now {old}",
        str(new),
        f"{old}  (current)",
    ]
    assert main(["rollback", "--warehouse", str(warehouse)]) == 1
    assert capsys.readouterr().err == f"There is no snapshot in {warehouse} before the current one.\n"


def test_an_interrupted_load_says_that_nothing_was_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "load", stop)
    assert main(["load", str(tmp_path)]) == 130
    assert capsys.readouterr().err == "Stopped; nothing was published.\n"


def test_files_with_odd_names_are_shown_as_they_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Brackets are no colours."""
    folder = write(tiny(), tmp_path / "[red]records")
    put(folder, "people/[bold]é.csv", csv_text("people", TINY["people"]))
    (folder / "people.csv").unlink()
    assert main(["check", str(folder)]) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("Read from [red]records\n")
    assert "people/[bold]é.csv" in printed.out
    assert "Reading [red]records/people/[bold]é.csv" in printed.err


def test_the_table_folds_long_names_on_a_narrow_screen(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(folder, f"people/{'a' * 60}.csv", csv_text("people", TINY["people"]))
    (folder / "people.csv").unlink()
    shown = Console(file=io.StringIO(), width=80, soft_wrap=True, highlight=False)
    monkeypatch.setattr(cli, "out", shown)
    assert main(["check", str(folder)]) == 1
    assert isinstance(shown.file, io.StringIO)
    table = shown.file.getvalue().partition("1,200 rejected")[0]
    assert max(len(line) for line in table.splitlines()) <= 80
    assert "1,230" in table


def test_on_a_terminal_the_progress_is_one_line_that_goes_away(tmp_path: Path) -> None:
    """Run on a terminal of its own: what is being read and for how long, and nothing of it left at the end."""
    write(tiny(), tmp_path / "records")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "data", "check", str(tmp_path / "records")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "80"},
    ) as running:
        os.close(theirs)
        shown = b""
        while True:
            try:
                shown += os.read(ours, 65536)
            except OSError:  # the other side is closed
                break
        assert running.stdout is not None
        out = running.stdout.read().decode()
    os.close(ours)
    assert running.returncode == 0
    assert b"0:00:0" in shown
    assert b"\r" in shown
    assert b"records/calendars.csv\n" not in shown.replace(b"\r", b"")
    assert out.endswith("Nothing would be rejected.\n")


def test_the_commands_help_themselves(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([], ["load"], ["check"], ["sample"], ["template"], ["current"], ["snapshots"], ["rollback"]):
        with pytest.raises(SystemExit) as stopped:
            main([*arguments, "--help"])
        assert stopped.value.code == 0
    assert "--max-rejects" in capsys.readouterr().out


def test_as_of_is_an_instant_in_any_offset() -> None:
    assert cli._instant("2026-03-04T00:00:00+01:00") == instant("2026-03-03T23:00:00Z")
