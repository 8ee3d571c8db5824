"""Facts and weights that are no records: small tables kept as CSV files in this folder, each with its sources.

They become tables of every snapshot, so that what a figure was worked out with stays beside the figure. To change
one, edit its file and load again; no code changes.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import duckdb

FOLDER: Final = Path(__file__).parent

FACTS: Final[Mapping[str, Mapping[str, str]]] = {
    "load_points": {"item": "varchar", "points": "double", "reason": "varchar"},
    "mailbox_provider_contacts": {
        "mailbox_provider": "varchar",
        "domains": "varchar",
        "channel": "varchar",
        "contact": "varchar",
        "data_tools": "varchar",
        "source": "varchar",
    },
    "warmup_schedules": {
        "provider": "varchar",
        "day": "bigint",
        "max_volume": "bigint",
        "basis": "varchar",
        "note": "varchar",
        "source": "varchar",
    },
    "watch_thresholds": {
        "metric": "varchar",
        "level": "varchar",
        "value": "double",
        "action": "varchar",
        "source": "varchar",
    },
}


def create_fact_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Make, or replace, one table per file, with its rows in the order of the file."""
    for name, columns in FACTS.items():
        connection.execute(
            f"create or replace table {name} as "
            "from read_csv($file, header = true, auto_detect = false, delim = ',', quote = '\"', columns = $columns)",
            {"file": str(FOLDER / f"{name}.csv"), "columns": dict(columns)},
        )
