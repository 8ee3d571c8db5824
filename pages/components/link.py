"""Keep widgets and the URL in step, so that a link reproduces the page and Back undoes a choice.

Streamlit's own `bind="query-params"` writes a widget's labels into the URL (streamlit/streamlit#14224): a
renamed account would break every shared link. Here the URL holds the codes, whatever the widget shows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx


@dataclass(frozen=True, slots=True)
class OneOf:
    """A choice of one code; anything else in a link means the default."""

    key: str
    codes: tuple[str, ...]
    default: str

    def read(self, texts: Sequence[str]) -> str:
        """The value a link asks for."""
        return texts[-1] if texts and texts[-1] in self.codes else self.default

    def keep(self, value: Any) -> str:
        """The value a widget may hold, given what it held before."""
        return self.read([value])

    def write(self, value: str) -> list[str]:
        """What the link says; nothing for the default."""
        return [] if value == self.default else [value]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """A choice of any number of codes, none of them = all; unknown codes in a link are ignored."""

    key: str
    codes: tuple[str, ...]

    @property
    def default(self) -> list[str]:
        """No narrowing."""
        return []

    def read(self, texts: Sequence[str]) -> list[str]:
        """The values a link asks for, each once."""
        return [code for code in dict.fromkeys(texts) if code in set(self.codes)]

    def keep(self, value: Any) -> list[str]:
        """The values a widget may hold, given what it held before."""
        return self.read(value or [])

    def write(self, value: Sequence[str]) -> list[str]:
        """What the link says."""
        return list(value)


@dataclass(frozen=True, slots=True)
class Day:
    """A date, or none; a link's date that is no date or lies outside the bounds means the default, else none."""

    key: str
    first: date
    last: date
    default: date | None = None

    def read(self, texts: Sequence[str]) -> date | None:
        """The date a link asks for."""
        try:
            return self.keep(date.fromisoformat(texts[-1])) if texts else self.default
        except ValueError:
            return self.default

    def keep(self, value: Any) -> date | None:
        """The date a widget may hold, given what it held before."""
        return value if isinstance(value, date) and self.first <= value <= self.last else self.default

    def write(self, value: date | None) -> list[str]:
        """What the link says; nothing for the default."""
        return [value.isoformat()] if value and value != self.default else []


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within bounds; anything else in a link means the default."""

    key: str
    least: int
    most: int
    default: int

    def read(self, texts: Sequence[str]) -> int:
        """The number a link asks for."""
        is_plain = bool(texts) and texts[-1].isascii() and texts[-1].isdigit() and len(texts[-1]) <= len(str(self.most))
        return self.keep(int(texts[-1])) if is_plain else self.default

    def keep(self, value: Any) -> int:
        """The number a widget may hold, given what it held before."""
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return value if is_number and self.least <= value <= self.most else self.default

    def write(self, value: int) -> list[str]:
        """What the link says; nothing for the default."""
        return [] if value == self.default else [str(value)]


MOST_CHARACTERS: Final = 200


@dataclass(frozen=True, slots=True)
class Words:
    """Free text of one line, at most MOST_CHARACTERS."""

    key: str

    @property
    def default(self) -> str:
        """Nothing."""
        return ""

    def read(self, texts: Sequence[str]) -> str:
        """The text a link holds."""
        return " ".join(texts[-1].split())[:MOST_CHARACTERS] if texts else ""

    def keep(self, value: Any) -> str:
        """The text a widget may hold, given what it held before."""
        return value if isinstance(value, str) and len(value) <= MOST_CHARACTERS else ""

    def write(self, value: str) -> list[str]:
        """What the link says."""
        return [value] if value else []


Field = OneOf | AnyOf | Day | Whole | Words


def restore(fields: Iterable[Field]) -> None:
    """Before the widgets are drawn: take values from the URL when a visit starts or Back was pressed.

    Otherwise the widgets hold what they held, without values that are no longer among the codes.
    """
    context = get_script_run_ctx()
    by_history = context is not None and context.is_history_navigation
    for field in fields:
        if by_history or field.key not in st.session_state:
            st.session_state[field.key] = field.read(st.query_params.get_all(field.key))
        elif st.session_state[field.key] != field.keep(st.session_state[field.key]):
            st.session_state[field.key] = field.keep(st.session_state[field.key])


def codes(fields: Iterable[Field]) -> dict[str, list[str]]:
    """The query parameters that say what the widgets hold."""
    written = {field.key: field.write(st.session_state.get(field.key, field.default)) for field in fields}
    return {key: texts for key, texts in written.items() if texts}


def publish(fields: Iterable[Field]) -> None:
    """After the widgets are drawn: make the URL say what they hold, other parameters untouched."""
    fields = tuple(fields)
    own = {field.key for field in fields}
    held = {key: st.query_params.get_all(key) for key in st.query_params}
    wanted: Mapping[str, list[str]] = {key: texts for key, texts in held.items() if key not in own} | codes(fields)
    if wanted != held:
        st.query_params.from_dict(wanted)


def reset(fields: Iterable[Field]) -> None:
    """Put every field back to its default; for a button's on_click."""
    for field in fields:
        st.session_state[field.key] = field.default
