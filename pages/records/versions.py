"""The snapshots of the warehouse, and the way back to the one before."""

from typing import Any, Final

import duckdb
import pandas as pd
import streamlit as st

from data import warehouses
from data.errors import RecordsError, SnapshotError
from data.warehouses import Snapshot
from pages.components import tables, warehouse
from pages.components.current import current_snapshot
from pages.components.view import View
from queries import runner

_SAID: Final = "records-said"  # what became of the last roll back, for the run after it
COLUMNS: Final = ("file", "is_current", "loaded_at", "as_of", "case_count", "rejected_count", "says")


def show(view: View) -> None:
    """Draw the table of snapshots and, where there is an older one, the button that goes back to it."""
    failure = st.session_state.pop(_SAID, None)
    if failure:
        st.error(failure)
    kept = warehouses.listed(warehouses.home(view.snapshot))
    found = pd.DataFrame(
        [{**facts_of(one), "is_current": one == view.snapshot} for one in kept],
        columns=list(COLUMNS),
    )
    with st.container(border=True, key="snapshots"):
        st.dataframe(
            found,
            key="snapshots-rows",
            hide_index=True,
            column_config=headings(view.facts.zone),
            column_order=[name for name in COLUMNS if name != "says" or found["says"].any()],
            placeholder="",
            alt="The snapshots, the newest first",
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            st.download_button(
                "Download CSV",
                warehouse.csv_file(found, "snapshots"),
                file_name="snapshots.csv",
                mime="text/csv",
                key="snapshots-csv",
                on_click="ignore",
            )
            show_way_back(view, [one for one in kept if one.name < view.snapshot.name])


def headings(zone: str) -> dict[str, Any]:
    """The headings of the table."""
    number = st.column_config.NumberColumn
    return {
        "file": "Snapshot",
        "is_current": st.column_config.CheckboxColumn("Current"),
        "loaded_at": tables.moments("Loaded", zone),
        "as_of": tables.moments("Records up to", zone),
        "case_count": number("Cases", format="localized"),
        "rejected_count": number("Rows rejected", format="localized"),
        "says": "Note",
    }


def show_way_back(view: View, older: list[Snapshot]) -> None:
    """The button with its question; every page shows the older snapshot from then on."""
    if not older:
        st.caption("There is no older snapshot to go back to.", width="content")
        return
    with st.popover("Go back one snapshot", icon=":material/history:"):
        st.markdown(f"All pages, for everybody, will show **{older[0].name}**.")
        st.caption(
            "The current snapshot stays in the warehouse until newer loads push it out, but only a new load makes "
            "newer records current again."
        )
        st.button(
            "Yes, go back", key="roll-back", type="primary", on_click=roll_back, args=(view.snapshot, older[0].name)
        )


def roll_back(shown: Snapshot, wanted: str) -> None:
    """Make the snapshot before `shown` current; what hinders it is said in the next run."""
    try:
        if current_snapshot() != shown:
            raise SnapshotError("Another snapshot has become current meanwhile; look at it before going back.")
        older = warehouses.rollback(warehouses.home(shown))
    except RecordsError as error:
        st.session_state[_SAID] = str(error)
    except OSError as error:
        st.session_state[_SAID] = f"The snapshots cannot be changed: {error.strerror}."
    else:
        st.toast(f"Back to {older.name}." if older.name == wanted else f"Now current: {older.name}.")


@st.cache_data(max_entries=50, show_spinner=False)
def facts_of(snapshot: Snapshot) -> dict[str, object]:
    """What a snapshot is; opened for a moment only, so that the open ones in use stay open."""
    file = snapshot.name
    try:
        with warehouses.open_snapshot(snapshot) as connection:
            row = runner.answer(connection, "snapshot_facts", {}).iloc[0]
    except (SnapshotError, duckdb.Error, runner.QuestionError):
        return {"file": file, "says": "cannot be read: damaged, or of another version"}
    return {
        "file": file,
        "loaded_at": row["as_of"] + pd.Timedelta(seconds=int(row["age_at_load_seconds"])),
        "as_of": row["as_of"],
        "case_count": int(row["case_count"]),
        "rejected_count": int(row["rejected_count"]),
        "says": "sample records" if row["is_sample"] else "",
    }
