"""Charts are checked against their schema in tests, which the server leaves out to save the time."""

from altair.utils import schemapi

from pages.components import charts

assert charts.MOST_MARKS  # importing them is what switches the checks off
schemapi.enable_debug_mode()
