"""Account and Data: escalations agree with the shares they are behind; days without a TAM are counted day by day."""

from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import snapshots
from queries import runner
from tests.building import create_tables
from tests.strategies import CHECKED

ALL: dict[str, runner.Param] = dict.fromkeys(
    ("accounts", "tams", "categories", "priorities", "channels", "regions"), ()
)
PERIODS = ((date(2025, 4, 1), date(2026, 11, 1)), (date(2026, 5, 7), date(2026, 8, 2)))
START, TODAY = date(2026, 1, 1), date(2026, 3, 1)


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("clock", ["escalation_acknowledgement", "escalation_resolution"])
def test_escalations_are_listed_under_the_verdict_they_are_counted_under(
    clock: str, period: tuple[date, date], sample_snapshot: Path
) -> None:
    chosen = {**ALL, "since": period[0], "until": period[1]}
    with snapshots.open_snapshot(sample_snapshot) as connection:
        counted = runner.answer(connection, "attainment_by_clock", chosen).set_index("clock").loc[clock]
        listed = {
            verdict: len(
                runner.answer(
                    connection,
                    "account_escalations",
                    {**chosen, "clock": clock, "verdicts": (verdict,), "states": (), "row_limit": None},
                )
            )
            for verdict in ("met", "breached", "pending", "unanswered", "no_target")
        }

    assert listed == {verdict: int(counted[f"{verdict}_count"]) for verdict in listed}
    assert sum(listed.values()) == int(counted["clock_count"])


def test_days_without_a_tam_are_those_of_each_account(sample_snapshot: Path) -> None:
    with snapshots.open_snapshot(sample_snapshot) as connection:
        found = runner.answer(connection, "accounts_without_tam", {})
        accounts = [row[0] for row in connection.execute("select account_id from accounts").fetchall()]
        stretches = {one: runner.answer(connection, "account_tams", {"account_id": one}) for one in accounts}

    each = {
        one: sorted(rows.loc[rows["is_gap"], "day_count"]) for one, rows in stretches.items() if rows["is_gap"].any()
    }
    assert {one: sorted(rows["day_count"]) for one, rows in found.groupby("account_id")} == each != {}


@st.composite
def assignments(draw: st.DrawFn) -> list[tuple[int, int | None]]:
    """Stretches of days since START, in order and apart or touching; the last may go on."""
    edges = sorted(draw(st.sets(st.integers(-10, 80), min_size=0, max_size=8)))
    pairs: list[tuple[int, int | None]] = list(zip(edges[::2], edges[1::2], strict=False))
    if edges and draw(st.booleans()):
        pairs[-1:] = [(pairs[-1][0] if pairs else edges[0], None)]
    return pairs


@pytest.mark.thorough
@CHECKED
@given(given_assignments=assignments(), premium_days=st.one_of(st.none(), st.integers(1, 90)))
def test_each_premium_day_without_a_tam_is_in_one_stretch(
    given_assignments: list[tuple[int, int | None]], premium_days: int | None
) -> None:
    def day(number: int) -> date:
        return START + timedelta(days=number)

    with duckdb.connect() as connection:
        create_tables(connection)
        connection.execute(
            "insert into snapshot values (?, ?, 'UTC', '1')", [f"{TODAY} 12:00:00+00", f"{TODAY} 12:00:00+00"]
        )
        connection.execute("insert into calendars by name select 'c' as calendar_id, 'C' as name, 'UTC' as time_zone")
        connection.execute(
            "insert into accounts by name select 'a' as account_id, 'A' as name, 'c' as calendar_id, "
            "cast(? as date) as premium_from, cast(? as date) as premium_until",
            [START, day(premium_days) if premium_days else None],
        )
        for first, last in given_assignments:
            connection.execute(
                "insert into tam_assignments by name select 'a' as account_id, 't' as tam_id, "
                "cast(? as date) as assigned_from, cast(? as date) as assigned_until",
                [day(first), None if last is None else day(last)],
            )
        found = runner.answer(connection, "accounts_without_tam", {})

    count = (TODAY - START).days + 1 if premium_days is None else min(premium_days, (TODAY - START).days + 1)
    covered = {number for first, last in given_assignments for number in range(first, 1000 if last is None else last)}
    listed = [
        (row.gap_from.date() - START).days + step
        for row in found.itertuples(index=False)
        for step in range(row.day_count)
    ]
    assert sorted(listed) == [number for number in range(count) if number not in covered]
