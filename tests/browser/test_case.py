"""The Case page in a real browser: from a list to the receipt and back, links, downloads, zoom, accessibility."""

import csv
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Stage, Visit
from tests.pages import case_world

LISTED = "/response-times?period=30d&priority=normal"
ROW_HEIGHT = 35


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of the cases that were worked out by hand."""
    return case_world.publish(tmp_path_factory.mktemp("cases"))


@pytest.fixture
def cases_served(stage: Stage, cases: Path) -> str:
    """A server over them."""
    return stage.show(cases)


def click_row(visit: Visit, frame: str, row: int) -> None:
    """Choose a row (from 0) of the table inside the container of that key."""
    table = visit.page.locator(f".st-key-{frame} [data-testid=stDataFrame]")
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    assert box is not None
    visit.page.mouse.click(box["x"] + 20, box["y"] + ROW_HEIGHT * (row + 1.5))
    visit.settle()


def test_a_breach_opens_its_receipt_and_back_shows_the_same_list(cases_served: str, visit: Visit) -> None:
    visit.open(f"{cases_served}{LISTED}")

    click_row(visit, "cases", 0)
    expect(visit.page).to_have_url(re.compile(r"/case\?period=30d&priority=normal&case=done$"))
    expect(visit.page.get_by_role("heading", name="done · =1+1 <b>*loud*</b>")).to_be_visible()
    expect(
        visit.page.get_by_text("3 h 12 min = Mon 9 Mar 15:20 to 17:00 + Tue 10 Mar 09:00 to 10:32 (2026)")
    ).to_be_visible()

    visit.page.go_back()
    visit.settle()
    expect(visit.page).to_have_url(re.compile(r"/response-times\?period=30d&priority=normal"))
    expect(visit.page.get_by_text("priority Normal")).to_be_visible()


@pytest.mark.thorough
def test_a_row_of_the_clocks_chooses_the_receipt_and_the_address_says_so(cases_served: str, visit: Visit) -> None:
    visit.open(f"{cases_served}/case?case=done")

    click_row(visit, "case-clocks", 1)

    expect(visit.page).to_have_url(f"{cases_served}/case?case=done&receipt=resolution.1")
    expect(visit.page.get_by_role("heading", name="Receipt: resolution")).to_be_visible()


@pytest.mark.thorough
def test_the_receipt_downloads_whole_with_its_total(cases_served: str, visit: Visit, tmp_path: Path) -> None:
    visit.open(f"{cases_served}/case?case=year&receipt=resolution.1")

    with visit.page.expect_download() as waiting:
        visit.page.locator(".st-key-case-receipt").get_by_role("button", name="Download CSV").click()
    waiting.value.save_as(tmp_path / "receipt.csv")

    with (tmp_path / "receipt.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    counted = [int(row["counted_seconds"]) for row in rows if row["part"] == "Counted"]
    assert waiting.value.suggested_filename == "case-receipt.csv"
    assert (len(counted), rows[-1]["part"]) == (270, "Total")
    assert sum(counted) == int(rows[-1]["counted_seconds"])


@pytest.mark.thorough
def test_an_id_of_odd_characters_is_found_opened_and_linked(cases_served: str, visit: Visit) -> None:
    visit.open(f"{cases_served}/case?find={quote('a/b?')}")

    visit.page.locator(".st-key-case-hits").get_by_role("button").first.click()
    visit.settle()

    expect(visit.page.get_by_role("heading", name=case_world.ODD_ID)).to_be_visible()
    address = visit.page.url
    visit.open(address)
    expect(visit.page.get_by_role("heading", name=case_world.ODD_ID)).to_be_visible()


def test_scrolling_zooms_the_time_line_and_a_button_undoes_it(cases_served: str, visit: Visit) -> None:
    visit.open(f"{cases_served}/case?case=done")
    chart = visit.page.locator("[data-testid=stVegaLiteChart] svg").first
    expect(chart).to_be_visible()
    expect(chart.get_by_text("Tue 10 Mar", exact=True)).to_be_visible()  # midnight in Paris, seen from Los Angeles
    box = chart.bounding_box()
    assert box is not None

    visit.page.mouse.move(box["x"] + 200, box["y"] + 60)
    visit.page.mouse.wheel(0, -1200)
    expect(chart.get_by_text("Wed 11 Mar", exact=True)).to_have_count(0)

    visit.page.get_by_role("button", name="Undo zoom").click()
    expect(
        visit.page.locator("[data-testid=stVegaLiteChart] svg").get_by_text("Wed 11 Mar", exact=True)
    ).to_be_visible()


@pytest.mark.thorough
def test_an_unknown_case_leads_back(cases_served: str, visit: Visit) -> None:
    visit.open(f"{cases_served}/case?case=nobody&priority=normal")
    expect(visit.page.get_by_text("There is no case nobody in these records.")).to_be_visible()

    visit.page.get_by_role("link", name="Back to Response times").click()

    expect(visit.page).to_have_url(f"{cases_served}/response-times?priority=normal")
