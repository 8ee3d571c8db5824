"""Loads into a lake are killed while they write, and somebody looks on; for longer: python -m tests.faults.lake."""

import random

from data.lake.address import Lake
from tests.faults import kill

KILLS = 3


def test_readers_see_whole_snapshots_only_while_loads_are_killed(lake: Lake) -> None:
    seed = random.Random().randrange(1_000_000)
    tally = kill.run(KILLS, seed, readers=1, into=lake, meeting="Writing")

    assert (tally.faults, tally.killed + tally.finished_first) == ([], KILLS), f"seed {seed}"
    assert tally.reads > 0
