"""What a person waits for in a real browser: a first visit, another page, another period."""

import contextlib
import itertools
import statistics
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.loading import warehouse
from tests.bench.measuring import Ratio
from tests.browser.conftest import ARGUMENTS, CHROMIUM, PATIENCE, serve

PERIODS = ("Last 12 months", "Last 30 days", "Last 13 weeks")
PAGES = ("Open issues", "At risk", "Response times")
FIRST_VISIT, CLICK = "two seconds", "0.3 seconds"
# Milliseconds from a click, or from the start of a navigation, to the last change of the page: its script has run by
# then, nothing is left of what stood there before, and 150 ms pass without any other change. What stands inside a
# canvas is text for screen readers, which no one sees.
WATCH = """window.watched = (begun) => new Promise((tell) => {
    let last = 0, hasRun = false;
    const state = () => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState;
    const isSeen = ({target}) => !(target.closest ? target : target.parentElement)?.closest('canvas');
    const observer = new MutationObserver((changes) => {
        if (changes.some(isSeen)) last = performance.now();
        hasRun ||= state() === 'running';
    });
    observer.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
    document.addEventListener('click', () => { begun ??= performance.now(); }, {capture: true});
    const asking = setInterval(() => {
        const isStill = state() === 'notRunning' && !document.querySelector('[data-stale=true]');
        if (begun === null || !hasRun || !isStill || performance.now() - last < 150) return;
        clearInterval(asking);
        observer.disconnect();
        tell(last - begun);
    }, 20);
});"""


def visits(folder: Path, sizes: list[int], rounds: int) -> list[Ratio]:
    """Per size: medians of a first visit by a browser that has nothing yet, of another page and of another period.

    The server is warm: it has shown somebody all of it before. What that first person waited for another period is told
    too, for there the answers had to be worked out.
    """
    results = []
    with _chromium() as browser:
        for size in sizes:
            with contextlib.contextmanager(serve)(warehouse(folder, size), folder / "server.log") as address:
                _, _, asked_first = _visit(browser, address)
                firsts, pages, periods = zip(*(_visit(browser, address) for _ in range(rounds)), strict=True)
            at = f"at {size:,} cases"
            results += [
                Ratio(f"first visit {at}", FIRST_VISIT, statistics.median(firsts), 2.0, goal=1),
                Ratio(f"another page {at}", CLICK, statistics.median(itertools.chain(*pages)), 0.3, goal=1),
                Ratio(f"another period {at}", CLICK, statistics.median(itertools.chain(*periods)), 0.3, goal=1),
                Ratio(f"another period {at}, asked first", CLICK, statistics.median(asked_first), 0.3, goal=1),
            ]
    return results


@contextlib.contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def _visit(browser: Browser, address: str) -> tuple[float, list[float], list[float]]:
    """Seconds of a first visit of Response times, of clicks on other pages and on other periods."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE * 1000)
    context.add_init_script(f"{WATCH} window.drawn = window.watched(0);")
    page = context.new_page()
    page.goto(f"{address}/response-times")
    first = page.evaluate("() => window.drawn") / 1000
    pages = [_click(page, page.get_by_role("link", name=name).click) for name in PAGES]
    periods = []
    for period in PERIODS:
        page.get_by_role("combobox", name="Period").click()
        periods.append(_click(page, page.get_by_role("option", name=period).click))
    context.close()
    return first, pages, periods


def _click(page: Page, click: Callable[[], None]) -> float:
    page.evaluate("() => { window.drawn = window.watched(null); }")
    click()
    return float(page.evaluate("() => window.drawn")) / 1000
