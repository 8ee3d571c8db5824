"""Response times: how quickly customers hear from us, and whether in time."""

import streamlit as st

from pages.components import filters, link, states
from pages.components.view import View
from pages.response_times import case_list, choices, figures, groups, hours, spent, times, totals, verdicts
from pages.response_times.choices import CLOCKS, DENOMINATORS, SECTIONS, Asked


def render(view: View) -> None:
    """Draw the page."""
    asked = choose(view)
    if not any(asked.clock_totals(clock)[0]["row_count"] for clock in ("first_response", asked.clock)):
        nothing(asked)
    else:
        totals.show(asked)
        show_section(asked)
        case_list.show(asked)
    link.publish(fields(asked.clock))


def fields(clock: str) -> list[link.Field]:
    """What of this page is in the URL."""
    own = [choices.CLOCK, choices.denominators(clock), choices.SECTION, groups.OWNER, times.MEASURE, spent.SPLIT]
    return [*own, case_list.ZONE, case_list.VERDICT, case_list.BEHIND]


def choose(view: View) -> Asked:
    """The choice of the clock and of the cases it is asked about."""
    case_list.restore()
    link.restore([choices.CLOCK])
    link.restore(fields(st.session_state[choices.CLOCK.key]))
    with st.container(horizontal=True, key="asked", gap="medium"):
        clock = str(
            st.segmented_control(
                "Clock",
                list(CLOCKS),
                format_func=lambda code: CLOCKS[code].name,
                key=choices.CLOCK.key,
                required=True,
                on_change=case_list.clear,
                help="  \n".join(f"**{one.name}**: {one.explained}" for one in CLOCKS.values()),
                width="content",
            )
        )
        denominator = choices.denominators(clock)
        cases = str(
            st.segmented_control(
                "Cases counted",
                list(denominator.codes),
                format_func=DENOMINATORS.__getitem__,
                key=denominator.key,
                required=True,
                on_change=case_list.clear,
                help="Three denominators, never mixed. Due: what ran out of time in the period, open overdue ones "
                "included; a silence has no due time of its own.",
                width="content",
            )
        )
    return Asked(view, clock, cases)


def nothing(asked: Asked) -> None:
    """Say why there is nothing."""
    if asked.denominator == "opened" or asked.view.facts.case_count == 0:
        states.no_cases(asked.view)
        return
    period = filters.period_in_words(asked.view.filters)
    st.info(
        f"Nothing was {asked.denominator} in the period {period} under these filters. "
        "Choose a longer period in the sidebar, or another way to count above."
    )


def show_section(asked: Asked) -> None:
    """The part of the page that is chosen: the others are not even asked for."""
    section = st.segmented_control(
        "Part of the page",
        list(SECTIONS),
        format_func=SECTIONS.__getitem__,
        key=choices.SECTION.key,
        required=True,
        label_visibility="collapsed",
    )
    if section != "spent" and not asked.clock_totals()[0]["row_count"]:
        st.info(f"The {asked.words.name.lower()} clock has not run in any of these cases. Choose another clock above.")
    elif section == "hours":
        hours.show(asked)
    elif section == "groups":
        groups.choose_owner()
        groups.show(asked)
    elif section == "times":
        times.show(asked)
    elif section == "spent":
        spent.show(asked)
    else:
        show_on_time(asked)


def show_on_time(asked: Asked) -> None:
    """Verdicts, shares over time and the spread of times."""
    left, right = st.columns(2)
    with left:
        figures.show_weeks(asked)
    with right:
        figures.show_spread(asked)
    verdicts.show(asked)
    figures.show_months(asked)
    verdicts.show_ledger(asked)
