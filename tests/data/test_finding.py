"""Which files are records, and what their bytes are."""

import gzip
from pathlib import Path

import pytest

from data.errors import RecordsError
from data.finding import LONGEST_RECORD, RecordsFile, csv_header, find_files, readable_text
from tests.data.tiny import put

HEADER = "case_id,subject\n"


def file(path: Path) -> RecordsFile:
    (found,), _ = find_files(path.parent)
    return found


def said(path: Path) -> str:
    with pytest.raises(RecordsError) as error, readable_text(file(path)) as text:
        csv_header(text, "records/cases.csv")
    return str(error.value)


def as_read(path: Path) -> tuple[bytes, str]:
    """The bytes that will be read, and what they were recognised as."""
    with readable_text(file(path)) as text, text.open() as stream:
        return stream.read(), text.encoding


def test_files_are_found_by_name_in_a_stable_order(tmp_path: Path) -> None:
    for name in (
        "cases/b.csv",
        "cases/2026/a.jsonl.gz",
        "cases/.partial.csv",
        "accounts.csv",
        "people.ndjson.zst",
        "CASES.csv",
        "cases.CSV",
        "cases.xlsx",
        "cases",
        "notes.txt",
        ".hidden.csv",
    ):
        if name != "cases":
            put(tmp_path, f"records/{name}", "x")
    found, others = find_files(tmp_path / "records")
    assert [(file.label, file.record_type, file.format, file.compression) for file in found] == [
        ("records/accounts.csv", "accounts", "csv", None),
        ("records/cases/2026/a.jsonl.gz", "cases", "jsonl", "gzip"),
        ("records/cases/b.csv", "cases", "csv", None),
        ("records/cases.CSV", "cases", "csv", None),
        ("records/people.ndjson.zst", "people", "jsonl", "zstd"),
    ]
    assert others == ["CASES.csv", "cases.xlsx", "notes.txt"]


def test_a_folder_called_like_a_file_is_not_passed_over(tmp_path: Path) -> None:
    """Other programs write a folder people.parquet; read as if it were absent, its rows would be missed."""
    put(tmp_path, "records/people.parquet/part-0.parquet", "x")
    with pytest.raises(RecordsError) as error:
        find_files(tmp_path / "records")
    assert str(error.value) == "records/people.parquet is a folder; call it people to have the files in it read."


def test_a_link_that_leads_nowhere_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "people.csv").symlink_to(tmp_path / "nowhere")
    with pytest.raises(RecordsError) as error:
        find_files(tmp_path)
    assert str(error.value) == f"{tmp_path.name}/people.csv is no file that can be read."


def test_utf_8_is_read_where_it_lies(tmp_path: Path) -> None:
    path = put(tmp_path, "cases.csv", HEADER + "c1,Müller\n")
    with readable_text(file(path)) as text:
        assert (text.path, text.encoding) == (path, "utf-8")


def test_a_character_cut_by_the_end_of_a_block_is_still_utf_8(tmp_path: Path) -> None:
    path = put(tmp_path, "cases.csv", "a" * ((1 << 20) - 1) + "é\n")
    assert as_read(path)[1] == "utf-8"


def test_windows_1252_is_recognised_and_transcoded(tmp_path: Path) -> None:
    path = put(tmp_path, "cases.csv", (HEADER + "c1,“Müller” 5 €\n").encode("cp1252"))
    assert as_read(path) == ((HEADER + "c1,“Müller” 5 €\n").encode(), "windows-1252")


def test_a_copy_is_gone_after_reading(tmp_path: Path) -> None:
    path = put(tmp_path, "cases.csv", "é".encode("cp1252"))
    with readable_text(file(path)) as text:
        assert text.path.is_file()
    assert not text.path.parent.exists()


@pytest.mark.parametrize("compress", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_mixed_line_ends_become_even(tmp_path: Path, compress: type[bytes]) -> None:
    path = put(tmp_path, "cases.csv.gz" if compress is not bytes else "cases.csv", compress(b"a,b\r\n1,2\n3,4\r\n"))
    assert as_read(path) == (b"a,b\n1,2\n3,4\n", "utf-8")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "records/cases.csv is empty, without even a header row."),
        (b"\n", "records/cases.csv has no header row."),
        (b"\xef\xbb\xbf", "records/cases.csv has no header row."),
        (b",,\n1,2,3\n", "records/cases.csv has no header row."),
        (HEADER.encode("utf-16"), "records/cases.csv is UTF-16; save it as UTF-8."),
        (HEADER.encode("utf-16-le"), "records/cases.csv is UTF-16; save it as UTF-8."),
        (b'case_id,"subject\nc1,x\n', "The header row of records/cases.csv has broken quotes."),
        (b"case_id,subject,case_id\n", "records/cases.csv has the column case_id twice."),
        (b"case_id,subject,Case_ID\n", "records/cases.csv has the column case_id twice."),
        (
            HEADER.encode() + "c1,ü\n".encode() + "c2,ü\n".encode("cp1252"),
            "records/cases.csv mixes encodings: line 2 is UTF-8, others are not; save it all as UTF-8.",
        ),
        (
            HEADER.encode() + b"c1,\x81\n",
            "Line 2 of records/cases.csv is neither UTF-8 nor Windows-1252.",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    assert said(put(tmp_path, "records/cases.csv", content)) == sentence


@pytest.mark.parametrize("name", ["cases.csv.gz", "cases.csv.zst"])
def test_a_broken_compressed_file_is_told(tmp_path: Path, name: str) -> None:
    sentence = said(put(tmp_path, f"records/{name}", b"no such thing"))
    assert sentence.startswith(f"records/{name} cannot be read: ")
    assert "\n" not in sentence


def test_a_line_of_200_megabytes_is_refused_without_reading_it_all(tmp_path: Path) -> None:
    path = put(tmp_path, "records/cases.csv", HEADER + "c1,ok\n")
    with path.open("ab") as stream:
        for _ in range(200):
            stream.write(b"x" * 1_000_000)
    assert said(path) == f"Line 3 of records/cases.csv is longer than {LONGEST_RECORD:,} bytes; this is no record."


def test_the_longest_line_is_still_read(tmp_path: Path) -> None:
    path = put(tmp_path, "cases.csv", "x" * LONGEST_RECORD + "\n")
    assert len(as_read(path)[0]) == LONGEST_RECORD + 1


@pytest.mark.parametrize(
    ("header", "names", "separator"),
    [
        ("a,b\n", ["a", "b"], ","),
        ("a;b\r\n", ["a", "b"], ";"),
        ('\ufeff"a","b, c"\n', ["a", "b, c"], ","),
        (" a ;b;\n", ["a", "b", "unnamed_3"], ";"),
        ("a,b\u2028\n", ["a", "b"], ","),
        ("a", ["a"], ","),
    ],
)
def test_a_header_gives_names_and_separator(tmp_path: Path, header: str, names: list[str], separator: str) -> None:
    with readable_text(file(put(tmp_path, "cases.csv", header))) as text:
        assert csv_header(text, "cases.csv") == (names, separator)
