"""A whole sign-in of every role against a real OpenID provider on this machine, the deep link, and the way out."""

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser.conftest import ARGUMENTS, CHROMIUM, PATIENCE, free_port, serve, wait_for
from tests.building import publish
from tests.conftest import A_FEW_CASES
from tests.tiers import one_of

STAFF = """
insert into people (person_id, name, email, role) values
    ('m1', 'Mia Lang', 'mia@example.com', 'manager'),
    ('e1', 'Eli Park', 'eli@example.com', 'executive');
"""
PEOPLE = {"ana": "ana@example.com", "mia": "Mia@Example.com", "eli": "eli@example.com", "zoe": "zoe@example.com"}
SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "0123456789abcdef0123456789abcdef"
client_id = "dashboard"
client_secret = "not used by this provider"
server_metadata_url = "{provider}/.well-known/openid-configuration"

[access]
ask = "the support desk"
"""


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an OpenID provider that knows PEOPLE and asks for no password."""
    port = free_port()
    users = [f"--user-claims={json.dumps({'sub': sub, 'email': email})}" for sub, email in PEOPLE.items()]
    log = tmp_path_factory.mktemp("provider") / "provider.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), *users],
            env={**os.environ, "AUTHLIB_INSECURE_TRANSPORT": "1"},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_for(f"http://127.0.0.1:{port}/.well-known/openid-configuration", server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=10)


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("guarded") / "server.log"


@pytest.fixture(scope="module")
def guarded(provider: str, log: Path) -> Iterator[str]:
    """The address of a server with sign-in, over a warehouse with a TAM, a manager and an executive."""
    publish(log.parent / "warehouse", "20261030T170000-0001", A_FEW_CASES + STAFF)
    secrets = log.parent / "secrets.toml"
    secrets.write_text(SECRETS.format(provider=provider), encoding="utf-8")
    yield from serve(log.parent / "warehouse", log, "--secrets.files", str(secrets))


@pytest.fixture
def window(playwright: Playwright, guarded: str) -> Iterator[BrowserContext]:
    """A browser that has never been here, and reaches nothing but this machine (the provider's page would)."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.route(lambda url: not url.startswith("http://127.0.0.1:"), lambda route: route.abort())
    ours: list[str] = []
    context.on("request", lambda sent: ours.append(sent.url) if guarded in sent.headers.get("referer", "") else None)
    context.set_default_timeout(PATIENCE * 1000)
    yield context
    browser.close()
    assert [url for url in ours if not url.startswith("http://127.0.0.1:")] == []


def sign_in(page: Page, who: str) -> None:
    """From the page that asks for it, through the provider, to the page that was wanted."""
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name=who, exact=True).click()


def test_a_tam_signs_in_on_a_deep_link_sees_their_own_rows_and_signs_out_everywhere(
    guarded: str, window: BrowserContext, log: Path
) -> None:
    page = window.new_page()
    page.goto(f"{guarded}/response-times?priority=urgent&priority=normal")
    expect(page.get_by_role("heading", name="Premium support")).to_be_visible()
    assert "Nordwind" not in page.content()

    sign_in(page, "ana")

    page.wait_for_url(f"{guarded}/response-times?priority=urgent&priority=normal")
    expect(page.get_by_text("Signed in as Ana Ruiz, TAM")).to_be_visible()
    expect(page.get_by_test_id("stMetric").filter(has_text="Counted")).to_contain_text("6")  # c7 is nobody's of hers
    assert "Sud" not in page.content()
    assert {one["name"]: (one["httpOnly"], one["sameSite"]) for one in window.cookies(guarded)} == {
        "_streamlit_user": (True, "Lax"),
        "_streamlit_user_tokens": (True, "Lax"),
        "_streamlit_xsrf": (False, "Lax"),  # meant to be read by the page, which sends it back; it opens nothing
    }

    other = window.new_page()
    other.goto(f"{guarded}/case?case=c7")
    expect(other.get_by_text("Signed in as Ana Ruiz, TAM")).to_be_visible()
    expect(other.get_by_text("no case c7")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    page.locator("button[type=submit]").click()  # the provider asks too
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()

    other.get_by_role("button", name="Sign out").click()  # any run at all
    expect(other.get_by_role("button", name="Sign in")).to_be_visible()
    written = [json.loads(line) for line in log.read_text().splitlines() if line.startswith('{"time"')]
    assert {(one["event"], one["who"], one["role"], one["page"]) for one in written} >= {
        ("view", "ana@example.com", "tam", "response-times"),
        ("view", "ana@example.com", "tam", "case"),
    }


@pytest.mark.parametrize(
    ("who", "lands_on", "sees"),
    one_of(
        [
            ("mia", "/response-times", "How quickly do customers hear from us, and on time?"),
            ("eli", "/monthly", "How did the month go, and what should be looked at?"),
            ("zoe", "/", "You are signed in, but there is nothing here for you yet"),
        ]
    ),
)
def test_everybody_lands_on_the_home_of_their_role(
    who: str, lands_on: str, sees: str, guarded: str, window: BrowserContext
) -> None:
    page = window.new_page()
    page.goto(guarded)
    sign_in(page, who)

    expect(page.get_by_role("heading", name=sees)).to_be_visible()
    page.wait_for_url(f"{guarded}{lands_on}")


def test_behind_tls_the_browser_is_told_to_stay_there(guarded: str) -> None:
    def answer(**headers: str) -> str:
        asked = urllib.request.Request(f"{guarded}/health", headers=headers)
        with urllib.request.urlopen(asked) as got:
            return str(got.headers.get("Strict-Transport-Security"))

    assert answer() == "None"
    assert answer(**{"X-Forwarded-Proto": "https"}) == "max-age=31536000"
