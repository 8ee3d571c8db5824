"""The monthly summary in a browser: months by picker and by click, documents that download, axe, 390 pixels."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Stage, Visit
from tests.building import publish
from tests.conftest import A_FEW_CASES

EMPTY = "No case was opened in November 2026, so there is no response to judge."


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of three months: October complete, November empty, December running."""
    folder = tmp_path_factory.mktemp("monthly")
    publish(folder, "20261205T170000-0001", A_FEW_CASES.replace("'2026-10-30 16:42:00+00'", "'2026-12-05 16:42:00+00'"))
    return folder


@pytest.fixture
def monthly(stage: Stage, months: Path) -> str:
    """The page over them."""
    return f"{stage.show(months)}/monthly"


def test_a_month_is_in_the_address_by_picker_by_back_and_by_a_click_in_a_chart(monthly: str, visit: Visit) -> None:
    visit.open(monthly)
    expect(visit.page.get_by_text(EMPTY)).to_be_visible()
    visit.page.get_by_role("combobox", name="Month").click()
    visit.page.get_by_role("option", name="October 2026").click()
    visit.settle()

    expect(visit.page).to_have_url(f"{monthly}?month=2026-10")
    expect(visit.page.get_by_text("October 2026 is the first month of the records", exact=False)).to_be_visible()
    visit.page.go_back()
    expect(visit.page).to_have_url(monthly)
    expect(visit.page.get_by_text(EMPTY)).to_be_visible()
    visit.page.locator(".st-key-figure-month-open-at-end [aria-roledescription=point]").first.click()
    expect(visit.page).to_have_url(f"{monthly}?month=2026-10")
    assert visit.outside == []
    assert visit.complaints == []


def test_documents_download_and_stand_by_themselves(monthly: str, visit: Visit, tmp_path: Path) -> None:
    visit.open(f"{monthly}?month=2026-10")
    found = {}
    for button in ("PDF, A4", "PDF, Letter", "HTML"):
        with visit.page.expect_download() as download:
            visit.page.get_by_role("button", name=button).click()
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        found[path.name] = path.read_bytes()[:5]

    assert found == {
        "monthly-summary-2026-10.pdf": b"%PDF-",
        "monthly-summary-2026-10-letter.pdf": b"%PDF-",
        "monthly-summary-2026-10.html": b"<!DOC",
    }
    asked: list[str] = []
    visit.page.on("request", lambda sent: asked.append(sent.url))
    visit.page.set_viewport_size({"width": 390, "height": 844})
    visit.page.goto(f"file://{tmp_path}/monthly-summary-2026-10.html")
    expect(visit.page.get_by_role("heading", name="October 2026")).to_be_visible()
    assert visit.page.get_by_role("img").count() == 3  # no case of October is resolved: nothing to draw
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 390
    assert [address for address in asked if not address.startswith("file:")] == []
