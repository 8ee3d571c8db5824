"""The server: `streamlit run dashboard.py`. One ASGI app with warm-up, security headers and a health route."""

import asyncio
import gc
import importlib
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data.errors import RecordsError
from pages.components.current import current_snapshot

LOG = logging.getLogger("dashboard")
HOME = "/response-times"
HEAVY = ("pandas", "pyarrow", "altair", "duckdb", "pages.shell")
SECURITY_HEADERS = {
    # Vega compiles its expressions, so scripts need eval; the first page holds one inline script.
    "Content-Security-Policy": "; ".join(
        [
            "default-src 'self'",
            "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
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


class SecurityHeaders:
    """Middleware: every HTTP response carries SECURITY_HEADERS."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an ASGI app."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(SECURITY_HEADERS)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def warm_up() -> None:
    """Pay for imports and the first question before the first visitor does; with no snapshot there is none to ask."""
    for name in HEAVY:
        importlib.import_module(name)
    from pages.components import warehouse  # its caches need the runtime, which is up by now

    try:
        for question in ("snapshot_facts", "filter_choices"):
            warehouse.ask(current_snapshot(), question, {})
    except RecordsError as error:
        LOG.warning("%s", error)
    gc.collect()
    gc.freeze()  # what is loaded by now stays for good: collections need not look at it again


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncGenerator[None, None]:
    """Warm up before the first request is served."""
    await asyncio.to_thread(warm_up)
    yield


def health(_request: Request) -> Response:
    """200 with the current snapshot's name, or 503 with a sentence that says what is missing."""
    try:
        return JSONResponse({"status": "ok", "snapshot": current_snapshot().name})
    except RecordsError as error:
        return JSONResponse({"status": "no snapshot", "detail": str(error)}, status_code=503)


def home(request: Request) -> Response:
    """The bare address leads to the home page under its own address, so that every link says which page it is."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{request.scope.get('root_path', '')}{HOME}{query}", status_code=307)


def on_error(error: Exception) -> bool:
    """Log what broke, and show one sentence instead of it."""
    LOG.error("a page could not be drawn", exc_info=error)
    st.error("This page could not be drawn. The server's log says why; the other pages are not affected.")
    return True


app = st.App(
    "pages/shell.py",
    lifespan=lifespan,
    routes=[Route("/", home), Route("/health", health)],
    middleware=[Middleware(SecurityHeaders)],
    on_script_error=on_error,
)
