"""Rows on the clipboard: a table for Word and e-mail, and columns that Excel takes as text."""

import re
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData

_UNSAFE = re.compile(r"^[=@+\-](?![\d\s()+.-]*$)")
_BREAKS = re.compile(r"[\t\r\n\v\f]+")
_CELL = "<td style=\"mso-number-format:'\\@'\">"


def as_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> QMimeData:
    """The rows as HTML and as text with tabs; nothing in them can become a formula."""
    data = QMimeData()
    data.setHtml(_html(headings, rows))
    data.setText(_tabbed(headings, rows))
    return data


def _tabbed(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join("\t".join(_harmless(words) for words in row) for row in (headings, *rows))


def _harmless(words: str) -> str:
    """One line; a beginning that Excel would work out gets an apostrophe, a phone number none."""
    flat = _BREAKS.sub(" ", words)
    return f"'{flat}" if _UNSAFE.match(flat) else flat


def _html(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(words)}</th>" for words in headings)
    body = "".join(
        "<tr>" + "".join(f"{_CELL}{_lines(words)}</td>" for words in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _lines(words: str) -> str:
    return escape(words).replace("\n", "<br>")
