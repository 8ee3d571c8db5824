"""Which snapshot counts now. Free of Streamlit, so that the server can ask before it serves."""

import os

from data import snapshots, warehouses
from data.warehouses import Snapshot, Warehouse


def warehouse_in_use() -> Warehouse:
    """The warehouse of $WAREHOUSE, or the default. Raises data.errors.UsageError for an address that is none."""
    return warehouses.named(os.environ.get("WAREHOUSE", str(snapshots.DEFAULT_WAREHOUSE)))


def current_snapshot() -> Snapshot:
    """The snapshot that counts now, in the warehouse of $WAREHOUSE. Raises data.errors.SnapshotError."""
    return warehouses.current(warehouse_in_use())
