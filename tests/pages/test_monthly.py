"""The monthly summary: sentences, agreement of page and documents, odd months, and issued months that stay issued."""

import html
import io
import json
import math
import re
import shutil
import subprocess
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from PIL import Image

from data import snapshots
from data.errors import RecordsError
from pages.components import charts, formats
from pages.components.filters import FIRST_DAY, Filters
from pages.monthly import (
    choosing,
    command,
    contents,
    corrections,
    drawing,
    gathering,
    issued,
    pictures,
    printed,
    sentences,
    standalone,
    stored,
    wording,
)
from pages.monthly.command import main
from pages.monthly.gathering import Summary
from queries import runner
from tests.building import publish
from tests.conftest import A_FEW_CASES
from tests.pages.walking import Walk, open_page

JUNE, OCTOBER = date(2026, 6, 1), date(2026, 10, 1)
NOW = datetime(2026, 11, 3, 8, 30, tzinfo=UTC)
# October is the first month and complete, November has no case, December is running. A name that tries everything.
EVIL = 'Nord" #panic(1) *b* $x$ <script>alert(1)</script> [a](b) =1+1'
THREE_MONTHS = A_FEW_CASES.replace("'2026-10-30 16:42:00+00'", "'2026-12-05 16:42:00+00'").replace("Nordwind", EVIL)


def summary_of(snapshot: Path, month: date, **narrowed: tuple[str, ...]) -> Summary:
    with closing(snapshots.open_snapshot(snapshot)) as connection:
        chosen = Filters(FIRST_DAY, FIRST_DAY, **narrowed)
        return gathering.gather(
            lambda name, params: runner.answer(connection, name, params), month, chosen, snapshot.name
        )


@pytest.fixture(scope="module")
def june(sample_snapshot: Path) -> Summary:
    return summary_of(sample_snapshot, JUNE)


@pytest.fixture(scope="module")
def odd(made: dict[str, Path]) -> dict[int, Summary]:
    """October, November and December of the first snapshot."""
    return {month: summary_of(made["first"], date(2026, month, 1)) for month in (10, 11, 12)}


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """No charts in the documents: drawing them takes most of the time."""
    monkeypatch.setattr(
        pictures, "svg", lambda _picture: '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two snapshots of three months: the second has one case more in October, breached."""
    folder = tmp_path_factory.mktemp("made")
    more = THREE_MONTHS.replace("6, 7]", "6, 7, 8]").replace("('c7', 61)", "('c7', 61), ('c8', 99)")
    return {
        "first": publish(folder, "20261205T170000-0001", THREE_MONTHS),
        "later": publish(folder, "20261206T170000-0002", more),
    }


def current_in(warehouse: Path, made: Path) -> Path:
    warehouse.mkdir(exist_ok=True)
    path = Path(shutil.copy(made, warehouse))
    (warehouse / "CURRENT").write_text(f"{path.name}\n", encoding="utf-8")
    return path


@pytest.fixture
def small(tmp_path: Path, made: dict[str, Path]) -> Path:
    return current_in(tmp_path / "warehouse", made["first"])


def plain(text: str) -> str:
    return text.replace(formats.NBSP, " ")


def sentences_of(summary: Summary) -> list[str]:
    return [plain(sentence) for sentence in summary.sentences]


# --- the sentences


def test_the_sentences_tell_the_bad_month(june: Summary) -> None:
    assert sentences_of(june) == [
        "First-response attainment fell by 20.2 points, from 91.9 % in May to 71.7 % in June 2026; "
        "the median first response went from 1 h 40 min to 2 h 45 min; cases opened went from 106 to 147.",
        "Outside their usual ranges lie first-response attainment (71.7 %, below 84.8 % to 98.8 %), "
        "the median first response (2 h 45 min, above 33 min to 2 h 27 min), "
        "the number of cases open at its end (52, above 18 to 49) and "
        "the number of cases opened (147, above 82 to 131); "
        "the share of agreed resolutions (usually 85.9 % to 99.0 %) stayed within its usual range.",
        "Of the change of -20.2 points in attainment, -1.0 come from another mix of priorities, "
        "-6.3 from another mix of accounts, and -12.8 from the rates themselves.",
        "No opening hours changed in May or June 2026.",
        "The accounts with most breaches, Harrow & Pine Furniture (3), Brightmere Savings (3) and "
        "Silverlake Streaming (3), make up 23.1 % of all 39.",
    ]


def test_the_sentences_tell_a_month_that_was_worked_out_by_hand(tmp_path: Path) -> None:
    world = Path(__file__).parent.parent / "worlds" / "monthly.sql"
    snapshot = publish(tmp_path, "20261010T110000-0001", world.read_text(encoding="utf-8"))

    assert sentences_of(summary_of(snapshot, date(2026, 9, 1))) == [
        "First-response attainment fell by 40.0 points, from 80.0 % in August to 40.0 % in September 2026; "
        "the median first response went from 30 min to 2 h 0 min; cases opened went from 10 to 12.",
        "Outside their usual ranges lie first-response attainment (40.0 %, below 53.4 % to 100.0 %), "
        "the number of cases open at its end (4, above 0 to 0) and the number of escalations (5, above 0 to 0); "
        "the share of agreed resolutions (usually 51.6 % to 100.0 %) stayed within its usual range; "
        "for the median first response no range can be said.",
        "Of the change of -40.0 points in attainment, -19.1 come from another mix of priorities, "
        "-13.4 from another mix of accounts, and -7.5 from the rates themselves.",
        "Since 7 Sep 2026 Paris is open 50 h a week instead of 40 h; "
        "attainment was 40.0 % of 10 judged on these hours, after 80.0 % of 10 in the month before.",
        "All 6 breaches came from Acme (3), Cove (2) and Bolt (1).",
    ]


def test_the_sentences_say_what_changed_hours_did(sample_snapshot: Path) -> None:
    assert sentences_of(summary_of(sample_snapshot, date(2026, 7, 1)))[3] == (
        "Since 1 Jul 2026 Continental Europe is open 55 h a week instead of 45 h; "
        "attainment was 89.7 % of 29 judged on these hours, after 68.6 % of 35 in the month before."
    )


def test_the_sentences_of_a_running_month_compare_nothing(sample_snapshot: Path) -> None:
    assert sentences_of(summary_of(sample_snapshot, OCTOBER)) == [
        "October 2026 is still running and is not compared with complete months: "
        "up to 31 Oct 2026 134 cases were opened, and first-response attainment was 91.4 % of 116 judged.",
        "Usual ranges are those of complete months, so none is held against a month that is still running.",
        "No change in attainment can be taken apart, because the month is still running.",
        "No opening hours changed in September or October 2026.",
        "The accounts with most breaches, Tessellate Games (2), Oakhaven Learning (2) and Silverlake Streaming (1), "
        "make up 50.0 % of all 10.",
    ]


def test_the_sentences_of_the_first_an_empty_and_a_running_month_are_plain(odd: dict[int, Summary]) -> None:
    told = [sentences_of(summary) for summary in odd.values()]

    assert told == [
        [
            "October 2026 is the first month of the records: 7 cases were opened, "
            "and first-response attainment was 71.4 % of 7 judged.",
            "There are too few earlier months with enough cases to say which values are usual.",
            "No change in attainment can be taken apart, because the records hold nothing of the month before.",
            "No opening hours changed in October 2026.",
            f"All 2 breaches came from =Sud (1) and {EVIL} (1).",
        ],
        [
            "No case was opened in November 2026, so there is no response to judge.",
            "At its end 7 cases were open.",
            "No change in attainment can be taken apart, because nothing was judged in one of the two months.",
            "No opening hours changed in October or November 2026.",
            "Nothing was judged, so nothing was breached.",
        ],
        [
            "No case was opened in December 2026 so far, so there is no response to judge.",
            "As the records end 7 cases are open.",
            "No change in attainment can be taken apart, because the month is still running.",
            "No opening hours changed in November or December 2026.",
            "Nothing was judged, so nothing was breached.",
        ],
    ]


def edited(summary: Summary, question: str, where: str, **values: Any) -> dict[str, pd.DataFrame]:
    """The frames of a summary with other values in the rows of one answer that `where` finds."""
    frame = summary.frames[question].copy()
    for column, value in values.items():
        frame.loc[frame.query(where).index, column] = value
    return {**summary.frames, question: frame}


SHARE = "figure == 'first_response_attainment'"


@pytest.mark.parametrize(
    ("place", "said", "question", "where", "values"),
    [
        (0, "First-response attainment stayed at 71.7 % in June 2026, as in May;", "month_change", "code == 'all'",
         {"effect": 0.0002}),
        (0, "In June 2026 first-response attainment was 71.7 % of 138 judged; in May 3 cases were judged, too few for "
         "a share;", "month_figures", SHARE, {"previous_n": 3}),
        (0, "In June 2026 first responses of 4 cases were judged, too few for a share; in May it was 91.9 % of",
         "month_figures", SHARE, {"n": 4, "is_too_few": True}),
        (1, "The share of agreed resolutions (usually 85.9 % to 99.0 %) stayed within its usual range: what moved "
         "there is within chance; for first-response attainment, the median first response and the number of cases "
         "open at its end no range can be said.",
         "month_figures", "figure != 'agreed_resolution'", {"lower_limit": None}),
        (2, "What little was judged is too little to take a change in attainment apart.", "month_change",
         "code == 'all'", {"is_too_few": True}),
        (4, "All 39 breaches came from Harrow & Pine Furniture (3) and Brightmere Savings (3).",
         "month_breaches_by_account", "position > 2", {}),
    ],
)  # fmt: skip
def test_the_sentences_follow_the_rows(
    june: Summary, place: int, said: str, question: str, where: str, values: dict[str, Any]
) -> None:
    frames = edited(june, question, where, **values)
    if not values:
        frames[question] = frames[question].drop(frames[question].query(where).index)

    assert plain(sentences.written(frames)[place]).startswith(said)


def test_changed_hours_of_few_cases_or_of_the_same_length_are_said_so(sample_snapshot: Path) -> None:
    july = summary_of(sample_snapshot, date(2026, 7, 1))
    same = {"after_week_seconds": 162_000, "judged_count": 1, "attainment": 1.0}
    told = sentences.written(edited(july, "month_hours_changes", "calendar_id != ''", **same))[3]

    assert plain(told) == (
        "Since 1 Jul 2026 Continental Europe is open 45 h a week as before, at other times; "
        "1 case on these hours was judged, too few to tell."
    )


def numbers(text: str) -> set[str]:
    return set(re.findall(r"[+-]?\d+(?:,\d{3})*(?:\.\d+)?", text))


def numbers_of(summary: Summary) -> set[str]:
    """Every number that the questions gave, as the one formatter writes it in any unit; and the dates of the rows."""
    found: set[str] = set()
    for frame in summary.frames.values():
        for value in (value for column in frame for value in frame[column]):
            if isinstance(value, pd.Timestamp):
                local = value.tz_convert(summary.zone) if value.tz else value
                found |= {str(local.day), str(local.year)}
            elif isinstance(value, int | float) and not isinstance(value, bool) and not formats.is_missing(value):
                texts = [wording.value(value, unit) for unit in ("count", "share", "seconds", "points")]
                texts += [formats.count(math.floor(value)), formats.count(math.ceil(value))]  # the ends of a range
                texts += [wording.effect(value), wording.effect(value).lstrip("+-"), wording.hours(value)]
                found.update(*map(numbers, texts))
    return found


@pytest.mark.parametrize("month", [date(2025, 11, 1), JUNE, date(2026, 8, 1), OCTOBER])
def test_every_number_in_the_sentences_is_a_number_of_a_question(sample_snapshot: Path, month: date) -> None:
    summary = summary_of(sample_snapshot, month)

    assert numbers(" ".join(sentences_of(summary))) - numbers_of(summary) == set()


# --- page = PDF = HTML = questions


def shown(walk: Walk) -> str:
    """Every text of the page, as somebody reads it."""
    app = walk.app
    texts = [one.value for kind in (app.markdown, app.caption, app.info, app.success) for one in kind]
    texts += [text for metric in app.metric for text in (metric.label, metric.value, metric.delta)]
    texts += [str(cell) for frame in app.dataframe for cell in frame.value.to_numpy().ravel()]
    return plain(re.sub(r"\\([^\w\s])", r"\1", "\n".join(texts)))


def read_html(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "\n", text))


def test_page_pdf_and_html_say_the_same_figures(
    june: Summary, sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = [plain(text) for text in contents.tokens(contents.of(june))]
    page = shown(open_page("monthly", sample_snapshot, monkeypatch, month="2026-06"))
    told = plain(json.dumps(printed.source(june), ensure_ascii=False))
    written = plain(read_html(standalone.page(june)))

    assert len(said) > 150
    assert {
        place: [text for text in said if text not in whole]
        for place, whole in {"page": page, "pdf": told, "html": written}.items()
    } == {"page": [], "pdf": [], "html": []}


def test_the_cards_show_what_the_questions_answer(june: Summary, sample_snapshot: Path) -> None:
    with closing(snapshots.open_snapshot(sample_snapshot)) as connection:
        params = {"month": JUNE, **Filters(FIRST_DAY, FIRST_DAY).params()}
        asked = {key: params[key] for key in runner.read("month_figures").params}
        rows = runner.answer(connection, "month_figures", asked).set_index("figure")
    figures = {figure: wording.value(row["value"], row["unit"]) for figure, row in rows.iterrows()}

    assert [card.value for card in contents.of(june).cards] == [
        figures["cases_opened"],
        figures["first_response_attainment"],
        figures["median_first_response"],
        figures["agreed_resolution"],
        figures["open_at_end"],
        figures["escalations"],
        f"{figures['tam_load']} of {figures['tam_capacity']}",
        " / ".join(figures[f"migrations_{kind}"] for kind in ("on_track", "late", "completed")),
    ]


def test_the_tables_show_what_the_questions_answer(june: Summary) -> None:
    tables = {table.code: table for table in contents.of(june).tables}
    late = june.frames["month_breaches_by_account"].iloc[2]
    parts = june.frames["month_change"].query("code == 'high'").iloc[0]
    now = june.frames["month_figures"].set_index("figure").loc["agreed_resolution"]
    point = june.frames["month_series"].query("series == 'median_first_response'").iloc[4]
    request = june.frames["month_mediation"].iloc[0]

    assert tables["breaches"].rows[2] == (
        late["account_name"],
        str(late["breached_count"]),
        str(late["judged_count"]),
        formats.share(late["attainment"]) if late["judged_count"] >= 5 else "too few",
        formats.share(late["breach_share"]),
        formats.share(late["cumulative_share"]),
        formats.share(late["case_share"]),
    )
    assert tables["change"].rows[1] == (
        "High",
        f"{formats.share(parts['before_attainment'])} of {parts['before_count']:.0f}",
        f"{formats.share(parts['after_attainment'])} of {parts['after_count']:.0f}",
        wording.effect(parts["mix_effect"]),
        wording.effect(parts["rate_effect"]),
        wording.effect(parts["effect"]),
    )
    assert tables["figures"].rows[5] == (
        "Agreed resolutions",
        f"{formats.share(now['value'])} of {now['n']:.0f}",
        f"{formats.share(now['previous_value'])} of {now['previous_n']:.0f}",
        formats.points(now["previous_value"], now["value"]),
        f"{formats.share(now['year_ago_value'])} of {now['year_ago_n']:.0f}",
        formats.points(now["year_ago_value"], now["value"]),
        f"{formats.share(now['lower_limit'])} to {formats.share(now['upper_limit'])}",
    )
    assert tables["months"].rows[4][0] == f"{point['month']:%b %Y}"
    assert tables["months"].rows[4][2] == f"{formats.duration(point['value'])} of {point['n']:.0f}"
    assert tables["mediation"].rows[0] == (
        "Resolved",
        *(f"{request[column]:.0f}" for column in ("opened_count", "previous_opened_count", "closed_count")),
    )


def test_a_card_opens_the_page_that_counts_the_same(
    june: Summary, sample_snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, attainment, times, agreed, backlog = contents.of(june).cards[:5]
    there = open_page(attainment.address, sample_snapshot, monkeypatch, **attainment.query).cards()

    assert (there["Counted"], there["First-response attainment"], there["Median first response"]) == (
        opened.value,
        plain(attainment.value),
        plain(times.value),
    )
    assert there["Agreed resolutions"] == plain(agreed.value)
    assert (opened.address, opened.query["from"], opened.query["to"]) == ("response-times", "2026-06-01", "2026-06-30")
    walk = open_page(backlog.address, sample_snapshot, monkeypatch, **backlog.query)
    assert walk.lists("backlog_on_day_list", int(backlog.value))


# --- the documents


def test_the_same_snapshot_gives_the_same_bytes(june: Summary) -> None:
    again = stored.from_json(stored.to_json(june))

    assert printed.pdf(june) == printed.pdf(again)
    assert standalone.page(june) == standalone.page(again)


def test_the_pdf_is_tagged_in_our_font_on_both_papers(june: Summary) -> None:
    papers = {paper: printed.pdf(june, paper) for paper in printed.PAPERS}
    sizes = {paper: set(re.findall(rb"/MediaBox ?\[([^\]]+)\]", pdf)) for paper, pdf in papers.items()}

    assert sizes == {"a4": {b"0 0 595.2756 841.8898"}, "letter": {b"0 0 612 792"}}
    assert b"/MarkInfo" in papers["a4"]
    assert b"/StructTreeRoot" in papers["a4"]
    assert {name.split(b"+")[1] for name in re.findall(rb"/BaseFont ?/([\w+-]+)", papers["a4"])} == {
        b"SourceSans3-Regular",
        b"SourceSans3-Semibold",
    }


@pytest.mark.usefixtures("undrawn")
def test_the_pdf_names_filters_data_and_snapshot(sample_snapshot: Path) -> None:
    told = printed.source(summary_of(sample_snapshot, JUNE, priorities=("urgent", "high")))

    assert told["about"] == (
        "1 Jun 2026 to 30 Jun 2026 · priority Urgent or High · data through 31 Oct 2026 20:52 Europe/Amsterdam"
    )
    assert told["origin"] == f"Snapshot {sample_snapshot.name}. Not issued: figures as the records say."
    assert told["date"] == [2026, 10, 31]


@pytest.fixture(scope="module")
def pages_of_june(june: Summary, tmp_path_factory: pytest.TempPathFactory) -> list[Image.Image]:
    """The first two pages of the PDF as pictures of 60 dots an inch."""
    if not shutil.which("pdftoppm"):
        pytest.skip("no pdftoppm on the PATH to look at a PDF with")
    folder = tmp_path_factory.mktemp("drawn")
    (folder / "june.pdf").write_bytes(printed.pdf(june))
    subprocess.run(
        ["pdftoppm", "-r", "60", "-l", "2", "-png", "june.pdf", "page"], cwd=folder, check=True, capture_output=True
    )
    return [Image.open(path).convert("RGB") for path in sorted(folder.glob("page-*.png"))]


def like(picture: Image.Image, colour: str, box: tuple[int, int, int, int] | None = None) -> int:
    """How many dots of a picture have nearly a colour."""
    wanted = tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
    dots = picture.crop(box).get_flattened_data() if box else picture.get_flattened_data()
    return sum(all(abs(one - other) < 40 for one, other in zip(dot, wanted, strict=True)) for dot in dots)


def test_the_pdf_shows_four_charts_with_their_news(june: Summary, pages_of_june: list[Image.Image]) -> None:
    halves = [
        (page, (side * page.width // 2, 0, (side + 1) * page.width // 2, page.height))
        for page in pages_of_june
        for side in (0, 1)
    ]
    lines = [like(page, charts.MET, box) for page, box in halves]

    assert [count > 150 for count in lines] == [True] * 4
    assert [like(page, charts.BREACHED, box) > 10 for page, box in halves] == [
        drawing.KINDS[1] in set(picture.frame["kind"]) for picture in contents.of(june).pictures
    ]


def test_nothing_of_the_pdf_is_cut_at_the_edge(pages_of_june: list[Image.Image]) -> None:
    inked = [Image.eval(page.convert("L"), lambda light: 255 if light < 235 else 0).getbbox() for page in pages_of_june]

    for page, box in zip(pages_of_june, inked, strict=True):
        assert box is not None
        left, top, right, bottom = box
        assert min(left, top, page.width - right) >= 30  # of the 40 dots of the margin
        assert page.height - bottom >= 12  # beneath the foot line


@pytest.mark.parametrize("series", list(drawing.CHARTS))
def test_no_ink_of_a_chart_touches_its_edge(june: Summary, series: str) -> None:
    import vl_convert

    drawn = pictures.svg(contents.picture(june, series))
    picture = Image.open(io.BytesIO(vl_convert.svg_to_png(drawn))).convert("L")
    box = Image.eval(picture, lambda light: 255 if light < 250 else 0).getbbox()

    assert picture.size == (pictures.WIDTH, pictures.HEIGHT)
    assert box is not None
    assert min(box[0], box[1], picture.width - box[2], picture.height - box[3]) >= 1


def test_the_html_is_small_and_asks_nobody_for_anything(june: Summary) -> None:
    page = standalone.page(june)
    addresses = set(re.findall(r"""(?:src|href|action|data)=["']([^"']*)|url\(([^)]*)\)|@import""", page))
    ids = re.findall(r'\bid="([^"]+)"', page)

    assert len(page.encode()) < 200_000
    assert {one for pair in addresses for one in pair if one and not one.startswith(("#", '"#', "&quot;#"))} == set()
    assert not re.findall(r"<(script|link|img|iframe|object)\b", page)
    assert len(ids) == len(set(ids))
    assert page.count("<svg") == 4


def test_a_name_in_the_records_runs_nowhere(
    small: Path, odd: dict[int, Summary], monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = odd[10]
    page = standalone.page(summary)
    walk = open_page("monthly", small, monkeypatch, month="2026-10")
    (sentence,) = [one.value for one in walk.app.markdown if "breach" in one.value]

    assert "<script" not in page
    assert html.escape(EVIL) in page
    assert printed.pdf(summary).startswith(b"%PDF")
    assert EVIL in summary.sentences[4]
    assert "\\[a\\]\\(b\\)" in sentence
    assert "\\<script\\>" in sentence


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize(
    "name", ["\u65e5\u672c\u8a9e", "bell\u0001", "W" * 300, "]] // */ #let x", "\\u{1F600} \U0001f600"]
)
def test_any_name_can_be_printed(odd: dict[int, Summary], name: str) -> None:
    printed_name = printed.pdf(replace(odd[11], sentences=(name,)))

    assert printed_name.startswith(b"%PDF")
    assert b"/StructTreeRoot" in printed_name


# --- odd months


def test_odd_months_say_what_they_lack(odd: dict[int, Summary]) -> None:
    notices = {month: contents.of(summary).notices for month, summary in odd.items()}

    assert notices == {
        10: ("It is the first month of the records: there is no month before to compare it with.",),
        11: (
            "The records do not reach back to November 2025: no figure has a year ago to be compared with.",
            "No case was opened in the month.",
        ),
        12: (
            "The month is still running: its figures are those so far, and none is compared with a complete month.",
            "No case was opened in the month.",
        ),
    }


def test_under_five_is_too_few_and_nothing_is_a_dash(small: Path, odd: dict[int, Summary]) -> None:
    few = contents.of(summary_of(small, OCTOBER, accounts=("south",)))
    none = contents.of(odd[11])

    assert [(card.value, card.change, card.lines[0]) for card in few.cards[:4]] == [
        ("1", "", "Sep 2026: before the records"),
        ("too few", "", "1 judged"),
        ("too few", "", "1 answered"),
        ("\N{EN DASH}", "", "nothing to judge"),
    ]
    assert [(card.value, card.change, plain(card.lines[1])) for card in none.cards[1:4]] == [
        ("\N{EN DASH}", "", "Oct 2026: 71.4 % of 7"),
        ("\N{EN DASH}", "", "Oct 2026: 40 min of 7"),
        ("\N{EN DASH}", "", "Oct 2026: nothing to judge"),
    ]


def test_an_empty_month_is_drawn_on_page_and_in_documents(
    small: Path, odd: dict[int, Summary], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = [plain(text) for text in [*contents.of(odd[11]).notices, *contents.tokens(contents.of(odd[11]))]]
    page = shown(open_page("monthly", small, monkeypatch, month="2026-11"))
    written = plain(read_html(standalone.page(odd[11])))

    assert printed.pdf(odd[11]).startswith(b"%PDF")
    assert [text for text in said if text not in page or text not in written] == []


def test_records_without_a_case_have_no_month(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = "insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'UTC', '1');"
    snapshot = publish(tmp_path / "warehouse", "20261030T170000-0001", empty)
    walk = open_page("monthly", snapshot, monkeypatch)

    assert walk.app.info[-1].value == "The records hold no case at all, so there is no month to show."
    assert main(["--output", "x.pdf", "--warehouse", str(snapshot.parent)]) == 1
    assert capsys.readouterr().err == "The records hold no case, so there is no month to summarise.\n"


# --- the page


def test_the_page_opens_on_the_last_complete_month_and_keeps_the_month_in_the_address(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = open_page("monthly", small, monkeypatch)
    picker = walk.app.selectbox(key="month")
    with closing(snapshots.open_snapshot(small)) as connection:
        field = choosing.fields(runner.answer(connection, "month_choices", {}))[0]

    assert picker.value == "2026-11"
    assert picker.options == ["December 2026, still running", "November 2026", "October 2026"]
    assert [field.read([text]) for text in ("2026-10", "2026-12", "1999-01")] == ["2026-10", "2026-12", "2026-11"]
    assert [field.write(code) for code in ("2026-10", "2026-11")] == [["2026-10"], []]


# --- issued months


def issue(warehouse: Path, *more: str) -> int:
    return main(["--month", "2026-10", "--by", "Ana", "--warehouse", str(warehouse), *more])


def files(warehouse: Path) -> dict[str, bytes]:
    found = sorted((warehouse / "issued").rglob("*"))
    return {str(path.relative_to(warehouse / "issued")): path.read_bytes() for path in found if path.is_file()}


@pytest.mark.usefixtures("undrawn")
def test_a_month_is_issued_once_and_again_only_with_a_reason(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    warehouse = small.parent

    assert issue(warehouse, "--reissue", "why not") == 1
    assert issue(warehouse, "--issue") == 0
    first = files(warehouse)
    assert list(first) == [f"2026-10/1/summary.{kind}" for kind in ("html", "json", "pdf")]
    capsys.readouterr()
    assert issue(warehouse, "--issue") == 1
    assert re.sub(r"\d{4}-\d\d-\d\d", "DAY", capsys.readouterr().err) == (
        '2026-10 was issued on DAY by Ana; an issued month stays as it is. To issue it again: --reissue "reason".\n'
    )
    assert files(warehouse) == first
    assert issue(warehouse, "--reissue", "late records") == 0
    both = files(warehouse)
    assert {name: both[name] for name in first} == first
    assert len(both) == 6
    told = [issued.read(place).issue for place in issued.issues(warehouse, OCTOBER)]
    assert [one and (one.number, one.by, one.reason) for one in told] == [(1, "Ana", ""), (2, "Ana", "late records")]


@pytest.mark.usefixtures("undrawn")
def test_of_two_who_issue_at_once_one_is_refused(
    small: Path, odd: dict[int, Summary], monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = odd[10]
    issued.issue(small.parent, summary, by="Ana", at=NOW)
    before = files(small.parent)
    monkeypatch.setattr(issued, "issues", lambda _warehouse, _month: [])  # what the other saw a moment earlier

    with pytest.raises(RecordsError, match="cannot be written"):
        issued.issue(small.parent, summary, by="Ben", at=NOW)

    assert files(small.parent) == before
    assert [one.name for one in (small.parent / "issued").iterdir()] == ["2026-10"]


def test_a_summary_is_kept_to_the_digit(june: Summary) -> None:
    kept = stored.from_json(stored.to_json(replace(june, issue=gathering.Issue(2, NOW, "Ana", "late"))))

    assert kept.issue == gathering.Issue(2, NOW, "Ana", "late")
    assert contents.tokens(contents.of(kept)) == contents.tokens(contents.of(june))
    assert corrections.between(kept, june) == []


def test_a_month_kept_before_a_question_got_a_column_can_still_be_read(june: Summary) -> None:
    kept = json.loads(stored.to_json(june))
    for frame in (kept["frames"]["month_change"], kept["frames"]["month_mediation"]):
        frame["types"] = dict(list(frame["types"].items())[:-1])
        frame["rows"] = [row[:-1] for row in frame["rows"]]
    old = stored.from_json(json.dumps(kept))

    assert list(old.frames["month_change"]) == list(runner.read("month_change").returns)
    assert contents.of(old).cards == contents.of(june).cards


@pytest.mark.usefixtures("undrawn")
def test_loads_and_their_clean_up_leave_issued_months_alone(small: Path, odd: dict[int, Summary]) -> None:
    warehouse = small.parent
    issued.issue(warehouse, odd[10], by="Ana", at=NOW)
    before = files(warehouse)
    for hour in range(snapshots.KEPT + 1):
        with snapshots.locked(warehouse), snapshots.building(warehouse) as built:
            duckdb.connect(built).close()
            snapshots.publish(built, warehouse, NOW.replace(hour=hour))

    assert not small.exists() or len(snapshots.listed(warehouse)) == snapshots.KEPT
    assert files(warehouse) == before


@pytest.fixture
def corrected(small: Path, odd: dict[int, Summary], made: dict[str, Path], undrawn: None) -> Path:  # noqa: ARG001
    """October is issued; then a load brings one more case of it."""
    issued.issue(small.parent, odd[10], by="Ana", at=NOW)
    return current_in(small.parent, made["later"])


@pytest.mark.usefixtures("undrawn")
def test_an_issued_month_is_shown_as_issued_with_what_later_loads_changed(
    corrected: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = open_page("monthly", corrected, monkeypatch, month="2026-10")
    listed = next(one.value for one in walk.app.dataframe if "As issued" in one.value.columns)
    rows = [[plain(str(cell)) for cell in row] for row in listed.to_numpy()]

    assert walk.cards()["Cases opened in the month"] == "7"
    assert walk.app.success[0].value.replace("\\", "") == "Issued on 3 Nov 2026 by Ana. 7 figures have changed since."
    assert rows == [
        ["Cases opened, Oct 2026", "7", "8"],
        ["First-response attainment, Oct 2026", "71.4 % of 7", "62.5 % of 8"],
        ["First-response attainment without exempted cases, Oct 2026", "71.4 % of 7", "62.5 % of 8"],
        ["Median first response, Oct 2026", "40 min of 7", "50 min of 8"],
        ["90th percentile first response, Oct 2026", "1 h 13 min of 7", "1 h 33 min of 8"],
        ["Open at the month's end, Oct 2026", "7", "8"],
        [f"{EVIL} (north), breaches", "1 of 6 judged", "2 of 7 judged"],
    ]
    walk.app.segmented_control(key="version").set_value("now")
    assert walk.run().cards()["Cases opened in the month"] == "8"


@pytest.mark.usefixtures("undrawn")
def test_the_document_of_an_issued_month_stays_what_was_issued(corrected: Path, tmp_path: Path) -> None:
    made = {}
    for name, more in (("issued", []), ("now", ["--recompute"]), ("narrowed", ["--account", "north"])):
        output = tmp_path / f"{name}.pdf"
        arguments = ["--month", "2026-10", "--output", str(output), "--warehouse", str(corrected.parent)]
        assert main([*arguments, *more]) == 0
        made[name] = output.read_bytes()

    assert made["issued"] == files(corrected.parent)["2026-10/1/summary.pdf"]
    assert len({*made.values()}) == 3


@pytest.mark.usefixtures("undrawn")
def test_an_issued_month_that_is_damaged_is_said_and_not_replaced(
    corrected: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = corrected.parent / "issued" / "2026-10" / "1" / "summary.json"
    kept.write_text("{", encoding="utf-8")
    walk = open_page("monthly", corrected, monkeypatch, month="2026-10")

    assert issue(corrected.parent, "--output", str(tmp_path / "x.pdf")) == 1
    assert capsys.readouterr().err == (
        f"The issued month in {kept.parent} cannot be read; bring it back from a backup.\n"
    )
    assert not (tmp_path / "x.pdf").exists()
    assert walk.app.error[0].value == (
        "This month is issued, but what was issued cannot be read; the server's log says why."
    )


@pytest.mark.usefixtures("undrawn")
def test_a_narrowed_page_does_not_pass_for_the_issued_month(corrected: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = open_page("monthly", corrected, monkeypatch, month="2026-10", account="north")

    assert walk.app.info[0].value == (
        "This month is issued, for all accounts. Narrowed, it is shown as the records say now."
    )
    assert not walk.app.success


# --- the command


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "Say what to make: --output summary.pdf, --output summary.html or --issue."),
        (["--output", "x.doc"], 2, "x.doc is neither .pdf nor .html."),
        (["--month", "2026-13", "--issue"], 2, "Argument --month: 2026-13 is no month; write 2026-10; see"),
        (["--month", "2020-01", "--issue"], 2, "The records hold nothing of 2020-01; they go from 2026-10 to 2026-12."),
        (["--issue", "--tam", "t1"], 2, "An issued month is that of all accounts; leave --account and --tam out."),
        (["--output", "x.pdf", "--tam", "nobody"], 2, "The records know no TAM nobody."),
        (["--reissue", " "], 2, 'Say why the month is issued again: --reissue "reason".'),
        (["--month", "2026-12", "--issue"], 1, "2026-12 is still running as the records go; only a complete month is"),
        (["--output", "nowhere/x.pdf"], 1, "nowhere/x.pdf: No such file or directory."),
    ],
)
def test_a_wrong_command_is_one_sentence(
    small: Path, arguments: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--warehouse", str(small.parent)]) == code

    error: Any = capsys.readouterr().err
    assert error.startswith(said)
    assert error.count("\n") == 1


@pytest.mark.usefixtures("undrawn")
def test_the_command_makes_the_last_complete_month_by_itself(
    small: Path, odd: dict[int, Summary], tmp_path: Path
) -> None:
    assert main(["--output", str(tmp_path / "one.html"), "--warehouse", str(small.parent)]) == 0

    assert (tmp_path / "one.html").read_text(encoding="utf-8") == standalone.page(odd[11])


def test_the_guide_names_every_option() -> None:
    guide = (Path(__file__).parent.parent.parent / "docs" / "monthly.md").read_text(encoding="utf-8")
    options = {option for action in command._parser()._actions for option in action.option_strings}

    assert {option for option in options if option.startswith("--")} - {"--help"} <= set(re.findall(r"--[a-z]+", guide))
