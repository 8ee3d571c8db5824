"""The public routes to each provider with their sources, and which names in the records match none."""

from typing import Final

import pandas as pd
import streamlit as st

from pages.components import filters, formats, tables
from pages.components import words as common
from pages.components.view import View
from pages.mediation import words

UNMATCHED: Final = ("none", "several")
MOST_NAMES: Final = 8


def are_recorded(view: View) -> bool:
    """Whether the records hold any mediation up to as_of, whatever the filters say."""
    whole = filters.Filters(view.filters.since, view.filters.until)
    return bool((view.under(whole).ask("mediation_contacts")["match"] != "unasked").any())


def show(view: View) -> None:
    """Draw the part."""
    rows = view.ask("mediation_contacts")
    for match, why in (("none", "match no route on file"), ("several", "match several routes, so none is chosen")):
        found = rows[rows["match"] == match]
        if len(found):
            st.warning(in_words(found, why))
    not_found = rows[rows["contact"].isna() & ~rows["match"].isin([*UNMATCHED, "unasked"])]
    if len(not_found):
        named = formats.either(list(not_found["provider_name"])).replace(" or ", " and ")
        st.info(f"On file, but with no public route found: {named}.")
    number = st.column_config.NumberColumn
    with st.container(border=True, key="mediation-contacts"):
        st.header("Where to ask", anchor=False)
        tables.cases(
            view,
            "mediation-contacts",
            "mediation_contacts",
            {
                "provider_name": st.column_config.TextColumn("Mailbox provider", pinned=True),
                "channel": "Route",
                "contact": "Where",
                "source": st.column_config.TextColumn("Written in", help="Where the route is published or described."),
                "data_tools": "Shows senders",
                "domains": "Domains",
                "written_names": st.column_config.TextColumn("Names in the records"),
                "match": st.column_config.TextColumn("Matched by", help="The least sure of its names."),
                "request_count": number("Requests in the period", format="localized"),
                "open_count": number("Open now", format="localized"),
            },
            empty="No route is on file, and no mediation in the records.",
            worded=lambda shown: common.worded_columns(shown, match=words.MATCHES),
        )


def in_words(rows: pd.DataFrame, why: str) -> str:
    """`2 names in the records match no route on file: Libero, Outlook.`"""
    names = [formats.plain(str(name)) for name in rows["written_names"]]
    listed = ", ".join(names[:MOST_NAMES]) + (f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else "")
    verb = why if len(names) > 1 else why.replace("match", "matches", 1)
    return f"{formats.plural(len(names), 'provider')} in the records {verb}: {listed}."
