"""One migration: what it comes to in words and figures, then its days, rates, stages, and the support side."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from pages.components import cards, definitions, formats, link, part
from pages.components.cards import Card
from pages.components.view import View
from pages.migrations import case_weeks, choosing, events, ramp, rates, requests, stages, wording


def show(view: View, migration_id: str) -> Sequence[link.Field]:
    """Draw the migration of the address; returns what of it is in the URL. The shared filters do not narrow it."""
    choosing.show_one(view, migration_id)
    if any((view.filters.accounts, view.filters.tams, view.filters.regions)):
        st.caption("The filters narrow the list of all migrations, not this one.")
    found = view.ask("migration_facts", migration_id=migration_id)
    if found.empty:
        choosing.show_absence(migration_id)
        return ()
    row = found.iloc[0]
    fields = [wording.SCALE, case_weeks.field(view, row), requests.REQUESTS]
    link.restore(fields)
    show_head(row)
    span = ramp.Span.of(row, view.ask("migration_daily", migration_id=migration_id))
    ramp.show(view, row, span)
    events.show(view, row, span)
    ramp.show_share(view, row, span)
    rates.show(view, row, span)
    stages.show(view, row)
    part.heading(
        "Cases", "Whether the ramp brings more of them: those of the account opened since the start, and before it."
    )
    case_weeks.show(view, row)
    part.heading(
        "Requests",
        "Escalations raised during the migration. What the terms exclude is counted beside it, not as part of it.",
    )
    requests.show(view, row)
    return fields


def show_head(row: pd.Series) -> None:
    """The sentences and the cards."""
    with st.container(border=True, key="migration-head", gap="xsmall"):
        st.header(formats.plain(str(row["account_name"])), anchor=False)
        st.markdown(story(row))
        choosing.link_account(str(row["account_id"]))
    cards.row(
        [
            Card(definitions.MIGRATION_STAGE, stage(row), stage_basis(row)),
            Card(
                definitions.MIGRATION_SHARE,
                formats.share(row["share_now"]),
                f"{formats.count(row['premium_sent'])} premium on {formats.day(row['judged_on'])}"
                if pd.notna(row["premium_sent"])
                else "no premium traffic",
            ),
            Card(definitions.MIGRATION_DAYS, wording.behind(row["days_behind"]), days_basis(row)),
            Card(
                definitions.MIGRATION_HEALTH,
                wording.HEALTHS.get(str(row["health"]), formats.MISSING),
                health_basis(row),
            ),
            Card(definitions.MIGRATION_FINISH, wording.day_or(row["projected_on"], "cannot say"), finish_basis(row)),
        ],
        key="migration-figures",
        narrowest=190,
    )


def story(row: pd.Series) -> str:
    """Where the migration stands, in sentences."""
    standing = wording.STANDINGS.get(str(row["standing"]), wording.status(row))
    begun = f"**{standing}**, migration {formats.plain(str(row['migration_id']))}"
    who = "no TAM" if pd.isna(row["tam_name"]) else f"TAM {formats.plain(str(row['tam_name']))}"
    dates = (
        f"{'starts' if row['standing'] == 'planned' else 'started'} {formats.day(row['started_on'])}, "
        f"target {formats.day(row['target_on'])}, to reach {formats.count(row['target_daily_volume'])} messages a day"
    )
    return "  \n".join([f"{begun}, {who}: {dates}.", *outlook(row), *shared(row)])


def outlook(row: pd.Series) -> list[str]:
    """When it will be done, or why that cannot be said."""
    if row["standing"] == "completed":
        return [f"Completed {wording.completion(row)}."]
    if row["standing"] == "cancelled":
        return ["It was cancelled: nothing is projected."]
    if row["standing"] == "planned":
        return ["It has not begun: nothing is projected."]
    if row["standing"] == "stalled":
        since = wording.day_or(row["stalled_since"], "the start")
        return [f"No new stage came since {since}: it is stalled, and while it is, **no finish can be given**."]
    if row["standing"] == "paused":
        return ["It is paused: **no finish can be given** until it resumes."]
    if pd.isna(row["projected_on"]):
        why = wording.UNSAID.get(str(row["cannot_say"]), "cannot say").removeprefix("cannot say")
        return [f"When it will be done **cannot be said{why}**."]
    return [
        f"At the pace of its last {formats.plural(row['progress_day_count'], 'day')} it is done "
        f"**{formats.day(row['projected_on'])}**, {against_target(row)} (likely {wording.finish_range(row)})."
    ]


def against_target(row: pd.Series) -> str:
    """The projection against the target."""
    days = row["days_to_target"]
    if days == 0:
        return "on the target"
    return f"{formats.plural(abs(days), 'day')} {'after' if days > 0 else 'before'} the target"


def shared(row: pd.Series) -> list[str]:
    """A warning where traffic cannot be told apart."""
    if not row["shares_account"]:
        return []
    return [
        "Another migration of this account runs at the same time: traffic records are the account's, so both count it."
    ]


def stage(row: pd.Series) -> str:
    """`4 of 20`."""
    return f"{formats.count(row['stage'])} of {formats.count(row['stages'])}" if row["stages"] else "no plan"


def stage_basis(row: pd.Series) -> str:
    """When the stage was reached, what comes next, and why it does not."""
    if not row["stages"]:
        return "no planned day in the records"
    reached = row["last_stage_on"]
    lines = ["none reached yet" if pd.isna(reached) else f"reached {formats.day(reached)}"]
    if pd.notna(row["next_volume"]):
        lines.append(f"next: {formats.count(row['next_volume'])} a day")
    if pd.notna(row["held_reason"]):
        lines.append(f"held: {wording.HELD.get(str(row['held_reason']), row['held_reason'])}")
    return "  \n".join(lines)


def days_basis(row: pd.Series) -> str:
    """What the days are counted from."""
    if pd.isna(row["days_behind"]):
        return "counted while it is open and has a plan"
    return f"planned days, as of {formats.day(row['judged_on'])}"


def health_basis(row: pd.Series) -> str:
    """The rates behind the health."""
    rates_7d = {
        "bounce": row["bounce_rate_7d"],
        "complaint": row["complaint_rate_7d"],
        "deferral": row["deferral_rate_7d"],
    }
    if all(pd.isna(rate) for rate in rates_7d.values()):
        return "nothing sent in the last 7 days"
    return "  \n".join(
        f"{name} {formats.share(rate) if name != 'complaint' else fine(rate)}" for name, rate in rates_7d.items()
    )


def fine(rate: float) -> str:
    """A small share with three decimals of a percent."""
    return formats.MISSING if pd.isna(rate) else f"{rate * 100:.3f}{formats.NBSP}%"


def finish_basis(row: pd.Series) -> str:
    """The range, or why there is none, and the target."""
    target = f"target {formats.day(row['target_on'])}"
    return "  \n".join([wording.finish_range(row), target])
