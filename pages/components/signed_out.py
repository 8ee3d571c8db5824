"""Sign-ins that were ended by signing out. A window that is open elsewhere still holds its claims; here they are void.

Kept in this process: a server that starts anew has no windows, and the cookie of the browser that signed out is gone.
"""

import hashlib
import json
import threading
from collections.abc import Mapping
from typing import Any

_ended: dict[str, float] = {}  # until when the token would have been valid
_lock = threading.Lock()


def end(claims: Mapping[str, Any], now: float) -> None:
    """Remember that this sign-in was ended; those whose tokens have expired meanwhile are forgotten."""
    ends = claims.get("exp")
    with _lock:
        for mark in [mark for mark, until in _ended.items() if until <= now]:
            del _ended[mark]
        _ended[_mark(claims)] = float(ends) if isinstance(ends, int | float) else now


def is_ended(claims: Mapping[str, Any]) -> bool:
    """Whether this very sign-in was ended; a later one of the same person is another."""
    return _mark(claims) in _ended


def _mark(claims: Mapping[str, Any]) -> str:
    told = {name: claims.get(name) for name in ("iss", "sub", "iat", "nonce", "exp")}
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()
