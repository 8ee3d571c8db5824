"""Sign-ins that were ended by signing out. A window that is open elsewhere still holds its claims; here they are void.

Each is an empty file beside the snapshots until its token ends: so every server over the same warehouse knows it, also
one that starts anew. Its name is a hash, which tells nobody anything. Where none can be written, this process alone
remembers.
"""

import hashlib
import json
import logging
import os
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from data import warehouses
from pages.components.current import warehouse_in_use

LOG: Final = logging.getLogger("dashboard")
_ended: dict[str, float] = {}  # until when the token would have been valid
_lock = threading.Lock()


def end(claims: Mapping[str, Any], now: float) -> None:
    """Remember that this sign-in was ended; those whose tokens have expired meanwhile are forgotten."""
    ends = claims.get("exp")
    mark, until = _mark(claims), float(ends) if isinstance(ends, int | float) else now
    with _lock:
        for old in [old for old, its_end in _ended.items() if its_end <= now]:
            del _ended[old]
        _ended[mark] = until
    try:
        _write(_folder(), mark, until, now)
    except OSError as error:
        LOG.warning("A sign-out is known to this server only: %s cannot be written (%s).", _folder(), error.strerror)


def is_ended(claims: Mapping[str, Any]) -> bool:
    """Whether this very sign-in was ended, here or on another server; a later one of the same person is another."""
    mark = _mark(claims)
    return mark in _ended or (_folder() / mark).exists()


def _write(folder: Path, mark: str, until: float, now: float) -> None:
    folder.mkdir(exist_ok=True)
    new = folder / f".{mark}"
    new.touch()
    os.utime(new, (until, until))  # the file's time says when the token ends
    new.replace(folder / mark)
    for old in folder.glob("[!.]*"):
        with suppress(FileNotFoundError):  # another server was quicker
            if old.stat().st_mtime <= now:
                old.unlink()


def _folder() -> Path:
    return warehouses.folder(warehouse_in_use()) / "signed-out"


def _mark(claims: Mapping[str, Any]) -> str:
    told = {name: claims.get(name) for name in ("iss", "sub", "iat", "nonce", "exp")}
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()
