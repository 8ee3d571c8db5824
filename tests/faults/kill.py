"""Kill loads at random instants while readers look on: `python -m tests.faults.kill --times 200`.

Every load brings a generation: all its names carry one number. After each kill the current snapshot must be
whole and of one generation, the last or the new one; the readers, who look all the time, must never fail and never see
two generations at once. Every tenth load is let through and must leave nothing half done behind.
"""

import argparse
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

from data import warehouses
from data.warehouses import Snapshot, Warehouse
from tests.data.tiny import tiny, write

ROOT = Path(__file__).parents[2]
CASES = 300
READERS = 2
PAUSE_SECONDS = 0.05  # between two looks of a reader: readers are to be there, not to starve the load
STARTING = "starting"
LET_THROUGH = 10  # every so many loads
SEEN = """
select
    (select list(distinct subject order by subject) from cases) as of_cases,
    (select list(distinct name order by name) from accounts) as of_accounts,
    (select count(*) from cases) as cases,
    (select count(*) from case_events) as events,
    (select count(*) from case_metrics) as measured,
    (select count(distinct case_id) from case_spans) as spanned
"""


@dataclass
class Tally:
    """What became of the loads and the readers."""

    killed_at: Counter[str] = field(default_factory=Counter)
    killed: int = 0
    finished_first: int = 0
    published_and_killed: int = 0
    let_through: int = 0
    reads: int = 0
    longest_read_seconds: float = 0.0
    faults: list[str] = field(default_factory=list)


def write_generation(folder: Path, number: int) -> None:
    """Records in which every case and account carries the number."""
    records = tiny()
    for account in records["accounts"]:
        account["name"] = f"generation {number}"
    first, second = records["cases"]
    more = [{**second, "case_id": f"m{place}"} for place in range(CASES - 2)]
    records["cases"] = [{**case, "subject": f"generation {number}"} for case in (first, second, *more)]
    records["case_events"] += [
        {**records["case_events"][2], "event_id": f"n{place}", "case_id": f"m{place}"} for place in range(CASES - 2)
    ]
    write(records, folder)


def generation_of(snapshot: Snapshot) -> int:
    """The one generation a snapshot holds. Raises AssertionError if it is not whole, or of two."""
    connection = warehouses.open_snapshot(snapshot)
    try:
        row: Any = connection.execute(SEEN).fetchone()
    finally:
        connection.close()
    of_cases, of_accounts, *counts = row
    assert of_cases == of_accounts, row
    assert len(of_cases) == 1, row
    assert counts == [CASES, CASES + 1, CASES, CASES], row
    return int(of_cases[0].split()[1])


def read_on(warehouse: Warehouse, stop: Event, told: Connection) -> None:
    """Look at whatever is current until told to stop; then say how often, how long at worst, and what went wrong."""
    reads, longest, last = 0, 0.0, 0
    try:
        while not stop.is_set():
            begun = time.monotonic()
            seen = generation_of(warehouses.current(warehouse))
            assert seen >= last, f"went back from generation {last} to {seen}"
            last = seen
            reads += 1
            longest = max(longest, time.monotonic() - begun)
            stop.wait(PAUSE_SECONDS)
        told.send((reads, longest, None))
    except BaseException as error:
        told.send((reads, longest, f"a reader failed: {error!r}"))


def load_and_say(records: Path, warehouse: Warehouse, said: Path) -> None:
    """One load, in a process of its own; what it does is written down, so that a kill can be placed."""
    os.close(2)
    warehouses.load(records, warehouse, progress=lambda message: said.write_text(message, encoding="utf-8") and None)
    said.write_text("done", encoding="utf-8")


def run(times: int, seed: int, readers: int = READERS, into: Warehouse | None = None, meeting: str = "") -> Tally:
    """Load and kill so many times, into an empty warehouse or a folder of its own; what went wrong is in `faults`.

    Kills meet a load from the step on whose name begins with `meeting`.
    """
    rng, tally = random.Random(seed), Tally()
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["data.load", "tests.data.tiny"])
    os.environ["PYTHONPATH"] = str(ROOT)  # or the server of forks finds nothing to import, and every child does
    with tempfile.TemporaryDirectory(prefix="kill-") as name:
        folder = Path(name)
        records, said, warehouse = folder / "records", folder / "said", into or folder / "warehouse"

        def begin(number: int) -> Any:
            write_generation(records, number)
            said.write_text(STARTING, encoding="utf-8")
            child = processes.Process(target=load_and_say, args=(records, warehouse, said))
            child.start()
            return child

        def is_before(step: str) -> bool:
            return step == STARTING or not (step.startswith(meeting) or step == "done")

        def undisturbed() -> float:
            child = begin(0)
            while child.is_alive() and is_before(said.read_text(encoding="utf-8")):
                time.sleep(0.002)
            begun = time.monotonic()
            child.join()
            assert child.exitcode == 0, "a load that nobody disturbs fails"
            return time.monotonic() - begun

        undisturbed()
        stop = processes.Event()
        ends = []
        watching = []
        for _ in range(readers):
            here, there = processes.Pipe(duplex=False)
            watcher = processes.Process(target=read_on, args=(warehouse, stop, there))
            watcher.start()
            ends.append(here)
            watching.append(watcher)

        whole = undisturbed()  # the one before paid for a cold start
        for number in range(1, times + 1):
            before = warehouses.current(warehouse)
            child = begin(number)
            is_let_through = number % LET_THROUGH == 0
            if not is_let_through:
                while (
                    child.is_alive()
                    and (meeting or rng.random() > 0.002)
                    and is_before(said.read_text(encoding="utf-8"))
                ):
                    time.sleep(0.002)  # most kills are to meet the load, not the beginning of its process
                child.join(rng.uniform(0, whole))
                if child.is_alive():
                    os.kill(child.pid, signal.SIGKILL)
                    child.join()
            child.join()
            judge(tally, number, child.exitcode, before, warehouse, said, is_let_through=is_let_through)
        stop.set()
        for here, watcher in zip(ends, watching, strict=True):
            reads, longest, fault = here.recv()
            watcher.join()
            tally.reads += reads
            tally.longest_read_seconds = max(tally.longest_read_seconds, longest)
            tally.faults += [fault] if fault else []
    return tally


def judge(
    tally: Tally, number: int, ended: int, before: Snapshot, warehouse: Warehouse, said: Path, *, is_let_through: bool
) -> None:
    """What one load left behind."""
    try:
        now = warehouses.current(warehouse)
        held = generation_of(now)
    except Exception as error:
        tally.faults.append(f"load {number}: the current snapshot is not whole: {error!r}")
        return
    is_new = now != before
    if is_new and held != number:
        tally.faults.append(f"load {number}: the new snapshot holds generation {held}")
    if ended == -signal.SIGKILL:
        tally.killed += 1
        tally.killed_at[(said.read_text(encoding="utf-8") or "between two steps").split(" ")[0]] += 1
        tally.published_and_killed += is_new
        return
    tally.let_through += is_let_through
    tally.finished_first += not is_let_through
    left = [path.name for path in warehouses.folder(warehouse).iterdir() if path.name.startswith(".building")]
    if ended != 0 or not is_new or left:
        tally.faults.append(f"load {number}: undisturbed, it ended with {ended}, new: {is_new}, left behind: {left}")


def told(tally: Tally) -> str:
    """The tally in words."""
    places = ", ".join(f"{place.lower()} {count}" for place, count in tally.killed_at.most_common())
    lines = [
        f"{tally.killed} loads killed ({places})",
        f"{tally.published_and_killed} of them after their snapshot had become current;"
        f" {tally.finished_first} were done before the kill, {tally.let_through} were let through",
        f"{tally.reads:,} reads meanwhile, the longest {tally.longest_read_seconds:.2f} s",
        *(tally.faults or ["no fault"]),
    ]
    return "\n".join(lines)


def main() -> int:
    """Run by hand; the exit code is 1 if anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    begun = time.monotonic()
    tally = run(given.times, given.seed)
    sys.stdout.write(f"{told(tally)}\n{time.monotonic() - begun:.0f} s\n")
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
