"""Open issues in a real browser: cells, columns and days open their lists, on the sample."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit, serve


@pytest.fixture(scope="module")
def address(sample_snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page, on a server over the sample."""
    for server in serve(sample_snapshot.parent, tmp_path_factory.mktemp("log") / "server.log"):
        yield f"{server}/open-issues"


def marks(visit: Visit, figure: str) -> Locator:
    return visit.page.locator(f".st-key-figure-{figure} [aria-roledescription]:not([aria-roledescription*=axis])")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_that_is_ours(scheme: Literal["light", "dark"], address: str, visit: Visit) -> None:
    visit.page.emulate_media(color_scheme=scheme)
    visit.open(address)
    expect(visit.page.locator("[data-testid=stVegaLiteChart] svg")).to_have_count(7)

    found = Axe().run(visit.page).response["violations"]

    assert {one["id"]: [node["html"][:200] for node in one["nodes"]] for one in found} == {}
    assert (visit.outside, visit.complaints) == ([], [])


def test_the_page_fits_a_telephone(address: str, visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    visit.open(address)
    expect(visit.page.locator("[data-testid=stVegaLiteChart] svg")).to_have_count(7)

    assert visit.page.evaluate("document.documentElement.scrollWidth") == 390


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


def test_a_column_of_the_flow_lists_its_week(address: str, visit: Visit) -> None:
    visit.open(address)

    visit.page.locator(".st-key-figure-flow-by-week [aria-roledescription=bar]").first.click(force=True)

    expect(visit.page).to_have_url(re.compile(r"flow=(in|out)%2F2026-"))
    expect(visit.page.locator(".st-key-flow-list").get_by_role("combobox").first).to_have_value(re.compile("week of"))
