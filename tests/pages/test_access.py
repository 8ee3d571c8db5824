"""Who sees which page and which rows, run in the shell without a browser."""

import json
import logging
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.navigation.page import calc_hash
from streamlit.testing.v1 import AppTest

from pages import shell
from pages.components import access_log, roles, sign_ins, signed_out, warehouse
from queries.scope import WHOLE, Role, Scope, ScopeError
from tests.pages.test_access_settings import SECRETS

SHELL = Path(__file__).parent.parent.parent / "pages" / "shell.py"
TAM = "T-07"


def open_page(
    address: str,
    snapshot: Path,
    monkeypatch: pytest.MonkeyPatch,
    claims: dict[str, Any],
    *,
    sees_all: bool = False,
    **query_params: str,
) -> AppTest:
    """The page at an address, for somebody with these claims; an hour is left of their sign-in."""
    monkeypatch.setenv("WAREHOUSE", str(snapshot.parent))
    app = AppTest.from_file(SHELL, default_timeout=60)
    app.secrets = SECRETS | {"access": {"role_claim": "role", "ask": "Ada *Lovelace*", "tams_see_all": sees_all}}
    app.user = {"is_logged_in": True, "exp": time.time() + 3600, "sub": "1", **claims}
    app._page_hash = calc_hash(address)  # a page that is a function has no path to switch to
    for name, value in query_params.items():
        app.query_params[name] = value
    return app.run()


def email_of(snapshot: Path, person_id: str) -> str:
    with warehouse.scope.scoped(snapshot, WHOLE) as connection:
        ((email,),) = connection.execute("select email from people where person_id = $1", [person_id]).fetchall()
    return str(email)


def titles(app: AppTest) -> list[str]:
    return [title.value for title in app.title]


@pytest.mark.parametrize(
    ("role", "address"),
    [("tam", "data-quality"), ("tam", "monthly"), ("executive", "case"), ("executive", "at-risk")],
)
def test_a_page_of_another_role_shows_nothing(
    role: Role, address: str, sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page(address, sample_snapshot, monkeypatch, {"role": role, "email": email_of(sample_snapshot, TAM)})

    assert not app.exception
    assert "This page is not among those of your role. The menu holds yours." in [one.value for one in app.info]
    assert len(app.dataframe) + len(app.metric) + len(app.get("vega_lite_chart")) == 0


def test_every_page_that_a_role_has_exists() -> None:
    addresses = [entry.address for entry in shell.ENTRIES]

    assert {role: [page for page in pages if page not in addresses] for role, pages in roles.PAGES.items()} == {
        "tam": [],
        "executive": [],
    }
    assert roles.allowed("manager", addresses) == addresses
    assert [roles.allowed(role, addresses)[0] for role in ("tam", "executive")] == ["tam-workload", "monthly"]


@pytest.mark.parametrize(
    ("claims", "title", "texts"),
    [
        ({"is_logged_in": False}, "Premium support", ["Sign in to see what you may see."]),
        ({"role": "manager", "exp": 1.0}, "Your sign-in has ended", ["Sign in again to go on where you were."]),
        ({"role": "manager", "exp": None}, "Your sign-in has ended", ["Sign in again to go on where you were."]),
        (
            {"role": "guest", "email": "eve@example.com"},
            "You are signed in, but there is nothing here for you yet",
            ["Ask to be let in: Ada \\*Lovelace\\*."],
        ),
    ],
)
def test_who_may_see_nothing_is_told_the_way_and_nothing_else(
    claims: dict[str, Any], title: str, texts: list[str], sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("at-risk", sample_snapshot, monkeypatch, claims)

    assert not app.exception
    assert titles(app) == [title]
    assert [one.value for one in app.markdown] == texts
    assert len(app.sidebar) + len(app.dataframe) + len(app.metric) == 0


def test_signing_out_in_one_window_ends_the_others(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    claims = {"role": "manager", "name": "Mia Lang", "email": "mia@example.com", "nonce": "one sign-in"}
    snapshot = warehouse / "20261030T170000-0001.duckdb"
    one, other = (open_page("response-times", snapshot, monkeypatch, claims) for _ in range(2))
    other.user["exp"] = one.user["exp"]  # the same cookie
    assert "Signed in as Mia Lang, manager" in [caption.value for caption in one.caption]

    one.button(key="sign-out").click().run()

    assert titles(other.run()) == ["Premium support"]
    assert titles(open_page("response-times", snapshot, monkeypatch, claims | {"nonce": "a later one"})) != [
        "Premium support"
    ]


@pytest.mark.usefixtures("warehouse")
def test_without_sign_in_the_screen_says_so() -> None:
    app = AppTest.from_file(SHELL, default_timeout=60).run()

    assert "No sign-in: local use" in [caption.value for caption in app.sidebar.caption]


def test_two_people_never_share_a_cached_answer(sample_snapshot: Path) -> None:
    scopes = [WHOLE, Scope("tam", "T-07"), Scope("tam", "T-08"), Scope("executive")]

    def counts() -> list[int]:
        return [int(warehouse.ask(sample_snapshot, "snapshot_facts", {}, one)["case_count"].iloc[0]) for one in scopes]

    assert counts() == counts()
    assert len(set(counts())) == 3
    assert counts()[0] == counts()[3]
    with pytest.raises(ScopeError):
        warehouse.ask(sample_snapshot, "case_facts", {"case_id": "x"}, Scope("executive"))


def test_only_the_shell_says_whose_view_it_is() -> None:
    """A page that made a view of its own, or asked past it, would see everything."""
    may = {
        "components/sign_in.py": {"warehouse.ask"},  # who is this? asked before anything may be seen
        "components/view.py": {"warehouse.ask", "warehouse.csv_of"},
        "components/fallback.py": {"snapshots.open_snapshot"},  # whether it opens at all
        "components/warehouse.py": {"runner.answer"},
        "monthly/command.py": {
            "View",
            "snapshots.open_snapshot",
            "runner.answer",
        },  # the command line, for whoever holds the files
        "records/versions.py": {"snapshots.open_snapshot", "runner.answer"},  # for managers only
        "shell.py": {"View", "warehouse.ask"},
    }
    paths = {
        str(path.relative_to(SHELL.parent)): path.read_text(encoding="utf-8") for path in SHELL.parent.rglob("*.py")
    }
    past = r"(?<![\w.])(View|warehouse\.ask|warehouse\.csv_of|snapshots\.open_snapshot|runner\.answer)\("
    calls = {path: set(re.findall(past, text)) for path, text in paths.items()}

    assert {path: found for path, found in calls.items() if found - may.get(path, set())} == {}


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The lines of the access log, whatever else listens to it."""
    lines: list[str] = []
    handler = logging.Handler()
    monkeypatch.setattr(handler, "emit", lambda record: lines.append(record.getMessage()))
    before = access_log.LOG.level
    access_log.LOG.setLevel(logging.INFO)
    access_log.LOG.addHandler(handler)
    yield lines
    access_log.LOG.removeHandler(handler)
    access_log.LOG.setLevel(before)


def test_views_and_downloads_are_logged_as_codes(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch, logged: list[str]
) -> None:
    claims = {"role": "manager", "email": "Mia@example.com", "nonce": "log"}
    snapshot = warehouse / "20261030T170000-0001.duckdb"
    app = open_page("response-times", snapshot, monkeypatch, claims, priority="normal", case="Our secret launch")
    app.run()  # no new view

    lines = [json.loads(line) for line in logged]
    assert [{**line, "time": "", "rows": line["rows"] > 0} for line in lines] == [
        {
            "time": "",
            "event": "view",
            "who": "Mia@example.com",
            "role": "manager",
            "page": "response-times",
            "filters": {"priority": ["normal"], "case": ["?"]},
            "rows": True,
        }
    ]


def test_a_file_is_logged_when_it_is_fetched_and_not_given_once_the_sign_in_has_ended(
    monkeypatch: pytest.MonkeyPatch, logged: list[str]
) -> None:
    is_signed_in = [True]
    monkeypatch.setattr(access_log, "current", lambda: access_log.Visit("ana", "tam", "case", {}))
    monkeypatch.setattr(sign_ins, "still", lambda: lambda: is_signed_in[0])
    fetched = warehouse.document(lambda: b"plan", "plan")
    assert fetched() == b"plan"
    is_signed_in[0] = False
    with pytest.raises(ScopeError):
        fetched()

    (line,) = [json.loads(line) for line in logged]
    assert (line["event"], line["who"], line["file"]) == ("download", "ana", "plan")


@pytest.mark.usefixtures("warehouse")
def test_ended_sign_ins_are_forgotten_when_their_tokens_end() -> None:
    signed_out.end({"sub": "1", "exp": 10.0}, now=5.0)
    assert signed_out.is_ended({"sub": "1", "exp": 10.0})

    signed_out.end({"sub": "2", "exp": 30.0}, now=20.0)

    assert not signed_out.is_ended({"sub": "1", "exp": 10.0})
    assert signed_out.is_ended({"sub": "2", "exp": 30.0})


def test_every_server_over_a_warehouse_knows_an_ended_sign_in(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    signed_out.end({"sub": "1", "exp": 10.0}, now=5.0)

    monkeypatch.setattr(signed_out, "_ended", {})  # another server, or this one after it was started anew
    assert signed_out.is_ended({"sub": "1", "exp": 10.0})
    assert not signed_out.is_ended({"sub": "1", "exp": 11.0})

    (warehouse / "signed-out").rename(warehouse / "gone")
    (warehouse / "signed-out").write_text("in the way")
    signed_out.end({"sub": "2", "exp": 10.0}, now=5.0)
    assert signed_out.is_ended({"sub": "2", "exp": 10.0})
