"""Deep links survive a sign-in: the address that was wanted waits in a cookie while the browser is at the provider.

Streamlit sends everybody to the bare address after a sign-in. The browser names the page it comes from when it asks for
the sign-in (Referrer-Policy: same-origin), whichever page and filters that is by then.
"""

import base64
import binascii
from collections.abc import Collection
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE: Final = "wanted_address"
MINUTES: Final = 10  # to sign in at the provider
LONGEST: Final = 2000  # characters; a browser keeps 4 kB a cookie
LOGIN: Final = "/auth/login"
CALLBACK: Final = "/oauth2callback"
NO_PAGES: Final = ("/auth/", "/oauth2callback", "/_stcore/", "/media/", "/static/")


class DeepLinks:
    """Middleware around Streamlit's sign-in routes.

    `base` is the server's base path, empty or like `/support`; `host` the name people know it by, where a proxy gives
    it another.
    """

    def __init__(self, app: ASGIApp, *, base: str = "", host: str = "") -> None:
        """Wrap an ASGI app."""
        self.app = app
        self.base = base
        self.host = host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        path = scope.get("path", "").removeprefix(self.base) if scope["type"] == "http" else ""
        headers = Headers(scope=scope) if path in (LOGIN, CALLBACK) else Headers()

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = MutableHeaders(scope=message)
                if path == LOGIN:
                    hosts = {headers.get("host", ""), self.host} - {""}
                    wanted = from_referrer(headers.get("referer", ""), hosts, self.base)
                    if wanted:
                        own.append("set-cookie", _cookie(_packed(wanted), MINUTES * 60))
                elif COOKIE in (cookies := cookie_parser(headers.get("cookie", ""))):
                    wanted = local(_unpacked(cookies[COOKIE]), self.base)
                    if wanted and own.get("location") == f"{self.base}/":
                        own["location"] = wanted
                    own.append("set-cookie", _cookie("", 0))
            await send(message)

        await self.app(scope, receive, send_with_cookie if path in (LOGIN, CALLBACK) else send)


def from_referrer(referrer: str, hosts: Collection[str], base: str = "") -> str:
    """The address within this server, whose names are `hosts`, that a request came from, or nothing."""
    try:
        came = urlsplit(referrer)
    except ValueError:
        return ""
    if came.netloc not in hosts:
        return ""
    return local(f"{came.path}?{came.query}" if came.query else came.path, base)


def local(address: str, base: str = "") -> str:
    """The address if it is a page of this server, else nothing: a cookie must lead nobody to another host."""
    is_plain = address.isascii() and address.isprintable() and not set(address) & set('\\ "<>')
    is_here = address.startswith(f"{base}/") and not address.startswith("//") and len(address) <= LONGEST
    is_page = not address.removeprefix(base).startswith(NO_PAGES)
    return address if is_plain and is_here and is_page else ""


def _cookie(value: str, seconds: int) -> str:
    return f"{COOKIE}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}"


def _packed(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _unpacked(text: str) -> str:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("ascii")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return ""
