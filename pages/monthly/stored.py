"""A summary as JSON and back, to the digit: what an issued month is kept as."""

import json
from datetime import date, datetime
from typing import Any, Final

import pandas as pd

from pages.monthly.gathering import Issue, Summary
from queries import runner

FORMAT: Final = 1


def to_json(summary: Summary) -> str:
    """Everything a summary holds; each column with its type, so that later versions can read it."""
    issue = summary.issue
    kept = {
        "format": FORMAT,
        "month": f"{summary.month:%Y-%m}",
        "issue": issue and {"number": issue.number, "at": issue.at.isoformat(), "by": issue.by, "reason": issue.reason},
        "snapshot": summary.snapshot,
        "as_of_local": summary.as_of_local.isoformat(),
        "zone": summary.zone,
        "narrowed": summary.narrowed,
        "is_narrowed": summary.is_narrowed,
        "is_sample": summary.is_sample,
        "sentences": list(summary.sentences),
        "frames": {name: _kept(name, frame) for name, frame in summary.frames.items()},
    }
    return json.dumps(kept, ensure_ascii=False, indent=1) + "\n"


def from_json(text: str) -> Summary:
    """The summary that `to_json` kept. Raises ValueError or KeyError where it is none."""
    kept = json.loads(text)
    if kept["format"] != FORMAT:
        raise ValueError(f"format {kept['format']}")
    issue = kept["issue"]
    return Summary(
        month=date.fromisoformat(f"{kept['month']}-01"),
        snapshot=kept["snapshot"],
        as_of_local=datetime.fromisoformat(kept["as_of_local"]),
        zone=kept["zone"],
        narrowed=kept["narrowed"],
        is_narrowed=kept["is_narrowed"],
        is_sample=kept["is_sample"],
        frames={name: _frame(name, one) for name, one in kept["frames"].items()},
        sentences=tuple(kept["sentences"]),
        issue=issue and Issue(issue["number"], datetime.fromisoformat(issue["at"]), issue["by"], issue["reason"]),
    )


def _kept(name: str, frame: pd.DataFrame) -> dict[str, Any]:
    types = dict(runner.read(name).returns)
    columns = {column: [_plain(value) for value in frame[column].to_list()] for column in types}
    return {"types": types, "rows": [list(row) for row in zip(*columns.values(), strict=True)]}


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, pd.Timestamp):
        return None if pd.isna(value) else value.isoformat()
    if hasattr(value, "tolist"):  # a list column comes as an array
        return value.tolist()
    return None if value is None or (not isinstance(value, list) and pd.isna(value)) else value


def _frame(question: str, kept: dict[str, Any]) -> pd.DataFrame:
    """The rows as they were; columns that the question got later are there without values."""
    types = {**runner.read(question).returns, **kept["types"]}
    places = {name: at for at, name in enumerate(kept["types"])}
    columns = {
        name: _column([row[places[name]] if name in places else None for row in kept["rows"]], sql_type)
        for name, sql_type in types.items()
    }
    return pd.DataFrame(columns)


def _column(values: list[Any], sql_type: str) -> pd.Series:
    """The values with the type in which a question returns them."""
    match sql_type:
        case "date":
            return pd.to_datetime(pd.Series(values, dtype="object"))
        case "timestamp with time zone" | "timestamptz":
            return pd.to_datetime(pd.Series(values, dtype="object"), utc=True)
        case "bigint" | "double":
            is_whole = sql_type == "bigint" and None not in values
            return pd.Series(values, dtype="int64" if is_whole else "float64")
        case "varchar":
            return pd.Series(values, dtype="str")
    return pd.Series(values, dtype="object")
