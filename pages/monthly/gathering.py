"""One month as the questions tell it: what page, documents and issued months are all made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

import pandas as pd

from pages.components import filters
from pages.components.filters import Filters
from pages.monthly import sentences
from queries import runner

FRAMES: Final = (
    "month_facts",
    "month_figures",
    "month_series",
    "month_change",
    "month_attention",
    "month_breaches_by_account",
    "month_hours_changes",
    "month_migrations",
    "month_mediation",
)

Ask = Callable[[str, Mapping[str, runner.Param]], pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Issue:
    """That a month was issued: the how manieth time, when (UTC), by whom, and why again."""

    number: int
    at: datetime
    by: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """A month: where its figures come from, the answers of FRAMES by question, and the five sentences.

    `snapshot` is the name of the file asked, `as_of_local` its last moment in `zone`, `narrowed` the filters in words;
    `issue` is there once the month is issued.
    """

    month: date
    snapshot: str
    as_of_local: datetime
    zone: str
    narrowed: str
    is_narrowed: bool
    is_sample: bool
    frames: Mapping[str, pd.DataFrame]
    sentences: tuple[str, ...]
    issue: Issue | None = None

    def facts(self) -> pd.Series:
        """The single row of `month_facts`."""
        return self.frames["month_facts"].iloc[0]


def months(ask: Ask) -> pd.DataFrame:
    """The months of the records, newest first: month, is_complete, case_count."""
    return ask("month_choices", {})


def default_month(offered: pd.DataFrame) -> date | None:
    """The last complete month, else the newest, else None."""
    complete = offered[offered["is_complete"].astype(bool)]
    rows = complete if len(complete) else offered
    return None if rows.empty else rows["month"].iloc[0].date()


def gather(ask: Ask, month: date, chosen: Filters, snapshot: str) -> Summary:
    """Ask everything about one month, under filters whose period does not matter here."""
    shared = {"month": month, **chosen.params()}
    frames = {
        name: ask(name, {key: value for key, value in shared.items() if key in runner.read(name).params})
        for name in FRAMES
    }
    about = ask("snapshot_facts", {}).iloc[0]
    is_narrowed = chosen != Filters(chosen.since, chosen.until)
    offered = filters.choices(ask("filter_choices", {})) if is_narrowed else {}
    told = Summary(
        month=month,
        snapshot=snapshot,
        as_of_local=about["as_of_local"].to_pydatetime(),
        zone=str(about["reporting_time_zone"]),
        narrowed=filters.in_words(chosen, offered) if is_narrowed else "all cases",
        is_narrowed=is_narrowed,
        is_sample=bool(about["is_sample"]),
        frames=frames,
        sentences=(),
    )
    return replace(told, sentences=sentences.written(frames))
