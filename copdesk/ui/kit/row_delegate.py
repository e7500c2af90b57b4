"""Paints the rows of a list, and edits one cell in place through the field's own editor."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from copdesk.domain.fields import Field
from copdesk.domain.wording import problem
from copdesk.ui.kit.cells import Cell
from copdesk.ui.kit.editor import Editor
from copdesk.ui.kit.editors import Editors
from copdesk.ui.kit.rows import Index, RowModel
from copdesk.ui.theme.look import look

if TYPE_CHECKING:
    from copdesk.ui.kit.table import Table

_SELECTED, _OVER = QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_MouseOver
_CLOSE = QAbstractItemDelegate.EndEditHint.NoHint
_TABS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}


@dataclass(frozen=True, slots=True)
class InPlace:
    """What editing in a list needs to know.

    Attributes:
        fields: the fields that may be edited there, by key.
        editors: makes their editors.
        value: the value of a field of a record now.
        save: keeps it; raises Invalid or UserError.
    """

    fields: Mapping[str, Field]
    editors: Editors
    value: Callable[[int, str], object]
    save: Callable[[int, str, object], None]


class RowDelegate(QStyledItemDelegate):
    """Tint and bar of what is chosen, a line under each row, and what each cell draws.

    Attributes:
        kept: a cell was edited: the record, the key, the value, and where Tab leads (-1, 0, 1).
    """

    kept = Signal(object, str, object, int)

    def __init__(self, table: "Table", cells: Mapping[str, Cell], in_place: InPlace | None) -> None:
        super().__init__(table)
        self._table, self._cells, self._in_place = table, cells, in_place
        self._open: tuple[Editor, int, str] | None = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell, straight from the model's row."""
        model: RowModel = self._table.rows
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        column, key = index.column(), model.keys[index.column()]
        chosen = bool(state & _SELECTED)
        over = index.row() == self._table.hovered
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "accent_soft" if chosen else "hover" if over else "surface"
        painter.fillRect(rect, look.colour(ground))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, look.colour("border"))
        first = column == self._table.first_column
        if chosen and first:
            painter.fillRect(rect.x(), rect.y(), 3, rect.height(), look.colour("accent"))
        inner = rect.adjusted(look.px(12 if first else 10), 0, -look.px(8), -1)
        self._cells[key].paint(painter, inner, model.row(index.row()), key)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """As high as the rows of this table are."""
        return QSize(look.px(80), self._table.row_height)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The editor of the field, with the value it has now."""
        if self._in_place is None:
            raise LookupError("this list is not edited in place")
        key, record_id = self._table.rows.keys[index.column()], self._table.rows.ids[index.row()]
        editor = self._in_place.editors.make(self._in_place.fields[key])
        editor.setParent(parent)
        editor.setAutoFillBackground(True)
        editor.set_value(self._in_place.value(record_id, key))
        editor.box.installEventFilter(self)
        editor.left.connect(self._on_left)
        self._open = (editor, record_id, key)
        return editor

    def setEditorData(self, editor: QWidget, _index: Index) -> None:
        """The value stands there already; select it so that typing replaces it."""
        if isinstance(editor, Editor):
            editor.select_all()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """Nothing: values are kept through `kept`, never through the model."""

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        """Over the cell, at least as high as a line to type in and as wide as its words need."""
        cell: QRect = option.rect
        height = max(look.px(32), min(cell.height(), editor.sizeHint().height()))
        width = max(cell.width(), look.px(170))
        left = min(cell.x(), self._table.viewport().width() - width)
        editor.setGeometry(max(0, left), cell.center().y() - height // 2 + 1, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab keeps and moves on; Esc restores and leaves; no key goes on to the list."""
        editing = self._open
        if editing is None or event.type() != QEvent.Type.KeyPress:
            return False
        if watched is editing[0]:
            return True
        if watched is not editing[0].box or not isinstance(event, QKeyEvent):
            return False
        if event.key() in _TABS:
            self._keep(_TABS[Qt.Key(event.key())])
            return True
        if event.key() == Qt.Key.Key_Escape:
            self._close()
            return True
        return False

    def _on_left(self) -> None:
        self._keep(0)

    def _keep(self, onward: int) -> None:
        """Close the editor, then tell what it held; a value that can't be kept keeps it open."""
        if self._open is None:
            return
        editor, record_id, key = self._open
        try:
            value = editor.value()
            fault = problem(editor.field, value)
        except ValueError as unread:
            fault = str(unread)
        if fault and editor.touched():
            editor.set_problem(fault)
            QToolTip.showText(editor.mapToGlobal(QPoint(0, editor.height())), fault, editor)
            return
        touched = editor.touched()
        self._close()
        if touched or onward:
            self.kept.emit(record_id, key, value if touched else _UNTOUCHED, onward)

    def _close(self) -> None:
        if self._open is not None:
            editor, self._open = self._open[0], None
            if editor.isVisible():  # else the table is taking it away already
                self.closeEditor.emit(editor, _CLOSE)
                self._table.setFocus()

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Forget an editor that the table takes away by itself."""
        if self._open is not None and self._open[0] is editor:
            self._open = None
        super().destroyEditor(editor, index)


_UNTOUCHED = object()
"""What `RowDelegate.kept` carries when Tab went on from a cell that was not changed."""


def was_touched(value: object) -> bool:
    """Whether `RowDelegate.kept` carried a new value."""
    return value is not _UNTOUCHED
