"""The head of the Account page: who it is, how it is served, and since when."""

import html

import pandas as pd
import streamlit as st

from pages.components import formats
from pages.components.view import View


def show(view: View, account: pd.Series) -> None:
    """Draw the head from the row of `account_facts`."""
    pairs = "".join(
        f"<div><dt>{html.escape(label)}</dt><dd>{html.escape(value)}</dd></div>"
        for label, value in facts_of(view, account).items()
    )
    with st.container(border=True, key="case-head-of-account", gap="xsmall"):
        st.html(f"<h2>{html.escape(str(account['name']))}</h2>")
        st.html(f'<dl class="case-facts">{pairs}</dl>')


def facts_of(view: View, account: pd.Series) -> dict[str, str]:
    """The facts by their label."""
    return {
        "Account id": str(account["account_id"]),
        "TAM now": "no TAM" if pd.isna(account["tam_name"]) else str(account["tam_name"]),
        "Premium": premium_in_words(account),
        "Region": "no region" if pd.isna(account["region"]) else str(account["region"]),
        "Calendar": f"{account['calendar_name']} ({account['time_zone']})",
        "Cases": f"{formats.count(account['case_count'])} since the records begin",
        "First case": opened_on(account["first_case_at"], view.facts.zone),
        "Newest case": opened_on(account["last_case_at"], view.facts.zone),
        "Under way": ", ".join(
            [
                formats.plural(account["open_migration_count"], "migration"),
                formats.plural(account["open_mediation_count"], "mediation"),
            ]
        ),
    }


def premium_in_words(account: pd.Series) -> str:
    """`since 3 Aug 2026`, or from when to when."""
    start, end = account["premium_from"], account["premium_until"]
    if pd.isna(end):
        return f"since {formats.day(start)}" if account["is_premium"] else f"from {formats.day(start)}, not yet begun"
    last = formats.day(end - pd.Timedelta(days=1))
    return f"{formats.day(start)} to {last}{'' if account['is_premium'] else ', not now'}"


def opened_on(moment: pd.Timestamp, zone: str) -> str:
    """The local date of a case, or that there is none."""
    return "none" if pd.isna(moment) else formats.day(moment.tz_convert(zone))
