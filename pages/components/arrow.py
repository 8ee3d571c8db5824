"""Rows as they are sent to the browser: Arrow, and nothing that is not shown. Free of Streamlit.

Streamlit takes frames as well, but describes each to pandas on the way, which for a few rows takes most of the time.
"""

from collections.abc import Iterable
from typing import Any

import pandas as pd
import pyarrow as pa


def table(frame: pd.DataFrame, columns: Iterable[str]) -> pa.Table:
    """Those of the columns that the frame has, in their order; what pandas calls missing is null."""
    return pa.table({name: pa.array(frame[name], from_pandas=True) for name in columns if name in frame})


def stream(rows: list[dict[str, Any]]) -> bytes:
    """Rows of the same names as an Arrow stream, the form in which a chart takes its data."""
    made, sink = pa.Table.from_pylist(rows), pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, made.schema) as writer:
        writer.write_table(made)
    return bytes(sink.getvalue())
