"""The counts over all TAMs, and what is odd about some of them."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from pages.components import cards, definitions, formats
from pages.components.cards import Card
from pages.components.definitions import Definition
from pages.components.view import View
from pages.tam_workload import choosing, coverage, loads, sections, words


def show(view: View) -> None:
    """Draw them."""
    held = view.ask("tam_load")
    if (held["tam_id"] == choosing.NO_TAM).all() and not view.filters.tams:
        st.info("The records name no TAM: load records with people and tam_assignments to see their work.")
    cards.row(total_cards(held, view.ask("coverage_now").iloc[0]), key="tam-totals")
    for sentence in oddities(held, choosing.names(view)):
        st.warning(sentence)


def total_cards(held: pd.DataFrame, coverage_now: pd.Series) -> list[Card]:
    """The counts over all TAMs and what has none."""
    nobody = held[held["tam_id"] == choosing.NO_TAM]
    known = held[held["capacity_points"].notna()]
    total = held["load_points"].sum()
    return [
        listed(definitions.ALL_TAMS_OPEN, held["open_count"].sum(), loads.EVERY, tams_in_words(held)),
        Card(
            definitions.ALL_TAMS_LOAD,
            words.points(total),
            f"points; of those with a capacity {words.points(known['load_points'].sum())} of "
            f"{words.points(known['capacity_points'].sum())}",
            action=("List them", lambda: sections.choose("load", loads.ITEMS, loads.EVERY)),
        ),
        listed(
            definitions.ALL_TAMS_UNACKNOWLEDGED,
            held["unacknowledged_count"].sum(),
            "flag:unacknowledged",
            f"of {formats.plural(held['escalation_count'].sum(), 'open escalation')}",
        ),
        listed(definitions.ALL_TAMS_ELSEWHERE, held["elsewhere_count"].sum(), "flag:elsewhere", "open items"),
        listed(
            definitions.ALL_TAMS_NOBODY,
            nobody["open_count"].sum(),
            f"tam:{choosing.NO_TAM}",
            f"{words.points(nobody['load_points'].sum())} points",
        ),
        Card(
            definitions.UNCOVERED,
            formats.count(coverage_now["uncovered_count"]),
            f"of {formats.plural(coverage_now['premium_account_count'], 'premium account')}",
            action=("List them", lambda: sections.choose("coverage", coverage.GAP, coverage.NOW)),
        ),
    ]


def listed(definition: Definition, number: float, code: str, basis: str) -> Card:
    """A count whose button puts the list on it."""
    action = ("List them", lambda: sections.choose("load", loads.ITEMS, code))
    return Card(definition, formats.count(number), basis, action=action)


def tams_in_words(held: pd.DataFrame) -> str:
    """`of 8 TAMs`."""
    return f"of {formats.plural((held['tam_id'] != choosing.NO_TAM).sum(), 'TAM')} and of none"


def oddities(held: pd.DataFrame, names: Mapping[str, str]) -> list[str]:
    """What is odd about some of the TAMs, in sentences with their names."""
    people = held[held["tam_id"] != choosing.NO_TAM]
    over = people[people["load_share"] > 1]
    kinds = {
        "has left or has no account now, but still holds open items": people[people["is_former"].astype(bool)],
        "has no calendar: their escalation clocks run on each account's hours": people[people["calendar_id"].isna()],
        "has no capacity on record: the load is shown, its share is not": people[people["capacity_points"].isna()],
    }
    overloaded = [
        f"{names[tam]} is over capacity: {words.load(load, capacity)}."
        for tam, load, capacity in zip(over["tam_id"], over["load_points"], over["capacity_points"], strict=True)
    ]
    return overloaded + [
        f"{', '.join(names[tam] for tam in rows['tam_id'])} {said if len(rows) == 1 else plural(said)}."
        for said, rows in kinds.items()
        if not rows.empty
    ]


def plural(said: str) -> str:
    """`has no calendar` as `have no calendar`."""
    return said.replace("has ", "have ").replace("holds ", "hold ")
