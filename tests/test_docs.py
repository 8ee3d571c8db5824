"""The documents say what is so: links lead somewhere, commands exist, every page and question is named as it is."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from data import cli, settings, snapshots
from queries import runner
from tests.data.tiny import publish_tiny, tables

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


def text_of(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_to_a_file(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", document.read_text(encoding="utf-8"))
    local = [link for link in links if not link.startswith("http")]

    assert [link for link in local if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_make_target_exists(document: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), flags=re.MULTILINE))
    # As a command: at the start of a line of code, or between backquotes, perhaps behind variables.
    named = re.findall(r"(?:^ {4}|`)(?:[A-Z]+=\S+ )*make ([a-z-]+)", document.read_text(encoding="utf-8"), re.MULTILINE)

    assert set(named) <= targets


def test_the_readme_names_every_command_and_option_of_the_data_side() -> None:
    parser = cli._parser()
    (commands,) = [action.choices for action in parser._actions if action.choices]
    assert isinstance(commands, dict)
    readme = text_of("README.md")
    options = {
        option for command in commands.values() for action in command._actions for option in action.option_strings
    }

    assert [name for name in commands if not re.search(rf"\b{name}\b", readme)] == []
    assert {option for option in options if option.startswith("--")} - {"--help"} <= set(
        re.findall(r"--[a-z-]+", readme)
    )


def test_every_page_of_the_menu_is_told_in_the_guide_to_the_pages() -> None:
    from pages.shell import ENTRIES

    guide = text_of("docs/pages.md")

    assert [entry.title for entry in ENTRIES if f"## {entry.title}" not in guide] == []
    assert [entry.question for entry in ENTRIES if entry.question not in guide] == []


def test_the_changelog_keeps_its_format() -> None:
    headings = re.findall(r"^## (.+)$", text_of("CHANGELOG.md"), flags=re.MULTILINE)

    assert headings
    assert headings[0] == "[Unreleased]"
    assert all(re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}", heading) for heading in headings[1:])


def test_no_question_is_called_in_the_documents_that_does_not_exist() -> None:
    asked = {
        name
        for document in DOCUMENTS
        for name in re.findall(r"queries (?:ask|show) ([a-z_0-9]+)", document.read_text(encoding="utf-8"))
    }

    assert asked <= set(runner.names())


def script_under(document: str, heading: str) -> str:
    """The first block of shell under a heading."""
    found = re.search(rf"^## {heading}$.*?^```sh\n(.*?)^```$", text_of(document), re.MULTILINE | re.DOTALL)
    assert found is not None, heading
    return found[1]


def test_backup_and_restore_do_what_the_guide_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warehouse, backup = tmp_path / "warehouse", tmp_path / "backup"
    publish_tiny(tmp_path)
    (warehouse / "issued" / "2026-10" / "1").mkdir(parents=True)
    (warehouse / "issued" / "2026-10" / "1" / "summary.json").write_text("{}", encoding="utf-8")
    before = (snapshots.current(warehouse).read_bytes(), tables(warehouse))
    monkeypatch.setenv("WAREHOUSE", str(warehouse))
    monkeypatch.setenv("BACKUP", str(backup))

    for heading in ("Back up", "Restore"):
        subprocess.run(["sh", "-eu"], input=script_under("docs/operating.md", heading), text=True, check=True)
        if heading == "Back up":
            shutil.rmtree(warehouse)

    assert (snapshots.current(warehouse).read_bytes(), tables(warehouse)) == before
    assert (warehouse / "issued" / "2026-10" / "1" / "summary.json").read_text(encoding="utf-8") == "{}"
    assert [path.name for path in warehouse.iterdir() if path.name.startswith(".")] == []


def test_the_guide_to_operating_names_every_setting() -> None:
    names = re.findall(r"^\| `([A-Z_]+)` \|", text_of("docs/operating.md"), flags=re.MULTILINE)
    known = [settings.MEMORY_LIMIT, settings.TEMP_DIRECTORY, settings.THREADS, settings.QUESTION_SECONDS]

    assert names == ["WAREHOUSE", settings.LAKE_FOLDER, *known, settings.AHEAD_SECONDS]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here to read the unit")
def test_systemd_accepts_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "premium-support.service"
    bin_folder = Path(sys.executable).parent  # where the unit says .venv/bin, which need not be here
    text = text_of("docs/premium-support.service").replace("/opt/premium-support/.venv/bin", str(bin_folder))
    unit.write_text(text, encoding="utf-8")

    done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
