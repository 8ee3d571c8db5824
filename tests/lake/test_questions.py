"""Every question, under every scope, is answered from a lake as from the file it was made of."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from data import warehouses
from data.lake import reading
from data.lake.address import Lake, LakeSnapshot
from data.load import load
from data.sample import write_sample
from data.snapshots import current
from queries import runner
from queries.scope import Scope, scoped
from tests import foreign
from tests.lake.putting import name_of, put
from tests.lake.servers import Postgres
from tests.queries.test_scope import TAM, asked_for

SCOPES = {"manager": Scope("manager"), "tam": Scope("tam", TAM), "executive": Scope("executive")}


def lake_at(postgres: Postgres, database: str, data_path: str) -> Lake:
    postgres.ask("postgres", f"create database {database}")
    lake = warehouses.named(postgres.address(database, data_path))
    assert isinstance(lake, Lake)
    return lake


@pytest.fixture(scope="module", autouse=True)
def mostly_views() -> Iterator[None]:
    """As for a large lake: only the smallest tables are copied when a snapshot is opened."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "KEPT_IN_MEMORY", 300)
        yield


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The snapshot of a small sample, as a file."""
    folder = tmp_path_factory.mktemp("embedded")
    write_sample(folder / "sample", cases=600)
    load(folder / "sample", folder / "warehouse", reporting_time_zone="Europe/Amsterdam")
    return current(folder / "warehouse")


@pytest.fixture(scope="module")
def on_disk(postgres: Postgres, file: Path, tmp_path_factory: pytest.TempPathFactory) -> LakeSnapshot:
    """The same in a lake whose files are in a folder."""
    lake = lake_at(postgres, "on_disk", str(tmp_path_factory.mktemp("files")))
    return put(lake, file, name_of(1))


@pytest.fixture(scope="module")
def on_s3(postgres: Postgres, file: Path) -> Iterator[LakeSnapshot]:
    """The same in a lake whose files are in an object store."""
    import boto3  # what only a lake's own environment has is imported where it is used
    from moto.server import ThreadedMotoServer

    store = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    store.start()
    host, port = store.get_host_and_port()
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("AWS_ACCESS_KEY_ID", "key")
            patch.setenv("AWS_SECRET_ACCESS_KEY", "kept secret")
            patch.setenv("AWS_REGION", "eu-west-1")
            patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
            boto3.client("s3", region_name="us-east-1").create_bucket(Bucket="lake")
            yield put(lake_at(postgres, "on_s3", "s3://lake/support"), file, name_of(1))
    finally:
        store.stop()


def differences(file: Path, lake: LakeSnapshot, scope: Scope) -> list[str]:
    """The questions whose answers differ, other than in the last digits of a sum."""
    own = {key: sorted(ids)[:1] for key, ids in foreign.to(file, TAM).own.items()} | {"person_id": [TAM]}
    asked = dict([*asked_for({}), *asked_for(own, only_by_id=True)])
    found = []
    with scoped(file, scope) as embedded, scoped(lake, scope) as shared:
        for name, params in asked.items():
            expected, given = runner.answer(embedded, name, params), runner.answer(shared, name, params)
            try:
                pd.testing.assert_frame_equal(given, expected, check_exact=False, rtol=1e-12)
            except AssertionError as error:
                found.append(f"{name} {params}: {error}")
    assert asked.keys() == set(runner.names())
    return found


@pytest.mark.parametrize("role", ["manager", "executive"])
def test_a_lake_on_a_disk_gives_the_answers_of_the_file(role: str, on_disk: LakeSnapshot, file: Path) -> None:
    assert differences(file, on_disk, SCOPES[role]) == []


def test_a_lake_in_an_object_store_gives_a_tam_the_answers_of_the_file(on_s3: LakeSnapshot, file: Path) -> None:
    assert differences(file, on_s3, SCOPES["tam"]) == []


def test_a_scope_of_a_lake_in_an_object_store_opens_no_other_file(on_s3: LakeSnapshot) -> None:
    """The store stays readable for it, and nothing else is."""
    with scoped(on_s3, SCOPES["tam"]) as connection:
        assert connection.execute("select count(*) > 0 from case_spans").fetchall() == [(True,)]
        with pytest.raises(Exception, match="disabled by configuration"):
            connection.execute("select * from read_text('/etc/hostname')")
        with pytest.raises(Exception, match="disabled by configuration"):
            connection.execute("select * from read_text('s3://other/file')")
