"""Snapshots of a lake: loading, going back, merging, who may do it, and what other clients see."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from data import snapshots, warehouses
from data.cli import main
from data.errors import RecordsError, SnapshotError, UnreachableError
from data.lake import connecting, reading, writing
from data.lake.address import Lake, LakeSnapshot
from data.load import NotGoodEnoughError
from tests.data.tiny import TINY, tables, tiny, write
from tests.lake.putting import few_cases, load_tiny, name_of, put_few_cases, subjects
from tests.lake.servers import Postgres


@contextmanager
def another_client(lake: Lake, options: str = "read_only") -> Iterator[duckdb.DuckDBPyConnection]:
    """Somebody with DuckDB who knows the lake and nothing of this project; to them it is called `support`."""
    with connecting.blank() as connection:
        connecting.introduce(connection, lake)
        connection.execute(
            f"attach 'ducklake:postgres:{lake.conninfo}' as support (meta_secret 'catalogue', {options})"
        )
        yield connection


def files_of_cases(lake: Lake) -> int:
    """How many snapshots have files on the disk."""
    assert lake.data_path is not None
    return len(list(Path(lake.data_path).rglob("cases/*.parquet")))


def comments(folder: Path) -> list[tuple[str, str]]:
    """The tables of the current file that say something of themselves: what a merge may rely on."""
    with snapshots.open_snapshot(snapshots.current(folder)) as connection:
        return connection.execute(
            "select table_name, comment from duckdb_tables() where comment is not null order by 1"
        ).fetchall()


def test_a_load_a_merge_and_the_way_back_by_command(
    address: str, lake: Lake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The commands take the lake's address where they take a folder."""
    write(tiny(), tmp_path / "records")
    write({"cases": [TINY["cases"][0] | {"subject": "merged"}]}, tmp_path / "more")
    assert main(["load", str(tmp_path / "records"), "--warehouse", address]) == 0
    assert main(["load", str(tmp_path / "more"), "--warehouse", address, "--merge"]) == 0
    newer, older = warehouses.listed(lake)
    assert capsys.readouterr().out.splitlines()[-1] == f"Published {newer}"
    assert (subjects(older), subjects(newer)) == ([TINY["cases"][0]["subject"], None], ["merged", None])

    assert main(["rollback", "--warehouse", address]) == 0
    assert main(["current", "--warehouse", address]) == 0
    assert main(["snapshots", "--warehouse", address]) == 0
    assert main(["rollback", "--warehouse", address]) == 1
    told = capsys.readouterr()
    assert told.out.splitlines() == [f"Current is now {older}", str(older), str(newer), f"{older}  (current)"]
    assert told.err == f"There is no snapshot in {lake} before the current one.\n"


def test_a_merge_gives_the_tables_of_a_merge_into_a_folder(lake: Lake, tmp_path: Path) -> None:
    more = {"cases": [TINY["cases"][1] | {"subject": "merged"}], "case_events": [TINY["case_events"][0]]}
    for warehouse in (tmp_path / "warehouse", lake):
        warehouses.load(write(tiny(), tmp_path / "records"), warehouse)
        warehouses.load(write(more, tmp_path / "more"), warehouse, merge=True)

    writing_down = tmp_path / "fetched"
    writing_down.mkdir()
    with writing.locked(lake, may_make=False) as writer:
        writer.fetch(writing_down)
    assert tables(writing_down) == tables(tmp_path / "warehouse")
    assert comments(writing_down) == comments(tmp_path / "warehouse") != []


def test_the_last_few_stay_and_files_of_the_rest_go_after_a_while(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "KEPT", 2)
    names = [put_few_cases(lake, second).name for second in range(4)]
    assert [snapshot.name for snapshot in warehouses.listed(lake)] == [names[3], names[2]]
    with writing.locked(lake, may_make=False) as writer:
        writer.tidy()
        assert files_of_cases(lake) == 4
        writer.tidy(timedelta(0))
    assert files_of_cases(lake) == 2
    with pytest.raises(SnapshotError, match="is no longer in ducklake"):
        warehouses.open_snapshot(LakeSnapshot(names[0], lake))


def test_whoever_reads_sees_one_snapshot_while_another_is_published(lake: Lake) -> None:
    """What is open stays what it was; what is opened afterwards is the new one."""
    first = put_few_cases(lake, 1)
    with warehouses.open_snapshot(first) as connection:
        put_few_cases(lake, 2, "update cases set subject = 'newer'; delete from accounts;")
        assert connection.execute("select count(*) from accounts").fetchall() == [(2,)]
        assert connection.execute("select distinct subject from cases order by subject").fetchall() == [
            ("=1+1",),
            ("Bounces",),
        ]
    assert subjects(warehouses.current(lake)) == ["newer"]


def test_another_client_sees_what_is_current_under_plain_names(lake: Lake) -> None:
    """Also after going back, and of tables that came or went meanwhile."""
    older = put_few_cases(lake, 1, "create table only_older as select 1 as one;")
    put_few_cases(lake, 2, "update cases set subject = 'newer';")
    seen = "select name, (select max(subject) from support.cases) from support.current_snapshot"
    with another_client(lake) as connection:
        assert connection.execute(seen).fetchall() == [(name_of(2), "newer")]
        with pytest.raises(duckdb.CatalogException):
            connection.execute("from support.only_older")
        warehouses.rollback(lake)
        assert connection.execute(seen).fetchall() == [(older.name, "Bounces")]
        assert connection.execute("from support.only_older").fetchall() == [(1,)]


def test_two_writers_at_once_are_told(lake: Lake, tmp_path: Path) -> None:
    """A load, or going back, while a load runs; afterwards the lock is free."""
    before = put_few_cases(lake, 1)
    sentence = f"Another load into {lake} is running; try again when it is done."
    with writing.locked(lake, may_make=False):
        for attempt in (lambda: load_tiny(lake, tmp_path / "records", "x"), lambda: warehouses.rollback(lake)):
            with pytest.raises(RecordsError) as told:
                attempt()
            assert str(told.value) == sentence
    assert warehouses.current(lake) == before
    load_tiny(lake, tmp_path / "records", "x")
    assert subjects(warehouses.current(lake)) == ["x"]


def test_a_machine_whose_clock_is_behind_does_not_load(lake: Lake, tmp_path: Path) -> None:
    """Snapshots are in the order of their times, which come from several machines."""
    with writing.locked(lake, may_make=True) as writer:
        writer.publish(few_cases()[1], "21261030T170000.000001Z-00000001", lambda _: None)
    with pytest.raises(RecordsError, match=r"The clock of this machine is behind: .+ has 21261030T170000"):
        load_tiny(lake, tmp_path / "records", "x")


def test_records_that_are_not_good_enough_leave_the_lake_as_it_was(lake: Lake, tmp_path: Path) -> None:
    """The report on them is on this machine."""
    before = put_few_cases(lake, 1)
    records = tiny()
    records["cases"][0]["opened_at"] = "yesterday"
    with pytest.raises(NotGoodEnoughError):
        warehouses.load(write(records, tmp_path / "records"), lake)
    assert warehouses.listed(lake) == [before]
    folder = warehouses.folder(lake)
    assert "yesterday" in (folder / "last-rejects.csv").read_text(encoding="utf-8")
    assert sorted(path.name for path in folder.iterdir()) == [".lock", "last-load.csv", "last-rejects.csv"]


def test_a_user_who_may_only_read_reads_and_is_told_of_the_rest(postgres: Postgres, lake: Lake) -> None:
    put_few_cases(lake, 1)
    put_few_cases(lake, 2)
    database = dict(lake.settings)["dbname"]
    postgres.ask(
        database,
        "drop role if exists reader; create role reader login password 'read';"
        " grant select on all tables in schema public to reader;"
        " alter default privileges grant select on tables to reader",
    )
    reader = warehouses.named(f"ducklake:postgres:dbname={database} host={postgres.folder} user=reader password=read")
    put_few_cases(lake, 3)
    assert isinstance(reader, Lake)
    assert subjects(warehouses.current(reader)) == ["=1+1", "Bounces"]
    with pytest.raises(RecordsError) as told:
        warehouses.rollback(reader)
    assert str(told.value) == (
        f"{reader} cannot be used so with the rights of this user of PostgreSQL: permission denied for table"
        " ducklake_snapshot."
    )
    postgres.ask(database, "revoke select on ducklake_snapshot from reader")
    with pytest.raises(SnapshotError, match="permission denied for table ducklake_snapshot"):
        warehouses.current(reader)
    assert warehouses.current(lake).name == name_of(3)
    postgres.ask(database, "drop owned by reader; drop role reader")


def test_a_machine_that_sees_the_files_elsewhere_says_where(postgres: Postgres, lake: Lake, tmp_path: Path) -> None:
    put_few_cases(lake, 1)
    assert lake.data_path is not None
    shutil.move(lake.data_path, tmp_path / "mounted")
    elsewhere = warehouses.named(postgres.address(dict(lake.settings)["dbname"], tmp_path / "mounted"))
    assert isinstance(elsewhere, Lake)
    assert subjects(warehouses.current(elsewhere)) == ["=1+1", "Bounces"]
    with pytest.raises(RecordsError) as told:
        put_few_cases(elsewhere, 2)
    assert str(told.value) == f"The files of {lake} are elsewhere already; leave data_path= out of its address."


def test_what_is_wrong_with_a_lake_is_one_sentence(
    postgres: Postgres, address: str, lake: Lake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing there yet, nowhere to put files, wrong password, wrong database, missing file; no password is said."""
    database = dict(lake.settings)["dbname"]
    nothing = f"There is no snapshot in {lake} yet; load records into it with: python -m data load RECORDS"
    sentences = {
        ("current", address): nothing,
        ("rollback", address): nothing,
        ("current", address.replace("kept", "wrong")): f"The catalogue of {lake} cannot be reached: "
        'password authentication failed for user "owner".',
        ("current", postgres.address("nowhere")): f"The catalogue of {str(lake).replace(database, 'nowhere')} cannot be"
        ' reached: database "nowhere" does not exist.',
    }
    for (command, given), sentence in sentences.items():
        assert main([command, "--warehouse", given]) == 1
        assert capsys.readouterr().err == f"{sentence}\n"
    write(tiny(), tmp_path / "records")
    assert main(["load", str(tmp_path / "records"), "--warehouse", postgres.address(database)]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == (
        f"{lake} is new: say where its files are to be, with data_path= in its address."
    )

    snapshot = put_few_cases(lake, 1)
    next(Path(lake.data_path or "").rglob("cases/*.parquet")).unlink()
    with pytest.raises(SnapshotError) as told:
        warehouses.open_snapshot(snapshot)
    assert str(told.value) == f"The files of {lake} cannot be read or written: look whether its storage is there."
    assert main(["snapshots", "--warehouse", address]) == 0


def test_a_catalogue_that_goes_away_is_told_and_comes_back(postgres: Postgres, lake: Lake) -> None:
    snapshot = put_few_cases(lake, 1)
    assert warehouses.current(lake) == snapshot
    postgres.stop()
    try:
        for ask in (lambda: warehouses.current(lake), lambda: warehouses.open_snapshot(snapshot)):
            with pytest.raises(UnreachableError, match=f"The catalogue of {lake} cannot be reached: .*No such file"):
                ask()
    finally:
        postgres.start()
    assert warehouses.current(lake) == snapshot
    assert reading.listed(lake) == [snapshot]


def test_a_load_cut_off_while_it_publishes_changes_nothing(
    postgres: Postgres, lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything is written, the views point at it, and the catalogue goes away before the end."""
    before = put_few_cases(lake, 1)
    real = writing.Writer._point_at

    def and_stop(self: writing.Writer, name: str) -> None:
        real(self, name)
        postgres.stop()

    with monkeypatch.context() as patch:
        patch.setattr(writing.Writer, "_point_at", and_stop)
        with pytest.raises(UnreachableError):
            load_tiny(lake, tmp_path / "records", "never")
    postgres.start()
    assert (warehouses.listed(lake), warehouses.current(lake)) == ([before], before)
