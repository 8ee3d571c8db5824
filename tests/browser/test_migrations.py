"""Migrations in a real browser: a row opens its migration, Back returns, and a plan is downloaded, on the sample."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

STALLED = "?migration=MIG-011"


@pytest.fixture
def address(sample_served: str) -> str:
    """The page on the sample."""
    return f"{sample_served}/migrations"


def test_a_row_opens_its_migration_and_back_returns_to_the_list(address: str, visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 1440, "height": 1400})
    visit.open(f"{address}?migrations=stalled")
    box = visit.page.locator("[data-testid=stDataFrame]").bounding_box()
    assert box is not None

    visit.page.mouse.click(box["x"] + 20, box["y"] + 35 * 1.5)
    expect(visit.page).to_have_url(f"{address}?migrations=stalled&migration=MIG-011")
    expect(visit.page.get_by_text("no finish can be given")).to_be_visible()

    visit.page.go_back()
    expect(visit.page).to_have_url(f"{address}?migrations=stalled")
    expect(visit.page.get_by_text("1 migration. Tick a row to open it.")).to_be_visible()


@pytest.mark.thorough
def test_a_plan_for_a_migration_is_made_from_its_page_and_downloaded(
    address: str, visit: Visit, tmp_path: Path
) -> None:
    visit.open(f"{address}{STALLED}")

    visit.page.get_by_role("button", name="Make a plan for it").click()
    expect(visit.page).to_have_url(re.compile(r"show=plan&plan_for=MIG-011$"))
    target = visit.page.get_by_role("spinbutton", name="Target volume (messages a day)")
    target.fill("5000")
    target.press("Enter")
    expect(visit.page).to_have_url(re.compile("target=5000"))
    visit.settle()
    with visit.page.expect_download() as waiting:
        visit.page.get_by_role("button", name="Download warmup_plan.csv").click()
    waiting.value.save_as(tmp_path / "warmup_plan.csv")

    with (tmp_path / "warmup_plan.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [(row["migration_id"], row["planned_volume"]) for row in csv.DictReader(file)]
    assert rows == [("MIG-011", volume) for volume in ("200", "500", "1000", "2000", "5000")]
