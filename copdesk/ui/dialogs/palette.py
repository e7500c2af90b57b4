"""One box for every record and every command: type, arrow, Enter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from copdesk.ui.theme.icons import IconLabel, paint_icon
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import label, line
from copdesk.ui.theme.tokens import RADIUS, SIZE, SPACE

_ROW = 38
_SHOWN = 10
_FOUND = int(Qt.ItemDataRole.UserRole)
_WORDS = int(Qt.ItemDataRole.DisplayRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _SHOWN,
    Qt.Key.Key_PageUp: -_SHOWN,
}
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Found:
    """One result.

    Attributes:
        icon: of ``resources/icons``.
        title: what is found.
        detail: what sort of thing it is, and where.
        run: goes there, or does it.
        keys: the shortcut of a command.
    """

    icon: str
    title: str
    detail: str
    run: Callable[[], object]
    keys: str = ""


Find = Callable[[str], Sequence[Found]]
"""What is typed -> results, best first; recent records when nothing is typed."""


class Palette(QFrame):
    """Floats over the window; Esc, a click elsewhere or a choice closes it.

    Args:
        window: what it floats over.
        find: answers what is typed.
    """

    def __init__(self, window: QWidget, find: Find) -> None:
        super().__init__(window)
        self.setProperty("surface", "floating")  # a shadow would be painted at every key
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Search and commands")
        self._find, self._window = find, window
        self._before = window.focusWidget()
        self.box = QLineEdit()
        self.results = QListView()
        self._model = _Results(self)
        self._none = label("Nothing is called so. Try fewer letters.", "body2")
        self._furnish()
        self._lay_out()
        self._connect()

    def open(self) -> None:
        """Show it at the upper middle of the window, ready to type."""
        self._on_text("")
        self.show()
        self.raise_()
        self.box.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move through the results while the keyboard stays in the box."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        if watched is self.box and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._on_key(event)
        if watched is self.box and event.type() == QEvent.Type.FocusOut and self.isVisible():
            self._leave()
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._move(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.results.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self._leave()
        else:
            return False
        return True

    def _move(self, by: int) -> None:
        rows = self._model.rowCount()
        if rows:
            now = self.results.currentIndex().row()
            step = now + by if abs(by) > 1 else (now + by) % rows
            self._point(max(0, min(rows - 1, step)))

    def _point(self, row: int) -> None:
        index = self._model.index(row, 0)
        self.results.setCurrentIndex(index)
        spoken = str(index.data(_SPOKEN) or "Nothing found")
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.box, spoken))

    def _choose(self, index: Index) -> None:
        if index.isValid():
            found: Found = index.data(_FOUND)
            self._leave()
            found.run()

    def _leave(self) -> None:
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self.close()

    def _on_text(self, text: str) -> None:
        self._model.show_found(self._find(text))
        self.results.setVisible(self._model.rowCount() > 0)
        self._none.setVisible(self._model.rowCount() == 0)
        room = (self._window.height() - look.px(3 * _ROW)) // look.px(_ROW)
        rows = max(1, min(_SHOWN, room, self._model.rowCount()))
        self.results.setFixedHeight(rows * look.px(_ROW) + 2)
        self._point(0)
        self._place()

    def _place(self) -> None:
        window = self._window
        width = min(look.px(SIZE["palette"]), window.width() - 2 * SPACE["l"])
        self.setFixedWidth(width)
        self.adjustSize()
        top = min(look.px(120), max(SPACE["l"], (window.height() - self.height()) // 2))
        self.move(QPoint((window.width() - width) // 2, top))

    def _furnish(self) -> None:
        self.box.setProperty("kind", "bare")
        self.box.setPlaceholderText("Search for anything, or type > for commands")
        self.box.setAccessibleName("Search and commands")
        self.results.setModel(self._model)
        self.results.setItemDelegate(_Row(self.results))
        self.results.setAccessibleName("Results")
        self.results.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.results.setUniformItemSizes(True)
        self.results.setMouseTracking(True)
        self.results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(14, 0, SPACE["s"], 0)
        head.setSpacing(SPACE["m"])
        head.addWidget(IconLabel("search", size=22))
        head.addWidget(self.box)
        foot = label("↑↓ move    Enter open    Esc close    > commands only", "caption")
        foot.setContentsMargins(SPACE["m"], SPACE["xs"], SPACE["m"], SPACE["xxs"])
        self._none.setContentsMargins(SPACE["m"], SPACE["s"], SPACE["m"], SPACE["s"])
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE["s"], 6, SPACE["s"], SPACE["s"])
        column.setSpacing(SPACE["xs"])
        column.addLayout(head)
        for part in (line(), self.results, self._none, line(), foot):
            column.addWidget(part)

    def _connect(self) -> None:
        self.box.textChanged.connect(self._on_text)
        self.box.installEventFilter(self)
        self.results.clicked.connect(self._choose)
        self._window.installEventFilter(self)


class _Results(QAbstractListModel):
    """The results, each with the words a screen reader speaks."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._found: Sequence[Found] = ()

    def show_found(self, found: Sequence[Found]) -> None:
        """Show other results."""
        self.beginResetModel()
        self._found = found
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many results there are."""
        return 0 if parent is not None and parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = _WORDS) -> object:
        """The result, its title, or its words in full."""
        found = self._found[index.row()]
        if role == _FOUND:
            return found
        if role == _WORDS:
            return found.title
        if role == _SPOKEN:
            return ", ".join(part for part in (found.title, found.detail, found.keys) if part)
        return None


class _Row(QStyledItemDelegate):
    """Paints a result: icon, title, detail, and the keys of a command."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """One line of text with room around it."""
        return QSize(look.px(200), look.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one result; the chosen one on a tint."""
        found: Found = index.data(_FOUND)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRect(option.rect)
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(rect, RADIUS["control"], RADIUS["control"])
        side = look.px(20)
        mark = QRect(rect.x() + SPACE["m"], rect.center().y() - side // 2, side, side)
        paint_icon(painter, mark, found.icon, "accent" if chosen else "text2")
        room = rect.adjusted(SPACE["m"] + side + SPACE["m"], 0, -SPACE["m"], 0)
        room.setRight(room.right() - _paint_keys(painter, room, found.keys))
        _paint_words(painter, room, found, chosen=chosen)
        painter.restore()


def _paint_words(painter: QPainter, room: QRect, found: Found, *, chosen: bool) -> None:
    middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    middle |= Qt.AlignmentFlag.AlignAbsolute
    painter.setFont(look.font(strong=chosen))
    painter.setPen(look.colour("text"))
    metrics = painter.fontMetrics()
    title = metrics.elidedText(
        f"\u2068{found.title}\u2069", Qt.TextElideMode.ElideRight, room.width()
    )
    painter.drawText(room, middle, title)
    rest = room.adjusted(metrics.horizontalAdvance(title) + SPACE["m"], 0, 0, 0)
    if rest.width() > look.px(40):
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("text3"))
        detail = painter.fontMetrics().elidedText(
            found.detail, Qt.TextElideMode.ElideRight, rest.width()
        )
        painter.drawText(rest, middle, detail)


def _paint_keys(painter: QPainter, room: QRect, keys: str) -> int:
    """Paint a shortcut at the right end; the width it took."""
    if not keys:
        return 0
    painter.setFont(look.font("caption"))
    metrics = painter.fontMetrics()
    words = keys.replace("+", " ")
    width, height = metrics.horizontalAdvance(words) + 12, metrics.height() + 4
    box = QRectF(room.right() - width, room.center().y() - height / 2, width, height)
    painter.setPen(QPen(look.colour("border"), 1))
    painter.setBrush(look.colour("surface"))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(look.colour("text3"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
    return width + SPACE["m"]
