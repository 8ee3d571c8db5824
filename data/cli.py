"""The command line of the data side. Exit codes: 0 done, 1 the records are not good enough, 2 wrong usage."""

import argparse
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

import duckdb
from rich import box
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from data import snapshots, warehouses
from data.admission import FileCount
from data.errors import RecordsError, UnreachableError, UsageError
from data.load import LoadReport, NotGoodEnoughError, RejectedKind, check
from data.warehouses import load

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

_SHOWN_REJECTS = 20
_SHOWN_CHARACTERS = 60  # of an offending value


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code and prints errors as one sentence on standard error."""
    try:
        options = _parser().parse_args(arguments)
        code: int = options.run(options)
    except UsageError as error:
        err.print(str(error), markup=False)
        return 2
    except RecordsError as error:
        if isinstance(error, NotGoodEnoughError):
            _show(error.report)
        err.print(str(error), markup=False)
        return 1
    except OSError as error:
        err.print(f"{error.filename or 'The disk'}: {error.strerror or error}.", markup=False)
        return 1
    except duckdb.IOException as error:
        err.print(str(error).splitlines()[0], markup=False)
        return 1
    except KeyboardInterrupt:
        err.print("Stopped; nothing was published.")
        return 130
    return code


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One sentence instead of the usage."""
        raise UsageError(f"{message[0].upper()}{message[1:]}; see {self.prog} --help.")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m data", description="Records in, snapshots out.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    loading = commands.add_parser("load", help="read records, check them and publish a snapshot")
    _reading_options(loading)
    _warehouse_option(loading)
    loading.add_argument("--reporting-time-zone", metavar="ZONE", help="the zone that cuts days, weeks and months")
    loading.add_argument("--merge", action="store_true", help="update the current snapshot by key, not replace it")
    loading.set_defaults(run=_load)

    checking = commands.add_parser("check", help="the same checks; publishes nothing")
    _reading_options(checking)
    checking.set_defaults(run=_check)

    sampling = commands.add_parser("sample", help="write sample records")
    sampling.add_argument("directory", type=Path, metavar="DIR")
    sampling.add_argument("--cases", type=_positive, default=6000, metavar="N")
    sampling.add_argument("--seed", type=int, default=1, metavar="N")
    sampling.add_argument("--through", type=_day, default=date(2026, 10, 31), metavar="DATE", help="the last day")
    sampling.set_defaults(run=_sample)

    template = commands.add_parser("template", help="write empty files with the contract's columns")
    template.add_argument("directory", type=Path, metavar="DIR")
    template.set_defaults(run=_template)

    for name, run, text in (
        ("current", _current, "print the current snapshot's path"),
        ("snapshots", _snapshots, "list all snapshots"),
        ("rollback", _rollback, "go back to the snapshot before the current one"),
    ):
        command = commands.add_parser(name, help=text)
        _warehouse_option(command)
        command.set_defaults(run=run)
    return parser


def _reading_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("records", type=Path, metavar="RECORDS", help="the folder with the records or the raw export")
    parser.add_argument("--source", metavar="NAME_OR_FOLDER", help="what turns a raw export into records")
    parser.add_argument("--as-of", type=_instant, metavar="TIMESTAMP", help="judge everything as of this time")
    parser.add_argument("--time-zone", metavar="ZONE", help="for timestamps without an offset")
    parser.add_argument(
        "--max-rejects", type=_share, default=0.01, metavar="SHARE", help="of a file's records; default 1%%"
    )


def _warehouse_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--warehouse",
        default=str(snapshots.DEFAULT_WAREHOUSE),
        metavar="WAREHOUSE",
        help="a folder, or a lake: ducklake:postgres:dbname=... data_path=...",
    )


def _share(text: str) -> float:
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(%?)", text.strip())
    share = float(match[1]) / (100 if match[2] else 1) if match else 2.0
    # A bare 1 could be meant as 1% or as everything.
    if share > 1 or (match and not match[2] and share == 1):
        raise argparse.ArgumentTypeError(f"{text} is no share; write 1% or 0.01")
    return share


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no ISO 8601 timestamp") from None
    if instant.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{text} has no offset; write 2026-10-31T18:00:00Z or +01:00")
    return instant


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no date; write 2026-10-31") from None


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text} is no whole number above 0")
    return int(text)


def _load(options: argparse.Namespace) -> int:
    with _progress() as tell:
        report = load(
            options.records,
            warehouses.named(options.warehouse),
            source=options.source,
            as_of=options.as_of,
            time_zone=options.time_zone,
            reporting_time_zone=options.reporting_time_zone,
            merge=options.merge,
            max_rejects=options.max_rejects,
            progress=tell,
        )
    _show(report)
    out.print(f"Published {report.snapshot}", markup=False)
    return 0


def _check(options: argparse.Namespace) -> int:
    with _progress() as tell:
        report = check(
            options.records,
            source=options.source,
            as_of=options.as_of,
            time_zone=options.time_zone,
            max_rejects=options.max_rejects,
            progress=tell,
        )
    _show(report)
    if report.rejected:
        err.print(f"{report.rejected:,} records would be rejected.")
        return 1
    out.print("Nothing would be rejected.")
    return 0


def _sample(options: argparse.Namespace) -> int:
    from data.sample import write_sample  # what only this command needs is imported only by it

    with _progress() as tell:
        write_sample(
            options.directory,
            cases=options.cases,
            seed=options.seed,
            through=options.through,
            progress=tell,
        )
    out.print(f"Wrote sample records to {options.directory}", markup=False)
    return 0


def _template(options: argparse.Namespace) -> int:
    from data.reference import write_template

    write_template(options.directory)
    out.print(f"Wrote empty record files to {options.directory}; docs/records.md says what goes in", markup=False)
    return 0


def _current(options: argparse.Namespace) -> int:
    out.print(str(warehouses.current(warehouses.named(options.warehouse))), markup=False)
    return 0


def _snapshots(options: argparse.Namespace) -> int:
    warehouse = warehouses.named(options.warehouse)
    try:
        current = warehouses.current(warehouse)
    except UnreachableError:
        raise
    except RecordsError:
        current = None
    for snapshot in warehouses.listed(warehouse):
        out.print(f"{snapshot}{'  (current)' if snapshot == current else ''}", markup=False)
    return 0


def _rollback(options: argparse.Namespace) -> int:
    out.print(f"Current is now {warehouses.rollback(warehouses.named(options.warehouse))}", markup=False)
    return 0


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Tell what is being done and for how long: a line that changes on a terminal, plain lines in a log."""
    if err.is_terminal:
        columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
        with Progress(*columns, console=err, transient=True) as shown:
            task = shown.add_task("Starting", total=None)
            yield lambda message: shown.update(task, description=message)
        return
    start = time.monotonic()
    yield lambda message: err.print(f"{time.monotonic() - start:6.1f} s  {message}", markup=False)


def _show(report: LoadReport) -> None:
    """What was read, what was rejected and why, and what else there is to know."""
    out.print(f"Read from {report.origin}", markup=False)
    out.print(_counted(report.counts, report.origin), soft_wrap=False)
    for kind in report.rejected_kinds[:_SHOWN_REJECTS]:
        out.print(_told(kind, report.origin), markup=False)
    if len(report.rejected_kinds) > _SHOWN_REJECTS:
        out.print(f"... and {len(report.rejected_kinds) - _SHOWN_REJECTS:,} more reasons")
    for note in report.notes:
        out.print(f"Note: {note}", markup=False)
    if report.as_of is not None:
        out.print(f"Records as of {report.as_of:%Y-%m-%d %H:%M:%S} UTC")


def _counted(counts: list[FileCount], origin: str) -> Table:
    """A row per file, and their sum."""
    table = Table(box=box.SIMPLE_HEAD, show_footer=True, pad_edge=False)
    table.add_column("file", "all", overflow="fold")
    for name in ("read", "admitted", "duplicates", "rejected"):
        total = sum(getattr(count, name) for count in counts)
        table.add_column(name, f"{total:,}", justify="right", no_wrap=True)
    for count in counts:
        figures = (count.read, count.admitted, count.duplicates, count.rejected)
        table.add_row(Text(_short(count.file, origin)), *(f"{figure:,}" for figure in figures))
    return table


def _told(kind: RejectedKind, origin: str) -> str:
    """One line per reason, with the first record it met."""
    where = f"{kind.record_type}.{kind.column}" if kind.column else kind.record_type
    value = "blank" if kind.value is None else kind.value.replace("\n", " ")
    shown = value if len(value) <= _SHOWN_CHARACTERS else f"{value[:_SHOWN_CHARACTERS]}..."
    first = f"record {kind.record_number:,} of {_short(kind.file, origin)}: {shown}"
    return f"{kind.count:,} rejected, {where}: {kind.reason} (first: {first})"


def _short(label: str, origin: str) -> str:
    """A file's name without that of the folder, which the heading gives."""
    return label.removeprefix(f"{origin}/")
