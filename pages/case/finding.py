"""Find a case by its id or the words of its subject, and say plainly where there is none to show."""

from typing import Final

import pandas as pd
import streamlit as st

from pages.case import words
from pages.components import formats, link, menu
from pages.components.view import View

MOST_HITS: Final = 50
FIND: Final = link.Words("find")
OWN: Final = frozenset({"case", "receipt", "time", "stretch", FIND.key})  # this page's part of the address
_LAST_CASE: Final = "case-shown-last"


def show(view: View, case_id: str) -> None:
    """Draw the search box and its hits; opening another case empties it and forgets what was chosen."""
    if st.session_state.get(_LAST_CASE, case_id) != case_id:
        for key in OWN - {"case"}:
            st.session_state.pop(key, None)  # what was chosen in the other case means nothing here
    st.session_state[_LAST_CASE] = case_id
    link.restore([FIND])
    st.text_input(
        "Find a case",
        key=FIND.key,
        placeholder="Case id, or words of its subject",
        max_chars=link.MOST_CHARACTERS,
        icon=":material/search:",
        width=420,
    )
    link.publish([FIND])
    wanted = st.session_state[FIND.key].strip()
    if wanted:
        show_hits(view.ask("case_search", words=wanted, row_limit=MOST_HITS + 1), case_id)


def show_hits(hits: pd.DataFrame, case_id: str) -> None:
    """A button for every case found; `case_id` is the one that is open."""
    if hits.empty:
        st.info("No case has this id or all these words in its subject. Try fewer words.")
        return
    with st.container(border=True, key="case-hits", gap="xxsmall", height=280 if len(hits) > 6 else "content"):
        st.caption(
            f"The first {MOST_HITS} of the cases that match; add a word to narrow them."
            if len(hits) > MOST_HITS
            else f"{formats.plural(len(hits), 'case')} found"
        )
        for hit in words.each(hits.head(MOST_HITS)):
            parts = [
                hit.case_id,
                hit.subject if words.is_given(hit.subject) else "no subject",
                hit.account_name if words.is_given(hit.account_name) else "",
                f"opened {formats.day(hit.opened_local)}",
                words.STATES.get(str(hit.state), ""),
            ]
            st.button(
                formats.plain(" · ".join(str(part) for part in parts if part)),
                key=f"case-hit-{hit.case_id}",
                type="tertiary",
                on_click=open_case,
                args=(str(hit.case_id),),
                disabled=hit.case_id == case_id,
            )


def open_case(case_id: str) -> None:
    """Put the address on another case: a link of a page to itself would leave the browser's address as it was."""
    st.query_params.from_dict({**kept_params(), "case": case_id})


def show_absence(view: View, case_id: str, found: pd.DataFrame) -> None:
    """One sentence for a case that is not there (yet), and the way back."""
    if not case_id:
        st.info("No case is chosen. Find one above, or choose a row of a case list on another page.")
    elif found.empty:
        st.warning(
            f"There is no case {formats.plain(case_id[:80])} in these records. Check the id, or find the case above."
        )
    else:
        row = found.iloc[0]
        opened = formats.moment(row["opened_local"], row["time_zone"])
        ends = formats.moment(view.facts.as_of_local, view.facts.zone)
        st.warning(
            f"Case {formats.plain(case_id)} was opened on {opened}, after these records end ({ends}): "
            "nothing of it has happened yet."
        )
    show_way_back()


def show_way_back() -> None:
    """A link to the page that the case lists are on, under the same filters."""
    page = menu.page("response-times")
    if page:
        st.page_link(page, label="Back to Response times", icon=":material/arrow_back:", query_params=kept_params())


def kept_params() -> dict[str, list[str]]:
    """What the address holds besides this page's own parameters."""
    return {name: st.query_params.get_all(name) for name in st.query_params if name not in OWN}
