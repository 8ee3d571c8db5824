"""The sample records: always the same, accepted by the product, and telling the story that docs/sample.md promises."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from data import sample
from data.contract import PRIORITIES
from data.errors import RecordsError, UsageError
from data.load import check, load
from data.sample import story, write_sample
from data.sample.conversations import CALL_SUBJECTS, CONVERSATIONS, ESCALATION_SPEEDS, SPEEDS, STEPS, SUBJECTS
from data.sample.organisation import organisation
from data.sample.story import Dates
from data.sample.told_cases import told_cases
from data.snapshots import current, open_snapshot
from tests.tiers import one_of

THROUGH = date(2026, 10, 31)
BAD_MONTH = "2026-06"


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as everybody gets it."""
    directory = tmp_path_factory.mktemp("sample") / "records"
    write_sample(directory)
    return directory


@pytest.fixture(scope="module")
def snapshot(records: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The sample, loaded."""
    warehouse = tmp_path_factory.mktemp("sample-warehouse")
    load(records, warehouse, reporting_time_zone="Europe/Amsterdam", max_rejects=0)
    with open_snapshot(current(warehouse)) as connection:
        yield connection


def rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[object, ...]]:
    return connection.execute(sql).fetchall()


def monthly_attainment(connection: duckdb.DuckDBPyConnection, metric: str) -> dict[str, float]:
    verdict = f"{metric}_verdict"
    return dict(
        connection.execute(
            f"""
            select
                strftime(opened_at at time zone 'Europe/Amsterdam', '%Y-%m') as month,
                count(*) filter (where {verdict} = 'met') / count(*) filter (where {verdict} in ('met', 'breached'))
            from case_metrics
            group by month
            """
        ).fetchall()
    )


def digest(directory: Path) -> str:
    """One number for the names and bytes of all files."""
    total = hashlib.md5()
    for file in sorted(directory.rglob("*")):
        if file.is_file():
            total.update(file.relative_to(directory).as_posix().encode() + file.read_bytes())
    return total.hexdigest()


# --- always the same


def test_the_same_arguments_give_the_same_bytes_on_every_machine(tmp_path: Path) -> None:
    """Pinned on purpose: a change of the story changes it, another machine or version of DuckDB must not."""
    write_sample(tmp_path / "one", cases=300)
    write_sample(tmp_path / "two", cases=300)

    assert digest(tmp_path / "one") == digest(tmp_path / "two")
    assert digest(tmp_path / "one") == "d046fc5d9fd966d0e96aa78bf007f00b"


def test_another_seed_gives_other_cases_of_the_same_organisation(tmp_path: Path) -> None:
    write_sample(tmp_path / "one", cases=300, seed=1)
    write_sample(tmp_path / "two", cases=300, seed=2)

    same = {
        file.name: file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()
        for file in (tmp_path / "one").glob("*.csv")
    }
    assert {name for name, is_same in same.items() if not is_same} == {
        "cases.csv",
        "case_events.csv",
        "escalations.csv",
        "exemptions.csv",
        "mediations.csv",
        "email_traffic.csv",
    }


def test_chance_comes_from_md5_of_seed_and_key() -> None:
    with duckdb.connect() as connection:
        connection.execute("set variable seed = '7'")
        connection.execute((sample.MODEL_DIR / "02_dice.sql").read_text(encoding="utf-8"))
        thrown = connection.execute("select dice('when|12')").fetchone()

    expected = int.from_bytes(hashlib.md5(b"7|when|12").digest()[8:], "little")
    assert thrown == (expected,)


# --- accepted by the product


@pytest.mark.parametrize("days", one_of(range(8)))
def test_every_last_day_gives_records_without_a_reject(tmp_path: Path, days: int) -> None:
    """Whatever weekday the last day is, and over a change of the clocks."""
    through = date(2027, 3, 26) + timedelta(days=days)
    write_sample(tmp_path / "records", cases=150, through=through)

    report = check(tmp_path / "records")

    assert report.rejected_kinds == []
    assert {count.record_type: count.admitted for count in report.counts}["cases"] == 150
    assert report.as_of is not None
    assert datetime(through.year, through.month, through.day, 18, tzinfo=UTC) < report.as_of
    assert report.as_of <= Dates(through).cutoff


@pytest.mark.parametrize("cases", [1, 5, 22, 23])
def test_even_a_few_cases_load(tmp_path: Path, cases: int) -> None:
    write_sample(tmp_path / "records", cases=cases)

    report = check(tmp_path / "records")

    assert report.rejected_kinds == []
    assert {count.record_type: count.admitted for count in report.counts}["cases"] == cases


def test_many_cases_come_as_parquet_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sample, "CSV_UP_TO", 500)
    monkeypatch.setattr(sample, "PART_SIZE", 400)
    said: list[str] = []

    write_sample(tmp_path / "records", cases=1000, progress=said.append)

    assert said == ["422 of 1,000 cases written", "822 of 1,000 cases written", "1,000 of 1,000 cases written"]
    names = [file.name for file in sorted((tmp_path / "records" / "cases").iterdir())]
    assert names == ["00000.parquet", "00001.parquet", "00002.parquet"]
    report = check(tmp_path / "records")
    assert report.rejected_kinds == []
    cases = [count for count in report.counts if count.record_type == "cases"]
    assert (sum(count.admitted for count in cases), sum(count.duplicates for count in cases)) == (1000, 0)


def test_ten_million_cases_have_an_organisation_to_match() -> None:
    everybody = organisation(10_000_000)

    assert (len(everybody.accounts), len(everybody.agents), len(everybody.tams)) == (2400, 800, 320)
    for unique in (
        [account.account_id for account in everybody.accounts],
        [account.name for account in everybody.accounts],
        [person.person_id for person in everybody.people],
        [person.email for person in everybody.people],
    ):
        assert len(set(unique)) == len(unique)


# --- careful with what is there


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text("mine", encoding="utf-8")

    with pytest.raises(UsageError, match="holds other files; name a new or empty folder"):
        write_sample(tmp_path, cases=10)

    assert [file.name for file in tmp_path.iterdir()] == ["cases.csv"]


def test_an_earlier_sample_is_replaced_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sample, "CSV_UP_TO", 10)
        write_sample(tmp_path / "records", cases=50)
    write_sample(tmp_path / "records", cases=50)
    write_sample(tmp_path / "fresh", cases=50)

    assert digest(tmp_path / "records") == digest(tmp_path / "fresh")


def test_a_failure_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sample, "_copy", full_disk)

    with pytest.raises(RecordsError, match=r"cannot be written to .*records: .*No space left on device"):
        write_sample(tmp_path / "records", cases=10)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"cases": 0}, "--cases must be at least 1, not 0"),
        ({"through": date(1969, 12, 31)}, "--through must lie between 1975 and 2095, not 1969-12-31"),
    ],
)
def test_wrong_arguments_are_refused_in_words(tmp_path: Path, arguments: dict[str, object], sentence: str) -> None:
    with pytest.raises(UsageError) as refusal:
        write_sample(tmp_path / "records", **arguments)  # type: ignore[arg-type]

    assert str(refusal.value) == sentence


# --- the parameters hang together


def test_shares_and_steps_of_the_parameters_add_up() -> None:
    assert sum(weight for weight, _ in CONVERSATIONS) == 1000
    assert {name for _, talk in CONVERSATIONS for name in talk.split(", ")} <= set(STEPS)
    assert {step.speed for step in STEPS.values()} <= {speed.name for speed in SPEEDS}
    assert [speed.name for speed in (*SPEEDS, *ESCALATION_SPEEDS) if list(speed.minutes) != sorted(speed.minutes)] == []
    for weights in (story.PRIORITY_WEIGHTS, story.PRIORITY_WEIGHTS_IN_INCIDENT, story.TOPIC_WEIGHTS):
        assert sum(weights.values()) == 100
    assert tuple(story.PRIORITY_WEIGHTS) == PRIORITIES
    assert sum(story.MAILBOX_PROVIDERS.values()) == sum(weight for _, weight, _ in CALL_SUBJECTS) == 100
    assert set(SUBJECTS) == set(story.TOPIC_WEIGHTS)


# --- the story


def test_the_sample_has_the_size_it_promises(snapshot: duckdb.DuckDBPyConnection) -> None:
    ((cases, accounts, tams, agents, migrations),) = rows(
        snapshot,
        """
        select
            (select count(*) from cases),
            (select count(*) from accounts),
            (select count(*) from people where role = 'tam'),
            (select count(*) from people where role = 'agent'),
            (select count(*) from migrations)
        """,
    )
    ((events,),) = rows(snapshot, "select count(*) from case_events")
    ((first, last),) = rows(snapshot, "select min(opened_at)::date::varchar, max(opened_at)::varchar from cases")

    assert (cases, accounts, tams, agents, migrations) == (6000, 60, 8, 20, 20)
    assert 29_000 <= int(str(events)) <= 34_000
    assert (first, last) == ("2025-05-01", "2026-10-31 19:52:00+00")


def test_normal_months_keep_about_nine_in_ten_and_the_bad_one_does_not(snapshot: duckdb.DuckDBPyConnection) -> None:
    first_response = monthly_attainment(snapshot, "first_response")
    resolution = monthly_attainment(snapshot, "resolution")

    assert len(first_response) == story.MONTHS
    assert first_response.pop(BAD_MONTH) < 0.72
    assert resolution.pop(BAD_MONTH) < 0.80
    assert (min(first_response.values()) > 0.85, max(first_response.values()) < 0.96) == (True, True)
    assert (min(resolution.values()) > 0.85, max(resolution.values()) < 0.96) == (True, True)


def test_the_cause_of_the_bad_month_can_be_read_off_the_data(snapshot: duckdb.DuckDBPyConnection) -> None:
    """Six agents handled nothing, and four days brought several times the usual cases, about one thing."""
    away = rows(
        snapshot,
        f"""
        select person_id from people
        where role = 'agent' and person_id not in (
            select agent_id from cases where agent_id is not null and strftime(opened_at, '%Y-%m') = '{BAD_MONTH}'
        )
        order by person_id
        """,
    )
    busiest = rows(
        snapshot,
        "select opened_at::date::varchar as day, count(*) as n from cases group by day order by n desc limit 2",
    )
    about_events = rows(
        snapshot,
        """
        select count(*) filter (where subject ilike '%event%' or subject ilike '%webhook%') / count(*) > 0.6
        from cases where opened_at::date between date '2026-06-08' and date '2026-06-11'
        """,
    )

    assert away == [("A-04",), ("A-06",), ("A-10",), ("A-14",), ("A-19",), ("A-20",)]
    assert busiest[0][0] == "2026-06-09"
    assert about_events == [(True,)]


def test_every_told_case_shows_what_it_says(snapshot: duckdb.DuckDBPyConnection) -> None:
    told = rows(
        snapshot,
        """
        select
            case_id,
            state,
            first_response_verdict,
            first_response_business_seconds // 60 as minutes,
            resolution_agreed,
            date_diff('minute', timestamptz '2026-10-31 19:52:00+00', first_response_due_at) as due_in_minutes,
        from case_metrics
        where case_id like 'S-%'
        order by case_id
        """,
    )

    assert [row[:5] for row in told] == [
        ("S-01", "resolved", "met", 0, True),
        ("S-02", "resolved", "met", 60, True),
        ("S-03", "resolved", "met", 110, True),
        ("S-04", "resolved", "met", 42, True),
        ("S-05", "resolved", "met", 85, True),
        ("S-06", "resolved", "met", 50, True),
        ("S-07", "resolved", "unanswered", None, False),
        ("S-08", "resolved", "breached", 75, True),
        ("S-09", "resolved", "met", 20, True),
        ("S-10", "resolved", "met", 20, True),
        ("S-11", "resolved", "met", 90, True),
        ("S-12", "resolved", "met", 65, True),
        ("S-21", "open", "breached", None, None),
        ("S-22", "open", "pending", None, None),
        ("S-23", "open", "pending", None, None),
        ("S-24", "open", "pending", None, None),
        ("S-25", "open", "pending", None, None),
        ("S-26", "open", None, None, None),
        ("S-27", "waiting_on_customer", "met", 70, None),
        ("S-28", "open", "met", 30, None),
        ("S-29", "resolution_proposed", "met", 85, None),
        ("S-30", "open", "pending", None, None),
    ]
    assert [row[0] for row in told] == [case.case_id for case in told_cases(Dates(THROUGH))]
    assert {row[0]: row[5] for row in told if row[0] in ("S-21", "S-22", "S-23")} == {
        "S-21": -72,
        "S-22": 23,
        "S-23": 148,
    }
    ((_, reopened),) = rows(snapshot, "select case_id, reopen_count from case_metrics where case_id = 'S-04'")
    assert reopened == 1


def test_the_backlog_at_the_end_is_of_every_kind_and_age(snapshot: duckdb.DuckDBPyConnection) -> None:
    by_state = Counter(dict(rows(snapshot, "select state, count(*) from case_metrics group by state")))  # type: ignore[arg-type]
    by_age = rows(
        snapshot,
        """
        select count(*) filter (where age < interval 7 days) > 30, count(*) filter (where age > interval 30 days) > 10
        from (
            select timestamptz '2026-10-31 20:00:00+00' - opened_at as age from case_metrics where state <> 'resolved'
        )
        """,
    )

    assert 100 <= by_state.total() - by_state["resolved"] <= 200
    assert set(by_state) == {"open", "waiting_on_customer", "resolution_proposed", "resolved"}
    assert by_age == [(True, True)]


def test_conversations_are_plausible(snapshot: duckdb.DuckDBPyConnection) -> None:
    """Agents answer in opening hours but for a few on call; weekends are quiet; all kinds of events happen."""
    ((inside,),) = rows(
        snapshot,
        """
        select avg(if(openings.closes_at >= case_events.occurred_at, 1, 0))
        from case_events
        inner join cases on cases.case_id = case_events.case_id
        inner join accounts on accounts.account_id = cases.account_id
        asof inner join openings
            on openings.calendar_id = accounts.calendar_id and case_events.occurred_at >= openings.opens_at
        where case_events.kind = 'agent_reply'
        """,
    )
    ((weekend,),) = rows(snapshot, "select avg(if(isodow(opened_at) > 5, 1, 0)) from cases")
    ((kinds,),) = rows(snapshot, "select count(distinct kind) from case_events")

    assert 0.985 < float(str(inside)) < 1
    assert 0.03 < float(str(weekend)) < 0.09
    assert kinds == 14


def test_one_account_had_no_tam_for_three_weeks(snapshot: duckdb.DuckDBPyConnection) -> None:
    gaps = rows(
        snapshot,
        """
        select accounts.name, held.assigned_until::varchar, held.next_from - held.assigned_until
        from (
            select *, lead(assigned_from) over (partition by account_id order by assigned_from) as next_from
            from tam_assignments
        ) as held
        inner join accounts on accounts.account_id = held.account_id
        where held.next_from > held.assigned_until
        """,
    )

    assert gaps == [(story.GAP_ACCOUNT, "2026-08-10", 21)]


def test_paris_widens_its_hours_after_the_bad_month(snapshot: duckdb.DuckDBPyConnection) -> None:
    hours = rows(
        snapshot,
        """
        select valid_from::varchar, min(opens)::varchar, max(closes)::varchar, count(*)
        from business_hours where calendar_id = 'paris' group by valid_from order by valid_from
        """,
    )

    assert hours == [("2024-05-01", "09:00:00", "18:00:00", 5), ("2026-07-01", "08:00:00", "19:00:00", 5)]


def test_migrations_went_well_late_stalled_and_wrong(snapshot: duckdb.DuckDBPyConnection) -> None:
    statuses = dict(rows(snapshot, "select status, count(*) from migrations group by status"))
    late = rows(
        snapshot,
        """
        select accounts.name, completed_on - target_on
        from migrations inner join accounts on accounts.account_id = migrations.account_id
        where completed_on > target_on
        """,
    )
    days_on_stage = rows(
        snapshot,
        """
        with reached as (
            select
                migrations.account_id,
                migrations.status,
                max(warmup_plan.date) as stage,
                min(email_traffic.date) as reached_on
            from migrations
            inner join warmup_plan on warmup_plan.migration_id = migrations.migration_id
            inner join email_traffic
                on email_traffic.account_id = migrations.account_id
                    and email_traffic.route = 'premium'
                    and email_traffic.mailbox_provider is null
                    and email_traffic.sent >= warmup_plan.planned_volume
                    and email_traffic.delivered > 0.9 * email_traffic.sent
            group by migrations.account_id, migrations.status, warmup_plan.date
            qualify stage = max(stage) over (partition by migrations.account_id)
        )

        select accounts.name, date '2026-10-31' - reached.reached_on
        from reached inner join accounts on accounts.account_id = reached.account_id
        where reached.status in ('warming', 'paused') and reached.reached_on < date '2026-10-21'
        order by accounts.name
        """,
    )

    assert statuses == {"completed": 9, "warming": 7, "planned": 2, "paused": 1, "cancelled": 1}
    assert late == [("Tidewater Tickets", 15)]
    assert days_on_stage == [("Sablewood Cosmetics", 27), ("Tessellate Games", 23)]


def test_mediations_include_a_premature_and_a_tier_2_one(snapshot: duckdb.DuckDBPyConnection) -> None:
    flagged = rows(
        snapshot,
        """
        select mediation_id, tier, form_submitted_at < best_practices_met_at, outcome
        from mediations
        where tier = '2' or form_submitted_at < best_practices_met_at
        order by mediation_id
        """,
    )
    ((providers,),) = rows(snapshot, "select count(distinct mailbox_provider) from mediations")
    ((still_open,),) = rows(snapshot, "select count(*) from mediations where closed_at is null")

    assert flagged == [("MED-S1", "1", True, "declined"), ("MED-S2", "2", None, "withdrawn")]
    assert int(str(providers)) >= 5
    assert int(str(still_open)) >= 2


def test_escalations_of_every_scope_and_state_exist(snapshot: duckdb.DuckDBPyConnection) -> None:
    scopes = {scope for (scope,) in rows(snapshot, "select distinct scope from escalations")}
    states = {state for (state,) in rows(snapshot, "select distinct state from escalation_metrics")}
    ((orphans,),) = rows(
        snapshot,
        """
        select count(*) from case_events
        where kind = 'escalated' and value not in (select escalation_id from escalations)
        """,
    )

    assert scopes == {"in_scope", "deliverability_strategy", "tier_2_mediation", "template_work", "customer_project"}
    assert states == {"open", "acknowledged", "resolved"}
    assert orphans == 0


def test_exemptions_carry_every_reason(snapshot: duckdb.DuckDBPyConnection) -> None:
    reasons = {reason for (reason,) in rows(snapshot, "select distinct reason from exemptions")}

    assert reasons == set(story.EXEMPTION_REASONS)


def test_no_address_or_domain_can_belong_to_anybody(records: Path) -> None:
    people = (records / "people.csv").read_text(encoding="utf-8").splitlines()[1:]
    domains = {account.domain for account in organisation(6000).accounts}

    assert [line for line in people if "@support.example," not in line] == []
    assert [domain for domain in domains if not domain.endswith(".example")] == []


def test_the_docs_tell_every_told_case() -> None:
    """docs/sample.md shows each told case with the sentence that is written beside it in the code."""
    told = (Path(__file__).parents[2] / "docs" / "sample.md").read_text(encoding="utf-8")

    assert [case.case_id for case in told_cases(Dates(THROUGH)) if f"| {case.case_id} |" not in told] == []
    assert [case.case_id for case in told_cases(Dates(THROUGH)) if case.shows not in told] == []
