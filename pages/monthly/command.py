"""The monthly summary from a shell: a document of a month, or issuing it.

Exit codes as elsewhere: 0 done, 1 no usable snapshot or already issued, 2 wrong usage; errors are one sentence.
"""

import argparse
import getpass
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, NoReturn

import duckdb
import pandas as pd

from data import warehouses
from data.errors import RecordsError, UsageError
from data.warehouses import Snapshot
from pages.components.current import warehouse_in_use
from pages.components.filters import FIRST_DAY, Filters
from pages.monthly import gathering, issued, printed, standalone, wording
from pages.monthly.gathering import Summary
from queries import runner

FORMS: Final = {".pdf": "pdf", ".html": "html", ".htm": "html"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    try:
        run(_parser().parse_args(arguments))
    except UsageError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except (RecordsError, OSError) as error:
        sys.stderr.write(f"{error if isinstance(error, RecordsError) else _said(error)}\n")
        return 1
    return 0


def _said(error: OSError) -> str:
    return f"{error.filename or 'The disk'}: {error.strerror or error}."


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One sentence instead of the usage."""
        raise UsageError(f"{message[0].upper()}{message[1:]}; see {self.prog} --help.")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m pages.monthly", description="The summary of a month: a document, or issuing it.")
    parser.add_argument("--month", type=_month, metavar="YYYY-MM", help="default: the last complete month")
    parser.add_argument("--output", type=Path, metavar="FILE", help="summary.pdf or summary.html")
    parser.add_argument("--paper", choices=tuple(printed.PAPERS), default="a4", help="of the PDF; default a4")
    parser.add_argument("--account", action="append", default=[], metavar="ID", help="only this account; may repeat")
    parser.add_argument("--tam", action="append", default=[], metavar="ID", help="only this TAM; may repeat")
    parser.add_argument("--issue", action="store_true", help="issue the month for good, with its documents")
    parser.add_argument("--reissue", metavar="REASON", help="issue an issued month again, and why")
    parser.add_argument("--by", metavar="NAME", help="who issues; default: the user of this shell")
    parser.add_argument("--recompute", action="store_true", help="as the records say now, even if the month is issued")
    parser.add_argument("--warehouse", metavar="WAREHOUSE", help="default: $WAREHOUSE, else data/warehouse")
    return parser


def _month(text: str) -> date:
    if not re.fullmatch(r"\d{4}-\d{2}", text):
        raise argparse.ArgumentTypeError(f"{text} is no month; write 2026-10")
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no month; write 2026-10") from None


def run(options: argparse.Namespace) -> None:
    """Do what the options say, and say what was done."""
    is_issuing = options.issue or options.reissue is not None
    if options.output is None and not is_issuing:
        raise UsageError("Say what to make: --output summary.pdf, --output summary.html or --issue.")
    if options.output is not None and options.output.suffix.lower() not in FORMS:
        raise UsageError(f"{options.output} is neither .pdf nor .html.")
    if options.reissue is not None and not options.reissue.strip():
        raise UsageError('Say why the month is issued again: --reissue "reason".')
    if is_issuing and (options.account or options.tam):
        raise UsageError("An issued month is that of all accounts; leave --account and --tam out.")
    warehouse = warehouses.named(options.warehouse) if options.warehouse else warehouse_in_use()
    snapshot, folder = warehouses.current(warehouse), warehouses.folder(warehouse)
    connection = warehouses.open_snapshot(snapshot)
    try:
        summary = _gathered(connection, snapshot, options)
        if is_issuing:
            _issue(folder, summary, options)
        if options.output is not None:
            options.output.write_bytes(_document(folder, summary, options))
            sys.stdout.write(f"{wording.month(summary.month)} is in {options.output}.\n")
    finally:
        connection.close()


def _gathered(connection: duckdb.DuckDBPyConnection, snapshot: Snapshot, options: argparse.Namespace) -> Summary:
    """The month that is asked for."""

    def ask(name: str, params: Mapping[str, runner.Param]) -> pd.DataFrame:
        return runner.answer(connection, name, params)

    offered = gathering.months(ask)
    month = options.month or gathering.default_month(offered)
    known = [one.date() for one in offered["month"]]
    if month is None:
        raise RecordsError("The records hold no case, so there is no month to summarise.")
    if month not in known:
        raise UsageError(
            f"The records hold nothing of {month:%Y-%m}; they go from {known[-1]:%Y-%m} to {known[0]:%Y-%m}."
        )
    chosen = _chosen(ask, options)
    return gathering.gather(ask, month, chosen, snapshot.name)


def _chosen(ask: gathering.Ask, options: argparse.Namespace) -> Filters:
    """The filters; UsageError for a code that the records do not know."""
    choices = ask("filter_choices", {}) if options.account or options.tam else pd.DataFrame()
    for kind, codes in (("account", options.account), ("tam", options.tam)):
        if codes:
            offered = set(choices.loc[choices["filter"] == kind, "code"])
            unknown = [code for code in codes if code not in offered]
            if unknown:
                raise UsageError(f"The records know no {'TAM' if kind == 'tam' else kind} {unknown[0]}.")
    return Filters(FIRST_DAY, FIRST_DAY, accounts=tuple(options.account), tams=tuple(options.tam))


def _issue(warehouse: Path, summary: Summary, options: argparse.Namespace) -> None:
    """Issue the month."""
    if summary.facts()["is_running"]:
        raise RecordsError(
            f"{summary.month:%Y-%m} is still running as the records go; only a complete month is issued."
        )
    place = issued.issue(
        warehouse,
        summary,
        by=options.by or _user(),
        at=datetime.now(UTC).replace(microsecond=0),
        reason=(options.reissue or "").strip(),
    )
    sys.stdout.write(f"{wording.month(summary.month)} is issued: {place}\n")


def _user() -> str:
    """The user of this shell; a machine may not know the name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise UsageError("Say who issues the month: --by NAME.") from None


def _document(warehouse: Path, summary: Summary, options: argparse.Namespace) -> bytes:
    """The document: as issued where the month is issued, unless narrowed or to be recomputed."""
    form = FORMS[options.output.suffix.lower()]
    kept = None if summary.is_narrowed or options.recompute else issued.latest(warehouse, summary.month)
    if kept is not None and (form == "html" or options.paper == "a4"):
        return issued.document(warehouse, kept, form)
    told = kept or summary
    return printed.pdf(told, options.paper) if form == "pdf" else standalone.page(told).encode()
