"""The summary as PDF: charts as SVG, set by typst with the fonts of this package. Same snapshot, same bytes."""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any, Final, Literal

import typst

from pages.monthly import contents, pictures
from pages.monthly.gathering import Summary

TEMPLATE: Final = Path(__file__).with_name("summary.typ")
LONGEST_WORD: Final = 24
AS_IT_IS: Final = ("svg", "origin")  # the name of a snapshot is to be copied without what nobody sees
NO_GLYPH: Final = "could not be displayed with font"  # of typst's complaint
PAPERS: Final = {"a4": "a4", "letter": "us-letter"}


def source(summary: Summary, paper: str = "a4") -> dict[str, Any]:
    """What the template is told: texts, and charts as SVG. Its date is that of the newest record, not today's."""
    content = contents.of(summary)
    as_of = summary.as_of_local
    return {
        "paper": PAPERS[paper],
        "date": [as_of.year, as_of.month, as_of.day],
        "name": contents.NAME,
        "title": content.title,
        "about": " · ".join(content.about),
        "origin": content.origin,
        "notices": content.notices,
        "sentences": content.sentences,
        "cards": [
            {
                "name": card.definition.name,
                "value": card.value,
                "change": card.change,
                "lines": card.lines,
                "is_outside": card.is_outside,
            }
            for card in content.cards
        ],
        "pictures": [
            {"title": one.title, "reads": one.reads, "svg": "" if one.is_empty else pictures.svg(one)}
            for one in content.pictures
        ],
        "tables": [
            {
                "code": table.code,
                "title": table.title,
                "about": table.about,
                "headings": table.headings,
                "rows": table.rows,
                "empty": table.empty,
                "is_text": table.is_text,
            }
            for table in content.tables
        ],
        "meanings": content.meanings,
    }


def pdf(summary: Summary, paper: str = "a4") -> bytes:
    """The document, tagged for screen readers; `paper` is one of PAPERS.

    It keeps to PDF/UA-1 unless a name holds letters that no font here has: the standard forbids their boxes.
    """
    told = json.dumps(_printable(source(summary, paper)))
    try:
        return _compiled(told, summary, "ua-1")
    except typst.TypstError as error:
        if NO_GLYPH not in str(error):
            raise
        return _compiled(told, summary, "1.7")


def _compiled(told: str, summary: Summary, standard: Literal["ua-1", "1.7"]) -> bytes:
    printed = typst.compile(
        TEMPLATE,
        format="pdf",
        font_paths=[pictures.FONTS],
        ignore_system_fonts=True,
        sys_inputs={"told": told},
        pdf_standards=standard,
        timestamp=int(summary.as_of_local.timestamp()),
    )
    assert isinstance(printed, bytes)
    return printed


def _printable(told: Any) -> Any:
    """What the template is told, with a space for every control character, and places to break very long words."""
    if isinstance(told, str):
        plain = "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in told)
        return re.sub(rf"\S{{{LONGEST_WORD}}}(?=\S)", "\\g<0>\N{ZERO WIDTH SPACE}", plain)
    if isinstance(told, dict):
        return {key: value if key in AS_IT_IS else _printable(value) for key, value in told.items()}
    return [_printable(value) for value in told] if isinstance(told, list | tuple) else told
