"""CSV that no spreadsheet can run: text cells that would start a formula get a leading apostrophe."""

from typing import Final

import numpy as np
import pandas as pd

STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: object) -> object:
    """The value itself, or with an apostrophe before it if it is text that a spreadsheet would run."""
    return f"'{value}" if isinstance(value, str) and value.startswith(STARTS_A_FORMULA) else value


def spelled(value: object) -> object:
    """A list as its values between semicolons, a missing one empty; anything else as it is."""
    if not isinstance(value, list | np.ndarray):
        return value
    return ";".join("" if pd.isna(one) else f"{one:.15g}" if isinstance(one, float) else str(one) for one in value)


def to_csv(frame: pd.DataFrame) -> str:
    """The frame as CSV with a header row; numbers and dates stay as they are, text cells are harmless.

    A list is one cell, its values between semicolons.
    """
    safe = frame.rename(columns=lambda name: str(harmless(str(name))))
    for position, dtype in enumerate(frame.dtypes):
        if pd.api.types.is_string_dtype(dtype) or pd.api.types.is_object_dtype(dtype):
            cells = frame.iloc[:, position].map(spelled)
            safe.isetitem(position, cells.map(harmless, na_action="ignore").array)
    return str(safe.to_csv(index=False, lineterminator="\r\n"))
