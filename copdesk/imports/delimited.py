"""Text with delimiters (.csv, .tsv): its letters, its delimiter, and quotation marks left open."""

import codecs
import csv
import io
from collections import Counter

from charset_normalizer import from_bytes

from copdesk.errors import UserError
from copdesk.imports.source import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Cells

MANY_LINES = 20
"""A cell of more lines than this may be the work of a quotation mark that was never closed."""

_DELIMITERS = ",;\t|"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 100_000
_NOT_LATIN = "\u0370"  # Greek, Cyrillic and all that follows
_PLAINLY = 0.3  # the part of the letters that must be of another alphabet
_SAVE_AGAIN = "Open it in Excel or LibreOffice and save it as “CSV UTF-8”."
_CHECK_LETTERS = "Check names with accents in the preview."


def read_delimited(data: bytes, name: str) -> tuple[tuple[Cells, ...], tuple[str, ...]]:
    """The rows of a delimited text, and what to say about how it was read.

    Raises:
        UserError: it is no text, or too large.
    """
    text, words = decode(data, name)
    csv.field_size_limit(MOST_BYTES)  # of the whole program, so never less than others need
    text, delimiter = _delimiter(text)
    rows = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(tuple(map(unguarded, row)))
            if len(rows) > MOST_ROWS or len(row) > MOST_COLUMNS:
                raise UserError(
                    f"{name} is larger than {MOST_ROWS:,} rows of {MOST_COLUMNS} columns.",
                    "Import it in parts.",
                )
    except csv.Error:
        raise UserError(f"{name} can't be read as text with delimiters.", _SAVE_AGAIN) from None
    return tuple(rows), (*words, *_swallowed(rows))


def decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The letters of a text: by its byte order mark, else UTF-8, else by guess with a word.

    Without a mark UTF-16 is never tried.
    """
    marked = next((code for mark, code in _MARKS if data.startswith(mark)), None)
    try:
        return data.decode(marked or "utf-8"), ()
    except UnicodeDecodeError:
        if marked or b"\0" in data:
            raise UserError(f"{name} is not text that can be read.", _SAVE_AGAIN) from None
    code = _guess(data)
    said = "Windows-1252 (Western European)" if code == "cp1252" else code
    try:
        return data.decode(code), (f"The letters were read as {said}. {_CHECK_LETTERS}",)
    except UnicodeDecodeError:
        raise UserError(f"The letters of {name} can't be read.", _SAVE_AGAIN) from None


def unguarded(cell: str) -> str:
    """The cell without the apostrophe that keeps =, +, - and @ from becoming formulas."""
    return cell[1:] if len(cell) > 1 and cell[0] == "'" and cell[1] in "=+-@\t\r" else cell


def _guess(data: bytes) -> str:
    """Windows-1252, as Outlook writes and most offices do, unless another alphabet is plain."""
    best = from_bytes(data[:_LOOKED_AT]).best()
    if best is None:
        return "cp1252"
    letters = [char for char in str(best) if char.isalpha()]
    foreign = sum(1 for char in letters if char >= _NOT_LATIN)
    return best.encoding if foreign > len(letters) * _PLAINLY else "cp1252"


def _delimiter(text: str) -> tuple[str, str]:
    """The text without Excel's ``sep=;`` line, and the delimiter that cuts it most evenly."""
    first, _, rest = text.partition("\n")
    said = first.strip().removeprefix("sep=")
    if first.startswith("sep=") and len(said) == 1:
        return rest, said
    start = text[:_LOOKED_AT]
    return text, max(_DELIMITERS, key=lambda delimiter: _evenness(start, delimiter))


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    widths: Counter[int] = Counter()
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if any(row):
                widths[len(row)] += 1
            if widths.total() >= MANY_LINES:
                break
    except csv.Error:
        return 0, 0
    width, count = max(widths.items(), key=lambda each: (each[1], each[0]), default=(1, 0))
    return (count / widths.total() if width > 1 else 0), width


def _swallowed(rows: list[Cells]) -> list[str]:
    """A sentence for each cell that looks as if it had swallowed the rows below it."""
    return [
        f"Row {number} holds a cell of {cell.count(chr(10)) + 1:,} lines; a quotation mark may"
        " not be closed there."
        for number, row in enumerate(rows, 1)
        for cell in row
        if cell.count("\n") >= MANY_LINES
    ]
