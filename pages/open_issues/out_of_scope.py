"""What was asked for although the terms exclude it, by kind and month."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.components import cards, definitions, filters, formats, link, picks, tables, words
from pages.components.cards import Card
from pages.components.definitions import Definition
from pages.components.figure import figure
from pages.components.view import View
from pages.open_issues import drawing

KINDS: Final = {
    "deliverability_strategy": definitions.OUT_OF_SCOPE_STRATEGY,
    "tier_2_mediation": definitions.OUT_OF_SCOPE_TIER_2,
    "template_work": definitions.OUT_OF_SCOPE_TEMPLATES,
    "customer_project": definitions.OUT_OF_SCOPE_PROJECTS,
}
SCOPE: Final = "scope"
EVERY: Final = "all"
Number = st.column_config.NumberColumn


def fields(view: View) -> tuple[link.Field, ...]:
    """What of this part is in the URL: which requests are listed."""
    return (link.OneOf(SCOPE, tuple(choices(view.ask("out_of_scope_monthly"))), EVERY),)


def choices(requests: pd.DataFrame) -> dict[str, str]:
    """Everything that can be listed, by its code."""
    found = {EVERY: "All out-of-scope requests"} | {scope: kind.name for scope, kind in KINDS.items()}
    held = requests[requests["escalation_count"] > 0]
    return found | {
        f"{row['scope']}/{row['month']:%Y-%m-%d}": f"{KINDS[row['scope']].name}, {row['month']:%b %Y}"
        for _, row in held.iterrows()
    }


def show(view: View) -> None:
    """Draw the part."""
    if view.filters.priorities or view.filters.channels:
        st.info("Escalations have no priority and no channel of a case: take those two filters off to see them here.")
        return
    requests = view.ask("out_of_scope_monthly")
    if requests.empty:
        st.info("No month of the period lies in the records. Choose another period in the sidebar.")
        return
    earlier = view.before()
    cards.row(kind_cards(requests, earlier.ask("out_of_scope_monthly") if earlier else None), key="out-of-scope")
    left, right = st.columns([2, 3])
    with left:
        show_months(view, requests)
    with right:
        show_list(view, choices(requests))


def kind_cards(requests: pd.DataFrame, before: pd.DataFrame | None) -> list[Card]:
    """A card for all kinds together, and one for each."""
    raised = int(requests.drop_duplicates("month")["month_count"].sum())
    now, then = counts(requests), counts(before) if before is not None else None
    return [card(definitions.OUT_OF_SCOPE, EVERY, now, then, raised)] + [
        card(kind, scope, now, then, raised) for scope, kind in KINDS.items()
    ]


def counts(requests: pd.DataFrame) -> pd.Series:
    """Requests by kind, and all of them."""
    by_kind = requests.groupby("scope")["escalation_count"].sum()
    return by_kind.reindex([*KINDS, EVERY], fill_value=0).where(lambda kinds: kinds.index != EVERY, by_kind.sum())


def card(definition: Definition, scope: str, now: pd.Series, before: pd.Series | None, raised: int) -> Card:
    """The requests of a kind, with their share of all escalations."""
    share = f"{formats.share(now[scope] / raised)} of " if raised >= formats.TOO_FEW else "of "
    return Card(
        definition,
        formats.count(now[scope]),
        f"{share}{formats.plural(raised, 'escalation')}",
        cards.count_change(now, before, scope),
        action=("List them", lambda: picks.choose(SCOPE, scope)),
    )


def show_months(view: View, requests: pd.DataFrame) -> None:
    """The trend; a click lists a kind in a month."""
    starts_on = requests["month"].dt.strftime("%Y-%m-%d")
    drawn = requests.assign(
        starts_on=starts_on,
        kind=requests["scope"].map({scope: kind.name for scope, kind in KINDS.items()}),
        counted=requests["escalation_count"],
        code=requests["scope"] + "/" + starts_on,
    )
    partial = (
        "Months cut by the period or by the end of the records are marked in the table."
        if any(requests["is_partial"])
        else ""
    )
    caption = f"Escalations by the month in which they were raised. {partial}".strip()
    picked = figure(
        "out-of-scope-by-month",
        "Out-of-scope requests by month and kind",
        drawing.scopes_by_month,
        drawn,
        words={"zone": view.facts.zone},
        reads=f"Stacked columns of out-of-scope requests per month and kind. {caption}",
        caption=caption,
        columns={
            "month": st.column_config.DateColumn("Month", format="MMM YYYY"),
            "kind": "Kind",
            "escalation_count": Number("Requests", format="localized"),
            "month_count": Number("All escalations of the month", format="localized"),
            "share": Number("Share", format="percent"),
            "is_partial": st.column_config.CheckboxColumn("Only part of it"),
        },
    )
    picks.follow(view, "out-of-scope-by-month", picked, SCOPE, EVERY)


def show_list(view: View, listed: Mapping[str, str]) -> None:
    """The escalations of a kind, the newest first."""
    with st.container(border=True, key="out-of-scope-list", height="stretch"):
        st.header("Requests behind the counts", anchor=False)
        code = str(st.selectbox("Listed", list(listed), format_func=dict(listed).__getitem__, key=SCOPE, width=330))
        scope, _, month = code.partition("/")
        start = date.fromisoformat(month) if month else None
        tables.cases(
            view.under(view.filters.between(start, filters.months_before(start, -1))) if start else view,
            "out-of-scope-requests",
            "escalations_list",
            columns(view.facts.zone),
            empty="No such request was raised in the period.",
            worded=words.worded,
            scopes=tuple(KINDS) if scope == EVERY else (scope,),
            states=(),
        )


def columns(zone: str) -> dict[str, Any]:
    """The headings of the list."""
    return {
        "escalation_id": st.column_config.TextColumn("Escalation", pinned=True),
        "raised_at": tables.moments("Raised", zone),
        "scope": "Asked for",
        "account_name": "Account",
        "tam_name": "TAM",
        "state": "State",
        "category": "Category",
        "case_id": st.column_config.TextColumn("Case", help="A chosen row opens the case, where there is one."),
        "subject": "Subject",
    }
