"""Fixtures that several folders of tests share."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock
from hypothesis import settings

from data.load import load
from data.sample import write_sample
from data.settings import THREADS
from data.snapshots import current
from tests.building import create_tables, publish
from tests.tiers import THOROUGH

ROOT = Path(__file__).parent.parent
settings.register_profile("any machine", deadline=None)  # a slow machine is no failure
settings.load_profile("any machine")


def pytest_configure() -> None:
    """One thread a worker: more cost a third of the time of loads as small as those of tests."""
    if not THOROUGH:
        os.environ.setdefault(THREADS, "1")


A_FEW_CASES = """
insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'Europe/Paris', '1');
insert into loads values ('cases', 'acme/cases.csv', 8, 7, 0, 1, 'utf-8');
insert into rejects values ('acme/cases.csv', 'cases', 8, 'c8', 'opened_at', '', 'opened_at is required');
insert into accounts (account_id, name, region, calendar_id, premium_from, premium_until) values
    ('north', 'Nordwind', 'EMEA', 'paris', date '2024-01-01', null),
    ('south', '=Sud', 'AMER', 'paris', date '2024-01-01', null);
insert into people (person_id, name, email, role, calendar_id, capacity_points) values
    ('t1', 'Ana Ruiz', 'ana@example.com', 'tam', null, 20.0),
    ('g1', 'Ben Cole', 'ben@example.com', 'agent', null, null);
insert into sla_targets by name
    select 'first_response' as metric, date '2024-01-01' as valid_from, 60.0 as minutes, 'business' as clock;
insert into cases by name
    select
        'c' || number as case_id,
        if(number = 7, 'south', 'north') as account_id,
        'email' as channel,
        timestamptz '2026-10-05 08:00:00+00' + to_days(number) as opened_at,
        if(number = 1, '=1+1', 'Bounces') as subject,
        'normal' as priority,
    from (select unnest([1, 2, 3, 4, 5, 6, 7]) as number);
insert into case_metrics by name
    select
        case_id,
        account_id,
        if(account_id = 'north', 't1', null) as tam_id,
        'g1' as agent_id,
        channel,
        if(case_id = 'c7', null, 'problem') as category,
        if(case_id = 'c7', 'urgent', 'normal') as priority,
        opened_at,
        'resolved' as state,
        opened_at + to_minutes(minutes) as first_response_at,
        minutes * 60 as first_response_business_seconds,
        minutes * 60 as first_response_elapsed_seconds,
        3600 as first_response_target_seconds,
        opened_at + to_hours(1) as first_response_due_at,
        if(minutes <= 60, 'met', 'breached') as first_response_verdict,
        false as is_first_response_exempt,
    from cases
    inner join (values
        ('c1', 90), ('c2', 10), ('c3', 20), ('c4', 30), ('c5', 40), ('c6', 60), ('c7', 61)
    ) as answers (case_id, minutes) using (case_id);
"""


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than processors: while a browser waits for a page, another test has something to do."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_finish() -> None:
    """What the libraries hold is not looked at again by every collection of garbage: a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty in-memory snapshot with every table of the contract."""
    with duckdb.connect() as connection:
        create_tables(connection)
        yield connection


@pytest.fixture
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A warehouse with one snapshot of seven cases, two of them breached, where the pages look for it."""
    publish(tmp_path / "warehouse", "20261030T170000-0001", A_FEW_CASES)
    monkeypatch.setenv("WAREHOUSE", str(tmp_path / "warehouse"))
    return tmp_path / "warehouse"


@pytest.fixture(scope="session")
def sample_snapshot(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The snapshot of a smaller sample, loaded once for all tests, of all workers, that only read it."""
    alone = worker_id == "master"
    folder = (tmp_path_factory.getbasetemp() if alone else tmp_path_factory.getbasetemp().parent) / "sampled"
    with FileLock(folder.with_suffix(".lock")):
        if not (folder / "warehouse" / "CURRENT").exists():
            write_sample(folder / "sample", cases=2_000)
            load(folder / "sample", folder / "warehouse", reporting_time_zone="Europe/Amsterdam", max_rejects=0)
    return current(folder / "warehouse")
