"""What every figure means: its help, the question behind it, and the rules of the clocks, searched together."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st

from pages.components import definitions, formats, link
from queries import runner

RULES: Final = Path(__file__).parent.parent.parent / "docs" / "decisions.md"
FIND: Final = link.Words("meaning")


@dataclass(frozen=True, slots=True)
class Meaning:
    """A name and what it means, in paragraphs."""

    name: str
    texts: tuple[str, ...]

    def has(self, wanted: Sequence[str]) -> bool:
        """Whether all the words are in it somewhere."""
        text = " ".join([self.name, *self.texts]).casefold()
        return all(word in text for word in wanted)


@cache
def figures() -> tuple[Meaning, ...]:
    """The figures on the pages, with the question that answers each."""
    return tuple(Meaning(one.name, (one.text, f"Answered by the question {one.question}.")) for one in definitions.ALL)


@cache
def questions() -> tuple[Meaning, ...]:
    """Every question, from its header."""
    return tuple(
        Meaning(
            f"{question.asks}",
            (f"{question.name}: {question.grain}.", f"Decided: {question.decided}."),
        )
        for question in map(runner.read, runner.names())
    )


@cache
def rules(path: Path = RULES) -> tuple[Meaning, ...]:
    """The rules of the clocks: their titles and what we do; none where the documents are not installed."""
    if not path.is_file():
        return ()
    found = re.findall(
        r"^### (\d+\. .+)\n((?:\*\*Ours\.\*\* )?(?:.+\n)+)", path.read_text(encoding="utf-8"), re.MULTILINE
    )
    return tuple(Meaning(title, (plain(text),)) for title, text in found)


def plain(text: str) -> str:
    """A paragraph without its marks."""
    return re.sub(r"\*\*Ours\.\*\* |[`*]", "", " ".join(text.split()))


def show() -> None:
    """Draw the search box and what it finds; without words everything can be opened."""
    st.text_input(
        "Find a meaning",
        key=FIND.key,
        placeholder="Words, such as: attainment, pending, holiday",
        max_chars=link.MOST_CHARACTERS,
        icon=":material/search:",
        width=420,
    )
    wanted = st.session_state[FIND.key].casefold().split()
    groups = {
        "Figures on the pages": figures(),
        "Questions that the figures come from": questions(),
        "Rules of the clocks": rules(),
    }
    hits = {name: [one for one in group if one.has(wanted)] for name, group in groups.items()}
    if not any(hits.values()):
        st.info("Nothing here has all these words. Try fewer.")
    for name, found in hits.items():
        if found:
            with st.expander(f"{name} ({formats.count(len(found))})", expanded=bool(wanted)):
                st.html(listed(found))


def listed(found: Sequence[Meaning]) -> str:
    """Names and meanings as HTML."""
    pairs = "".join(
        f"<dt>{html.escape(one.name)}</dt>" + "".join(f"<dd>{html.escape(text)}</dd>" for text in one.texts)
        for one in found
    )
    return f'<dl class="meanings">{pairs}</dl>'
