"""A new snapshot is shown once what people lately asked is known of it: by then no page waits, nor for ever before."""

import logging
import threading
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data.warehouses import Snapshot
from pages.components import current, warehouse
from pages.components.current import HELD, shown_snapshot
from pages.components.lately import Asked, Lately
from pages.serving import ahead
from queries import runner
from queries.runner import Param
from queries.scope import WHOLE
from tests.building import publish
from tests.conftest import A_FEW_CASES
from tests.pages.walking import SHELL

OLDER, FIRST, SECOND, THIRD = (f"202610{day}T170000.000001Z-00000001" for day in (29, 30, 31, 32))
A_DAY_LATER = "update snapshot set as_of = as_of + interval 1 day;"
NEVER = threading.Event()


@pytest.fixture
def followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A warehouse whose current snapshot is ready; nobody has looked at it yet."""
    monkeypatch.setenv("WAREHOUSE", str(tmp_path))
    monkeypatch.setattr(warehouse, "LATELY", Lately(most=500))
    publish(tmp_path, OLDER, A_FEW_CASES)
    publish(tmp_path, FIRST, A_FEW_CASES)
    assert ahead.step(None, NEVER) == tmp_path / f"{FIRST}.duckdb"
    yield tmp_path
    HELD.hold(None)


@pytest.fixture
def put_to_snapshots(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions that were not answered from memory."""
    put: list[str] = []
    answer = runner.answer

    def answer_and_note(connection: duckdb.DuckDBPyConnection, name: str, params: Mapping[str, Param]) -> pd.DataFrame:
        put.append(name)
        return answer(connection, name, params)

    monkeypatch.setattr(runner, "answer", answer_and_note)
    return put


def look() -> AppTest:
    app = AppTest.from_file(SHELL, default_timeout=60).run()
    assert not app.exception
    return app


def test_pages_show_the_snapshot_before_until_the_new_one_knows_their_answers(
    followed: Path, put_to_snapshots: list[str]
) -> None:
    """Also on the next day, when the period that is looked at has moved on with the records."""
    app = look()
    newest = publish(followed, SECOND, A_FEW_CASES + A_DAY_LATER)
    assert shown_snapshot().name == f"{FIRST}.duckdb"
    known_before = put_to_snapshots.copy()
    app.run()
    assert put_to_snapshots == known_before

    ahead.step(followed / f"{FIRST}.duckdb", NEVER)

    assert shown_snapshot() == newest
    asked_ahead = put_to_snapshots[len(known_before) :]
    assert sorted(asked_ahead) == sorted(known_before)
    look()
    assert put_to_snapshots[len(known_before) + len(asked_ahead) :] == []


def test_a_server_that_nobody_looks_at_any_more_shows_a_new_snapshot_at_once_and_asks_for_who_comes_next(
    followed: Path, put_to_snapshots: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    look()
    known_before = put_to_snapshots.copy()
    newest = publish(followed, SECOND, A_FEW_CASES)
    monkeypatch.setattr(ahead, "LATELY", 0.0)
    shown: list[Snapshot] = []
    prepare = ahead.prepare

    def prepare_and_look(*args: Any, rests: float) -> tuple[int, float]:
        shown.append(shown_snapshot())
        assert rests == 0.0
        return prepare(*args, rests=rests)

    monkeypatch.setattr(ahead, "prepare", prepare_and_look)
    ahead.step(followed / f"{FIRST}.duckdb", NEVER)

    assert shown == [newest]
    assert sorted(put_to_snapshots[len(known_before) :]) == sorted(known_before)


def test_a_server_that_nobody_looked_at_shows_a_new_snapshot_at_once(
    followed: Path, put_to_snapshots: list[str]
) -> None:
    newest = publish(followed, SECOND, A_FEW_CASES)
    ahead.step(followed / f"{FIRST}.duckdb", NEVER)
    assert (shown_snapshot(), put_to_snapshots) == (newest, [])


def test_going_back_is_shown_at_once(followed: Path) -> None:
    look()
    older = publish(followed, OLDER, A_FEW_CASES)
    assert shown_snapshot() == older


def test_a_snapshot_that_is_gone_is_not_held(followed: Path) -> None:
    newest = publish(followed, SECOND, A_FEW_CASES)
    assert shown_snapshot().name == f"{FIRST}.duckdb"
    (followed / f"{FIRST}.duckdb").unlink()
    assert shown_snapshot() == newest


def test_another_warehouse_is_shown_at_once(
    followed: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shown_snapshot().parent == followed
    other = publish(tmp_path_factory.mktemp("other"), SECOND, A_FEW_CASES)
    monkeypatch.setenv("WAREHOUSE", str(other.parent))
    assert shown_snapshot() == other


def test_pages_wait_for_no_new_snapshot_longer_than_the_setting_says(
    followed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted from the first that was not shown: publishing again and again puts nothing off."""
    seconds = 100.0
    monkeypatch.setattr(current.time, "monotonic", lambda: seconds)
    monkeypatch.setenv("AHEAD_SECONDS", "20")
    publish(followed, SECOND, A_FEW_CASES)
    assert shown_snapshot().name == f"{FIRST}.duckdb"
    seconds = 119.9
    newest = publish(followed, THIRD, A_FEW_CASES)
    assert shown_snapshot().name == f"{FIRST}.duckdb"
    seconds = 120.0
    assert shown_snapshot() == newest


def test_with_no_time_allowed_every_new_snapshot_is_shown_at_once(
    followed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AHEAD_SECONDS", "0")
    newest = publish(followed, SECOND, A_FEW_CASES)
    assert shown_snapshot() == newest


def test_what_there_is_no_time_for_is_left_to_whoever_asks_again(
    followed: Path, monkeypatch: pytest.MonkeyPatch, put_to_snapshots: list[str]
) -> None:
    """The latest first: what was asked a moment ago is asked again soon."""
    newest = publish(followed, SECOND, A_FEW_CASES)
    seconds = 0.0
    answer = runner.answer

    def slowly(connection: duckdb.DuckDBPyConnection, name: str, params: Mapping[str, Param]) -> pd.DataFrame:
        nonlocal seconds
        seconds += 12.0
        return answer(connection, name, params)

    monkeypatch.setattr(runner, "answer", slowly)
    monkeypatch.setattr(ahead.time, "monotonic", lambda: seconds)
    asked = [Asked(name, {}, WHOLE) for name in ("filter_choices", "reject_reasons", "record_freshness")]

    monkeypatch.setattr(NEVER, "wait", lambda _seconds: False)
    before = followed / f"{FIRST}.duckdb"
    assert ahead.prepare(newest, before, asked, NEVER, rests=1.0) == (1, 36.0)  # both days' facts, and one answer
    assert put_to_snapshots == ["snapshot_facts", "snapshot_facts", "filter_choices"]


def test_a_new_snapshot_that_cannot_be_asked_is_shown_at_once_so_that_its_page_says_why(
    followed: Path, caplog: pytest.LogCaptureFixture
) -> None:
    look()
    newest = publish(followed, SECOND, A_FEW_CASES)
    newest.write_bytes(b"no database")
    with caplog.at_level(logging.WARNING, "dashboard"):
        assert ahead.step(followed / f"{FIRST}.duckdb", NEVER) is None
    assert [record.getMessage().partition(":")[0] for record in caplog.records if record.name == "dashboard"] == [
        "no answers were asked ahead"
    ]
    assert shown_snapshot() == newest
    app = AppTest.from_file(SHELL, default_timeout=60).run()
    assert app.title[0].value == "The current records cannot be shown"


def test_without_a_snapshot_a_server_waits_for_one_and_says_nothing(
    followed: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It looks every second: a line each time would fill the log."""
    ready = followed / f"{FIRST}.duckdb"
    (followed / "CURRENT").unlink()
    assert (ahead.step(ready, NEVER), ahead.step(None, NEVER)) == (ready, None)
    assert [record for record in caplog.records if record.name == "dashboard"] == []


def test_a_held_snapshot_that_breaks_makes_way_for_the_new_one(followed: Path) -> None:
    app = look()
    publish(followed, SECOND, A_FEW_CASES)
    (followed / f"{FIRST}.duckdb").write_bytes(b"no database")
    warehouse.KEPT.drop()
    warehouse._whole.clear()
    app.run()
    assert [(error.value) for error in app.error] == []
    assert shown_snapshot().name == f"{SECOND}.duckdb"
    assert app.metric


@pytest.mark.parametrize(
    ("asked", "moved"),
    [
        # 28 October 2026 is a Wednesday; five days later another week and another month run
        (
            {"since": date(2026, 8, 3), "until": date(2026, 10, 29)},
            {"since": date(2026, 8, 10), "until": date(2026, 11, 3)},
        ),
        (
            {"since": date(2026, 10, 1), "until": date(2026, 10, 29)},
            {"since": date(2026, 11, 1), "until": date(2026, 11, 3)},
        ),
        (
            {"since": date(2026, 3, 1), "until": date(2026, 4, 1)},
            {"since": date(2026, 3, 1), "until": date(2026, 4, 1)},
        ),
        ({"day": date(2026, 10, 28), "clock": "resolution"}, {"day": date(2026, 11, 2), "clock": "resolution"}),
        ({"day": date(2026, 10, 27)}, {"day": date(2026, 10, 27)}),
    ],
    ids=["13 weeks", "this month", "dates of one's own", "the last day", "another day"],
)
def test_periods_move_on_with_the_day_of_the_records(asked: dict[str, Param], moved: dict[str, Param]) -> None:
    assert ahead.on_day(asked, date(2026, 10, 28), date(2026, 11, 2)) == moved
    assert ahead.on_day(asked, date(2026, 10, 28), date(2026, 10, 28)) == asked


def test_what_was_asked_lately_is_kept_once_and_bounded_and_fades() -> None:
    seconds = 0.0
    lately = Lately(most=2, now=lambda: seconds)
    one, two, three = (Asked(name, {}, WHOLE) for name in ("one", "two", "three"))
    for asked in (one, two, one, three):
        lately.note((asked.name,), asked)
        seconds += 10.0
    assert lately.within(25.0) == [three, one]
    assert lately.within(15.0) == [three]


def test_a_server_follows_what_is_current(followed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "EVERY", 0.01)
    newest = publish(followed, SECOND, A_FEW_CASES)
    with ahead.following():
        for _ in range(1_000):
            if shown_snapshot() == newest:
                break
            NEVER.wait(0.01)
    assert shown_snapshot() == newest
