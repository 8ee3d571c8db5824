"""The page Account, run in the shell without a browser."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data import snapshots
from pages.account.hours import worded
from pages.account.lists import CHOICES
from pages.account.migrations import stretch
from pages.components.filters import Filters
from pages.components.view import View, facts_of
from queries import runner
from tests.pages.walking import Walk, open_page

PERIOD = {"since": date(2025, 11, 1), "until": date(2026, 11, 1)}
EVERYBODY: dict[str, runner.Param] = dict.fromkeys(("tams", "categories", "priorities", "channels", "regions"), ())
COUNTS = {
    "Open cases of the account": "open_issues_list",
    "Cases of the account": "issue_cases_list",
    "Open escalations of the account": "account_escalations",
    "Escalations of the account": "account_escalations",
}
SHARES = {
    "First response met": "response_cases",
    "Next response met": "response_cases",
    "Resolution met": "response_cases",
    "Acknowledgement met": "account_escalations",
    "Escalation resolution met": "account_escalations",
}


def answer(snapshot: Path, name: str, **params: runner.Param) -> pd.DataFrame:
    with snapshots.open_snapshot(snapshot) as connection:
        return runner.answer(connection, name, params)


@pytest.fixture(scope="module")
def gap_account(sample_snapshot: Path) -> str:
    """An account that was without a TAM for a while."""
    return str(answer(sample_snapshot, "accounts_without_tam")["account_id"].iloc[0])


@pytest.fixture
def walk(sample_snapshot: Path, gap_account: str, monkeypatch: pytest.MonkeyPatch) -> Walk:
    return open_page("account", sample_snapshot, monkeypatch, account_id=gap_account, period="12m")


def said(walk: Walk) -> list[str]:
    return [caption.value.replace("\N{NO-BREAK SPACE}", " ") for caption in walk.app.caption]


def test_each_count_is_the_list_it_opens_and_its_csv(walk: Walk) -> None:
    numbers = walk.numbers()
    assert set(numbers) == set(COUNTS)

    for name, question in COUNTS.items():
        walk.press(name)
        assert (name, walk.lists(question, numbers[name])) == (name, True)


def test_each_share_opens_the_list_of_what_breached_and_its_csv(walk: Walk) -> None:
    based = [line for caption in said(walk) for line in caption.splitlines() if " judged" in line]
    breached = [int(line.split(" breached")[0].replace(",", "")) for line in based]

    for (name, question), number in zip(SHARES.items(), breached, strict=True):
        walk.press(name)
        assert (name, walk.lists(question, number)) == (name, True)


def test_every_choice_of_the_list_can_be_shown(walk: Walk) -> None:
    for code in CHOICES:
        walk.choose("list", code)
        assert walk.app.query_params.get("list", "open") == code


def test_shares_are_those_of_the_question(walk: Walk, sample_snapshot: Path, gap_account: str) -> None:
    rows = answer(sample_snapshot, "attainment_by_clock", accounts=(gap_account,), **PERIOD, **EVERYBODY)
    expected = [
        f"{row['attainment'] * 100:.1f} %" if row["judged_count"] >= 5 else "too few" for _, row in rows.iterrows()
    ]

    assert [walk.cards()[name] for name in SHARES] == expected


def test_days_without_a_tam_are_said(walk: Walk) -> None:
    (sentence,) = [warning.value for warning in walk.app.warning]

    assert sentence == "This account had no TAM on 21 premium days, in 1 stretch."


def test_other_filters_do_not_narrow_the_page(
    walk: Walk, sample_snapshot: Path, gap_account: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = walk.numbers()

    narrowed = open_page(
        "account",
        sample_snapshot,
        monkeypatch,
        account_id=gap_account,
        period="12m",
        priority="urgent",
        account="ACC-0001",
    )

    assert narrowed.numbers() == numbers


@pytest.mark.parametrize(
    ("account_id", "sentence"),
    [
        ("ACC-9999", "There is no account ACC\\-9999 in these records. Check the id, or choose one above."),
        ("*x*<b>", "There is no account \\*x\\*\\<b\\> in these records. Check the id, or choose one above."),
    ],
)
def test_an_unknown_account_is_one_sentence_and_a_way_back(
    account_id: str, sentence: str, sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = open_page("account", sample_snapshot, monkeypatch, account_id=account_id)

    assert [warning.value for warning in walk.app.warning] == [sentence]
    assert walk.cards() == {}
    links = [str(link.proto.label) for link in walk.app.get("page_link")]
    assert "Back to Response times" in links


def test_without_an_account_one_can_be_chosen(sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = open_page("account", sample_snapshot, monkeypatch)
    assert [info.value for info in walk.app.info][-1] == "No account is chosen. Choose one above."

    walk.choose("account-shown", "ACC-0002")

    assert walk.app.query_params["account_id"] == "ACC-0002"
    assert walk.numbers().keys() == COUNTS.keys()


def test_one_account_in_the_sidebar_offers_its_page(sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    labels = {}
    for accounts in (["ACC-0002"], ["ACC-0002", "ACC-0003"]):
        walk = open_page("open-issues", sample_snapshot, monkeypatch, account=accounts)
        found = [link.proto for link in walk.app.get("page_link") if link.proto.label == "Everything of this account"]
        labels[len(accounts)] = [link.query_string for link in found]

    assert labels == {1: ["account=ACC-0002&account_id=ACC-0002"], 2: []}


def test_a_version_of_the_hours_is_named_by_its_days() -> None:
    rows = pd.DataFrame(
        {
            "valid_from": pd.to_datetime(["2026-07-01", "2024-05-01"]),
            "valid_until": pd.to_datetime([None, "2026-07-01"]),
            "is_current": [True, False],
            "weekday": ["mon", "sat"],
            "opens": ["08:30", None],
            "closes": ["19:00", None],
        }
    )

    shown = worded(rows)

    assert shown["version"].to_list() == ["From 1 Jul 2026, now", "1 May 2024 to 30 Jun 2026"]
    assert shown[["day", "from_hour", "to_hour"]].to_csv(index=False) == "day,from_hour,to_hour\nMon,8.5,19.0\nSat,,\n"


def test_traffic_reaches_back_to_the_newest_migration(sample_snapshot: Path) -> None:
    view = View(sample_snapshot, facts_of(sample_snapshot), Filters(date(2026, 8, 3), date(2026, 11, 1)))
    began = pd.DataFrame({"started_on": pd.to_datetime(["2026-01-31", "2025-01-01"])})

    assert stretch(view, began) == (date(2026, 1, 1), date(2026, 11, 1))
    assert stretch(view, began.head(0)) == (date(2026, 8, 3), date(2026, 11, 1))
