"""All migrations: how many stand how, and a row for each, which opens it."""

from collections.abc import Sequence
from typing import Any, Final, cast

import pandas as pd
import streamlit as st

from pages.components import cards, charts, definitions, formats, link, picks
from pages.components.cards import Card
from pages.components.definitions import Definition
from pages.components.view import View
from pages.migrations import choosing, wording

CARDS: Final[dict[str, tuple[Definition, str]]] = {
    "on_track": (definitions.MIGRATIONS_ON_TRACK, "done by the target"),
    "late": (definitions.MIGRATIONS_LATE, "done after the target"),
    "stalled": (definitions.MIGRATIONS_STALLED, "no new stage in 10 days"),
    "cannot_say": (definitions.MIGRATIONS_UNSAID, "too little to project"),
    "paused": (definitions.MIGRATIONS_PAUSED, "until they resume"),
    "planned": (definitions.MIGRATIONS_PLANNED, "not begun"),
    "behind": (definitions.MIGRATIONS_BEHIND, "of those open"),
    "health_watch": (definitions.MIGRATIONS_WATCH, "of those open"),
    "health_stop": (definitions.MIGRATIONS_STOP, "of those open"),
    "blocked": (definitions.MIGRATIONS_BLOCKED, "of those open"),
    "completed": (definitions.MIGRATIONS_COMPLETED, "finished"),
    "cancelled": (definitions.MIGRATIONS_CANCELLED, "given up"),
}
GROUPS: Final = {"all": "All migrations", "open": "Open: planned, warming up or paused"} | {
    code: definition.name for code, (definition, _) in CARDS.items()
}
GROUP: Final = link.OneOf("migrations", tuple(GROUPS), "all")
WHOLE: Final = 30  # up to so many rows the table is shown whole; a longer one scrolls
TALLEST: Final = 900
_VISITS: Final = "migrations-opened"
Number = st.column_config.NumberColumn
Day = st.column_config.DateColumn


def show(view: View) -> Sequence[link.Field]:
    """Draw the cards and the list they act on; returns what of it is in the URL."""
    link.restore([GROUP])
    say_what_does_not_apply(view)
    counts = view.ask("migration_totals").set_index("group_code")["migration_count"]
    if not counts["all"]:
        say_there_is_none(view)
        return (GROUP,)
    cards.row([card(code, counts) for code in CARDS], key="migration-counts", narrowest=150)
    with st.container(border=True, key="migration-list"):
        st.header("Every migration, and how far it is", anchor=False)
        group = str(st.selectbox("Listed", list(GROUPS), format_func=GROUPS.__getitem__, key=GROUP.key, width=360))
        show_list(view, group)
    return (GROUP,)


def say_what_does_not_apply(view: View) -> None:
    """Filters of cases that are set: they narrow no migration."""
    chosen = {
        "category": view.filters.categories,
        "priority": view.filters.priorities,
        "channel": view.filters.channels,
    }
    names = [name for name, codes in chosen.items() if codes]
    if names:
        st.caption(f"A migration has no {formats.either(names)}: that filter narrows nothing here.")


def say_there_is_none(view: View) -> None:
    """No migration: because of the filters, or of the records."""
    if wording.names(view):
        st.info("No migration matches the filters. Choose other accounts, TAMs or regions in the sidebar.")
    else:
        st.info(
            "The records hold no migration. Add `migrations.csv`, `warmup_plan.csv` and `email_traffic.csv` to them; "
            "the plan maker above writes the second."
        )


def card(code: str, counts: pd.Series) -> Card:
    """The count of a group, whose button lists it."""
    definition, basis = CARDS[code]
    of_all = basis if basis != "of those open" else f"of {formats.count(counts['open'])} open"
    return Card(
        definition,
        formats.count(counts[code]),
        of_all,
        action=("List them", lambda: picks.choose(GROUP.key, code)),
    )


def show_list(view: View, group: str) -> None:
    """The migrations of a group; choosing a row opens it."""
    rows = view.ask("migration_list", group_code=group)
    if rows.empty:
        st.info("No migration stands so. Choose another group above.")
        return
    visits = st.session_state.setdefault(_VISITS, 0)
    event = st.dataframe(
        worded(rows),
        key=f"migration-rows-{visits}",  # the browser keeps a tick under its key: Back would open the row again
        hide_index=True,
        column_config=columns(),
        column_order=list(columns()),
        on_select="rerun",
        selection_mode="single-row",
        height="content" if len(rows) <= WHOLE else TALLEST,
        placeholder="",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Download CSV",
            view.csv_of("migration_list", group_code=group),
            file_name="migrations.csv",
            mime="text/csv",
            key="migrations-csv",
            on_click="ignore",
        )
        st.caption(f"{formats.plural(len(rows), 'migration')}. Tick a row to open it.", width="content")
    chosen = cast("dict[str, Any]", event)["selection"]["rows"]
    if chosen:
        st.session_state[_VISITS] += 1
        choosing.open_one(str(rows["migration_id"].iloc[chosen[0]]))
        st.rerun()


def worded(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with words for codes, and what the table draws beside them."""
    standing = rows["standing"].map(wording.STANDINGS).fillna(rows["standing"])
    health = rows["health"].map(wording.HEALTHS)
    return rows.assign(
        standing=pd.Series([[word] for word in standing], index=rows.index),
        health=pd.Series([[] if pd.isna(word) else [word] for word in health], index=rows.index),
        status=[wording.status(row) for _, row in rows.iterrows()],
        stage_of=[stage_of(row) for _, row in rows.iterrows()],
        volume_trend=pd.Series([drawable(trend) for trend in rows["volume_trend"]], index=rows.index),
        range=[wording.finish_range(row) for _, row in rows.iterrows()],
    )


def drawable(trend: Sequence[float]) -> list[float]:
    """A trend as the table can draw it: days of which nothing is known as none; no line where no day is known."""
    return [0.0 if pd.isna(value) else value for value in trend] if not all(pd.isna(value) for value in trend) else []


def stage_of(row: pd.Series) -> str:
    """`4 of 20`; a space in front of a single digit, so that the column sorts."""
    return "no plan" if pd.isna(row["stages"]) or not row["stages"] else f"{row['stage']:2.0f} of {row['stages']:.0f}"


def columns() -> dict[str, Any]:
    """The headings, in their order."""
    return {
        "account_name": st.column_config.TextColumn("Account", pinned=True, width=130),
        "standing": st.column_config.MultiselectColumn(
            "Stands",
            options=list(wording.STANDINGS.values()),
            color=[wording.STANDING_COLOURS.get(word, "gray") for word in wording.STANDINGS.values()],
            help="A projection against the target; stalled: no new stage in 10 days.",
            width=85,
        ),
        "share_now": st.column_config.ProgressColumn(
            "Moved",
            format="percent",
            min_value=0,
            max_value=1,
            help=f"Traffic moved. {definitions.MIGRATION_SHARE.text}",
            width=100,
        ),
        "stage_of": st.column_config.TextColumn("Stage", help=definitions.MIGRATION_STAGE.text, width=70),
        "days_behind": Number(
            "Behind",
            format="%d",
            help="Planned days behind the plan; below zero it is ahead. Empty without a plan, or once it has ended.",
            width=60,
        ),
        "health": st.column_config.MultiselectColumn(
            "Health",
            options=list(wording.HEALTHS.values()),
            color=[wording.HEALTH_COLOURS[word] for word in wording.HEALTHS.values()],
            help=definitions.MIGRATION_HEALTH.text,
            width=75,
        ),
        "projected_on": Day("Done", format="D MMM YYYY", help=definitions.MIGRATION_FINISH.text, width=90),
        "range": st.column_config.TextColumn("Likely between", help="Or why no date can be given.", width=130),
        "target_on": Day("Target", format="D MMM YYYY", width=90),
        "days_to_target": Number(
            "Late", format="%d", help="Days from the target to the day done; below zero is early.", width=50
        ),
        "open_blockers": Number(
            "Blockers", help="Open escalations and mediations of the account that stand in the way.", width=70
        ),
        "volume_trend": st.column_config.AreaChartColumn(
            "30 days",
            y_min=0,
            color=charts.MET,
            help="Premium messages a day, 30 days; one without a record is drawn as none.",
            width=80,
        ),
        "out_of_scope_count": Number("Out of scope", help="Requests during the migration that the terms exclude."),
        "tam_name": "TAM",
        "started_on": Day("Started", format="D MMM YYYY"),
        "target_daily_volume": Number("Target a day", format="localized"),
        "migration_id": "Migration",
    }
