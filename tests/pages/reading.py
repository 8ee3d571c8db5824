"""What a page sends to the browser as texts, tables and rows of charts too, and the files it offers."""

from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa
import pytest
import streamlit as st
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

# The pages and the parts of them that draw other things; a word in capitals stands for an id of its kind.
VISITS: dict[str, tuple[str, dict[str, str]]] = {
    "response times of one account": ("response-times", {"account": "ACCOUNT", "tam": "TAM", "part": "groups"}),
    "at risk": ("at-risk", {}),
    "open issues": ("open-issues", {}),
    "all TAMs": ("tam-workload", {"show": "all"}),
    "a book": ("tam-workload", {"book": "TAM"}),
    "history": ("tam-workload", {"show": "history"}),
    "all migrations": ("migrations", {}),
    "a migration": ("migrations", {"migration": "MIGRATION"}),
    "a plan": ("migrations", {"show": "plan"}),
    "mediation": ("mediation", {}),
    "a month": ("monthly", {}),
    "a case": ("case", {"case": "CASE"}),
    "data": ("data-quality", {}),
    "an account": ("account", {"account_id": "ACCOUNT"}),
}


def elements(block: Any) -> Iterator[Message]:
    """Everything that is drawn, as it goes to the browser."""
    for child in getattr(block, "children", {}).values():
        if isinstance(getattr(child, "proto", None), Message):
            yield child.proto
        yield from elements(child)


def texts(message: Message, path: str) -> Iterator[tuple[str, str]]:
    """Every text of a message with where it stands; of rows of tables and charts each cell."""
    for field, value in message.ListFields():
        place = f"{path}.{field.name}"
        if field.type == FieldDescriptor.TYPE_STRING:
            yield from ((place, one) for one in ([value] if isinstance(value, str) else value))
        elif field.type == FieldDescriptor.TYPE_BYTES and field.name == "data":
            yield from ((place, cell) for cell in cells(value))
        elif field.type == FieldDescriptor.TYPE_MESSAGE:
            is_map = field.message_type.GetOptions().map_entry
            held = value.values() if is_map else [value] if isinstance(value, Message) else value
            for one in held:
                yield from texts(one, place) if isinstance(one, Message) else [(place, str(one))]


def cells(rows: bytes) -> Iterator[str]:
    """The cells of rows that are sent in Arrow's format, as texts."""
    for column in pa.ipc.open_stream(rows).read_all().columns:
        yield from (str(cell) for cell in column.to_pylist() if cell is not None)


def sent(app: AppTest) -> str:
    """Every text that the browser is sent, and what the address says then."""
    told = [text for one in elements(app._tree) for _, text in texts(one, "")]
    return "\n".join([*told, *(str(app.query_params[name]) for name in app.query_params)])


def collect_files(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], bytes]]:
    """From now on, by its name, every file that a page offers: a function that makes it as a click would."""
    offered: dict[str, Callable[[], bytes]] = {}
    offer = st.download_button

    def offer_and_note(label: str, data: Any, *args: Any, **kwargs: Any) -> Any:
        offered[kwargs["file_name"]] = data if callable(data) else lambda: data
        return offer(label, data, *args, **kwargs)

    monkeypatch.setattr(st, "download_button", offer_and_note)
    return offered


def address_of(visit: str, **ids: str) -> tuple[str, dict[str, str]]:
    """Where a visit goes, with these ids."""
    address, query = VISITS[visit]
    return address, {name: ids.get(value, value) for name, value in query.items()}
