"""What breaks is logged; the screen shows one sentence and nothing internal."""

import pytest
from streamlit.testing.v1 import AppTest


def broken_page() -> None:
    import dashboard

    assert dashboard.on_error(ValueError("table secret_plans does not exist"))


def test_an_error_is_one_sentence_on_the_screen(caplog: pytest.LogCaptureFixture) -> None:
    app = AppTest.from_function(broken_page, default_timeout=30).run()

    assert [error.value for error in app.error] == [
        "This page could not be drawn. The server's log says why; the other pages are not affected."
    ]
    assert "secret_plans" in caplog.text
