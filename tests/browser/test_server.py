"""The server itself: health, headers, and what it says when there is nothing to show."""

import json
import urllib.request
from urllib.error import HTTPError

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit


def test_health_names_the_current_snapshot(served: str) -> None:
    with urllib.request.urlopen(f"{served}/health") as answer:
        assert json.load(answer) == {"status": "ok", "snapshot": "20261030T170000-0001.duckdb"}


def test_without_a_snapshot_the_server_is_up_and_says_how_to_mend_it(
    server_without_snapshot: str, visit: Visit
) -> None:
    with pytest.raises(HTTPError) as refused:
        urllib.request.urlopen(f"{server_without_snapshot}/health")
    assert refused.value.code == 503
    assert "python -m data load" in json.load(refused.value)["detail"]

    visit.open(f"{server_without_snapshot}/response-times")

    expect(visit.page.get_by_role("heading", name="There is nothing to show yet")).to_be_visible()
    expect(visit.page.get_by_text("make load RECORDS=path/to/records")).to_be_visible()


def test_every_answer_carries_the_security_headers(served: str) -> None:
    with urllib.request.urlopen(f"{served}/response-times") as answer:
        headers = answer.headers

    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
