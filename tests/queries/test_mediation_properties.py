"""Mediation: a tile, a bar and a cell agree to the row with the list behind them, under any filters."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.snapshots import open_snapshot
from queries import runner
from tests.building import create_tables
from tests.strategies import CHECKED
from tests.tiers import examples

WORLD = (Path(__file__).parent.parent / "worlds" / "mediation.sql").read_text(encoding="utf-8")
RESULTS = ("resolved", "declined", "no_reply", "withdrawn", "no_outcome", "open", "tier_2")
COUNTED = {f"{result}_count": f"result:{result}" for result in RESULTS} | {
    "premature_count": "flag:premature",
    "odd_count": "flag:odd",
    "submitted_count": "submit:done",
    "unsubmitted_count": "submit:waiting",
    "never_submitted_count": "submit:never",
    "replied_count": "reply:done",
    "unreplied_count": "reply:waiting",
    "never_replied_count": "reply:never",
}


def some(*codes: str) -> st.SearchStrategy[tuple[str, ...]]:
    """Mostly no filter, sometimes one or two codes."""
    return st.one_of(st.just(()), st.lists(st.sampled_from(codes), min_size=1, max_size=2, unique=True).map(tuple))


FILTERS = st.builds(
    lambda since, days, accounts, tams, regions: {
        "since": since,
        "until": since + timedelta(days=days),
        "accounts": accounts,
        "tams": tams,
        "regions": regions,
        **dict.fromkeys(("categories", "priorities", "channels"), ()),
    },
    st.one_of(st.just(date(2025, 5, 1)), st.dates(date(2025, 4, 25), date(2026, 10, 25))),
    st.one_of(st.just(700), st.integers(1, 400)),
    some("ACC-0006", "ACC-0011", "alpha", "bravo", "carol"),
    some("T-04", "T-08", "ana", "bo", "no_tam"),
    some("EMEA", "UK and Ireland", "no_region"),
)


@pytest.fixture(scope="module")
def snapshots(sample_snapshot: Path) -> Iterator[list[duckdb.DuckDBPyConnection]]:
    """The sample, and the world of odd records."""
    with duckdb.connect() as odd, open_snapshot(sample_snapshot) as sample:
        create_tables(odd)
        odd.execute(WORLD)
        yield [sample, odd]


def asked(
    connection: duckdb.DuckDBPyConnection, filters: dict[str, runner.Param], name: str, **more: runner.Param
) -> list[dict[str, object]]:
    """The rows of a question under these filters."""
    shared = {key: value for key, value in filters.items() if key in runner.read(name).params}
    rows: list[dict[str, object]] = runner.answer(connection, name, shared | more).to_dict("records")
    return rows


@settings(CHECKED, max_examples=examples(4))
@given(filters=FILTERS, place=st.integers(0, 1), column=st.sampled_from(list(COUNTED)))
def test_every_count_is_the_list_behind_it(
    snapshots: list[duckdb.DuckDBPyConnection], filters: dict[str, runner.Param], place: int, column: str
) -> None:
    ask = partial(asked, snapshots[place], filters)

    def listed(*codes: str) -> int:
        return len(ask("mediation_list", codes=codes, row_limit=None))

    (total,) = ask("mediation_figures", by="all")
    counts = {name: listed("part:period", code) for name, code in COUNTED.items()}
    assert counts == {name: total[name] for name in COUNTED}
    assert listed("part:period") == total["request_count"]

    assert sum(counts[f"{result}_count"] for result in RESULTS) == total["request_count"]
    assert total["in_scope_count"] == sum(map(counts.__getitem__, _ways("submitted")))
    assert total["in_scope_count"] == total["request_count"] - counts["tier_2_count"]

    for by in ("provider", "month"):
        rows = ask("mediation_figures", by=by)
        assert {name: sum(row[name] for row in rows) for name in COUNTED} == counts
        for row in rows[-3:]:
            assert row[column] == listed("part:period", f"{by}:{row['code']}", COUNTED[column])

    steps = ask("mediation_now")
    cells = ask("mediation_by_tam")
    assert sum(row["request_count"] for row in steps) == listed("part:now")
    for row in steps:
        of_tams = sum(cell["request_count"] for cell in cells if cell["step"] == row["step"])
        assert row["request_count"] == listed("part:now", f"step:{row['step']}") == of_tams
    for cell in (cell for cell in cells if cell["request_count"]):
        codes = ("part:now", f"tam:{cell['tam_id']}", f"step:{cell['step']}")
        assert cell["request_count"] == listed(*codes)

    contacts = ask("mediation_contacts")
    assert sum(row["request_count"] for row in contacts) == total["request_count"]
    assert sum(row["open_count"] for row in contacts) == listed("part:now")


def _ways(done: str) -> Sequence[str]:
    """What stopped, what runs, what ended without."""
    return (f"{done}_count", f"un{done}_count", f"never_{done}_count")


@settings(CHECKED, max_examples=examples(4))
@given(filters=FILTERS, place=st.integers(0, 1), cut=st.integers(0, 400))
def test_adjacent_periods_add_up_to_the_whole(
    snapshots: list[duckdb.DuckDBPyConnection], filters: dict[str, runner.Param], place: int, cut: int
) -> None:
    since, until = filters["since"], filters["until"]
    assert isinstance(since, date)
    assert isinstance(until, date)
    middle = min(since + timedelta(days=cut), until)

    def ids(start: date, end: date) -> list[object]:
        within = filters | {"since": start, "until": end}
        rows = asked(snapshots[place], within, "mediation_list", codes=("part:period",), row_limit=None)
        return sorted(str(row["mediation_id"]) for row in rows)

    assert ids(since, until) == sorted([*ids(since, middle), *ids(middle, until)], key=str)
