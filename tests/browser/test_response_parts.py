"""The parts of Response times in a real browser, on the sample: clicks, downloads, a case and back, and axe."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit


@pytest.fixture
def address(sample_served: str) -> str:
    """The page on the sample."""
    return f"{sample_served}/response-times"


def charts(visit: Visit) -> Locator:
    return visit.page.locator("[data-testid=stVegaLiteChart] svg")


THEMES = ("light", "dark", "light", "dark", "light")


def test_a_cell_of_the_week_is_its_list_its_csv_and_leads_to_a_case_and_back(
    address: str, visit: Visit, tmp_path: Path
) -> None:
    visit.open(f"{address}?part=hours&zone=account&period=12m")
    cells = visit.page.locator(".st-key-figure-first-response-breaches-account path[aria-label*='Breached: 2']")

    cells.first.click(force=True)
    expect(visit.page).to_have_url(re.compile(r"zone=account&behind=breaches%2F\d%2F\d+$"))
    visit.settle()
    with visit.page.expect_download() as waiting:
        visit.page.locator(".st-key-cases").get_by_role("button", name="Download CSV").click()
    waiting.value.save_as(tmp_path / "cases.csv")
    with (tmp_path / "cases.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["verdict"] for row in rows] == ["breached", "breached"]

    table = visit.page.locator(".st-key-cases [data-testid=stDataFrame]")
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    assert box is not None
    visit.page.mouse.click(box["x"] + 20, box["y"] + 35 * 1.5)
    expect(visit.page).to_have_url(re.compile(rf"/case\?.*case={rows[0]['case_id']}"))
    visit.page.go_back()
    visit.settle()
    expect(visit.page.get_by_text(re.compile("Only: due on a"))).to_be_visible()


def test_a_card_of_another_clock_turns_the_page_to_it(address: str, visit: Visit) -> None:
    visit.open(address)

    visit.page.get_by_role("button", name=re.compile("List the other")).click()

    expect(visit.page).to_have_url(f"{address}?clock=resolution&verdict=all&behind=is%2Fnot_agreed")
    expect(visit.page.get_by_role("heading", name="Resolution attainment by week")).to_be_visible()
    expect(visit.page.get_by_text("Only: closed without the customer's agreement.")).to_be_visible()
