"""Which snapshot counts now. Free of Streamlit, so that the server can ask before it serves."""

import os
from pathlib import Path

from data import snapshots


def current_snapshot() -> Path:
    """The file that CURRENT names now, in the warehouse of $WAREHOUSE. Raises data.errors.SnapshotError."""
    return snapshots.current(Path(os.environ.get("WAREHOUSE", snapshots.DEFAULT_WAREHOUSE)))
