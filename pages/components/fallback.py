"""When the current snapshot cannot be read: what is said, and the way to the one before, for this window only."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import streamlit as st

from data import warehouses
from data.errors import SnapshotError, UnreachableError
from data.warehouses import Snapshot
from pages.components import formats
from pages.components.current import HELD, current_snapshot, shown_snapshot, warehouse_in_use

_CHOSEN: Final = "snapshot-chosen"
_BROKEN: Final = "snapshot-broken"
_UNREADABLE: Final = "snapshots-unreadable"


@dataclass(frozen=True, slots=True)
class _Choice:
    """An earlier snapshot, and which was current when it was chosen: a new load ends the choice."""

    snapshot: Snapshot
    instead_of: str


def shown() -> Snapshot:
    """The snapshot that this window shows: the current one, or the one chosen instead. Raises SnapshotError."""
    named = _named()
    choice: _Choice | None = st.session_state.get(_CHOSEN)
    if choice is not None and choice.instead_of == named and warehouses.is_there(choice.snapshot):
        return choice.snapshot
    st.session_state.pop(_CHOSEN, None)
    broken: tuple[str, str] | None = st.session_state.pop(_BROKEN, None)  # told once: the next run looks again
    if broken is not None and broken[0] == named:
        raise SnapshotError(broken[1])
    return shown_snapshot()


def begin_again(snapshot: Snapshot, error: SnapshotError) -> None:
    """A snapshot turned out to be damaged while a page was drawn: draw anew, a sentence instead of half a page."""
    if HELD.let_go(snapshot):  # perhaps a newer one is there; if not, the next run comes here again and is told
        st.rerun()
    st.session_state[_BROKEN] = (_named(), str(error))
    st.session_state.setdefault(_UNREADABLE, set()).add(snapshot.name)
    st.session_state.pop(_CHOSEN, None)
    st.rerun()


def tell(error: SnapshotError) -> None:
    """The whole screen where there is no current snapshot that can be read."""
    try:
        older = _offered()
    except UnreachableError as unreachable:
        st.title("The records cannot be reached", anchor=False)
        st.error(formats.plain(str(unreachable)))
        return
    if older is None:
        st.title("There is nothing to show yet", anchor=False)
        st.error(f"{formats.plain(str(error))} With make: `make load RECORDS=path/to/records`.")
        return
    st.title("The current records cannot be shown", anchor=False)
    st.error(formats.plain(str(error)))
    st.markdown("Nothing is lost: the snapshot before is whole. Showing it here changes nothing for anybody else.")
    st.button(
        f"Show the snapshot {_loaded(older)}",
        key="show-earlier",
        type="primary",
        on_click=_choose,
        args=(_Choice(older, _named()),),
    )


def banner() -> None:
    """Above every page, while an earlier snapshot is shown: that it is one, and the way back."""
    choice: _Choice | None = st.session_state.get(_CHOSEN)
    if choice is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="earlier-snapshot"):
        st.warning(
            f"The current snapshot cannot be read. This is the one {formats.plain(_loaded(choice.snapshot))}.",
            icon=":material/history:",
        )
        st.button("Try the current one", key="show-current", on_click=_choose, args=(None,))


def _choose(choice: _Choice | None) -> None:
    st.session_state.pop(_CHOSEN, None)
    if choice is None:
        st.session_state.pop(_UNREADABLE, None)
    else:
        st.session_state[_CHOSEN] = choice


def _named() -> str:
    """The name of the current snapshot, or the sentence about why there is none."""
    try:
        return current_snapshot().name
    except SnapshotError as error:
        return str(error)


def _offered() -> Snapshot | None:
    """The newest snapshot before the current one that opens; None if there is none. Raises UnreachableError."""
    unreadable: set[str] = st.session_state.get(_UNREADABLE, set())
    try:
        older = warehouses.earlier(warehouse_in_use())
    except UnreachableError:
        raise
    except SnapshotError:
        return None
    for snapshot in older:
        if snapshot.name in unreadable:
            continue
        try:
            warehouses.check(snapshot)
        except SnapshotError:
            continue
        return snapshot
    return None


def _loaded(snapshot: Snapshot) -> str:
    """When a snapshot was loaded, from its name; the name itself where it tells no time."""
    try:
        at = datetime.strptime(snapshot.name.partition("Z")[0][:15], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return snapshot.name.removesuffix(".duckdb")
    return f"of {formats.moment(at, 'UTC')}"
