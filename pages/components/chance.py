"""What a chart with control limits says in words: news, or noise."""

from typing import Any

import pandas as pd

from pages.components import formats


def signals(frame: pd.DataFrame, step: str) -> str:
    """In words: which weeks or months are news, and against what."""
    mean = frame["mean_attainment"].iloc[0]
    if formats.is_missing(mean):
        return "Nothing with a target in the 12 months to the end of the records."
    limits = f"3-sigma limits around the 12-month mean of {formats.share(mean)}"
    named = [
        f"{named_step(row, step)} ({formats.share(row['attainment'])}, {row['signal']})"
        for row in frame[frame["signal"].notna()].to_dict("records")
    ]
    if not named:
        return f"No {step} lies outside the {limits}: what moved is within chance."
    start = "week of " if step == "week" else ""
    return f"Outside the {limits}: {start}{', '.join(named[-6:])}{' and earlier ones' if len(named) > 6 else ''}."


def named_step(row: dict[Any, Any], step: str) -> str:
    """A week by its Monday, a month by its name."""
    return formats.day(row["week_start"]) if step == "week" else f"{row['month_start']:%b %Y}"
