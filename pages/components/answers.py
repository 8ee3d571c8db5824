"""Answers that are kept: a bounded store of frames that many threads share. Free of Streamlit.

Streamlit's own cache hashes its arguments and unpickles the answer at every use, which costs more than most of what a
page does with a small answer. Here a key is a plain tuple, and everybody gets a copy of their own of the frame that is
kept (the lists inside a cell are shared: nobody may change those).
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future

import pandas as pd

Key = tuple[Hashable, ...]


class Answers:
    """Frames by key, the least recently used dropped first."""

    def __init__(self, most_frames: int, most_bytes: int) -> None:
        """Keep at most so many frames that take at most so many bytes together."""
        self.most_frames, self.most_bytes = most_frames, most_bytes
        self._frames: OrderedDict[Key, tuple[pd.DataFrame, int]] = OrderedDict()
        self._bytes = 0
        self._made: dict[Key, Future[pd.DataFrame]] = {}  # what is being made just now
        self._lock = threading.Lock()

    def get(self, key: Key, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """The frame of a key, made by `make` where none is kept.

        Threads that ask for the same key at once wait for one of them to make it; what `make` raises they all raise,
        and nothing is kept.
        """
        with self._lock:
            kept = self._kept(key)
            if kept is not None:
                return kept
            made, is_ours = self._made.get(key), False
            if made is None:
                made, is_ours = self._made.setdefault(key, Future()), True
        if is_ours:
            self._make(key, make, made)
        return made.result().copy()

    def known(self, key: Key) -> pd.DataFrame | None:
        """The frame of a key if it is kept; asks nobody and waits for nobody."""
        with self._lock:
            return self._kept(key)

    def _kept(self, key: Key) -> pd.DataFrame | None:
        if key not in self._frames:
            return None
        self._frames.move_to_end(key)
        return self._frames[key][0].copy()

    def _make(self, key: Key, make: Callable[[], pd.DataFrame], made: Future[pd.DataFrame]) -> None:
        try:
            frame = make()
        except BaseException as error:
            with self._lock:
                del self._made[key]
            made.set_exception(error)
        else:
            with self._lock:
                del self._made[key]
                self._keep(key, frame)
            made.set_result(frame)

    def _keep(self, key: Key, frame: pd.DataFrame) -> None:
        size = int(frame.memory_usage(deep=True).sum())
        if size > self.most_bytes:  # it would push out all others and then itself
            return
        self._frames[key] = (frame, size)
        self._bytes += size
        while len(self._frames) > self.most_frames or self._bytes > self.most_bytes:
            _, (_, dropped) = self._frames.popitem(last=False)
            self._bytes -= dropped

    def drop(self, is_dropped: Callable[[Key], bool] = lambda _key: True) -> None:
        """Keep no frame any more whose key `is_dropped`."""
        with self._lock:
            for key in [key for key in self._frames if is_dropped(key)]:
                self._bytes -= self._frames.pop(key)[1]

    def kept(self) -> list[Key]:
        """The keys of what is kept, the least recently used first."""
        with self._lock:
            return list(self._frames)
