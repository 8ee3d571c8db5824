"""The page follows new snapshots by itself: it looks which one counts, and runs again only when that is another."""

from typing import Final

import streamlit as st

from data.errors import SnapshotError
from data.warehouses import Snapshot
from pages.components import fallback, formats, sign_ins
from pages.components.view import Facts

EVERY_SECONDS: Final = 5  # looking costs one small file read, or one small question to a lake's catalogue
_SHOWN: Final = "at-risk-shown"


def watch(snapshot: Snapshot, facts: Facts) -> None:
    """Look for another snapshot from now on; say so when this run shows one that the run before did not."""
    shown = st.session_state.get(_SHOWN)
    st.session_state[_SHOWN] = snapshot.name
    if shown not in (None, snapshot.name):
        st.toast(f"New records: data through {formats.moment(facts.as_of_local, facts.zone)}.", icon=":material/sync:")
    _look(str(snapshot))


@st.fragment(run_every=EVERY_SECONDS)
def _look(snapshot: str) -> None:
    if not sign_ins.still()():
        st.rerun(scope="app")  # nobody clicks on a wall screen: its sign-in ends all the same
    try:
        newest = str(fallback.shown())
    except SnapshotError:
        return  # what is shown stays shown; the next run of the app says what is wrong
    if newest != snapshot:
        st.rerun(scope="app")
    st.caption("Newer records appear here by themselves, with your choices kept.")
