"""What a page is given: one snapshot, the facts about it, and what is asked about."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from data import warehouses
from data.warehouses import Snapshot
from pages.components import warehouse
from pages.components.filters import Filters
from queries import runner
from queries.scope import WHOLE, Scope


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts about a snapshot that every page shows; local times are in `zone`, the reporting time zone."""

    as_of_local: datetime
    zone: str
    age_at_load_seconds: int
    case_count: int
    first_case_on: date | None
    rejected_count: int
    is_sample: bool

    @property
    def today(self) -> date:
        """The local date of as_of: the day that periods are relative to."""
        return self.as_of_local.date()


def facts_of(snapshot: Snapshot, scope: Scope = WHOLE) -> Facts:
    """Ask a snapshot what it is, to somebody who may see `scope` of it."""
    row = warehouse.ask(snapshot, "snapshot_facts", {}, scope).iloc[0]
    return Facts(
        as_of_local=row["as_of_local"].to_pydatetime(),
        zone=str(row["reporting_time_zone"]),
        age_at_load_seconds=int(row["age_at_load_seconds"]),
        case_count=int(row["case_count"]),
        first_case_on=None if pd.isna(row["first_case_on"]) else row["first_case_on"].date(),
        rejected_count=int(row["rejected_count"]),
        is_sample=bool(row["is_sample"]),
    )


@dataclass(frozen=True, slots=True)
class View:
    """One snapshot under one set of filters and one scope, for one run of one page: all its figures come from it."""

    snapshot: Snapshot
    facts: Facts
    filters: Filters
    scope: Scope = WHOLE  # the shell says whose; what has no visitor (the command line, a test) sees all
    asked: list[int] = field(default_factory=list, compare=False, repr=False)  # rows of each answer, for the access log

    @property
    def folder(self) -> Path:
        """Where what belongs to the snapshot's warehouse and is no snapshot is kept, such as issued months."""
        return warehouses.folder(warehouses.home(self.snapshot))

    def ask(self, name: str, **more: runner.Param) -> pd.DataFrame:
        """Answer a question under these filters; `more` are its other parameters."""
        rows = warehouse.ask(self.snapshot, name, self._params(name, more), self.scope)
        self.asked.append(len(rows))
        return rows

    def csv_of(self, name: str, **more: runner.Param) -> Callable[[], bytes]:
        """The same answer as CSV, made when the file is asked for."""
        return warehouse.csv_of(self.snapshot, name, self._params(name, more), self.scope)

    def under(self, filters: Filters) -> "View":
        """The same snapshot under other filters."""
        return replace(self, filters=filters)

    def before(self) -> "View | None":
        """The same in the period of equal length before, or None where the records do not reach back so far."""
        earlier = self.filters.before()
        first = self.facts.first_case_on
        return self.under(earlier) if first and first <= earlier.since else None

    def _params(self, name: str, more: dict[str, runner.Param]) -> dict[str, runner.Param]:
        shared = {key: value for key, value in self.filters.params().items() if key in runner.read(name).params}
        return {**shared, **more}
