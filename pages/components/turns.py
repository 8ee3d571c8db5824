"""Pages of one server are drawn one after the other. Free of Streamlit.

Python runs one thread at a time, so two pages that are drawn together are both as late as the second would have been.
Who waits for the database, or for an answer that somebody else is asking for, lets others draw meanwhile. Nobody waits
for a turn longer than PATIENCE: what takes long holds up nobody for longer than that.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

PATIENCE: Final = 2.0  # seconds
_turn: Final = threading.Lock()
_mine: Final = threading.local()


@contextmanager
def taken() -> Iterator[None]:
    """Draw a page when it is this thread's turn, or when it has waited long enough."""
    _take()
    try:
        yield
    finally:
        _give()


@contextmanager
def given_up() -> Iterator[None]:
    """Let others draw while this thread waits for something else; a thread without a turn needs none afterwards."""
    if not getattr(_mine, "is_drawing", False):
        yield
        return
    _give()
    try:
        yield
    finally:
        _take()


def _take() -> None:
    _mine.is_drawing, _mine.has_turn = True, _turn.acquire(timeout=PATIENCE)


def _give() -> None:
    _mine.is_drawing = False
    if _mine.has_turn:
        _turn.release()
