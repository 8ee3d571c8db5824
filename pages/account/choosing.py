"""Which account is shown: the one in the address; and what to say where there is none."""

from typing import Final

import streamlit as st

from pages.components import formats, menu
from pages.components.view import View

ACCOUNT: Final = "account_id"  # in shared links and in links of other pages: never rename it
OWN: Final = frozenset({ACCOUNT, "list"})
_BOX: Final = "account-shown"


def show(view: View) -> str:
    """Draw the box that chooses another account; returns the id in the address, known or not."""
    account_id = st.query_params.get(ACCOUNT, "").strip()
    rows = view.ask("filter_choices")
    names = {str(row.code): str(row.label) for row in rows[rows["filter"] == "account"].itertuples(index=False)}
    st.session_state[_BOX] = account_id if account_id in names else None
    st.selectbox(
        "Account shown",
        list(names),
        format_func=names.__getitem__,
        key=_BOX,
        index=None,
        placeholder="Choose an account",
        on_change=_open_chosen,
        width=420,
    )
    return account_id


def _open_chosen() -> None:
    """Put the address on the account chosen in the box."""
    chosen = st.session_state[_BOX]
    st.query_params.from_dict({**kept_params(), **({ACCOUNT: chosen} if chosen else {})})
    st.session_state.pop("list", None)  # what was listed of the other account means nothing here


def show_absence(account_id: str) -> None:
    """One sentence for an account that is not there, and the way back."""
    if account_id:
        st.warning(
            f"There is no account {formats.plain(account_id[:80])} in these records. Check the id, or choose one above."
        )
    else:
        st.info("No account is chosen. Choose one above.")
    page = menu.page("response-times")
    if page:
        st.page_link(page, label="Back to Response times", icon=":material/arrow_back:", query_params=kept_params())


def kept_params() -> dict[str, list[str]]:
    """What the address holds besides this page's own parameters."""
    return {name: st.query_params.get_all(name) for name in st.query_params if name not in OWN}
