"""Open issues in a real browser: cells, columns and days open their lists, on the sample."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit


@pytest.fixture
def address(sample_served: str) -> str:
    """The page on the sample."""
    return f"{sample_served}/open-issues"


def marks(visit: Visit, figure: str) -> Locator:
    return visit.page.locator(f".st-key-figure-{figure} [aria-roledescription]:not([aria-roledescription*=axis])")


def test_a_cell_opens_its_list_and_the_csv_holds_the_same_cases(address: str, visit: Visit, tmp_path: Path) -> None:
    visit.open(address)
    cell = visit.page.locator(
        ".st-key-figure-open-by-age [aria-roledescription=rect], .st-key-figure-open-by-age path[aria-label*='Problem']"
    ).last
    label = cell.get_attribute("aria-label") or ""
    number = int(re.findall(r"Open cases: (\d+)", label)[0])

    cell.click(force=True)
    expect(visit.page).to_have_url(re.compile(r"group=cell%3A"))
    visit.settle()
    with visit.page.expect_download() as waiting:
        visit.page.locator(".st-key-open-cases-list").get_by_role("button", name="Download CSV").click()
    waiting.value.save_as(tmp_path / "cases.csv")

    with (tmp_path / "cases.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == number


def test_a_day_of_the_backlog_goes_into_the_address_and_back_undoes_it(address: str, visit: Visit) -> None:
    visit.open(address)
    points = visit.page.locator(".st-key-figure-backlog-by-day [aria-roledescription=point]")
    label = points.nth(40).get_attribute("aria-label") or ""
    (day,) = re.findall(r"\d{4}-\d\d-\d\d", label)[:1]

    points.nth(40).click(force=True)
    expect(visit.page).to_have_url(f"{address}?day={day}")

    visit.page.go_back()
    expect(visit.page).to_have_url(address)


@pytest.mark.thorough
def test_a_column_of_the_flow_lists_its_week(address: str, visit: Visit) -> None:
    visit.open(address)

    visit.page.locator(".st-key-figure-flow-by-week [aria-roledescription=bar]").first.click(force=True)

    expect(visit.page).to_have_url(re.compile(r"flow=(in|out)%2F2026-"))
    expect(visit.page.locator(".st-key-flow-list").get_by_role("combobox").first).to_have_value(re.compile("week of"))
