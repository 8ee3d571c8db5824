"""Load against capacity, the points behind it, how it adds up, and the open items behind every bar."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.components import charts, formats, link, picks, tables
from pages.components.figure import figure
from pages.components.view import View
from pages.tam_workload import book, choosing, drawing, words

ITEMS: Final = "items"
EVERY: Final = "all"
CHART: Final = "tam-load"
Number: Final = st.column_config.NumberColumn
Choices = Mapping[str, tuple[str, tuple[str, ...]]]


def choices(view: View) -> Choices:
    """Everything that can be listed: its code, its name and the codes an item must carry."""
    names = choosing.names(view)
    found: dict[str, tuple[str, tuple[str, ...]]] = {
        EVERY: ("Every open item", ()),
        "flag:unacknowledged": ("Escalations not acknowledged", ("flag:unacknowledged",)),
        "flag:elsewhere": ("On accounts of others", ("flag:elsewhere",)),
    }
    held = view.ask("tam_load")
    for tam in held["tam_id"]:
        found[f"tam:{tam}"] = (f"{names[tam]}: everything", (f"tam:{tam}",))
    kinds = view.ask("tam_load_breakdown")
    for row in kinds.drop_duplicates(["tam_id", "item"]).itertuples(index=False):
        codes = (f"tam:{row.tam_id}", f"item:{row.item}")
        found["|".join(codes)] = (f"{names[str(row.tam_id)]}: {words.MANY[str(row.item)].lower()}", codes)
    for code in view.ask("load_points_table")["load_item"]:
        found[f"load:{code}"] = (f"{words.load_item(code)}: of all TAMs", (f"load:{code}",))
    return found


def fields(view: View) -> tuple[link.Field, ...]:
    """What of this part is in the address: which items are listed."""
    return (link.OneOf(ITEMS, tuple(choices(view)), EVERY),)


def show(view: View) -> None:
    """Draw the part."""
    held = view.ask("tam_load")
    if view.ask("load_points_table")["points"].isna().all():
        st.warning("This snapshot holds no points, so that every load is 0. Load the records again.")
    left, right = st.columns([3, 2])
    with left:
        show_bars(view, held)
    with right:
        show_sums(view)
    show_items(view, choices(view))
    show_points(view)


def show_bars(view: View, held: pd.DataFrame) -> None:
    """The bars; a click lists that TAM's items of that kind."""
    loads, parts = drawn(held, view.ask("tam_load_breakdown"), choosing.names(view))
    over = loads[loads["load_share"] > 1]
    about = (
        "Points of the open items, the fullest first; the thick mark is the capacity. "
        f"{formats.plural(len(over), 'TAM is', 'TAMs are')} over capacity.{part_of(view)}"
    )
    picked = figure(
        CHART,
        "Load against capacity, by TAM",
        drawing.load_bars,
        loads,
        parts,
        words={"ink": charts.INK[st.context.theme.type or "light"]},
        reads=f"Stacked bars of points per TAM. {about}",
        caption=about,
        columns={
            "name": "TAM",
            "load_points": Number("Load (points)", format="localized"),
            "capacity_points": Number("Capacity (points)", format="localized"),
            "load_share": Number("Share of capacity", format="percent"),
            "open_count": Number("Open items", format="localized"),
            "escalation_count": Number("Escalations", format="localized"),
            "unacknowledged_count": Number("Not acknowledged", format="localized"),
            "case_count": Number("Open cases", format="localized"),
            "warming_count": Number("Migrations warming up", format="localized"),
            "paused_count": Number("Migrations paused", format="localized"),
            "mediation_count": Number("Mediations", format="localized"),
            "elsewhere_count": Number("On accounts of others", format="localized"),
            "account_count": Number("Accounts", format="localized"),
        },
    )
    picks.follow(view, CHART, picked, ITEMS, EVERY)


def part_of(view: View) -> str:
    """A sentence for when filters leave out items: a part of a load says nothing about a capacity."""
    chosen = view.filters
    is_part = chosen.accounts or chosen.categories or chosen.priorities or chosen.channels or chosen.regions
    return " Filters leave items out: each load is only a part of the whole." if is_part else ""


def drawn(held: pd.DataFrame, kinds: pd.DataFrame, names: Mapping[str, str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of `tam_load` and of `tam_load_breakdown` as bars and their parts."""
    loads = held.assign(
        name=[names[tam] for tam in held["tam_id"]],
        said=[in_words(row) for row in held.itertuples(index=False)],
    )
    parts = kinds.groupby(["tam_id", "item"], sort=False)[["item_count", "points"]].sum().reset_index()
    return loads, parts.assign(
        name=[names[tam] for tam in parts["tam_id"]],
        kind=parts["item"].map(words.MANY),
        code=[f"tam:{tam}|item:{item}" for tam, item in zip(parts["tam_id"], parts["item"], strict=True)],
    )


def in_words(row: Any) -> str:
    """`31 of 45 (69 %)`, or that the capacity is not known."""
    held = words.points(row.load_points)
    if row.tam_id == choosing.NO_TAM:
        return f"{held}, nobody's"
    if formats.is_missing(row.capacity_points):
        return f"{held}, capacity not known"
    return f"{held} of {words.points(row.capacity_points)} ({row.load_share * 100:.0f}{formats.NBSP}%)"


def show_points(view: View) -> None:
    """The points table."""
    with st.container(border=True, key="tam-points"):
        st.header("Points of an open item", anchor=False)
        st.caption(
            "Weights, not measurements. They stand in data/facts/load_points.csv: change them there, load again."
        )
        tables.cases(
            view,
            "load-points",
            "load_points_table",
            {
                "kind": st.column_config.TextColumn("Open item", pinned=True),
                "points": Number("Points", help="Empty: the file has no row, and the item counts 0."),
                "reason": "Why",
            },
            empty="There are no points: every load is 0.",
            worded=lambda rows: rows.assign(kind=[words.load_item(code) for code in rows["load_item"]]),
        )


def show_items(view: View, listed_by: Choices) -> None:
    """The open items behind a bar or a card."""
    with st.container(border=True, key="tam-items"):
        st.header("Open items behind the load", anchor=False)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            code = str(
                st.selectbox(
                    "Listed", list(listed_by), format_func=lambda code: listed_by[code][0], key=ITEMS, width=380
                )
            )
            tam = tam_of(code)
            if tam in choosing.offered(view):
                st.button("Open this TAM's book", key="open-book", on_click=choosing.open_book, args=(tam,))
        tables.cases(
            view,
            "tam-items",
            "tam_items",
            item_columns(view.facts.zone),
            empty="Nothing of this kind is open.",
            worded=words.items,
            opens_account=True,
            codes=listed_by[code][1],
        )


def tam_of(code: str) -> str:
    """The TAM whose items a code lists; nothing where it lists those of all."""
    return code.split("|")[0].removeprefix("tam:") if code.startswith("tam:") else ""


def item_columns(zone: str) -> dict[str, Any]:
    """The headings of a list of open items."""
    text = st.column_config.TextColumn
    return {
        "item_id": text("Item", pinned=True),
        "item": "Kind",
        "points": Number("Points"),
        "tam_name": "TAM",
        "account_name": "Account",
        "state": text("State", width=150),
        "priority": "Priority",
        "category": "Category",
        "since_at": tables.moments("Open since", zone),
        "held_by": text("Held by", help="Whether the TAM is named on the item or follows from the account."),
        "current_tam_name": text("Account's TAM now", help="Differs where an item stayed with a former TAM."),
        "subject": "Subject",
    }


def show_sums(view: View) -> None:
    """Count times points for every TAM and kind, under the same narrowing as the list."""
    with st.container(border=True, key="tam-sums", height="stretch"):
        st.header("How each load adds up", anchor=False)
        tam = tam_of(str(st.session_state[ITEMS]))
        st.caption(f"Open items of a kind times its points. {sum_in_words(view, tam)}")
        tables.cases(
            view.under(replace(view.filters, tams=(tam,))) if tam else view,
            "tam-sums",
            "tam_load_breakdown",
            {"tam_name": "TAM", "kind": "Open items of a kind", "sum": "Count x points"},
            empty="Nothing is open, so there is no load.",
            worded=book.summed,
        )


def sum_in_words(view: View, tam: str) -> str:
    """Whose loads are listed, and of one TAM what they come to."""
    held = view.ask("tam_load")
    if not tam:
        return f"Of every TAM: {words.load(held['load_points'].sum(), None)}. A bar narrows it."
    row = held[held["tam_id"] == tam].iloc[0]
    name = choosing.names(view)[tam]
    return f"Of {name}, as listed below: {words.load(row['load_points'], row['capacity_points'])}."
