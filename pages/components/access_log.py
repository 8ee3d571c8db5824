"""The access log: one line of JSON per page view and per download, on the logger `access`. It holds codes, never text.

{"time": "2026-11-20T16:42:00.123Z", "event": "view", "who": "ana@example.com", "role": "tam",
 "page": "at-risk", "filters": {"tam": ["t1"]}, "rows": 42}
"""

import json
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

LOG: Final = logging.getLogger("access")
# What an address may hold that is a code of the records or of a page; what somebody typed is none.
FILTERS: Final = ("period", "from", "to", "account", "tam", "category", "priority", "channel", "region")
ITEMS: Final = ("case", "account_id", "migration", "month")
CODE: Final = re.compile(r"[\w.:+-]{1,80}")  # anything else stands as `?`
_VISIT: Final = "access-visit"
_LOGGED: Final = "access-logged"


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody on a page."""

    who: str
    role: str
    page: str
    filters: Mapping[str, Sequence[str]]

    def write(self, event: str, rows: int | None, **more: str) -> None:
        """One line."""
        said: dict[str, Any] = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "event": event,
            "who": self.who,
            "role": self.role,
            "page": self.page,
            "filters": dict(self.filters),
            "rows": rows,
        }
        LOG.info("%s", json.dumps(said | more))


def begin(who: str, role: str, page: str) -> None:
    """From now on this run is a visit of this page."""
    held = {name: st.query_params.get_all(name) for name in (*FILTERS, *ITEMS) if name in st.query_params}
    st.session_state[_VISIT] = Visit(who, role, page, {name: _codes(values) for name, values in held.items()})


def _codes(values: Sequence[str]) -> list[str]:
    return [value if CODE.fullmatch(value) else "?" for value in values]


def view(rows: int) -> None:
    """Log the visit of this run, unless the run before was the same one: a click on a page is no new view of it."""
    visit = current()
    if st.session_state.get(_LOGGED) != visit:
        st.session_state[_LOGGED] = visit
        visit.write("view", rows)


def refused(who: str, reason: str) -> None:
    """Log somebody who was signed in and saw nothing, once a session."""
    if st.session_state.get(_LOGGED) != (who, reason):
        st.session_state[_LOGGED] = (who, reason)
        Visit(who, "", "", {}).write("refused", None, reason=reason)


def current() -> Visit:
    """The visit of this run; outside of one, as in the command line, nobody's."""
    none = Visit("", "", "", {})
    return st.session_state.get(_VISIT, none) if get_script_run_ctx() else none
