"""Many viewers at once: `python -m tests.faults.viewers --viewers 10 50 --minutes 1`.

Starts a server of its own on 127.0.0.1 over sample records. First one viewer clicks alone, then all of them, each with
two seconds of thinking between clicks, while a new snapshot is published again and again. With `--known` none is, and
everything was looked at before. A viewer is a websocket that speaks as the browser does: a click asks for a page under
some period, and is over when the server says that the run is. What the processors did meanwhile is told beside the
times: on one machine the viewers take a part of what they measure, and so does whatever else runs there.
Nothing leaves this machine, and everything ends by itself.
"""

import argparse
import asyncio
import math
import os
import random
import re
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

import uvloop
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

ROOT = Path(__file__).parents[2]
MOST_VIEWERS, MOST_MINUTES = 200, 30
THINKING_SECONDS = 2.0
ALONE_THINKING_SECONDS = 0.3  # nobody else waits meanwhile, and it makes enough runs for a percentile
PATIENCE = 60.0  # for one run
PERIODS = ("This month", "Last 30 days", "Last 13 weeks", "Last 12 months")
PAGES = ("response-times", "at-risk", "open-issues", "tam-workload", "migrations", "mediation", "data-quality")


Server = tuple[int, subprocess.Popen[bytes]]  # its port and its process


@dataclass
class Seen:
    """What the viewers met: seconds of every run, and what went wrong."""

    runs: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    resident: list[float] = field(default_factory=list)  # megabytes of all servers, at the end of every minute
    published: int = 0
    spent: "Spent" = field(default_factory=lambda: Spent())

    def percentile(self, share: int) -> float:
        """Seconds that so many of a hundred runs stay below."""
        return statistics.quantiles(self.runs, n=100, method="inclusive")[share - 1] if len(self.runs) > 1 else math.nan


@dataclass
class Spent:
    """Seconds of processors that were spent meanwhile, and seconds that passed."""

    servers: float = 0.0
    viewers: float = 0.0
    loads: float = 0.0
    machine: float = 0.0  # by everything that runs on it
    passed: float = 0.0

    @classmethod
    def until_now(cls, servers: Sequence[Server]) -> "Spent":
        """Since each of them began."""
        children = resource.getrusage(resource.RUSAGE_CHILDREN)  # servers are none until they have ended
        ticks = [process_ticks(process.pid) for _, process in servers]
        first = Path("/proc/stat").read_text(encoding="utf-8").splitlines()[0].split()[1:]
        user, nice, system, _idle, _waiting, *interrupts = [int(ticks) for ticks in first[:8]]
        second = os.sysconf("SC_CLK_TCK")
        return cls(
            sum(ticks) / second,
            time.process_time(),
            children.ru_utime + children.ru_stime,
            (user + nice + system + sum(interrupts)) / second,
            time.monotonic(),
        )

    def since(self, begun: "Spent") -> "Spent":
        """From then until this."""
        return Spent(*(getattr(self, name) - getattr(begun, name) for name in self.__dataclass_fields__))

    @property
    def others(self) -> float:
        """By what is neither server, viewer nor load."""
        return max(0.0, self.machine - self.servers - self.viewers - self.loads)


def process_ticks(pid: int) -> int:
    """Ticks of the clock that a process has spent, all its threads together."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


class Viewer:
    """One window."""

    def __init__(self, socket: ClientConnection, seen: Seen, seed: int) -> None:
        """Over an open websocket."""
        self.socket, self.seen, self.rng = socket, seen, random.Random(seed)
        self.page, self.period_id = "", ""
        self.hashes: dict[str, str] = {}

    async def wander(self) -> None:
        """Click a link to another page, under some period; a window opens on the first of them."""
        pages = [page for page in PAGES if page != self.page] if self.hashes else PAGES[:1]
        await self.click(self.rng.choice(pages), self.rng.choice(PERIODS))

    async def click(self, page: str, period: str) -> None:
        """Go to a page under a period, and wait until it is drawn."""
        message = BackMsg()
        message.rerun_script.SetInParent()  # also where nothing else is said: the first click of a window
        if page in self.hashes:
            message.rerun_script.page_script_hash = self.hashes[page]
        if self.period_id:
            message.rerun_script.widget_states.widgets.add(id=self.period_id, string_value=period)
        self.page = page
        begun = time.monotonic()
        await self.socket.send(message.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            while True:
                told = ForwardMsg.FromString(await self.socket.recv(decode=False))
                kind = told.WhichOneof("type")
                if kind == "navigation":
                    self.hashes = {one.url_pathname: one.page_script_hash for one in told.navigation.app_pages}
                elif kind == "delta" and told.delta.new_element.WhichOneof("type") in ("exception", "alert"):
                    self.judge(page, told)
                elif kind == "delta" and told.delta.new_element.selectbox.label == "Period":
                    self.period_id = told.delta.new_element.selectbox.id
                elif kind == "script_finished":
                    if told.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                        self.seen.faults.append(f"{page}: the script could not be compiled")
                    break
        self.seen.runs.append(time.monotonic() - begun)

    def judge(self, page: str, told: ForwardMsg) -> None:
        """An exception is a fault, and so is what the pages say of errors."""
        element = told.delta.new_element
        if element.WhichOneof("type") == "exception":
            self.seen.faults.append(f"{page}: {element.exception.type} {element.exception.message}"[:300])
        elif element.alert.format == element.alert.ERROR:
            self.seen.faults.append(f"{page}: {element.alert.body}"[:300])


@asynccontextmanager
async def window(port: int, seen: Seen, seed: int) -> AsyncIterator[Viewer]:
    """An open window; what goes wrong in it is a fault."""
    try:
        address = f"ws://127.0.0.1:{port}/_stcore/stream"
        async with connect(address, subprotocols=["streamlit"], max_size=None, proxy=None) as opened:  # type: ignore[list-item]
            yield Viewer(opened, seen, seed)
    except Exception as error:
        seen.faults.append(f"viewer {seed}: {error!r}"[:300])


async def view(port: int, seen: Seen, seed: int, until: float, thinking: float) -> None:
    """Click and think until it is time to go."""
    async with window(port, seen, seed) as viewer:
        await asyncio.sleep(viewer.rng.uniform(0, thinking))
        while time.monotonic() < until:
            await viewer.wander()
            await asyncio.sleep(thinking * viewer.rng.uniform(0.5, 1.5))


async def look_at_everything(servers: Sequence[Server]) -> Seen:
    """Visit every page under every period, so that the servers know all answers."""
    seen = Seen()
    for port, _ in servers:
        async with window(port, seen, 0) as viewer:
            await viewer.click(PAGES[0], PERIODS[0])  # which tells the addresses of the others
            for period, page in product(PERIODS, (*PAGES[1:], PAGES[0])):
                await viewer.click(page, period)
    return seen


async def watch(servers: Sequence[Server], seen: Seen, until: float) -> None:
    """Note how much memory the servers hold."""
    while time.monotonic() < until:
        await asyncio.sleep(min(60.0, until - time.monotonic()))
        told = [Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8") for _, process in servers]
        seen.resident.append(sum(int(size) for one in told for size in re.findall(r"VmRSS:\s+(\d+) kB", one)) / 1024)


async def publish(folder: Path, seen: Seen, every: float, until: float) -> None:
    """Load the records again and again."""
    while time.monotonic() + every / 2 < until:
        await asyncio.sleep(every / 2)
        loading = await asyncio.create_subprocess_exec(
            *load_command(folder), cwd=ROOT, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
        )
        _, said = await loading.communicate()
        seen.published += loading.returncode == 0
        if loading.returncode:
            seen.faults.append(f"a load failed: {said.decode()[-300:]}")
        await asyncio.sleep(every / 2)


def load_command(folder: Path) -> list[str]:
    """What publishes a snapshot of the sample."""
    where = ["--warehouse", str(folder / "warehouse"), "--reporting-time-zone", "Europe/Amsterdam"]
    # As operating.md says: on the machine that serves, a load takes what the pages leave.
    return ["nice", "-n", "10", sys.executable, "-m", "data", "load", str(folder / "sample"), *where]


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """A server on a free port over the warehouse in a folder; its log is beside it."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = int(listener.getsockname()[1])
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    with (folder / f"server-{port}.log").open("wb") as log:
        server = subprocess.Popen(
            [*command, "--server.address", "127.0.0.1", "--server.port", str(port)],
            cwd=ROOT,
            env={**os.environ, "WAREHOUSE": str(folder / "warehouse")},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            for _ in range(600):
                try:
                    with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5):
                        break
                except OSError:
                    assert server.poll() is None, Path(log.name).read_text(encoding="utf-8")
                    time.sleep(0.2)
            yield port, server
        finally:
            server.terminate()
            try:
                server.wait(timeout=20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


async def crowd(folder: Path, servers: Sequence[Server], viewers: int, seconds: float, *, every: float | None) -> Seen:
    """So many viewers for so long, in turn on each server, with a new snapshot `every` so many seconds."""
    seen, until = Seen(), time.monotonic() + seconds
    ports = [port for port, _ in servers]
    thinking = THINKING_SECONDS if viewers > 1 else ALONE_THINKING_SECONDS
    begun = Spent.until_now(servers)
    tasks = [view(ports[seed % len(ports)], seen, seed, until, thinking) for seed in range(viewers)]
    tasks.append(watch(servers, seen, until))
    if every is not None:
        tasks.append(publish(folder, seen, every, until))
    await asyncio.gather(*tasks)
    seen.spent = Spent.until_now(servers).since(begun)
    return seen


def run(
    crowds: Sequence[int], minutes: float, cases: int, every: float | None, processes: int
) -> tuple[list[Seen], list[str]]:
    """One viewer alone, then each crowd; what each met, and what the servers' logs complain of.

    Without `every` no snapshot is published meanwhile, and the servers know all answers before they are asked.
    """
    with tempfile.TemporaryDirectory(prefix="viewers-") as name, ExitStack() as stack:
        folder = Path(name)
        sample = [sys.executable, "-m", "data", "sample", str(folder / "sample"), "--cases", str(cases)]
        for command in (sample, load_command(folder)):
            subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        servers = [stack.enter_context(serving(folder)) for _ in range(processes)]
        uvloop.run(look_at_everything(servers))  # a cold start is no figure
        seen = [uvloop.run(crowd(folder, servers, 1, min(60.0, minutes * 60), every=every))]
        for viewers in crowds:
            if every is None:
                uvloop.run(look_at_everything(servers))
            seen.append(uvloop.run(crowd(folder, servers, viewers, minutes * 60, every=every)))
        logs = [log.read_text(encoding="utf-8", errors="replace") for log in folder.glob("server-*.log")]
    complaints = [line for log in logs for line in log.splitlines() if re.search(r"Traceback|could not be drawn", line)]
    return seen, [line[-300:] for line in complaints]  # the end says what broke


HEADINGS = (
    "viewers",
    "runs",
    "median",
    "95th percentile",
    "against one alone",
    "of a processor for a run: servers, viewers",
    "processors used: servers, viewers, loads, others",
    "memory of all servers by the minute (MB)",
)


def row(viewers: int, seen: Seen, alone: Seen) -> str:
    """What a crowd met, as a row of a table."""
    spent, runs = seen.spent, max(1, len(seen.runs))
    cells = (
        f"{viewers}",
        f"{len(seen.runs):,}",
        f"{seen.percentile(50):.2f} s",
        f"{seen.percentile(95):.2f} s",
        f"{seen.percentile(95) / alone.percentile(95):.1f} times",
        f"{spent.servers / runs * 1000:.0f} ms, {spent.viewers / runs * 1000:.0f} ms",
        ", ".join(f"{part / spent.passed:.2f}" for part in (spent.servers, spent.viewers, spent.loads, spent.others)),
        " ".join(f"{size:.0f}" for size in seen.resident),
    )
    return f"| {' | '.join(cells)} |"


def main() -> int:
    """Run by hand; the exit code is 1 if anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--viewers", type=int, nargs="+", default=[50], help="one crowd after the other")
    parser.add_argument("--minutes", type=float, default=1.0, help="for each crowd")
    parser.add_argument("--cases", type=int, default=6_000)
    parser.add_argument("--servers", type=int, default=1, help="processes over the same warehouse")
    parser.add_argument("--every", type=float, default=60.0, help="seconds between two new snapshots")
    parser.add_argument("--known", action="store_true", help="look only at what was looked at before")
    given = parser.parse_args()
    crowds, minutes = [min(viewers, MOST_VIEWERS) for viewers in given.viewers], min(given.minutes, MOST_MINUTES)
    every = None if given.known else given.every
    seen, complaints = run(crowds, minutes, given.cases, every, min(given.servers, 8))
    faults = [fault for one in seen for fault in one.faults] + complaints
    table = [f"| {' | '.join(HEADINGS)} |", f"|{'---|' * len(HEADINGS)}"]
    table += [row(viewers, one, seen[0]) for viewers, one in zip([1, *crowds], seen, strict=True)]
    published = sum(one.published for one in seen)
    sys.stdout.write("\n".join(table) + f"\n{given.servers} servers, {published} snapshots published meanwhile\n")
    for fault in faults[:20] or ["no fault"]:
        sys.stdout.write(f"{fault}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
