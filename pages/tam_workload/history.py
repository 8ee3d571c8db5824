"""Who held an account or an escalation on any day: stretches over the period, and one day in full."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.components import charts, filters, formats, link, part, picks, tables
from pages.components.figure import figure
from pages.components.view import View
from pages.tam_workload import drawing, words

DAY: Final = "held_on"
CHART: Final = "tam-history"
MOST_ACCOUNTS: Final = 40  # what is drawn; the table holds all
WIDE: Final = 0.1  # the share of the period from which a bar has room for a name
Number: Final = st.column_config.NumberColumn


def day_field(view: View) -> link.Day:
    """The day looked at; none is the last of the period."""
    return link.Day(DAY, filters.FIRST_DAY, view.facts.today)


def show(view: View) -> Sequence[link.Field]:
    """Draw the part; returns what of it is in the address."""
    fields = [day_field(view)]
    link.restore(fields)
    part.heading("Held", f"Who looked after which account in the period, {filters.period_in_words(view.filters)}.")
    show_stretches(view)
    part.heading("Any day", "Accounts with their TAM, and the escalations open that day with who held them.")
    show_day(view)
    return fields


def show_stretches(view: View) -> None:
    """The stretches of accounts whose TAM changed, or that had none; a click looks at a stretch's first day."""
    rows = view.ask("tam_history")
    if rows.empty:
        st.info("No account was held by anybody in the period. Choose a longer period in the sidebar.")
        return
    stretches = drawn(view, rows)
    changed = stretches[stretches["is_changed"]]
    shown = changed[changed["account"].isin(list(dict.fromkeys(changed["account"]))[:MOST_ACCOUNTS])]
    total, moved = rows["account_id"].nunique(), changed["account_id"].nunique()
    if shown.empty:
        each = "had one TAM" if total == 1 else "had one TAM each"
        st.success(f"Nothing changed: {formats.plural(total, 'account')} {each} all through the period.")
    else:
        cut = f" The first {MOST_ACCOUNTS} are drawn." if moved > MOST_ACCOUNTS else ""
        about = (
            f"{formats.count(moved)} of {formats.plural(total, 'account')} changed hands or had no TAM for a while; "
            f"the others had one TAM all along.{cut} A click looks at the first day of a bar."
        )
        picked = figure(
            CHART,
            "Accounts that changed hands",
            drawing.holdings,
            shown,
            words={"zone": view.facts.zone, "ink": charts.INK[st.context.theme.type or "light"]},
            reads=f"Bars of who held each account when. {about}",
            caption=about,
            columns={
                "account": "Account",
                "who": "TAM",
                "held_from": st.column_config.DateColumn("From", format="D MMM YYYY"),
                "held_until": st.column_config.DateColumn("Until", format="D MMM YYYY", help="The day after the last."),
                "day_count": Number("Days", format="localized"),
                "is_gap": st.column_config.CheckboxColumn("Without a TAM"),
            },
        )
        day = date.fromisoformat(str(picked).split("|")[0]) if picked else None
        picks.follow(view, CHART, day, DAY, None)
    with st.container(border=True, key="tam-stretches"):
        st.header("Every stretch of the period", anchor=False)
        tables.cases(
            view,
            "tam-stretches",
            "tam_history",
            {
                "account_name": st.column_config.TextColumn("Account", pinned=True),
                "tam_name": "TAM",
                "held_from": st.column_config.DateColumn("From", format="D MMM YYYY"),
                "held_until": st.column_config.DateColumn("Until", format="D MMM YYYY", help="The day after the last."),
                "day_count": Number("Days", format="localized"),
                "is_gap": st.column_config.CheckboxColumn("Without a TAM"),
            },
            empty="No account was held by anybody in the period.",
            worded=words.no_tam,
            opens_account=True,
        )


def drawn(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of `tam_history` as bars."""
    stretches = words.no_tam(rows)
    length = (view.filters.until - view.filters.since).days
    last = stretches["held_until"] - pd.Timedelta(days=1)
    days = stretches["held_from"].dt.strftime("%Y-%m-%d")
    repeated = stretches.groupby("account_name")["account_id"].transform("nunique") > 1
    return stretches.assign(
        account=stretches["account_name"].where(
            ~repeated, stretches["account_name"] + " (" + stretches["account_id"] + ")"
        ),
        who=stretches["tam_name"],
        cover=stretches["is_gap"].map({True: "No TAM", False: "TAM"}),
        from_day=days,
        to_day=stretches["held_until"].dt.strftime("%Y-%m-%d"),
        last_day=last.dt.strftime("%Y-%m-%d"),
        code=days + "|" + stretches["account_id"],
        is_wide=stretches["day_count"] >= WIDE * length,
        is_changed=(stretches.groupby("account_id")["tam_id"].transform("size") > 1) | stretches["is_gap"].astype(bool),
    )


def show_day(view: View) -> None:
    """Who held what on one day."""
    bounds = day_field(view)
    with st.container(border=True, key="tam-day"):
        st.header("Who held what on a day", anchor=False)
        chosen = st.date_input(
            "Day",
            value=None,
            min_value=bounds.first,
            max_value=bounds.last,
            key=DAY,
            format="YYYY-MM-DD",
            width=170,
            help="Any day up to the end of the records. None picked: the last day of the period.",
        )
        day = chosen if isinstance(chosen, date) else min(view.filters.until - pd.Timedelta(days=1), bounds.last)
        rows = view.ask("held_on_day", day=day)
        counted = {item: int((rows["item"] == item).sum()) for item in ("account", "escalation")}
        st.caption(
            f"On {formats.day(day)}: {formats.plural(counted['account'], 'account')} and "
            f"{formats.plural(counted['escalation'], 'escalation')}. Days are those of each account's calendar."
        )
        tables.cases(
            view,
            "held-on-day",
            "held_on_day",
            columns(),
            empty=f"Nobody held anything on {formats.day(day)}. Choose another day.",
            worded=worded,
            opens_account=True,
            day=day,
        )


def worded(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of `held_on_day` with words for codes."""
    return words.items(rows)


def columns() -> dict[str, Any]:
    """The headings of the list."""
    text = st.column_config.TextColumn
    return {
        "item": text("Kind", pinned=True),
        "item_id": "Account or escalation",
        "account_name": "Account",
        "tam_name": text("Held by", help="The TAM named on the escalation, else the account's TAM of that day."),
        "held_by": text("Because", help="Whether the TAM is named on it or follows from the account."),
        "account_tam_name": text(
            "Account's TAM that day", help="Differs where an escalation stayed with a former TAM."
        ),
        "handed_over_from_name": text(
            "Taken over that day from", help="Filled where the account changed hands that day."
        ),
        "subject": "Subject",
    }
