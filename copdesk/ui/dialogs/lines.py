"""A small read-only table for dialogs: whole rows are chosen, every cell is read out."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from copdesk.ui.theme.look import look
from copdesk.ui.theme.tokens import SIZE

_SIDE = 10  # as far from the edge as the headings


class Lines(QTableWidget):
    """Rows of words under headings.

    Args:
        name: what a screen reader calls it.
        headings: over the columns.
        wide: the column that takes the room that is left.
    """

    def __init__(self, name: str, headings: Sequence[str], wide: int) -> None:
        super().__init__(0, len(headings))
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(headings))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setItemDelegate(_Cell(self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look.px(SIZE["row_compact"]))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)

    def show_lines(self, lines: Sequence[Sequence[str]]) -> None:
        """Show these rows and choose the first."""
        self.setRowCount(0)
        self.add_lines(lines)
        if lines:
            self.setCurrentCell(0, 0)

    def add_lines(self, lines: Sequence[Sequence[str]]) -> None:
        """Show further rows below."""
        start = self.rowCount()
        self.setRowCount(start + len(lines))
        for row, line in enumerate(lines, start):
            for column, words in enumerate(line):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.setItem(row, column, item)


class _Cell(QStyledItemDelegate):
    """Paints one cell; the chosen row has a tint, a bar, and a ring while it has the keyboard."""

    def __init__(self, lines: Lines) -> None:
        super().__init__(lines)
        self._lines = lines

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """The words with room around them."""
        wide = option.fontMetrics.horizontalAdvance(str(index.data() or ""))
        return QSize(wide + 2 * _SIDE + 2, look.px(SIZE["row_compact"]))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the ground of the row, then the words of the cell."""
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        rect = QRect(option.rect)
        painter.save()
        painter.fillRect(rect, look.colour("accent_soft" if chosen else "surface"))
        painter.setPen(look.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if chosen and index.column() == 0:
            painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), look.colour("accent"))
        if chosen and self._lines.hasFocus():
            self._ring(painter, rect, index.column())
        room = rect.adjusted(_SIDE, 0, -_SIDE, 0)
        painter.setFont(option.font)
        painter.setPen(look.colour("text"))
        words = painter.fontMetrics().elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.restore()

    def _ring(self, painter: QPainter, rect: QRect, column: int) -> None:
        painter.setClipRect(rect)
        painter.setPen(QPen(look.colour("focus"), 2))
        last = self._lines.columnCount() - 1
        ring = rect.adjusted(1 if column == 0 else -9, 1, -1 if column == last else 9, -1)
        painter.drawRect(ring)
        painter.setClipping(False)
