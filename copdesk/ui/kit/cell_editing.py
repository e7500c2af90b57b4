"""What follows when a cell was edited in place: it is kept, and Tab leads to the next."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from copdesk.errors import UserError
from copdesk.ui.kit.row_delegate import InPlace, RowDelegate, was_touched

if TYPE_CHECKING:
    from copdesk.ui.kit.table import Table


class CellEditing(QObject):
    """Listens to the delegate of one table."""

    def __init__(self, table: "Table", delegate: RowDelegate, in_place: InPlace | None) -> None:
        super().__init__(table)
        self._table, self._in_place = table, in_place
        delegate.kept.connect(self._on_kept)

    def _on_kept(self, record_id: int, key: str, value: object, onward: int) -> None:
        if self._in_place is not None and was_touched(value):
            try:
                self._in_place.save(record_id, key, value)
            except UserError as error:
                self._table.refused.emit(error)
                return
        if onward:
            QTimer.singleShot(0, self, lambda: self._edit_beside(record_id, key, onward))

    def _edit_beside(self, record_id: int, key: str, step: int) -> None:
        """Edit the next cell that can be, in this row or in the one after or before it."""
        table, rows = self._table, self._table.rows
        editable = self._in_place.fields if self._in_place else {}
        keys = [each for each in table.header.shown_keys() if each in editable]
        at = (keys.index(key) if key in keys else 0) + step
        place = rows.place(record_id) + at // max(1, len(keys))
        if keys and 0 <= place < len(rows.ids):
            index = rows.index(place, rows.keys.index(keys[at % len(keys)]))
            table.setCurrentIndex(index)
            table.edit(index)
