"""Data: what was read, what was refused and how much that matters, and what every figure means."""

from pages.components import filters, link, part
from pages.components.view import View
from pages.records import bounds, gaps, meanings, odd_events, rows, untargeted, versions


def render(view: View) -> None:
    """Draw the page."""
    fields: list[link.Field] = [rows.field(view), odd_events.field(view), untargeted.field(view), meanings.FIND]
    link.restore(fields)
    part.heading("Snapshots", "Each load makes one. All pages show the current one; the newest five are kept.")
    versions.show(view)
    part.heading("Read and refused", "What this load found in each file; rejected rows are in no figure.")
    rows.show(view)
    period = filters.period_in_words(view.filters)
    part.heading("How far could it matter?", f"Figures of the period, {period}, under the filters of the sidebar.")
    bounds.show(view)
    untargeted.show(view)
    odd_events.show(view)
    part.heading("Gaps", "Whatever the period and the filters say: how new the records are, and what they leave open.")
    gaps.show(view)
    part.heading("What the figures mean", "Every figure, every question behind one, and every rule of the clocks.")
    meanings.show()
    link.publish(fields)
