"""What the server itself logs: a line of JSON each on standard error, so that a log service can read it."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any


class JsonLines(logging.Formatter):
    """{"time": "2026-11-20T16:42:00.123Z", "level": "error", "logger": "dashboard", "message": ..., "trace": ...}."""

    def format(self, record: logging.LogRecord) -> str:
        """One line; `trace` is there only where something broke."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said: dict[str, Any] = {
            "time": at.replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            said["trace"] = self.formatException(record.exc_info)
        return json.dumps(said)


def as_json_lines(log: logging.Logger) -> None:
    """Have a logger write so from now on, and to nobody else."""
    if not any(isinstance(handler.formatter, JsonLines) for handler in log.handlers):
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(JsonLines())
        log.addHandler(handler)
        log.setLevel(logging.INFO)
