"""The same as `kill`, in a lake: `.venv-lake/bin/python -m tests.faults.lake --times 40 --readers 4`.

The catalogue is in a server of PostgreSQL that is started for it, the files are in a folder.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from data import warehouses
from tests.faults import kill
from tests.lake import servers


def main() -> int:
    """Run by hand; the exit code is 1 if anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--meeting", default="", help="the step from which on to kill, such as Writing")
    given = parser.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="lake-") as name, servers.postgres() as postgres:
        postgres.ask("postgres", "create database lake")
        os.environ["LAKE_FOLDER"] = str(Path(name, "local"))
        lake = warehouses.named(postgres.address("lake", Path(name, "files")))
        tally = kill.run(given.times, given.seed, given.readers, lake, given.meeting)
    sys.stdout.write(f"{kill.told(tally)}\n{time.monotonic() - begun:.0f} s\n")
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
