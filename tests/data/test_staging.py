"""The same content gives the same tables, whatever the format; what is wrong in one is told with its place."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data.contract import RECORD_TYPES, Kind
from data.errors import RecordsError
from data.staging import literal
from tests.data.tiny import TINY, csv_text, put, read, tiny, write
from tests.records import Records, Table

HEADER = "case_id,account_id,channel,opened_at,subject,priority\n"


def row(case_id: str, subject: str = "") -> str:
    return f"{case_id},acme,email,2026-03-02T08:00:00Z,{subject},low\n"


def line(case_id: str, **given: object) -> str:
    values = {"case_id": case_id, "account_id": "acme", "channel": "email", "opened_at": "2026-03-02T08:00:00Z"}
    return json.dumps(values | {"priority": "low"} | given) + "\n"


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Table]:
    """TINY as plain CSV gives it; nothing else in these tests is true without it."""
    _, found = read(write(tiny(), tmp_path_factory.mktemp("plain")))
    assert [row["case_id"] for row in found["cases"]] == ["c1", "c2"]
    assert found["cases"][0]["subject"] == TINY["cases"][0]["subject"]
    return found


def records_only(found: dict[str, Table]) -> dict[str, Table]:
    return {name: found[name] for name in RECORD_TYPES}


def typed_parquet(name: str, path: Path) -> None:
    """The rows of TINY with the types a program would write."""
    rows = [{column: row.get(column) for column in RECORD_TYPES[name].column_names} for row in TINY[name]]
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'America/New_York'")
        connection.register("given", pa.Table.from_pylist(rows, pa.schema([(c, pa.string()) for c in rows[0]])))
        columns = ", ".join(
            f"cast({column.name} as {column.kind.sql_type}) as {column.name}" for column in RECORD_TYPES[name].columns
        )
        connection.execute(f"copy (select {columns} from given) to {literal(str(path))} (format parquet)")


def text_parquet(name: str, path: Path) -> None:
    pq.write_table(pa.Table.from_pylist(TINY[name]), path)


def as_csv(encode: Callable[[str], bytes], ending: str = "csv", **how: str) -> Callable[[Path], None]:
    def write_all(folder: Path) -> None:
        for name, rows in TINY.items():
            put(folder, f"{name}.{ending}", encode(csv_text(name, rows, **how)))

    return write_all


def as_json_lines(ending: str, encode: Callable[[str], bytes] = str.encode) -> Callable[[Path], None]:
    def write_all(folder: Path) -> None:
        for name, rows in TINY.items():
            lines = [json.dumps({key: value for key, value in row.items() if value is not None}) for row in rows]
            put(folder, f"{name}.{ending}", encode("\n".join(lines)))

    return write_all


def as_parquet(write_one: Callable[[str, Path], None]) -> Callable[[Path], None]:
    def write_all(folder: Path) -> None:
        for name in TINY:
            write_one(name, folder / f"{name}.parquet")

    return write_all


def as_folders(folder: Path) -> None:
    """A file per row, in the order of their names, in three formats, with shuffled columns in the CSV ones."""
    for name, rows in TINY.items():
        for number, one in enumerate(rows):
            if number % 2:
                put(folder, f"{name}/{number:03}.jsonl", json.dumps(one))
            else:
                text = csv_text(name, [dict(one)])
                put(folder, f"{name}/sub/{number:03}.csv" if number > 2 else f"{name}/{number:03}.csv", text)


def zstd(text: str) -> bytes:
    return pa.Codec("zstd").compress(text.encode(), asbytes=True)


FORMATS: dict[str, Callable[[Path], None]] = {
    "semicolons": as_csv(str.encode, delimiter=";"),
    "byte order mark": as_csv(lambda text: text.encode("utf-8-sig")),
    "windows line ends": as_csv(str.encode, line_end="\r\n"),
    "no last line end": as_csv(lambda text: text[:-1].encode()),
    "mixed line ends": as_csv(lambda text: text.replace("\n", "\r\n", 1).encode() if text.count("\n") > 1 else b""),
    "blank lines": as_csv(lambda text: (text.replace("\n", "\n\n", 1) + "\n\n").encode()),
    "Windows-1252": as_csv(lambda text: text.encode("cp1252")),
    "gzip": as_csv(lambda text: gzip.compress(text.encode()), "csv.gz"),
    "zstd": as_csv(zstd, "csv.zst"),
    "GZIP in capitals, Windows-1252": as_csv(lambda text: gzip.compress(text.encode("cp1252")), "CSV.GZ"),
    "JSON Lines": as_json_lines("jsonl"),
    "ndjson, zstd": as_json_lines("ndjson.zst", zstd),
    "Parquet of text": as_parquet(text_parquet),
    "Parquet with types": as_parquet(typed_parquet),
}


@pytest.mark.parametrize("write_all", FORMATS.values(), ids=FORMATS)
def test_equal_content_gives_equal_tables_in_every_format(
    write_all: Callable[[Path], None], plain: dict[str, Table], tmp_path: Path
) -> None:
    write_all(tmp_path)
    report, found = read(tmp_path)
    assert report.rejected_kinds == []
    assert records_only(found) == records_only(plain)


def test_a_folder_of_files_is_one_file_in_pieces(plain: dict[str, Table], tmp_path: Path) -> None:
    as_folders(tmp_path)
    report, found = read(tmp_path)
    assert report.rejected_kinds == []
    for name in RECORD_TYPES:
        assert sorted(found[name], key=repr) == sorted(plain[name], key=repr)
    assert {row["read"] for row in found["loads"]} == {1}


def test_the_report_says_which_files_were_transcoded(tmp_path: Path) -> None:
    write(tiny(), tmp_path)
    put(tmp_path, "cases.csv", (HEADER + row("c1", "é") + row("c2")).encode("cp1252"))
    report, found = read(tmp_path)
    label = f"{tmp_path.name}/cases.csv"
    assert report.notes == [f"{label}: read as Windows-1252, because it is not UTF-8"]
    assert {row["file"]: row["encoding"] for row in found["loads"]}[label] == "windows-1252"


def test_unknown_columns_are_reported_and_ignored(plain: dict[str, Table], tmp_path: Path) -> None:
    """Also those whose names the reading itself uses."""
    write(tiny(), tmp_path)
    text = csv_text("calendars", TINY["calendars"]).splitlines()
    put(tmp_path, "calendars.csv", f"broken_line,{text[0]},problem,name text\nx,{text[1]},y,z\n")
    report, found = read(tmp_path)
    assert report.notes == [f"{tmp_path.name}/calendars.csv: unknown columns ignored: broken_line, problem, name text"]
    assert records_only(found) == records_only(plain)


def with_cases(folder: Path, text: str, ending: str = "csv") -> tuple[Records, list[tuple[object, ...]]]:
    """TINY with other cases: the subjects of the cases admitted, and the rejects of the cases file."""
    write(tiny(), folder)
    (folder / "cases.csv").unlink()
    put(folder, f"cases.{ending}", text)
    _, found = read(folder)
    return {str(row["case_id"]): row["subject"] for row in found["cases"]}, [  # type: ignore[return-value]
        (row["record_number"], row["column_name"], row["value"], row["reason"])
        for row in found["rejects"]
        if row["record_type"] == "cases"
    ]


def test_values_are_taken_as_they_stand_and_only_spaces_are_blank(tmp_path: Path) -> None:
    subjects = {"c1": '" a\n""b""; ü "', "c2": "   ", "c3": '""', " c4 ": "NULL", "c5": "0"}
    text = HEADER + "".join(row(case_id, subject) for case_id, subject in subjects.items())
    admitted, rejects = with_cases(tmp_path, text)
    assert admitted == {"c1": ' a\n"b"; ü ', "c2": None, "c3": None, " c4 ": "NULL", "c5": "0"}
    assert rejects == []


def test_records_that_cannot_be_split_are_rejected_at_their_place(tmp_path: Path) -> None:
    """Quoted line ends, blank lines and earlier unreadable records do not shift the numbers."""
    text = (
        HEADER
        + row("c1", '"two\nlines"')
        + "\n"
        + "c2,acme\n"
        + row("c3", '"three\n\nlines"')
        + row("c4", '"quoted" badly')
        + "\n\n"
        + row("c5").replace("low", "lowest")
        + "c6,a,b,c,d,e,f,g\n"
        + row("c7").replace("low", "lower")
        + row("c8")
    )
    admitted, rejects = with_cases(tmp_path, text)
    assert admitted == {"c1": "two\nlines", "c3": "three\n\nlines", "c8": None}
    wrong = "expected one of urgent, high, normal, low"
    assert sorted(rejects) == [
        (2, None, "c2,acme", "expected 6 columns, found 2"),
        (4, None, row("c4", '"quoted" badly').strip(), "the quotes are broken"),
        (5, "priority", "lowest", wrong),
        (6, None, "c6,a,b,c,d,e,f,g", "expected 6 columns, found more"),
        (7, "priority", "lower", wrong),
    ]


def test_quotes_that_swallow_other_records_fail_the_load(tmp_path: Path) -> None:
    with pytest.raises(RecordsError) as error:
        with_cases(tmp_path, HEADER + row("c1", '"ok\nok"') + row("c2", '"open') + row("c3") + row("c4"))
    label = f"{tmp_path.name}/cases.csv"
    assert str(error.value) == f"The quotes of record 2 of {label} are broken; the rest is unreadable."


def test_a_record_of_many_lines_that_is_too_long_is_rejected(tmp_path: Path) -> None:
    admitted, rejects = with_cases(tmp_path, HEADER + row("c1", '"' + ("x" * 999 + "\n") * 2500 + '"') + row("c2"))
    assert admitted == {"c2": None}
    assert [(number, reason) for number, _, _, reason in rejects] == [(1, "the record is longer than 2,000,000 bytes")]


def test_json_lines_are_rejected_one_by_one(tmp_path: Path) -> None:
    text = (
        line("c1", subject={"nested": [1, "é"]}, **{"": 1, 'a"b': 2, "Case_ID": 3})
        + "\n   \n"
        + '{"case_id": "c2", \n'
        + "[1]\n"
        + '"text"\n'
        + line("c3", subject=None, priority="lowest")
        + '{"case_id": "c4"}\n'
        + line("c5", subject=True)
    )
    admitted, rejects = with_cases(tmp_path, text, "jsonl")
    assert admitted == {"c1": '{"nested":[1,"é"]}', "c5": "true"}
    assert sorted(rejects, key=lambda reject: str(reject[0])) == [
        (2, None, '{"case_id": "c2", ', "expected one JSON object on the line"),
        (3, None, "[1]", "expected one JSON object on the line"),
        (4, None, '"text"', "expected one JSON object on the line"),
        (5, "priority", "lowest", "expected one of urgent, high, normal, low"),
        (6, "account_id", None, "a value is required"),
    ]


def test_a_typed_column_of_another_type_is_read_as_its_text(tmp_path: Path) -> None:
    """A date is no timestamp, a timestamp no date, and an endless date is none."""
    write(tiny(), tmp_path)
    (tmp_path / "accounts.csv").unlink()
    with duckdb.connect() as connection:
        connection.execute(
            "copy (select * from (values ('acme', date '2026-01-01', null), ('brick', '2026-01-01', 'infinity'::date),"
            " ('cork', 'infinity'::date, null), ('dale', '9999-12-31', null))"
            " as given(account_id, premium_from, premium_until), (select 7 as name, 'paris' as calendar_id))"
            f" to '{tmp_path}/accounts.parquet' (format parquet)"
        )
    _, found = read(tmp_path)
    assert [(row["account_id"], row["name"], row["premium_from"]) for row in found["accounts"]] == [
        ("acme", "7", "2026-01-01"),
        ("dale", "7", "9999-12-31"),
    ]
    assert [
        (row["record_number"], row["column_name"], row["value"], row["reason"])
        for row in found["rejects"]
        if row["record_type"] == "accounts"
    ] == [
        (2, "premium_until", "infinity", "expected a date such as 2026-11-20"),
        (3, "premium_from", "infinity", "expected a date such as 2026-11-20"),
    ]


@pytest.mark.parametrize("damage", ["no Parquet at all", "cut", "overwritten"])
def test_a_damaged_parquet_file_fails_the_load_and_is_named(tmp_path: Path, damage: str) -> None:
    write(tiny(), tmp_path)
    (tmp_path / "cases.csv").unlink()
    typed_parquet("cases", tmp_path / "cases.parquet")
    whole = (tmp_path / "cases.parquet").read_bytes()
    broken = {
        "no Parquet at all": b"case_id,priority\n" * 10,
        "cut": whole[: len(whole) // 2],
        "overwritten": whole[:4] + bytes(len(whole) - 12) + whole[-8:],
    }
    (tmp_path / "cases.parquet").write_bytes(broken[damage])
    with pytest.raises(RecordsError) as error:
        read(tmp_path)
    sentence = str(error.value)
    assert sentence.startswith(f"{tmp_path.name}/cases.parquet cannot be read: ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "Error:" not in sentence


@pytest.mark.parametrize("name", ["re[12]", "re*", "re?", "~re", "it's", "é {a,b}"])
def test_a_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    """DuckDB takes some characters for patterns; a neighbour that the pattern fits is not read."""
    folder = write(tiny(), tmp_path / name)
    typed_parquet("people", folder / "people.parquet")
    (folder / "people.csv").unlink()
    write({"cases": [], "people": []}, tmp_path / "re1")
    write({"cases": [], "people": []}, tmp_path / "reX")
    _, found = read(folder)
    assert (len(found["cases"]), len(found["people"])) == (2, 2)


def test_record_numbers_hold_in_a_file_that_several_threads_read(tmp_path: Path) -> None:
    """30 MB, in which some records cannot be split, some break a rule and some repeat others."""
    count, padding = 120_000, "x" * 200
    lines = [row(f"k{number}", padding) for number in range(1, count + 1)]
    for number in range(1000, count, 10_000):
        lines[number - 1] = f"k{number},acme\n"
        lines[number] = row(f"k{number + 1}", padding).replace("low", "lowest")
        lines[number + 1] = row(f"k{number - 1}", "again")
        lines[number + 2] = lines[number - 3]
    _, rejects = with_cases(tmp_path, HEADER + "".join(lines))
    label = f"{tmp_path.name}/cases.csv"
    expected = [
        reject
        for number in range(1000, count, 10_000)
        for reject in (
            (number, None, f"k{number},acme", "expected 6 columns, found 2"),
            (number + 1, "priority", "lowest", "expected one of urgent, high, normal, low"),
            (
                number + 2,
                "case_id",
                f"k{number - 1}",
                f"record {number - 1} of {label} has the same key and other content",
            ),
        )
    ]
    assert sorted(rejects) == expected


# What a timestamp says, and the instant it is read as; None: it is rejected.
WITH_OFFSET = {
    "2026-03-02T08:00:00Z": "2026-03-02T08:00:00Z",
    "2026-03-02 08:00:00Z": "2026-03-02T08:00:00Z",
    "2026-03-02T08:00Z": "2026-03-02T08:00:00Z",
    "2026-03-02T08:00:00+01:00": "2026-03-02T07:00:00Z",
    "2026-03-02T08:00:00+0100": "2026-03-02T07:00:00Z",
    "2026-03-02T08:00:00+01": "2026-03-02T07:00:00Z",
    "2026-03-02 08:00-05:30": "2026-03-02T13:30:00Z",
    "2026-03-02T08:00:00+05:45": "2026-03-02T02:15:00Z",
    "2026-03-02T08:00:00+14:00": "2026-03-01T18:00:00Z",
    "2026-03-02T08:00:00-00:00": "2026-03-02T08:00:00Z",
    "2026-03-02T08:00:00.999999999Z": "2026-03-02T08:00:00Z",
    "2026-03-02T08:00:59,9+01:00": "2026-03-02T07:00:59Z",
    "1970-01-01T00:00:00.9Z": "1970-01-01T00:00:00Z",
    "1970-01-01T00:30:00+01:00": None,
    "2100-12-31T23:59:59.9Z": "2100-12-31T23:59:59Z",
    "2101-01-01T00:30:00+01:00": "2100-12-31T23:30:00Z",
    "2101-01-01T00:00:00Z": None,
    "2026-03-02T24:00:00Z": None,
    "2026-02-30T08:00:00Z": None,
    "2026-03-02T08:60:00Z": None,
    "2026-12-31T23:59:60Z": None,
    "2026-13-01T08:00:00Z": None,
    "2026-03-02T08:00:00+99:99": None,
    "2026-03-02T08:00:00+1:00": None,
    "2026-03-02T08:00:00 Europe/Paris": None,
    "2026-03-02T08:00:00": None,
    "2026-03-02": None,
    "20260302T080000Z": None,
    "02/03/2026 08:00": None,
    "2026-ab-02T08:00:00Z": None,
    "1772438400": None,
    "infinity": None,
    "epoch": None,
    "now": None,
}
# A zone, what its clock on the wall shows, and when that is; a text: why there is no such moment.
WITHOUT_OFFSET = [
    ("Europe/Paris", "2026-03-02T08:00:00.9", "2026-03-02T07:00:00Z"),
    ("Europe/Paris", "2026-03-02 08:00", "2026-03-02T07:00:00Z"),
    ("Europe/Paris", "2026-03-02T08:00:00Z", "2026-03-02T08:00:00Z"),
    ("Europe/Paris", "2026-03-29T01:59:59", "2026-03-29T00:59:59Z"),
    ("Europe/Paris", "2026-03-29T02:30:00", "no clock in Europe/Paris ever shows this time"),
    ("Europe/Paris", "2026-03-29T03:00:00", "2026-03-29T01:00:00Z"),
    ("Europe/Paris", "2026-10-25T01:59:59", "2026-10-24T23:59:59Z"),
    ("Europe/Paris", "2026-10-25T02:00:00", "a clock in Europe/Paris shows this time twice"),
    ("Europe/Paris", "2026-10-25T02:30:00", "a clock in Europe/Paris shows this time twice"),
    ("Europe/Paris", "2026-10-25T03:00:00", "2026-10-25T02:00:00Z"),
    ("Australia/Lord_Howe", "2026-04-05T01:29:59", "2026-04-04T14:29:59Z"),
    ("Australia/Lord_Howe", "2026-04-05T01:45:00", "a clock in Australia/Lord_Howe shows this time twice"),
    ("Australia/Lord_Howe", "2026-10-04T02:15:00", "no clock in Australia/Lord_Howe ever shows this time"),
    ("Australia/Lord_Howe", "2026-10-04T02:30:00", "2026-10-03T15:30:00Z"),
    ("Pacific/Apia", "2011-12-29T23:59:59", "2011-12-30T09:59:59Z"),
    ("Pacific/Apia", "2011-12-30T12:00:00", "no clock in Pacific/Apia ever shows this time"),
    ("Pacific/Apia", "2011-12-31T00:00:00", "2011-12-30T10:00:00Z"),
]


def read_instants(folder: Path, texts: list[str], time_zone: str | None) -> dict[str, str]:
    """What each text was read as, or why it was not."""
    write(tiny() | {"case_events": []}, folder)
    cases = [TINY["cases"][0] | {"case_id": text, "opened_at": text} for text in texts]
    put(folder, "cases.csv", csv_text("cases", [*TINY["cases"], *cases]))
    put(folder, "case_events.csv", csv_text("case_events", TINY["case_events"]))
    _, found = read(folder, time_zone=time_zone)
    admitted = {str(row["case_id"]): str(row["opened_at"]) for row in found["cases"]}
    return admitted | {str(row["record_key"]): str(row["reason"]) for row in found["rejects"]}


def test_timestamps_with_an_offset(tmp_path: Path) -> None:
    found = read_instants(tmp_path, list(WITH_OFFSET), None)
    instants = {text: given if len(given) == len("2026-03-02T08:00:00Z") else None for text, given in found.items()}
    assert {text: instants[text] for text in WITH_OFFSET} == WITH_OFFSET
    assert found["2026-03-02T08:00:00"] == "the timestamp has no offset: write it with one, or load with --time-zone"
    assert found["1970-01-01T00:30:00+01:00"] == "expected a time from 1970 to 2100"


@pytest.mark.parametrize("zone", sorted({zone for zone, _, _ in WITHOUT_OFFSET}))
def test_timestamps_without_an_offset_are_local_times_of_the_zone_given(tmp_path: Path, zone: str) -> None:
    expected = {text: moment for each, text, moment in WITHOUT_OFFSET if each == zone}
    found = read_instants(tmp_path, list(expected), zone)
    assert {text: found[text] for text in expected} == expected


def test_a_parquet_timestamp_without_a_zone_is_one_without_an_offset(tmp_path: Path) -> None:
    write(tiny(), tmp_path)
    (tmp_path / "cases.csv").unlink()
    with duckdb.connect() as connection:
        connection.execute(
            "copy (select case_id, 'acme' as account_id, 'email' as channel, 'low' as priority,"
            " timestamp_ns '2026-03-02 08:00:00.123456789' as opened_at from (values ('c1'), ('c2')) as given(case_id))"
            f" to '{tmp_path}/cases.parquet' (format parquet)"
        )
    _, without = read(tmp_path)
    _, within = read(tmp_path, time_zone="Europe/Paris")
    assert {row["reason"] for row in without["rejects"] if row["record_type"] == "cases"} == {
        "the timestamp has no offset: write it with one, or load with --time-zone"
    }
    assert [row["opened_at"] for row in within["cases"]] == ["2026-03-02T07:00:00Z"] * 2


def test_every_kind_of_column_has_its_type_in_a_snapshot() -> None:
    with duckdb.connect() as connection:
        types = {kind: connection.execute(f"select typeof(null::{kind.sql_type})").fetchall()[0][0] for kind in Kind}
    assert types == {
        Kind.TEXT: "VARCHAR",
        Kind.CHOICE: "VARCHAR",
        Kind.TIMESTAMP: "TIMESTAMP WITH TIME ZONE",
        Kind.DATE: "DATE",
        Kind.TIME: "TIME",
        Kind.NUMBER: "DOUBLE",
        Kind.INTEGER: "BIGINT",
    }
