"""What a summary says, as plain texts in order: the page, the PDF and the HTML only differ in how they set them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

from pages.components import formats
from pages.monthly import cards, drawing, tables, wording
from pages.monthly.gathering import Summary

NAME: Final = "Premium support, monthly summary"


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart: its title, what it shows in words, the rows it is drawn from and the builder's other words."""

    series: str
    title: str
    reads: str
    frame: pd.DataFrame
    words: Mapping[str, str]

    @property
    def is_empty(self) -> bool:
        """Whether there is no month to draw: then `reads` says so."""
        return bool(self.frame["value"].isna().all())


@dataclass(frozen=True, slots=True)
class Content:
    """A summary in the order in which it is read. `notices` are what to beware of, `origin` what to cite it by."""

    month: date
    title: str
    about: tuple[str, ...]
    origin: str
    notices: tuple[str, ...]
    sentences: tuple[str, ...]
    cards: tuple[cards.Card, ...]
    pictures: tuple[Picture, ...]
    tables: tuple[tables.Table, ...]
    meanings: tuple[tuple[str, str], ...]


def of(summary: Summary) -> Content:
    """The texts of a summary."""
    figures = tables.readings(summary.frames)
    shown = cards.shown(summary.frames)
    return Content(
        month=summary.month,
        title=wording.month(summary.month),
        about=(period(summary), summary.narrowed, f"data through {formats.moment(summary.as_of_local, summary.zone)}"),
        origin=origin(summary),
        notices=notices(summary),
        sentences=summary.sentences,
        cards=shown,
        pictures=tuple(picture(summary, series) for series in drawing.CHARTS),
        tables=(
            tables.attention(summary.frames),
            tables.migrations(summary.frames),
            tables.mediation(summary.frames),
            tables.by_priority(summary.frames),
            tables.breaches(summary.frames),
            *tables.hours(summary.frames),
            tables.all_figures(figures, summary.frames),
            tables.by_month(summary.frames),
        ),
        meanings=tuple((card.definition.name, card.definition.text) for card in shown),
    )


def origin(summary: Summary) -> str:
    """The snapshot by name, and when and by whom the month was issued."""
    snapshot = f"Snapshot {summary.snapshot}"
    if summary.issue is None:
        return f"{snapshot}. Not issued: figures as the records say."
    issue = summary.issue
    again = f", for the {ordinal(issue.number)} time: {issue.reason}" if issue.number > 1 else ""
    return f"{snapshot}. Issued on {formats.day(issue.at)} by {issue.by}{again}."


def ordinal(number: int) -> str:
    """`2nd`, `3rd`, `11th`."""
    ending = "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def period(summary: Summary) -> str:
    """The days the summary is about."""
    facts = summary.facts()
    last = (facts["until"] - pd.Timedelta(days=1)).date()
    if facts["is_running"]:
        return f"{formats.day(summary.month)} to {formats.day(summary.as_of_local.date())}, month still running"
    return f"{formats.day(summary.month)} to {formats.day(last)}"


def notices(summary: Summary) -> tuple[str, ...]:
    """What a reader must know before believing a figure."""
    facts = summary.facts()
    said = []
    if summary.is_sample:
        said.append("Made of sample records: an invented support team and its customers.")
    if not facts["is_known"]:
        said.append(f"The records hold nothing of {wording.month(summary.month)}.")
    elif facts["is_running"]:
        said.append(
            "The month is still running: its figures are those so far, and none is compared with a complete month."
        )
    if facts["is_known"] and not facts["is_running"] and not facts["previous_is_known"]:
        said.append("It is the first month of the records: there is no month before to compare it with.")
    elif facts["is_known"] and not facts["is_running"] and not facts["year_ago_is_known"]:
        ago = wording.month(facts["year_ago_month"])
        said.append(f"The records do not reach back to {ago}: no figure has a year ago to be compared with.")
    if not facts["case_count"] and facts["is_known"]:
        said.append("No case was opened in the month" + (" under these filters." if summary.is_narrowed else "."))
    return tuple(said)


def picture(summary: Summary, series: str) -> Picture:
    """One of the four charts."""
    frame = drawing.points(summary.frames["month_series"], series)
    title = drawing.CHARTS[series][0]
    return Picture(series, title, reads(frame), frame, {"series": series, "zone": summary.zone})


def reads(frame: pd.DataFrame) -> str:
    """What a chart shows, for who cannot see it and as its caption."""
    if frame["value"].isna().all():
        return "No month has enough cases to draw."
    months = [f"{pd.Timestamp(day):%b %Y}" for day in frame.loc[frame["kind"] == drawing.KINDS[1], "starts_on"]]
    if frame["lower_limit"].isna().all():
        return "Too few earlier months for a usual range."
    if not months:
        return "The grey band is the usual range; every month lies within it."
    return f"The grey band is the usual range; outside it: {wording.listed(months)}."


def tokens(content: Content) -> list[str]:
    """Every text with a figure, in order: what page, HTML and PDF must all say."""
    texts: list[Any] = [*content.sentences]
    for card in content.cards:
        texts += [card.value, *card.lines]
    for table in content.tables:
        texts += [cell for row in table.rows for cell in row]
    return [text for text in texts if any(letter.isdigit() for letter in text)]
