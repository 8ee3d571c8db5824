"""A lake against a folder: `.venv-lake/bin/python -m tests.bench.lake --cases 6000 100000`.

Loading, opening a snapshot, asking which is current, and pages with cold caches, each in turns with the same over a
folder. The catalogue is in a server of PostgreSQL that is started for it; all files are on this machine's disk.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from data import warehouses
from tests.bench import rendering
from tests.bench.loading import records
from tests.bench.measuring import Ratio, in_turns, show
from tests.lake import servers

PAGES = ("response-times", "at-risk", "open-issues", "tam-workload", "migrations", "data-quality")


def compare(folder: Path, lake_address: str, cases: int, rounds: int) -> list[Ratio]:
    """The ratios at one size."""
    embedded, lake = folder / f"embedded-{cases}", warehouses.named(lake_address)
    read = records(folder, cases)

    def times(what: str, of: object, floor: object, turns: int) -> Ratio:
        return Ratio(f"{what} at {cases:,} cases", "a folder", *in_turns(of, floor, turns))

    def load_into(warehouse: warehouses.Warehouse) -> None:
        warehouses.load(read, warehouse, reporting_time_zone="Europe/Amsterdam")

    results = [times("load", lambda: load_into(lake), lambda: load_into(embedded), rounds)]
    results.append(
        times(
            "open",
            lambda: warehouses.open_snapshot(warehouses.current(lake)).close(),
            lambda: warehouses.open_snapshot(warehouses.current(embedded)).close(),
            rounds * 3,
        )
    )
    results.append(
        times("which is current", lambda: warehouses.current(lake), lambda: warehouses.current(embedded), rounds * 20)
    )
    for page in PAGES:
        pairs = [(rendering._render(page, lake_address), rendering._render(page, embedded)) for _ in range(rounds)]
        for place, what in enumerate(("first", "other filter")):
            ours, theirs = (min(pair[side][place] for pair in pairs) for side in (0, 1))
            results.append(Ratio(f"{page}, {what}, at {cases:,} cases", "a folder", ours, theirs))
    return results


def main() -> int:
    """Run by hand."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, nargs="+", default=[6_000, 100_000])
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lake-") as name, servers.postgres() as postgres:
        os.environ["LAKE_FOLDER"] = str(Path(name, "local"))
        for cases in given.cases:
            postgres.ask("postgres", f"create database lake_{cases}")
            address = postgres.address(f"lake_{cases}", Path(name, f"files-{cases}"))
            show(compare(Path(name), address, cases, given.rounds), {})
    return 0


if __name__ == "__main__":
    sys.exit(main())
