"""Escalations of the period: per account, and whether each TAM acknowledged in time; with the list behind both."""

from dataclasses import replace
from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.account.lists import verdicts_worded
from pages.components import cards, charts, definitions, formats, link, picks, tables
from pages.components.cards import Card
from pages.components.figure import figure
from pages.components.view import View
from pages.response_times import drawing as ranked
from pages.tam_workload import choosing, drawing, words

RAISED: Final = "raised"
EVERY: Final = "all"
JUDGED: Final = ("met", "breached")
ACCOUNTS: Final = "escalations-by-account"
TAMS: Final = "tam-acknowledgement"
Number: Final = st.column_config.NumberColumn


def choices(view: View) -> dict[str, str]:
    """Everything that can be listed, by its code."""
    names = choosing.names(view)
    found = {
        EVERY: "All raised in the period",
        "judged": "Met or breached",
        "late": "Acknowledged late, or still waiting and late",
    }
    for row in view.ask("tam_acknowledgement").itertuples(index=False):
        name = names.get(str(row.tam_id), str(row.tam_id))
        found[f"tam:{row.tam_id}"] = f"{name}: met or breached"
        found[f"late:{row.tam_id}"] = f"{name}: breached"
    for row in view.ask("escalations_by_account").itertuples(index=False):
        found[f"account:{row.account_id}"] = f"Account {row.account_name}"
    return found


def fields(view: View) -> tuple[link.Field, ...]:
    """What of this part is in the address: which escalations are listed."""
    return (link.OneOf(RAISED, tuple(choices(view)), EVERY),)


def show(view: View) -> None:
    """Draw both figures and the list."""
    if view.filters.priorities or view.filters.channels:
        st.info("Escalations have no priority and no channel of a case: take those two filters off to see them here.")
        return
    accounts, tams = view.ask("escalations_by_account"), view.ask("tam_acknowledgement")
    if not tams["escalation_count"].sum():
        st.info("No escalation was raised in the period under these filters. Choose a longer period in the sidebar.")
        return
    earlier = view.before()
    before = summed(earlier.ask("tam_acknowledgement")) if earlier else None
    cards.row(total_cards(summed(tams), before), key="tam-raised", narrowest=220)
    left, right = st.columns(2)
    with left:
        show_tams(view, tams)
    with right:
        show_accounts(view, accounts)
    show_list(view)


def summed(tams: pd.DataFrame) -> pd.Series:
    """The counts of all TAMs, and the share that was in time: a ratio of sums, never a mean of shares."""
    counts = tams[["escalation_count", "met_count", "breached_count", "judged_count"]].sum()
    share = counts["met_count"] / counts["judged_count"] if counts["judged_count"] else float("nan")
    return pd.Series({**counts.to_dict(), "attainment": share})


def total_cards(now: pd.Series, before: pd.Series | None) -> list[Card]:
    """The figures of the period beside the one before."""
    return [
        Card(
            definitions.TAM_RAISED,
            formats.count(now["escalation_count"]),
            "in the period",
            cards.count_change(now, before, "escalation_count"),
            action=("List them", lambda: picks.choose(RAISED, EVERY)),
        ),
        Card(
            definitions.TAM_ACKNOWLEDGED,
            cards.share_value(now["attainment"], int(now["judged_count"])),
            f"of {formats.count(now['judged_count'])} judged",
            cards.share_change(now, before, "attainment", "judged_count"),
            action=("List the judged", lambda: picks.choose(RAISED, "judged")),
        ),
        Card(
            definitions.TAM_ACKNOWLEDGED_LATE,
            formats.count(now["breached_count"]),
            f"of {formats.count(now['judged_count'])} judged",
            cards.count_change(now, before, "breached_count", is_good_up=False),
            action=("List them", lambda: picks.choose(RAISED, "late")),
        ),
    ]


def show_tams(view: View, rows: pd.DataFrame) -> None:
    """Attainment with its interval; a click lists what was judged."""
    names = choosing.names(view)
    rows = rows[rows["escalation_count"] > 0]
    tams = tables.in_units(rows).assign(
        code=[f"tam:{tam}" for tam in rows["tam_id"]],
        name=[names.get(tam, tam) for tam in rows["tam_id"]],
        shown=[words.share_of(*row) for row in zip(rows["attainment"], rows["judged_count"], strict=True)],
    )
    about = (
        f"{formats.count(rows['judged_count'].sum())} judged of {formats.count(rows['escalation_count'].sum())} "
        "raised. The line is the 95% interval (Wilson): with few escalations it is wide. Internal targets."
    )
    picked = figure(
        TAMS,
        "Escalations acknowledged in time, by TAM",
        ranked.owner_bars,
        tams,
        words={"ink": charts.INK[st.context.theme.type or "light"], "share_of": "Acknowledged in time"},
        reads=f"Bars of attainment with intervals, by TAM. {about}",
        caption=about,
        columns={
            "name": "TAM",
            "escalation_count": Number("Raised", format="localized"),
            "judged_count": Number("Judged", format="localized"),
            "met_count": Number("Met", format="localized"),
            "breached_count": Number("Breached", format="localized"),
            "pending_count": Number("Pending", format="localized"),
            "no_target_count": Number("No target", format="localized"),
            "attainment": Number("Attainment", format="percent"),
            "attainment_lower": Number("95% from", format="percent"),
            "attainment_upper": Number("95% to", format="percent"),
            "median_business_hours": Number("Median (business h)", format="localized"),
            "p90_business_hours": Number("90th percentile (business h)", format="localized"),
        },
    )
    picks.follow(view, TAMS, picked, RAISED, EVERY)


def show_accounts(view: View, rows: pd.DataFrame) -> None:
    """Escalations by account; a click lists them."""
    rows = rows[rows["escalation_count"] > 0]
    accounts = rows.assign(
        code=[f"account:{account}" for account in rows["account_id"]],
        name=rows["account_name"].where(
            ~rows["account_name"].duplicated(keep=False), rows["account_name"] + " (" + rows["account_id"] + ")"
        ),
        said=[in_words(row) for row in rows.itertuples(index=False)],
    )
    cut = f" The first {drawing.MOST_BARS} of {len(rows)} are drawn; the table has all."
    about = (
        f"{formats.count(rows['escalation_count'].sum())} escalations of {formats.plural(len(rows), 'account')}, and "
        f"how many that is per 100 cases.{cut if len(rows) > drawing.MOST_BARS else ''}"
    )
    picked = figure(
        ACCOUNTS,
        "Escalations by account",
        drawing.account_bars,
        accounts,
        words={"ink": charts.INK[st.context.theme.type or "light"]},
        reads=f"Stacked bars of escalations by account. {about}",
        caption=about,
        columns={
            "name": "Account",
            "escalation_count": Number("Raised", format="localized"),
            "open_count": Number("Still open", format="localized"),
            "problem_count": Number("Problem", format="localized"),
            "configuration_count": Number("Configuration", format="localized"),
            "information_count": Number("Information", format="localized"),
            "case_count": Number("Cases opened", format="localized"),
            "per_100_cases": Number("Per 100 cases", format="%.1f"),
        },
    )
    picks.follow(view, ACCOUNTS, picked, RAISED, EVERY)


def in_words(row: Any) -> str:
    """`7, 12.5 per 100 cases`; the rate only over enough cases."""
    if row.case_count < formats.TOO_FEW or formats.is_missing(row.per_100_cases):
        return f"{row.escalation_count:,} ({formats.plural(row.case_count, 'case')})"
    return f"{row.escalation_count:,} ({row.per_100_cases:.1f} per 100 cases)"


def show_list(view: View) -> None:
    """The escalations behind a bar."""
    labels = choices(view)
    with st.container(border=True, key="tam-escalations"):
        st.header("Escalations behind the bars", anchor=False)
        code = str(st.selectbox("Listed", list(labels), format_func=labels.__getitem__, key=RAISED, width=380))
        side, _, key = code.partition(":")
        own = view.filters
        if side == "account":
            own = replace(own, accounts=(key,))
        elif key:
            own = replace(own, tams=(key,))
        tables.cases(
            view.under(own),
            "tam-escalations",
            "account_escalations",
            columns(view.facts.zone),
            empty="There is no such escalation in the period.",
            worded=lambda rows: words.no_tam(verdicts_worded(rows)),
            clock="escalation_acknowledgement",
            verdicts={"tam": JUDGED, "judged": JUDGED, "late": ("breached",)}.get(side, ()),
            states=(),
        )


def columns(zone: str) -> dict[str, Any]:
    """The headings of the list."""
    return {
        "escalation_id": st.column_config.TextColumn("Escalation", pinned=True),
        "raised_at": tables.moments("Raised", zone),
        "account_name": "Account",
        "tam_name": "TAM",
        "category": "Category",
        "state": "State",
        "acknowledgement_verdict": "Acknowledgement",
        "acknowledgement_business_hours": Number("Acknowledged after (business h)", format="localized"),
        "acknowledgement_due_at": tables.moments("Acknowledgement due", zone),
        "resolution_verdict": "Resolution",
        "scope": "Scope",
        "case_id": st.column_config.TextColumn("Case", help="A chosen row opens the case, where there is one."),
        "subject": "Subject",
    }
