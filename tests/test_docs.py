"""The documents say what is so: links lead somewhere, commands exist, every page and question is named as it is."""

import re
from pathlib import Path

import pytest

from data import cli
from queries import runner

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
