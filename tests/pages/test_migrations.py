"""The page Migrations, run in the shell without a browser."""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from data import snapshots
from pages.migrations import drawing, fleet, plan_drawing, plan_file
from queries import runner
from tests.data import tiny
from tests.pages.walking import Walk, open_page

NARROWED_BY = {"accounts": (), "tams": (), "regions": ()}
STALLED, PAUSED, PLANNED = "MIG-011", "MIG-018", "MIG-019"


def asked(snapshot: Path, question: str, **params: Any) -> pd.DataFrame:
    with snapshots.open_snapshot(snapshot) as connection:
        return runner.answer(connection, question, params)


def said(walk: Walk) -> str:
    """All words of the page, with plain spaces."""
    parts = (walk.app.markdown, walk.app.caption, walk.app.header, walk.app.info, walk.app.warning)
    return "\n".join(one.value for part in parts for one in part).replace("\N{NO-BREAK SPACE}", " ")


def spec_of(walk: Walk, place: int) -> str:
    return str(walk.app.get("vega_lite_chart")[place].proto.spec)


def test_each_group_counts_what_it_lists(sample_snapshot: Path) -> None:
    totals = asked(sample_snapshot, "migration_totals", **NARROWED_BY)
    counted = dict(zip(totals["group_code"], totals["migration_count"], strict=True))

    listed = {
        group: len(asked(sample_snapshot, "migration_list", group_code=group, **NARROWED_BY)) for group in counted
    }

    assert listed == counted
    assert set(counted) == set(fleet.GROUPS)


def test_each_card_is_the_list_it_opens_and_its_csv(sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = open_page("migrations", sample_snapshot, monkeypatch)
    numbers = walk.numbers()
    assert set(numbers) == {definition.name for definition, _ in fleet.CARDS.values()}

    for name in ("Stalled migrations", "Late migrations", "Health: stop", "No finish date yet"):
        walk.press(name)
        assert (name, walk.lists("migration_list", numbers[name])) == (name, True)
    assert walk.app.query_params == {"migrations": "cannot_say"}


def test_a_stalled_migration_has_no_date(sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = open_page("migrations", sample_snapshot, monkeypatch, migration=STALLED, scale="log")

    assert "it is stalled, and while it is, **no finish can be given**." in said(walk)
    assert walk.cards()["Projected finish"] == "cannot say"
    assert '"type": "log"' in spec_of(walk, 0)
    assert "inbox" not in said(walk).lower()
    assert walk.app.query_params == {"migration": STALLED, "scale": "log"}


def test_cases_and_requests_are_listed_as_they_are_counted(
    sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = open_page("migrations", sample_snapshot, monkeypatch, migration=PAUSED)
    phases = asked(sample_snapshot, "migration_cases_compared", migration_id=PAUSED).set_index("phase")["case_count"]
    weeks = walk.shown("migration_cases_weekly")
    busiest = weeks.loc[weeks["case_count"].idxmax()]
    requests = {name: number for name, number in walk.numbers().items() if "scope" in name}

    assert weeks.groupby("phase")["case_count"].sum().to_dict() == phases.to_dict()
    for chosen, number in ((f"week:{busiest['week_number']}", busiest["case_count"]), ("before", phases["before"])):
        walk.choose("cases", chosen)
        assert (chosen, walk.lists("issue_cases_list", int(number))) == (chosen, True)
    assert walk.shown("migration_requests")["escalation_id"].nunique() == sum(requests.values()) > 0
    for name in ("Escalations in scope", "Template work, out of scope"):
        walk.press(name)
        rows = [one for one in walk.app.dataframe if one.value.columns[0] == "escalation_id"]
        assert (name, sum(len(one.value) for one in rows)) == (name, requests[name])


def test_what_has_not_begun_is_not_projected(sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = open_page("migrations", sample_snapshot, monkeypatch, migration=PLANNED)

    assert "It has not begun: nothing is projected." in said(walk)
    assert "The migration has not begun: there is no week to compare." in said(walk)


def test_a_migration_that_is_not_there_is_named(sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = open_page("migrations", sample_snapshot, monkeypatch, migration="MIG-*9*")

    (warning,) = [one.value for one in walk.app.warning]
    assert warning.startswith(r"There is no migration MIG\-\*9\* in these records.")
    walk.app.button(key="back").click()
    walk.run()
    assert walk.numbers()["Stalled migrations"] == 1


def test_filters_narrow_the_fleet_and_those_of_cases_say_they_do_not(
    sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = open_page("migrations", sample_snapshot, monkeypatch, account="ACC-0006", priority="high")

    assert walk.shown("migration_list")["migration_id"].to_list() == [STALLED]
    assert "A migration has no priority: that filter narrows nothing here." in said(walk)


def test_records_without_a_migration_say_so(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = open_page("migrations", snapshots.current(warehouse), monkeypatch)

    assert walk.app.info[0].value.startswith("The records hold no migration.")


def test_a_link_makes_the_same_plan_again(sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = {"show": "plan", "schedule": "Mailtrap automated", "ips": "2", "target": "150000", "start": "2026-11-05"}
    walk = open_page("migrations", sample_snapshot, monkeypatch, **link, weekends="skip", plan_for="NEW-1")

    assert walk.app.query_params == {**link, "weekends": "skip", "plan_for": "NEW-1"}
    assert walk.shown("plan_days")["planned_volume"].to_list()[-1] == 114_000
    assert "3 IPs would reach the target on its last step." in said(walk)
    assert "Source: help.mailtrap.io/article/98-ip-warmup" in said(walk)
    assert "These records hold no such migration" in said(walk)


def test_nonsense_in_a_link_means_the_usual_plan(sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = open_page(
        "migrations",
        sample_snapshot,
        monkeypatch,
        show="plan",
        schedule="mine",
        ips="-1",
        target="1e99",
        start="soon",
        plan_for="=1+1",
    )

    assert walk.app.query_params == {"show": "plan", "plan_for": "=1+1"}
    assert walk.shown("plan_days")["planned_volume"].to_list()[-1] == 1_000_000
    assert "cannot be written to a file safely" in said(walk)


def test_the_file_of_a_plan_is_admitted_to_the_last_row(sample_snapshot: Path, tmp_path: Path) -> None:
    days = asked(
        sample_snapshot,
        "plan_days",
        schedule="SparkPost/Bird manual",
        ips=2,
        target=35_000,
        start=date(2026, 10, 29),
        skip_weekends=True,
    )
    tiny.write(tiny.tiny(), tmp_path)
    tiny.put(tmp_path, "warmup_plan.csv", plan_file.file_of(days, "g1"))

    report, tables = tiny.read(tmp_path)

    (plan,) = [count for count in report.counts if count.record_type == "warmup_plan"]
    assert (plan.read, plan.admitted, tables["rejects"]) == (7, 7, [])
    assert [(row["date"], row["planned_volume"]) for row in tables["warmup_plan"]] == [
        ("2026-10-29", 400),  # a Thursday
        ("2026-10-30", 1_000),
        ("2026-11-02", 2_000),
        ("2026-11-03", 4_000),
        ("2026-11-04", 10_000),
        ("2026-11-05", 20_000),
        ("2026-11-06", 35_000),
    ]


def test_every_schedule_makes_a_plan_that_never_falls(sample_snapshot: Path) -> None:
    schedules = asked(sample_snapshot, "plan_schedules", ips=3, target=90_000)
    with snapshots.open_snapshot(sample_snapshot) as connection:
        for _, schedule in schedules.iterrows():
            days = plan(connection, schedule["schedule"], is_skipping=True)
            assert len(days) == (schedule["step_count"] if pd.isna(schedule["day_count"]) else schedule["day_count"])
            assert days["planned_volume"].is_monotonic_increasing
            assert days["planned_volume"].max() == min(90_000, schedule["last_volume"])
            assert days["date"].dt.day_of_week.max() < 5
            same = plan(connection, schedule["schedule"], is_skipping=False)
            assert same["planned_volume"].to_list() == days["planned_volume"].to_list()


def plan(connection: duckdb.DuckDBPyConnection, schedule: str, *, is_skipping: bool) -> pd.DataFrame:
    params: dict[str, Any] = {"schedule": schedule, "ips": 3, "target": 90_000, "start": date(2026, 10, 31)}
    return runner.answer(connection, "plan_days", {**params, "skip_weekends": is_skipping})


def test_a_log_scale_leaves_out_days_without_messages_and_axes_name_the_zone() -> None:
    days = pd.DataFrame(
        {"day": ["2026-10-01", "2026-10-02"], "stage": [0, 1], "planned_volume": [0, 100], "premium_sent": [5, 0]}
    ).assign(legacy_sent=float("nan"))
    words = {"zone": "Europe/Paris", "first": "2026-10-01", "last": "2026-10-02", "target": "2026-10-02", "ink": "#000"}

    linear, log = (drawing.volumes(days, scale=scale, **words) for scale in ("linear", "log"))

    assert [max(len(rows) for rows in spec["datasets"].values()) for spec in (linear, log)] == [4, 2]
    planned = pd.DataFrame(
        {"day": ["2026-10-01"], "step": [1], "planned_volume": [9], "published_volume": [9], "is_on_target": [True]}
    )
    spec = plan_drawing.planned_days(planned, zone="Europe/Paris", scale="log")
    assert all("Europe/Paris" in str(one) for one in (linear, log, spec))
