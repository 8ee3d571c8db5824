"""What was asked in the period: outcomes and times, by provider and month, with the list behind every figure."""

from typing import Final

import pandas as pd
import streamlit as st

from pages.components import link
from pages.components.view import View
from pages.mediation import figures, outcomes, requests, times, words
from pages.mediation.requests import EVERY, Choices, Listed

ASKED: Final = figures.ASKED
OF_CLOCKS: Final = {
    "submit:done": "Form submitted",
    "submit:waiting": "Form not submitted yet",
    "submit:never": "Ended or replied without a form",
    "reply:done": "Provider replied to the form",
    "reply:waiting": "No reply to the form yet",
    "reply:never": "Ended without a reply to the form",
}


def choices(view: View) -> Choices:
    """Everything that can be listed, by its code."""
    found = {EVERY: Listed("All requests of the period", ("part:period",))}
    found |= {
        f"result:{result}": Listed(name, ("part:period", f"result:{result}")) for result, name in words.RESULTS.items()
    }
    found |= {
        "flag:premature": Listed("Form sent too early", ("part:period", "flag:premature")),
        "flag:odd": Listed("Odd records", ("part:period", "flag:odd")),
    }
    found |= {code: Listed(name, ("part:period", code)) for code, name in OF_CLOCKS.items()}
    for by in ("provider", "month"):
        for _, row in view.ask("mediation_figures", by=by).iterrows():
            found |= of_group(by, row)
    return found


def of_group(by: str, row: pd.Series) -> dict[str, Listed]:
    """What can be listed of one provider or month: all, each outcome, and what each clock counts."""
    group = f"{by}:{row['code']}"
    found = {group: Listed(f"{row['name']}: all", ("part:period", group))}
    for result, name in words.RESULTS.items():
        if row[f"{result}_count"]:
            found[f"{group}/{result}"] = Listed(f"{row['name']}: {name}", ("part:period", group, f"result:{result}"))
    if by == "provider":
        for clock, column in (("submit:done", "submitted_count"), ("reply:done", "replied_count")):
            if row[column]:
                found[f"{group}/{clock}"] = Listed(f"{row['name']}: {OF_CLOCKS[clock]}", ("part:period", group, clock))
    return found


def fields(view: View) -> tuple[link.Field, ...]:
    """What of this part is in the address: which requests are listed."""
    return (link.OneOf(ASKED, tuple(choices(view)), EVERY),)


def show(view: View) -> None:
    """Draw the part."""
    now = view.ask("mediation_figures", by="all").iloc[0]
    if not now["request_count"]:
        st.info("No request was opened in the period under these filters. Choose a longer period in the sidebar.")
        return
    earlier = view.before()
    before = earlier.ask("mediation_figures", by="all").iloc[0] if earlier else None
    outcomes.show_cards(now, before)
    left, right = st.columns(2)
    with left:
        outcomes.show_providers(view)
    with right:
        outcomes.show_months(view)
    times.show_cards(now, before)
    left, right = st.columns(2)
    with left:
        times.show_providers(view, "submit")
    with right:
        times.show_providers(view, "reply")
    requests.show(
        view,
        ASKED,
        choices(view),
        "Requests behind the figures",
        requests.asked_columns(view.facts.zone),
        "No request of the period is in this group.",
    )
