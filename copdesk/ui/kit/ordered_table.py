"""A list whose rows stand in an order of their own, changed by dragging or with Alt and arrows."""

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication

from copdesk.ui.kit.columns import Choice, Shown
from copdesk.ui.kit.held_rows import HeldRows
from copdesk.ui.kit.row_delegate import InPlace
from copdesk.ui.kit.rows import RowSource
from copdesk.ui.kit.table import Table
from copdesk.ui.theme.look import look

if TYPE_CHECKING:
    from copdesk.db.conditions import Filter

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


def unsorted(table: Table) -> None:
    """Let the headings of a table whose rows have an order of their own sort nothing."""
    header = table.horizontalHeader()
    header.setSectionsClickable(False)
    header.setSectionsMovable(False)
    header.setSortIndicatorShown(False)


class OrderedRows(HeldRows):
    """Rows that were worked out, in the order in which they were given."""

    def ids(
        self,
        text: str,
        filters: "Sequence[Filter]",
        sort: str,  # noqa: ARG002  (their order is their own)
        *,
        descending: bool,  # noqa: ARG002
    ) -> "array[int]":
        """The ids of the rows that match, as they were given."""
        return array("q", self._matching(text, filters))


class OrderedTable(Table):
    """Rows are moved by dragging them or with Alt+Up and Alt+Down; headings do not sort.

    Attributes:
        moved: a row is to stand at another place: its id, the place counted from 0.
    """

    moved = Signal(object, int)

    def __init__(
        self,
        source: RowSource,
        columns: Sequence[Shown],
        *,
        in_place: InPlace | None = None,
        order: Sequence[str] = (),
    ) -> None:
        super().__init__(source, columns, in_place=in_place)
        unsorted(self)
        self._from: QPoint | None = None
        self._dragged = 0
        self._gap = -1
        if order:
            self.header.recall(Choice(list(order), sort=columns[0].key).to_text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and an arrow move the row; Esc leaves it where it was."""
        step = _STEPS.get(Qt.Key(event.key()), 0)
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if step and alt:
            self._move(self.current_id(), self.rows.place(self.current_id()) + step)
        elif event.key() == Qt.Key.Key_Escape and self._dragged:
            self._let_go()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag would begin."""
        super().mousePressEvent(event)
        left = event.button() == Qt.MouseButton.LeftButton
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        self._from = event.position().toPoint() if left and plain else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take the row along once the mouse has moved far enough."""
        point = event.position().toPoint()
        if not self._dragged and self._from is not None:
            far = (point - self._from).manhattanLength() > QApplication.startDragDistance()
            row = self.rowAt(self._from.y())
            self._dragged = self.rows.ids[row] if far and row >= 0 else 0
        if not self._dragged:
            super().mouseMoveEvent(event)
            return
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self._gap = self._gap_at(point.y())
        self.scrollTo(self.rows.index(min(self._gap, len(self.rows.ids) - 1), self.first_column))
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put the row down."""
        dragged, gap = self._dragged, self._gap
        self._let_go()
        if not dragged:
            super().mouseReleaseEvent(event)
            return
        self._move(dragged, gap - (gap > self.rows.place(dragged)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, and a line where the dragged one would stand."""
        super().paintEvent(event)
        if self._gap < 0:
            return
        last = len(self.rows.ids) - 1
        beyond = self.rowViewportPosition(last) + self.rowHeight(last)
        y = self.rowViewportPosition(self._gap) if self._gap <= last else beyond
        painter = QPainter(self.viewport())
        painter.setPen(QPen(look.colour("accent"), 3))
        painter.drawLine(0, max(1, y - 1), self.viewport().width(), max(1, y - 1))
        painter.end()

    def _move(self, record_id: int, place: int) -> None:
        here = self.rows.place(record_id)
        if here >= 0 and place != here and 0 <= place < len(self.rows.ids):
            self.moved.emit(record_id, place)
            self.show_record(record_id)

    def _gap_at(self, y: int) -> int:
        """Before which row the mouse is: 0 is above the first."""
        row = self.rowAt(y)
        if row < 0:
            return 0 if y < 0 else len(self.rows.ids)
        return row + (y - self.rowViewportPosition(row) > self.rowHeight(row) // 2)

    def _let_go(self) -> None:
        self._from, self._dragged, self._gap = None, 0, -1
        self.viewport().unsetCursor()
        self.viewport().update()
