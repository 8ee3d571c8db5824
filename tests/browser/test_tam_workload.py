"""TAM workload in a real browser: a link opens a book, and bars open their lists."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit


@pytest.fixture
def address(sample_served: str) -> str:
    """The page on the sample."""
    return f"{sample_served}/tam-workload"


def test_a_link_opens_a_book_whose_rows_open_what_they_name(address: str, visit: Visit) -> None:
    visit.open(f"{address}?tam=T-08")
    expect(visit.page.get_by_role("combobox", name="Whose book")).to_have_value("Tobias Lindqvast")

    visit.page.locator(".st-key-card-Open-mediations, .st-key-card-Migrations-under-way").get_by_role(
        "button"
    ).first.click()
    expect(visit.page).to_have_url(re.compile(r"listed=item%3Am"))
    visit.settle()

    visit.page.locator(".st-key-book-accounts .dvn-scroller").click(position={"x": 20, "y": 55})

    expect(visit.page).to_have_url(re.compile(r"/account\?.*account_id=ACC-"))
    assert (visit.outside, visit.complaints) == ([], [])


@pytest.mark.thorough
def test_a_part_of_a_bar_lists_its_items_and_the_book_is_one_click_away(
    address: str, visit: Visit, tmp_path: Path
) -> None:
    visit.open(address)
    expect(visit.page.locator("[data-testid=stVegaLiteChart] svg")).to_have_count(1)
    bar = visit.page.locator(".st-key-figure-tam-load path[aria-label*='Kind: Open cases']").first
    label = bar.get_attribute("aria-label") or ""
    number = int(re.findall(r"Open items: (\d+)", label)[0])

    bar.click(force=True)
    expect(visit.page).to_have_url(re.compile(r"items=tam%3AT-\d+%7Citem%3Acase"))
    visit.settle()
    with visit.page.expect_download() as waiting:
        visit.page.locator(".st-key-tam-items").get_by_role("button", name="Download CSV").click()
    waiting.value.save_as(tmp_path / "items.csv")
    with (tmp_path / "items.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == number

    visit.page.get_by_role("button", name="Open this TAM's book").click()
    expect(visit.page).to_have_url(re.compile(r"book=T-\d+"))
    expect(visit.page.get_by_role("heading", name="What is due next")).to_be_visible()
    visit.page.go_back()
    expect(visit.page.get_by_role("heading", name="Load against capacity, by TAM")).to_be_visible()


@pytest.mark.thorough
def test_hours_in_the_readers_zone_and_a_day_of_the_history(address: str, visit: Visit) -> None:
    visit.open(f"{address}?section=hours&in_zone=Asia%2FTokyo")
    expect(visit.page.get_by_role("combobox", name="Hours shown in")).to_have_value("Asia/Tokyo")
    expect(visit.page.locator(".st-key-figure-tam-hours svg.marks")).to_contain_text("Day and hour (Asia/Tokyo)")

    visit.open(f"{address}?show=history&period=12m")
    visit.page.locator(".st-key-figure-tam-history [aria-roledescription=bar]").nth(1).click(force=True)

    expect(visit.page).to_have_url(re.compile(r"held_on=20\d\d-\d\d-\d\d"))
