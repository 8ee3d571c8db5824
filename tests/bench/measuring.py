"""Take times and put them in relation: the machines are noisy, a ratio of two times taken in turns is not."""

import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Ratio:
    """One result: `seconds` against `floor_seconds`. `goal` and `limit` are the ratios we want and accept."""

    what: str
    against: str
    seconds: float
    floor_seconds: float
    goal: float | None = None
    limit: float | None = None
    is_more_better: bool = False

    @property
    def ratio(self) -> float:
        """How many times the floor this took, or how many times as fast it was."""
        return self.floor_seconds / self.seconds if self.is_more_better else self.seconds / self.floor_seconds

    @property
    def is_within_limit(self) -> bool:
        """Whether the limit, if there is one, is kept."""
        if self.limit is None:
            return True
        return self.ratio >= self.limit if self.is_more_better else self.ratio <= self.limit


def seconds(run: Callable[[], object]) -> float:
    """The wall time of one call."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def processor_seconds(run: Callable[[], object]) -> float:
    """The time of all processors that one call took: what else runs on the machine changes it little."""
    start = time.process_time()
    run()
    return time.process_time() - start


def in_turns(run: Callable[[], object], floor: Callable[[], object], rounds: int) -> tuple[float, float]:
    """The median times of the two, run in turns so that both meet the same noise."""
    times = [(seconds(floor), seconds(run)) for _ in range(rounds)]
    return statistics.median(ours for _, ours in times), statistics.median(theirs for theirs, _ in times)


def peak_gigabytes() -> float:
    """The most memory this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def show(results: list[Ratio], facts: dict[str, str]) -> None:
    """Print the results as a table, and the facts of the run beside it."""
    console = Console(width=120)
    table = Table(title="Ratios of one run", title_justify="left")
    for name in ("what", "against", "seconds", "floor", "ratio", "goal", "limit"):
        table.add_column(name, justify="left" if name in ("what", "against") else "right")
    for result in results:
        sign = "≥ " if result.is_more_better else "≤ "
        table.add_row(
            result.what,
            result.against,
            f"{result.seconds:.3f}",
            f"{result.floor_seconds:.3f}",
            f"{result.ratio:,.2f}" + ("" if result.is_within_limit else "  over the limit"),
            "" if result.goal is None else f"{sign}{result.goal:g}",
            "" if result.limit is None else f"{sign}{result.limit:g}",
        )
    console.print(table)
    for name, value in facts.items():
        console.print(f"{name}: {value}")
