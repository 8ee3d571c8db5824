"""The summary as one HTML file without outside requests, with styles that mail programs keep.

Mail programs drop SVG: whatever a chart shows is also in the table of months.
"""

from collections.abc import Iterable
from html import escape
from typing import Final

from pages.monthly import contents, pictures
from pages.monthly.cards import Card
from pages.monthly.contents import Content, Picture
from pages.monthly.gathering import Summary
from pages.monthly.tables import Table

TEXT: Final = "margin:0;background:#ffffff;color:#1c2733;font-size:15px;line-height:1.45;overflow-wrap:break-word"
FONT: Final = "font-family:'Source Sans 3','Segoe UI',Helvetica,Arial,sans-serif"
SOFT: Final = "color:#4d5b69"
CELL: Final = "padding:4px 8px;border-bottom:1px solid #d9e0e7;vertical-align:top"
CARD: Final = (
    "display:inline-block;vertical-align:top;width:205px;min-height:150px;box-sizing:border-box;margin:0 8px 8px 0;"
    "padding:10px 12px;border:1px solid #d9e0e7;border-radius:6px"
)
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
STYLE: Final = "svg{max-width:100%;height:auto} @media print{body{background:#fff}}"


def page(summary: Summary) -> str:
    """The whole file as text. Every text of the records is escaped."""
    content = contents.of(summary)
    parts = [
        f'<p style="margin:0;{SOFT}">{escape(contents.NAME)}</p>',
        f'<h1 style="margin:0 0 4px;font-size:28px">{escape(content.title)}</h1>',
        f'<p style="margin:0 0 12px;{SOFT}">{escape(" · ".join(content.about))}</p>',
        *(_notice(one) for one in content.notices),
        _list(content.sentences),
        _heading("Eight figures"),
        "<div>" + "".join(_card(card) for card in content.cards) + "</div>",
        _heading("Thirteen months"),
        "<div>" + "".join(_picture(one) for one in content.pictures) + "</div>",
        *(_table(table) for table in content.tables),
        _heading("What the figures mean"),
        *(f"<p><b>{escape(name)}</b>: {escape(meaning)}</p>" for name, meaning in content.meanings),
        f'<p style="margin-top:24px;border-top:1px solid #d9e0e7;padding-top:8px;{SOFT}">{escape(content.origin)}</p>',
    ]
    return _frame(content, "\n".join(parts))


def _frame(content: Content, body: str) -> str:
    title = escape(f"{contents.NAME}, {content.title}")
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f"<title>{title}</title><style>{STYLE}</style></head>\n"
        f'<body style="{TEXT};{FONT}">'
        f'<main style="max-width:900px;margin:0 auto;padding:20px 16px">\n{body}\n</main></body></html>\n'
    )


def _heading(text: str) -> str:
    return f'<h2 style="margin:26px 0 8px;font-size:19px">{escape(text)}</h2>'


def _notice(text: str) -> str:
    style = "margin:0 0 8px;padding:8px 12px;background:#fdf3e3;border-left:3px solid #a13f08"
    return f'<p style="{style}">{escape(text)}</p>'


def _list(sentences: Iterable[str]) -> str:
    items = "".join(f'<li style="margin:0 0 6px">{escape(one)}</li>' for one in sentences)
    return f'<ul style="margin:12px 0;padding-left:20px;font-size:16px">{items}</ul>'


def _card(card: Card) -> str:
    edge = ";border-color:#a13f08" if card.is_outside else ""
    change = f' <b style="font-size:14px;white-space:nowrap">{escape(card.change)}</b>' if card.change else ""
    lines = "<br>".join(escape(line) for line in card.lines)
    return (
        f'<div style="{CARD}{edge}"><div style="{SOFT};font-size:13px">{escape(card.definition.name)}</div>'
        f'<div><b style="font-size:24px;white-space:nowrap">{escape(card.value)}</b>{change}</div>'
        f'<div style="font-size:13px">{lines}</div></div>'
    )


def _picture(one: Picture) -> str:
    drawn = (
        ""
        if one.is_empty
        else pictures.svg(one).replace(
            "<svg ", f'<svg role="img" aria-label="{escape(f"{one.title}. {one.reads}")}" ', 1
        )
    )
    return (
        '<div style="display:inline-block;vertical-align:top;width:425px;max-width:100%;margin:0 8px 12px 0">'
        f'<b>{escape(one.title)}</b><br><span style="{SOFT};font-size:13px">{escape(one.reads)}</span><br>{drawn}</div>'
    )


def _table(table: Table) -> str:
    about = f'<p style="margin:0 0 6px;{SOFT};font-size:13px">{escape(table.about)}</p>'
    if not table.rows:
        return f"{_heading(table.title)}{about}<p>{escape(table.empty)}</p>"

    def side(column: int) -> str:
        return f"{CELL};text-align:{'left' if column in table.is_text else 'right'}"

    headings = "".join(
        f'<th scope="col" style="{side(at)}">{escape(one)}</th>' for at, one in enumerate(table.headings)
    )
    rows = "".join(
        "<tr>" + "".join(f'<td style="{side(at)}">{escape(cell)}</td>' for at, cell in enumerate(row)) + "</tr>"
        for row in table.rows
    )
    return (
        f'{_heading(table.title)}{about}<div style="overflow-x:auto"><table style="border-collapse:collapse;width:100%;'
        f'font-size:13px"><thead><tr>{headings}</tr></thead><tbody>{rows}</tbody></table></div>'
    )
