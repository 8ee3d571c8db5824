"""How long it took: opened to form submitted in business time, form to the provider's reply by the clock."""

from dataclasses import dataclass
from typing import Final

import pandas as pd
import streamlit as st

from pages.components import cards, charts, definitions, formats, picks, tables
from pages.components.cards import Card
from pages.components.definitions import Definition
from pages.components.figure import figure
from pages.components.view import View
from pages.mediation import drawing
from pages.mediation.figures import ASKED, lists
from pages.mediation.requests import EVERY

Number = st.column_config.NumberColumn


@dataclass(frozen=True, slots=True)
class Clock:
    """One of the two clocks: its columns, its words, and what its cards mean."""

    done: str
    waiting: str
    never: str
    time: str
    longest: str
    title: str
    unit: str
    ended: str
    median: Definition
    ninetieth: Definition
    running: Definition


CLOCKS: Final = {
    "submit": Clock(
        done="submitted_count",
        waiting="unsubmitted_count",
        never="never_submitted_count",
        time="submit_business",
        longest="longest_unsubmitted_business",
        title="Opened to form submitted, by provider",
        unit="business hours",
        ended="without a form",
        median=definitions.MEDIATION_SUBMIT_MEDIAN,
        ninetieth=definitions.MEDIATION_SUBMIT_NINETIETH,
        running=definitions.MEDIATION_UNSUBMITTED,
    ),
    "reply": Clock(
        done="replied_count",
        waiting="unreplied_count",
        never="never_replied_count",
        time="reply_elapsed",
        longest="longest_unreplied_elapsed",
        title="Form submitted to provider's reply, by provider",
        unit="clock hours",
        ended="without a reply",
        median=definitions.MEDIATION_REPLY_MEDIAN,
        ninetieth=definitions.MEDIATION_REPLY_NINETIETH,
        running=definitions.MEDIATION_UNREPLIED,
    ),
}


def show_cards(now: pd.Series, before: pd.Series | None) -> None:
    """Both clocks: what stopped, and what still runs."""
    cards.row(
        [card for code in CLOCKS for card in of_clock(code, CLOCKS[code], now, before)],
        key="mediation-times",
    )


def of_clock(code: str, clock: Clock, now: pd.Series, before: pd.Series | None) -> list[Card]:
    """Median and 90th percentile with n, and what is still waiting with the longest wait."""
    ended = f"{formats.count(now[clock.never])} ended {clock.ended}"
    durations = [
        Card(
            definition,
            cards.duration_value(now[column], int(now[clock.done])),
            f"{clock.unit}, n {formats.count(now[clock.done])}",
            cards.duration_change(now, before, column, clock.done),
            action=lists(f"{code}:done"),
        )
        for definition, column in (
            (clock.median, f"median_{clock.time}_seconds"),
            (clock.ninetieth, f"p90_{clock.time}_seconds"),
        )
    ]
    waits = int(now[clock.waiting])
    longest = f"longest {formats.duration(now[f'{clock.longest}_seconds'])} ({clock.unit})" if waits else "none"
    running = Card(clock.running, formats.count(waits), longest, note=ended, action=lists(f"{code}:waiting"))
    return [*durations, running]


def show_providers(view: View, code: str) -> None:
    """One clock by provider; a click lists what it counts."""
    clock = CLOCKS[code]
    rows = tables.in_units(view.ask("mediation_figures", by="provider"))
    median, ninetieth = f"median_{clock.time}_hours", f"p90_{clock.time}_hours"
    enough = rows[clock.done] >= formats.TOO_FEW
    drawn = rows.assign(
        code=[f"provider:{one}/{code}:done" for one in rows["code"]],
        median_hours=rows[median].where(enough),
        p90_hours=rows[ninetieth].where(enough),
        said=[in_words(*row) for row in zip(rows[clock.done], rows[median], rows[ninetieth], strict=True)],
    )
    counted, still, ended = (formats.count(rows[column].sum()) for column in (clock.done, clock.waiting, clock.never))
    about = (
        f"Bar to the median, mark at the 90th percentile, both in {clock.unit}. "
        f"{counted} counted; {still} still waiting and {ended} ended {clock.ended} are in no bar."
    )
    picked = figure(
        f"mediation-{code}-times",
        clock.title,
        drawing.time_bars,
        drawn,
        words={"unit": clock.unit.capitalize(), "ink": charts.INK[st.context.theme.type or "light"]},
        reads=f"Bars of times by mailbox provider. {about}",
        caption=about,
        columns={
            "name": "Mailbox provider",
            clock.done: Number("n", format="localized"),
            median: Number(f"Median ({clock.unit})", format="localized"),
            ninetieth: Number(f"90th percentile ({clock.unit})", format="localized"),
            clock.waiting: Number("Still waiting", format="localized"),
            f"{clock.longest}_hours": Number(f"Longest wait ({clock.unit})", format="localized"),
            clock.never: Number(f"Ended {clock.ended}", format="localized"),
        },
    )
    picks.follow(view, f"mediation-{code}-times", picked, ASKED, EVERY)


def in_words(number: float, median: float, ninetieth: float) -> str:
    """`41 to 55 h, n 10`, or that there are too few."""
    if number < formats.TOO_FEW:
        return f"too few (n {formats.count(number)})"
    return f"{median:,.0f} to {ninetieth:,.0f} h, n {formats.count(number)}"
