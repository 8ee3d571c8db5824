"""Response times in a real browser: links, filters, downloads, charts, and what a screen reader gets."""

import csv
import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Visit

QUESTION = "How quickly do customers hear from us, and on time?"


def test_the_first_visitor_of_a_fresh_server_can_follow_a_shared_link(fresh_server: str, visit: Visit) -> None:
    """The very first request is a deep link: the page comes in its frame, filtered as the link says."""
    visit.open(f"{fresh_server}/response-times?account=south")

    expect(visit.page.get_by_role("heading", name=QUESTION)).to_be_visible()
    expect(visit.page.get_by_role("link", name="Response times")).to_be_visible()
    expect(visit.page.get_by_role("dialog")).to_have_count(0)
    expect(visit.page.get_by_text("account =Sud")).to_be_visible()


def test_the_bare_address_leads_to_the_home_page(served: str, visit: Visit) -> None:
    visit.open(f"{served}/?period=30d")

    expect(visit.page).to_have_url(f"{served}/response-times?period=30d")
    expect(visit.page.get_by_text("1 Oct 2026 to 30 Oct 2026")).to_be_visible()


def test_a_filter_is_written_to_the_address_and_back_undoes_it(served: str, visit: Visit) -> None:
    visit.open(f"{served}/response-times")

    visit.page.get_by_role("combobox", name="Account", exact=True).click()
    visit.page.get_by_role("option", name="Nordwind").click()
    expect(visit.page).to_have_url(f"{served}/response-times?account=north")
    expect(visit.page.get_by_text("account Nordwind")).to_be_visible()
    visit.page.keyboard.press("Escape")
    link = visit.page.get_by_role("link", name="Response times")
    expect(link).to_have_attribute("href", re.compile(r"response-times\?account=north$"))

    visit.page.go_back()
    expect(visit.page).to_have_url(f"{served}/response-times")
    expect(visit.page.get_by_text("all cases")).to_be_visible()


def test_the_case_list_downloads_as_csv_that_no_spreadsheet_runs(served: str, visit: Visit, tmp_path: Path) -> None:
    visit.open(f"{served}/response-times")

    with visit.page.expect_download() as waiting:
        visit.page.locator(".st-key-cases").get_by_role("button", name="Download CSV").click()
    waiting.value.save_as(tmp_path / "cases.csv")

    with (tmp_path / "cases.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert waiting.value.suggested_filename == "first-response-cases.csv"
    assert [(row["case_id"], row["account_name"], row["subject"]) for row in rows] == [
        ("c1", "Nordwind", "'=1+1"),
        ("c7", "'=Sud", "Bounces"),
    ]


def test_a_clicked_week_narrows_the_case_list(served: str, visit: Visit) -> None:
    visit.open(f"{served}/response-times?period=30d&verdict=all")
    chart = visit.page.locator(".st-key-figure-first-response-by-week")
    expect(chart.get_by_text("5 Oct", exact=True)).to_be_visible()  # a Monday, also in Los Angeles

    chart.get_by_role("graphics-symbol", name=re.compile("2026-10-05.*71.4")).or_(
        chart.locator("[aria-roledescription='point'][aria-label*='2026-10-05']")
    ).first.click(force=True)

    expect(visit.page.get_by_text("Only: the week of 5 Oct 2026")).to_be_visible()
