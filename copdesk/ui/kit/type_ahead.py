"""Typing on a list goes to the row whose name begins so."""

import time
from typing import TYPE_CHECKING

from copdesk.domain.text import fold

if TYPE_CHECKING:
    from copdesk.ui.kit.table import Table

_TOGETHER = 1.0
_LOOKED_AT = 500


class TypeAhead:
    """Puts letters typed within a second together, and asks the source for the name."""

    def __init__(self, table: "Table") -> None:
        self._table = table
        self._typed, self._at = "", 0.0

    def next(self, letters: str) -> int:
        """The record to go to; 0 when no name begins with what was typed."""
        now = time.monotonic()
        self._typed = (self._typed if now - self._at < _TOGETHER else "") + letters
        self._at = now
        beginning = fold(self._typed)
        return self._first(beginning) if beginning else 0

    def _first(self, beginning: str) -> int:
        rows, asked = self._table.rows, self._table.asked
        found = rows.source.ids(beginning, asked.filters, asked.sort, descending=asked.descending)[
            :_LOOKED_AT
        ]
        names = rows.source.rows(found, [self._table.header.name_key])
        places = [
            rows.place(record_id)
            for record_id, (name,) in zip(found, names, strict=True)
            if fold(str(name)).startswith(beginning)
        ]
        shown = [place for place in places if place >= 0]
        return rows.ids[min(shown)] if shown else 0
