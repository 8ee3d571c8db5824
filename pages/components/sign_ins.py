"""Whether the sign-in of a window still counts: its token has not ended, and nobody has signed out with it."""

import time
from collections.abc import Callable
from typing import Any, Final

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.components import identity, signed_out
from pages.components.access_settings import Settings
from pages.components.identity import Refusal

_SETTINGS: Final = "sign-in-settings"  # of this run


def claims() -> dict[str, Any]:
    """What the provider said of whoever looks; empty where nobody has signed in."""
    return dict(st.user.to_dict())


def check(settings: Settings) -> Refusal | None:
    """Why this window is not signed in; None if it is, or if there is no sign-in."""
    st.session_state[_SETTINGS] = settings
    return _refusal(settings, claims())


def still() -> Callable[[], bool]:
    """A function that says, whenever it is called, whether the sign-in of this run still counts."""
    settings = st.session_state.get(_SETTINGS, Settings()) if get_script_run_ctx() else Settings()
    held = claims() if settings.has_sign_in else {}
    return lambda: _refusal(settings, held) is None


def _refusal(settings: Settings, held: dict[str, Any]) -> Refusal | None:
    if not settings.has_sign_in:
        return None
    if signed_out.is_ended(held):
        return Refusal("signed_out")
    return identity.signed_in(held, settings, time.time())
