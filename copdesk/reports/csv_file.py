"""Rows as a CSV file that Excel opens in the right letters and never works out as formulas."""

import csv
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from pathlib import Path

from copdesk.reports.landing import landing

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(headings: Sequence[str], rows: Iterable[Sequence[str]], path: Path) -> None:
    """Write texts as UTF-8 with a byte order mark, replacing ``path`` only when all is done.

    A text that begins with ``=``, ``+``, ``-``, ``@``, a tab or a return gets an apostrophe
    before it; whoever reads the file back takes it off.

    Raises:
        UserError: the file can't be written, in words.
    """
    with landing(path) as stream:
        text = TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow([harmless(words) for words in headings])
        writer.writerows([harmless(words) for words in row] for row in rows)
        text.flush()
        text.detach()


def harmless(words: str) -> str:
    """The text as it may stand in a CSV file."""
    return f"'{words}" if words.startswith(_FORMULA) else words
