"""Loads in processes of their own that die, run out of disk or lack rights; run by test_faults.py.

`python -m tests.data.crashing HOW RECORDS WAREHOUSE` forks a child per instant, so that what is imported is imported
once, and prints a line per child: what it was killed at, or its exit code and last words.
"""

import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from data import load as loading
from data import snapshots
from data.cli import main


def kill_self(*_: object) -> None:
    """Die as from a power cut: no handler, no cleaning up."""
    os.kill(os.getpid(), signal.SIGKILL)


def in_child(do: Callable[[], int]) -> str:
    """Run in a forked child; returns how it ended."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        os.dup2(write_end, 2)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os._exit(do())
    os.close(write_end)
    with os.fdopen(read_end) as said:
        words = said.read().strip().splitlines()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return f"signal {os.WTERMSIG(status)}"
    return f"exit {os.WEXITSTATUS(status)}: {words[-1] if words else ''}"


def killed_at(records: str, warehouse: str, instant: str) -> str:
    """Load, and be killed when progress says `instant`, or before or after a step of publishing."""

    def do() -> int:
        if instant.startswith("before "):
            setattr(snapshots, instant.removeprefix("before "), kill_self)
        elif instant.startswith("after "):
            name = instant.removeprefix("after ")
            step = getattr(snapshots, name)
            setattr(snapshots, name, lambda *given: (step(*given), kill_self()))
        elif instant == "between the files and the pointer":
            snapshots._point_at = kill_self  # type: ignore[assignment]
        elif instant == "just before the file is in place":
            move = Path.replace
            Path.replace = lambda self, to: kill_self() if self.suffix == ".duckdb" else move(self, to)  # type: ignore
        elif instant == "with the new pointer half written":
            real = Path.write_text
            Path.write_text = lambda self, text, **how: (real(self, text[:5], **how), kill_self())  # type: ignore
        else:

            def tell(message: str) -> None:
                if message == instant:
                    kill_self()

            loading.load(Path(records), Path(warehouse), progress=tell)
            return 0
        loading.load(Path(records), Path(warehouse))
        return 0

    return in_child(do)


def with_files_up_to(records: str, warehouse: str, size: int) -> str:
    """Load where no file may grow beyond `size` bytes, as on a disk that is full."""

    def do() -> int:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        return main(["load", records, "--warehouse", warehouse])

    return in_child(do)


def without_rights(records: str, warehouse: str) -> str:
    """Load as a user who may read the warehouse and not write it."""

    def do() -> int:
        if os.geteuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        return main(["load", records, "--warehouse", warehouse])

    return in_child(do)


def ended(how: str, records: str, warehouse: str, instant: str) -> str:
    """How one load ended."""
    if how == "kill":
        return f"{killed_at(records, warehouse, instant)}\t{Path(warehouse, 'CURRENT').read_text().strip()}"
    if how == "full":
        return with_files_up_to(records, warehouse, int(instant))
    return without_rights(records, warehouse)


if __name__ == "__main__":
    for each in sys.argv[4:]:
        sys.stdout.write(f"{each}\t{ended(*sys.argv[1:4], each)}\n")
        sys.stdout.flush()  # a child must not write it again
