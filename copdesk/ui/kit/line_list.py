"""A list that is part of a page: headings, lines with a state and an act, and how many more.

It has no scroll bar of its own and grows with its rows; the page scrolls to the line that has the
keyboard. Lines are painted, so that hundreds cost no more than the few that can be seen.
"""

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QAbstractListModel, QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QScrollArea, QSizePolicy

from copdesk.ui.kit.line_delegate import LineDelegate, Row, Spot
from copdesk.ui.kit.rows import Index
from copdesk.ui.theme.look import look

ROW = Qt.ItemDataRole.UserRole
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ROLES: dict[int, Callable[[Row], str]] = {
    Qt.ItemDataRole.DisplayRole: lambda row: row.title,
    Qt.ItemDataRole.AccessibleTextRole: lambda row: row.spoken,
    Qt.ItemDataRole.AccessibleDescriptionRole: lambda row: row.hint,
    Qt.ItemDataRole.ToolTipRole: lambda row: "\n".join(filter(None, (row.title, row.detail))),
}


class LineModel(QAbstractListModel):
    """The rows as they are."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Row] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Hold other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are; none under another."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row itself, and its words for the screen and for those who hear it."""
        row = self.rows[index.row()]
        told = _ROLES.get(role)
        return told(row) if told else row if role == ROW else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading is no place to stand on."""
        if self.rows[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class LineList(QListView):
    """Rows under one another.

    Args:
        name: what a screen reader calls the list.
        keys: keys that mean something on a line, beside Enter, Space and the arrows.

    Attributes:
        opened: Enter, a double click, or a press on a row that stands for more; its place.
        acted: Space, or a press on the words of its act; the place of the line.
        menu_asked: the menu of a line is wanted there; its place, and the point on the screen.
        pressed: one of the keys was pressed; the key, and the place of the line.
    """

    opened = Signal(int)
    acted = Signal(int)
    menu_asked = Signal(int, QPoint)
    pressed = Signal(int, int)

    def __init__(self, name: str, keys: Sequence[Qt.Key] = ()) -> None:
        super().__init__()
        self._keys = frozenset(keys)
        self.lines = LineModel()
        self._delegate = LineDelegate(self)
        self.setModel(self.lines)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setProperty("surface", "bare")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        look.changed.connect(self.fit)

    # What is shown --------------------------------------------------------------------------

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these; the keyboard stays on the same line, or else at its place."""
        held = self.current()
        place = self.currentIndex().row()
        self.lines.show_rows(rows)
        keys = [row.key for row in rows]
        same = keys.index(held.key) if held is not None and held.key in keys else place
        self._stand(min(max(same, 0), len(rows) - 1))
        self.fit()

    def current(self) -> Row | None:
        """The row that has the keyboard."""
        place = self.currentIndex().row()
        return self.lines.rows[place] if 0 <= place < len(self.lines.rows) else None

    def fit(self) -> None:
        """Be as high as the rows are at this width."""
        self._delegate.measure(self.viewport().width())
        height = sum(self._delegate.height(row) for row in self.lines.rows)
        if height != self.height():
            self.setFixedHeight(height)
        self.scheduleDelayedItemsLayout()

    def _stand(self, place: int) -> None:
        """Stand on this row, or on the next one that is no heading."""
        places = [*range(max(place, 0), len(self.lines.rows)), *range(place - 1, -1, -1)]
        free = next((each for each in places if not self.lines.rows[each].is_heading), -1)
        self.setCurrentIndex(self.lines.index(free, 0))

    def sizeHint(self) -> QSize:
        """As high as it is."""
        return QSize(look.px(200), self.height())

    # Keys and mouse -------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """The keys of a line are meant for it before any menu takes them."""
        if event.type() == QEvent.Type.ShortcutOverride:
            key = cast("QKeyEvent", event)
            if key.key() in self._keys and not _held(key):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space acts; letters never jump to another line."""
        place = self.currentIndex().row()
        if place < 0 or _held(event):
            super().keyPressEvent(event)
        elif event.key() in _ENTER:
            self.opened.emit(place)
        elif event.key() == Qt.Key.Key_Space:
            self._act(place)
        elif event.key() in self._keys:
            self.pressed.emit(event.key(), place)
        elif event.key() == Qt.Key.Key_Menu:
            self._menu(place)
        elif event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._stand(0 if event.key() == Qt.Key.Key_Home else len(self.lines.rows) - 1)
        elif not event.text() or not event.text().isprintable():
            super().keyPressEvent(event)
        else:
            event.ignore()

    def keyboardSearch(self, _text: str) -> None:
        """Nothing: letters do something else here."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press on words that do something does it."""
        super().mouseReleaseEvent(event)
        place, spot = self._spot(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or place < 0:
            return
        if self.lines.rows[place].is_more:
            self.opened.emit(place)
        elif spot is Spot.ACT:
            self.acted.emit(place)
        elif spot is Spot.MENU:
            self.menu_asked.emit(place, event.globalPosition().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be pressed."""
        super().mouseMoveEvent(event)
        place, spot = self._spot(event.position().toPoint())
        can = spot is not Spot.NONE or (place >= 0 and self.lines.rows[place].is_more)
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if can else Qt.CursorShape.ArrowCursor
        )
        if self._delegate.point_at(place, spot):
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at any more."""
        super().leaveEvent(event)
        if self._delegate.point_at(-1, Spot.NONE):
            self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the line under the mouse; Shift+F10 that of the line with the keyboard."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._menu(self.currentIndex().row())
            return
        place = self.indexAt(event.pos()).row()
        if place >= 0 and self.lines.rows[place].has_menu:
            self.menu_asked.emit(place, event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls, never the list."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other widths need other heights."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Bring the line with the keyboard into sight."""
        super().currentChanged(current, previous)
        if self.hasFocus():
            self._reveal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Bring the line with the keyboard into sight."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self._reveal()

    def corner(self, place: int) -> QPoint:
        """Where a menu or a question about a line stands: under its beginning, on the screen."""
        rect = self.visualRect(self.lines.index(place, 0))
        return self.viewport().mapToGlobal(rect.bottomLeft() + QPoint(look.px(46), 0))

    def _menu(self, place: int) -> None:
        if place >= 0 and self.lines.rows[place].has_menu:
            self.menu_asked.emit(place, self.corner(place))

    def _act(self, place: int) -> None:
        if self.lines.rows[place].is_more:
            self.opened.emit(place)
        elif self.lines.rows[place].act:
            self.acted.emit(place)

    def _spot(self, at: QPoint) -> tuple[int, Spot]:
        index = self.indexAt(at)
        if not index.isValid():
            return -1, Spot.NONE
        row = self.lines.rows[index.row()]
        return index.row(), self._delegate.spot(self.visualRect(index), row, at)

    def _reveal(self) -> None:
        holder = self.parentWidget()
        while holder is not None and not isinstance(holder, QScrollArea):
            holder = holder.parentWidget()
        inside = holder.widget() if holder is not None else None
        if holder is None or inside is None:
            return
        rect = self.visualRect(self.currentIndex())
        middle = self.viewport().mapTo(inside, rect.center())
        holder.ensureVisible(0, middle.y(), 0, rect.height() // 2 + look.px(8))


def _held(event: QKeyEvent) -> bool:
    """Whether Ctrl, Alt or Meta is held with the key."""
    held = event.modifiers()
    plain = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    return bool(held & ~plain)
