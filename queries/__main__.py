"""Questions from a shell: `python -m queries list | show NAME | ask NAME --since 2026-10-01 ...`."""

import argparse
import re
import sys
from collections.abc import Sequence
from datetime import date, datetime
from typing import IO, Final, NoReturn

import duckdb
import pandas as pd

from data import snapshots, warehouses
from data.errors import RecordsError, UsageError
from queries import runner, spreadsheet

FORMATS: Final = ("table", "csv", "json", "parquet")


class OneSentenceParser(argparse.ArgumentParser):
    """A parser whose errors are one sentence on standard error and exit code 2."""

    def error(self, message: str) -> NoReturn:
        """Print the message as a sentence; never the usage block."""
        sys.stderr.write(f"{message[:1].upper()}{message[1:].rstrip('.')}.\n")
        raise SystemExit(2)


def value_of(text: str, sql_type: str) -> runner.Param:
    """One option's text as the value of a parameter of that DuckDB type; ValueError if it cannot be one."""
    match sql_type:
        case "date":
            return date.fromisoformat(text)
        case "timestamptz":
            return datetime.fromisoformat(text)
        case "bigint":
            return int(text)
        case "double":
            return float(text)
        case "boolean":
            return {"true": True, "false": False}[text.lower()]
    return text


def option_name(param: str) -> str:
    """The option of a parameter: `row_limit` is asked for as `--row-limit`."""
    return f"--{param.replace('_', '-')}"


def add_params(parser: argparse.ArgumentParser, question: runner.Question) -> None:
    """One option per parameter, typed from the header; lists may repeat and default to none (= all)."""
    for param, sql_type in question.params.items():
        element = sql_type.removesuffix("[]")

        def typed(text: str, element: str = element) -> runner.Param:
            try:
                return value_of(text, element)
            except (ValueError, KeyError):
                raise argparse.ArgumentTypeError(f"{text!r} is no {element}") from None

        if sql_type.endswith("[]"):
            parser.add_argument(
                option_name(param), dest=param, type=typed, action="append", default=[], metavar="VALUE"
            )
        else:
            parser.add_argument(option_name(param), dest=param, type=typed, required=True, metavar=element.upper())


def write(frame: pd.DataFrame, form: str, output: IO[bytes]) -> None:
    """The rows in one of FORMATS, as bytes."""
    match form:
        case "csv":
            output.write(spreadsheet.to_csv(frame).encode())
        case "json":
            output.write((frame.to_json(orient="records", date_format="iso", date_unit="s") + "\n").encode())
        case "parquet":
            frame.to_parquet(output, index=False)
        case _:
            text = frame.to_string(index=False) if len(frame) else "(no rows)"
            output.write(f"{text}\n".encode())


def show(question: runner.Question) -> str:
    """A question's file, after the shared definitions it leans on."""
    return "\n\n".join([*runner.used_macros(question.sql), question.sql.strip()])


def listed() -> str:
    """Every question with its theme, one a line."""
    width = max(len(name) for name in runner.names())
    rows = [(runner.read(name), name) for name in runner.names()]
    return "\n".join(f"{question.theme:<11} {name:<{width}}  {question.asks}" for question, name in rows)


def ask(question: runner.Question, options: Sequence[str]) -> None:
    """Answer on the current snapshot and write the rows to standard output."""
    parser = OneSentenceParser(prog=f"python -m queries ask {question.name}", description=question.asks)
    parser.add_argument("--format", choices=FORMATS, default="table")
    parser.add_argument("--warehouse", default=str(snapshots.DEFAULT_WAREHOUSE))
    add_params(parser, question)
    given = parser.parse_args(options)
    connection = warehouses.open_snapshot(warehouses.current(warehouses.named(given.warehouse)))
    try:
        frame = runner.answer(connection, question.name, {param: getattr(given, param) for param in question.params})
    finally:
        connection.close()
    write(frame, given.format, sys.stdout.buffer)


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code (0 done, 1 no usable snapshot, 2 wrong usage)."""
    parser = OneSentenceParser(prog="python -m queries", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="list|show|ask")
    commands.add_parser("list", help="every question")
    for name, about in (("show", "a question's SQL"), ("ask", "its rows; every $param is an option")):
        command = commands.add_parser(name, help=about, add_help=name == "show")
        command.add_argument("name")
    given, options = parser.parse_known_args(arguments)
    if options and given.command != "ask":
        parser.error(f"{given.command} does not take {' '.join(options)}")
    try:
        if given.command == "list":
            sys.stdout.write(listed() + "\n")
        elif given.command == "show":
            sys.stdout.write(show(runner.read(given.name)) + "\n")
        else:
            ask(runner.read(given.name), options)
    except (runner.QuestionError, UsageError) as error:
        parser.error(str(error))
    except (RecordsError, duckdb.Error) as error:
        sys.stderr.write(re.sub(r"\s+", " ", str(error)).strip() + "\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
