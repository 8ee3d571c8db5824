"""Every page for every role: nothing of others in what is drawn, in a file or in the address, whatever is guessed."""

import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages import shell
from pages.components import roles
from queries.scope import WHOLE, scoped
from tests import foreign
from tests.pages.reading import VISITS, address_of, collect_files, sent
from tests.pages.test_access import TAM, email_of, open_page

OF_TAMS = [visit for visit, (address, _) in VISITS.items() if address in roles.PAGES["tam"]]
GUESSING = [
    visit for visit in OF_TAMS if address_of(visit, ACCOUNT="?", CASE="?", MIGRATION="?", TAM="?") != VISITS[visit]
]
NO_SUCH = {
    "a migration": "There is no migration {MIGRATION} in these records. Check the id, or choose one above.",
    "a case": "There is no case {CASE} in these records. Check the id, or find the case above.",
    "an account": "There is no account {ACCOUNT} in these records. Check the id, or choose one above.",
}
# Of a case or a person; an executive reads figures of all accounts, and their names.
OF_CASES = r"\bC-\d{8}\b|\bESC-\d+\b|[\w.]+@[\w.]+"
Ids = Mapping[str, str]


@pytest.fixture(scope="module")
def others(sample_snapshot: Path) -> foreign.Foreign:
    return foreign.to(sample_snapshot, TAM)


@pytest.fixture(scope="module")
def foreign_ids(others: foreign.Foreign) -> Ids:
    """One thing of others of each kind."""
    return {
        "ACCOUNT": others.others["account_id"][0],
        "CASE": others.others["case_id"][0],
        "MIGRATION": others.others["migration_id"][0],
        "TAM": next(person for person in others.others["person_id"] if person.startswith("T-")),
    }


@pytest.fixture(scope="module")
def own_ids(sample_snapshot: Path, others: foreign.Foreign) -> Ids:
    """One thing of the TAM's of each kind, with something to show."""
    with scoped(sample_snapshot, WHOLE) as whole:
        ((case_id,),) = whole.execute(
            "select min(case_id) from escalations where list_contains($1, case_id)", [sorted(others.own["case_id"])]
        ).fetchall()
        ((account_id, migration_id),) = whole.execute(
            "select account_id, migration_id from migrations where list_contains($1, migration_id) limit 1",
            [sorted(others.own["migration_id"])],
        ).fetchall()
    return {"ACCOUNT": account_id, "CASE": case_id, "MIGRATION": migration_id, "TAM": TAM}


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> Mapping[str, Callable[[], bytes]]:
    return collect_files(monkeypatch)


def fetched(files: Mapping[str, Callable[[], bytes]]) -> str:
    """The text of every file that is offered, and its name."""
    return "\n".join(f"{name}\n{made().decode('utf-8', errors='replace')}" for name, made in files.items())


def opened(
    visit: str, ids: Ids, role: str, snapshot: Path, monkeypatch: pytest.MonkeyPatch, *, sees_all: bool = False
) -> AppTest:
    """A visit with a sign-in as the TAM, or as somebody else of another role."""
    address, query = address_of(visit, **ids)
    email = email_of(snapshot, TAM) if role == "tam" else f"{role}@example.com"
    app = open_page(address, snapshot, monkeypatch, {"role": role, "email": email}, sees_all=sees_all, **query)
    assert not app.exception
    return app


@pytest.mark.parametrize("visit", OF_TAMS)
def test_a_tam_gets_nothing_of_others(
    visit: str,
    own_ids: Ids,
    others: foreign.Foreign,
    files: Mapping[str, Callable[[], bytes]],
    sample_snapshot: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = opened(visit, own_ids, "tam", sample_snapshot, monkeypatch)

    assert (others.found_in(sent(app)), others.found_in(fetched(files))) == (set(), set())
    assert "Margaux Delacour" in sent(app)  # who it is, so that something was drawn for them


@pytest.mark.parametrize("visit", GUESSING)
def test_a_tam_who_guesses_an_id_is_told_that_there_is_none(
    visit: str,
    foreign_ids: Ids,
    others: foreign.Foreign,
    files: Mapping[str, Callable[[], bytes]],
    sample_snapshot: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = opened(visit, foreign_ids, "tam", sample_snapshot, monkeypatch)

    assert others.found_in(sent(app)) - set(foreign_ids.values()) == set()
    assert others.found_in(fetched(files)) == set()
    told = [one.value.replace("\\", "") for one in app.warning]
    assert told == ([NO_SUCH[visit].format(**foreign_ids)] if visit in NO_SUCH else [])


@pytest.mark.parametrize("visit", OF_TAMS)
def test_a_tam_who_sees_all_gets_it(
    visit: str,
    foreign_ids: Ids,
    others: foreign.Foreign,
    files: Mapping[str, Callable[[], bytes]],
    sample_snapshot: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The same visits where nothing is held back: what the tests above look for can be found there."""
    app = opened(visit, foreign_ids, "tam", sample_snapshot, monkeypatch, sees_all=True)

    assert len(others.found_in(sent(app)) - set(foreign_ids.values())) > 0
    assert (len(others.found_in(fetched(files))) > 0) is (visit != "a plan")  # whose file holds a plan alone


@pytest.mark.parametrize("role", ["executive", "manager"])
def test_the_month_in_any_form_names_no_case_and_no_address(
    role: str,
    files: Mapping[str, Callable[[], bytes]],
    sample_snapshot: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = opened("a month", {}, role, sample_snapshot, monkeypatch)

    assert len(app.metric) == 8
    forms = {name.rpartition(".")[2] for name in files}
    assert forms == {"pdf", "html", "csv"}
    told = {name: made().decode("utf-8", errors="replace") for name, made in files.items() if not name.endswith(".pdf")}
    if shutil.which("pdftotext"):
        name = next(name for name in files if name.endswith(".pdf"))
        (tmp_path / "month.pdf").write_bytes(files[name]())
        command = ["pdftotext", str(tmp_path / "month.pdf"), "-"]
        told[name] = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    whose = {f"{role}@example.com"}
    assert {name: set(re.findall(OF_CASES, text)) for name, text in told.items()} == {name: set() for name in told}
    assert set(re.findall(OF_CASES, sent(app))) <= whose


def test_a_manager_reads_of_cases(
    files: Mapping[str, Callable[[], bytes]], sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the test above looks for can be found, and the page Data is drawn for managers."""
    app = opened("at risk", {}, "manager", sample_snapshot, monkeypatch)

    assert len(re.findall(OF_CASES, sent(app))) > 10
    assert len(re.findall(OF_CASES, fetched(files))) > 10


@pytest.mark.parametrize("role", list(roles.PAGES))
def test_every_page_of_a_role_is_visited(role: str) -> None:
    """So that a new page cannot be forgotten here."""
    visited = {address for address, _ in VISITS.values()}

    assert {entry.address for entry in shell.ENTRIES} - visited == set()
    assert set(roles.PAGES[role]) <= visited
