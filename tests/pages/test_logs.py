"""The server's own log: one line of JSON for whatever is logged, with the trace of what broke inside it."""

import json
import logging

import pytest

from pages.serving.logs import as_json_lines


def test_what_breaks_is_one_line_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    log = logging.getLogger("tests.logs")
    as_json_lines(log)
    as_json_lines(log)  # twice is once
    try:
        raise ValueError("two\nlines")
    except ValueError:
        log.exception("a page could not be %s", "drawn")

    (line,) = capsys.readouterr().err.splitlines()
    said = json.loads(line)
    assert (said["level"], said["logger"], said["message"]) == ("error", "tests.logs", "a page could not be drawn")
    assert said["trace"].splitlines()[-2:] == ["ValueError: two", "lines"]
    assert list(said) == ["time", "level", "logger", "message", "trace"]
    assert said["time"].endswith("Z")
