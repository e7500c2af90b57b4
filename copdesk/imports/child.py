"""The process that parses workbooks of others: if the parser breaks, only this process does.

It knows the parser, the checks and the pipe, and nothing else of the program.
"""

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from datetime import datetime, time
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from copdesk.errors import UserError
from copdesk.imports.package import check_package
from copdesk.imports.source import MOST_COLUMNS, MOST_ROWS

MEMORY = 512 * 2**20
"""Bytes of address space, where the system knows such a limit."""

_BLOCK = 2_000
_SAVE_AGAIN = "Open it in Excel or LibreOffice and save it again as .xlsx, or as CSV."
_ZIP = b"PK\x03\x04"
_EXACT = 2**53


def parse(path: str, pipe: Connection, seconds: int) -> None:
    """Send what the workbook holds: ``["sheet", name]``, then its ``["rows", [...]]`` in blocks.

    The last message is ``["end"]``, or ``["error", message, hint]``.
    """
    _limit(seconds)
    with pipe:
        try:
            for message in _messages(Path(path)):
                pipe.send_bytes(json.dumps(message).encode())
        except UserError as error:
            _send_error(pipe, error)
        except MemoryError:
            _send_error(pipe, UserError(f"{Path(path).name} needs too much memory.", _SAVE_AGAIN))


def _send_error(pipe: Connection, error: UserError) -> None:
    pipe.send_bytes(json.dumps(["error", error.message, error.hint]).encode())


def _limit(seconds: int) -> None:
    """No more memory and time than a real workbook needs; no words from a parser that breaks."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  (not on Windows)

    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(what, (most, most))


def _messages(path: Path) -> Iterator[list[object]]:
    with path.open("rb") as file:
        zipped = file.read(4) == _ZIP
    if zipped:
        check_package(path)
    yield from _parsed(path)
    yield ["end"]


def _parsed(path: Path) -> Iterator[list[object]]:
    import python_calamine as calamine  # noqa: PLC0415  (once the package is known to be sound)

    try:
        with path.open("rb") as file, calamine.load_workbook(file) as book:
            for meta in book.sheets_metadata:
                if str(meta.visible).endswith(".Visible") and str(meta.typ).endswith("WorkSheet"):
                    yield ["sheet", meta.name]
                    yield from _blocks(book.get_sheet_by_name(meta.name), path.name)
    except calamine.PasswordError:
        raise UserError(
            f"{path.name} is protected with a password.", "Save it without the password first."
        ) from None
    except (calamine.CalamineError, ValueError, OverflowError, OSError):
        raise UserError(f"{path.name} is damaged and can't be read.", _SAVE_AGAIN) from None


def _blocks(sheet: Any, name: str) -> Iterator[list[object]]:  # noqa: ANN401  (no types there)
    if sheet.start is None:
        return
    if sheet.end[0] >= MOST_ROWS or sheet.width > MOST_COLUMNS:
        raise UserError(
            f"{name} is larger than {MOST_ROWS:,} rows of {MOST_COLUMNS} columns.",
            "Delete what is far below or beside the list, or save only the list as CSV.",
        )
    rows = sheet.iter_rows()
    while block := [[_text(cell) for cell in row] for row in islice(rows, _BLOCK)]:
        yield ["rows", block]


def _text(cell: object) -> str:
    """The cell as somebody would have typed it, days as ISO."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _EXACT else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else f"{cell:%Y-%m-%d %H:%M}"
    return f"{cell:%H:%M}" if isinstance(cell, time) else str(cell)
