"""The facts and weights that are kept as files: they have the columns they promise, and each row its source."""

import csv

import duckdb
import pytest

from data.facts import FACTS, FOLDER, create_fact_tables


@pytest.mark.parametrize("name", FACTS)
def test_file_has_the_columns_of_its_table_and_a_source_in_every_row(name: str) -> None:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)

    assert header == list(FACTS[name])
    assert [row for row in rows if not row[-1].strip()] == []


@pytest.mark.parametrize("name", FACTS)
def test_every_row_of_the_file_is_in_its_table(name: str) -> None:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    with duckdb.connect() as connection:
        create_fact_tables(connection)
        create_fact_tables(connection)  # replaces
        ((count,),) = connection.execute(f"select count(*) from {name}").fetchall()

    assert count == len(rows)


def test_files_and_tables_are_the_same() -> None:
    assert {file.stem for file in FOLDER.glob("*.csv")} == set(FACTS)


def test_published_schedules_have_a_volume_for_every_day_and_never_fall() -> None:
    """A plan can be drawn from each; what is no volume of a day (a share, a campaign's cap) is left out."""
    with duckdb.connect() as connection:
        create_fact_tables(connection)
        odd = connection.execute(
            "select provider from warmup_schedules group by provider"
            " having count(max_volume) <> max(day) - min(day) + 1 or min(day) not in (0, 1)"
            " or list(max_volume order by day) <> list_sort(list(max_volume))"
        ).fetchall()

    assert odd == []


def test_each_rate_is_to_be_watched_before_it_is_to_be_stopped() -> None:
    with duckdb.connect() as connection:
        create_fact_tables(connection)
        levels = connection.execute(
            "select metric, list(level order by value) from watch_thresholds group by metric order by metric"
        ).fetchall()

    assert levels == [(metric, ["watch", "stop"]) for metric in ("bounce", "complaint", "deferral")]
