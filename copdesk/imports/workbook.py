"""The door for files of rows: told apart by what they hold, never by what they are called."""

from collections.abc import Iterable
from pathlib import Path

from copdesk.domain.text import clean
from copdesk.errors import UserError
from copdesk.imports.delimited import read_delimited
from copdesk.imports.source import MOST_BYTES, Cells, Sheet, Source
from copdesk.imports.spreadsheet import read_workbook
from copdesk.progress import SILENT, Progress

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt")
"""What the names of such files end in; only for choosing them."""

_WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_OTHER = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"SQLite format 3": "a database",
}
_PASTED = "pasted rows"
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml")


def read_source(path: Path, progress: Progress = SILENT) -> Source:
    """The sheets of a spreadsheet or text file as plain text.

    Args:
        path: the file, of at most 20 MB.
        progress: asked whether to go on while a workbook is read.

    Raises:
        UserError: one sentence says why the file can't be read, whatever it holds.
        Cancelled: on request.
    """
    begin = _beginning(path)
    words: tuple[str, ...] = ()
    if begin.startswith(_WORKBOOK):
        sheets = read_workbook(path, progress)
    else:
        _refuse_others(begin, path.name)
        rows, words = read_delimited(path.read_bytes(), path.name)
        sheets = (Sheet("", rows),)
    filled = _filled(sheets)
    if not filled:
        raise UserError(f"{path.name} holds no rows.", "Choose another file.")
    return Source(path.name, filled, words)


def read_pasted(text: str) -> Source:
    """Rows copied in a spreadsheet, as the clipboard holds them.

    Raises:
        UserError: it holds no row under a row of headings, or too many.
    """
    rows, words = read_delimited(text.encode("utf-8", "replace"), _PASTED)
    filled = _filled([Sheet("", rows)])
    if not filled or len(filled[0].rows) < 2:
        raise UserError(
            "There are no rows to paste.",
            "Copy them in a spreadsheet together with the row of their headings.",
        )
    return Source(_PASTED, filled, words)


def _filled(sheets: Iterable[Sheet]) -> tuple[Sheet, ...]:
    """The sheets that hold anything, tidied."""
    tidy = (Sheet(each.name, _tidy(each.rows)) for each in sheets)
    return tuple(each for each in tidy if each.rows)


def _beginning(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise UserError(f"There is no file {path.name}.", "Choose another file.")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise UserError(
                f"{path.name} is larger than {MOST_BYTES // 2**20} MB.", "Import it in parts."
            )
        with path.open("rb") as file:
            return file.read(512)
    except OSError as error:
        raise UserError(f"{path.name} can't be read.", "Close it in other programs.") from error


def _refuse_others(begin: bytes, name: str) -> None:
    other = next((what for mark, what in _OTHER.items() if begin.startswith(mark)), None)
    if begin.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        other = "a web page"
    if other:
        raise UserError(
            f"{name} is {other}, not a list of rows.", "Save the list as .xlsx or CSV first."
        )


def _tidy(rows: tuple[Cells, ...]) -> tuple[Cells, ...]:
    """Cleaned text, cut after the last filled cell of each row and the last filled row."""
    tidy = [_cut(tuple(map(_clean, row))) for row in rows]
    while tidy and not tidy[-1]:
        tidy.pop()
    return tuple(tidy)


def _clean(cell: str) -> str:
    return cell.strip() if cell.isascii() and cell.isprintable() else clean(cell).strip()


def _cut(row: Cells) -> Cells:
    end = len(row)
    while end and not row[end - 1]:
        end -= 1
    return row[:end]
