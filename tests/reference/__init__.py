"""CLOCKS.md a second time: slow, obvious and written without a look at the SQL.

It exists to disagree. Nothing here is shared with `data/`: no DuckDB, no set arithmetic, no cumulative sums. Time is
walked cell by cell and events are applied one by one, so that a mistake here and the same mistake in the SQL would
have to be made twice, in two different ways of thinking.

In: records as they stand in CSV files (a dict of record type to list of rows; a row maps a column to its text or None)
and `as_of` as text. Out: `case_spans`, `case_metrics`, `response_metrics`, `escalation_metrics` as lists of rows;
instants as text in UTC, durations as whole seconds.
"""

from tests.reference.tables import derive

__all__ = ["derive"]
