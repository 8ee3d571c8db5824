"""The record contract for people: the reference page docs/records.md, and empty files to fill in.

`python -m data.reference` prints the page. Prose stands in reference.md beside this file; the tables are made here.
"""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from data.contract import FIRST_YEAR, LAST_YEAR, RECORD_TYPES, Column, Kind, RecordType
from data.errors import RecordsError, UsageError
from data.finding import LONGEST_RECORD
from data.snapshots import KEPT

TEMPLATE = Path(__file__).with_name("reference.md")


def write_template(directory: Path) -> list[Path]:
    """Write one CSV file with only a header row per record type; UsageError if any of them is there already."""
    paths = [directory / f"{name}.csv" for name in RECORD_TYPES]
    if directory.exists() and not directory.is_dir():
        raise UsageError(f"{directory} is a file; give a folder.")
    for path in paths:
        if path.exists():
            raise UsageError(f"{path} is there already; nothing was written.")
    try:
        directory.mkdir(parents=True, exist_ok=True)
        for path, record_type in zip(paths, RECORD_TYPES.values(), strict=True):
            with path.open("x", newline="", encoding="utf-8") as file:
                csv.writer(file, lineterminator="\n").writerow(record_type.column_names)
    except OSError as error:
        raise RecordsError(f"{error.filename} cannot be written: {error.strerror}.") from error
    return paths


def page() -> str:
    """The reference page, as Markdown."""
    text = TEMPLATE.read_text(encoding="utf-8")
    parts = {
        "{{contents}}": "\n".join(_contents()),
        "{{record types}}": "\n\n".join("\n".join(_described(record_type)) for record_type in RECORD_TYPES.values()),
        "{{required}}": ", ".join(f"`{name}`" for name, record_type in RECORD_TYPES.items() if record_type.required),
        "{{first year}}": str(FIRST_YEAR),
        "{{last year}}": str(LAST_YEAR),
        "{{longest record}}": f"{LONGEST_RECORD:,}",
        "{{kept}}": str(KEPT),
    }
    for mark, content in parts.items():
        text = text.replace(mark, content)
    return text


def _contents() -> Iterator[str]:
    yield "| record type | | what a row is |"
    yield "|---|---|---|"
    for record_type in RECORD_TYPES.values():
        required = "required" if record_type.required else ""
        yield f"| [`{record_type.name}`](#{record_type.name}) | {required} | {record_type.about} |"


def _described(record_type: RecordType) -> Iterator[str]:
    yield f"### {record_type.name}"
    yield ""
    yield record_type.about + (" **This file is required.**" if record_type.required else "")
    yield ""
    yield f"Key: {', '.join(f'`{name}`' for name in record_type.key)}"
    yield ""
    yield "| column | | holds | means |"
    yield "|---|---|---|---|"
    for column in record_type.columns:
        yield f"| `{column.name}` | {'required' if column.required else ''} | {_holds(column)} | {column.about} |"
    rules = list(_rules(record_type))
    if rules:
        yield ""
        yield "Rules:"
        yield ""
        yield from (f"- {rule}" for rule in rules)


def _holds(column: Column) -> str:
    kinds = {
        Kind.TEXT: "text",
        Kind.CHOICE: "one of " + ", ".join(f"`{choice}`" for choice in column.choices),
        Kind.TIMESTAMP: "timestamp",
        Kind.DATE: "date",
        Kind.TIME: "time",
        Kind.NUMBER: "number",
        Kind.INTEGER: "whole number",
    }
    holds = kinds[column.kind]
    if column.refers_to:
        holds = f"a key of [`{column.refers_to}`](#{column.refers_to})"
    if column.above is not None:
        holds += f" above {column.above}"
    if column.at_least is not None:
        holds += f", {column.at_least} or more"
    return holds


def _rules(record_type: RecordType) -> Iterator[str]:
    for row_rule in record_type.row_rules:
        yield f"`{row_rule.column}`: {row_rule.expected}."
    for parent_rule in record_type.parent_rules:
        yield f"`{parent_rule.column}`: {parent_rule.expected}."
    for overlap_rule in record_type.overlap_rules:
        ends = f"[`{overlap_rule.starts}`, `{overlap_rule.ends}`)"
        group = ", ".join(f"`{name}`" for name in overlap_rule.group)
        yield f"{ends}: {overlap_rule.expected} (same {group})."


if __name__ == "__main__":
    sys.stdout.write(page())
