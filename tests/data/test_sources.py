"""The mechanism of sources: finding one, running its SELECTs, and what is said when that fails."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data import snapshots, sources
from data.errors import RecordsError, UsageError
from data.load import load

Rows = list[tuple[Any, ...]]
GUIDE = Path(__file__).parents[2] / "docs" / "sources.md"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    return folder


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "tickets.csv").write_text("id,customer\n7,acme\n8,umbrella\n", encoding="utf-8")
    return folder


@pytest.fixture
def stage(source: Path, raw: Path) -> Callable[..., Rows]:
    """Stage the accounts of `source` and return the rows."""

    def staged(sql: str | None = None, connection: duckdb.DuckDBPyConnection | None = None) -> Rows:
        if sql is not None:
            (source / "accounts.sql").write_text(sql, encoding="utf-8")
        connection = connection or duckdb.connect()
        sources.stage(connection, source, raw, "accounts", "staged")
        return connection.execute("from staged").fetchall()

    return staged


def said(stage: Callable[..., Rows], sql: str | None = None) -> str:
    with pytest.raises(RecordsError) as error:
        stage(sql)
    return str(error.value)


def test_a_bundled_source_is_found_by_its_name() -> None:
    assert sources.bundled() == ["sparkpost", "zendesk"]
    assert sources.find("zendesk") == Path(sources.__file__).parent / "zendesk"


def test_any_other_source_is_a_folder(source: Path) -> None:
    (source / "cases.sql").write_text("select 1", encoding="utf-8")
    assert sources.find(str(source)) == source


def test_an_unknown_source_is_answered_with_those_there_are(source: Path) -> None:
    with pytest.raises(UsageError) as unknown:
        sources.find("zendusk")
    with pytest.raises(UsageError) as empty:
        sources.find(str(source))
    choices = "give one of sparkpost, zendesk, or a folder of"
    assert str(unknown.value) == f"There is no source zendusk: {choices} .sql files."
    assert str(empty.value) == f"The source {source} holds no .sql file: {choices} them."


def test_record_types_come_in_load_order(source: Path) -> None:
    for name in ("case_events", "accounts", "calendars"):
        (source / f"{name}.sql").write_text("select 1", encoding="utf-8")
    assert sources.record_types(source) == ("calendars", "accounts", "case_events")


def test_a_file_named_after_no_record_type_is_refused(source: Path) -> None:
    (source / "tickets.sql").write_text("select 1", encoding="utf-8")
    with pytest.raises(RecordsError) as error:
        sources.record_types(source)
    assert str(error.value).startswith("tickets.sql of the source desk is named after no record type; there are acc")


def test_columns_keep_their_order_and_their_types(stage: Callable[..., Rows]) -> None:
    connection = duckdb.connect()
    sql = """-- accounts: what a person would write
        select customer as name, id, date '2026-01-01' as premium_from
        from read_csv($raw || '/tickets.csv');
        """
    assert [row[:2] for row in stage(sql, connection)] == [("acme", 7), ("umbrella", 8)]
    described = connection.execute("describe staged").fetchall()
    assert [row[:2] for row in described] == [("name", "VARCHAR"), ("id", "BIGINT"), ("premium_from", "DATE")]


def test_a_path_is_taken_literally(source: Path, raw: Path) -> None:
    """As a pattern, the folder's name would mean the other folder."""
    odd, other = raw / "q[1]*?", raw / "q1 of 4"
    for folder, text in ((odd, "id\n9\n"), (other, "id\n666\n")):
        folder.mkdir()
        (folder / "tickets.csv").write_text(text, encoding="utf-8")
    (source / "accounts.sql").write_text("from read_csv($raw || '/tickets.csv')", encoding="utf-8")
    connection = duckdb.connect()
    sources.stage(connection, source, odd, "accounts", "staged")
    assert connection.execute("from staged").fetchall() == [(9,)]


def test_a_source_brings_facts_along(source: Path, stage: Callable[..., Rows]) -> None:
    (source / "facts.csv").write_text("id,name\n1,one\n", encoding="utf-8")
    assert stage("from read_csv($source || '/facts.csv')") == [(1, "one")]


READ = "from raw_table($tickets)"


def name_columns(source: Path, part: str, header: str) -> None:
    (source / part).mkdir(exist_ok=True)
    (source / part / "tickets.csv").write_text(header + "\n", encoding="utf-8")


def test_columns_the_export_lacks_are_null(source: Path, stage: Callable[..., Rows]) -> None:
    name_columns(source, "required", "id")
    name_columns(source, "optional", "customer,priority")
    assert stage(f"select id, customer, priority {READ}") == [("7", "acme", None), ("8", "umbrella", None)]


def test_an_optional_table_may_be_missing(source: Path, raw: Path, stage: Callable[..., Rows]) -> None:
    (raw / "tickets.csv").unlink()
    name_columns(source, "optional", "id,customer")
    assert stage(f"select id, customer {READ}") == []


def test_a_required_table_may_not_be_missing(source: Path, raw: Path, stage: Callable[..., Rows]) -> None:
    (raw / "tickets.csv").unlink()
    name_columns(source, "required", "id")
    assert said(stage, f"select id {READ}") == "The raw export has no tickets.csv, which the source desk needs."


def test_a_required_column_may_not_be_missing(source: Path, stage: Callable[..., Rows]) -> None:
    name_columns(source, "required", "id,status,opened")
    assert said(stage, f"select id {READ}") == "tickets.csv of the raw export has no column status, opened."


UNREADABLE = (
    "tickets.csv of the raw export cannot be read as CSV: "
    "a row has more or fewer columns than the header, or a quote is not closed."
)
LATE = "accounts.sql of the source desk cannot be run: Invalid Input Error: CSV Error on Line: 30002 "


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,customer\n7,acme,x\n8,umbrella,y\n", UNREADABLE),
        ("id,customer\n7,acme\n8\n", UNREADABLE),
        ('id,customer\n7,"acme\n', UNREADABLE),
        ("id;customer\n7;acme\n", "tickets.csv of the raw export has no column id, customer."),
        ("", "tickets.csv of the raw export has no column id, customer."),
        (
            "id,customer\n" + "7,acme\n" * 30_000 + "8,a,b\n",
            LATE + "Expected Number of Columns: 2 Found: 3, in tickets.csv.",
        ),
        (
            "id,customer\n" + "7,acme\n" * 30_000 + '8,"a\n',
            LATE + "Value with unterminated quote found, in tickets.csv.",
        ),
    ],
    ids=["wide rows", "narrow row", "open quote", "semicolons", "empty", "late wide row", "late open quote"],
)
def test_a_raw_table_is_read_whole_or_not_at_all(
    text: str, message: str, source: Path, raw: Path, stage: Callable[..., Rows]
) -> None:
    name_columns(source, "required", "id,customer")
    (raw / "tickets.csv").write_text(text, encoding="utf-8")
    assert said(stage, f"select id, customer {READ}") == message


def test_free_text_is_kept_as_it_is(source: Path, raw: Path, stage: Callable[..., Rows]) -> None:
    name_columns(source, "required", "id,customer")
    (raw / "tickets.csv").write_bytes(b'id,customer\r\n007,"two\n\nlines, ""quoted"""\r\n#8,\xc3\xa9\r\n')
    assert stage(f"select id, customer {READ}") == [("007", 'two\n\nlines, "quoted"'), ("#8", "é")]


@pytest.mark.parametrize("name", ["tickets.csv", "TICKETS.CSV", "tickets_data.csv", "tickets.csv.gz", "tickets/1.csv"])
def test_a_raw_table_goes_by_several_names(name: str, source: Path, raw: Path, stage: Callable[..., Rows]) -> None:
    (raw / "tickets.csv").unlink()
    (raw / "tickets_data_snowflake.csv").write_text("id\n666\n", encoding="utf-8")
    (raw / name).parent.mkdir(exist_ok=True)
    text = b"ID,CUSTOMER\n7,acme\n"
    (raw / name).write_bytes(gzip.compress(text) if name.endswith("gz") else text)
    name_columns(source, "required", "id,customer")
    assert stage(f"select id, customer {READ}") == [("7", "acme")]


@pytest.mark.parametrize(
    "sql",
    ["", "-- nothing", "select 1; select 2", "drop table kept", "create table x as select 1", "copy (select 1) to 'x'"],
)
def test_a_source_is_one_select_and_nothing_else(sql: str, stage: Callable[..., Rows]) -> None:
    assert said(stage, sql) == "accounts.sql of the source desk must be one SELECT and nothing else."


def test_a_select_that_writes_is_refused(stage: Callable[..., Rows]) -> None:
    connection = duckdb.connect()
    connection.execute("create table kept (id integer)")
    sql = "with added as (insert into kept values (1) returning *) select * from added"
    with pytest.raises(RecordsError, match=r"^accounts\.sql of the source desk cannot be run: "):
        stage(sql, connection)
    assert connection.execute("from kept").fetchall() == []


def test_a_select_sees_the_raw_export_only(stage: Callable[..., Rows]) -> None:
    connection = duckdb.connect()
    connection.execute("create table cases (id integer)")
    with pytest.raises(RecordsError, match=r"^accounts\.sql of the source desk cannot be run: Catalog Error: "):
        stage("from cases", connection)


@pytest.mark.parametrize(
    ("sql", "start"),
    [
        ("selec 1", "Parser Error: syntax error at or near"),
        ("from read_csv($raw || '/users.csv')", "IO Error: No files found that match the pattern"),
        ("select subject from read_csv($raw || '/tickets.csv')", "Binder Error: Referenced column"),
        ("select cast(customer as integer) as id from read_csv($raw || '/tickets.csv')", "Conversion Error: "),
    ],
)
def test_what_cannot_be_run_is_one_sentence_that_names_the_file(
    sql: str, start: str, stage: Callable[..., Rows]
) -> None:
    message = said(stage, sql)
    assert message.startswith(f"accounts.sql of the source desk cannot be run: {start}")
    assert re.fullmatch(r"[^\n]+\.", message)


def test_an_unknown_parameter_is_answered_with_those_there_are(source: Path, stage: Callable[..., Rows]) -> None:
    name_columns(source, "optional", "id")
    message = "The source desk uses $user, which nothing gives it; there are $raw, $source, $tickets."
    assert said(stage, "from read_csv($user)") == message


def test_a_missing_raw_folder_is_said(source: Path, raw: Path) -> None:
    (source / "accounts.sql").write_text("select 1 as id", encoding="utf-8")
    with pytest.raises(RecordsError) as error:
        sources.stage(duckdb.connect(), source, raw / "none", "accounts", "staged")
    assert str(error.value) == f"There is no folder {raw / 'none'} with a raw export."


def test_a_timestamp_without_offset_never_takes_on_the_zone_of_the_session(stage: Callable[..., Rows]) -> None:
    connection = duckdb.connect()
    connection.execute("set timezone = 'Europe/Paris'")
    rows = stage("select epoch(cast('2026-03-01 10:00:00' as timestamptz)) as at", connection)
    assert rows == [(1772359200.0,)]
    assert connection.execute("select current_setting('timezone')").fetchall() == [("Europe/Paris",)]


def write_example(folder: Path) -> str:
    """Write the files of the guide's worked example below `folder`; its expected rows are returned."""
    blocks = re.findall(r"^```(?:csv|sql) (\S+)\n(.*?)^```$", GUIDE.read_text(encoding="utf-8"), re.M | re.S)
    for name, text in blocks:
        if "/" in name:
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    (expected,) = [text for name, text in blocks if name == "expected"]
    return str(expected)


def test_the_worked_example_of_the_guide_gives_what_it_says(tmp_path: Path) -> None:
    expected = write_example(tmp_path)
    report = load(tmp_path / "raw", tmp_path / "warehouse", source=str(tmp_path / "desk"))
    assert {count.record_type: (count.read, count.admitted) for count in report.counts} == {
        "calendars": (1, 1),
        "business_hours": (5, 5),
        "accounts": (2, 2),
        "cases": (2, 2),
        "case_events": (5, 5),
    }
    with snapshots.open_snapshot(snapshots.current(tmp_path / "warehouse")) as connection:
        connection.execute(
            f"copy (select {expected.splitlines()[0]} from case_metrics order by case_id) to '{tmp_path}/got'"
        )
    assert (tmp_path / "got").read_text(encoding="utf-8") == expected
