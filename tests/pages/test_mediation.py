"""The page Mediation, run in the shell without a browser, over a world of odd records and over the sample."""

from datetime import date
from pathlib import Path

import pytest

from data import snapshots
from pages.components.filters import Filters
from pages.components.view import View, facts_of
from pages.mediation import asked, now, outcomes
from queries import runner
from tests.building import publish
from tests.pages.walking import Walk, open_page

WORLD = (Path(__file__).parent.parent / "worlds" / "mediation.sql").read_text(encoding="utf-8")
OPEN_NOW = {
    "Open requests": 6,
    "May be sent now": 1,
    "Replied, to be closed": 2,
    "Best practices not met yet": 1,
    "Waiting for the provider": 1,
    "Open in tier 2": 1,
}
OCTOBER = {
    "Requests": 11,
    "Resolved by the provider": 1,
    "Declined": 1,
    "No reply": 1,
    "Withdrawn": 0,
    "Closed without an outcome": 1,
    "Still open of the period": 5,
    "Tier 2: not ours": 2,
    "Form sent too early": 2,
    "Odd records": 3,
    "Still to be submitted": 2,
    "Still without a reply": 1,
}
TIMES = {
    "Median to submit": "1 h 45 min",  # 6300 s of six
    "90th percentile to submit": "2 h 45 min",  # 9900 s
    "Median to reply": "too few",
    "90th percentile to reply": "too few",
}


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    return publish(tmp_path / "warehouse", "20261027T130000-0001", WORLD)


def said(walk: Walk) -> list[str]:
    return [caption.value.replace("\N{NO-BREAK SPACE}", " ") for caption in walk.app.caption]


def test_each_card_is_the_list_it_opens_and_its_csv(odd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = open_page("mediation", odd, monkeypatch, period="this-month")
    assert walk.cards() == {name: str(number) for name, number in (OPEN_NOW | OCTOBER).items()} | TIMES

    for name, number in OPEN_NOW.items():
        walk.press(name)
        assert (name, len(walk.shown("mediation_list")), walk.exported("mediation_list")) == (name, number, number)
    for name, number in (OCTOBER | {"Median to submit": 6, "90th percentile to reply": 4}).items():
        walk.press(name)
        if number:
            assert (name, len(walk.shown("mediation_list", 1)), walk.exported("mediation_list", 1)) == (
                name,
                number,
                number,
            )
        else:
            assert "No request of the period is in this group." in [info.value for info in walk.app.info]


def test_each_cell_bar_and_column_is_the_list_it_opens(sample_snapshot: Path) -> None:
    """Without drawing: the code of each mark names a choice of the list, and the list holds as many rows."""
    view = View(sample_snapshot, facts_of(sample_snapshot), Filters(date(2025, 5, 1), date(2026, 11, 1)))
    offered = {**now.choices(view), **{f"asked {code}": one for code, one in asked.choices(view).items()}}
    cells = now.named_tams(view)
    marks = {str(row["code"]): int(row["request_count"]) for _, row in cells.iterrows() if row["request_count"]}
    for by in ("provider", "month"):
        parts = outcomes.parts(view.ask("mediation_figures", by=by), by)
        marks |= {f"asked {row['code']}": int(row["counted"]) for _, row in parts.iterrows()}
    for _, row in view.ask("mediation_figures", by="provider").iterrows():
        clocks = {"submit:done": row["submitted_count"], "reply:done": row["replied_count"]}
        marks |= {f"asked provider:{row['code']}/{code}": int(number) for code, number in clocks.items() if number}

    with snapshots.open_snapshot(sample_snapshot) as connection:
        shared = {**view.filters.params(), "row_limit": None}
        listed = {
            code: len(runner.answer(connection, "mediation_list", {**shared, "codes": offered[code].codes}))
            for code in marks
        }
    assert listed == marks
    assert len(marks) > 30


def test_what_is_odd_is_said(odd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = open_page("mediation", odd, monkeypatch, period="this-month", waits="replied", asked="flag:odd")

    assert [one.value for one in walk.app.warning] == [
        "2 providers in the records match no route on file: Libero, Outlook."
    ]
    rows = walk.shown("mediation_list")[["mediation_id", "step", "current_tam_name", "contact", "flags"]]
    assert rows.to_csv(index=False).splitlines() == [
        "mediation_id,step,current_tam_name,contact,flags",
        'm12,"Replied, to be closed",Ana,gmail.example/form,"An outcome, but not closed"',
        'm8,"Replied, to be closed",Bo,yahoo.example,"A reply, but no form submitted"',
    ]
    rows = walk.shown("mediation_list", 1)[["mediation_id", "result", "tam_name", "flags"]]
    assert rows.to_csv(index=False).splitlines()[-1] == "m9,Closed without an outcome,No TAM,Closed without an outcome"


def test_a_row_opens_the_case_of_its_escalation_or_else_its_account(odd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = open_page("mediation", odd, monkeypatch, period="this-month", waits="replied")

    rows = walk.shown("mediation_list")[["account_id", "escalation_id", "case_id"]].fillna("")
    assert rows.to_csv(index=False).splitlines()[1:] == ["alpha,e1,c1", "bravo,,"]


def test_a_tam_means_who_has_the_account_now_and_had_it_then(odd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = open_page("mediation", odd, monkeypatch, period="this-month", tam="bo")

    assert (walk.numbers()["Open requests"], walk.numbers()["Requests"]) == (2, 1)
    assert any("under the TAM its account has now, who must act" in line for line in said(walk))


def test_a_category_of_cases_is_explained_away(odd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = open_page("mediation", odd, monkeypatch, priority="high")

    assert "Mediations have no category, priority and channel" in walk.app.info[-1].value
    assert walk.cards() == {}


def test_records_without_a_mediation_still_show_the_routes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    none = "delete from mediations; delete from mediation_metrics;"
    walk = open_page("mediation", publish(tmp_path / "warehouse", "1", WORLD + none), monkeypatch)

    assert walk.app.info[-1].value.startswith("The records hold no mediation up to where they end")
    assert list(walk.shown("mediation_contacts")["match"]) == ["Not asked yet"] * 3


def test_an_empty_period_says_so_and_a_wrong_link_means_all(odd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dates = {"from": "2026-08-01", "to": "2026-08-31"}
    walk = open_page("mediation", odd, monkeypatch, period="custom", waits="tam:zoe", asked="provider:", **dates)

    said_of_it = [info.value for info in walk.app.info]
    assert (
        "No request was opened in the period under these filters. Choose a longer period in the sidebar." in said_of_it
    )
    assert walk.numbers() == OPEN_NOW
    assert walk.app.query_params == {"period": "custom", **dates}


def test_the_period_before_stands_beside_what_was_asked(sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = open_page("mediation", sample_snapshot, monkeypatch)

    compared = {metric.label for metric in walk.app.metric if metric.delta}
    assert compared >= set(list(OCTOBER)[:10])
    assert not compared & set(OPEN_NOW)
