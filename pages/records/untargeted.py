"""Clocks without a target: which kinds of cases, and the cases."""

from dataclasses import replace
from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.account import lists
from pages.components import formats, link, tables, words
from pages.components.filters import FIXED_CHOICES
from pages.components.view import View

NONE: Final = "none"
FIELD: Final = "untargeted"


def field(view: View) -> link.OneOf:
    """Whose cases are listed, as a part of the URL."""
    return link.OneOf(FIELD, (NONE, *choices(view.ask("no_target_by_group"))), NONE)


def choices(groups: pd.DataFrame) -> dict[str, str]:
    """The groups by their code."""
    found = {}
    for _, row in groups.iterrows():
        priority = "" if pd.isna(row["priority"]) else str(row["priority"])
        named = [words.CLOCKS[row["clock"]], FIXED_CHOICES["priority"].get(priority, priority)]
        named.append(FIXED_CHOICES["category"].get(row["category"], row["category"]))
        text = ", ".join(filter(None, named))
        found[f"{row['clock']}/{priority}/{row['category']}"] = f"{text} ({row['no_target_count']:,})"
    return found


def show(view: View) -> None:
    """Draw the table, and the cases of the group that is chosen."""
    groups = view.ask("no_target_by_group")
    if groups.empty:
        st.success("Every clock of the period had a target.")
        return
    with st.container(border=True, key="untargeted-clocks"):
        st.header("Clocks without a target", anchor=False)
        total = formats.plural(groups["no_target_count"].sum(), "clock")
        st.caption(f"{total} of the period had no target: they have no verdict and are in no share.")
        tables.cases(
            view,
            "untargeted",
            "no_target_by_group",
            {
                "clock": "Clock",
                "priority": "Priority",
                "category": "Category",
                "no_target_count": st.column_config.NumberColumn("Without a target", format="localized"),
                "clock_count": st.column_config.NumberColumn("Of all", format="localized"),
                "share": st.column_config.NumberColumn("Share", format="percent"),
            },
            empty="Every clock had a target.",
            worded=words.worded,
        )
        offered = {NONE: "No list", **choices(groups)}
        code = str(st.selectbox("Cases listed", list(offered), format_func=offered.__getitem__, key=FIELD, width=420))
        if code != NONE:
            show_group(view, code)


def show_group(view: View, code: str) -> None:
    """The cases or escalations of a group, with their way to the case."""
    clock, priority, category = code.split("/", 2)
    narrowed: dict[str, Any] = {"categories": (category,)}
    if priority:
        narrowed["priorities"] = (priority,)
    own = view.under(replace(view.filters, **narrowed))
    if clock in lists.CASE_CLOCKS:
        lists.show_clock(own, clock, ("no_target",), has_account=True)
    else:
        lists.show_escalations(own, clock=clock, verdicts=("no_target",), has_account=True)
