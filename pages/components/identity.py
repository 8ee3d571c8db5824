"""Who is looking, from the claims of their sign-in, and what they may see. Free of Streamlit: claims in, person out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import pandas as pd

from pages.components.access_settings import ROLES, Settings
from queries.scope import WHOLE, Role, Scope

Reason = Literal["signed_out", "expired", "unknown"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may look: the name on the screen, what the access log calls them, and what they may see."""

    name: str
    login: str
    role: Role
    scope: Scope


@dataclass(frozen=True, slots=True)
class Refusal:
    """Nobody, or somebody who may see nothing; `login` says who, where that is known."""

    reason: Reason
    login: str = ""


LOCAL: Final = Person("", "local", "manager", WHOLE)  # without sign-in: whoever sits at this machine


def signed_in(claims: Mapping[str, Any], settings: Settings, now: float) -> Refusal | None:
    """Why these claims are no valid sign-in at `now` (seconds since 1970), or None if they are one.

    A token that does not say when it ends, ends at once.
    """
    if claims.get("is_logged_in") is not True:
        return Refusal("signed_out")
    ends = claims.get("exp")
    if isinstance(ends, bool) or not isinstance(ends, int | float) or ends <= now:
        return Refusal("expired", login_of(claims, settings))
    return None


def login_of(claims: Mapping[str, Any], settings: Settings) -> str:
    """What the access log calls somebody: their email address, else the subject of the token."""
    return str(_at(claims, settings.email_claim) or claims.get("sub") or "")[:200]


def person(claims: Mapping[str, Any], settings: Settings, found: Callable[[str], pd.DataFrame]) -> Person | Refusal:
    """Who valid claims belong to, and what they may see.

    `found` answers the question `person_by_email`. The role is the claim's where one is configured, and then only that;
    otherwise the one in the records. A TAM must be in the records in any case, for their rows hang on it.
    """
    login = login_of(claims, settings)
    email = str(_at(claims, settings.email_claim) or "")
    # A provider that says it has not checked the address says that anybody may have typed it.
    rows = found(email) if email and claims.get("email_verified", True) in (True, "true") else None
    known = None if rows is None or rows.empty else rows.iloc[0]
    if settings.role_claim:
        role = role_of(claims, settings)
    else:
        role = next((role for role in ROLES if known is not None and known["role"] == role), None)
    if role is None or (role == "tam" and known is None and not settings.tams_see_all):
        return Refusal("unknown", login)
    person_id = None if known is None else str(known["person_id"])
    name = str(claims.get("name") or (login if known is None else known["name"]))
    return Person(name, login, role, Scope(role, person_id, sees_all=role == "tam" and settings.tams_see_all))


def role_of(claims: Mapping[str, Any], settings: Settings) -> Role | None:
    """The role that the configured claim gives: a text or a list of texts, perhaps deeper inside (`a.b`)."""
    held = _at(claims, settings.role_claim or "")
    values = held if isinstance(held, list) else [held]
    given = {settings.roles[value] for value in values if isinstance(value, str) and value in settings.roles}
    return next((role for role in ROLES if role in given), None)


def _at(claims: Mapping[str, Any], name: str) -> Any:
    """A claim by its name, which may be a path; a claim whose own name holds dots is found first (`https://x.y/roles`)."""
    if name in claims:
        return claims[name]
    held: Any = claims
    for part in name.split("."):
        held = held.get(part) if isinstance(held, Mapping) else None
    return held
