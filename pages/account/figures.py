"""The figures of an account: what is open, and what share of each kind of target was met."""

from collections.abc import Mapping
from typing import Final

import pandas as pd

from pages.account import lists
from pages.components import cards, definitions, formats, picks
from pages.components.cards import Card
from pages.components.definitions import Definition
from pages.components.view import View

Rows = Mapping[str, pd.Series]
CLOCKS: Final = {
    "first_response": definitions.ACCOUNT_FIRST_RESPONSE,
    "next_response": definitions.ACCOUNT_NEXT_RESPONSE,
    "resolution": definitions.ACCOUNT_RESOLUTION,
    "escalation_acknowledgement": definitions.ACCOUNT_ACKNOWLEDGEMENT,
    "escalation_resolution": definitions.ACCOUNT_ESCALATION_RESOLUTION,
}


def show(view: View, account: pd.Series) -> None:
    """Draw the cards; each opens the list behind it."""
    earlier = view.before()
    now = by_clock(view)
    before = by_clock(earlier) if earlier else {}
    cards.row(
        [
            counted(definitions.ACCOUNT_OPEN_CASES, account["open_case_count"], "open", "open as the records end"),
            moved(definitions.ACCOUNT_CASES, "first_response", "opened", "opened in the period", now, before),
            counted(
                definitions.ACCOUNT_OPEN_ESCALATIONS,
                account["open_escalation_count"],
                "escalations:open",
                "not resolved as the records end",
            ),
            moved(
                definitions.ACCOUNT_ESCALATIONS,
                "escalation_acknowledgement",
                "escalations",
                "raised in the period",
                now,
                before,
            ),
        ],
        key="account-counts",
    )
    cards.row(
        [share(name, clock, now, before) for clock, name in CLOCKS.items()],
        key="account-shares",
    )


def by_clock(view: View) -> Rows:
    """The rows of `attainment_by_clock` by their clock."""
    return {str(row["clock"]): row for _, row in view.ask("attainment_by_clock").iterrows()}


def counted(definition: Definition, number: float, code: str, basis: str) -> Card:
    """A count whose button puts the list on what it counts."""
    return Card(
        definition, formats.count(number), basis, action=("List them", lambda: picks.choose(lists.LISTED.key, code))
    )


def moved(definition: Definition, clock: str, code: str, basis: str, now: Rows, before: Rows) -> Card:
    """A count of the period with what it was in the period before."""
    return Card(
        definition,
        formats.count(now[clock]["clock_count"]),
        basis,
        cards.count_change(now[clock], before.get(clock), "clock_count"),
        action=("List them", lambda: picks.choose(lists.LISTED.key, code)),
    )


def share(definition: Definition, clock: str, now: Rows, before: Rows) -> Card:
    """The attainment of a clock, whose button lists what breached."""
    row = now[clock]
    breached = int(row["breached_count"])
    return Card(
        definition,
        cards.share_value(row["attainment"], row["judged_count"]),
        f"{breached:,} breached of {int(row['judged_count']):,} judged",
        cards.share_change(row, before.get(clock), "attainment", "judged_count"),
        note=note(row),
        action=("List the breached", lambda: picks.choose(lists.LISTED.key, f"{clock}:breached")),
    )


def note(row: pd.Series) -> str:
    """The median, and what counts on neither side."""
    if not row["clock_count"]:
        return ""
    aside = {
        "pending": int(row["pending_count"]),
        "unanswered": int(row["unanswered_count"]),
        "without a target": int(row["no_target_count"]),
    }
    median = cards.duration_value(row["median_business_seconds"], row["clock_count"])
    parts = [f"{count:,} {name}" for name, count in aside.items() if count]
    return "  \n".join([f"median {median}", *([", ".join(parts)] if parts else [])])
