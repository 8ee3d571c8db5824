"""Which files a records folder holds, and how the bytes of a text file are to be read."""

import codecs
import csv
import io
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from data.contract import RECORD_TYPES
from data.errors import RecordsError

FORMATS = {"csv": "csv", "parquet": "parquet", "jsonl": "jsonl", "ndjson": "jsonl"}
COMPRESSIONS = {"gz": "gzip", "zst": "zstd"}
LONGEST_RECORD = 2_000_000  # bytes; DuckDB's own limit, past which it may drop a line without a word
_CHUNK = 1 << 20
_SHOWN_COLUMNS = 40
_SHOWN_CHARACTERS = 60  # of a column's name


@dataclass(frozen=True, slots=True)
class RecordsFile:
    """One file of a records folder. `label` names it in reports: the folder's name and the path below it."""

    path: Path
    label: str
    record_type: str
    format: str
    compression: str | None


def named(columns: list[str]) -> str:
    """The names of a file's columns in a sentence; what is no header may be long and hold anything."""
    short = (name if len(name) <= _SHOWN_CHARACTERS else f"{name[:_SHOWN_CHARACTERS]}..." for name in columns)
    plain = ["".join(letter if letter.isprintable() else "?" for letter in name) for name in short]
    more = f" and {len(plain) - _SHOWN_COLUMNS:,} more" if len(plain) > _SHOWN_COLUMNS else ""
    return ", ".join(plain[:_SHOWN_COLUMNS]) + more


def find_files(records: Path) -> tuple[list[RecordsFile], list[str]]:
    """All files of record types below `records`, in a stable order, and the names of those that are none."""
    if not records.exists():
        raise RecordsError(f"There is no folder {records}.")
    if not records.is_dir():
        raise RecordsError(f"{records} is a file; give the folder that holds the records.")
    found: list[RecordsFile] = []
    others: list[str] = []
    try:
        entries = sorted(records.iterdir())
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir() and entry.name in RECORD_TYPES:
                inner = sorted(path for path in entry.rglob("*") if not path.is_dir() and not path.name.startswith("."))
                pairs = [(path, entry.name) for path in inner]
            else:
                pairs = [(entry, entry.name.split(".")[0])]
            for path, record_type in pairs:
                known = _recognised(path, record_type, f"{records.resolve().name}/{path.relative_to(records)}")
                if known is not None:
                    found.append(known)
                else:
                    others.append(str(path.relative_to(records)))
    except PermissionError as error:
        raise RecordsError(f"{error.filename} may not be read by this user.") from error
    if not found:
        expected = ", ".join(f"{name}.csv" for name, kind in RECORD_TYPES.items() if kind.required)
        raise RecordsError(f"{records} holds no records; at least {expected} are expected there.")
    return found, others


def _recognised(path: Path, record_type: str, label: str) -> RecordsFile | None:
    parts = path.name.lower().split(".")
    compression = COMPRESSIONS.get(parts[-1])
    ending = parts[-2] if compression and len(parts) > 2 else parts[-1]
    if record_type not in RECORD_TYPES or ending not in FORMATS or len(parts) == 1:
        return None
    if path.is_dir():
        raise RecordsError(f"{label} is a folder; call it {record_type} to have the files in it read.")
    if not path.is_file():
        raise RecordsError(f"{label} is no file that can be read.")
    return RecordsFile(path, label, record_type, FORMATS[ending], compression)


def _open(file: "RecordsFile | TextFile") -> BinaryIO:
    if file.compression is None:
        return file.path.open("rb")
    return io.BufferedReader(pa.input_stream(str(file.path), compression=file.compression))


@dataclass(slots=True)
class _Scan:
    """What one pass over the bytes shows."""

    is_empty: bool = True
    is_utf8: bool = True
    line_feeds: int = 0
    crlfs: int = 0


def _scan(file: RecordsFile) -> _Scan:
    scan = _Scan()
    decoder = codecs.getincrementaldecoder("utf-8")()
    since_line_feed = 0
    last = b""
    with _open(file) as stream:
        while chunk := stream.read(_CHUNK):
            # Without a byte order mark, every other byte of plain text gives it away.
            if scan.is_empty and (chunk[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) or b"\0" in chunk[:2]):
                raise RecordsError(f"{file.label} is UTF-16; save it as UTF-8.")
            scan.is_empty = False
            if scan.is_utf8 and not (chunk.isascii() and decoder.getstate()[0] == b""):
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    scan.is_utf8 = False
            first_line_feed = chunk.find(b"\n")
            if since_line_feed + (first_line_feed if first_line_feed >= 0 else len(chunk)) > LONGEST_RECORD:
                line = scan.line_feeds + 1
                raise RecordsError(
                    f"Line {line} of {file.label} is longer than {LONGEST_RECORD:,} bytes; this is no record."
                )
            if first_line_feed >= 0:
                since_line_feed = len(chunk) - chunk.rfind(b"\n") - 1
                scan.line_feeds += chunk.count(b"\n")
                scan.crlfs += chunk.count(b"\r\n") + (last == b"\r" and chunk[:1] == b"\n")
            else:
                since_line_feed += len(chunk)
            last = chunk[-1:]
    if scan.is_utf8:
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            scan.is_utf8 = False
    return scan


@dataclass(frozen=True, slots=True)
class TextFile:
    """A CSV or JSON Lines file, ready to be read: `path` may be a cleaned copy in a temporary folder."""

    path: Path
    encoding: str
    compression: str | None

    def open(self) -> BinaryIO:
        """The bytes, decompressed."""
        return _open(self)


@contextmanager
def readable_text(file: RecordsFile) -> Iterator[TextFile]:
    """The file as UTF-8 with even line ends: itself where it is that already, else a copy that lives in the block.

    Raises RecordsError for a file that cannot be read or is neither UTF-8 nor Windows-1252.
    """
    try:
        scan = _scan(file)
    except (OSError, EOFError, pa.ArrowException) as error:
        raise RecordsError(f"{file.label} cannot be read: {_reason(error)}.") from error
    if scan.is_empty:
        raise RecordsError(f"{file.label} is empty, without even a header row.")
    has_mixed_ends = 0 < scan.crlfs < scan.line_feeds
    if scan.is_utf8 and not has_mixed_ends:
        yield TextFile(file.path, "utf-8", file.compression)
        return
    encoding = "utf-8" if scan.is_utf8 else "windows-1252"
    folder = Path(tempfile.mkdtemp(prefix="records-"))
    try:
        copy = folder / f"copy.{file.format}"
        _rewrite(file, copy, encoding, even_line_ends=has_mixed_ends)
        yield TextFile(copy, encoding, None)
    except OSError as error:
        raise RecordsError(f"{file.label} cannot be rewritten as UTF-8: {_reason(error)}.") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _rewrite(file: RecordsFile, copy: Path, encoding: str, *, even_line_ends: bool) -> None:
    with _open(file) as stream, copy.open("wb") as out:
        for number, line in enumerate(stream, start=1):
            text = line[:-2] + b"\n" if even_line_ends and line.endswith(b"\r\n") else line
            if encoding != "utf-8" and not text.isascii():
                text = _from_windows(text, number, file.label)
            out.write(text)


def _from_windows(line: bytes, number: int, label: str) -> bytes:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        raise RecordsError(f"{label} mixes encodings: line {number} is UTF-8, others are not; save it all as UTF-8.")
    try:
        return line.decode("cp1252").encode("utf-8")
    except UnicodeDecodeError as error:
        raise RecordsError(f"Line {number} of {label} is neither UTF-8 nor Windows-1252.") from error


def csv_header(text: TextFile, label: str) -> tuple[list[str], str]:
    """The column names of a CSV file and its separator, a comma or a semicolon."""
    with text.open() as stream:
        start = stream.read(LONGEST_RECORD).decode("utf-8-sig", errors="ignore")
    line = re.split(r"[\r\n]", start, maxsplit=1)[0]
    separator = ";" if line.count(";") > line.count(",") else ","
    try:
        names = [name.strip() for name in next(csv.reader([line], delimiter=separator, strict=True), [])]
    except csv.Error as error:
        raise RecordsError(f"The header row of {label} has broken quotes.") from error
    if not any(names):
        raise RecordsError(f"{label} has no header row.")
    # DuckDB takes no two columns whose names differ in nothing but case.
    folded = [name.casefold() for name in names]
    for name in names:
        if name and folded.count(name.casefold()) > 1:
            raise RecordsError(f"{label} has the column {named([name])} twice.")
    # An unnamed column (a trailing separator) still takes its place.
    return [name or f"unnamed_{position}" for position, name in enumerate(names, start=1)], separator


def blank_records(text: TextFile, separator: str) -> list[int]:
    """The places of the blank lines among the records of a CSV file, the header being 0.

    DuckDB skips them and yet counts them in the places of records it cannot read.
    """
    limit = csv.field_size_limit(LONGEST_RECORD)
    try:
        with io.TextIOWrapper(text.open(), encoding="utf-8-sig", newline="") as lines:
            return [place for place, record in enumerate(csv.reader(lines, delimiter=separator)) if not record]
    except csv.Error:
        return []
    finally:
        csv.field_size_limit(limit)


def _reason(error: BaseException) -> str:
    text = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
    return text.splitlines()[0].rstrip(".") if text else type(error).__name__
