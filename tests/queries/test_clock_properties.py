"""What must hold between the questions about clocks: a tile, a bar, a cell and their list agree to the row."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.snapshots import open_snapshot
from queries import runner
from tests.tiers import examples

SHARED = ("accounts", "tams", "categories", "priorities", "channels", "regions")
VERDICTS = ("met", "breached", "pending", "unanswered", "no_target")
TRAITS = ("resolved", "open", "agreed", "once_resolved", "reopened", "one_touch", "two_touch")
NOTHING_NARROWED: dict[str, Any] = {
    "verdicts": (),
    "agents": (),
    "trait": "any",
    "measure": "business",
    "at_least": None,
    "below": None,
    "is_missing": None,
    "hour_of": "opened",
    "zone": "reporting",
    "weekday": None,
    "hour": None,
    "stage": None,
    "row_limit": None,
}
SOME = settings(
    max_examples=examples(5),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
CHOICES = {
    "tams": ["T-01", "T-02", "no_tam"],
    "categories": ["problem", "configuration", "uncategorised"],
    "priorities": ["urgent", "high", "normal", "low"],
    "channels": ["email", "dashboard"],
    "regions": ["Continental Europe", "North America", "no_region"],
}
FILTERS = st.fixed_dictionaries(
    {name: st.just(()) | st.lists(st.sampled_from(codes), max_size=2).map(tuple) for name, codes in CHOICES.items()}
    | {"accounts": st.just(())}
)
CLOCKS = st.sampled_from(["first_response", "next_response", "periodic_update", "resolution"])
DENOMINATORS = st.sampled_from(["opened", "resolved", "due"])
PERIODS = st.tuples(st.dates(date(2026, 3, 1), date(2026, 11, 5)), st.integers(0, 60)).map(
    lambda drawn: {"since": drawn[0], "until": drawn[0] + timedelta(days=drawn[1])}
)
ZONES = st.sampled_from(["reporting", "account"])


@pytest.fixture(scope="module")
def sample(sample_snapshot: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_snapshot(sample_snapshot) as connection:
        yield connection


def ask(connection: duckdb.DuckDBPyConnection, name: str, **given: Any) -> pd.DataFrame:
    """Ask with those of the given parameters that the question takes; totals are of one clock and one period."""
    wanted = runner.read(name).params
    totals = {"clocks": (given.get("clock"),), "with_before": False}
    return runner.answer(connection, name, {key: value for key, value in (totals | given).items() if key in wanted})


def listed(connection: duckdb.DuckDBPyConnection, chosen: dict[str, Any], **narrowed: Any) -> pd.DataFrame:
    return ask(connection, "response_cases", **(NOTHING_NARROWED | chosen | narrowed))


def bound(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


@SOME
@given(FILTERS, CLOCKS, DENOMINATORS, PERIODS)
def test_the_list_holds_each_verdict_as_often_as_the_totals(
    sample: duckdb.DuckDBPyConnection, filters: dict, clock: str, denominator: str, period: dict
) -> None:
    chosen = filters | period | {"clock": clock, "denominator": denominator}
    totals = ask(sample, "clock_totals", **chosen).iloc[0]
    rows = listed(sample, chosen)
    ledger = ask(sample, "exemption_ledger", **chosen)

    counted = {verdict: int(rows["verdict"].eq(verdict).sum()) for verdict in VERDICTS}
    assert counted == {verdict: totals[f"{verdict}_count"] for verdict in VERDICTS}
    assert (len(rows), rows["business_seconds"].notna().sum()) == (totals["row_count"], totals["timed_count"])
    assert rows["is_exempt"].sum() == len(ledger)
    assert ledger["verdict"].isin(["met", "breached"]).sum() == totals["exempt_count"]
    assert len(listed(sample, chosen, verdicts=VERDICTS[:2])) == totals["judged_count"]


@SOME
@given(FILTERS, CLOCKS, DENOMINATORS, PERIODS, st.sampled_from(["business", "elapsed", "replies"]))
def test_every_bar_of_times_lists_what_it_counts(
    sample: duckdb.DuckDBPyConnection, filters: dict, clock: str, denominator: str, period: dict, measure: str
) -> None:
    chosen = filters | period | {"clock": clock, "denominator": denominator}
    row_count = ask(sample, "clock_totals", **chosen).iloc[0]["row_count"]
    brackets = ask(sample, "response_brackets", **chosen, measure=measure)
    assert brackets["row_count"].sum() == row_count
    for bracket in brackets.itertuples(index=False):
        edges = {"at_least": bound(bracket.at_least), "below": bound(bracket.below)}
        is_missing = bracket.bracket == len(brackets)
        rows = listed(sample, chosen, measure=measure, is_missing=is_missing, **edges)
        assert len(rows) == bracket.row_count
    for bucket in ask(sample, "clock_distribution", **chosen).head(3).itertuples(index=False):
        below = bound(bucket.to_minutes)
        edges = {"at_least": int(bucket.from_minutes) * 60, "below": None if below is None else below * 60}
        assert len(listed(sample, chosen, **edges)) == bucket.timed_count


@SOME
@given(FILTERS, CLOCKS, DENOMINATORS, PERIODS, ZONES, st.sampled_from(["opened", "due"]), st.sampled_from(VERDICTS))
def test_every_cell_of_the_week_lists_what_it_counts(
    sample: duckdb.DuckDBPyConnection,
    filters: dict,
    clock: str,
    denominator: str,
    period: dict,
    zone: str,
    hour_of: str,
    verdict: str,
) -> None:
    chosen = filters | period | {"clock": clock, "denominator": denominator}
    place = {"hour_of": hour_of, "zone": zone, "verdicts": (verdict,)}
    cells = ask(sample, "response_hours", **chosen, **place)
    placed = listed(sample, chosen, **place)

    assert len(cells) == 168
    assert cells["row_count"].sum() == placed["opened_at" if hour_of == "opened" else "due_at"].notna().sum()
    for cell in cells[cells["row_count"] > 0].head(3).itertuples(index=False):
        rows = listed(sample, chosen, **place, weekday=int(cell.weekday), hour=int(cell.hour))
        assert len(rows) == cell.row_count


@SOME
@given(FILTERS, CLOCKS, DENOMINATORS, PERIODS)
def test_tables_and_rankings_and_steps_add_up_to_the_totals(
    sample: duckdb.DuckDBPyConnection, filters: dict, clock: str, denominator: str, period: dict
) -> None:
    chosen = filters | period | {"clock": clock, "denominator": denominator}
    totals = ask(sample, "clock_totals", **chosen).iloc[0]
    counts = ["row_count", "judged_count", "met_count", "breached_count", "timed_count"]
    kinds = ask(sample, "clock_by_kind", **chosen)
    assert kinds[counts].sum().to_list() == totals[counts].to_list()
    for kind in kinds.head(2).itertuples(index=False):
        rows = listed(sample, chosen | {"priorities": (kind.priority,), "categories": (kind.category,)})
        assert len(rows) == kind.row_count
    for by, narrowing in (("account", "accounts"), ("agent", "agents"), ("tam", "tams")):
        owners = ask(sample, "clock_by_owner", **chosen, by=by, row_limit=None)
        assert owners[counts].sum().to_list() == totals[counts].to_list()
        for owner in owners.head(2).itertuples(index=False):
            assert len(listed(sample, chosen, **{narrowing: (owner.code,)})) == owner.row_count
    weeks = ask(sample, "clock_weekly", **chosen)
    assert weeks[["met_count", "breached_count"]].sum().to_list() == totals[["met_count", "breached_count"]].to_list()
    steps = ask(sample, "clock_durations", **chosen, step="week")
    assert steps["timed_count"].sum() == totals["timed_count"]
    for week in weeks[weeks["judged_count"] > 0].head(2).itertuples(index=False):
        monday = week.week_start.date()
        within = {
            "since": max(period["since"], monday),
            "until": min(period["until"], monday + timedelta(days=7)),
        }
        assert len(listed(sample, chosen | within, verdicts=("met", "breached"))) == week.judged_count


@SOME
@given(FILTERS, CLOCKS, DENOMINATORS)
def test_a_month_shows_what_its_totals_show(
    sample: duckdb.DuckDBPyConnection, filters: dict, clock: str, denominator: str
) -> None:
    chosen = filters | {"clock": clock, "denominator": denominator}
    months = ask(sample, "clock_monthly", **chosen)
    assert len(months) == 13
    for number in (0, 7, 12):
        since = months["month_start"].iloc[number].date()
        until = (since + timedelta(days=32)).replace(day=1)
        totals = ask(sample, "clock_totals", **chosen, since=since, until=until).iloc[0]
        shown = months[["judged_count", "met_count", "breached_count"]].iloc[number]
        assert shown.to_list() == totals[["judged_count", "met_count", "breached_count"]].to_list()


@SOME
@given(FILTERS, DENOMINATORS, PERIODS, st.sampled_from(TRAITS), st.sampled_from(["all", "priority"]))
def test_traits_and_stages_list_what_they_count(
    sample: duckdb.DuckDBPyConnection, filters: dict, denominator: str, period: dict, trait: str, group_by: str
) -> None:
    chosen = filters | period | {"clock": "resolution", "denominator": denominator}
    totals = ask(sample, "resolution_totals", **chosen).iloc[0]
    assert totals["case_count"] == totals["resolved_count"] + totals["open_count"]
    assert len(listed(sample, chosen, trait=trait)) == totals[f"{trait}_count"]
    for bar in ask(sample, "time_spent", **chosen, group_by=group_by).tail(5).itertuples(index=False):
        narrowed = {"priorities": (bar.group_code,)} if group_by == "priority" else {}
        rows = listed(sample, chosen | narrowed, stage=bar.stage)
        assert (len(rows), rows["stage_business_seconds"].sum()) == (bar.case_count, bar.business_seconds)


@SOME
@given(CLOCKS, DENOMINATORS, PERIODS, st.integers(0, 60))
def test_adjacent_periods_add_up_to_the_whole(
    sample: duckdb.DuckDBPyConnection, clock: str, denominator: str, period: dict, days: int
) -> None:
    cut = min(period["since"] + timedelta(days=days), period["until"])
    chosen = dict.fromkeys(SHARED, ()) | {"clock": clock, "denominator": denominator}
    counts = ["row_count", "timed_count", *(f"{verdict}_count" for verdict in VERDICTS)]
    left, right, whole = (
        ask(sample, "clock_totals", **chosen, since=since, until=until).iloc[0][counts].astype(int)
        for since, until in ((period["since"], cut), (cut, period["until"]), (period["since"], period["until"]))
    )
    assert (left + right).to_list() == whole.to_list()


@SOME
@given(FILTERS, DENOMINATORS, PERIODS)
def test_all_clocks_and_both_periods_at_once_are_what_each_is_alone(
    sample: duckdb.DuckDBPyConnection, filters: dict, denominator: str, period: dict
) -> None:
    chosen = filters | {"denominator": denominator}
    before = {"since": period["since"] - (period["until"] - period["since"]), "until": period["since"]}
    together = ask(sample, "clock_totals", **chosen, **period, clocks=(), with_before=True)
    alone = [
        ask(sample, "clock_totals", **chosen, **days, clock=clock).assign(is_before=days is before)
        for clock in ("first_response", "next_response", "periodic_update", "resolution")
        for days in (period, before)
    ]
    pd.testing.assert_frame_equal(together, pd.concat(alone, ignore_index=True))
    ends = [
        ask(sample, "resolution_totals", **chosen, **days).assign(is_before=days is before) for days in (period, before)
    ]
    both = ask(sample, "resolution_totals", **chosen, **period, with_before=True)
    pd.testing.assert_frame_equal(both, pd.concat(ends, ignore_index=True), check_dtype=False)


def test_the_time_spent_is_the_time_of_all_spans(sample: duckdb.DuckDBPyConnection) -> None:
    (whole,) = sample.execute("select cast(sum(business_seconds) as bigint) from case_spans").fetchone()
    every = dict.fromkeys(SHARED, ()) | {"since": date(2000, 1, 1), "until": date(2100, 1, 1)}
    for group_by in ("all", "month", "category", "priority"):
        stages = ask(sample, "time_spent", **every, denominator="opened", group_by=group_by)
        assert stages["business_seconds"].sum() == whole


def test_the_wait_for_an_answer_is_the_first_response_of_cases_that_never_paused_before(
    sample: duckdb.DuckDBPyConnection,
) -> None:
    every = dict.fromkeys(SHARED, ()) | {"since": date(2000, 1, 1), "until": date(2100, 1, 1)}
    waits = listed(sample, every | {"clock": "resolution", "denominator": "opened"}, stage="waiting_for_first_response")
    paused = sample.execute("""
        select distinct case_spans.case_id
        from case_spans
        inner join case_metrics on case_spans.case_id = case_metrics.case_id
        where case_spans.state <> 'open' and case_spans.from_at < case_metrics.first_response_at
    """).fetchall()
    answers = sample.execute("""
        select case_id, cast(first_response_business_seconds as bigint)
        from case_metrics
        where first_response_business_seconds > 0
    """).fetchall()
    plain = {case_id: seconds for case_id, seconds in answers if (case_id,) not in set(paused)}
    shown = dict(zip(waits["case_id"], waits["stage_business_seconds"], strict=True))
    assert len(plain) > 1_000
    assert {case_id: shown.get(case_id) for case_id in plain} == plain
