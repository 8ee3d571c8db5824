"""At risk in a real browser: it follows new snapshots by itself, and its bars, cards and rows can be used."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Stage, Visit
from tests.building import publish

FEW = (Path(__file__).parent.parent / "worlds" / "running_clocks.sql").read_text(encoding="utf-8")
LATER = "delete from case_metrics where case_id = 'k3'; update snapshot set as_of = '2026-10-27 16:40:00+00';"
SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse behind the server of this module."""
    folder = tmp_path_factory.mktemp("followed")
    publish(folder, "20261028T060000-0001", FEW)
    return folder


@pytest.fixture
def address(stage: Stage, followed: Path) -> str:
    """The page over the warehouse of this module."""
    return f"{stage.show(followed)}/at-risk"


@pytest.mark.thorough
def test_a_bar_of_the_forecast_opens_its_list_and_a_click_beside_it_closes_it(address: str, visit: Visit) -> None:
    visit.open(address)
    bar = visit.page.locator(".st-key-figure-forecast [aria-roledescription='bar']").first

    bar.click()
    expect(visit.page).to_have_url(re.compile(r"[?&]owner=unassigned$"))
    owner = visit.page.locator(".st-key-forecast-cases").get_by_role("combobox", name="Owner")
    expect(owner).to_have_value("Nobody")

    visit.page.locator(".st-key-figure-forecast path.background").first.click(position={"x": 5, "y": 1}, force=True)
    expect(visit.page).to_have_url(address)
    expect(owner).to_have_value("Everybody")


def test_a_new_snapshot_comes_by_itself_and_choices_and_scroll_stay(address: str, followed: Path, visit: Visit) -> None:
    """Nobody touches the page: a load elsewhere publishes, and the page shows it where the reader was."""
    visit.page.set_viewport_size({"width": 1440, "height": 500})
    visit.open(f"{address}?band=breached")
    visit.page.locator(".st-key-figure-forecast [aria-roledescription='bar']").first.click()
    expect(visit.page).to_have_url(f"{address}?band=breached&owner=unassigned")
    visit.settle()
    expect(visit.page.locator(".st-key-cases").get_by_text("2 rows", exact=True)).to_be_visible()
    visit.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 300)")
    before = visit.page.evaluate(SCROLLED)
    assert before == 300

    publish(followed, "20261028T070000-0002", FEW + LATER)

    expect(visit.page.get_by_text("data through 27 Oct 2026 16:40 UTC").first).to_be_attached(timeout=30_000)
    expect(visit.page.locator(".st-key-cases").get_by_text("1 row", exact=True)).to_be_attached()
    expect(visit.page.get_by_text("New records: data through 27 Oct 2026 16:40 UTC.")).to_be_visible()
    visit.settle()
    expect(visit.page).to_have_url(f"{address}?band=breached&owner=unassigned")
    assert visit.page.evaluate(SCROLLED) == before
