"""Pages as a server runs them, but for two things.

Charts are checked against their schema, which the server leaves out to save the time. And the packages of the
environment are searched for components of Streamlit once, where every run of an AppTest would search them again.
"""

from functools import cache

from altair.utils import schemapi
from streamlit.components.v2 import manifest_scanner

from pages.components import charts

assert charts.MOST_MARKS  # importing them is what switches the checks off
schemapi.enable_debug_mode()
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
