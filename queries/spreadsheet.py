"""CSV that no spreadsheet can run: text cells that would start a formula get a leading apostrophe."""

from typing import Final

import pandas as pd

STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: object) -> object:
    """The value itself, or with an apostrophe before it if it is text that a spreadsheet would run."""
    return f"'{value}" if isinstance(value, str) and value.startswith(STARTS_A_FORMULA) else value


def to_csv(frame: pd.DataFrame) -> str:
    """The frame as CSV with a header row; numbers and dates stay as they are, text cells are harmless."""
    safe = frame.rename(columns=lambda name: str(harmless(str(name))))
    for position, dtype in enumerate(frame.dtypes):
        if pd.api.types.is_string_dtype(dtype) or pd.api.types.is_object_dtype(dtype):
            safe.isetitem(position, frame.iloc[:, position].map(harmless, na_action="ignore").array)
    return str(safe.to_csv(index=False, lineterminator="\r\n"))
