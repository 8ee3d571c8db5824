"""Data in a real browser: a deep link, and going back to the older snapshot."""

import csv
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Stage, Visit
from tests.building import publish
from tests.conftest import A_FEW_CASES


@pytest.fixture(scope="module")
def two_snapshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of two snapshots; the newer one has a rejected row that a spreadsheet would run."""
    folder = tmp_path_factory.mktemp("two")
    publish(folder, "20261029T170000-0003", A_FEW_CASES)
    rejected = "insert into rejects values ('a/cases.csv', 'cases', 9, '=1+1', 'channel', '@fax', 'expected one of');"
    publish(folder, "20261030T170000-0004", A_FEW_CASES + rejected)
    return folder


@pytest.fixture
def address(stage: Stage, two_snapshots: Path) -> str:
    """The page over them."""
    return f"{stage.show(two_snapshots)}/data-quality"


def test_a_link_finds_a_meaning(address: str, visit: Visit) -> None:
    visit.open(f"{address}?meaning=holiday+replaces")
    expect(visit.page.get_by_text("A holiday replaces the hours of its date")).to_be_visible()
    assert (visit.outside, visit.complaints) == ([], [])


def test_rejected_rows_are_downloaded_harmless_and_one_can_go_back(address: str, visit: Visit, tmp_path: Path) -> None:
    visit.open(address)
    with visit.page.expect_download() as waiting:
        visit.page.locator(".st-key-rows-rejected").get_by_role("button", name="Download CSV").click()
    waiting.value.save_as(tmp_path / "rejects.csv")
    with (tmp_path / "rejects.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["record_key"], row["value"]) for row in rows] == [("'=1+1", "'@fax"), ("c8", "")]

    visit.page.get_by_role("button", name="Go back one snapshot").click()
    visit.page.get_by_role("button", name="Yes, go back").click()

    expect(visit.page.get_by_text("There is no older snapshot to go back to.")).to_be_visible()
    expect(visit.page.get_by_text("1 record rejected").first).to_be_visible()
