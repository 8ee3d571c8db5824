"""The page Response times, run in the shell without a browser."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.components.current import current_snapshot
from pages.components.filters import Filters
from pages.components.view import View, facts_of
from pages.response_times import narrowing
from tests.building import publish
from tests.conftest import A_FEW_CASES

pytestmark = pytest.mark.usefixtures("warehouse")
SHELL = Path(__file__).parent.parent.parent / "pages" / "shell.py"


def open_page(**query_params: str | list[str]) -> AppTest:
    app = AppTest.from_file(SHELL, default_timeout=30)
    for name, value in query_params.items():
        app.query_params[name] = value
    return app.run()


def cards(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value.replace("\N{NO-BREAK SPACE}", " ") for metric in app.metric}


def facts(app: AppTest) -> str:
    return next(text.value for text in app.markdown if "data through" in text.value)


def listed(app: AppTest) -> list[str]:
    return app.dataframe[-1].value["case_id"].to_list()


def test_cards_cover_every_case_of_the_default_period() -> None:
    app = open_page()

    assert not app.exception
    assert cards(app) == {
        "First-response attainment": "71.4 %",
        "Median first response": "40 min",
        "90th percentile first response": "1 h 13 min",
        "Next-response attainment": "too few",
        "Longest silence": "too few",
        "Agreed resolutions": "too few",
        "Median resolution, finished only": "too few",
        "Median resolution, open included": "not reached",
        "Breached": "2",
        "Pending": "0",
        "Unanswered": "0",
        "Without a target": "0",
        "Counted": "7",
    }
    assert listed(app) == ["c1", "c7"]


def test_a_period_before_the_records_begin_is_no_comparison() -> None:
    assert [metric.delta for metric in open_page().metric] == [""] * 13


def test_cards_are_compared_with_the_period_of_equal_length_before() -> None:
    app = open_page(period="custom", **{"from": "2026-10-09", "to": "2026-10-11"})

    assert {metric.label: metric.delta for metric in app.metric if metric.delta} == {
        "Breached": "-1",
        "Counted": "+0",
        "Pending": "+0",
        "Unanswered": "+0",
        "Without a target": "+0",
    }


def test_the_header_says_what_is_filtered_and_how_fresh_it_is() -> None:
    app = open_page(account="north", priority=["normal", "high"])

    assert app.title[0].value == "How quickly do customers hear from us, and on time?"
    assert facts(app) == (
        "**3 Aug 2026 to 30 Oct 2026** · account Nordwind, priority Normal or High · "
        "data through 30 Oct 2026 17:42 Europe/Paris"
    )
    assert cards(app)["Counted"] == "6"


def test_a_link_restores_a_custom_period() -> None:
    app = open_page(period="custom", **{"from": "2026-10-06", "to": "2026-10-08"})

    assert "**6 Oct 2026 to 8 Oct 2026**" in facts(app)
    assert cards(app)["Counted"] == "3"
    assert cards(app)["First-response attainment"] == "too few"


def test_half_picked_dates_show_the_default_period_and_say_so() -> None:
    app = open_page(period="custom", **{"from": "2026-10-06"})

    assert not app.exception
    assert "**3 Aug 2026 to 30 Oct 2026**" in facts(app)
    assert "Pick both dates. Until then: last 13 weeks." in [caption.value for caption in app.caption]


def test_dates_in_reverse_are_read_the_other_way_round() -> None:
    app = open_page(period="custom", **{"from": "2026-10-08", "to": "2026-10-06"})

    assert "**6 Oct 2026 to 8 Oct 2026**" in facts(app)


def test_unknown_values_in_a_link_are_ignored_and_dropped_from_it() -> None:
    app = open_page(period="for ever", account=["nobody", "south"], priority="p0", verdict="lost", **{"from": "soon"})

    assert not app.exception
    assert cards(app)["Counted"] == "1"
    assert app.query_params == {"account": "south"}


def test_a_choice_is_written_to_the_link_as_a_code() -> None:
    app = open_page()

    app.multiselect(key="account").set_value(["south"]).run()
    app.selectbox(key="period").set_value("30d").run()

    assert app.query_params == {"account": "south", "period": "30d"}
    assert app.multiselect(key="account").options == ["=Sud", "Nordwind"]


def test_reset_takes_every_filter_back() -> None:
    app = open_page(account="south", period="30d")

    app.button(key="reset").click().run()

    assert app.query_params == {}
    assert cards(app)["Counted"] == "7"


def test_a_card_lists_its_cases() -> None:
    app = open_page(verdict="met")
    assert listed(app) == ["c6", "c5", "c4", "c3", "c2"]

    app.button(key="card-Breached").click().run()

    assert listed(app) == ["c1", "c7"]
    assert app.query_params == {}


def test_an_empty_period_says_why_and_what_to_change() -> None:
    app = open_page(period="last-month")

    assert not app.exception
    assert [info.value for info in app.info] == [
        "No case was opened in the period 1 Sep 2026 to 30 Sep 2026. Choose a longer period in the sidebar."
    ]


def test_filters_that_match_nothing_are_named_as_the_reason() -> None:
    app = open_page(priority="low")

    assert "or reset the filters there" in app.info[0].value


def test_a_new_snapshot_is_shown_on_the_next_run_and_filters_stay(warehouse: Path) -> None:
    app = open_page(period="30d")
    assert cards(app)["Counted"] == "7"

    publish(warehouse, "20261031T170000-0002", A_FEW_CASES + "delete from case_metrics where case_id = 'c1';")

    assert cards(app.run())["Counted"] == "6"
    assert app.query_params == {"period": "30d"}


def test_a_filter_whose_choice_is_gone_in_a_new_snapshot_is_dropped(warehouse: Path) -> None:
    app = open_page(account="south")

    publish(
        warehouse,
        "20261031T170000-0002",
        A_FEW_CASES
        + "delete from case_metrics where account_id = 'south'; delete from accounts where account_id = 'south';",
    )
    app.run()

    assert not app.exception
    assert (cards(app)["Counted"], app.query_params) == ("6", {})


def test_rejected_and_old_records_are_badges(warehouse: Path) -> None:
    publish(
        warehouse,
        "20261102T170000-0002",
        A_FEW_CASES + "update snapshot set loaded_at = timestamptz '2026-11-02 00:00:00+00';",
    )
    text = " ".join(element.value for element in open_page().markdown)

    assert "1 record rejected" in text
    assert "data 2 days old when loaded" in text


def test_sample_records_say_that_they_are_the_sample(warehouse: Path) -> None:
    assert not [info for info in open_page().info if "sample records" in info.value]

    publish(warehouse, "20261101T170000-0002", A_FEW_CASES + "update loads set file = 'sample/cases.csv';")

    assert [info for info in open_page().info if "sample records" in info.value]


def test_exempted_cases_show_both_shares(warehouse: Path) -> None:
    statement = "update case_metrics set is_first_response_exempt = true where case_id = 'c7';"
    publish(warehouse, "20261101T170000-0002", A_FEW_CASES + statement)

    app = open_page()

    (text,) = [caption.value for caption in app.caption if "exempted" in caption.value]
    assert text.replace("\N{NO-BREAK SPACE}", " ").splitlines()[-1] == "83.3 % without 1 exempted case"
    assert cards(app)["First-response attainment"] == "71.4 %"


@pytest.mark.parametrize("pointer", [None, "gone.duckdb\n", "../elsewhere.duckdb\n"])
def test_without_a_usable_snapshot_the_screen_says_how_to_mend_it(
    pointer: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAREHOUSE", str(tmp_path))
    if pointer:
        (tmp_path / "CURRENT").write_text(pointer, encoding="utf-8")

    app = open_page()

    assert not app.exception
    assert app.title[0].value == "There is nothing to show yet"
    (error,) = app.error
    assert ("python -m data load" if pointer is None else "python -m data rollback") in error.value.replace("\\", "")


def test_the_csv_of_the_case_list_cannot_run() -> None:
    snapshot = current_snapshot()
    view = View(snapshot, facts_of(snapshot), Filters(date(2026, 10, 1), date(2026, 11, 1)))

    make = view.csv_of(
        "response_cases",
        **narrowing.EVERYTHING,
        clock="first_response",
        denominator="opened",
        verdicts=("breached",),
        row_limit=None,
    )

    rows = make().decode("utf-8-sig").splitlines()
    assert [row.split(",")[0] for row in rows] == ["case_id", "c1", "c7"]
    assert rows[1].endswith(",'=1+1")
    assert rows[2].startswith("c7,'=Sud,")


def test_codes_that_mean_nothing_are_dropped_from_the_link() -> None:
    app = open_page(behind="soon", clock="lost", part="nowhere", counted="due", zone="moon")

    assert not app.exception
    assert app.query_params == {"counted": "due"}


def test_a_silence_is_never_due_so_the_link_cannot_ask_for_it() -> None:
    app = open_page(clock="periodic_update", counted="due")

    assert not app.exception
    assert app.query_params == {"clock": "periodic_update"}


def test_nothing_resolved_in_the_period_says_so() -> None:
    app = open_page(counted="resolved")

    assert [info.value for info in app.info] == [
        "Nothing was resolved in the period 3 Aug 2026 to 30 Oct 2026 under these filters. "
        "Choose a longer period in the sidebar, or another way to count above."
    ]


def test_a_clock_that_has_not_run_says_so_and_the_cards_stay() -> None:
    app = open_page(clock="next_response")

    assert "The next response clock has not run in any of these cases. Choose another clock above." in [
        info.value for info in app.info
    ]
    assert cards(app)["First-response attainment"] == "71.4 %"


def test_an_owner_is_named_not_coded_and_another_clock_forgets_it() -> None:
    app = open_page(behind="account/north", verdict="judged")
    assert "First response, opened in the period. Only: account Nordwind." in [one.value for one in app.caption]
    assert listed(app) == ["c1", "c6", "c5", "c4", "c3", "c2"]

    app.button(key="clear-narrowing").click().run()

    assert app.query_params == {}
    assert listed(app) == ["c1", "c7"]
