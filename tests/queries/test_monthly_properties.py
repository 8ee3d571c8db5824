"""A month: the numbers of the other pages, parts that add up, and a past that later records do not change."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.load import load
from data.snapshots import open_snapshot
from tests.building import create_tables
from tests.queries.test_managers_properties import ALL, FEW, FILTERS, ask

RUNNING = date(2026, 10, 1)  # the sample ends on the evening of the 31st
OVER = [date(2025, month, 1) for month in range(5, 13)] + [date(2026, month, 1) for month in range(1, 10)]
CELLS = st.lists(
    st.tuples(
        st.sampled_from(["acme", "bolt", "cove"]),
        st.sampled_from(["urgent", "normal", "low"]),
        st.booleans(),  # in the second month
        st.integers(1, 9),
        st.integers(0, 9),
    ),
    min_size=1,
    max_size=12,
)


@pytest.fixture(scope="module")
def sample(sample_snapshot: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_snapshot(sample_snapshot) as connection:
        yield connection


@pytest.fixture(scope="module")
def two_months() -> Iterator[duckdb.DuckDBPyConnection]:
    """Three accounts and no case yet; the records end in November."""
    with duckdb.connect() as connection:
        create_tables(connection)
        connection.execute("insert into snapshot values ('2026-11-20', '2026-11-20', 'UTC', '1')")
        connection.execute(
            "insert into accounts by name select unnest(['acme', 'bolt', 'cove']) as account_id, account_id as name"
        )
        yield connection


def next_month(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def number(value: object) -> float | None:
    """Whatever a figure is, as a number to compare; none stays none."""
    return None if pd.isna(value) else round(float(value), 9)  # type: ignore[arg-type,call-overload]


@FEW
@given(month=st.sampled_from([*OVER, RUNNING]), filters=FILTERS)
def test_a_month_has_the_figures_that_the_other_pages_have(
    sample: duckdb.DuckDBPyConnection, month: date, filters: dict
) -> None:
    """Each figure and its n, asked for on its own page for the days of the month, under any filters."""
    clock = {"clocks": ("first_response",), "with_before": False, "denominator": "opened"}
    period = {"since": month, "until": next_month(month), **clock}
    figures = ask(sample, "month_figures", {"month": month}, filters).set_index("figure")
    totals = ask(sample, "clock_totals", period, filters).iloc[0]
    resolution = ask(sample, "resolution_totals", period, filters).iloc[0]
    acknowledged = ask(sample, "tam_acknowledgement", period, filters)
    breaches = ask(sample, "month_breaches_by_account", {"month": month}, filters)
    change = ask(sample, "month_change", {"month": month}, filters).iloc[0]

    found = {figure: (number(figures.loc[figure, "value"]), figures.loc[figure, "n"]) for figure in figures.index[:7]}
    assert found == {
        "cases_opened": (totals["row_count"], totals["row_count"]),
        "first_response_attainment": (number(totals["attainment"]), totals["judged_count"]),
        "first_response_adjusted": (
            number(totals["adjusted_attainment"]),
            totals["judged_count"] - totals["exempt_count"],
        ),
        "median_first_response": (number(totals["median_business_seconds"]), totals["timed_count"]),
        "p90_first_response": (number(totals["p90_business_seconds"]), totals["timed_count"]),
        "agreed_resolution": (number(resolution["agreed_share"]), resolution["resolved_count"]),
        "open_at_end": (ask(sample, "backlog_daily", period, filters)["open_count"].iloc[-1],) * 2,
    }
    if not (filters["priorities"] or filters["channels"]):
        judged = acknowledged["judged_count"].sum()
        assert figures.loc["escalations", "value"] == acknowledged["escalation_count"].sum()
        assert figures.loc["escalation_acknowledgement", "n"] == judged
        assert number(figures.loc["escalation_acknowledgement", "value"]) == (
            number(acknowledged["met_count"].sum() / judged) if judged else None
        )
    assert breaches["breached_count"].sum() == totals["breached_count"]
    assert (change["after_count"], number(change["after_attainment"])) == found["first_response_attainment"][::-1]


@FEW
@given(month=st.sampled_from(OVER), filters=FILTERS)
def test_the_last_points_of_the_series_are_the_figures(
    sample: duckdb.DuckDBPyConnection, month: date, filters: dict
) -> None:
    """The month, the one before and the one a year ago, with the limits."""
    series = ask(sample, "month_series", {"month": month}, filters).set_index(["series", "month"])
    figures = ask(sample, "month_figures", {"month": month}, filters).set_index("figure")
    for name in ("first_response_attainment", "median_first_response", "agreed_resolution", "open_at_end"):
        figure, points = figures.loc[name], series.loc[name]
        first, before, last = points.iloc[0], points.iloc[-2], points.iloc[-1]
        assert len(points) == 13
        assert [number(point["value"]) for point in (last, before, first)] == [
            number(figure[column]) for column in ("value", "previous_value", "year_ago_value")
        ]
        for column in ("centre", "lower_limit", "upper_limit"):
            assert number(last[column]) == number(figure[column])


@FEW
@given(filters=FILTERS)
def test_at_the_end_of_the_records_load_and_migrations_are_those_of_now(
    sample: duckdb.DuckDBPyConnection, filters: dict
) -> None:
    figures = ask(sample, "month_figures", {"month": RUNNING}, filters).set_index("figure")
    loads = ask(sample, "tam_load", filters)
    narrowed = filters["categories"] or filters["priorities"] or filters["channels"]

    assert figures.loc[["tam_load", "tam_load_uncovered"], "value"].sum() == loads["load_points"].sum()
    assert figures.loc[["tam_load", "tam_load_uncovered"], "n"].sum() == loads["open_count"].sum()
    if not narrowed:
        standing = ask(sample, "migration_totals", filters).set_index("group_code")["migration_count"]
        rows = ask(sample, "month_migrations", {"month": RUNNING}, filters)
        listed = ask(sample, "migration_list", filters, {"group_code": "all"}).set_index("migration_id")
        assert figures.loc["migrations_on_track", "value"] == standing["on_track"]
        assert figures.loc["migrations_late", "value"] == standing["late"]
        assert figures.loc["migrations_stalled", "value"] == standing["stalled"]
        columns = ["standing", "stage", "days_behind", "stalled_since", "health", "projected_on", "days_to_target"]
        pd.testing.assert_frame_equal(
            rows.set_index("migration_id")[columns], listed.loc[rows["migration_id"], columns], check_dtype=False
        )


def test_a_month_that_is_over_stands_as_it_stood_when_it_ended(
    sample: duckdb.DuckDBPyConnection, sample_snapshot: Path, tmp_path: Path
) -> None:
    """The same records, loaded as of the last second of August: what later records add moves none of these."""
    report = load(
        sample_snapshot.parents[1] / "sample",
        tmp_path / "then",
        as_of=datetime(2026, 8, 31, 21, 59, 59, tzinfo=UTC),
        reporting_time_zone="Europe/Amsterdam",
    )
    assert report.snapshot is not None
    lasting = ["cases_opened", "open_at_end", "escalations", "tam_load", "tam_capacity", "tam_load_uncovered"]
    with open_snapshot(report.snapshot) as then:
        figures = [
            ask(connection, "month_figures", ALL, {"month": date(2026, 8, 1)}).set_index("figure")
            for connection in (then, sample)
        ]

    assert figures[0].loc[lasting, "value"].to_list() == figures[1].loc[lasting, "value"].to_list()
    assert figures[0].loc["tam_load", "value"] > 0
    assert [frame["is_running"].iloc[0] for frame in figures] == [True, False]


def changes(connection: duckdb.DuckDBPyConnection, cells: list[tuple[str, str, bool, int, int]]) -> pd.DataFrame:
    """The change from September to October 2026 if these cases were opened in them."""
    connection.execute("delete from case_metrics")
    for cell, (account, priority, is_after, judged, met) in enumerate(cells):
        connection.execute(
            """
            insert into case_metrics by name
            select
                $cell || '-' || number as case_id,
                $account as account_id,
                $priority as priority,
                cast($opened_at as timestamptz) as opened_at,
                if(number <= $met, 'met', 'breached') as first_response_verdict,
                false as is_first_response_exempt,
            from range(1, $judged + 1) as numbers (number)
            """,
            {
                "cell": cell,
                "account": account,
                "priority": priority,
                "opened_at": "2026-10-10 10:00:00+00" if is_after else "2026-09-10 10:00:00+00",
                "judged": judged,
                "met": met,
            },
        )
    return ask(connection, "month_change", ALL, {"month": date(2026, 10, 1)})


@FEW
@given(cells=CELLS)
def test_the_parts_of_a_change_add_up_and_turn_round_with_it(
    two_months: duckdb.DuckDBPyConnection, cells: list
) -> None:
    """Mix and rates are the whole change, in each dimension; the months exchanged, every part changes its sign."""
    both = [("acme", "urgent", False, 2, 1), ("bolt", "urgent", True, 2, 1), *cells]
    rows = changes(two_months, both)
    turned = changes(two_months, [(one, two, not is_after, *rest) for one, two, is_after, *rest in both])
    whole, back = rows.iloc[0], turned.iloc[0]
    parts = ["priority_mix_effect", "account_mix_effect", "rate_effect"]

    assert whole[parts].sum() == pytest.approx(whole["after_attainment"] - whole["before_attainment"], abs=1e-12)
    assert whole["priority_mix_effect"] + whole["account_mix_effect"] == pytest.approx(whole["mix_effect"], abs=1e-12)
    for _, group in rows.groupby("dimension"):
        for column in ("mix_effect", "rate_effect", "effect", "one_sided_effect"):
            assert group[column].sum() == pytest.approx(whole[column], abs=1e-12)
    assert whole[parts].to_list() == pytest.approx([-part for part in back[parts]], abs=1e-12)


def test_equal_rates_leave_the_whole_change_to_the_mix_and_an_equal_mix_to_the_rates(
    two_months: duckdb.DuckDBPyConnection,
) -> None:
    only_priorities = [
        ("acme", "urgent", False, 4, 1),
        ("acme", "low", False, 4, 4),
        ("acme", "urgent", True, 8, 2),
        ("acme", "low", True, 4, 4),
    ]
    only_rates = [
        ("acme", "urgent", False, 4, 1),
        ("bolt", "low", False, 4, 4),
        ("acme", "urgent", True, 4, 3),
        ("bolt", "low", True, 4, 3),
    ]
    parts = ["priority_mix_effect", "account_mix_effect", "rate_effect", "effect"]

    mixed = changes(two_months, only_priorities).iloc[0][parts].to_list()
    rated = changes(two_months, only_rates).iloc[0][parts].to_list()

    assert mixed == pytest.approx([6 / 12 - 5 / 8, 0, 0, 6 / 12 - 5 / 8], abs=1e-12)
    assert rated == pytest.approx([0, 0, 6 / 8 - 5 / 8, 6 / 8 - 5 / 8], abs=1e-12)


def test_the_sums_of_account_and_priority_decide_which_of_them_a_mix_is_of(
    two_months: duckdb.DuckDBPyConnection,
) -> None:
    """Accounts that change while each has the same priorities are a mix of accounts alone."""
    cells = [
        (account, priority, is_after, judged, judged if account == "acme" else 0)
        for account, is_after, judged in [
            ("acme", False, 6),
            ("bolt", False, 2),
            ("acme", True, 2),
            ("bolt", True, 6),
        ]
        for priority in ("urgent", "low")
    ]

    whole = changes(two_months, cells).iloc[0]

    assert [whole["priority_mix_effect"], whole["account_mix_effect"], whole["rate_effect"]] == pytest.approx(
        [0, -0.5, 0], abs=1e-12
    )
