"""Which target a clock has."""

from dataclasses import dataclass
from datetime import date

from tests.reference.hours import Row

GIVEN = ("account_id", "priority", "category")  # from the strongest to the weakest


@dataclass(frozen=True)
class Target:
    """So many seconds, of business time or of all time."""

    seconds: int
    is_elapsed: bool


def choose(targets: list[Row], metric: str, on: date, **case: str | None) -> Target | None:
    """The target for a clock that started `on` a local date; `case` gives account_id, priority and category."""
    matching = [
        row
        for row in targets
        if row["metric"] == metric
        and date.fromisoformat(row["valid_from"]) <= on
        and all(row.get(column) in (None, "", case.get(column)) for column in GIVEN)
    ]
    if not matching:
        return None
    best = max(matching, key=lambda row: (*(bool(row.get(column)) for column in GIVEN), row["valid_from"]))
    return Target(round(float(best["minutes"]) * 60), best["clock"] == "elapsed")
