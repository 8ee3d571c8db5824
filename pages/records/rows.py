"""What each file held, and the rejected rows by reason."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.components import cards, definitions, formats, link, picks, tables
from pages.components.cards import Card
from pages.components.view import View
from pages.records import naming

EVERY: Final = "all"
MOST_REASONS: Final = 200  # of the box; the table and the CSV hold all
FIELD: Final = "rejected"
Number = st.column_config.NumberColumn


def field(view: View) -> link.OneOf:
    """Which rejected rows are listed, as a part of the URL."""
    return link.OneOf(FIELD, tuple(choices(view.ask("reject_reasons"))), EVERY)


def choices(reasons: pd.DataFrame) -> dict[str, str]:
    """The reasons by their code: the kind of record and the reason itself."""
    found = {EVERY: "All rejected rows"}
    counted = reasons.groupby(["record_type", "reason"], sort=False)["rejected_count"].sum().head(MOST_REASONS)
    for _, row in counted.reset_index().iterrows():
        found[f"{row['record_type']}/{row['reason']}"] = (
            f"{naming.kind(row['record_type'])}: {row['reason']} ({row['rejected_count']:,})"
        )
    return found


def show(view: View) -> None:
    """Draw the totals, the files and the rejected rows."""
    loads = view.ask("loads_by_file")
    cards.row(totals(loads), key="rows-totals")
    show_files(view, loads)
    reasons = view.ask("reject_reasons")
    if reasons.empty:
        st.success("No row was rejected.")
    else:
        show_rejects(view, reasons)


def totals(loads: pd.DataFrame) -> list[Card]:
    """The rows of all files together."""
    read = int(loads["read"].sum())
    files = formats.plural(len(loads), "file")
    return [
        Card(definitions.RECORDS_READ, formats.count(read), f"in {files}"),
        Card(definitions.RECORDS_ADMITTED, formats.count(loads["admitted"].sum()), of(loads["admitted"].sum(), read)),
        Card(
            definitions.RECORDS_DUPLICATES,
            formats.count(loads["duplicates"].sum()),
            of(loads["duplicates"].sum(), read),
        ),
        Card(
            definitions.RECORDS_REJECTED,
            formats.count(loads["rejected"].sum()),
            of(loads["rejected"].sum(), read),
            action=("List them", lambda: picks.choose(FIELD, EVERY)) if loads["rejected"].sum() else None,
        ),
    ]


def of(part: float, read: int) -> str:
    """A part of the rows read, with its share where there are enough."""
    return f"{formats.share(part / read)} of {read:,} rows" if read >= formats.TOO_FEW else f"of {read:,} rows"


def show_files(view: View, loads: pd.DataFrame) -> None:
    """The table of files; where the counts of one do not add up, a sentence says so."""
    with st.container(border=True, key="rows-files"):
        st.header("What each file held", anchor=False)
        lost = loads[~loads["is_complete"].astype(bool)]
        if not lost.empty:
            st.error(f"The counts of {formats.plural(len(lost), 'file')} do not add up: read is not what became of it.")
        tables.cases(
            view,
            "files",
            "loads_by_file",
            {
                "record_type": "Records",
                "file": "File",
                "read": Number("Read", format="localized"),
                "admitted": Number("Admitted", format="localized"),
                "duplicates": Number("Duplicates", format="localized"),
                "rejected": Number("Rejected", format="localized"),
                "rejected_share": Number("Rejected share", format="percent"),
                "encoding": "Encoding",
            },
            empty="This snapshot does not say from which files it was made.",
            worded=naming.worded,
        )


def show_rejects(view: View, reasons: pd.DataFrame) -> None:
    """The reasons, and the rows of the one that is chosen."""
    left, right = st.columns([2, 3])
    with left, st.container(border=True, key="rows-reasons", height="stretch"):
        st.header("Why rows were rejected", anchor=False)
        tables.cases(
            view,
            "reject-reasons",
            "reject_reasons",
            {
                "rejected_count": Number("Rows", format="localized"),
                "record_type": "Records",
                "reason": st.column_config.TextColumn("Reason", width="large"),
                "column_name": "Column",
                "file_count": Number("Files", format="localized"),
                "example_file": "For example in",
                "example_record_number": Number("Row", format="localized"),
                "example_value": "Value",
            },
            empty="No row was rejected.",
            worded=naming.worded,
        )
    with right, st.container(border=True, key="rows-rejected", height="stretch"):
        st.header("Rejected rows", anchor=False)
        offered = choices(reasons)
        code = str(st.selectbox("Listed", list(offered), format_func=offered.__getitem__, key=FIELD))
        record_type, _, reason = code.partition("/")
        tables.cases(
            view,
            "rejected-rows",
            "rejects_list",
            reject_columns(),
            empty="No row was rejected for this reason.",
            worded=naming.worded,
            record_types=() if code == EVERY else (record_type,),
            reasons=() if code == EVERY else (reason,),
        )


def reject_columns() -> dict[str, Any]:
    """The headings of the rejected rows."""
    return {
        "record_type": "Records",
        "file": "File",
        "record_number": Number("Row", format="localized", help="Counted from 1, the header not counted."),
        "record_key": "Key",
        "column_name": "Column",
        "value": "Value",
        "reason": st.column_config.TextColumn("Reason", width="large"),
    }
