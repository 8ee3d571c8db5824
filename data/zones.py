"""The time zones that records and commands may name."""

import zoneinfo
from functools import cache


@cache
def known_zones() -> frozenset[str]:
    """IANA's names. `localtime`, which some systems add, would mean another zone on every machine."""
    return frozenset(zoneinfo.available_timezones() - {"localtime"})
