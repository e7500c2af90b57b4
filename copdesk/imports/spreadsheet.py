"""Excel and LibreOffice workbooks, parsed in a child process that may break without harm.

The parser aborts its whole process on some small and legal files, so it never runs in ours. The
child is started by ``multiprocessing`` with the spawn method: the same on every system, safe while
threads run, and in a bundle the program itself is started again (``freeze_support``).
"""

import json
import multiprocessing
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic
from typing import Any

from copdesk.errors import UserError
from copdesk.imports.child import parse
from copdesk.imports.source import MOST_CHARACTERS, Sheet
from copdesk.progress import Progress

SECONDS = 20
"""How long one workbook may take."""

_GLANCE = 0.05  # seconds between two looks at whether somebody cancelled
_SAVE_AGAIN = "Open it in Excel or LibreOffice and save it again as .xlsx, or as CSV."


def read_workbook(path: Path, progress: Progress, *, seconds: int = SECONDS) -> tuple[Sheet, ...]:
    """The sheets of an .xlsx, .xls or .ods workbook.

    Raises:
        UserError: the workbook is damaged, protected, too large, or takes too long.
        Cancelled: on request.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=parse, args=(str(path), theirs, seconds), daemon=True)
    child.start()
    theirs.close()
    try:
        with ours:
            return _gather(_messages(ours, path.name, progress, monotonic() + seconds), path.name)
    finally:
        child.kill()
        child.join()
        child.close()


def _messages(pipe: Connection, name: str, progress: Progress, end: float) -> Iterator[list[Any]]:
    """What the child sends, until it says that it is done.

    A child that breaks closes the pipe without a word: then the workbook was too much for it.
    """
    while True:
        progress.step(0, 0, f"Reading {name}")
        if monotonic() > end:
            raise UserError(f"{name} takes too long to read.", _SAVE_AGAIN)
        if not pipe.poll(_GLANCE):
            continue
        try:
            message = json.loads(pipe.recv_bytes())
        except (EOFError, OSError):
            raise UserError(f"{name} can't be read: it breaks the reader.", _SAVE_AGAIN) from None
        if message[0] == "error":
            raise UserError(message[1], message[2])
        if message[0] == "end":
            return
        yield message


def _gather(messages: Iterator[list[Any]], name: str) -> tuple[Sheet, ...]:
    sheets: list[tuple[str, list[tuple[str, ...]]]] = []
    room = MOST_CHARACTERS
    for word, body in messages:
        if word == "sheet":
            sheets.append((body, []))
            continue
        room -= sum(len(cell) for row in body for cell in row)
        if room < 0:
            raise UserError(f"{name} holds more text than can be read.", _SAVE_AGAIN)
        sheets[-1][1].extend(map(tuple, body))
    return tuple(Sheet(title, tuple(rows)) for title, rows in sheets)
