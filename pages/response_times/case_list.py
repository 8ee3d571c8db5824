"""The cases behind the figures of Response times, by verdict, narrowed by what was clicked."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.components import link, picks, tables, words
from pages.components.view import View
from pages.response_times import choices, narrowing
from pages.response_times.choices import CLOCKS, Asked

VERDICTS: Final = {
    "breached": "Breached",
    "pending": "Pending",
    "unanswered": "Unanswered",
    "met": "Met",
    "judged": "Met or breached",
    "no_target": "No target",
    "all": "All",
}
VERDICT: Final = link.OneOf("verdict", tuple(VERDICTS), "breached")
BEHIND: Final = link.Words("behind")
ZONES: Final = {"reporting": "Reporting time zone", "account": "Each account's own"}
ZONE: Final = link.OneOf("zone", tuple(ZONES), "reporting")
JUDGED: Final = ("met", "breached")
IS_NEW: Final = "list-was-just-asked-for"


def choose(verdict: str, behind: str = "", clock: str | None = None) -> None:
    """Put the list on a verdict and a narrowing, and the page on a clock; for a card's button."""
    st.session_state[VERDICT.key] = verdict
    st.session_state[BEHIND.key] = behind
    if clock:
        st.session_state[choices.CLOCK.key] = clock
    st.session_state[IS_NEW] = True


def clear() -> None:
    """Put the list back; for what changes the figures it was narrowed by."""
    choose(VERDICT.default)
    st.session_state[IS_NEW] = False


def restore() -> None:
    """Before anything is drawn: take the list's state from the URL; a code that means nothing is no narrowing.

    Who comes back from another page gets what the address says: widgets have forgotten theirs, and so does the code.
    """
    if VERDICT.key not in st.session_state:
        st.session_state.pop(BEHIND.key, None)
    link.restore([VERDICT, BEHIND, ZONE])
    if narrowing.read(st.session_state[BEHIND.key]) is None:
        st.session_state[BEHIND.key] = ""


def follow(view: View, figure: str, code: str | None) -> None:
    """After a figure is drawn: narrow the list to what was clicked in it, with the verdicts it counts."""
    before = st.session_state[BEHIND.key]
    picks.follow(view, figure, code, BEHIND.key, "")
    after = st.session_state[BEHIND.key]
    found = narrowing.read(after)
    if after != before and found:
        st.session_state[VERDICT.key] = found.verdict if after else VERDICT.default
        st.session_state[IS_NEW] = bool(after)


def show(asked: Asked) -> None:
    """Draw the list."""
    code = st.session_state[BEHIND.key]
    found = narrowing.read(code, st.session_state[ZONE.key]) or narrowing.Narrowed()
    text = owner(asked, code) or found.text
    clock = found.clock or asked.clock
    with st.container(border=True, key="cases"):
        st.header("Cases behind the figures", anchor=False)
        verdict = str(
            st.segmented_control(
                "Verdict",
                list(VERDICTS),
                format_func=VERDICTS.__getitem__,
                key=VERDICT.key,
                required=True,
                label_visibility="collapsed",
            )
        )
        about = f"{CLOCKS[clock].name}, {choices.DENOMINATORS[asked.denominator].lower()}"
        if st.session_state.pop(IS_NEW, False):
            listed = ", ".join(filter(None, [VERDICTS[verdict].lower(), text]))
            st.toast(f"Listed at the foot of the page: {about.lower()}: {listed}.", icon=":material/list:")
        with st.container(horizontal=True, vertical_alignment="center"):
            order = "Those furthest past their due time come first, then the longest."
            st.caption(f"{about}. Only: {text}." if text else f"{about}. {order}")
            if text:
                st.button("Show all again", key="clear-narrowing", on_click=clear, type="tertiary", width="content")
        tables.cases(
            found.under(asked.view),
            f"{clock.replace('_', '-')}-cases",
            "response_cases",
            columns(clock, asked.view.facts.zone, has_stage=dict(found.params).get("stage") is not None),
            empty="No case has this verdict here. Choose another verdict, or a longer period in the sidebar.",
            worded=worded,
            clock=clock,
            denominator=asked.denominator,
            verdicts=() if verdict == "all" else JUDGED if verdict == "judged" else (verdict,),
            **{**narrowing.EVERYTHING, **dict(found.params)},
        )


def owner(asked: Asked, code: str) -> str:
    """The account, agent or TAM of a code by its name; nothing for other codes, or where it owns none of these."""
    by, _, key = code.partition("/")
    if by not in ("account", "agent", "tam"):
        return ""
    owners = asked.ask("clock_by_owner", by=by, row_limit=None)
    names = owners.loc[owners["code"] == key, "name"]
    return "" if names.empty else f"{'TAM' if by == 'tam' else by} {names.iloc[0]}"


def worded(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with words for codes."""
    return words.worded_columns(rows, verdict=VERDICTS)


def columns(clock: str, zone: str, *, has_stage: bool) -> dict[str, Any]:
    """The headings of the case list, in the words of its clock."""
    number = st.column_config.NumberColumn
    is_short = clock in ("first_response", "next_response")
    is_due = clock != choices.NEVER_DUE
    late = number(
        "Late by (h)",
        format="localized",
        help="Clock time from the due time to the stop of the clock; without one, to the end of the case or of the "
        "records.",
    )
    unit, short = ("minutes", "min") if is_short else ("hours", "h")
    stopped = {"first_response": "First answer", "next_response": "Answered"}
    return {
        "case_id": st.column_config.TextColumn("Case", pinned=True),
        "account_name": "Account",
        "priority": "Priority",
        "category": "Category",
        "verdict": "Verdict",
        **({"stage_business_hours": number("In this stage (business h)", format="localized")} if has_stage else {}),
        **({"late_elapsed_hours": late} if is_due else {}),
        f"business_{unit}": number(f"{CLOCKS[clock].took} (business {short})", format="localized"),
        **({f"target_{unit}": number(f"Target ({short})", format="localized")} if is_due else {}),
        "opened_at": tables.moments("Opened", zone),
        **({"started_at": tables.moments("Asked", zone)} if clock == "next_response" else {}),
        **({"due_at": tables.moments("Due", zone)} if is_due else {}),
        **({"stopped_at": tables.moments(stopped[clock], zone, "Empty while there is none.")} if is_short else {}),
        "resolved_at": tables.moments("Resolved", zone, "Empty while it is not resolved."),
        "reply_count": number("Replies", format="localized", help="Public replies of an agent before the end."),
        "is_exempt": st.column_config.CheckboxColumn("Exempted"),
        "state": "State",
        "agent_name": "Agent",
        "tam_name": "TAM",
        "channel": "Channel",
        "subject": "Subject",
    }
