"""The page Open issues, run in the shell without a browser."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from pages.open_issues import drawing
from tests.building import publish
from tests.pages.walking import Walk, open_page

WORLDS = Path(__file__).parent.parent / "worlds"
BACKLOG = (WORLDS / "backlog.sql").read_text(encoding="utf-8")
ISSUES = (WORLDS / "open_issues.sql").read_text(encoding="utf-8")
OPEN_NOW = (
    "Open cases",
    "Waiting for us",
    "Waiting on the customer",
    "Waiting for agreement",
    "Unreplied",
    "Unassigned",
    "Reopened, still open",
    "Escalated, still open",
)
FLOW = {
    "Opened": "backlog_moves_list",
    "Reopenings": "backlog_moves_list",
    "Resolved": "backlog_moves_list",
    "Open at the end": "backlog_on_day_list",
}
SCOPES = ("Out-of-scope requests", "Deliverability strategy", "Tier 2 mediation", "Template work", "Customer projects")
SHARES = {"Reopened share": "reopened", "Escalated share": "escalated", "Resolved with one answer": "one_touch"}


@pytest.fixture
def walk(sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> Walk:
    return open_page("open-issues", sample_snapshot, monkeypatch)


def said(walk: Walk) -> list[str]:
    return [caption.value.replace("\N{NO-BREAK SPACE}", " ") for caption in walk.app.caption]


def test_each_card_is_the_list_it_opens_and_its_csv(walk: Walk) -> None:
    numbers = walk.numbers()
    questions = dict.fromkeys(OPEN_NOW, "open_issues_list") | FLOW
    questions |= dict.fromkeys(SCOPES, "escalations_list")
    assert set(numbers) == {*questions, "Resolved with two answers"}
    questions["Resolved with two answers"] = "issue_cases_list"

    for name, question in questions.items():
        walk.press(name)
        assert (name, walk.lists(question, numbers[name])) == (name, True)


def test_each_share_is_the_list_of_its_numerator(walk: Walk) -> None:
    based = [caption.splitlines() for caption in said(walk) if caption.endswith((" cases opened", " resolved cases"))]
    numerators = [int(lines[-1].split(" of ")[0].replace(",", "")) for lines in based if " of " in lines[-1]]
    assert len(numerators) == len(SHARES)

    for name, number in zip(SHARES, numerators, strict=True):
        walk.press(name)
        assert (name, walk.lists("issue_cases_list", number)) == (name, True)


def test_each_cell_and_bar_is_the_list_it_opens(walk: Walk) -> None:
    cells, bars = walk.shown("open_issues_matrix"), walk.shown("open_issues_by_group")
    assert cells["open_count"].sum() == bars["open_count"].sum() == walk.numbers()["Open cases"]

    for frame in (cells, bars):
        for _, row in frame.iterrows():
            walk.choose("group", row["code"])
            assert (row["code"], walk.lists("open_issues_list", int(row["open_count"]))) == (row["code"], True)


def test_each_column_of_a_week_and_month_is_the_list_it_opens(walk: Walk) -> None:
    weeks, months = walk.shown("backlog_weekly"), walk.shown("issue_shares_monthly")
    requests = walk.shown("out_of_scope_monthly")

    for _, week in weeks.tail(3).iterrows():
        for side, column in (("in", "inflow_count"), ("out", "outflow_count")):
            walk.choose("flow", f"{side}/{week['week_start']:%Y-%m-%d}")
            assert walk.lists("backlog_moves_list", int(week[column]))
    for _, month in months.iterrows():
        for group in ("reopened", "escalated"):
            if month[f"{group}_count"]:
                walk.choose("of", f"{group}/{month['month']:%Y-%m-%d}")
                assert walk.lists("issue_cases_list", int(month[f"{group}_count"]))
    for _, row in requests[requests["escalation_count"] > 0].iterrows():
        walk.choose("scope", f"{row['scope']}/{row['month']:%Y-%m-%d}")
        assert walk.lists("escalations_list", int(row["escalation_count"]))


def test_any_past_day_has_its_list(walk: Walk) -> None:
    days = walk.shown("backlog_daily")
    chosen = days.iloc[len(days) // 2]

    walk.app.date_input(key="day").set_value(chosen["day"].date())
    walk.run()

    assert walk.lists("backlog_on_day_list", int(chosen["open_count"]))
    assert walk.app.query_params == {"day": f"{chosen['day']:%Y-%m-%d}"}


@pytest.fixture
def backlog(tmp_path: Path) -> Path:
    return publish(tmp_path, "20261030T060000-0001", BACKLOG)


def test_a_day_in_a_link_shows_the_states_of_then(backlog: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = open_page("open-issues", backlog, monkeypatch, day="2026-10-25", period="30d")

    rows = walk.shown("backlog_on_day_list")[["case_id", "state_then", "state"]]
    assert rows.to_csv(index=False).splitlines() == [
        "case_id,state_then,state",
        "b4,Resolution proposed,Resolved",
        "b1,Open,Open",
        "b2,Open,Resolved",
    ]
    (sentence,) = [line for line in said(walk) if line.startswith("When ")]
    assert sentence == "When 25 Oct 2026 ended, 3 cases were open: 2 open, 1 resolution proposed; 3 problem."


@pytest.mark.parametrize("day", ["soon", "1999-01-01", "2999-01-01", ""])
def test_a_day_that_is_none_means_the_last_of_the_period(
    day: str, backlog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = open_page("open-issues", backlog, monkeypatch, day=day, flow="sideways", group="x:y", of="z", scope="q")

    assert walk.app.date_input(key="day").value is None
    assert walk.app.query_params in ({}, {"day": ""})


def test_what_is_open_now_says_that_the_period_does_not_apply(walk: Walk) -> None:
    assert "As the records end, whenever the cases were opened: the period does not apply to this part." in said(walk)
    assert walk.app.title[0].value == "What is open, what does it wait for, and do we keep up?"


def test_cards_of_the_period_are_compared_with_the_one_before(walk: Walk) -> None:
    compared = {metric.label for metric in walk.app.metric if metric.delta}

    assert compared >= {*FLOW, *SCOPES, *SHARES}
    assert not compared & set(OPEN_NOW)


def test_few_cases_have_no_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = "select min(case_id) from case_metrics where state <> 'resolved'"
    few = f"delete from case_metrics where case_id not in ({first});"
    walk = open_page("open-issues", publish(tmp_path, "1", ISSUES + few), monkeypatch, period="12m")

    assert walk.numbers()["Open cases"] == 1
    assert walk.cards()["Median age"] == walk.cards()["Reopened share"] == "too few"
    assert "of 1 open case" in said(walk)


def test_nothing_open_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    none = "delete from case_metrics where state <> 'resolved';"
    walk = open_page("open-issues", publish(tmp_path, "1", ISSUES + none), monkeypatch)

    assert [one.value for one in walk.app.success] == ["No case is open under these filters."]


def test_records_without_a_case_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = open_page(
        "open-issues", publish(tmp_path, "1", ISSUES + "delete from case_metrics; delete from cases;"), monkeypatch
    )

    assert [info.value for info in walk.app.info] == [
        "The records hold no case at all. Load records that do: `make load RECORDS=path/to/records`."
    ]


def test_escalations_are_explained_away_while_a_priority_is_chosen(
    sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = open_page("open-issues", sample_snapshot, monkeypatch, priority="high")

    assert "Escalations have no priority" in walk.app.info[-1].value


def test_a_filter_on_tams_says_which_tam_counts(sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = open_page("open-issues", sample_snapshot, monkeypatch, tam="T-04")

    assert any("under the TAM its account had when it was opened" in line for line in said(walk))


def test_bars_split_by_what_is_chosen_and_list_it(walk: Walk) -> None:
    walk.app.button_group(key="by").set_value("agent")
    walk.run()
    groups = walk.shown("open_issues_by_group")
    walk.choose("group", groups["code"].iloc[0])

    assert groups["code"].iloc[0].startswith("agent:")
    assert walk.lists("open_issues_list", int(groups["open_count"].iloc[0]))
    assert walk.app.query_params == {"by": "agent", "group": groups["code"].iloc[0]}


def test_a_custom_period_of_one_day_has_a_page(sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = open_page(
        "open-issues", sample_snapshot, monkeypatch, period="custom", **{"from": "2026-10-06", "to": "2026-10-06"}
    )

    assert len(walk.shown("backlog_daily")) == 1
    assert walk.shown("backlog_daily")["day"].iloc[0].date() == date(2026, 10, 6)


def test_a_period_from_long_before_the_records_begins_with_them(
    sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = open_page(
        "open-issues", sample_snapshot, monkeypatch, period="custom", **{"from": "1970-01-01", "to": "2026-10-31"}
    )

    assert walk.shown("backlog_daily")["day"].iloc[0].year >= 2025
    assert walk.numbers()["Opened"] == 2_000


def test_a_period_before_the_records_says_so(sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = open_page(
        "open-issues", sample_snapshot, monkeypatch, period="custom", **{"from": "1999-01-01", "to": "1999-02-01"}
    )

    said_of_it = [info.value for info in walk.app.info]
    assert "No day of the period lies in the records. Choose another period in the sidebar." in said_of_it
    assert walk.numbers()["Open cases"] > 0


def test_long_histories_are_drawn_by_their_newest_marks_and_name_the_zone() -> None:
    days = pd.DataFrame({"starts_on": pd.date_range("2000-01-01", periods=6_000).strftime("%Y-%m-%d")})
    days = days.assign(open_count=1, opened_count=0, resolved_count=0, reopened_count=0)
    weeks = days.assign(inflow_count=1, outflow_count=2, is_partial=False)

    specs = [
        drawing.open_by_day(days, zone="Europe/Paris"),
        drawing.flow_by_week(weeks, zone="Europe/Paris"),
    ]

    assert [len(next(iter(spec["datasets"].values()))) for spec in specs] == [5_000, 5_000]
    assert all("Europe/Paris" in str(spec) for spec in specs)
    assert specs[1]["datasets"].popitem()[1][-1]["code"] == "out/2016-06-04"
