"""What the address of a lake says, and what is shown of it."""

from pathlib import Path

import pytest

from data import warehouses
from data.errors import UsageError
from data.lake.address import Lake, LakeSnapshot, parse

UNREADABLE = (
    "The address of a lake cannot be read; after ducklake:postgres: write key=value pairs, and a value with blanks in"
    " single quotes."
)


def test_settings_are_read_as_postgresql_reads_them() -> None:
    lake = parse(r"ducklake:postgres: dbname = 'my \'lake\'' host=db  password=a\ b\\c data_path=/srv/lake user=''")

    assert dict(lake.settings) == {"dbname": "my 'lake'", "host": "db", "user": ""}
    assert (lake.password, lake.data_path) == (r"a b\c", "/srv/lake/")
    assert lake.conninfo == r"connect_timeout=5 dbname='my \'lake\'' host=db user=''"
    assert parse(f"ducklake:postgres:{lake.conninfo}").settings == (("connect_timeout", "5"), *lake.settings)


def test_where_a_catalogue_is_may_be_left_to_the_environment() -> None:
    assert parse("ducklake:postgres:").conninfo == "connect_timeout=5"


def test_only_the_place_is_ever_shown() -> None:
    """Neither the password, nor any other setting, of which some are secrets too."""
    lake = parse("ducklake:postgres:dbname=lake host=db port=5433 user=dash password=geheim options=geheim")
    shown = f"{lake} {lake!r} {LakeSnapshot('one', lake)} {LakeSnapshot('one', lake)!r}"

    assert str(lake) == "ducklake:postgres:dbname=lake host=db port=5433"
    assert [word for word in ("geheim", "dash") if word in shown] == []


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        (
            "ducklake:geheim.db",
            "The catalogue of a lake is in PostgreSQL; write ducklake:postgres:dbname=lake host=db.",
        ),
        (
            "ducklake:postgres:postgresql://dash:geheim@db/lake",
            UNREADABLE,
        ),
        (
            "ducklake:postgres:dbname=lake password='geheim",
            UNREADABLE,
        ),
        (
            "ducklake:postgres:sslpassword=geheim",
            "The address of a lake holds no sslpassword; keep the key without one, readable to its user only.",
        ),
        ("ducklake:postgres:password=a password=geheim", "The address of a lake says password twice."),
        (
            "ducklake:postgres:data_path=geheim/files",
            "The data_path of a lake is a whole path such as /srv/lake, or s3://bucket/folder.",
        ),
    ],
)
def test_a_wrong_address_is_one_sentence_that_repeats_nothing(address: str, sentence: str) -> None:
    with pytest.raises(UsageError) as told:
        parse(address)
    assert str(told.value) == sentence


def test_a_warehouse_is_a_lake_or_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no snapshot is beside the files, or where a lake's machine says."""
    monkeypatch.setenv("LAKE_FOLDER", "/srv/shared")
    lake = warehouses.named("ducklake:postgres:dbname=lake data_path=s3://bucket")

    assert isinstance(lake, Lake)
    assert (lake.data_path, warehouses.folder(lake)) == ("s3://bucket/", Path("/srv/shared"))
    assert warehouses.named("data/warehouse") == Path("data/warehouse") == warehouses.folder(Path("data/warehouse"))
    assert warehouses.home(LakeSnapshot("one", lake)) == lake
    assert warehouses.home(Path("folder/one.duckdb")) == Path("folder")
