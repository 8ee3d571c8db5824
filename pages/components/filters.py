"""The shared filters: their widgets, their codes in the URL, and the one value every page sees."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

import pandas as pd
import streamlit as st

from pages.components import formats, link
from queries.runner import Param

PERIODS: Final = {  # the codes are in shared links: never rename one
    "this-month": "This month",
    "last-month": "Last month",
    "30d": "Last 30 days",
    "13w": "Last 13 weeks",
    "12m": "Last 12 months",
    "custom": "Custom dates",
}
DEFAULT_PERIOD: Final = "13w"
FIRST_DAY: Final = date(1970, 1, 1)
FIXED_CHOICES: Final = {
    "category": {
        "problem": "Problem",
        "configuration": "Configuration",
        "information": "Information",
        "uncategorised": "Uncategorised",
    },
    "priority": {"urgent": "Urgent", "high": "High", "normal": "Normal", "low": "Low"},
    "channel": {"dashboard": "Dashboard", "email": "Email"},
}
LABELS: Final = {
    "account": "Account",
    "tam": "TAM",
    "category": "Category",
    "priority": "Priority",
    "channel": "Channel",
    "region": "Region",
}
EVERY: Final = {
    "account": "All accounts",
    "tam": "All TAMs",
    "category": "All categories",
    "priority": "All priorities",
    "channel": "All channels",
    "region": "All regions",
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked about: local dates [since, until) in the reporting time zone; an empty tuple is no narrowing."""

    since: date
    until: date
    accounts: tuple[str, ...] = ()
    tams: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()

    def params(self) -> dict[str, Param]:
        """The parameters of every question that takes the shared filters."""
        return {name: getattr(self, name) for name in self.__slots__}

    def before(self) -> "Filters":
        """The same question about the period of equal length that ends where this one begins."""
        return replace(self, since=self.since - (self.until - self.since), until=self.since)

    def between(self, since: date, until: date) -> "Filters":
        """The same question about the part of this period that lies in [since, until)."""
        return replace(self, since=max(self.since, since), until=min(self.until, until))


def months_before(month: date, number: int) -> date:
    """The first day of the month that lies `number` months before the month that begins on `month`."""
    years, index = divmod(month.year * 12 + month.month - 1 - number, 12)
    return date(years, index + 1, 1)


def period_dates(period: str, today: date) -> tuple[date, date]:
    """[since, until) of a period as of `today`, the local date of as_of; its day is part of the period.

    Weeks start on Monday and months on the first, the running one counted: so charts show whole ones.
    """
    tomorrow = today + timedelta(days=1)
    month = today.replace(day=1)
    match period:
        case "this-month":
            return month, tomorrow
        case "last-month":
            return months_before(month, 1), month
        case "30d":
            return tomorrow - timedelta(days=30), tomorrow
        case "12m":
            return months_before(month, 11), tomorrow
        case _:
            return today - timedelta(days=today.weekday(), weeks=12), tomorrow


def choices(frame: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Codes and labels of every filter, from the rows of the question `filter_choices`."""
    found = {name: dict(FIXED_CHOICES.get(name, {})) for name in LABELS}
    for row in frame.itertuples(index=False):
        found[str(row.filter)][str(row.code)] = str(row.label)
    return found


def fields(offered: Mapping[str, Mapping[str, str]], today: date) -> tuple[link.Field, ...]:
    """The shared filters as fields of the URL."""
    return (
        link.OneOf("period", tuple(PERIODS), DEFAULT_PERIOD),
        link.Day("from", FIRST_DAY, today),
        link.Day("to", FIRST_DAY, today),
        *(link.AnyOf(name, tuple(labels)) for name, labels in offered.items()),
    )


def filter_bar(
    offered: Mapping[str, Mapping[str, str]], today: date, *, has_period: bool = True, shown: str = "what is open now"
) -> Filters:
    """Draw the filters and return what they say. `today` is the local date of as_of, never the wall clock.

    Without `has_period` the period can be seen but not changed: it is kept for the other pages, and a line says what is
    `shown` instead.
    """
    own = fields(offered, today)
    link.restore(own)
    period = st.selectbox(
        "Period", list(PERIODS), format_func=PERIODS.__getitem__, key="period", disabled=not has_period
    )
    if not has_period:
        st.caption(f"No period here: this page shows {shown}.")
    if period == "custom":
        since, until = custom_dates(today, is_disabled=not has_period)
    else:
        since, until = period_dates(period, today)
        st.session_state["from"] = st.session_state["to"] = None  # dates that count for nothing stay out of the link
    for name, labels in offered.items():
        st.multiselect(
            LABELS[name],
            list(labels),
            format_func=dict(labels).__getitem__,
            key=name,
            placeholder=EVERY[name],
        )
    if link.codes(own):
        st.button("Reset filters", key="reset", on_click=link.reset, args=(own,), width="stretch")
    link.publish(own)
    chosen = [tuple(st.session_state[name]) for name in LABELS]
    return Filters(since, until, *chosen)


def custom_dates(today: date, *, is_disabled: bool = False) -> tuple[date, date]:
    """Two date pickers; until both are picked the default period stands, and a line says so."""
    first = st.date_input(
        "From", value=None, min_value=FIRST_DAY, max_value=today, key="from", format="YYYY-MM-DD", disabled=is_disabled
    )
    last = st.date_input(
        "To", value=None, min_value=FIRST_DAY, max_value=today, key="to", format="YYYY-MM-DD", disabled=is_disabled
    )
    if first is None or last is None:
        st.caption(f"Pick both dates. Until then: {PERIODS[DEFAULT_PERIOD].lower()}.")
        return period_dates(DEFAULT_PERIOD, today)
    if first > last:
        st.caption("The dates are in reverse; they are read the other way round.")
        first, last = last, first
    return first, last + timedelta(days=1)


def period_in_words(filters: Filters) -> str:
    """`3 Aug 2026 to 30 Oct 2026`, both days counted."""
    last = filters.until - timedelta(days=1)
    return formats.day(last) if last == filters.since else f"{formats.day(filters.since)} to {formats.day(last)}"


def in_words(filters: Filters, offered: Mapping[str, Mapping[str, str]], everything: str = "all cases") -> str:
    """What is narrowed, in words; names only what is not `all`, and says `everything` where nothing is."""
    parts = []
    for (name, label), codes in zip(
        LABELS.items(),
        (filters.accounts, filters.tams, filters.categories, filters.priorities, filters.channels, filters.regions),
        strict=True,
    ):
        named = [offered[name].get(code, code) for code in codes]
        if len(named) > 3:
            parts.append(f"{len(named)} of {len(offered[name])} {EVERY[name].removeprefix('All ')}")
        elif named:
            parts.append(f"{label if label == 'TAM' else label.lower()} {formats.either(named)}")
    return ", ".join(parts) or everything
