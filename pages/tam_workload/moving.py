"""What if an account moved to another TAM: both loads before and after, worked out and stored nowhere."""

from typing import Final

import pandas as pd
import streamlit as st

from pages.components import charts, formats, link, tables
from pages.components.figure import figure
from pages.components.view import View
from pages.tam_workload import choosing, drawing, loads, words

ACCOUNT: Final = "moved"
TO: Final = "moved_to"
NONE: Final = ""
Number: Final = st.column_config.NumberColumn


def accounts(view: View) -> dict[str, str]:
    """Every account by code."""
    rows = view.ask("filter_choices")
    found = rows[rows["filter"] == "account"]
    return dict(zip(found["code"], found["label"], strict=True))


def tams(view: View) -> dict[str, str]:
    """Every TAM by code: nobody would move an account to none."""
    return {code: name for code, name in choosing.names(view).items() if code != choosing.NO_TAM}


def fields(view: View) -> tuple[link.Field, ...]:
    """What of this part is in the address: the account and where it would go."""
    return (
        link.OneOf(ACCOUNT, (NONE, *accounts(view)), NONE),
        link.OneOf(TO, (NONE, *tams(view)), NONE),
    )


def show(view: View) -> None:
    """Draw the choice, and what it would do."""
    own = choosing.unfiltered(view)
    moved, to = {NONE: "Choose an account", **accounts(view)}, {NONE: "Choose a TAM", **tams(view)}
    with st.container(border=True, key="tam-move"):
        st.header("What if this account moved to another TAM?", anchor=False)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            account = str(
                st.selectbox("Account to move", list(moved), format_func=moved.__getitem__, key=ACCOUNT, width=330)
            )
            tam = str(st.selectbox("To", list(to), format_func=to.__getitem__, key=TO, width=330))
        if not account or not tam:
            st.caption("Choose both. Filters in the sidebar do not apply here: a load is always whole.")
            return
        sides = own.ask("tam_move", account=account, to_tam=tam)
        if sides.empty:
            st.info("There is nothing to work out for this account.")
            return
        show_sides(own, sides, moved[account], account)


def show_sides(view: View, sides: pd.DataFrame, account_name: str, account: str) -> None:
    """The sentence, the bars and the cases that would move."""
    names = choosing.names(view)
    before, after = sides.iloc[0], sides.iloc[-1]
    if before["tam_id"] == after["tam_id"]:
        owner = formats.plain(names[str(after["tam_id"])])
        st.info(f"{formats.plain(account_name)} is {owner}'s already: nothing would change.")
        return
    escaped = {tam: formats.plain(name) for tam, name in names.items()}
    st.markdown(in_words(sides, escaped, formats.plain(account_name)))
    figure(
        "tam-move",
        "Both loads, before and after",
        drawing.move_bars,
        drawn(sides, names),
        words={"ink": charts.INK[st.context.theme.type or "light"]},
        reads=in_words(sides, names, account_name),
        caption="The thick mark is the capacity. What is named on an item stays with its TAM until it is handed over.",
        columns={
            "label": "Load",
            "points": Number("Points", format="localized"),
            "capacity_points": Number("Capacity (points)", format="localized"),
            "share": Number("Share of capacity", format="percent"),
        },
    )
    st.caption("The open cases that would go with the account:")
    tables.cases(
        view,
        "tam-moved-items",
        "tam_items",
        loads.item_columns(view.facts.zone),
        empty="The account has no open case: only the account itself would move.",
        worded=words.items,
        opens_account=True,
        codes=(f"account:{account}", "item:case"),
    )


def in_words(sides: pd.DataFrame, names: dict[str, str], account_name: str) -> str:
    """What moves, what stays, and what that does to both."""
    giver, taker = sides.iloc[0], sides.iloc[-1]
    who, to = names[str(giver["tam_id"])], names[str(taker["tam_id"])]
    stays = int(giver["handover_count"])
    staying = (
        f" {formats.plural(stays, 'other open item')} of the account "
        f"({words.points(giver['handover_points'])} points) {'stays' if stays == 1 else 'stay'} with {who} until "
        "handed over."
        if stays
        else " Nothing else of the account is open."
    )
    return (
        f"{account_name} from {who} to {to}: {formats.plural(giver['moved_count'], 'open case')} "
        f"({words.points(giver['moved_points'])} points) would move.{staying} "
        f"{who}: {change(giver)}. {to}: {change(taker)}."
    )


def change(side: pd.Series) -> str:
    """`31 to 24 points (68.9 % to 53.3 %)`."""
    shares = (
        f" ({formats.share(side['share_before'])} to {formats.share(side['share_after'])})"
        if not formats.is_missing(side["share_before"])
        else ""
    )
    return f"{words.points(side['load_before'])} to {words.points(side['load_after'])} points{shares}"


def drawn(sides: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """A row per TAM and time: before, after, and after everything of the account is handed over."""
    whens = {"before": "Now", "after": "After the move", "after_handover": "And all its items handed over"}
    has_handover = sides["handover_count"].fillna(0).sum() > 0
    rows = [
        {
            "code": f"{side['tam_id']}/{when}",
            "label": f"{names[str(side['tam_id'])]}: {said[0].lower()}{said[1:]}",
            "when": said,
            "points": side[f"load_{when}"],
            "share": side[f"share_{when}"],
            "capacity_points": side["capacity_points"],
            "said": words.load(side[f"load_{when}"], side["capacity_points"]),
        }
        for _, side in sides.iterrows()
        for when, said in whens.items()
        if when != "after_handover" or has_handover
    ]
    return pd.DataFrame(rows)
