"""Read files that were spoilt at random: `python -m tests.faults.fuzz --files 10000`.

Each file is one of good records with something done to its bytes or values. Whatever it is, reading it ends within
seconds, with one sentence or with counts that add up: those of the report, of the tables, and, where a file is plain
enough to be counted without knowing its format, of its lines. Reading happens in a process of its own, so that a crash
or a hang is a finding, too. Every file follows from the seed and its number: `--only 4711` repeats one.
"""

import argparse
import gzip
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import duckdb

from data.admission import Admission
from data.contract import RECORD_TYPES
from data.errors import RecordsError
from data.finding import find_files
from data.load import Request, read_and_check
from data.staging import Stager
from tests.data.tiny import TINY, csv_text, instant, write

ROOT = Path(__file__).parents[2]
SLOW_SECONDS = 20.0
SILENT_SECONDS = 60.0

_WORDS = """
0|-1|-0.0|1e308|1e999|nan|inf|0x1F|1_000|९|9223372036854775808|2026-02-30|0000-00-00|2026-03-02|9999-12-31|2026-3-2
|infinity|-4713-11-24|epoch|2026-03-02T08:00:00Z|2026-03-02T08:00:00|2026-03-02T24:00:00Z|2026-03-02T08:00:60Z
|2016-12-31T23:59:60Z|2026-03-02T08:00:00+14:59|2026-03-02T08:00:00+99:99|2026-03-02 08:00:00.999999999999Z
|99999-03-02T08:00:00Z|24:00|24:00:01|9:00|-01:00|25:61|acme|brick|paris|c1|c2|x1|tess|Europe/Paris|NULL|\\N|\\|%s%n
|'; drop table cases; --|" or 1=1 --|$$|{{7*7}}|=1+1|@SUM(A1)|<script>alert(1)</script>|../../etc/passwd
"""
VALUES = (
    *_WORDS.strip().replace("\n|", "|").split("|"),
    *("", " ", "1" * 400, "\u202egnp.exe", "e\u0301" * 50, "\0", "\ufeff", "\u2028", "\x85", "x" * 50_000),
)
BYTES = (
    *(
        b"\0",
        b'"',
        b'""',
        b'"\n',
        b",",
        b";",
        b"\n",
        b"\r",
        b"\r\n",
        b"\n\n",
        b"\\",
        b"\xff",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
    ),
    *(b"\xc3", b"\xed\xa0\x80", b"\xe2\x80\xa8", b"\x80\x81\x8d", b"\x1a", b"\x01", b"\t", b" ", b"{", b"}", b"PAR1"),
    *(
        b"\\u0000",
        b"\\ud800",
        b'"a":',
        b"null",
        b"1e999",
        b"[" * 5000,
        b"," * 3000,
        b'"' * 999,
        b"x" * 70_000,
        b"\x1f\x8b",
    ),
)


def changed_values(rng: random.Random, record_type: str) -> list[dict[str, str | None]]:
    """Good rows with some values replaced, and rows repeated or left out."""
    rows = [dict(row) for row in TINY[record_type]]
    for _ in range(rng.randrange(4)):
        rng.choice(rows)[rng.choice(RECORD_TYPES[record_type].column_names)] = rng.choice(VALUES)
    if rng.random() < 0.3:
        rows += [dict(rng.choice(rows)) for _ in range(rng.randrange(1, 4))]
    if rng.random() < 0.1:
        rng.shuffle(rows)
    return rows


def spoilt(rng: random.Random, content: bytes, other: bytes) -> bytes:
    """The bytes with something done to them."""
    at = rng.randrange(len(content) + 1)
    end = min(len(content), at + rng.choice((1, 1, 2, 8, 100, 5000)))
    match rng.randrange(8):
        case 0:
            return content[:at]
        case 1:
            return content[:at] + content[end:]
        case 2:
            return content[:at] + rng.choice(BYTES) + content[at:]
        case 3:
            return content[:at] + bytes(rng.randrange(256) for _ in range(end - at)) + content[end:]
        case 4:
            return content[:end] + content[at:]
        case 5:
            start = rng.randrange(len(other) + 1)
            return content[:at] + other[start : start + 200] + content[at:]
        case 6:
            lines = content.split(b"\n")
            rng.shuffle(lines)
            return b"\n".join(lines)
        case _:
            return content.replace(
                *rng.choice(((b"\n", b"\r\n"), (b"\n", b"\r"), (b",", b";"), (b'"', b"'"), (b"_", b"")))
            )


def as_json_lines(rows: list[dict[str, str | None]], rng: random.Random) -> bytes:
    """The rows as JSON Lines; sometimes a value is no text."""
    odd = (1, 1.5e300, True, None, [], {"a": {"b": []}}, -0.0, 10**30)
    for row in rows:
        if rng.random() < 0.2:
            row[rng.choice(list(row))] = rng.choice(odd)  # type: ignore[assignment]
    lines = [json.dumps(row, ensure_ascii=rng.random() < 0.5) for row in rows]
    return "\n".join(lines).encode("utf-8", errors="surrogatepass")


def as_parquet(csv_file: bytes, folder: Path) -> bytes:
    """A CSV file's columns as Parquet."""
    given, made = folder / "given.csv", folder / "made.parquet"
    given.write_bytes(csv_file)
    with duckdb.connect() as connection:
        connection.execute(f"copy (from read_csv('{given}', all_varchar = {len(csv_file) % 2 == 0})) to '{made}'")
    return made.read_bytes()


def fuzzed(seed: int, number: int, folder: Path) -> tuple[str, bytes]:
    """The name and the bytes of file `number`."""
    rng = random.Random(f"{seed}-{number}")
    record_type = rng.choice(list(RECORD_TYPES))
    rows = changed_values(rng, record_type)
    ending, content = "csv", csv_text(record_type, rows, delimiter=rng.choice(",,,;")).encode(errors="surrogatepass")
    kind = rng.random()
    if kind < 0.2:
        ending, content = rng.choice(("jsonl", "ndjson")), as_json_lines(rows, rng)
    elif kind < 0.28:
        ending, content = "parquet", as_parquet(csv_text(record_type, TINY[record_type]).encode(), folder)
    other = csv_text(*rng.choice(list(TINY.items()))).encode()
    for _ in range(rng.choice((0, 1, 1, 1, 2, 3))):
        content = spoilt(rng, content, other)
    if ending != "parquet" and rng.random() < 0.1:
        ending, content = f"{ending}.gz", gzip.compress(content)
        if rng.random() < 0.5:
            content = spoilt(rng, content, other)
    return f"{record_type}.{ending}", content


def plainly_counted(name: str, content: bytes) -> int | None:
    """How many records a text file without quotes must hold; None where that cannot be said so simply."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    if name.endswith((".gz", ".parquet")) or any(odd in text.replace("\r\n", "\n") for odd in ("\0", "\r")):
        return None
    lines = text.replace("\r\n", "\n").split("\n")
    if name.endswith(".csv"):
        is_odd = '"' in text or any(line and not line.strip() for line in lines) or not lines[0]
        return None if is_odd else sum(line != "" for line in lines[1:])
    return None if "\x01" in text else sum(line.strip(" \t") != "" for line in lines)


class Reading:
    """A connection that holds good records, on which one file after another is read in their place."""

    def __init__(self, folder: Path) -> None:
        """`folder` is for the files."""
        self.connection = duckdb.connect(config={"threads": 1})
        self.folder = folder / "fuzzed"
        self.folder.mkdir()
        request = Request(write(TINY, folder / "good"))
        read_and_check(self.connection, request, instant("2026-03-06T12:00Z"), None, lambda _: None)
        self.stager = Stager(self.connection, None)

    def read(self, name: str, content: bytes) -> str:
        """How reading one file ended: `counted` or `told`. Raises AssertionError for what must never be."""
        for old in self.folder.iterdir():
            old.unlink()
        (self.folder / name).write_bytes(content)
        record_type = RECORD_TYPES[name.partition(".")[0]]
        self.connection.execute(f"delete from {record_type.name}; delete from rejects")
        try:
            (file,), _ = find_files(self.folder)
            staged = self.stager.begin(record_type)
            self.stager.read_file(staged, file)
            (count,) = Admission(self.connection, staged).settle()
        except RecordsError as error:
            sentence = str(error)
            assert sentence.endswith("."), sentence
            assert "\n" not in sentence, sentence
            assert len(sentence) < 5_000, sentence
            return "told"
        kept = self._rows(record_type.name)
        refused = self._rows("rejects")
        assert count.read == count.admitted + count.duplicates + count.rejected, count
        assert (kept, refused) == (count.admitted, count.rejected), (kept, refused, count)
        counted = plainly_counted(name, content)
        assert counted in (None, count.read), (counted, count)
        return "counted"

    def _rows(self, table: str) -> int:
        ((rows,),) = self.connection.execute(f"select count(*) from {table}").fetchall()
        return int(rows)

    @contextmanager
    def in_time(self) -> Iterator[None]:
        """Whatever DuckDB does in the block is stopped when it takes too long."""
        timer = Timer(SLOW_SECONDS, self.connection.interrupt)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


def serve(seed: int, first: int, last: int) -> None:
    """Read the files of these numbers and say of each how it ended, a line each; run in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        reading = Reading(Path(name))
        for number in range(first, last):
            file, content = fuzzed(seed, number, Path(name))
            try:
                with reading.in_time():
                    ended = reading.read(file, content)
            except Exception as error:
                ended = f"fault: {file}: {error!r}".replace("\n", " ")[:600]
            sys.stdout.write(f"{number} {ended}\n")
            sys.stdout.flush()


def run(files: int, seed: int, seconds: float, say: Callable[[str], object]) -> tuple[Counter[str], list[str]]:
    """Read so many files, or for so long; how they ended, and what must never be."""
    ended: Counter[str] = Counter()
    faults: list[str] = []
    until = time.monotonic() + seconds
    number = 0
    while number < files and time.monotonic() < until:
        command = [sys.executable, "-m", "tests.faults.fuzz", "--serve", str(seed), str(number), str(files)]
        child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        while True:
            silence = Timer(SILENT_SECONDS, child.kill)
            silence.start()
            line = child.stdout.readline()
            silence.cancel()
            if not line or time.monotonic() > until:
                break
            told, _, how = line.strip().partition(" ")
            number = int(told) + 1
            ended[how.partition(":")[0]] += 1
            if how.startswith("fault"):
                faults.append(f"file {told}: {how}")
                say(faults[-1])
            if number % 1000 == 0:
                say(f"{number:,} files")
        is_cut_short = bool(line)
        child.kill()
        child.wait()
        child.stdout.close()
        if not is_cut_short and number < files and time.monotonic() < until:
            faults.append(f"file {number}: the process ended or was silent for {SILENT_SECONDS:g} s")
            say(faults[-1])
            number += 1
    return ended, faults


def main() -> int:
    """Run by hand; the exit code is 1 if anything was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=1800.0, help="stop after so long")
    parser.add_argument("--only", type=int, help="write this file to the current folder and read it")
    parser.add_argument("--serve", type=int, nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve:
        serve(*given.serve)
        return 0
    if given.only is not None:
        with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
            file, content = fuzzed(given.seed, given.only, Path(name))
            Path(file).write_bytes(content)
            sys.stdout.write(f"{file}: {Reading(Path(name)).read(file, content)}\n")
        return 0
    begun = time.monotonic()
    ended, faults = run(given.files, given.seed, given.seconds, lambda line: sys.stdout.write(f"{line}\n"))
    sys.stdout.write(f"{sum(ended.values()):,} files in {time.monotonic() - begun:.0f} s: {dict(ended)}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
