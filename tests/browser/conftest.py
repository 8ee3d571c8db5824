"""A server of its own on a free port, over a small warehouse, and a Chromium that tells us what it asked for."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError, URLError

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect, sync_playwright

from tests.building import publish
from tests.conftest import A_FEW_CASES

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = shutil.which("chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
PATIENCE = 60  # seconds; a fresh server imports for a while on a busy machine


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="no chromium on the PATH"))


@dataclass
class Visit:
    """A browser window, what it asked other hosts for, and what went wrong in it."""

    page: Page
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, address: str) -> None:
        """Go to an address and wait until the page is drawn."""
        self.page.goto(address)
        self.settle()

    def settle(self) -> None:
        """Wait until the server has drawn what was asked for last."""
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        self.page.wait_for_function("() => !document.querySelector('[data-stale=true]')")
        self.page.wait_for_function(  # a colour that is still changing has no contrast to judge
            "() => document.getAnimations().every((one) => one.effect.getTiming().iterations === Infinity)"
        )


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Poll the health route until it answers anything: 503 is an answer too."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except HTTPError:
            return
        except (URLError, ConnectionError, TimeoutError):
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(timeout=0.2)
                break  # it ended: no use waiting
    raise AssertionError(f"the server did not come up:\n{log.read_text()}")


def serve(warehouse: Path, log: Path, *options: str) -> Iterator[str]:
    """The address of a server of its own; `options` go to Streamlit."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.address", "127.0.0.1"]
    with log.open("wb") as output:
        server = subprocess.Popen(
            [*command, "--server.port", str(port), *options],
            cwd=ROOT,
            env={**os.environ, "WAREHOUSE": str(warehouse)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/health", server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            try:
                server.wait(timeout=10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


@dataclass(frozen=True, slots=True)
class Stage:
    """A server that is started once, because starting takes seconds; every test shows its own warehouse on it."""

    address: str
    warehouse: Path  # a link

    def show(self, warehouse: Path) -> str:
        """The address of the server, whose warehouse is this one from now on. Names of snapshots are never reused."""
        link = self.warehouse.with_name("next")
        link.symlink_to(warehouse, target_is_directory=True)
        link.replace(self.warehouse)
        return self.address


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory, sample_snapshot: Path) -> Iterator[Stage]:
    """The server that the browser tests of a worker share."""
    folder = tmp_path_factory.mktemp("stage")
    (folder / "warehouse").symlink_to(sample_snapshot.parent, target_is_directory=True)
    for address in serve(folder / "warehouse", folder / "server.log"):
        yield Stage(address, folder / "warehouse")


@pytest.fixture(scope="session")
def few_cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of seven cases."""
    folder = tmp_path_factory.mktemp("warehouse")
    publish(folder, "20261030T170000-0001", A_FEW_CASES)
    return folder


@pytest.fixture
def served(stage: Stage, few_cases: Path) -> str:
    """The address of a server over seven cases."""
    return stage.show(few_cases)


@pytest.fixture
def sample_served(stage: Stage, sample_snapshot: Path) -> str:
    """The address of a server over the sample, for the tests that change nothing in it."""
    return stage.show(sample_snapshot.parent)


@pytest.fixture
def fresh_server(few_cases: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a server nobody has visited yet."""
    yield from serve(few_cases, tmp_path / "server.log")


@pytest.fixture
def server_without_snapshot(tmp_path: Path) -> Iterator[str]:
    """The address of a server over an empty warehouse."""
    yield from serve(tmp_path / "nothing", tmp_path / "server.log")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives the browsers."""
    expect.set_options(timeout=PATIENCE * 1000)  # of a busy machine; a test that passes never waits for it
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def context(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """What the windows of all tests share: a profile on disk, so that scripts are fetched and compiled only once,
    and no frames are drawn of what only moves.

    It stands in Los Angeles: far from the reporting time zone, so that a moved day shows.
    """
    context = playwright.chromium.launch_persistent_context(
        tmp_path_factory.mktemp("profile"),
        executable_path=CHROMIUM,
        args=ARGUMENTS,
        timezone_id="America/Los_Angeles",
        reduced_motion="reduce",
        accept_downloads=True,
    )
    context.set_default_timeout(PATIENCE * 1000)
    yield context
    context.close()


@pytest.fixture
def visit(context: BrowserContext) -> Iterator[Visit]:
    """A window of its own."""
    visit = Visit(context.new_page())
    visit.page.set_viewport_size({"width": 1440, "height": 900})
    own = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")
    visit.page.on("request", lambda sent: None if sent.url.startswith(own) else visit.outside.append(sent.url))
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    visit.page.on(
        "console",
        lambda said: visit.complaints.append(said.text) if "Content Security Policy" in said.text else None,
    )
    yield visit
    visit.page.close()
