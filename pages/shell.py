"""The frame around every page: one snapshot a run, the menu, the shared filters, the header. Run by dashboard.py."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import streamlit as st

from data.errors import SnapshotError
from pages import (
    account,
    at_risk,
    case,
    mediation,
    migrations,
    monthly,
    open_issues,
    records,
    response_times,
    tam_workload,
)
from pages.components import filters, header, link, menu, picks, warehouse
from pages.components.current import current_snapshot
from pages.components.view import View, facts_of

HERE: Final = Path(__file__).parent
ICON: Final = HERE / "assets" / "icon.svg"
LOGO: Final = HERE / "assets" / "logo.svg"
STYLE: Final = HERE / "components" / "style.css"


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the menu. Its address is in shared links; its question is its title on the screen.

    A page without a period shows what is open now, whatever the period filter says.
    """

    address: str
    title: str
    question: str
    render: Callable[[View], None]
    icon: str
    is_hidden: bool = False
    has_period: bool = True
    has_filters: bool = True  # without, the page shows one thing, whatever the filters say
    has_period_only: bool = False  # one thing, in the period; the other filters do not apply
    now: str = "Open now"  # what is said in the period's place on a page without one
    everything: str = "all cases"  # what is shown when nothing is narrowed
    shown: str = "what is open now"  # what a page without a period shows


ENTRIES: Final = (
    Entry(
        "response-times",
        "Response times",
        "How quickly do customers hear from us, and on time?",
        response_times.render,
        ":material/timer:",
    ),
    Entry(
        "at-risk",
        "At risk",
        "What is late or nearly late, and whose is it?",
        at_risk.render,
        ":material/alarm:",
        has_period=False,
    ),
    Entry(
        "open-issues",
        "Open issues",
        "What is open, what does it wait for, and do we keep up?",
        open_issues.render,
        ":material/inbox:",
    ),
    Entry(
        "tam-workload",
        "TAM workload",
        "What must each TAM do next, and who carries too much?",
        tam_workload.render,
        ":material/support_agent:",
        everything="everything",
    ),
    Entry(
        "migrations",
        "Migrations",
        "How far is each customer's move, and when will it be done?",
        migrations.render,
        ":material/swap_calls:",
        has_period=False,
        now="As the records end",
        everything="all migrations",
        shown="how every migration stands as the records end",
    ),
    Entry(
        "mediation",
        "Mediation",
        "What may be asked of mailbox providers now, and what came of it so far?",
        mediation.render,
        ":material/mark_email_unread:",
        everything="all requests",
    ),
    Entry(
        "monthly",
        "Monthly summary",
        "How did the month go, and what should be looked at?",
        monthly.render,
        ":material/calendar_month:",
        has_period=False,
        now="One calendar month",
        shown="the month that is chosen on it",
    ),
    Entry(
        "case",
        "Case",
        "What happened in this case, and what does each clock say?",
        case.render,
        ":material/article:",
        is_hidden=True,
        has_filters=False,
    ),
    Entry(
        "data-quality",
        "Data",
        "What was read, what was refused, and what do the figures mean?",
        records.render,
        ":material/database:",
    ),
    Entry(
        "account",
        "Account",
        "How is this account served, and what is open for it?",
        account.render,
        ":material/apartment:",
        is_hidden=True,
        has_period_only=True,
    ),
)
HOME: Final = ENTRIES[0]


def main() -> None:
    """Draw the whole screen for one run."""
    st.set_page_config(page_title="Premium support", page_icon=str(ICON), layout="wide")
    st.logo(str(LOGO), size="large")
    st.html(STYLE)
    try:
        snapshot = current_snapshot()
        facts = facts_of(snapshot)
    except SnapshotError as error:
        st.title("There is nothing to show yet", anchor=False)
        st.error(f"{error} With make: `make load RECORDS=path/to/records`.")
        return
    offered = filters.choices(warehouse.ask(snapshot, "filter_choices", {}))
    pages = {entry.address: _page(entry) for entry in ENTRIES}
    shown = st.navigation([_page(HOME, is_default=True), *pages.values()], position="hidden")
    menu.publish(pages)
    entry = next((entry for entry in ENTRIES if entry.address == shown.url_path), HOME)
    if st.session_state.get(_SHOWN) != entry.address:
        picks.forget()  # the charts of a page come back without their marks; that undoes nothing
    st.session_state[_SHOWN] = entry.address
    with st.sidebar:
        links = st.container(gap="xxsmall", key="menu")
        st.subheader("Filters", anchor=False)
        chosen = filters.filter_bar(offered, facts.today, has_period=entry.has_period, shown=entry.shown)
        if len(chosen.accounts) == 1 and entry.address != "account":
            _link_account(pages["account"], chosen.accounts[0], link.codes(filters.fields(offered, facts.today)))
    _draw_menu(links, pages, link.codes(filters.fields(offered, facts.today)))
    view = View(snapshot, facts, chosen)
    st.session_state[_VIEW] = view
    header.show(
        entry.question,
        view,
        offered,
        has_period=entry.has_period,
        has_filters=entry.has_filters,
        has_period_only=entry.has_period_only,
        now=entry.now,
        everything=entry.everything,
    )
    shown.run()


_VIEW: Final = "view-of-this-run"
_SHOWN: Final = "page-of-the-last-run"


def _page(entry: Entry, *, is_default: bool = False) -> st.Page:
    def run() -> None:
        entry.render(st.session_state[_VIEW])

    return st.Page(
        run,
        title=entry.title,
        icon=entry.icon,
        url_path="home" if is_default else entry.address,
        default=is_default,
        visibility="hidden" if is_default or entry.is_hidden else "visible",
    )


def _link_account(page: st.Page, account_id: str, codes: dict[str, list[str]]) -> None:
    """The way from one chosen account to its page."""
    st.page_link(
        page,
        label="Everything of this account",
        icon=":material/apartment:",
        query_params={**codes, "account_id": account_id},
    )


def _draw_menu(
    place: st.delta_generator.DeltaGenerator, pages: dict[str, st.Page], codes: dict[str, list[str]]
) -> None:
    """Links that carry the filters: in their address too, so that a new tab shows the same."""
    for entry in ENTRIES:
        if not entry.is_hidden:
            place.page_link(pages[entry.address], query_params=codes, width="stretch")


if __name__ == "__main__":
    main()
