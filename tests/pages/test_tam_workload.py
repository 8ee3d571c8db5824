"""The page TAM workload, run in the shell without a browser."""

from pathlib import Path

import pandas as pd
import pytest

from pages.tam_workload import drawing, loads, moving, reach, words
from tests.building import publish
from tests.pages.walking import Walk, open_page

WORLD = (Path(__file__).parent.parent / "worlds" / "tams.sql").read_text(encoding="utf-8")
BOOK = (
    "Open items",
    "Open escalations",
    "Not acknowledged",
    "Open cases of the accounts",
    "Migrations under way",
    "Open mediations",
    "On accounts of others",
)
CATEGORIES = ("Problems", "Configuration", "Information")


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """Bo has neither calendar nor capacity, Cy left with open items, Carol never had a TAM."""
    return publish(tmp_path, "20261027T130000-0001", WORLD)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def warned(walk: Walk) -> list[str]:
    return [plain(warning.value) for warning in walk.app.warning]


def said(walk: Walk) -> list[str]:
    return [plain(caption.value) for caption in walk.app.caption]


def test_each_count_of_a_book_is_the_list_it_opens_and_its_csv(
    sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = open_page("tam-workload", sample_snapshot, monkeypatch, tam="T-08")
    numbers = walk.numbers()
    assert set(numbers) == {*BOOK, *CATEGORIES, "Load"}

    for name in BOOK:
        walk.press(name)
        assert (name, walk.lists("tam_due", numbers[name])) == (name, True)
    for name in CATEGORIES:
        walk.press(name)
        assert (name, walk.lists("tam_escalations", numbers[name])) == (name, True)


ODD = {
    "cy": ["No account is assigned to this TAM now, but 2 items are still open in their name: hand them over."],
    "bo": [
        "This TAM has no calendar: their escalation clocks run on the hours of each account.",
        "No capacity is recorded for this TAM: the load is shown, its share is not.",
    ],
    "no_tam": ["Nobody is responsible for these. The terms promise a TAM for every premium account."],
}


@pytest.mark.parametrize("tam", list(ODD))
def test_a_book_says_what_is_odd_and_its_load_is_count_times_points(
    tam: str, odd: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = open_page("tam-workload", odd, monkeypatch, book=tam)
    kinds = walk.shown("tam_load_breakdown")

    assert warned(walk) == ODD[tam]
    assert words.points(kinds["points"].sum()) == walk.cards()["Load"]
    assert kinds["item_count"].sum() == walk.numbers()["Open items"]
    assert kinds["sum"].to_list() == [
        f"{row.item_count} x {words.points(row.points_each)} = {words.points(row.item_count * row.points_each)}"
        for row in kinds.itertuples(index=False)
    ]


def test_each_kind_of_change_lists_what_it_counts(sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = open_page("tam-workload", sample_snapshot, monkeypatch, book="T-08", changed="2026-10-01")
    pills = walk.app.button_group(key="change")
    counted = {label: int(label.split()[-1].replace(",", "")) for label in pills.options}
    codes = {name: code for code, name in words.CHANGES.items()}
    assert walk.lists("tam_changes", sum(counted.values()))

    for label, number in list(counted.items())[:4]:
        walk.app.button_group(key="change").set_value([codes[label.rsplit(" ", 1)[0]]])
        walk.run()
        assert (label, walk.lists("tam_changes", number)) == (label, True)


def test_what_is_odd_about_all_tams_is_said_and_in_every_total(odd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = open_page("tam-workload", odd, monkeypatch)
    held = walk.shown("tam_load")

    assert warned(walk) == [
        "Cy has left or has no account now, but still holds open items.",
        "Bo has no calendar: their escalation clocks run on each account's hours.",
        "Bo has no capacity on record: the load is shown, its share is not.",
    ]
    assert held["open_count"].sum() == walk.numbers()["Open items of all TAMs"]
    assert set(held["name"]) == {"Ana", "Bo", "Cy", "Dee", "Without a TAM"}
    assert words.points(held["load_points"].sum()) == walk.cards()["Load of all TAMs"]


def test_each_part_of_a_bar_and_each_kind_is_the_list_it_opens(odd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = open_page("tam-workload", odd, monkeypatch)
    kinds = walk.shown("tam_load_breakdown")
    parts = kinds.groupby(["tam_id", "item"])["item_count"].sum()

    for (tam, item), number in parts.iloc[::2].items():
        walk.choose("items", f"tam:{tam}|item:{item}")
        assert (tam, item, walk.lists("tam_items", int(number))) == (tam, item, True)
    for kind, number in kinds.groupby("load_item")["item_count"].sum().iloc[::3].items():
        walk.choose("items", f"load:{kind}")
        assert (kind, walk.lists("tam_items", int(number))) == (kind, True)


def test_each_count_over_all_tams_opens_its_list(odd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = open_page("tam-workload", odd, monkeypatch, section="move")
    numbers = walk.numbers()

    for name, number in numbers.items():
        walk.press(name)
        question = "coverage_gaps" if name == "Premium accounts without a TAM" else "tam_items"
        number = numbers["Open items of all TAMs"] if name == "Load of all TAMs" else number
        assert (name, walk.lists(question, number)) == (name, True)


def test_each_cell_over_time_is_the_list_of_that_day(odd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = open_page("tam-workload", odd, monkeypatch, section="trend", period="30d")
    cells = walk.shown("tam_items_over_time")
    today = cells[cells["day"] == cells["day"].max()]
    assert today["open_count"].sum() == walk.numbers()["Open items of all TAMs"]

    for _, cell in pd.concat([cells[cells["open_count"] > 0].iloc[::20], today[today["open_count"] > 0]]).iterrows():
        walk.choose("then", cell["code"])
        assert (cell["code"], walk.lists("tam_items_on_day", int(cell["open_count"]))) == (cell["code"], True)


def test_each_figure_about_escalations_is_the_list_it_opens(
    sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = open_page("tam-workload", sample_snapshot, monkeypatch, show="all", section="escalations", period="12m")
    tams, accounts, numbers = walk.shown("tam_acknowledgement"), walk.shown("escalations_by_account"), walk.numbers()

    for name in ("Escalations raised", "Acknowledged late"):
        walk.press(name)
        assert (name, walk.lists("account_escalations", numbers[name])) == (name, True)
    for row in tams.head(3).itertuples(index=False):
        walk.choose("raised", f"tam:{row.tam_id}")
        assert walk.lists("account_escalations", int(row.judged_count))
    for row in accounts.head(3).itertuples(index=False):
        walk.choose("raised", f"account:{row.account_id}")
        assert walk.lists("account_escalations", int(row.escalation_count))


def test_each_column_of_the_gaps_is_the_list_of_its_days(odd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = open_page("tam-workload", odd, monkeypatch, section="coverage")
    columns = walk.shown("coverage_over_time")
    columns = columns[columns["gap_days"] > 0]
    assert walk.shown("coverage_gaps")["day_count"].sum() == columns["gap_days"].sum() > 0

    for column in columns.itertuples(index=False):
        walk.choose("gap", f"{column.period_start:%Y-%m-%d}")
        assert walk.shown("coverage_gaps")["day_count"].sum() == column.gap_days


def test_hours_are_shown_in_the_zone_of_the_link_and_who_has_none_is_named(
    odd: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {}
    for zone in ("Asia/Tokyo", "Mars/Olympus"):
        walk = open_page("tam-workload", odd, monkeypatch, section="hours", in_zone=zone)
        rows = walk.shown("tam_hours")
        found[zone] = rows.loc[rows["name"] == "Ana", ["day_name", "hours"]].iloc[0].to_list()
        assert "Bo has no calendar: nobody knows when they can be reached." in warned(walk)

    assert found == {
        "Asia/Tokyo": ["Tue 27 Oct", "00:00 to 02:00"],
        "Mars/Olympus": ["Tue 27 Oct", "09:00 to 17:00"],  # no zone: the reporting time zone
    }


def test_a_move_says_what_goes_what_stays_and_both_loads(odd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = open_page("tam-workload", odd, monkeypatch, section="move", moved="alpha", moved_to="dee")

    (sentence,) = [plain(text.value) for text in walk.app.markdown if text.value.startswith("Alpha")]
    assert sentence == (
        "Alpha from Ana to Dee: 2 open cases (3 points) would move. 2 other open items of the account (9 points) stay "
        "with Ana until handed over. Ana: 17 to 14 points (85.0 % to 70.0 %). Dee: 0 to 3 points (0.0 % to 10.0 %)."
    )
    assert walk.lists("tam_items", 2)

    walk.choose("moved_to", "ana")
    assert "Alpha is Ana's already: nothing would change." in [info.value for info in walk.app.info]


def test_a_day_of_the_history_says_who_held_what(odd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = open_page("tam-workload", odd, monkeypatch, show="history", held_on="2026-10-27")
    rows = walk.shown("held_on_day")[["item_id", "tam_name", "handed_over_from_name"]]

    assert rows.to_csv(index=False).splitlines()[1:] == [
        "alpha,Ana,", "bravo,Bo,", "carol,No TAM,", "delta,Dee,", "echo,Bo,Ana",
        "e1,Ana,", "e2,Cy,", "e3,No TAM,", "e4,Ana,Ana", "e5,Bo,Ana",
    ]  # fmt: skip
    assert "On 27 Oct 2026: 5 accounts and 5 escalations. Days are those of each account's calendar." in said(walk)
    assert set(walk.shown("tam_history")["account"]) == {"Alpha", "Bravo", "Carol", "Delta", "Echo"}


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"tam": "bo"}, "book"),
        ({"tam": ["cy", "bo"]}, "all"),
        ({"tam": "bo", "show": "all"}, "all"),
    ],
)
def test_a_book_opens_for_one_tam_in_the_link_or_when_it_is_chosen(
    query: dict[str, str | list[str]], shown: str, odd: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = open_page("tam-workload", odd, monkeypatch, **query)

    assert walk.app.button_group(key="show").value == shown
    assert [option for option in walk.app.selectbox(key="book").options if option != "Choose a TAM"] == (
        ["Bo", "Cy"] if isinstance(query["tam"], list) else ["Bo"]
    )
    walk.choose("book", "")
    walk.choose("book", "bo")
    assert walk.app.button_group(key="show").value == "book"


def test_records_without_tams_say_so(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = next(warehouse.glob("*.duckdb"))
    walk = open_page("tam-workload", snapshot, monkeypatch, book="t1")

    assert "Nothing of this kind is open." in [info.value for info in walk.app.info]


def test_charts_name_the_zone_and_loads_are_said_in_words() -> None:
    held = pd.DataFrame(
        {
            "tam_id": ["a", "b", "no_tam"],
            "load_points": [5.0, 2.5, 0.0],
            "capacity_points": [4.0, None, None],
            "load_share": [1.25, None, None],
        }
    )
    strip = pd.DataFrame(
        {"code": ["a"], "name": ["A"], "from_hour": [9.0], "to_hour": [17.0], "day_name": ["Mon"], "hours": ["9"]}
    ).assign(calendar_zone="Europe/Paris")

    assert [plain(loads.in_words(row)) for row in held.itertuples(index=False)] == [
        "5 of 4 (125 %)",
        "2.5, capacity not known",
        "0, nobody's",
    ]
    assert "Asia/Tokyo" in str(drawing.week_strip(strip, zone="Asia/Tokyo", days="Mon 2,Tue 3"))
    assert [reach.clock(seconds) for seconds in (0, 30_600, 86_400)] == ["00:00", "08:30", "24:00"]
    assert moving.change(pd.Series({"load_before": 1.0, "load_after": 0.5, "share_before": None})) == "1 to 0.5 points"
