"""What people asked lately: a bounded list that many threads write. Free of Streamlit."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pages.components.answers import Key
from queries.runner import Param
from queries.scope import Scope


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a page put it."""

    name: str
    params: Mapping[str, Param]
    seen: Scope  # what those who asked may see


class Lately:
    """Each question once, with the time of its last asking; the longest ago is dropped first."""

    def __init__(self, most: int, now: Callable[[], float] = time.monotonic) -> None:
        """Keep at most so many."""
        self._most, self._now = most, now
        self._asked: OrderedDict[Key, tuple[Asked, float]] = OrderedDict()
        self._lock = threading.Lock()

    def note(self, key: Key, asked: Asked) -> None:
        """Somebody asks this now; equal questions have equal keys."""
        with self._lock:
            self._asked[key] = (asked, self._now())
            self._asked.move_to_end(key)
            while len(self._asked) > self._most:
                self._asked.popitem(last=False)

    def within(self, seconds: float) -> list[Asked]:
        """What was asked in the last so many seconds, the latest first."""
        begun = self._now() - seconds
        with self._lock:
            return [asked for asked, at in reversed(self._asked.values()) if at >= begun]
