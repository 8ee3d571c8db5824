"""Which snapshot counts now. Free of Streamlit, so that the server can ask before it serves."""

import os
from pathlib import Path

from data import snapshots


def warehouse_folder() -> Path:
    """The folder with the snapshots: that of $WAREHOUSE, or the default."""
    return Path(os.environ.get("WAREHOUSE", snapshots.DEFAULT_WAREHOUSE))


def current_snapshot() -> Path:
    """The file that CURRENT names now, in the warehouse of $WAREHOUSE. Raises data.errors.SnapshotError."""
    return snapshots.current(warehouse_folder())
