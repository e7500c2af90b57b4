"""A list that is answered with single keys: one key a row, and the keyboard moves on."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from copdesk.ui.kit.cells import TickCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.row_delegate import InPlace
from copdesk.ui.kit.rows import RowSource
from copdesk.ui.kit.table import Table

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class KeyedTable(Table):
    """A list whose rows are answered by keys; a click on a tick answers as Space does.

    Attributes:
        answered: a key was pressed: the ids of the rows chosen, and the word for the key.
    """

    answered = Signal(object, str)

    def __init__(
        self,
        source: RowSource,
        columns: Sequence[Shown],
        answers: Mapping[Qt.Key, str],
        *,
        in_place: InPlace | None = None,
    ) -> None:
        super().__init__(source, columns, in_place=in_place)
        self._answers = dict(answers)
        self._ticks = {column.key for column in columns if isinstance(column.cell, TickCell)}

    def answer(self, word: str) -> None:
        """Answer the rows chosen; where it is one row, move on to the next."""
        ids = self.chosen()
        if not ids:
            return
        after = self._after(ids[0]) if len(ids) == 1 else 0
        self.answered.emit(ids, word)
        if after and self.rows.place(after) >= 0:
            self.show_record(after)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that answer; the rest is the list's."""
        word = self._answers.get(Qt.Key(event.key()))
        if word is not None and event.modifiers() in _PLAIN:
            self.answer(word)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a tick."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        plain = event.button() == Qt.MouseButton.LeftButton and event.modifiers() in _PLAIN
        if plain and index.isValid() and self.rows.keys[index.column()] in self._ticks:
            self.answered.emit([self.rows.ids[index.row()]], self._answers[Qt.Key.Key_Space])

    def _after(self, record_id: int) -> int:
        place = self.rows.place(record_id) + 1
        return self.rows.ids[place] if place < len(self.rows.ids) else 0
