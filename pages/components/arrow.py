"""Rows as they are sent to the browser: plain Arrow. Free of Streamlit.

Streamlit takes frames as well, but describes each to pandas on the way, which for a few rows takes most of the time.
"""

from typing import Any

import pandas as pd
import pyarrow as pa


def table(frame: pd.DataFrame) -> pa.Table:
    """The frame without its index; what pandas calls missing is null."""
    return pa.table({str(name): pa.array(column, from_pandas=True) for name, column in frame.items()})


def stream(rows: list[dict[str, Any]]) -> bytes:
    """Rows of the same names as an Arrow stream, the form in which a chart takes its data."""
    made, sink = pa.Table.from_pylist(rows), pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, made.schema) as writer:
        writer.write_table(made)
    return bytes(sink.getvalue())
