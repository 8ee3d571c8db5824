"""Claims in, a person out; a mistake in the settings is an error, never an open door."""

import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pages.components import identity
from pages.components.access_settings import AccessError, Settings, read
from pages.components.identity import Person, Refusal
from queries.scope import Scope

ROOT = Path(__file__).parent.parent.parent
SECRETS: dict[str, Any] = {
    "auth": {
        "redirect_uri": "http://localhost:8501/oauth2callback",
        "cookie_secret": "0123456789abcdef0123456789abcdef",
        "client_id": "dashboard",
        "client_secret": "x",
        "server_metadata_url": "http://localhost:9/.well-known/openid-configuration",
    }
}
PEOPLE = {"ana@example.com": ("t1", "Ana Ruiz", "tam"), "ben@example.com": ("g1", "Ben Cole", "agent")}


def found(email: str) -> pd.DataFrame:
    rows = [PEOPLE[email]] if email in PEOPLE else []
    return pd.DataFrame(rows, columns=["person_id", "name", "role"])


def test_the_example_of_a_secrets_file_is_valid_but_for_its_secrets() -> None:
    example = tomllib.loads((ROOT / ".streamlit" / "secrets.example.toml").read_text(encoding="utf-8"))

    with pytest.raises(AccessError, match="cookie_secret"):
        read(example)
    example["auth"]["cookie_secret"] = "x" * 32
    settings = read(example)
    assert settings.is_https
    assert settings.role_claim is None


@pytest.mark.parametrize(
    ("access", "auth", "message"),
    [
        ({"role_clam": "roles"}, {}, "does not take role_clam"),
        ({"tams_see_all": "no"}, {}, "tams_see_all is true or false"),
        ({"roles": {"boss": "manager"}}, {}, "without role_claim"),
        ({"role_claim": "roles", "roles": {"boss": "admin"}}, {}, "given one of manager, tam, executive"),
        ({"role_claim": "roles", "roles": {}}, {}, "given one of manager, tam, executive"),
        ({"ask": 1}, {}, "ask is a text"),
        ({}, {"client_id": ""}, "lacks client_id"),
        ({}, {"cookie_secret": "short"}, "short of 32 characters"),
    ],
)
def test_a_mistake_in_the_settings_is_said(access: dict[str, Any], auth: dict[str, Any], message: str) -> None:
    with pytest.raises(AccessError, match=message):
        read({"auth": SECRETS["auth"] | auth, "access": access})


def test_access_without_sign_in_is_a_mistake() -> None:
    with pytest.raises(AccessError, match=r"\[access\] without \[auth\]"):
        read({"access": {"ask": "me"}})


@pytest.mark.parametrize(
    ("claims", "access", "who"),
    [
        ({"email": "ana@example.com"}, {}, Person("Ana Ruiz", "ana@example.com", "tam", Scope("tam", "t1"))),
        (
            {"email": "ana@example.com", "name": "Ana R."},
            {"tams_see_all": True},
            Person("Ana R.", "ana@example.com", "tam", Scope("tam", "t1", sees_all=True)),
        ),
        ({"email": "ben@example.com"}, {}, Refusal("unknown", "ben@example.com")),  # agents have no pages
        ({"email": "eve@example.com"}, {}, Refusal("unknown", "eve@example.com")),
        ({"email": "ana@example.com", "email_verified": False}, {}, Refusal("unknown", "ana@example.com")),
        ({"sub": "42"}, {}, Refusal("unknown", "42")),
        (
            {"email": "eve@example.com", "roles": ["x", "manager", "tam"]},
            {"role_claim": "roles"},
            Person("eve@example.com", "eve@example.com", "manager", Scope("manager")),
        ),
        (
            {"upn": "ana@example.com", "realm_access": {"roles": ["csm"]}},
            {"role_claim": "realm_access.roles", "roles": {"csm": "tam"}, "email_claim": "upn"},
            Person("Ana Ruiz", "ana@example.com", "tam", Scope("tam", "t1")),
        ),
        (
            {"sub": "9", "https://x.example/role": "executive"},
            {"role_claim": "https://x.example/role"},
            Person("9", "9", "executive", Scope("executive")),
        ),
        # The claim decides alone where one is configured: people.role counts no more.
        ({"email": "ana@example.com"}, {"role_claim": "roles"}, Refusal("unknown", "ana@example.com")),
        # A TAM hangs on the records: without a person there are no rows.
        ({"email": "eve@example.com", "roles": "tam"}, {"role_claim": "roles"}, Refusal("unknown", "eve@example.com")),
    ],
)
def test_claims_make_a_person(claims: dict[str, Any], access: dict[str, Any], who: Person | Refusal) -> None:
    assert identity.person(claims, read({**SECRETS, "access": access}), found) == who


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({}, "signed_out"),
        ({"is_logged_in": "yes", "exp": 200}, "signed_out"),
        ({"is_logged_in": True}, "expired"),
        ({"is_logged_in": True, "exp": 100}, "expired"),
        ({"is_logged_in": True, "exp": "200"}, "expired"),
        ({"is_logged_in": True, "exp": True}, "expired"),
        ({"is_logged_in": True, "exp": 100.5}, None),
    ],
)
def test_a_token_ends_when_it_says(claims: dict[str, Any], reason: str | None) -> None:
    refusal = identity.signed_in(claims, Settings(has_sign_in=True), now=100)

    assert (refusal.reason if refusal else None) == reason
