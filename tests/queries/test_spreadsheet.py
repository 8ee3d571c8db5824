"""No cell of an exported CSV starts a formula, and nothing else changes."""

import csv
from io import StringIO

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from queries import spreadsheet


def test_text_that_would_run_gets_an_apostrophe_and_numbers_stay() -> None:
    frame = pd.DataFrame({"subject": ["=1+1", "+49", "-x", "@you", "plain", None], "minutes": [-1.5, 2, 3, 4, 5, 6]})

    assert spreadsheet.to_csv(frame).splitlines() == [
        "subject,minutes",
        "'=1+1,-1.5",
        "'+49,2.0",
        "'-x,3.0",
        "'@you,4.0",
        "plain,5.0",
        ",6.0",
    ]


def test_a_list_is_one_cell() -> None:
    frame = pd.DataFrame({"trend": [np.array([0.5, float("nan"), 12_345_678.0]), None, ["=1", "b"]]})

    assert spreadsheet.to_csv(frame).splitlines() == ["trend", "0.5;;12345678", '""', "'=1;b"]


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\t\r\n")), min_size=1))
def test_no_text_cell_starts_a_formula(cells: list[str]) -> None:
    text = spreadsheet.to_csv(pd.DataFrame({"cell": cells}))

    read = [row[0] if row else "" for row in csv.reader(StringIO(text, newline=""))][1:]
    assert [cell for cell in read if cell.startswith(spreadsheet.STARTS_A_FORMULA)] == []
    assert [cell.removeprefix("'") for cell in read] == [cell.removeprefix("'") for cell in cells]
