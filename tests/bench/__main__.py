"""`make bench`: ratios for the clock, loading, deriving, growth with size, merging, questions, pages and visits."""

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path
from typing import Final

import duckdb

from tests.bench import asking, clock, headlines, loading, merging, rendering, visits
from tests.bench.measuring import peak_gigabytes, show

PARTS: Final = ("clock", "load", "growth", "merge", "questions", "pages", "visits")
SMALL: Final = 6_000


def main() -> int:
    """Run the chosen parts; exit code 1 when a limit is passed."""
    parser = argparse.ArgumentParser(prog="make bench ARGS=...", description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000, help="size of the records that are loaded")
    parser.add_argument("--pairs", type=int, default=10_000_000, help="pairs for the business clock")
    parser.add_argument(
        "--sizes", type=int, nargs="+", help="sizes to compare, the smallest first; by default up to --cases"
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=PARTS, action="append")
    parser.add_argument("--folder", type=Path, help="keep the records here and use them again")
    options = parser.parse_args()
    parts = options.only or PARTS
    results = []
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = options.folder or Path(temporary)
        if "clock" in parts:
            results += clock.business_seconds(options.pairs, options.rounds)
        if "load" in parts:
            results += loading.load_and_derive(loading.records(folder, options.cases), options.rounds)
        if "growth" in parts:
            results += loading.growth(folder, options.sizes or [options.cases // 10, options.cases])
        if "merge" in parts:
            results += merging.merges(folder, options.sizes or [options.cases // 10, options.cases], options.rounds)
        if "questions" in parts:
            sizes = options.sizes or [SMALL, options.cases // 10, options.cases]
            sys.stdout.write("\n".join([*asking.table(folder, sizes, options.rounds), "", ""]))
            results += headlines.against_pandas(folder, options.cases, options.rounds)
        if "pages" in parts:
            results += rendering.pages(folder, options.sizes or [SMALL, options.cases], options.rounds)
        if "visits" in parts and not visits.CHROMIUM:
            sys.stdout.write("No chromium on the PATH: visits are left out.\n")
        elif "visits" in parts:
            results += visits.visits(folder, options.sizes or [SMALL, options.cases], options.rounds)
    facts = {
        "machine": f"{os.cpu_count()} processors, {platform.machine()}",
        "versions": f"Python {platform.python_version()}, DuckDB {duckdb.__version__}",
        "peak memory of this process": f"{peak_gigabytes():.1f} GB",
    }
    show(results, facts)
    return 0 if all(result.is_within_limit for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
