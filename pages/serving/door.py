"""Who may reach a server without sign-in: this machine alone, unless ALLOW_OPEN=1 says otherwise."""

import ipaddress
from collections.abc import Mapping
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

ALLOW_OPEN: Final = "ALLOW_OPEN"


def is_local(host: str) -> bool:
    """Whether a host name or address, without port, means this machine."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"


def refusal(address: str | None, environment: Mapping[str, str], *, has_sign_in: bool) -> str:
    """Why the server must not start on this address (None: on every one it has), as a sentence, or nothing."""
    if has_sign_in or environment.get(ALLOW_OPEN) == "1" or is_local(address or ""):
        return ""
    return (
        f"Without sign-in everybody who reaches {address or 'this machine'} would see all customer records, so the "
        "dashboard does not start there: serve it on 127.0.0.1, switch sign-in on (docs/access.md), "
        "or set ALLOW_OPEN=1."
    )


class LocalOnly:
    """Middleware for a server without sign-in: it answers only to names of this machine.

    So neither a proxy that forwards the world to it, nor a web page that gives its name our address, gets at records.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an ASGI app."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] in ("http", "websocket") and not is_local(_name(Headers(scope=scope).get("host", ""))):
            refused = PlainTextResponse(
                "Without sign-in this dashboard answers on this machine only: http://127.0.0.1\n", status_code=403
            )
            await refused(scope, receive, send)
            return
        await self.app(scope, receive, send)


def _name(host: str) -> str:
    """The host of a Host header without its port."""
    return host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]
