"""Response times on the sample: each card, bar, point and cell is the list it opens and its CSV, to the row."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data import snapshots
from pages.response_times import case_list, figures, narrowing
from pages.response_times.choices import CLOCKS
from queries import runner
from tests.pages.walking import Walk, open_page
from tests.tiers import one_of

LIST = "response_cases"
DENOMINATORS = ("opened", "resolved", "due")
# Every clock and every denominator once; the questions' own properties hold for all pairs.
PAIRS = [
    ("first_response", "opened"),
    ("next_response", "resolved"),
    ("periodic_update", "opened"),
    ("resolution", "due"),
]


def visit(snapshot: Path, monkeypatch: pytest.MonkeyPatch, **query_params: str) -> Walk:
    return open_page("response-times", snapshot, monkeypatch, period="12m", **query_params)


def behind(walk: Walk, code: str) -> bool:
    """As a click does: narrow to a code, with the verdicts that the mark counts."""
    found = narrowing.read(code)
    assert found is not None, code
    walk.app.session_state[case_list.BEHIND.key] = code
    walk.app.session_state[case_list.VERDICT.key] = found.verdict
    walk.run()
    return walk.app.session_state[case_list.BEHIND.key] == code


def wrong(walk: Walk, marks: dict[str, Any]) -> dict[str, Any]:
    """The marks whose list or CSV holds another number of rows than they count."""
    return {
        code: number for code, number in marks.items() if not (behind(walk, code) and walk.lists(LIST, int(number)))
    }


@pytest.mark.parametrize(("clock", "counted"), one_of(PAIRS))
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


@pytest.mark.parametrize("counted", one_of([*DENOMINATORS]))
def test_each_headline_is_the_list_it_opens_and_its_csv(
    counted: str, sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = visit(sample_snapshot, monkeypatch, counted=counted)
    totals = {clock: totals_of(walk, "clock_totals", clocks=(clock,), denominator=counted) for clock in CLOCKS}
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


def totals_of(walk: Walk, question: str, **more: Any) -> dict[str, Any]:
    """The row of a question under the filters of the page."""
    asked = walk.exports[LIST][-1]
    shared = ("since", "until", "accounts", "tams", "categories", "priorities", "channels", "regions")
    with snapshots.open_snapshot(walk.snapshot) as connection:
        return dict(
            runner.answer(
                connection, question, {name: asked[name] for name in shared} | {"with_before": False} | more
            ).iloc[0]
        )


@pytest.mark.parametrize(("clock", "counted"), one_of(PAIRS))
def test_each_week_month_and_bucket_is_the_list_it_opens(
    clock: str, counted: str, sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = visit(sample_snapshot, monkeypatch, clock=clock, counted=counted)
    weeks, months, buckets = (walk.shown(f"clock_{name}") for name in ("weekly", "monthly", "distribution"))

    marks = {f"week/{row.week_start:%Y-%m-%d}": row.judged_count for row in weeks.iloc[[20, -1]].itertuples()}
    marks |= {f"month/{row.month_start:%Y-%m}": row.judged_count for row in months.iloc[[0]].itertuples()}
    marks |= {figures.bucket_code(buckets, start): number for start, number in spread(buckets)}

    assert wrong(walk, marks) == {}


def spread(buckets: pd.DataFrame) -> list[tuple[Any, Any]]:
    """The third and the last bucket, each with what it counts."""
    some = buckets.iloc[[2, -1]]
    return list(zip(some["from_minutes"], some["timed_count"], strict=True))


@pytest.mark.parametrize(
    ("zone", "clock"),
    one_of([("reporting", "first_response"), ("account", "next_response"), ("account", "resolution")]),
)
def test_each_cell_of_a_heat_map_is_the_list_it_opens(
    zone: str, clock: str, sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = visit(sample_snapshot, monkeypatch, part="hours", zone=zone, clock=clock)
    arrivals, breaches = walk.shown("response_hours", 0), walk.shown("response_hours", 1)
    assert (len(arrivals), len(breaches)) == (168, 168)

    marks = {}
    for cells in (arrivals, breaches):
        some = cells.sort_values("row_count", kind="stable").iloc[[0, -2, -1]]
        marks |= dict(zip(some["code"], some["row_count"], strict=True))

    assert wrong(walk, marks) == {}


@pytest.mark.parametrize(
    ("by", "clock", "counted"),
    one_of(
        [
            ("account", "first_response", "opened"),
            ("agent", "next_response", "resolved"),
            ("tam", "first_response", "opened"),
        ]
    ),
)
def test_each_kind_and_owner_is_the_list_it_opens(
    by: str, clock: str, counted: str, sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = visit(sample_snapshot, monkeypatch, part="groups", clock=clock, counted=counted, rank=by)
    kinds, owners = walk.shown("clock_by_kind"), walk.shown("clock_by_owner")

    marks = dict(zip(kinds["code"], kinds["judged_count"], strict=True)) if by == "account" else {}
    some = pd.concat([owners.head(3), owners.tail(2)])
    marks |= dict(zip(some["code"], some["judged_count"], strict=True))

    assert wrong(walk, marks) == {}


@pytest.mark.parametrize(
    ("measure", "clock"), one_of([("business", "next_response"), ("elapsed", "resolution"), ("replies", "resolution")])
)
def test_each_bracket_and_week_of_durations_is_the_list_it_opens(
    measure: str, clock: str, sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = visit(sample_snapshot, monkeypatch, part="times", clock=clock, measure=measure)
    brackets, weeks = walk.shown("response_brackets"), walk.shown("clock_durations")
    assert (
        brackets["row_count"].sum()
        == totals_of(walk, "clock_totals", clocks=(clock,), denominator="opened")["row_count"]
    )

    marks = dict(zip(brackets["code"], brackets["row_count"], strict=True))
    marks |= dict(zip(weeks["code"].tail(2), weeks["timed_count"].tail(2), strict=True))

    assert wrong(walk, marks) == {}


@pytest.mark.parametrize("split", one_of(["all", "month"]))
def test_each_stage_is_the_list_it_opens(split: str, sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = visit(sample_snapshot, monkeypatch, part="spent", split=split)
    stages = walk.shown("time_spent")

    some = pd.concat([stages.head(5), stages.tail(2)])

    assert wrong(walk, dict(zip(some["code"], some["case_count"], strict=True))) == {}


def test_the_ledger_of_exemptions_is_its_csv(sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = visit(sample_snapshot, monkeypatch)

    ledger = walk.shown("exemption_ledger")

    assert len(ledger) > 0
    assert walk.lists("exemption_ledger", len(ledger))
    assert list(ledger[["reason", "approved_by", "approved_at"]].isna().sum()) == [0, 0, 0]
