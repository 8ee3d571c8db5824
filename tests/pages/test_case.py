"""The Case page, run in the shell without a browser, over cases worked out by hand."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from streamlit.navigation.page import calc_hash
from streamlit.testing.v1 import AppTest

from data.snapshots import current, open_snapshot
from pages.case import timeline, timeline_chart, words
from pages.components import charts
from queries import runner
from tests.pages import case_world

SHELL = Path(__file__).parent.parent.parent / "pages" / "shell.py"
TIMELINE, CLOCKS, RECEIPT, STORY = range(4)  # the tables of the page in their order


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return case_world.publish(tmp_path_factory.mktemp("cases"))


@pytest.fixture(autouse=True)
def served_world(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAREHOUSE", str(world))


def open_case(case_id: str | None, **query_params: str) -> AppTest:
    app = AppTest.from_file(SHELL, default_timeout=30)
    app._page_hash = calc_hash("case")  # a page that is a function has no path to switch to
    for name, value in (({} if case_id is None else {"case": case_id}) | query_params).items():
        app.query_params[name] = value
    return app.run()


def table(app: AppTest, place: int) -> pd.DataFrame:
    frame: pd.DataFrame = app.dataframe[place].value
    return frame


def clocks(app: AppTest) -> dict[str, tuple[str, str, str, str]]:
    """Verdict, target, business time and time left by clock."""
    rows = table(app, CLOCKS)[["clock", "verdict", "target", "counted", "left"]].to_numpy()
    return {plain(row[0]): tuple(plain(cell) for cell in row[1:]) for row in rows}


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def said(app: AppTest) -> str:
    """Every sentence of the page."""
    elements = [*app.markdown, *app.caption, *app.info, *app.warning, *app.error]
    return "\n".join([plain(str(element.value)) for element in elements] + [plain(html) for html in htmls(app)])


def htmls(app: AppTest) -> list[str]:
    return [element.proto.body for element in app.get("html")]


def written_sum(app: AppTest) -> str:
    return next(
        plain(element.value) for element in app.markdown if element.value.startswith("**") and " = " in element.value
    )


def drawn(app: AppTest) -> dict[str, Any]:

    spec: dict[str, Any] = json.loads(app.get("vega_lite_chart")[0].proto.spec)
    return spec


def test_a_finished_case_shows_every_clock_with_its_verdict() -> None:
    app = open_case("done")

    assert not app.exception
    assert clocks(app) == {
        "First response": ("Breached (exempted)", "2 business hours", "3 h 12 min", ""),
        "Resolution": ("Met", "16 business hours", "4 h 20 min", ""),
        "Next response": ("Unanswered", "2 business hours", "1 h 30 min", ""),
        "Periodic update": ("Met", "8 business hours", "1 h 8 min", ""),
    }


def test_the_sum_is_written_out_and_equals_the_figure() -> None:
    app = open_case("done")

    assert written_sum(app) == "**3 h 12 min = Mon 9 Mar 15:20 to 17:00 + Tue 10 Mar 09:00 to 10:32 (2026)**"
    assert "Adds up to the figure in the snapshot: 3 h 12 min (11,520 s)." in said(app)
    assert "Breached by 1 h 12 min business time" in said(app)


def test_the_receipt_lists_what_counted_what_did_not_and_the_total() -> None:
    app = open_case("done", receipt="resolution.1")

    receipt = table(app, RECEIPT)
    cells = receipt[["part", "counted", "opened_by", "closed_by", "hours"]]
    assert [tuple(plain(cell) for cell in row) for row in cells.to_numpy()] == [
        ("Counted", "1 h 40 min", "case opened", "closing", "hours of 1 Jan 2024"),
        ("Counted", "1 h 40 min", "opening", "waiting on customer", "hours of 1 Jan 2024"),
        ("Not counted: waiting on customer", "0 s", "waiting on customer", "", "6 h 20 min of it in hours"),
        ("Counted", "1 h", "customer reply", "resolution proposed", "hours of 1 Jan 2024"),
        ("Not counted: resolution proposed", "0 s", "resolution proposed", "", "30 min of it in hours"),
        ("Total", "4 h 20 min", "", "", ""),
    ]
    assert receipt["counted_seconds"].iloc[:-1].sum() == receipt["counted_seconds"].iloc[-1] == 15_600


def test_the_story_says_who_did_what_and_what_it_changed() -> None:
    story = table(open_case("done"), STORY)

    assert story[["event", "who", "effect"]].fillna("").to_numpy().tolist() == [
        ["Case opened", "", "The case is open; the clocks for first response and resolution start"],
        ["Automatic reply", "", "No answer: nobody wrote it"],
        ["Agent reply", "Ben", "First response"],
        ["Waiting on customer", "", "Open → Waiting on customer"],
        ["Customer reply", "", "Waiting on customer → Open"],
        ["Resolution proposed", "", "Open → Resolution proposed"],
        ["Resolution agreed", "", "Resolution proposed → Resolved"],
    ]
    assert str(story["happened_local"].iloc[0]) == "2026-03-09 15:20:00"  # in Paris


def test_exemptions_name_their_reason_approver_and_date() -> None:
    (text,) = [info.value for info in open_case("done").info if "Exempted" in info.value]

    assert text == (
        "Exempted from the **first response** target: agreed with the customer. Approved by Ana on "
        "10 Mar 2026 11:00 Europe/Paris. Durations and the raw share keep it."
    )


def test_what_the_records_say_is_never_read_as_markup() -> None:
    head = htmls(open_case("done"))

    assert any("<h2>done · =1+1 &lt;b&gt;*loud*&lt;/b&gt;</h2>" in html for html in head)
    assert not any("<b>" in html for html in head)


def test_an_unanswered_case_is_pending_with_time_left_and_a_due_time() -> None:
    app = open_case("silent")

    assert clocks(app)["First response"] == ("Pending", "2 business hours", "1 h", "1 h")
    assert "Pending: 1 h business time left" in said(app)
    assert "Mon 16 Mar 2026 10:00" in said(app)
    assert "still running when the records end, Fri 13 Mar 2026 17:00" in said(app)


def test_a_reopened_case_says_what_changed_nothing() -> None:
    app = open_case("reopened")

    assert table(app, STORY)["effect"].to_list()[2:] == [
        "Open → Resolved",
        "Resolved → Open",
        "Changed nothing: reopened while open",
    ]
    assert "Open; reopened once" in said(app)
    assert "Resolved" in set(table(app, TIMELINE)["lane"])


def test_a_paused_clock_has_time_left_and_no_due_time() -> None:
    app = open_case("paused", receipt="resolution.1")

    assert clocks(app)["Resolution"] == ("Pending, paused", "16 business hours", "1 h", "15 h")
    assert "none while the clock is paused; only time left" in said(app)


def test_the_escalations_of_a_case_have_clocks_of_their_own() -> None:
    app = open_case("paused", receipt="escalation_acknowledgement.1")

    assert clocks(app)["Acknowledgement of E-1"] == ("Met", "1 business hour", "30 min", "")
    assert clocks(app)["Resolution of E-1"][:2] == ("No target", "no target")
    assert written_sum(app) == "**30 min = Thu 12 Mar 10:00 to 10:30 (2026)**"
    assert "Escalation acknowledged: E-1" in table(app, STORY)["event"].to_list()


def test_a_clock_without_a_target_says_why() -> None:
    app = open_case("untargeted")

    assert clocks(app)["First response"][:2] == ("No target", "no target")
    assert (
        "No target, so no verdict: no row of sla_targets for first response matches account Nordwind, priority low, "
        "no category on 12 Mar 2026." in said(app)
    )


def test_a_calendar_that_is_never_open_gives_nothing_and_says_so() -> None:
    app = open_case("never")

    assert not app.exception
    assert clocks(app)["First response"] == ("Pending", "2 business hours", "0 s", "2 h")
    assert "The calendar Never is never open" in said(app)
    assert "none: the calendar is never open" in said(app)
    assert "0 s: no stretch of it was counted" in said(app)


def test_a_target_around_the_clock_has_a_receipt_in_elapsed_time() -> None:
    app = open_case("urgent")

    assert clocks(app)["First response"][:2] == ("Breached", "90 minutes around the clock")
    assert written_sum(app) == "**2 h 30 min = Mon 9 Mar 16:30 to 19:00 (2026)**"
    assert "Breached by 1 h" in said(app)

    app.segmented_control(key="time").set_value("other").run()

    assert written_sum(app) == "**30 min = Mon 9 Mar 16:30 to 17:00 (2026)**"


def test_a_case_of_a_year_is_shortened_in_words_and_whole_in_the_table() -> None:
    app = open_case("year", receipt="resolution.1")

    receipt = table(app, RECEIPT)
    assert "... and" in written_sum(app)
    assert len(receipt) == 270 + 1  # 54 weeks of five days from 3 March 2025 to 13 March 2026, and the total
    assert "special day: Christmas Eve" in set(receipt["hours"])
    assert receipt["counted_seconds"].iloc[:-1].sum() == receipt["counted_seconds"].iloc[-1]


def test_updates_are_listed_longest_first() -> None:
    seconds = [clock for clock in clocks(open_case("year")) if clock.startswith("Periodic update")]
    order = table(open_case("year"), CLOCKS)

    assert len(seconds) == 5
    hours = [
        int(plain(text).split(" h")[0].replace(",", ""))
        for text in order[order["clock"].str.startswith("Periodic")]["counted"]
    ]
    assert hours == sorted(hours, reverse=True)


@pytest.mark.parametrize(
    ("case_id", "sentence"),
    [
        ("nobody", "There is no case nobody in these records. Check the id, or find the case above."),
        (None, "No case is chosen. Find one above, or choose a row of a case list on another page."),
        (
            "later",
            "Case later was opened on 16 Mar 2026 09:00 Europe/Paris, after these records end "
            "(13 Mar 2026 17:00 Europe/Paris): nothing of it has happened yet.",
        ),
        ("<script>'; drop table cases", r"There is no case \<script\>'; drop table cases in these records."),
    ],
)
def test_a_case_that_is_not_there_gets_one_sentence_and_a_way_back(case_id: str | None, sentence: str) -> None:
    app = open_case(case_id)

    assert not app.exception
    assert sentence in said(app)
    assert not app.dataframe
    assert [link.proto.label for link in app.get("page_link") if "Back" in link.proto.label] == [
        "Back to Response times"
    ]


def test_an_id_of_odd_characters_opens_its_case() -> None:
    app = open_case(case_world.ODD_ID)

    assert not app.exception
    assert "First response" in clocks(app)


def test_words_of_the_subject_find_cases_newest_first() -> None:
    app = open_case(None, find="BOUNCES")

    hits = [button for button in app.button if (button.key or "").startswith("case-hit-")]
    assert [hit.label.replace("\\", "") for hit in hits] == [
        "paused · Bounces again · Nordwind · opened 12 Mar 2026 · Waiting on customer",
        "reopened · Bounces from the new pool · Nordwind · opened 9 Mar 2026 · Open",
    ]

    hits[1].click().run()

    assert app.query_params == {"case": "reopened"}
    assert "Bounces from the new pool" in said(app)


def test_nothing_found_is_said() -> None:
    assert "No case has this id or all these words" in said(open_case(None, find="bounces zeppelin"))


def test_a_link_chooses_the_clock_of_the_receipt() -> None:
    app = open_case("done", receipt="next_response.1")

    assert written_sum(app) == "**1 h 30 min = Wed 11 Mar 09:00 to 10:30 (2026)**"
    assert open_case("done", receipt="nothing.9").selectbox(key="receipt").value == "first_response.1"


def test_a_page_about_a_clock_leads_to_the_receipt_of_its_worst_instance() -> None:
    assert open_case("year", clock="periodic_update").selectbox(key="receipt").value.startswith("periodic_update.")
    assert open_case("done", clock="resolution").selectbox(key="receipt").value == "resolution.1"


def test_times_in_the_chart_are_local_and_cannot_be_moved_by_a_browser() -> None:
    spec = drawn(open_case("done"))

    scales = [layer["encoding"]["x"]["scale"]["type"] for layer in spec["layer"] if "scale" in layer["encoding"]["x"]]
    assert set(scales) == {"utc"}
    assert "Local time (Europe/Paris)" in str(spec)


def test_a_long_case_never_sends_more_marks_than_a_browser_can_draw() -> None:
    """Ten thousand events and spans, two thousand dues."""
    times = pd.Series(pd.date_range("2000-01-01", periods=10_000, freq="8h")).astype("datetime64[us]")
    steps = pd.DataFrame({"kind": "agent_reply", "happened_local": times})
    states = pd.DataFrame(
        {"state": "open", "from_local": times, "to_local": times, "elapsed_seconds": 9, "business_seconds": 9}
    )
    openings = pd.DataFrame({"unit": "week", "from_local": times[:400], "to_local": times[:400], "opening_count": 5})
    marks = pd.concat([timeline.span_rows(states), timeline.event_rows(steps)], ignore_index=True)
    chart = timeline_chart.timeline(
        marks.assign(mark=range(len(marks))),
        openings,
        zone="UTC",
        start="2000-01-01T00:00:00",
        end="2010-01-01T00:00:00",
        ink="#000000",
        resets="0",
    )

    assert sum(map(len, chart["datasets"].values())) <= charts.MOST_MARKS
    assert timeline.left_out(steps, states, pd.DataFrame()) == [
        "10,000 events are drawn as one mark a day.",
        "Only the 1,000 longest of 10,000 spans are drawn.",
    ]


def test_openings_of_a_century_are_merged_until_they_fit(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        """
        insert into snapshot values ('2079-12-31 12:00:00+00', '2080-01-01 12:00:00+00', 'UTC', '1');
        insert into accounts by name select 'a' as account_id, 'office' as calendar_id;
        insert into calendars values ('office', 'Office', 'UTC');
        insert into case_metrics by name select 'c' as case_id, 'a' as account_id,
            timestamptz '1980-01-01 12:00:00+00' as opened_at;
        insert into openings by name select 'office' as calendar_id, day + interval 9 hour as opens_at,
            day + interval 17 hour as closes_at,
        from (select unnest(range(timestamptz '1980-01-01', timestamptz '2080-01-01', interval 1 day)) as day);
        """
    )

    rows = runner.answer(connection, "case_openings", {"case_id": "c"})

    assert (len(rows), set(rows["unit"])) == (1200, {"month"})
    assert rows["opening_count"].sum() == 36_525


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0 s"), (59, "59 s"), (60, "1 min"), (3605, "1 h 0 min 5 s"), (11_520, "3 h 12 min"), (-90, "-1 min 30 s")],
)
def test_durations_are_exact(seconds: int, text: str) -> None:
    assert plain(words.exact(seconds)) == text


def test_a_stretch_over_a_clock_change_says_how_long_it_was() -> None:
    stretch = pd.DataFrame(
        {
            "from_local": pd.to_datetime(["2026-10-25 01:00:00"]),
            "to_local": pd.to_datetime(["2026-10-25 04:00:00"]),
            "counted_seconds": [14_400],
        }
    )

    assert plain(words.written_sum(stretch)) == "4 h = Sun 25 Oct 01:00 to 04:00 (4 h, clock change) (2026)"


@pytest.mark.parametrize(
    ("seconds", "clock", "text"),
    [
        (28_800, "business", "8 business hours"),
        (3600, "business", "1 business hour"),
        (5400, "business", "90 business minutes"),
        (21_600, "elapsed", "6 hours around the clock"),
        (90, "elapsed", "1.5 minutes around the clock"),
        (None, None, "no target"),
    ],
)
def test_targets_are_said_in_words(seconds: float | None, clock: str | None, text: str) -> None:
    assert words.target(seconds, clock) == text


def test_the_story_of_every_case_tells_the_same_states_as_its_spans(world: Path) -> None:
    """Two ways to the same: the events one by one, and the spans of the snapshot."""
    connection = open_snapshot(current(world))
    for (case_id,) in connection.execute("select case_id from case_metrics").fetchall():
        steps = runner.answer(connection, "case_story", {"case_id": case_id}).dropna(subset=["state_after"])
        spans = runner.answer(connection, "case_states", {"case_id": case_id})
        told = steps.loc[steps["state_after"].ne(steps["state_after"].shift()), ["happened_local", "state_after"]]
        held = spans.loc[spans["state"].ne(spans["state"].shift()), ["from_local", "state"]]
        assert told.to_numpy().tolist()[: len(held)] == held.to_numpy().tolist(), case_id
        assert [state for _, state in told.to_numpy().tolist()[len(held) :]] in ([], ["resolved"])
    connection.close()
