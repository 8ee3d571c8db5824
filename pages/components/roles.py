"""Which pages a role has. The first that exists is its home. A page that is named nowhere here is for managers."""

from collections.abc import Mapping
from typing import Final

from queries.scope import Role

PAGES: Final[Mapping[Role, tuple[str, ...]]] = {
    "tam": (
        "tam-workload",
        "migrations",
        "mediation",
        "at-risk",
        "open-issues",
        "response-times",
        "case",
        "account",
    ),
    "executive": ("monthly",),
}


def allowed(role: Role, addresses: list[str]) -> list[str]:
    """The addresses among `addresses` that a role has, its home first; a manager has all, in their own order."""
    if role == "manager":
        return addresses
    return [address for address in PAGES[role] if address in addresses]
