"""The frame around every page: one snapshot a run, the menu, the shared filters, the header. Run by dashboard.py."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import streamlit as st

from data.errors import SnapshotError
from data.warehouses import Snapshot
from pages import account, at_risk, case, mediation, migrations, open_issues, records, response_times, tam_workload
from pages.components import (
    access_log,
    access_settings,
    fallback,
    filters,
    header,
    link,
    menu,
    picks,
    roles,
    sign_in,
    sign_ins,
    turns,
    warehouse,
)
from pages.components.identity import Person, Refusal
from pages.components.view import Facts, View, facts_of
from pages.monthly import screen as monthly
from queries.runner import StoppedError

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


def main() -> None:
    """Draw the whole screen for one run, when it is its turn."""
    with turns.taken():
        _draw()


def _draw() -> None:
    st.set_page_config(page_title="Premium support", page_icon=str(ICON), layout="wide")
    st.logo(str(LOGO), size="large")
    st.html(STYLE)
    settings = access_settings.current()
    refusal = sign_ins.check(settings)
    if refusal:
        _show_only(partial(sign_in.show, refusal, settings))
        return
    try:
        snapshot = fallback.shown()
    except SnapshotError as error:
        _show_only(partial(fallback.tell, error))
        return
    try:
        who = sign_in.person(settings, snapshot)
        if isinstance(who, Refusal):
            _show_only(partial(sign_in.show, who, settings))
        else:
            _show_page(who, settings, snapshot, facts_of(snapshot, who.scope))
    except SnapshotError as error:
        fallback.begin_again(snapshot, error)
    except StoppedError as error:
        st.error(str(error), icon=":material/timer_off:")


def _show_only(draw: Callable[[], None]) -> None:
    """One page under every address, so that the address is still there after the sign-in."""

    def run() -> None:  # a page is told from another by its name
        draw()

    pages = [st.Page(run, title="Premium support", url_path=entry.address) for entry in ENTRIES]
    start = st.Page(run, title="Premium support", url_path="home", default=True)
    st.navigation([start, *pages], position="hidden").run()


def _show_page(who: Person, settings: access_settings.Settings, snapshot: Snapshot, facts: Facts) -> None:
    """Draw the page that is asked for, with the rows that `who` may see."""
    fallback.banner()
    offered = filters.choices(warehouse.ask(snapshot, "filter_choices", {}, who.scope))
    allowed = roles.allowed(who.role, [entry.address for entry in ENTRIES])
    pages = {entry.address: _page(entry, is_allowed=entry.address in allowed) for entry in ENTRIES}
    home = next(entry for entry in ENTRIES if entry.address == allowed[0])
    shown = st.navigation([_page(home, is_default=True), *pages.values()], position="hidden")
    menu.publish({address: pages[address] for address in allowed})
    if settings.has_sign_in and shown.url_path not in pages:
        # The bare address leads home, and which page that is hangs on the role.
        st.switch_page(
            pages[home.address], query_params={name: st.query_params.get_all(name) for name in st.query_params}
        )
    entry = next((entry for entry in ENTRIES if entry.address == shown.url_path), home)
    if st.session_state.get(_SHOWN) != entry.address:
        picks.forget()  # the charts of a page come back without their marks; that undoes nothing
    st.session_state[_SHOWN] = entry.address
    with st.sidebar:
        links = st.container(gap="xxsmall", key="menu")
        st.subheader("Filters", anchor=False)
        chosen = filters.filter_bar(offered, facts.today, has_period=entry.has_period, shown=entry.shown)
        if len(chosen.accounts) == 1 and entry.address != "account" and "account" in allowed:
            _link_account(pages["account"], chosen.accounts[0], link.codes(filters.fields(offered, facts.today)))
        sign_in.foot(who, settings)
    _draw_menu(
        links,
        [entry for address in allowed for entry in ENTRIES if entry.address == address],
        pages,
        link.codes(filters.fields(offered, facts.today)),
    )
    view = View(snapshot, facts, chosen, who.scope)
    st.session_state[_VIEW] = view
    header.show(
        entry.question,
        view,
        offered,
        has_period=entry.has_period,
        has_filters=entry.has_filters,
        has_period_only=entry.has_period_only,
        now=entry.now,
        everything=entry.everything
        if who.role != "tam" or who.scope.is_whole
        else f"{entry.everything} of your accounts",
    )
    access_log.begin(who.login, who.role, entry.address)
    try:
        shown.run()
    finally:
        access_log.view(sum(view.asked))


_VIEW: Final = "view-of-this-run"
_SHOWN: Final = "page-of-the-last-run"


def _page(entry: Entry, *, is_default: bool = False, is_allowed: bool = True) -> st.Page:
    def run() -> None:
        if is_allowed:
            entry.render(st.session_state[_VIEW])
        else:
            st.info("This page is not among those of your role. The menu holds yours.")

    return st.Page(
        run,
        title=entry.title,
        icon=entry.icon,
        url_path="home" if is_default else entry.address,
        default=is_default,
        visibility="hidden" if is_default or entry.is_hidden or not is_allowed else "visible",
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
    place: st.delta_generator.DeltaGenerator,
    entries: list[Entry],
    pages: dict[str, st.Page],
    codes: dict[str, list[str]],
) -> None:
    """Links that carry the filters: in their address too, so that a new tab shows the same."""
    for entry in entries:
        if not entry.is_hidden:
            place.page_link(pages[entry.address], query_params=codes, width="stretch")


if __name__ == "__main__":
    main()
