"""What is open now: what may be sent, what must wait and for what, and whose turn it is."""

from typing import Final

import pandas as pd
import streamlit as st

from pages.components import cards, charts, definitions, formats, link, picks
from pages.components.cards import Card
from pages.components.figure import figure
from pages.components.view import View
from pages.components.words import NOBODY
from pages.mediation import drawing, requests, words
from pages.mediation.requests import EVERY, Choices, Listed

WAITS: Final = "waits"
BY_TAM: Final = "mediation-by-tam"
STEPS: Final = {
    "ready": definitions.MEDIATION_READY,
    "replied": definitions.MEDIATION_REPLIED,
    "preparing": definitions.MEDIATION_PREPARING,
    "submitted": definitions.MEDIATION_SUBMITTED,
    "tier_2": definitions.MEDIATION_OPEN_TIER_2,
}


def choices(view: View) -> Choices:
    """Everything that can be listed, by its code."""
    found = {EVERY: Listed("All open requests", ("part:now",))}
    found |= {step: Listed(words.STEPS[step], ("part:now", f"step:{step}")) for step in STEPS}
    found |= {
        "premature": Listed("Form sent too early, still open", ("part:now", "flag:premature")),
        "odd": Listed("Odd records, still open", ("part:now", "flag:odd")),
    }
    for _, row in named_tams(view).iterrows():
        tam, step = f"tam:{row['tam_id']}", str(row["step"])
        found[tam] = Listed(f"{row['name']}: all", ("part:now", tam))
        if row["request_count"]:
            name = f"{row['name']}: {words.STEPS[step]}"
            found[str(row["code"])] = Listed(name, ("part:now", tam, f"step:{step}"))
    return found


def fields(view: View) -> tuple[link.Field, ...]:
    """What of this part is in the address: which requests are listed."""
    return (link.OneOf(WAITS, tuple(choices(view)), EVERY),)


def named_tams(view: View) -> pd.DataFrame:
    """The rows of `mediation_by_tam` with the name and the code of each cell; two TAMs of one name show their codes."""
    rows = view.ask("mediation_by_tam")
    people = rows.drop_duplicates("tam_id")
    repeated = set(people.loc[people["tam_name"].duplicated(), "tam_name"].dropna())
    names = [
        NOBODY["no_tam"] if pd.isna(name) else f"{name} ({tam})" if name in repeated else str(name)
        for tam, name in zip(rows["tam_id"], rows["tam_name"], strict=True)
    ]
    return rows.assign(name=names, code=rows["tam_id"] + "/" + rows["step"])


def show(view: View) -> None:
    """Draw the part."""
    steps = view.ask("mediation_now")
    if not steps["request_count"].sum():
        st.success("No request to a mailbox provider is open under these filters.")
        return
    cards.row([total(steps), *(card(view, row) for _, row in steps.iterrows())], key="mediation-now")
    if view.filters.tams:
        st.caption(
            "Here a request counts under the TAM its account has now, who must act; below, under the TAM of the day it "
            "was opened."
        )
    show_tams(view)
    requests.show(
        view,
        WAITS,
        choices(view),
        "Open requests, the longest waiting first",
        requests.open_columns(view.facts.zone),
        "No open request is in this group. Choose another one above, or click another cell.",
    )


def total(steps: pd.DataFrame) -> Card:
    """All open requests."""
    flagged = int(steps["premature_count"].sum())
    return Card(
        definitions.MEDIATION_OPEN,
        formats.count(steps["request_count"].sum()),
        "under these filters",
        note=f"{flagged:,} with a form sent too early" if flagged else "",
        action=("List them", lambda: picks.choose(WAITS, EVERY)),
    )


def card(view: View, row: pd.Series) -> Card:
    """The requests at one step, with the longest wait."""
    step = str(row["step"])
    return Card(
        STEPS[step],
        formats.count(row["request_count"]),
        longest(view, row),
        note=f"{int(row['premature_count']):,} sent too early" if row["premature_count"] else "",
        action=("List them", lambda: picks.choose(WAITS, step)),
    )


def longest(view: View, row: pd.Series) -> str:
    """The longest wait at a step, in words; while a form is not sent business time counts, afterwards the clock."""
    if not row["request_count"]:
        return "none"
    since = f"oldest since {formats.day(row['oldest_waiting_since'].tz_convert(view.facts.zone))}"
    if row["step"] in ("ready", "preparing"):
        longest = formats.duration(row["longest_unsubmitted_business_seconds"])
        return f"{since}; longest {longest} from opening (business time)"
    if row["step"] == "submitted":
        return f"{since}; longest {formats.duration(row['longest_unreplied_elapsed_seconds'])} (clock)"
    return since


def show_tams(view: View) -> None:
    """What each TAM can do; a click on a cell lists it."""
    rows = named_tams(view)
    cells = rows.assign(step_name=rows["step"].map(words.STEPS), short_name=rows["step"].map(words.SHORT_STEPS))
    own = cells[cells["step"].isin(["ready", "replied"])]["request_count"].sum()
    drawn = drawing.MOST_ROWS * len(STEPS)
    cut = f" The first {drawing.MOST_ROWS} are drawn; the table has all." if len(cells) > drawn else ""
    about = (
        f"By the TAM the account has now. {formats.plural(own, 'request')} can be moved on by us today: to be "
        f"sent, or to be closed.{cut}"
    )
    picked = figure(
        BY_TAM,
        "Next step by TAM",
        drawing.step_table,
        cells,
        words={"ink": charts.INK[st.context.theme.type or "light"]},
        reads=f"Table of the open requests by TAM and next step. {about}",
        caption=about,
        columns={
            "name": "TAM",
            "step_name": "Next step",
            "request_count": st.column_config.NumberColumn("Requests", format="localized"),
        },
    )
    picks.follow(view, BY_TAM, picked, WAITS, EVERY)
