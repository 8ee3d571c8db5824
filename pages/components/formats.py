"""How figures are written. Numbers keep their unit behind a no-break space; what is missing is a dash."""

import math
from datetime import date, datetime
from typing import Final

TOO_FEW: Final = 5  # below this many cases a share or a median says more about luck than about service
MISSING: Final = "\N{EN DASH}"
NBSP: Final = "\N{NO-BREAK SPACE}"


def is_missing(value: float | None) -> bool:
    """None and NaN alike: what SQL's null becomes in a frame depends on its neighbours."""
    return value is None or math.isnan(value)


def count(value: float | None) -> str:
    """1234 as `1,234`."""
    return MISSING if value is None or is_missing(value) else f"{round(value):,}"


def share(value: float | None) -> str:
    """0.924 as `92.4 %`."""
    return MISSING if value is None or is_missing(value) else f"{value * 100:.1f}{NBSP}%"


def points(before: float, after: float) -> str:
    """The change between two shares in percentage points, as `+1.2 points`."""
    return f"{round((after - before) * 100, 1) + 0:+.1f} points"


def duration(seconds: float | None) -> str:
    """11520 as `3 h 12 min`; under a minute in seconds, from 100 hours on in whole hours."""
    if seconds is None or is_missing(seconds):
        return MISSING
    whole = round(seconds)
    if whole < 0:
        return f"-{duration(-whole)}"
    if whole < 60:
        return f"{whole}{NBSP}s"
    hours, minutes = divmod(round(whole / 60), 60)
    if hours >= 100:
        return f"{round(whole / 3600):,}{NBSP}h"
    return f"{hours}{NBSP}h {minutes}{NBSP}min" if hours else f"{minutes}{NBSP}min"


def day(value: date) -> str:
    """`3 Aug 2026`."""
    return f"{value.day} {value:%b %Y}"


def moment(value: datetime, zone: str) -> str:
    """A local time with its zone: `20 Nov 2026 17:42 Europe/Paris`."""
    return f"{day(value)} {value:%H:%M} {zone}"


def plural(number: float, one: str, many: str | None = None) -> str:
    """`1 case`, `3 cases`."""
    return f"{count(number)} {one if number == 1 else many or one + 's'}"


def either(words: list[str]) -> str:
    """`a`, `a or b`, `a, b or c`."""
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def plain(text: str) -> str:
    """Text from the records or the address, safe where Streamlit reads Markdown: every mark is escaped."""
    one_line = " ".join(text.split())
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]()<>#+-.!|~$:^=&@/" else letter for letter in one_line)
