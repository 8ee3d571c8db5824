"""The settings of sign-in and roles, from Streamlit's secrets; a mistake in them is an error, never an open door."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, cast
from urllib.parse import urlsplit

import streamlit as st

from queries.scope import Role

ROLES: Final[tuple[Role, ...]] = (
    "manager",
    "tam",
    "executive",
)  # of several roles in a claim the first of these counts
SIGN_IN: Final = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
SHORTEST_SECRET: Final = 32  # characters


class AccessError(Exception):
    """The settings are not usable; the message is one sentence for whoever runs the server."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the sections `auth` and `access` say. Without `auth` there is no sign-in, and everybody sees everything."""

    has_sign_in: bool = False
    ask: str = "whoever runs this dashboard"  # named to people who are let in nowhere
    email_claim: str = "email"
    role_claim: str | None = None  # None: people.role in the records, found by email
    roles: Mapping[str, Role] = field(default_factory=lambda: {role: role for role in ROLES})  # by value of the claim
    tams_see_all: bool = False
    is_https: bool = False
    host: str = ""  # of the address that people use, with its port


def current() -> Settings:
    """The settings of this server. Raises AccessError, also for a secrets file that is there and cannot be read."""
    if not st.secrets.load_if_toml_exists():
        broken = [path for path in st.get_option("secrets.files") if Path(path).exists()]
        if broken:
            raise AccessError(f"The secrets file {broken[0]} cannot be read.")
        return Settings()
    return read(st.secrets.to_dict())


def read(secrets: Mapping[str, Any]) -> Settings:
    """The settings in a parsed secrets file. Raises AccessError for anything unknown, missing or of a wrong kind."""
    auth, access = secrets.get("auth"), secrets.get("access", {})
    if auth is None:
        if access:
            raise AccessError("The secrets have a section [access] without [auth]: there is no sign-in to decide for.")
        return Settings()
    missing = [name for name in SIGN_IN if not _text(auth, name)]
    if missing:
        raise AccessError(f"The section [auth] of the secrets lacks {', '.join(missing)}.")
    if len(auth["cookie_secret"]) < SHORTEST_SECRET:
        raise AccessError(f"The cookie_secret in the secrets is short of {SHORTEST_SECRET} characters.")
    unknown = set(access) - {"ask", "email_claim", "role_claim", "roles", "tams_see_all"}
    if unknown:
        raise AccessError(f"The section [access] of the secrets does not take {', '.join(sorted(unknown))}.")
    if not isinstance(access.get("tams_see_all", False), bool):
        raise AccessError("In the section [access] of the secrets tams_see_all is true or false.")
    return Settings(
        has_sign_in=True,
        ask=_text(access, "ask") or Settings().ask,
        email_claim=_text(access, "email_claim") or "email",
        role_claim=_text(access, "role_claim") or None,
        roles=_roles(access),
        tams_see_all=access.get("tams_see_all", False),
        is_https=auth["redirect_uri"].startswith("https://"),
        host=urlsplit(auth["redirect_uri"]).netloc,
    )


def _roles(access: Mapping[str, Any]) -> Mapping[str, Role]:
    """Which value of the claim is which role; without a table the values are the roles' own names."""
    given = access.get("roles")
    if given is None:
        return Settings().roles
    if not _text(access, "role_claim"):
        raise AccessError("The secrets have [access.roles] without role_claim: say which claim holds these values.")
    if not isinstance(given, Mapping) or not given or not set(given.values()) <= set(ROLES):
        raise AccessError(
            f"In [access.roles] of the secrets every value of the claim is given one of {', '.join(ROLES)}."
        )
    return {str(value): cast("Role", role) for value, role in given.items()}


def _text(section: Mapping[str, Any], name: str) -> str:
    value = section.get(name, "")
    if not isinstance(value, str):
        raise AccessError(f"In the secrets {name} is a text.")
    return value.strip()
