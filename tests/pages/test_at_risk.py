"""The page At risk, run in the shell without a browser."""

from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from pages.at_risk import clock_list, forecast_chart
from pages.components import picks
from pages.components.filters import Filters
from pages.components.view import Facts, View
from tests.building import publish
from tests.pages.walking import Walk, open_page

FEW = (Path(__file__).parent.parent / "worlds" / "running_clocks.sql").read_text(encoding="utf-8")
QUIET = """
delete from case_metrics where case_id not in ('k1', 'k7');
delete from response_metrics;
delete from escalation_metrics;
update case_metrics set first_response_at = opened_at where case_id = 'k1';
"""


@pytest.fixture
def few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Walk:
    return open_page("at-risk", publish(tmp_path, "20261028T060000-0001", FEW), monkeypatch)


def plain(texts: list[str]) -> list[str]:
    return [text.replace("\N{NO-BREAK SPACE}", " ") for text in texts]


def test_each_card_is_the_list_it_opens_and_its_csv(sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = open_page("at-risk", sample_snapshot, monkeypatch)
    cards = walk.numbers()
    assert len(cards) == 7
    assert walk.lists("risk_list", sum(cards.values()))

    for name, number in cards.items():
        walk.press(name)
        assert (name, walk.lists("risk_list", number) or number == 0) == (name, True)
        walk.press(name)  # the same button shows all again


def test_all_clocks_of_a_band_are_the_clocks_on_its_card(
    sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = open_page("at-risk", sample_snapshot, monkeypatch, rows="all", band="later")
    notes = [
        caption.value.splitlines()[-1] for caption in walk.app.caption if caption.value.endswith(("clock", "clocks"))
    ]

    assert walk.lists("risk_list", int(notes[3].split()[0]))


def test_each_bar_of_the_forecast_is_the_list_behind_it(sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = open_page("at-risk", sample_snapshot, monkeypatch)
    owners = walk.shown("risk_forecast")
    for late in ("will_breach", "within_hour", "breached"):
        walk.app.button_group(key="late").set_value(late)
        walk.run()
        total = int(owners[f"{late}_count"].sum())
        assert (late, walk.lists("risk_list", total, place=1) or total == 0) == (late, True)

    walk.app.button_group(key="late").set_value("will_breach")
    for _, owner in owners[owners["will_breach_count"] > 0].iterrows():
        walk.choose("owner", owner["owner_id"])
        assert walk.lists("risk_list", int(owner["will_breach_count"]), place=1)


def test_a_case_appears_once_with_its_most_urgent_clock(few: Walk) -> None:
    rows = few.shown("risk_list")[["item_id", "clock", "band", "time_left", "owner_name", "last_word_by"]]

    assert plain(rows.to_csv(index=False).splitlines()) == [
        "item_id,clock,band,time_left,owner_name,last_word_by",
        'k4,Resolution,Breached now,7 h 30 min late,Ben Cole,"Customer, jo@acme.example"',
        "k3,First response,Breached now,1 h 0 min late round the clock,Ben Cole,Customer",
        "k1,First response,Due within 1 hour,30 min left,Nobody,Customer",
        "k5,First response,Due today,1 h 20 min left round the clock,Ben Cole,Customer",
        "x,Escalation acknowledgement,Due later,1 h 30 min left,Ana Ruiz,",
        'k2,Resolution,Waiting on customer,"Paused, 15 h 30 min left",Ben Cole,"Agent, Ben Cole"',
        'k6,Resolution,Awaiting agreement,"Paused, 11 h 0 min left",Ben Cole,Agent',
    ]


def test_all_clocks_are_listed_when_asked_for(few: Walk) -> None:
    few.app.button_group(key="rows").set_value("all")
    few.run()

    assert few.shown("risk_list")["item_id"].to_list() == [
        "k4", "k3", "k1", "k5", "x", "k4", "x", "k1", "k3", "k5", "k2", "k6"
    ]  # fmt: skip
    assert few.app.query_params == {"rows": "all"}


def test_the_page_says_that_it_is_about_now_and_keeps_the_period_for_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = open_page("at-risk", publish(tmp_path, "1", FEW), monkeypatch, period="30d")

    texts = [text.value for text in walk.app.markdown]
    assert "**Open now** · all cases · data through 27 Oct 2026 16:30 UTC" in texts
    assert walk.app.selectbox(key="period").disabled
    assert "No period here: this page shows what is open now." in [caption.value for caption in walk.app.caption]
    assert walk.app.query_params == {"period": "30d"}


def test_a_link_restores_the_narrowing_and_ignores_what_it_does_not_know(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = publish(tmp_path, "1", FEW)
    walk = open_page(
        "at-risk",
        snapshot,
        monkeypatch,
        band=["later", "never"],
        clock="resolution",
        owner="nobody",
        late="x",
        rows="all",
    )

    assert walk.shown("risk_list")["item_id"].to_list() == ["k1"]
    assert walk.app.query_params == {"band": "later", "clock": "resolution", "rows": "all"}


def test_nothing_open_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = "delete from case_metrics where state <> 'resolved'; delete from escalation_metrics;"
    walk = open_page("at-risk", publish(tmp_path, "1", FEW + nothing), monkeypatch)

    assert [one.value for one in walk.app.success] == [
        "Nothing is at risk: no case and no escalation is open under these filters."
    ]
    assert not walk.app.dataframe


def test_nothing_pressing_is_said_in_words_and_the_rest_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = open_page("at-risk", publish(tmp_path, "1", FEW + QUIET), monkeypatch)

    assert [one.value for one in walk.app.success] == [
        "Nothing is at risk: nothing that is open is late, due within the hour, or due today.",
        "Nothing is late, and nothing will breach before the end of today.",
    ]
    assert walk.shown("risk_list")["item_id"].to_list() == ["k1"]


def test_a_new_snapshot_is_announced_and_the_choices_stay(few: Walk, tmp_path: Path) -> None:
    few.press("Breached now")
    assert not few.app.toast

    later = "delete from case_metrics where case_id = 'k3'; update snapshot set as_of = '2026-10-27 16:40:00+00';"
    publish(tmp_path, "20261028T070000-0002", FEW + later)
    few.run()

    assert [toast.value for toast in few.app.toast] == ["New records: data through 27 Oct 2026 16:40 UTC."]
    assert few.shown("risk_list")["item_id"].to_list() == ["k4"]
    assert few.app.query_params == {"band": "breached"}
    assert not few.run().app.toast


def test_looking_at_current_survives_a_broken_pointer(few: Walk, tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("gone.duckdb\n", encoding="utf-8")

    few.run()

    assert few.app.title[0].value == "The current records cannot be shown"


@pytest.mark.parametrize(
    ("band", "seconds", "is_elapsed", "said"),
    [
        ("breached", -5400, False, "1 h 30 min late"),
        ("breached", 0, False, "0 s late"),
        ("due_within_hour", 2700, False, "45 min left"),
        ("due_today", 7200, True, "2 h 0 min left round the clock"),
        ("no_target", None, False, "No target"),
        ("waiting_on_customer", None, False, "Paused"),
        ("breached", None, False, "Nothing due"),
    ],
)
def test_time_left_is_in_words(band: str, seconds: float | None, is_elapsed: bool, said: str) -> None:
    assert plain([clock_list.time_left(band, seconds, is_elapsed)]) == [said]


def test_a_lost_mark_undoes_nothing_but_an_undone_click_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """A chart drawn anew over another snapshot has no mark: that is no choice of the visitor."""
    state: dict[str, object] = {"owner": "all"}
    monkeypatch.setattr("streamlit.session_state", state)
    facts = Facts(datetime(2026, 10, 27, tzinfo=UTC), "UTC", 0, 1, None, 0, False)
    day = pd.Timestamp("2026-10-27").date()
    old, new = (View(Path(name), facts, Filters(day, day)) for name in ("1", "2"))

    picks.follow(old, "forecast", "g", "owner", "all")
    assert state["owner"] == "g"
    picks.follow(new, "forecast", None, "owner", "all")
    assert state["owner"] == "g"
    picks.follow(new, "forecast", "g", "owner", "all")
    picks.follow(new, "forecast", None, "owner", "all")
    assert state["owner"] == "all"


def test_the_forecast_draws_the_fullest_owners_only() -> None:
    owners = pd.DataFrame({"owner_id": [f"g{number}" for number in range(20)]})
    owners = owners.assign(owner=owners["owner_id"], will_breach_count=2, within_hour_count=1)

    spec = forecast_chart.by_owner(owners, ink="#000000")

    assert [len(rows) for rows in spec["datasets"].values()] == [30, 15]
