"""Account in a real browser: a deep link, the way from a figure to a case and back, axe, and a telephone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import Visit, serve

ACCOUNT = "account_id=ACC-0002&period=12m"


@pytest.fixture(scope="module")
def server(sample_snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over the sample."""
    yield from serve(sample_snapshot.parent, tmp_path_factory.mktemp("log") / "server.log")


def test_a_link_shows_the_account_and_axe_finds_nothing(server: str, visit: Visit) -> None:
    visit.open(f"{server}/account?{ACCOUNT}&list=first_response%3Abreached")
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(
        "How is this account served, and what is open for it?"
    )
    expect(visit.page.get_by_role("combobox", name="Listed")).to_have_value("First response: breached")
    expect(visit.page.locator("[data-testid=stVegaLiteChart] svg")).to_have_count(3)

    found = Axe().run(visit.page).response["violations"]

    assert {one["id"]: [node["html"][:200] for node in one["nodes"]] for one in found} == {}
    assert (visit.outside, visit.complaints) == ([], [])

    visit.page.set_viewport_size({"width": 390, "height": 844})
    visit.settle()
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_figure_opens_its_list_and_another_account_can_be_chosen(server: str, visit: Visit) -> None:
    visit.open(f"{server}/account?{ACCOUNT}")

    visit.page.locator(".st-key-card-Resolution-met").get_by_role("button").click()
    expect(visit.page).to_have_url(re.compile(r"list=resolution%3Abreached"))

    visit.page.get_by_role("combobox", name="Account shown").click()
    visit.page.get_by_role("combobox", name="Account shown").fill("Velluto")
    visit.page.get_by_role("option", name="Velluto Moda").click()
    expect(visit.page).to_have_url(re.compile(r"account_id=ACC-0014"))
    expect(visit.page.get_by_role("heading", name="Velluto Moda")).to_be_visible()
    assert "list=" not in visit.page.url


def test_one_account_in_the_sidebar_leads_to_its_page(server: str, visit: Visit) -> None:
    visit.open(f"{server}/open-issues?account=ACC-0002")

    visit.page.get_by_role("link", name="Everything of this account").click()

    expect(visit.page.get_by_role("heading", name="Nordvik Cycles")).to_be_visible()
    expect(visit.page).to_have_url(re.compile(r"/account\?account=ACC-0002&account_id=ACC-0002$"))
