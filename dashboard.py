"""The server: `streamlit run dashboard.py`. One ASGI app with warm-up, sign-in, security headers and a health route."""

import asyncio
import gc
import importlib
import logging
import os
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from data import settings as limits
from data import warehouses
from data.errors import RecordsError, UsageError
from pages.components import access_log, access_settings
from pages.components.current import current_snapshot, warehouse_in_use
from pages.serving import ahead
from pages.serving.deep_links import DeepLinks
from pages.serving.door import ALLOW_OPEN, LocalOnly, refusal
from pages.serving.headers import SecurityHeaders
from pages.serving.logs import as_json_lines
from queries.runner import StoppedError
from queries.scope import WHOLE

LOG = logging.getLogger("dashboard")
HOME = "/response-times"
HEAVY = ("pandas", "pyarrow", "altair", "duckdb", "pages.shell")


def warm_up() -> None:
    """Pay for imports and the first question before the first visitor does; with no snapshot there is none to ask."""
    for name in HEAVY:
        importlib.import_module(name)
    from pages.components import lately, warehouse  # its caches need the runtime, which is up by now

    try:
        for question in ("snapshot_facts", "filter_choices"):
            warehouse.ask_ahead(current_snapshot(), lately.Asked(question, {}, WHOLE))
    except (RecordsError, StoppedError) as error:
        LOG.warning("%s", error)
    gc.collect()
    gc.freeze()  # what is loaded by now stays for good: collections need not look at it again
    gc.set_threshold(20_000, 20, 20)  # a run makes thousands of short-lived objects: 4 % of its time at Python's 700


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncGenerator[None, None]:
    """Warm up before the first request is served, and from then on make new snapshots ready before they are shown."""
    await asyncio.to_thread(warm_up)
    with ahead.following():
        yield


def health(_request: Request) -> Response:
    """200 with the current snapshot's name if it opens, or 503 with a sentence that says what is missing."""
    try:
        snapshot = current_snapshot()
        warehouses.check(snapshot)
        return JSONResponse({"status": "ok", "snapshot": snapshot.name})
    except RecordsError as error:
        return JSONResponse({"status": "no snapshot", "detail": str(error)}, status_code=503)


def home(request: Request) -> Response:
    """The bare address leads to the home page under its own address, so that every link says which page it is."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{request.scope.get('root_path', '')}{HOME}{query}", status_code=307)


def on_error(error: Exception) -> bool:
    """Log what broke, and show one sentence instead of it."""
    if isinstance(error, StoppedError):  # in a part of a page that runs alone
        LOG.warning("%s", error)
        st.error(str(error), icon=":material/timer_off:")
        return True
    LOG.error("a page could not be drawn", exc_info=error)
    st.error("This page could not be drawn. The server's log says why; the other pages are not affected.")
    return True


def settings_or_exit() -> access_settings.Settings:
    """The settings of sign-in; the server does not start with wrong ones, nor open to a network without sign-in."""
    try:
        settings = access_settings.current()
        closed = refusal(st.get_option("server.address"), os.environ, has_sign_in=settings.has_sign_in)
        limits.check()
        warehouse_in_use()
    except (access_settings.AccessError, UsageError) as error:
        closed = str(error)
    if closed:
        sys.stderr.write(f"{closed}\n")
        raise SystemExit(2)
    return settings


def write_access_log() -> None:
    """The access log goes to standard output, one line of JSON each, beside whatever else is logged."""
    if not access_log.LOG.handlers:
        handler = logging.StreamHandler(sys.stdout)
        handler.setFormatter(logging.Formatter("%(message)s"))
        access_log.LOG.addHandler(handler)
        access_log.LOG.setLevel(logging.INFO)
        access_log.LOG.propagate = False


settings = settings_or_exit()
write_access_log()
as_json_lines(LOG)
base = f"/{(st.get_option('server.baseUrlPath') or '').strip('/')}".rstrip("/")
is_open = settings.has_sign_in or os.environ.get(ALLOW_OPEN) == "1"

app = st.App(
    "pages/shell.py",
    lifespan=lifespan,
    # With sign-in the home page hangs on who comes: the shell leads there.
    routes=[*([] if settings.has_sign_in else [Route("/", home)]), Route("/health", health)],
    middleware=[
        Middleware(SecurityHeaders, always_https=settings.is_https),
        *([] if is_open else [Middleware(LocalOnly)]),
        *([Middleware(DeepLinks, base=base, host=settings.host)] if settings.has_sign_in else []),
    ],
    on_script_error=on_error,
)
