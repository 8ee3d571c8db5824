"""Account in a real browser: a deep link, the way from a figure to a case and back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

ACCOUNT = "account_id=ACC-0002&period=12m"


def test_a_link_shows_the_account_and_its_list(sample_served: str, visit: Visit) -> None:
    visit.open(f"{sample_served}/account?{ACCOUNT}&list=first_response%3Abreached")
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(
        "How is this account served, and what is open for it?"
    )
    expect(visit.page.get_by_role("combobox", name="Listed")).to_have_value("First response: breached")
    assert (visit.outside, visit.complaints) == ([], [])


@pytest.mark.thorough
def test_a_figure_opens_its_list_and_another_account_can_be_chosen(sample_served: str, visit: Visit) -> None:
    visit.open(f"{sample_served}/account?{ACCOUNT}")

    visit.page.locator(".st-key-card-Resolution-met").get_by_role("button").click()
    expect(visit.page).to_have_url(re.compile(r"list=resolution%3Abreached"))

    visit.page.get_by_role("combobox", name="Account shown").click()
    visit.page.get_by_role("combobox", name="Account shown").fill("Velluto")
    visit.page.get_by_role("option", name="Velluto Moda").click()
    expect(visit.page).to_have_url(re.compile(r"account_id=ACC-0014"))
    expect(visit.page.get_by_role("heading", name="Velluto Moda")).to_be_visible()
    assert "list=" not in visit.page.url


@pytest.mark.thorough
def test_one_account_in_the_sidebar_leads_to_its_page(sample_served: str, visit: Visit) -> None:
    visit.open(f"{sample_served}/open-issues?account=ACC-0002")

    visit.page.get_by_role("link", name="Everything of this account").click()

    expect(visit.page.get_by_role("heading", name="Nordvik Cycles")).to_be_visible()
    expect(visit.page).to_have_url(re.compile(r"/account\?account=ACC-0002&account_id=ACC-0002$"))
