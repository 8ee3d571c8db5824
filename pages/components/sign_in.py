"""Sign-in on the screen: who looks in this run, what is shown to people who may not, and the way out."""

import time
from typing import Final

import streamlit as st

from data.warehouses import Snapshot
from pages.components import access_log, formats, identity, sign_ins, signed_out, warehouse
from pages.components.access_settings import Settings
from pages.components.identity import Person, Refusal

ROLE_WORDS: Final = {"manager": "manager", "tam": "TAM", "executive": "executive"}


def person(settings: Settings, snapshot: Snapshot) -> Person | Refusal:
    """Who looks, and what they may see; without sign-in whoever sits at this machine, who sees everything."""
    if not settings.has_sign_in:
        return identity.LOCAL
    return identity.person(
        sign_ins.claims(), settings, lambda email: warehouse.ask(snapshot, "person_by_email", {"email": email})
    )


def show(refusal: Refusal, settings: Settings) -> None:
    """The one page of people who may see nothing: how to sign in, or whom to ask."""
    if refusal.reason == "unknown":
        access_log.refused(refusal.login, refusal.reason)
        st.title("You are signed in, but there is nothing here for you yet", anchor=False)
        st.markdown(f"Ask to be let in: {formats.plain(settings.ask)}.")
        st.caption(f"You are signed in as {formats.plain(refusal.login or 'somebody without an email address')}.")
        st.button("Sign out", key="sign-out", on_click=sign_out)
        return
    is_over = refusal.reason == "expired"
    st.title("Your sign-in has ended" if is_over else "Premium support", anchor=False)
    st.markdown("Sign in again to go on where you were." if is_over else "Sign in to see what you may see.")
    # The address stays as it is: the server keeps it while the browser is at the provider.
    st.button("Sign in", key="sign-in", type="primary", on_click=st.login)


def sign_out() -> None:
    """End this sign-in in every window, then here."""
    signed_out.end(sign_ins.claims(), time.time())
    st.logout()


def foot(who: Person, settings: Settings) -> None:
    """The foot of the side bar: who is signed in, with the way out; or that nobody has to be."""
    if not settings.has_sign_in:
        st.caption("No sign-in: local use", help="Everything is shown to whoever can open this address.")
        return
    st.caption(f"Signed in as {formats.plain(who.name)}, {ROLE_WORDS[who.role]}")
    st.button("Sign out", key="sign-out", on_click=sign_out, width="stretch")
