"""At risk: what is late or nearly late among what is open now, and whose it is."""

from pages.at_risk import bands, clock_list, following, forecast
from pages.components import link, states
from pages.components.view import View


def render(view: View) -> None:
    """Draw the page."""
    if view.facts.case_count == 0:
        states.no_cases(view)
    else:
        show(view)
    following.watch(view.snapshot, view.facts)


def show(view: View) -> None:
    """Draw the counts, the list and the forecast."""
    owners = view.ask("risk_forecast")
    fields = (*clock_list.FIELDS, *forecast.fields(owners))
    link.restore(fields)
    totals = view.ask("risk_totals")
    bands.show(totals)
    if totals["item_count"].sum():
        clock_list.show(view)
        forecast.show(view, owners)
    link.publish(fields)
