"""What people lately asked of the snapshot they see is asked of a new one, before that is shown.

So a publication is no wave of slow pages. While this goes on the snapshot before is shown, for AHEAD_SECONDS at most. A
server that nobody has looked at lately shows the new one at once, and asks for whoever comes in the morning; one whose
warehouse went back to an older snapshot shows that at once too.
"""

import logging
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Final

from data import settings
from data.errors import RecordsError
from data.warehouses import Snapshot
from pages.components import warehouse
from pages.components.current import HELD, current_snapshot
from pages.components.filters import PERIODS, period_dates
from pages.components.lately import Asked
from queries.runner import Param, StoppedError
from queries.scope import WHOLE

LOG: Final = logging.getLogger("dashboard")
EVERY: Final = 1.0  # seconds between two looks at what is current
LATELY: Final = 600.0  # seconds since the last question, within which somebody may be looking
REMEMBERED: Final = 7 * 86_400.0  # seconds; what was asked before that is left to whoever asks it again
RESTS: Final = 3.0  # times as long as a question took: who looks at pages meanwhile comes first
FACTS: Final = Asked("snapshot_facts", {}, WHOLE)


@contextmanager
def following() -> Iterator[None]:
    """Follow what is current in a thread of its own."""
    ended = threading.Event()

    def follow() -> None:
        ready: Snapshot | None = None
        while not ended.wait(EVERY):
            ready = step(ready, ended)

    # A daemon: a server that stops does not wait for the answer to a long question.
    thread = threading.Thread(target=follow, name="ahead", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        HELD.hold(None)


def step(ready: Snapshot | None, ended: threading.Event) -> Snapshot | None:
    """Make what is current ready if it is not `ready`, hold it from then on, and return it; None after a failure."""
    try:
        newest = current_snapshot()
    except (RecordsError, OSError):  # whoever opens a page is told, and the next step looks again
        return ready
    if newest == ready:
        return ready
    try:
        asked = warehouse.LATELY.within(REMEMBERED)
        if ready is not None and asked:
            is_looked_at = bool(warehouse.LATELY.within(LATELY))
            if not is_looked_at:
                HELD.hold(newest)
            count, seconds = prepare(newest, ready, asked, ended, rests=RESTS if is_looked_at else 0.0)
            LOG.info("%d answers of %s were asked ahead in %.1f s", count, newest.name, seconds)
    except (RecordsError, StoppedError) as error:  # whoever opens a page is told
        LOG.warning("no answers were asked ahead: %s", error)
        HELD.hold(None)
        return None
    except Exception:  # a defect of ours; without this the thread would end, and every new snapshot be shown late
        LOG.exception("no answers were asked ahead")
        HELD.hold(None)
        return None
    HELD.hold(newest)
    return newest


def prepare(
    newest: Snapshot, before: Snapshot, asked: list[Asked], ended: threading.Event, *, rests: float
) -> tuple[int, float]:
    """Ask as much as there is time for; how many questions that was, and the seconds it took.

    Between two questions it rests, so many times as long as the last one took.
    """
    begun = time.monotonic()
    today, day_before = _today(newest), _today(before)
    count = 0
    for one in asked:
        left = settings.ahead_seconds() - (time.monotonic() - begun)
        if left <= 0 or ended.is_set():
            break
        started = time.monotonic()
        warehouse.ask_ahead(newest, Asked(one.name, on_day(one.params, day_before, today), one.seen))
        count += 1
        ended.wait(min(rests * (time.monotonic() - started), left))
    return count, time.monotonic() - begun


def _today(snapshot: Snapshot) -> date:
    """The local date of as_of."""
    return warehouse.ask_ahead(snapshot, FACTS)["as_of_local"].iloc[0].date()  # type: ignore[no-any-return]


def on_day(params: Mapping[str, Param], before: date, today: date) -> Mapping[str, Param]:
    """Parameters as the same views have them `today`: periods that are relative to the day of the records move on."""
    if before == today:
        return params
    moved = {period_dates(period, before): period_dates(period, today) for period in PERIODS if period != "custom"}
    dates = moved.get((params.get("since"), params.get("until")))  # type: ignore[arg-type]
    if dates is not None:
        return {**params, "since": dates[0], "until": dates[1]}
    return {name: today if value == before else value for name, value in params.items()}
