"""Which snapshot counts now, and which one pages show. Free of Streamlit: the server asks before it serves."""

import os
import threading
import time
from typing import Final

from data import settings, snapshots, warehouses
from data.warehouses import Snapshot, Warehouse


def warehouse_in_use() -> Warehouse:
    """The warehouse of $WAREHOUSE, or the default. Raises data.errors.UsageError for an address that is none."""
    return warehouses.named(os.environ.get("WAREHOUSE", str(snapshots.DEFAULT_WAREHOUSE)))


def current_snapshot() -> Snapshot:
    """The snapshot that counts now, in the warehouse of $WAREHOUSE. Raises data.errors.SnapshotError."""
    return warehouses.current(warehouse_in_use())


def shown_snapshot() -> Snapshot:
    """The snapshot that pages show: the current one, or the one before it while that is held. Raises SnapshotError."""
    return HELD.instead_of(current_snapshot())


class Held:
    """The snapshot that is shown on until a newer one is ready, but never for longer than the settings say."""

    def __init__(self) -> None:
        """None is held."""
        self._snapshot: Snapshot | None = None
        self._newer: tuple[Snapshot, float] | None = None  # what came after it, and when that was first met
        self._lock = threading.Lock()

    def hold(self, snapshot: Snapshot | None) -> None:
        """From now on show this one when a newer one is published; None shows whatever is current."""
        with self._lock:
            self._snapshot, self._newer = snapshot, None

    def let_go(self, snapshot: Snapshot) -> bool:
        """Hold this one no longer; whether it was the one that is held."""
        with self._lock:
            was_held = self._snapshot == snapshot
            if was_held:
                self._snapshot = None
            return was_held

    def instead_of(self, current: Snapshot) -> Snapshot:
        """The one that is held, or `current` where it is not newer, where the held one is gone, or time is up."""
        with self._lock:
            held = self._snapshot
            if held is None or not _is_later(current, held):
                return current
            if self._newer is None or self._newer[0] != current:
                # What came between was not shown either: time goes on from the first.
                self._newer = (current, self._newer[1] if self._newer else time.monotonic())
            is_late = time.monotonic() - self._newer[1] >= settings.ahead_seconds()
        return held if not is_late and warehouses.is_there(held) else current


def _is_later(snapshot: Snapshot, than: Snapshot) -> bool:
    return warehouses.home(snapshot) == warehouses.home(than) and snapshot.name > than.name


HELD: Final = Held()
