"""A snapshot in which every text is an attack: Markdown, HTML, formulas, SQL and paths in names, ids and reasons."""

import csv
from pathlib import Path
from typing import Final

from data.contract import RECORD_TYPES, Kind
from data.load import load
from data.sample import write_sample

# Each trick carries a word of its own that occurs nowhere else, so that it is known where it comes out.
TRICKS: Final = (
    "**zqbold**",
    "[zqlink](http://evil.example/a)",
    "![zqimage](http://evil.example/b.png)",
    "<img src=x onerror=zqtag()>",
    ":red[zqcolour]",
    ":material/zqicon:",
    "`zqcode`",
    "$zqmath$",
    "~~zqstruck~~",
    "http://zqbare.example/c",
)
ATTACK: Final = " ".join((*TRICKS, "{{zqtemplate}} '; drop table cases; -- ../../zqpath \" %s"))
FIXED: Final = {("calendars", "time_zone"), ("mediations", "tier")}


def is_text(record_type: str, column: str) -> bool:
    """Whether anything may stand in a column."""
    return RECORD_TYPES[record_type].column(column).kind is Kind.TEXT and (record_type, column) not in FIXED


def attacked(column: str, value: str) -> str:
    """The value as an attack: equal values stay equal, so that what refers to each other still does."""
    return (
        f"{value} {ATTACK}"
        if column.endswith("_id") or column in ("approved_by", "value")
        else f"=1+1|{value} {ATTACK}"
    )


def publish_attacks(folder: Path, cases: int = 250) -> Path:
    """Load the sample with every text turned into an attack, and some rows that are refused; returns the snapshot."""
    write_sample(folder / "good", cases=cases)
    bad = folder / "attacks"
    bad.mkdir()
    for file in sorted((folder / "good").glob("[a-z]*.csv")):
        record_type = file.name.partition(".")[0]
        with file.open(newline="", encoding="utf-8") as given, (bad / file.name).open("w", newline="") as made:
            rows = csv.DictReader(given)
            assert rows.fieldnames is not None
            writer = csv.DictWriter(made, rows.fieldnames)
            writer.writeheader()
            for number, row in enumerate(rows):
                for column, value in row.items():
                    refers = column == "value" and row.get("kind") in ("assigned", "escalated")
                    if value and (is_text(record_type, column) if column != "value" else refers):
                        row[column] = attacked(column, value)
                if number == 1 and record_type in ("cases", "people", "escalations"):
                    row[rows.fieldnames[-1]] = row[rows.fieldnames[0]] = ATTACK
                    row[{"cases": "priority", "people": "role", "escalations": "scope"}[record_type]] = ATTACK
                writer.writerow(row)
    report = load(bad, folder / "warehouse", reporting_time_zone="Europe/Amsterdam", max_rejects=1.0)
    assert report.snapshot is not None
    return report.snapshot
