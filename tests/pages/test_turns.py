"""Pages are drawn one after the other, and nobody waits for ever."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from pages.components import turns

SOON = 10.0  # seconds; a test that passes never waits so long


@contextmanager
def running(work: Callable[[], None]) -> Iterator[threading.Thread]:
    thread = threading.Thread(target=work)
    thread.start()
    yield thread
    thread.join(SOON)
    assert not thread.is_alive()


def test_the_second_page_is_drawn_after_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", SOON)
    told: list[str] = []
    begun, go_on = threading.Event(), threading.Event()

    def first() -> None:
        with turns.taken():
            begun.set()
            assert go_on.wait(SOON)
            told.append("first")

    def second() -> None:
        with turns.taken():
            told.append("second")

    with running(first):
        assert begun.wait(SOON)
        with running(second):
            go_on.set()
    assert told == ["first", "second"]


def test_another_page_is_drawn_while_one_waits_for_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", SOON)
    told: list[str] = []
    asked, answered = threading.Event(), threading.Event()

    def asking() -> None:
        with turns.taken():
            with turns.given_up():
                asked.set()
                assert answered.wait(SOON)
            told.append("asked")

    with running(asking):
        assert asked.wait(SOON)
        with turns.taken():
            told.append("drawn meanwhile")
            answered.set()
    assert told == ["drawn meanwhile", "asked"]


def test_a_page_that_takes_long_holds_up_no_other_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.05)
    begun, go_on = threading.Event(), threading.Event()

    def long() -> None:
        with turns.taken():
            begun.set()
            assert go_on.wait(SOON)

    with running(long):
        assert begun.wait(SOON)
        with turns.taken():
            go_on.set()


def test_a_page_that_fails_gives_its_turn_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.0)
    with pytest.raises(RuntimeError), turns.taken(), turns.given_up():
        raise RuntimeError

    with turns.taken():
        assert not turns._turn.acquire(blocking=False)
    assert turns._turn.acquire(blocking=False)
    turns._turn.release()


def test_what_draws_no_page_needs_no_turn() -> None:
    with turns.given_up():
        assert turns._turn.acquire(blocking=False)
    turns._turn.release()
