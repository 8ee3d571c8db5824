"""What the server does around the pages: who may reach it, the headers, and the way back from a sign-in."""

import asyncio
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from pages.components import access_settings
from pages.serving import deep_links, door, headers
from pages.serving.deep_links import COOKIE, DeepLinks
from pages.serving.door import LocalOnly
from pages.serving.headers import SecurityHeaders


def answer(
    app: Any, path: str = "/", answered: dict[str, str] | None = None, **asked: str
) -> tuple[int, dict[str, str]]:
    """The status and the headers of one request through a middleware; the app beneath answers 302 with `answered`."""
    sent: list[dict[str, Any]] = []

    async def beneath(_scope: Any, _receive: Any, send: Any) -> None:
        pairs = [(name.encode(), value.encode()) for name, value in (answered or {}).items()]
        await send({"type": "http.response.start", "status": 302, "headers": pairs})
        await send({"type": "http.response.body", "body": b""})

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    scope = {
        "type": "http",
        "scheme": "http",
        "method": "GET",
        "path": path,
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in asked.items()],
    }
    # in a thread of its own: where browser tests ran before, this one has a loop that runs
    with ThreadPoolExecutor(1) as threads:
        threads.submit(lambda: asyncio.run(app(beneath)(scope, receive, send))).result()
    return sent[0]["status"], {name.decode(): value.decode() for name, value in sent[0]["headers"]}


@pytest.mark.parametrize(
    ("address", "environment", "has_sign_in", "is_refused"),
    [
        ("127.0.0.1", {}, False, False),
        ("127.9.9.9", {}, False, False),
        ("::1", {}, False, False),
        ("localhost", {}, False, False),
        ("0.0.0.0", {}, False, True),
        ("::", {}, False, True),
        (None, {}, False, True),  # Streamlit then serves on every address
        ("", {}, False, True),
        ("10.0.0.5", {}, False, True),
        ("localhost.example.com", {}, False, True),
        ("unix:///run/dashboard.sock", {}, False, True),
        ("0.0.0.0", {"ALLOW_OPEN": "1"}, False, False),
        ("0.0.0.0", {"ALLOW_OPEN": "yes"}, False, True),
        ("0.0.0.0", {}, True, False),
    ],
)
def test_a_server_without_sign_in_starts_on_this_machine_only(
    address: str | None, environment: dict[str, str], has_sign_in: bool, is_refused: bool
) -> None:
    assert bool(door.refusal(address, environment, has_sign_in=has_sign_in)) is is_refused


def test_the_server_says_so_and_ends() -> None:
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.address", "0.0.0.0"]
    ended = subprocess.run(
        [*command, "--server.port", "0"],
        cwd=Path(__file__).parent.parent.parent,
        env={name: value for name, value in os.environ.items() if name != door.ALLOW_OPEN},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert ended.returncode == 2
    assert ended.stderr.splitlines()[-1].startswith("Without sign-in everybody who reaches 0.0.0.0 would see all")


def test_a_secrets_file_that_cannot_be_read_is_no_open_door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "secrets.toml"
    broken.write_text("[auth\n", encoding="utf-8")
    monkeypatch.setattr(st, "get_option", lambda _name: [str(broken)])
    monkeypatch.setattr(st.secrets, "load_if_toml_exists", lambda: False)

    with pytest.raises(access_settings.AccessError, match="cannot be read"):
        access_settings.current()


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8501", 302),
        ("localhost", 302),
        ("[::1]:8501", 302),
        ("support.example.com", 403),  # a proxy forwards the world
        ("127.0.0.1.evil.example:8501", 403),
        ("", 403),
    ],
)
def test_a_server_without_sign_in_answers_to_names_of_this_machine_only(host: str, status: int) -> None:
    assert answer(LocalOnly, host=host)[0] == status


def test_scripts_cannot_be_compiled_from_text_and_no_page_can_frame_ours() -> None:
    policy = answer(SecurityHeaders)[1]["content-security-policy"]

    (scripts,) = [part for part in policy.split("; ") if part.startswith("script-src")]
    assert scripts.startswith("script-src 'self' 'sha256-")
    assert "unsafe" not in scripts
    assert "frame-ancestors 'none'" in policy
    assert "http:" not in policy
    assert "https:" not in policy


@pytest.mark.parametrize(
    ("asked", "always_https", "transport", "cookie"),
    [
        ({}, False, None, "a=b; Path=/"),
        ({"x_forwarded_proto": "https"}, False, headers.A_YEAR, "a=b; Path=/; Secure"),
        ({"x_forwarded_proto": "https, http"}, False, headers.A_YEAR, "a=b; Path=/; Secure"),
        ({"x_forwarded_proto": "http"}, True, None, "a=b; Path=/; Secure"),
    ],
)
def test_behind_tls_cookies_are_secure_and_the_browser_stays_there(
    asked: dict[str, str], always_https: bool, transport: str | None, cookie: str
) -> None:
    def guard(app: Any) -> SecurityHeaders:
        return SecurityHeaders(app, always_https=always_https)

    _, got = answer(guard, answered={"set-cookie": "a=b; Path=/"}, **asked)

    assert (got.get("strict-transport-security"), got["set-cookie"]) == (transport, cookie)
    assert headers.secured(b"a=b; SECURE") == b"a=b; SECURE"


def wanted_after(referer: str, base: str = "") -> str:
    """Where somebody lands who asked for the sign-in on a page and came back."""

    def links(app: Any) -> DeepLinks:
        return DeepLinks(app, base=base)

    _, got = answer(links, f"{base}/auth/login", host="dash.example", referer=referer)
    cookie = got.get("set-cookie", "").partition(";")[0]
    _, back = answer(links, f"{base}/oauth2callback", {"location": f"{base}/"}, cookie=f"x=y; {cookie}")
    assert cookie == "" or back["set-cookie"].startswith(f"{COOKIE}=;")  # used once
    return back["location"]


@pytest.mark.parametrize(
    ("referer", "lands_on"),
    [
        ("https://dash.example/case?case=C-1&tam=t%201", "/case?case=C-1&tam=t%201"),
        ("https://dash.example/", "/"),
        ("https://evil.example/case", "/"),
        ("https://dash.example.evil.example/case", "/"),
        ("https://dash.example//evil.example", "/"),
        ("https://dash.example/auth/logout", "/"),
        ("https://dash.example/" + "a" * 3000, "/"),
        ("https://[", "/"),
        ("", "/"),
    ],
)
def test_a_sign_in_leads_back_to_the_page_it_was_asked_on_and_never_elsewhere(referer: str, lands_on: str) -> None:
    assert wanted_after(referer) == lands_on


def test_a_proxy_may_give_the_server_another_name() -> None:
    asked = {"host": "127.0.0.1:8501", "referer": "https://dash.example/case?case=1"}

    def links(app: Any) -> DeepLinks:
        return DeepLinks(app, host="dash.example")

    assert "set-cookie" in answer(links, "/auth/login", **asked)[1]
    assert "set-cookie" not in answer(DeepLinks, "/auth/login", **asked)[1]


def test_a_server_under_a_path_leads_back_under_it() -> None:
    assert wanted_after("https://dash.example/support/case?case=1", "/support") == "/support/case?case=1"
    assert wanted_after("https://dash.example/other", "/support") == "/support/"


@pytest.mark.parametrize("value", ["", "%%%", "Ly9ldmlsLmV4YW1wbGU", "aHR0cHM6Ly9ldmls", "L2FcYg", "_w"])
def test_a_cookie_somebody_made_leads_nowhere_else(value: str) -> None:
    _, back = answer(DeepLinks, "/oauth2callback", {"location": "/"}, cookie=f"{COOKIE}={value}")

    assert back["location"] == "/"
    assert not deep_links.local("//evil.example")
