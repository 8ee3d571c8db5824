"""Response times on the sample: each card, bar, point and cell is the list it opens, and that list's CSV, to the row."""

from pathlib import Path
from typing import Any

import pytest

from pages.response_times import case_list
from pages.response_times.choices import CLOCKS
from tests.pages.walking import Walk, open_page

LIST = "response_cases"
DENOMINATORS = ("opened", "resolved", "due")
PAIRS = [(clock, counted) for clock in CLOCKS for counted in DENOMINATORS if (clock, counted) != ("periodic_update", "due")]


def visit(snapshot: Path, monkeypatch: pytest.MonkeyPatch, **query_params: str) -> Walk:
    return open_page("response-times", snapshot, monkeypatch, period="12m", **query_params)


def behind(walk: Walk, code: str) -> bool:
    """As a click does: narrow to a code, with the verdicts that the mark counts."""
    found = case_list.narrowing.read(code)
    assert found is not None, code
    walk.app.session_state[case_list.BEHIND.key] = code
    walk.app.session_state[case_list.VERDICT.key] = found.verdict
    walk.run()
    return walk.app.session_state[case_list.BEHIND.key] == code


def wrong(walk: Walk, marks: dict[str, Any]) -> dict[str, Any]:
    """The marks whose list or CSV holds another number of rows than they count."""
    return {code: number for code, number in marks.items() if not (behind(walk, code) and walk.lists(LIST, int(number)))}


def basis(walk: Walk, card: str) -> str:
    """What a card says that it counts."""
    place = [one.label for one in walk.app.metric].index(card)
    texts = [one.value for one in walk.app.caption if any(word in one.value for word in ("judged", "answer", "case"))]
    return texts[place].replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(("clock", "counted"), PAIRS)
def test_each_count_of_a_clock_is_the_list_it_opens_and_its_csv(
    clock: str, counted: str, sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = visit(sample_snapshot, monkeypatch, clock=clock, counted=counted)
    numbers = walk.numbers()
    verdicts = {"Breached", "Pending", "Without a target", "Counted"}
    verdicts |= {"Unanswered"} if clock in ("first_response", "next_response") else set()
    assert set(numbers) == verdicts

    for card, number in numbers.items():
        walk.press(card)
        assert (card, walk.lists(LIST, number)) == (card, True)


@pytest.mark.parametrize("counted", DENOMINATORS)
def test_each_headline_is_the_list_it_opens_and_its_csv(
    counted: str, sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = visit(sample_snapshot, monkeypatch, counted=counted)
    totals = {clock: totals_of(walk, "clock_totals", clock=clock, denominator=counted) for clock in CLOCKS}
    ends = totals_of(walk, "resolution_totals", denominator=counted)
    counts = {
        "First-response attainment": totals["first_response"]["judged_count"],
        "Median first response": totals["first_response"]["timed_count"],
        "90th percentile first response": totals["first_response"]["timed_count"],
        "Next-response attainment": totals["next_response"]["judged_count"],
        "Longest silence": totals["periodic_update"]["row_count"],
        "Agreed resolutions": ends["resolved_count"] - ends["agreed_count"],
        "Median resolution, finished only": ends["resolved_count"],
        "Median resolution, open included": ends["case_count"],
    }
    assert set(counts) == set(walk.cards()) - set(walk.numbers())

    for card, number in counts.items():
        if card == "Longest silence" and counted == "due":
            assert not [one for one in walk.app.button if one.key == f"card-{card}"]
            continue
        walk.press(card)
        assert (card, walk.lists(LIST, int(number))) == (card, True)


def totals_of(walk: Walk, question: str, **more: str) -> dict[str, Any]:
    """The row of a question under the filters of the page."""
    asked = walk.exports[LIST][-1]
    shared = ("since", "until", "accounts", "tams", "categories", "priorities", "channels", "regions")
    with case_list.tables.warehouse_connection(walk.snapshot) if False else _open(walk.snapshot) as connection:
        return dict(_answer(connection, question, {name: asked[name] for name in shared} | more).iloc[0])
