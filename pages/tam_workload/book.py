"""The book of one TAM: what is open, what is due next, their accounts, what changed, and how the load adds up."""

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.components import cards, definitions, filters, formats, link, part, picks, tables
from pages.components.cards import Card
from pages.components.definitions import Definition
from pages.components.view import View
from pages.tam_workload import accounts, changes, choosing, due, escalations, words


def show(view: View, tam: str) -> Sequence[link.Field]:
    """Draw the book; returns what of it is in the address."""
    if not tam:
        st.info("No TAM is chosen. Choose one above, or in the sidebar.")
        return []
    own = choosing.unfiltered(view)
    found = own.ask("tam_totals", tam=tam)
    if found.empty:
        st.info("This TAM has no account and holds nothing. Choose another one above.")
        return []
    totals = found.iloc[0]
    fields = [due.LISTED, *changes.fields(own, tam)]
    link.restore(fields)
    show_head(view, totals)
    cards.row(count_cards(totals), key="book-counts", narrowest=118)
    due.show(own, tam)
    part.heading("Escalations", "Open escalations in this TAM's name, by what they are about.")
    escalations.show(own, tam)
    part.heading("Accounts", f"Attainment: cases opened {filters.period_in_words(own.filters)}; the rest as of now.")
    accounts.show(own, tam)
    part.heading("Changes", "What happened on this TAM's accounts and items, the newest first.")
    changes.show(own, tam)
    part.heading("Load", "How the points add up: open items of a kind times the points of that kind.")
    show_sum(own, tam, totals)
    return fields


def show_head(view: View, totals: pd.Series) -> None:
    """Whose book it is, and what is odd about it."""
    name = "Items and accounts without a TAM" if totals["tam_id"] == choosing.NO_TAM else str(totals["tam_name"])
    st.header(formats.plain(name), anchor=False)
    if any((view.filters.accounts, view.filters.categories, view.filters.priorities, view.filters.channels)) or (
        view.filters.regions
    ):
        st.caption("A book is always whole: of the filters in the sidebar only the period and the TAM apply to it.")
    for sentence in oddities(totals):
        st.warning(sentence)


def oddities(totals: pd.Series) -> list[str]:
    """What is odd about a TAM, in sentences."""
    if totals["tam_id"] == choosing.NO_TAM:
        if not totals["open_count"] and not totals["account_count"]:
            return []
        return ["Nobody is responsible for these. The terms promise a TAM for every premium account."]
    found = []
    if totals["is_former"]:
        found.append(
            "No account is assigned to this TAM now, but "
            f"{formats.plural(totals['open_count'], 'item is', 'items are')} still open in their name: hand them over."
        )
    if pd.isna(totals["calendar_id"]):
        found.append("This TAM has no calendar: their escalation clocks run on the hours of each account.")
    if formats.is_missing(totals["capacity_points"]):
        found.append("No capacity is recorded for this TAM: the load is shown, its share is not.")
    elif totals["load_share"] > 1:
        found.append(
            f"The load is over capacity: {words.load(totals['load_points'], totals['capacity_points'])} "
            f"({formats.share(totals['load_share'])})."
        )
    return found


def count_cards(totals: pd.Series) -> list[Card]:
    """The counts at the top; each puts the list below on what it counts."""
    number = formats.count
    return [
        counted(definitions.TAM_OPEN, totals["open_count"], due.EVERY, accounts_in_words(totals)),
        counted(
            definitions.TAM_ESCALATIONS,
            totals["escalation_count"],
            "item:escalation",
            "not resolved",
        ),
        counted(definitions.TAM_UNACKNOWLEDGED, totals["unacknowledged_count"], "flag:unacknowledged", "escalations"),
        counted(definitions.TAM_CASES, totals["case_count"], "item:case", "of their accounts"),
        counted(
            definitions.TAM_MIGRATIONS,
            totals["migration_count"],
            "item:migration",
            f"{number(totals['warming_count'])} warming up, {number(totals['paused_count'])} paused",
        ),
        counted(definitions.TAM_MEDIATIONS, totals["mediation_count"], "item:mediation", "not closed"),
        counted(definitions.TAM_ELSEWHERE, totals["elsewhere_count"], "flag:elsewhere", "on accounts of others"),
        Card(
            definitions.TAM_LOAD,
            words.points(totals["load_points"]),
            "points, capacity not known"
            if formats.is_missing(totals["capacity_points"])
            else f"of {words.points(totals['capacity_points'])} points, {formats.share(totals['load_share'])}",
            note=f"{number(totals['open_count'])} open items",
            action=("List them", lambda: picks.choose(due.LISTED.key, due.EVERY)),
        ),
    ]


def counted(definition: Definition, number: float, code: str, basis: str) -> Card:
    """A count whose button puts the list on it."""
    action = ("List them", lambda: picks.choose(due.LISTED.key, code))
    return Card(definition, formats.count(number), basis, action=action)


def accounts_in_words(totals: pd.Series) -> str:
    """`on 8 accounts`."""
    return f"with {formats.plural(totals['account_count'], 'account')}"


Number: Final = st.column_config.NumberColumn
SUM_COLUMNS: Final[dict[str, Any]] = {
    "kind": st.column_config.TextColumn("Open items of a kind", pinned=True),
    "item_count": Number("Count", format="localized"),
    "points_each": Number("Points each"),
    "sum": st.column_config.TextColumn("Count x points"),
    "points": Number("Points", format="localized"),
}


def show_sum(view: View, tam: str, totals: pd.Series) -> None:
    """The breakdown of the load."""
    with st.container(border=True, key="book-sum"):
        st.header("How the load adds up", anchor=False)
        said = words.load(totals["load_points"], totals["capacity_points"])
        share = "" if formats.is_missing(totals["load_share"]) else f", {formats.share(totals['load_share'])}"
        st.caption(f"The points add up to {said}{share}. The points of each kind, and why, are under All TAMs.")
        tables.cases(
            view.under(filters.Filters(view.filters.since, view.filters.until, tams=(tam,))),
            "book-sum",
            "tam_load_breakdown",
            SUM_COLUMNS,
            empty="Nothing is open, so there is no load.",
            worded=summed,
        )


def summed(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of `tam_load_breakdown` with kinds and sums in words."""
    return words.no_tam(rows).assign(
        kind=[words.load_item(code) for code in rows["load_item"]],
        sum=[
            f"{count:,} x {words.points(each)} = {words.points(total)}"
            for count, each, total in zip(
                rows["item_count"], rows["points_each"].fillna(0), rows["points"], strict=True
            )
        ],
    )
