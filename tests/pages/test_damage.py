"""The current snapshot breaks under the server: one sentence, the one before for whoever asks, and back again."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from starlette.requests import Request
from streamlit.testing.v1 import AppTest

from data import snapshots
from pages.components import warehouse
from queries import runner
from queries.scope import WHOLE
from tests.building import publish
from tests.conftest import A_FEW_CASES
from tests.pages.walking import SHELL

NEWER, OLDER = "20261030T170000.000001Z-00000002", "20261029T170000.000001Z-00000001"
DAMAGED = f"The snapshot {NEWER}.duckdb is damaged; go back with: python -m data rollback, or load the records again."


def zeros(path: Path) -> None:
    """As a disk does that lost what it was given: the file is as long as it was."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(12_288)  # behind the headers, so that it still opens
        file.write(bytes(size - 12_288))


DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "deleted": (
        Path.unlink,
        f"CURRENT in {{folder}} names {NEWER}.duckdb, which is not there; "
        "go back with: python -m data rollback, or load the records again.",
    ),
    "cut off": (lambda path: os.truncate(path, 100), DAMAGED),
    "overwritten": (zeros, DAMAGED),
}


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A warehouse with two snapshots, where the pages look for it."""
    for name in (OLDER, NEWER):
        publish(tmp_path, name, A_FEW_CASES)
    monkeypatch.setenv("WAREHOUSE", str(tmp_path))
    return tmp_path


def test_a_snapshot_of_another_version_says_so_and_what_to_do(two: Path) -> None:
    """After an upgrade questions may ask for a table that it lacks."""
    with duckdb.connect(two / f"{NEWER}.duckdb") as connection:
        connection.execute("drop table dated_cases")
        connection.execute("comment on table snapshot is 'model of long ago'")
    app = AppTest.from_file(SHELL, default_timeout=60).run()
    assert app.title[0].value == "The current records cannot be shown"
    assert said(app) == [
        f"The snapshot {NEWER}.duckdb was made by another version of this program; load the records again."
    ]


def said(app: AppTest) -> list[str]:
    return [error.value.replace("\\", "") for error in app.error]


def is_drawn(app: AppTest) -> bool:
    return not app.exception and bool(app.metric)


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_broken_snapshot_is_one_sentence_and_the_one_before_can_be_seen(kind: str, two: Path) -> None:
    damage, sentence = DAMAGE[kind]
    app = AppTest.from_file(SHELL, default_timeout=60)
    damage(two / f"{NEWER}.duckdb")

    app.run()
    assert (said(app), len(app.metric), list(app.exception)) == ([sentence.replace("{folder}", str(two))], 0, [])

    app.button(key="show-earlier").click().run()
    assert is_drawn(app)
    assert [one.value.replace("\\", "") for one in app.warning] == [
        "The current snapshot cannot be read. This is the one of 29 Oct 2026 17:00 UTC."
    ]

    publish(two, "20261031T170000.000001Z-00000003", A_FEW_CASES)
    app.run()
    assert is_drawn(app)
    assert [list(app.warning), [one for one in app.button if one.key == "show-current"]] == [[], []]


def failing(monkeypatch: pytest.MonkeyPatch, wanted: str, error: Exception) -> None:
    """From now on one question fails."""
    answer = runner.answer

    def answered(connection: duckdb.DuckDBPyConnection, name: str, params: dict[str, Any]) -> Any:
        if name == wanted:
            raise error
        return answer(connection, name, params)

    monkeypatch.setattr(runner, "answer", answered)


def test_damage_found_in_the_middle_of_a_page_takes_its_place_and_is_mended_by_a_rollback(
    two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody sees half a page; what DuckDB says of a spoilt block is what the error here says."""
    app = AppTest.from_file(SHELL, default_timeout=60)
    with monkeypatch.context() as broken:
        failing(broken, "clock_weekly", duckdb.IOException("IO Error: Corrupt database file: computed checksum 1"))
        app.run()
    assert (said(app), len(app.metric), list(app.exception)) == ([DAMAGED], 0, [])

    snapshots.rollback(two)
    app.run()
    assert is_drawn(app)


def test_where_no_snapshot_opens_it_says_so_without_a_button(two: Path) -> None:
    for name in (OLDER, NEWER):
        os.truncate(two / f"{name}.duckdb", 100)

    app = AppTest.from_file(SHELL, default_timeout=60).run()

    assert said(app) == [f"{DAMAGED} With make: `make load RECORDS=path/to/records`."]
    assert [one.key for one in app.button] == []


def test_a_question_that_is_stopped_leaves_a_sentence(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, "clock_weekly", runner.StoppedError("This took longer than 30 seconds and was stopped."))

    app = AppTest.from_file(SHELL, default_timeout=60).run()

    assert (said(app), list(app.exception)) == (["This took longer than 30 seconds and was stopped."], [])
    assert two.is_dir()


def test_a_file_is_made_although_newer_snapshots_have_taken_the_place_of_its_own(two: Path) -> None:
    """Only a few snapshots are open at a time; the page that offers the file may be older than they are."""
    made = warehouse._read(two / f"{OLDER}.duckdb", WHOLE.key, "snapshot_facts", {})
    warehouse._whole(two / f"{OLDER}.duckdb").close()

    again = warehouse._read(two / f"{OLDER}.duckdb", WHOLE.key, "snapshot_facts", {})

    assert again.to_csv() == made.to_csv()


def test_a_load_balancer_is_told_whether_the_snapshot_opens(two: Path) -> None:
    import dashboard  # builds the server, which only this test needs

    request = Request({"type": "http"})
    before = dashboard.health(request)
    os.truncate(two / f"{NEWER}.duckdb", 100)
    after = dashboard.health(request)

    assert (before.status_code, json.loads(bytes(before.body))) == (
        200,
        {"status": "ok", "snapshot": f"{NEWER}.duckdb"},
    )
    assert (after.status_code, json.loads(bytes(after.body))) == (503, {"status": "no snapshot", "detail": DAMAGED})
