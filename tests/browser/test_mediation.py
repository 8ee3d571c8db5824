"""Mediation in a real browser: cells, bars and columns open their lists, on the sample."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit


@pytest.fixture
def address(sample_served: str) -> str:
    """The page on the sample, over the year in which most was asked."""
    return f"{sample_served}/mediation?period=12m"


def test_a_cell_opens_its_list_and_back_undoes_it_on_a_telephone_too(address: str, visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    visit.open(address)
    expect(visit.page.locator("[data-testid=stVegaLiteChart] svg")).to_have_count(5)
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 390
    cell = visit.page.locator(
        ".st-key-figure-mediation-by-tam [aria-label*='Requests: 1'][aria-label*='Waiting']"
    ).first

    cell.click(force=True)

    expect(visit.page).to_have_url(re.compile(r"waits=T-\d\d%2Fsubmitted"))
    expect(visit.page.locator(".st-key-waits-list").get_by_role("combobox").first).to_have_value(
        re.compile("Waiting for the provider$")
    )
    visit.page.go_back()
    expect(visit.page).to_have_url(address)


@pytest.mark.thorough
def test_a_bar_of_a_provider_opens_its_list_and_the_csv_holds_the_same(
    address: str, visit: Visit, tmp_path: Path
) -> None:
    visit.open(address)
    bar = visit.page.locator(".st-key-figure-mediation-by-provider [aria-roledescription=bar]").first
    label = bar.get_attribute("aria-label") or ""
    number = int(re.findall(r"Requests: (\d+)", label)[0])

    bar.click(force=True)
    expect(visit.page).to_have_url(re.compile(r"asked=provider%3A"))
    visit.settle()
    with visit.page.expect_download() as waiting:
        visit.page.locator(".st-key-asked-list").get_by_role("button", name="Download CSV").click()
    waiting.value.save_as(tmp_path / "requests.csv")

    with (tmp_path / "requests.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == number
    assert {row["result"] for row in rows} == {re.findall(r"Outcome: (\w+)", label)[0].lower()}
