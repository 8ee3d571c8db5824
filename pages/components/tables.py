"""Tables of cases: sorted, downloadable, and each row opens the case."""

from collections.abc import Callable, Mapping
from typing import Any, Final, cast

import pandas as pd
import streamlit as st
from streamlit.navigation.page import Page as StreamlitPage

from pages.components import arrow, formats, menu
from pages.components.view import View
from queries import runner

ROW_LIMIT: Final = 500  # what a person scrolls through; the CSV holds every row
ROW_HEIGHT: Final = 35
TALLEST: Final = 460


def moments(label: str, zone: str, about: str = "") -> Any:
    """A column of times in the reporting zone, which its help names."""
    return st.column_config.DatetimeColumn(
        label, timezone=zone, format="D MMM YYYY HH:mm", help=f"Times are in {zone}. {about}".strip()
    )


def cases(
    view: View,
    key: str,
    question: str,
    columns: Mapping[str, Any],
    *,
    empty: str,
    worded: Callable[[pd.DataFrame], pd.DataFrame] | None = None,
    opens_account: bool = False,
    **more: Any,
) -> None:
    """The cases a question returns, with CSV of all of them; choosing a row opens its case page, where there is one.

    The question takes the shared filters, `more` and, unless it is always short, $row_limit; without case_id no row
    opens anything, unless it `opens_account`: then a row without a case opens the page of its account_id.
    `columns` are headings of its columns or of their durations in other units (see `in_units`), after `worded` has put
    words for codes; the CSV keeps the codes. `empty` says why there may be no row.
    """
    is_limited = "row_limit" in runner.read(question).params
    rows = view.ask(question, **more, **({"row_limit": ROW_LIMIT + 1} if is_limited else {}))
    if rows.empty:
        st.info(empty)
        return
    shown = in_units(rows.head(ROW_LIMIT))
    shown = worded(shown) if worded else shown
    case_page = menu.page("case") if "case_id" in rows.columns else None
    account_page = menu.page("account") if opens_account else None
    event = st.dataframe(
        arrow.table(shown),
        key=f"{key}-rows",
        hide_index=True,
        column_config=dict(columns),
        column_order=list(columns),
        on_select="rerun" if case_page or account_page else "ignore",
        selection_mode="single-row",
        height=min(ROW_HEIGHT * (len(shown) + 1) + 3, TALLEST),
        placeholder="",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Download CSV",
            view.csv_of(question, **more, **({"row_limit": None} if is_limited else {})),
            file_name=f"{key}.csv",
            mime="text/csv",
            key=f"{key}-csv",
            on_click="ignore",
        )
        more_rows = len(rows) > ROW_LIMIT
        st.caption(
            f"The first {ROW_LIMIT:,} rows; the CSV holds all." if more_rows else formats.plural(len(rows), "row"),
            width="content",
        )
        if "account_name" in columns:
            offer_accounts(view, key, shown["account_name"])
    chosen = cast("dict[str, Any]", event)["selection"]["rows"] if case_page or account_page else []
    if chosen:
        _open(shown.iloc[chosen[0]], case_page, account_page)


def _open(row: pd.Series, case_page: StreamlitPage | None, account_page: StreamlitPage | None) -> None:
    """Go to the case of a row, or else to its account; the filters stay in the address."""
    held = {name: st.query_params.get_all(name) for name in st.query_params}
    if case_page and pd.notna(row["case_id"]):
        st.switch_page(case_page, query_params={**held, "case": str(row["case_id"])})
    elif account_page and pd.notna(row["account_id"]):
        st.switch_page(account_page, query_params={**held, "account_id": str(row["account_id"])})
    else:
        st.toast("This row has no case to open.")


def offer_accounts(view: View, key: str, names: pd.Series) -> None:
    """A box that opens the page of one of the accounts in a list, where there is such a page.

    Two accounts of one name are both offered, with their codes.
    """
    page = menu.page("account")
    if page is None:
        return
    choices = view.ask("filter_choices")
    accounts = choices[choices["filter"] == "account"]
    listed = set(names)
    offered = {
        code: label
        for code, label in zip(accounts["code"], accounts["label"], strict=True)
        if label.removesuffix(f" ({code})") in listed
    }
    chosen = st.selectbox(
        "Open an account of this list",
        list(offered),
        format_func=offered.__getitem__,
        index=None,
        placeholder="Open an account",
        key=f"{key}-account",
        label_visibility="collapsed",
        width=230,
    )
    if chosen:
        held = {name: st.query_params.get_all(name) for name in st.query_params}
        st.switch_page(page, query_params={**held, "account_id": chosen})


def in_units(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with `x_minutes` and `x_hours` beside each `x_seconds`: numbers, so that a table still sorts them."""
    stems = [name.removesuffix("_seconds") for name in frame.columns if name.endswith("_seconds")]
    seconds = {stem: pd.to_numeric(frame[f"{stem}_seconds"]) for stem in stems}
    return frame.assign(
        **{f"{stem}_minutes": (values / 60).round(1) for stem, values in seconds.items()},
        **{f"{stem}_hours": (values / 3600).round(1) for stem, values in seconds.items()},
    )
