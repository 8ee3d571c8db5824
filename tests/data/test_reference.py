"""The reference page and the templates say what the contract says, and what a snapshot holds."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from data import reference, snapshots
from data.cli import main
from data.contract import RECORD_TYPES
from data.errors import UsageError
from tests.data.tiny import publish_tiny

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "records.md"


def sections() -> dict[str, str]:
    """The page's parts under their headings of the third level."""
    parts = re.split(r"^##+ (.+)$", reference.page(), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def columns(section: str) -> list[str]:
    """The names in the first cells of a section's table."""
    cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    return [name for cell in cells for name in re.findall("`(.+?)`", cell)]


def test_the_page_in_docs_is_the_one_the_contract_makes() -> None:
    """Make it anew with: python -m data.reference > docs/records.md"""
    assert PAGE.read_text(encoding="utf-8") == reference.page()


def test_the_page_can_be_printed() -> None:
    printed = subprocess.run([sys.executable, "-m", "data.reference"], cwd=ROOT, capture_output=True, check=True)
    assert printed.stdout.decode() == reference.page()


def test_no_mark_is_left_in_the_page() -> None:
    assert "{{" not in reference.page()


def test_links_lead_somewhere() -> None:
    """Headings of the page, and other pages of docs/."""
    headings = {re.sub(r"[^\w -]", "", name.lower()).replace(" ", "-") for name in sections()}
    links = set(re.findall(r"\]\((.+?)\)", reference.page()))
    assert {link for link in links if link.startswith("#") and link[1:] not in headings} == set()
    assert {link for link in links if not link.startswith("#") and not (PAGE.parent / link).exists()} == set()


def test_every_record_type_is_described_with_all_its_columns() -> None:
    assert {name: columns(sections()[name]) for name in RECORD_TYPES} == {
        name: list(record_type.column_names) for name, record_type in RECORD_TYPES.items()
    }


def test_every_table_of_a_snapshot_is_described_with_all_its_columns(tmp_path: Path) -> None:
    """In any order."""
    publish_tiny(tmp_path)
    connection = snapshots.open_snapshot(snapshots.current(tmp_path / "warehouse"))
    found: dict[str, list[str]] = {}
    for table, column in connection.execute(
        "select table_name, column_name from duckdb_columns() where not internal"
    ).fetchall():
        found.setdefault(table, []).append(column)
    connection.close()
    described = {name: columns(section) for name, section in sections().items() if name in found}
    assert {name: sorted(names) for name, names in described.items()} == {
        name: sorted(names) for name, names in found.items()
    }


def test_a_template_has_a_file_per_record_type_with_its_columns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["template", str(tmp_path / "new" / "folder")]) == 0
    assert "Wrote empty record files" in capsys.readouterr().out
    assert {path.name: path.read_text() for path in (tmp_path / "new" / "folder").iterdir()} == {
        f"{name}.csv": ",".join(record_type.column_names) + "\n" for name, record_type in RECORD_TYPES.items()
    }


def test_a_template_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text("mine")
    with pytest.raises(UsageError) as error:
        reference.write_template(tmp_path)
    assert str(error.value) == f"{tmp_path}/cases.csv is there already; nothing was written."
    assert [path.name for path in tmp_path.iterdir()] == ["cases.csv"]


def test_a_template_needs_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(UsageError) as error:
        reference.write_template(tmp_path / "file")
    assert str(error.value) == f"{tmp_path}/file is a file; give a folder."
