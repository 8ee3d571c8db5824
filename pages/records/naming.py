"""The words for the kinds of records and for the headlines."""

from typing import Final

import pandas as pd

from pages.components import words

KINDS: Final = {
    "sla_targets": "Targets",
    "tam_assignments": "TAM assignments",
    "warmup_plan": "Warm-up plan",
}


def kind(record_type: str) -> str:
    """`case_events` as `Case events`."""
    return KINDS.get(record_type, record_type.replace("_", " ").capitalize())


def worded(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with words for kinds of records and other codes."""
    shown = words.worded(frame)
    return shown.assign(record_type=shown["record_type"].map(kind)) if "record_type" in shown.columns else shown
