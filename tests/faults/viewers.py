"""Many viewers at once: `python -m tests.faults.viewers --viewers 50 --minutes 1`.

Starts a server of its own on 127.0.0.1 over sample records. First one viewer clicks alone, then all of them, each with
two seconds of thinking between clicks, while a new snapshot is published again and again. A viewer is a websocket that
speaks as the browser does: a click asks for a page under some period, and is over when the server says that the run is.
Nothing leaves this machine, and everything ends by itself.
"""

import argparse
import asyncio
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

ROOT = Path(__file__).parents[2]
MOST_VIEWERS, MOST_MINUTES = 200, 30
THINKING_SECONDS = 2.0
PATIENCE = 60.0  # for one run
PERIODS = ("30d", "90d", "6m", "12m")
PAGES = ("response-times", "at-risk", "open-issues", "tam-workload", "migrations", "mediation", "data-quality")


Server = tuple[int, subprocess.Popen[bytes]]  # its port and its process


@dataclass
class Seen:
    """What the viewers met: seconds of every run, and what went wrong."""

    runs: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    resident: list[float] = field(default_factory=list)  # megabytes of the server, every few seconds
    published: int = 0

    def percentile(self, share: int) -> float:
        """Seconds that so many of a hundred runs stay below."""
        return statistics.quantiles(self.runs, n=100, method="inclusive")[share - 1]


class Viewer:
    """One window."""

    def __init__(self, socket: ClientConnection, seen: Seen, seed: int) -> None:
        """Over an open websocket."""
        self.socket, self.seen, self.rng = socket, seen, random.Random(seed)
        self.hashes: dict[str, str] = {}

    async def click(self) -> None:
        """Ask for a page and wait until it is drawn."""
        message = BackMsg()
        page = self.rng.choice(PAGES)
        message.rerun_script.query_string = f"period={self.rng.choice(PERIODS)}"
        if page in self.hashes:
            message.rerun_script.page_script_hash = self.hashes[page]
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


async def view(port: int, seen: Seen, seed: int, until: float, thinking: float) -> None:
    """Click and think until it is time to go."""
    try:
        address = f"ws://127.0.0.1:{port}/_stcore/stream"
        async with connect(address, subprotocols=["streamlit"], max_size=None, proxy=None) as opened:  # type: ignore[list-item]
            viewer = Viewer(opened, seen, seed)
            await asyncio.sleep(viewer.rng.uniform(0, thinking))
            while time.monotonic() < until:
                await viewer.click()
                await asyncio.sleep(thinking * viewer.rng.uniform(0.5, 1.5))
    except Exception as error:
        seen.faults.append(f"viewer {seed}: {error!r}"[:300])


async def watch(servers: Sequence[Server], seen: Seen, until: float) -> None:
    """Note how much memory the servers hold."""
    while time.monotonic() < until:
        told = [Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8") for _, process in servers]
        seen.resident.append(sum(int(size) for one in told for size in re.findall(r"VmRSS:\s+(\d+) kB", one)) / 1024)
        await asyncio.sleep(5)


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
    return [sys.executable, "-m", "data", "load", str(folder / "sample"), *where]


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
    tasks = [view(ports[seed % len(ports)], seen, seed, until, THINKING_SECONDS) for seed in range(viewers)]
    tasks.append(watch(servers, seen, until))
    if every is not None:
        tasks.append(publish(folder, seen, every, until))
    await asyncio.gather(*tasks)
    return seen


def run(viewers: int, minutes: float, cases: int, every: float, processes: int) -> tuple[Seen, Seen, list[str]]:
    """One viewer alone, then all; what each met, and what the servers' logs complain of."""
    with tempfile.TemporaryDirectory(prefix="viewers-") as name, ExitStack() as stack:
        folder = Path(name)
        sample = [sys.executable, "-m", "data", "sample", str(folder / "sample"), "--cases", str(cases)]
        for command in (sample, load_command(folder)):
            subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        servers = [stack.enter_context(serving(folder)) for _ in range(processes)]
        for seconds in (30.0, 60.0):  # the first, from a cold start, is no figure
            alone = asyncio.run(crowd(folder, servers, 1, min(seconds, minutes * 60), every=None))
        together = asyncio.run(crowd(folder, servers, viewers, minutes * 60, every=every))
        logs = [log.read_text(encoding="utf-8", errors="replace") for log in folder.glob("server-*.log")]
    complaints = [line for log in logs for line in log.splitlines() if re.search(r"Traceback|could not be drawn", line)]
    return alone, together, complaints


def told(seen: Seen) -> str:
    """The runs in words."""
    return f"{len(seen.runs)} runs, median {seen.percentile(50):.2f} s, 95th percentile {seen.percentile(95):.2f} s"


def main() -> int:
    """Run by hand; the exit code is 1 if anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--viewers", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--cases", type=int, default=6_000)
    parser.add_argument("--servers", type=int, default=1, help="processes over the same warehouse")
    parser.add_argument("--every", type=float, default=60.0, help="seconds between two new snapshots")
    given = parser.parse_args()
    viewers, minutes = min(given.viewers, MOST_VIEWERS), min(given.minutes, MOST_MINUTES)
    alone, together, complaints = run(viewers, minutes, given.cases, given.every, min(given.servers, 8))
    faults = alone.faults + together.faults + complaints
    sys.stdout.write(
        f"alone: {told(alone)}\n{viewers} viewers: {told(together)},"
        f" {together.percentile(95) / alone.percentile(95):.1f} times\n"
        f"{together.published} snapshots published; {given.servers} servers at {alone.resident[-1]:.0f} MB alone, then"
        f" {', '.join(f'{size:.0f}' for size in together.resident)} MB\n"
        f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors\n"
    )
    for fault in faults[:20] or ["no fault"]:
        sys.stdout.write(f"{fault}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
