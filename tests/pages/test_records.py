"""The page Data, run in the shell without a browser."""

import shutil
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from filelock import FileLock

from data import snapshots
from pages.components import definitions
from pages.components.tables import ROW_LIMIT
from pages.records import meanings
from queries import runner
from tests.pages.walking import Walk, open_page

OLDER = "20261101T060000.000000Z-0000000a.duckdb"
NEWER = "20261102T060000.000000Z-0000000b.duckdb"
REJECTS = """
insert into rejects
select 'acme/cases.csv', 'cases', number, 'c' || number, 'opened_at', '=1+1', 'expected a timestamp'
from range(1, 1201) as numbers (number);
insert into rejects
select 'acme/case_events.csv', 'case_events', number, 'e' || number, 'event_id', 'e1',
    'record ' || number || ' of case_events.csv has the same event_id'
from range(1, 31) as numbers (number);
update loads set read = read + 1200, rejected = 1200 where record_type = 'cases';
update loads set read = read + 30, rejected = 30 where record_type = 'case_events';
"""


@pytest.fixture
def snapshot(sample_snapshot: Path, tmp_path: Path) -> Path:
    """A warehouse with two snapshots: the sample, and newer the same with many rejected rows."""
    folder = tmp_path / "warehouse"
    folder.mkdir()
    for name in (OLDER, NEWER):
        shutil.copy(sample_snapshot, folder / name)
    with duckdb.connect(folder / NEWER) as connection:
        connection.execute(REJECTS)
    (folder / "CURRENT").write_text(f"{NEWER}\n", encoding="utf-8")
    return folder / NEWER


@pytest.fixture
def walk(snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> Walk:
    return open_page("data-quality", snapshot, monkeypatch, period="12m")


def listed_snapshots(walk: Walk) -> pd.DataFrame:
    (found,) = [frame.value for frame in walk.app.dataframe if "is_current" in frame.value.columns]
    return found


def test_the_totals_are_those_of_the_files(walk: Walk) -> None:
    loads = walk.shown("loads_by_file")
    totals = [int(loads[name].sum()) for name in ("read", "admitted", "duplicates", "rejected")]

    assert walk.numbers() == dict(
        zip(["Rows read", "Rows admitted", "Duplicates", "Rows rejected"], totals, strict=True)
    )
    assert totals[0] == sum(totals[1:])


def test_rejected_rows_are_the_tile_the_list_and_the_csv(walk: Walk) -> None:
    walk.choose("rejected", "case_events/another record has the same event_id")
    assert walk.lists("rejects_list", 30)

    walk.press("Rows rejected")

    assert walk.numbers()["Rows rejected"] == 1230 > ROW_LIMIT
    assert walk.lists("rejects_list", 1230)
    assert walk.app.query_params == {"period": "12m"}


def test_each_reason_is_the_list_it_opens(walk: Walk) -> None:
    reasons = walk.shown("reject_reasons")
    assert reasons[["reason", "rejected_count"]].to_csv(index=False).splitlines() == [
        "reason,rejected_count",
        "expected a timestamp,1200",
        "another record has the same event_id,30",
    ]

    for code, number in (
        ("cases/expected a timestamp", 1200),
        ("case_events/another record has the same event_id", 30),
    ):
        walk.choose("rejected", code)
        assert walk.lists("rejects_list", number)
        assert walk.app.query_params["rejected"] == code


def test_each_headline_lies_between_its_bounds(walk: Walk) -> None:
    rows = walk.shown("headline_bounds")

    assert rows.loc[~rows["is_bounded"], "headline"].to_list() == ["Next response"]
    bounded = rows[rows["is_bounded"]]
    assert bool((bounded["lowest"] <= bounded["attainment"]).all())
    assert bool((bounded["attainment"] <= bounded["highest"]).all())
    assert rows.loc[rows["headline"] == "First response", "rejected_count"].item() == 1230


def test_each_group_without_a_target_is_the_list_it_opens(walk: Walk) -> None:
    groups = walk.shown("no_target_by_group")
    codes = [code for code in walk.app.selectbox(key="untargeted").options if code != "No list"]
    assert len(codes) == len(groups)

    for position, number in list(enumerate(groups["no_target_count"], start=1))[:4]:
        walk.app.selectbox(key="untargeted").select_index(position)
        walk.run()
        assert walk.lists("response_cases", int(number))


def test_odd_events_are_the_list_they_open(walk: Walk) -> None:
    found = walk.shown("events_without_effect")

    assert walk.lists("events_without_effect_list", int(found["event_count"].sum()))


def test_going_back_shows_the_older_snapshot_at_once(walk: Walk) -> None:
    assert (
        listed_snapshots(walk)[["file", "is_current"]].to_csv(index=False)
        == f"file,is_current\n{NEWER},True\n{OLDER},False\n"
    )

    walk.app.button(key="roll-back").click()
    walk.run()

    assert snapshots.current(walk.snapshot.parent).name == OLDER
    assert (
        listed_snapshots(walk)[["file", "is_current"]].to_csv(index=False)
        == f"file,is_current\n{NEWER},False\n{OLDER},True\n"
    )
    assert walk.numbers()["Rows rejected"] == 0
    assert [success.value for success in walk.app.success] == [
        "No row was rejected.",
        "No row was rejected, so no headline can be off for that reason.",
    ]
    assert "roll-back" not in [button.key for button in walk.app.button]
    assert [error.value for error in walk.app.error] == []


def test_going_back_while_a_load_runs_is_one_sentence(walk: Walk) -> None:
    with FileLock(walk.snapshot.parent / ".lock"):
        walk.app.button(key="roll-back").click()
        walk.run()

    folder = walk.snapshot.parent
    assert [error.value for error in walk.app.error] == [
        f"Another load into {folder} is running; try again when it is done."
    ]
    assert snapshots.current(folder).name == NEWER


def test_going_back_twice_at_once_goes_back_once(walk: Walk) -> None:
    (walk.snapshot.parent / "CURRENT").write_text(f"{OLDER}\n", encoding="utf-8")

    walk.app.button(key="roll-back").click()
    walk.run()

    assert [error.value for error in walk.app.error] == [
        "Another snapshot has become current meanwhile; look at it before going back."
    ]
    assert snapshots.current(walk.snapshot.parent).name == OLDER


def test_a_damaged_snapshot_is_a_row_that_says_so(snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (snapshot.parent / OLDER).write_bytes(b"not a database")

    walk = open_page("data-quality", snapshot, monkeypatch)

    assert listed_snapshots(walk)["says"].to_list()[-1] == "cannot be read: damaged, or of another version"


def test_meanings_are_searched_together(walk: Walk) -> None:
    walk.app.text_input(key="meaning").set_value("Attainment breached")
    walk.run()

    assert walk.app.query_params["meaning"] == "Attainment breached"
    opened = [expander.label for expander in walk.app.expander]
    assert [label.rpartition(" (")[0] for label in opened] == [
        "Figures on the pages",
        "Questions that the figures come from",
        "Rules of the clocks",
    ]

    walk.app.text_input(key="meaning").set_value("no such words at all")
    walk.run()

    assert walk.app.info[-1].value == "Nothing here has all these words. Try fewer."


def test_every_figure_question_and_rule_has_its_meaning() -> None:
    assert [one.name for one in meanings.figures()] == [one.name for one in definitions.ALL]
    assert len(meanings.questions()) == len(runner.names())
    titles = [line[4:] for line in meanings.RULES.read_text(encoding="utf-8").splitlines() if line.startswith("### ")]
    assert [one.name for one in meanings.rules()] == titles
    assert all(one.texts[0] and "**" not in one.texts[0] for one in meanings.rules())


def test_rules_are_left_out_where_they_are_not_installed(tmp_path: Path) -> None:
    assert meanings.rules(tmp_path / "decisions.md") == ()


def test_what_the_headers_say_cannot_run_as_html() -> None:
    assert meanings.listed([meanings.Meaning("<b>", ("a & b",))]) == (
        '<dl class="meanings"><dt>&lt;b&gt;</dt><dd>a &amp; b</dd></dl>'
    )
