"""Every page can be read: axe finds nothing in either theme, a telephone holds it, and it asks nobody else."""

from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.tiers import one_of, thoroughly

EVERYTHING = {"resultTypes": ["violations"]}  # telling what is well, too, takes longer than looking
COLOURS = EVERYTHING | {"runOnly": {"type": "rule", "values": ["color-contrast"]}}  # nothing else changes in the dark
GROUND = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"


@dataclass(frozen=True)
class Look:
    """An address, how many charts it shows, and so when it is there."""

    address: str
    charts: int


LOOKS = (
    Look("response-times", 3),
    Look("open-issues", 7),
    Look("monthly?month=2026-09", 4),
    Look("case?case=C-00000010", 1),
    Look("data-quality?meaning=holiday+replaces", 0),
)
MORE_LOOKS = (
    Look("at-risk", 1),
    Look("tam-workload", 1),
    Look("migrations?migration=MIG-011", 7),
    Look("mediation?period=12m", 5),
    Look("account?account_id=ACC-0002&period=12m&list=first_response%3Abreached", 3),
    Look("response-times?part=times&clock=resolution", 2),
    Look("response-times?part=hours", 2),
    Look("response-times?part=groups", 2),
    Look("response-times?part=spent", 1),
    Look("tam-workload?tam=T-08", 0),
    Look("tam-workload?section=hours&in_zone=Asia%2FTokyo", 1),
    Look("tam-workload?show=history&period=12m", 1),
    Look("migrations", 0),
    Look("migrations?show=plan&plan_for=MIG-011", 1),
)


def violations(visit: Visit, options: dict[str, object]) -> dict[str, list[str]]:
    found = Axe().run(visit.page, options=options).response["violations"]
    return {one["id"]: [node["html"][:200] for node in one["nodes"]] for one in found}


@pytest.mark.parametrize("look", [*LOOKS, *thoroughly(MORE_LOOKS)], ids=lambda look: look.address)
def test_a_page_can_be_read_on_a_telephone_too_and_asks_nobody_else(
    look: Look, sample_served: str, visit: Visit
) -> None:
    visit.open(f"{sample_served}/{look.address}")
    expect(visit.page.locator("[data-testid=stVegaLiteChart] svg")).to_have_count(look.charts)
    assert violations(visit, EVERYTHING) == {}

    visit.page.set_viewport_size({"width": 390, "height": 844})
    visit.settle()
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 390
    assert (visit.outside, visit.complaints) == ([], [])


@pytest.mark.parametrize("look", one_of([*LOOKS, *MORE_LOOKS]), ids=lambda look: look.address)
def test_a_page_can_be_read_in_the_dark(look: Look, sample_served: str, visit: Visit) -> None:
    visit.page.emulate_media(color_scheme="dark")
    visit.open(f"{sample_served}/{look.address}")
    expect(visit.page.locator("[data-testid=stVegaLiteChart] svg")).to_have_count(look.charts)
    assert visit.page.evaluate(GROUND) == "rgb(18, 23, 30)"
    assert violations(visit, COLOURS) == {}
