"""Security headers on every answer, and cookies that go over TLS only where there is TLS."""

import base64
import hashlib
import re
from pathlib import Path
from typing import Final

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


def inline_scripts() -> str:
    """The scripts that stand in Streamlit's first page, as their hashes for a policy: these and no others may run."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    digests = [hashlib.sha256(script.encode()).digest() for script in re.findall(r"<script>(.*?)</script>", page, re.S)]
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


SECURITY_HEADERS: Final = {
    # No eval: the charts' expressions are interpreted, not compiled.
    "Content-Security-Policy": "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' {inline_scripts()} blob:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",  # addresses hold account codes
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
A_YEAR: Final = "max-age=31536000"  # for this host alone: its neighbours are not ours to speak for


def is_https(scope: Scope) -> bool:
    """Whether the browser speaks TLS to us, or to the proxy in front of us, which says so."""
    forwarded = Headers(scope=scope).get("x-forwarded-proto", "").split(",")[0].strip().lower()
    return scope.get("scheme") in ("https", "wss") or forwarded == "https"


class SecurityHeaders:
    """Middleware: every HTTP response carries SECURITY_HEADERS; behind TLS also HSTS, and its cookies are Secure.

    With `always_https` (the address of the sign-in is one of https) cookies are Secure whatever a proxy says.
    """

    def __init__(self, app: ASGIApp, *, always_https: bool = False) -> None:
        """Wrap an ASGI app."""
        self.app = app
        self.always_https = always_https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(SECURITY_HEADERS)
                if is_https(scope):
                    headers["Strict-Transport-Security"] = A_YEAR
                if is_https(scope) or self.always_https:
                    message["headers"] = [
                        (name, secured(value) if name.lower() == b"set-cookie" else value)
                        for name, value in message["headers"]
                    ]
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def secured(cookie: bytes) -> bytes:
    """A Set-Cookie header with the flag Secure."""
    flags = {part.strip().lower() for part in cookie.split(b";")[1:]}
    return cookie if b"secure" in flags else cookie + b"; Secure"
