"""What a click narrows the case list to, as a code, in words and as parameters; and the border of the opening hours."""

from datetime import date

import pandas as pd
import pytest

from pages.components.filters import Filters
from pages.response_times import drawing, narrowing

PERIOD = Filters(date(2026, 8, 3), date(2026, 11, 1), priorities=("high", "low"))


@pytest.mark.parametrize(
    ("code", "text", "verdict", "clock"),
    [
        ("", "", "all", None),
        ("week/2026-10-05", "the week of 5 Oct 2026", "judged", None),
        ("week/2026-10-05~timed", "the week of 5 Oct 2026, the clock stopped", "all", None),
        ("month/2026-06", "the whole of June 2026, whatever the period", "judged", None),
        ("priority/high~category/problem", "priority high, category problem", "judged", None),
        ("account/a~b/c", "account a~b/c", "judged", None),
        ("breaches/1/16", "due on a Monday from 16:00 to 17:00", "breached", None),
        ("arrivals/7/23", "opened on a Sunday from 23:00 to 24:00", "all", "first_response"),
        ("took/business/3600-14400", "1 to under 4 business h", "all", None),
        ("took/elapsed/18000-86400", "5 to under 24 clock h", "all", None),
        ("took/elapsed/86400-604800", "1 to under 7 days", "all", None),
        ("took/replies/3-6", "3 to 5 replies", "all", None),
        ("took/replies/1-2", "1 reply", "all", None),
        ("took/business/none", "clock still running", "all", None),
        ("minutes/750-", "750 business minutes or more", "all", None),
        ("stage/working~in/2026-08", "with time spent working, August 2026", "all", "resolution"),
        ("is/not_agreed", "closed without the customer's agreement", "all", "resolution"),
    ],
)
def test_a_code_has_words_verdicts_and_a_clock(code: str, text: str, verdict: str, clock: str | None) -> None:
    found = narrowing.read(code)

    assert found is not None
    assert (found.text, found.verdict, found.clock) == (text, verdict, clock)


@pytest.mark.parametrize(
    "code", ["soon", "week/2026-13-45", "week/2026-10-05~soon", "breaches/8/1", "arrivals/1/24", "took/luck/1-2", "~"]
)
def test_a_code_that_means_nothing_is_none(code: str) -> None:
    found = narrowing.read(code)

    assert found is None or found.text == ""


def test_a_code_narrows_the_shared_filters_and_never_widens_a_week() -> None:
    def narrowed(code: str) -> Filters:
        found = narrowing.read(code)
        assert found is not None
        return found.filters(PERIOD)

    assert narrowed("priority/high~category/problem") == Filters(
        PERIOD.since, PERIOD.until, categories=("problem",), priorities=("high",)
    )
    assert narrowed("week/2026-07-29") == Filters(date(2026, 8, 3), date(2026, 8, 5), priorities=("high", "low"))
    assert narrowed("stage/working~in/2026-08").since == date(2026, 8, 3)
    assert narrowed("month/2026-08").since == date(2026, 8, 1)


def test_the_zone_of_the_hours_is_the_one_that_is_chosen() -> None:
    found = narrowing.read("breaches/3/14", "account")

    assert found is not None
    assert dict(found.params) == {"hour_of": "due", "weekday": 3, "hour": 14, "zone": "account"}


def test_the_border_of_the_opening_hours_goes_around_them() -> None:
    cells = pd.DataFrame({"weekday": [1, 1, 1, 2], "hour": [9, 10, 11, 9], "open_share": [1.0, 0.5, 0.4, None]})

    assert sorted(drawing.edges(cells)) == [
        (9, 9, 0, 1),
        (9, 10, 0, 0),
        (9, 10, 1, 1),
        (10, 11, 0, 0),
        (10, 11, 1, 1),
        (11, 11, 0, 1),
    ]
