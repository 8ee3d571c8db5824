"""What is kept is bounded, made once, and nobody's to change."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest

from pages.components import warehouse
from pages.components.answers import Answers
from tests.building import publish
from tests.conftest import A_FEW_CASES


def frame(*values: int) -> pd.DataFrame:
    return pd.DataFrame({"number": values, "name": [str(value) for value in values]})


def asked(answers: Answers, key: str, made: pd.DataFrame) -> bool:
    """Whether an answer had to be made."""
    calls: list[str] = []

    def make() -> pd.DataFrame:
        calls.append(key)
        return made

    pd.testing.assert_frame_equal(answers.get((key,), make), made)
    return bool(calls)


def test_an_answer_is_made_once_and_every_change_stays_with_who_made_it() -> None:
    answers = Answers(most_frames=2, most_bytes=10_000)
    assert asked(answers, "a", frame(1, 2))

    mine = answers.get(("a",), frame)
    mine["number"] = 5
    mine["name"].array[0] = "changed"
    mine.columns = ["x", "y"]

    assert not asked(answers, "a", frame(1, 2))


def test_the_one_asked_for_longest_ago_goes_first() -> None:
    answers = Answers(most_frames=2, most_bytes=10_000)
    for key in ("a", "b", "a", "c"):
        asked(answers, key, frame(1))

    assert [asked(answers, key, frame(1)) for key in ("a", "c", "b")] == [False, False, True]


def test_no_more_bytes_are_kept_than_allowed() -> None:
    size = int(frame(1, 2).memory_usage(deep=True).sum())
    answers = Answers(most_frames=100, most_bytes=2 * size + 1)
    for key in ("a", "b", "c"):
        asked(answers, key, frame(1, 2))
    assert answers.kept() == [("b",), ("c",)]

    assert asked(answers, "large", frame(*range(1000)))
    assert asked(answers, "large", frame(*range(1000)))  # never kept
    assert [asked(answers, key, frame(1, 2)) for key in ("b", "c")] == [False, False]

    answers.drop(lambda key: key == ("b",))
    assert [asked(answers, key, frame(1, 2)) for key in ("c", "b")] == [False, True]


def test_who_asks_while_it_is_made_waits_for_it() -> None:
    answers, begun, may_end = Answers(10, 10_000), threading.Event(), threading.Event()

    def make() -> pd.DataFrame:
        begun.set()
        assert may_end.wait(10)
        return frame(7)

    def never() -> pd.DataFrame:
        raise AssertionError("made twice")

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(answers.get, ("a",), make)
        assert begun.wait(10)
        second = threads.submit(answers.get, ("a",), never)
        may_end.set()
        for one in (first, second):
            pd.testing.assert_frame_equal(one.result(10), frame(7))


def test_what_fails_is_told_and_tried_again() -> None:
    answers = Answers(10, 10_000)

    def fail() -> pd.DataFrame:
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        answers.get(("a",), fail)

    assert asked(answers, "a", frame(1))


def test_answers_go_with_their_snapshot_and_three_stay_open(tmp_path: Path) -> None:
    """Or a server to which a snapshot is published every minute would grow until its memory is full."""
    paths = [publish(tmp_path, f"20261030T17000{number}-0001", A_FEW_CASES) for number in range(5)]
    for path in paths:
        assert warehouse.ask(path, "snapshot_facts", {})["case_count"].to_list() == [7]

    if (links := Path("/proc/self/fd")).exists():
        assert {link.resolve() for link in links.glob("*")} & set(paths) == set(paths[2:])
    assert {key[0] for key in warehouse.KEPT.kept() if key[0] in paths} == set(paths[2:])
