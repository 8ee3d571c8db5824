"""What is shown: all migrations, one of them, or the plan maker; and what to say where there is none of that id."""

from typing import Final

import streamlit as st

from pages.components import formats, link, menu
from pages.components.view import View
from pages.migrations import plan_file, wording

MIGRATION: Final = "migration"  # in shared links and in links of other pages: never rename it
PARTS: Final = {"fleet": "All migrations", "plan": "Plan maker"}
PART: Final = link.OneOf("show", tuple(PARTS), "fleet")
OWN: Final = frozenset({MIGRATION, "cases", "requests", "scale"})  # what means something for one migration only
_BOX: Final = "migration-shown"


def opened() -> str:
    """The id in the address, known or not; empty for none. The address alone decides, so that links are followed."""
    return st.query_params.get(MIGRATION, "").strip()


def open_one(migration_id: str) -> None:
    """Put the address on a migration, or on none; the filters stay."""
    kept = {name: st.query_params.get_all(name) for name in st.query_params if name not in {*OWN, PART.key}}
    st.query_params.from_dict({**kept, **({MIGRATION: migration_id} if migration_id else {})})
    for key in ("cases", "requests"):
        st.session_state.pop(key, None)  # what was listed of another migration means nothing here


def plan_for(migration_id: str) -> None:
    """Leave the migration for the plan maker, which is to make a plan for it."""
    open_one("")
    st.session_state[PART.key] = "plan"
    st.session_state[plan_file.PLANNED_FOR.key] = migration_id


def show_parts() -> str:
    """Draw the choice between all migrations and the plan maker; returns its code."""
    link.restore([PART])
    return str(
        st.segmented_control(
            "Shown",
            list(PARTS),
            format_func=PARTS.__getitem__,
            key=PART.key,
            required=True,
            label_visibility="collapsed",
        )
    )


def show_one(view: View, migration_id: str) -> None:
    """Draw the way back, and the box that shows another migration."""
    names = wording.names(view)
    st.session_state[_BOX] = migration_id if migration_id in names else None
    with st.container(horizontal=True, vertical_alignment="bottom", key="migration-choice"):
        st.button("All migrations", icon=":material/arrow_back:", key="back", on_click=open_one, args=("",))
        st.selectbox(
            "Migration shown",
            list(names),
            format_func=names.__getitem__,
            key=_BOX,
            index=None,
            placeholder="Choose a migration",
            on_change=lambda: open_one(st.session_state[_BOX] or ""),
            label_visibility="collapsed",
            width=360,
        )
        if migration_id in names:
            st.button(
                "Make a plan for it", icon=":material/timeline:", key="plan-it", on_click=plan_for, args=(migration_id,)
            )


def link_account(account_id: str) -> None:
    """The way to the page of the migration's account."""
    page = menu.page("account")
    if page:
        kept = {name: st.query_params.get_all(name) for name in st.query_params if name not in {*OWN, PART.key}}
        st.page_link(
            page,
            label="Everything of this account",
            icon=":material/apartment:",
            query_params={**kept, "account_id": account_id},
        )


def show_absence(migration_id: str) -> None:
    """One sentence for a migration that is not there."""
    st.warning(
        f"There is no migration {formats.plain(migration_id[:80])} in these records. Check the id, or choose one above."
    )
