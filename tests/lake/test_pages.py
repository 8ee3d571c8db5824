"""The pages over a lake: they follow it, say what is wrong with it, and show no password."""

import json
import logging

import pytest
from starlette.requests import Request
from streamlit.navigation.page import calc_hash
from streamlit.testing.v1 import AppTest

from data import warehouses
from data.lake.address import Lake
from tests.lake.putting import name_of, put_few_cases
from tests.lake.servers import PASSWORD, Postgres
from tests.pages.walking import SHELL


@pytest.fixture(autouse=True)
def in_use(address: str, lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lake has two snapshots, and the pages look for it."""
    monkeypatch.setenv("WAREHOUSE", address)
    put_few_cases(lake, 1, "delete from case_metrics where case_id = 'c1'; delete from cases where case_id = 'c1';")
    put_few_cases(lake, 2)


def open_page(address: str) -> AppTest:
    app = AppTest.from_file(SHELL, default_timeout=120)
    app._page_hash = calc_hash(address)
    return app.run()


def said(app: AppTest) -> list[str]:
    return [error.value.replace("\\", "") for error in app.error]


def snapshots_shown(app: AppTest) -> list[tuple[str, bool, int]]:
    table = next(one.value for one in app.dataframe if "is_current" in one.value)
    return list(table[["file", "is_current", "case_count"]].itertuples(index=False, name=None))


def test_the_data_page_lists_the_snapshots_and_goes_back(lake: Lake) -> None:
    app = open_page("data-quality")
    assert (list(app.exception), snapshots_shown(app)) == ([], [(name_of(2), True, 7), (name_of(1), False, 6)])

    app.button(key="roll-back").click().run()
    assert (said(app), snapshots_shown(app)) == ([], [(name_of(2), False, 7), (name_of(1), True, 6)])
    assert warehouses.current(lake).name == name_of(1)


def test_a_window_that_is_open_goes_over_to_a_new_snapshot(lake: Lake) -> None:
    app = open_page("data-quality")
    put_few_cases(lake, 3)
    app.run()
    assert (list(app.exception), said(app)) == ([], [])
    assert snapshots_shown(app)[:2] == [(name_of(3), True, 7), (name_of(2), False, 7)]


def test_a_server_does_not_start_with_an_address_that_is_none(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import dashboard

    monkeypatch.setenv("WAREHOUSE", "ducklake:sqlite:lake.db")
    with pytest.raises(SystemExit) as ended:
        dashboard.settings_or_exit()
    assert ended.value.code == 2
    assert capsys.readouterr().err == (
        "The catalogue of a lake is in PostgreSQL; write ducklake:postgres:dbname=lake host=db.\n"
    )


def test_a_catalogue_that_goes_away_is_one_sentence_until_it_is_back(
    postgres: Postgres, lake: Lake, caplog: pytest.LogCaptureFixture
) -> None:
    """On a page that is open and on a new one, and from the health route; no log holds the password."""
    import dashboard  # the server reads the address when it starts

    app = open_page("response-times")
    sentence = f"The catalogue of {lake} cannot be reached: No such file or directory."
    with caplog.at_level(logging.DEBUG):
        postgres.stop()
        try:
            told = [said(app.run()), said(open_page("at-risk"))]
            health = dashboard.health(Request({"type": "http"}))
        finally:
            postgres.start()
    assert told == [[sentence], [sentence]]
    assert (health.status_code, json.loads(health.body)["detail"]) == (503, sentence)
    assert PASSWORD not in caplog.text
    app.run()
    assert (said(app), list(app.exception), bool(app.metric)) == ([], [], True)
