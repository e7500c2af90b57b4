"""The matrix on screen: names at the left that stay, policies above, a cell for each of both."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from copdesk.ui.kit.clipboard import as_table
from copdesk.ui.kit.paint import face, paint_text
from copdesk.ui.pages.training.matrix_lines import Line, first_words, second_words, spoken, tone
from copdesk.ui.theme.icons import paint_icon
from copdesk.ui.theme.look import look

_NAMES, _CELL, _HEAD = 236, 132, 70
_DISPLAY, _TIP = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_SELECTED = QStyle.StateFlag.State_Selected
_NOWHERE = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class MatrixModel(QAbstractTableModel):
    """The lines and the policies over them."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[Line] = ()
        self.head: Sequence[tuple[str, str]] = ()

    def hold(self, lines: Sequence[Line], head: Sequence[tuple[str, str]]) -> None:
        """Take these in the place of those held until now."""
        self.beginResetModel()
        self.lines, self.head = lines, head
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """How many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """How many policies there are."""
        return 0 if parent.isValid() else len(self.head)

    def data(self, index: _Index, role: int = _DISPLAY) -> object:
        """The words of a cell; the rest is painted."""
        if role == _DISPLAY:
            return first_words(self.lines[index.row()].cells[index.column()])
        if role in {_SPOKEN, _TIP}:
            line = self.lines[index.row()]
            said = spoken(line.cells[index.column()])
            return said if role == _TIP else f"{line.name}, {self.head[index.column()][0]}: {said}"
        return None

    def headerData(self, place: int, way: Qt.Orientation, role: int = _DISPLAY) -> object:
        """The name of a line, or a policy with its coverage."""
        if role not in {_DISPLAY, _SPOKEN, _TIP}:
            return None
        if way == Qt.Orientation.Vertical:
            line = self.lines[place]
            return ", ".join(filter(None, (line.name, line.under)))
        return ", ".join(self.head[place])


class MatrixTable(QTableView):
    """Arrows walk from cell to cell; Enter opens the person or organisation.

    Attributes:
        picked: other cells are chosen.
        opened: Enter or a double click; the line.
        sorted: a policy was clicked: the worst of it first, or back to names.
        menu_asked: a right click or the Menu key; where, on the screen.
        copied: lines were put on the clipboard; how many.
    """

    picked = Signal()
    opened = Signal(object)
    sorted = Signal(int)
    menu_asked = Signal(QPoint)
    copied = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.held = MatrixModel()
        self.names = _Names(self)
        self.policies = _Policies(self)
        self.setModel(self.held)
        self.setItemDelegate(_Cells(self))
        self.setVerticalHeader(self.names)
        self.setHorizontalHeader(self.policies)
        self.setAccessibleName("People and policies")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.selectionModel().selectionChanged.connect(lambda *_: self.picked.emit())
        self.held.modelReset.connect(self._measure)
        look.changed.connect(self._measure)
        self._measure()

    def show_lines(self, lines: Sequence[Line], head: Sequence[tuple[str, str]]) -> None:
        """Show these; the cell that has the keyboard keeps it while its line is there."""
        here, column = self.current_line(), self.currentIndex().column()
        self.held.hold(lines, head)
        place = self.place(here.id, organisation=here.is_organisation) if here else -1
        if place < 0 and lines:
            place = 0
        if place >= 0 and head:
            self._choose(place, min(max(0, column), len(head) - 1))
        self.picked.emit()

    def place(self, id_: int, *, organisation: bool = False) -> int:
        """Where the line of a person or organisation stands; -1: nowhere."""
        same = (
            place
            for place, each in enumerate(self.held.lines)
            if each.id == id_ and each.is_organisation is organisation
        )
        return next(same, -1)

    def show_cell(self, person_id: int, column: int) -> None:
        """Put the keyboard on the cell of a person."""
        place = self.place(person_id)
        if place >= 0:
            self._choose(place, column)
            self.scrollTo(self.currentIndex())
            self.setFocus()

    def _choose(self, place: int, column: int) -> None:
        """This cell alone, whatever keys are held down."""
        alone = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.held.index(place, column), alone)

    def current_line(self) -> Line | None:
        """The line that has the keyboard."""
        place = self.currentIndex().row()
        return self.held.lines[place] if 0 <= place < len(self.held.lines) else None

    def chosen(self) -> tuple[int, list[Line]]:
        """The column that has the keyboard, and the lines chosen in it, in their order."""
        column = self.currentIndex().column()
        return column, [self.held.lines[row] for row in self._chosen_rows(column)]

    def _chosen_rows(self, column: int | None = None) -> list[int]:
        """The rows chosen, or those chosen in one column; by spans, for they may be thousands."""
        spans = [
            range(each.top(), each.bottom() + 1)
            for each in self.selectionModel().selection().toList()
            if column is None or each.left() <= column <= each.right()
        ]
        return sorted({row for span in spans for row in span})

    def copy(self) -> None:
        """Put the chosen lines on the clipboard, whole, as a table."""
        rows = self._chosen_rows()
        if not rows:
            return
        headings = ["Name", "Organisation", *(title for title, _ in self.held.head)]
        words = [
            [line.name, line.under, *(_copied(cell) for cell in line.cells)]
            for line in map(self.held.lines.__getitem__, rows)
        ]
        QGuiApplication.clipboard().setMimeData(as_table(headings, words))
        self.copied.emit(len(rows))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+C copies; the rest is the view's own."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_line():
            self.opened.emit(self.current_line())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what was clicked."""
        super().mouseDoubleClickEvent(event)
        if self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit(self.current_line())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Right click, Menu key and Shift+F10 open the same commands."""
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self.visualRect(self.currentIndex())
            at = self.viewport().mapToGlobal(rect.bottomLeft() + QPoint(12, 0))
        self.menu_asked.emit(at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns share the room there is."""
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        self.names.setFixedWidth(min(look.px(_NAMES), self.width() * 2 // 5))
        self.names.setDefaultSectionSize(look.row)
        self.policies.setFixedHeight(look.px(_HEAD))
        room = self.viewport().width() // max(1, len(self.held.head))
        self.policies.setDefaultSectionSize(max(look.px(_CELL), min(room, look.px(2 * _CELL))))
        self.viewport().update()


def _copied(cell: object) -> str:
    return ", ".join(filter(None, (first_words(cell), second_words(cell))))  # type: ignore[arg-type]


class _Cells(QStyledItemDelegate):
    """A cell: its tone as the ground, an icon, the status in words, and the hours or the day."""

    def __init__(self, table: MatrixTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        line = self._table.held.lines[index.row()]
        shown, rect = line.cells[index.column()], QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "mute_soft" if line.is_organisation else "surface"
        painter.fillRect(rect, look.colour(ground))
        name, icon = tone(shown)
        ink = "text2" if name in {"", "mute"} else name
        inside = rect.adjusted(2, 2, -2, -2)
        if name:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(f"{name}_soft"))
            painter.drawRoundedRect(QRectF(inside), 5, 5)
        self._words(painter, inside.adjusted(look.px(8), 0, -look.px(4), 0), shown, ink, icon)
        if option.state & _SELECTED:
            _ring(painter, inside, focused=self._has_keyboard(index))
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """As high as the rows of every list."""
        return QSize(look.px(_CELL), look.row)

    def _has_keyboard(self, index: _Index) -> bool:
        return self._table.hasFocus() and self._table.currentIndex() == index

    @staticmethod
    def _words(painter: QPainter, rect: QRect, shown: object, ink: str, icon: str) -> None:
        upper, under = first_words(shown), second_words(shown)  # type: ignore[arg-type]
        high, low = face("body")[1].height(), face("caption")[1].height()
        both = bool(under) and rect.height() >= high + low
        top = rect.y() + (rect.height() - high - (low if both else 0)) // 2
        if icon:
            side = look.px(15)
            at = QRectF(rect.x(), top + (high - side) / 2, side, side)
            paint_icon(painter, at, icon, ink)
            rect = rect.adjusted(side + look.px(6), 0, 0, 0)
        strong = "body" if icon else "strong"
        paint_text(painter, QRect(rect.x(), top, rect.width(), high), upper, ink, strong)
        if both:
            lower = QRect(rect.x(), top + high, rect.width(), low)
            paint_text(painter, lower, under, "text2", "caption")


class _Names(QHeaderView):
    """The names at the left, which stay while policies are scrolled."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setSectionsClickable(True)

    def paintSection(self, painter: QPainter, rect: QRect, place: int) -> None:
        """A name, and under it where the person works."""
        line: Line = self._model().lines[place]
        painter.save()
        ground = "mute_soft" if line.is_organisation else "surface"
        painter.fillRect(rect, look.colour(ground))
        inside = rect.adjusted(look.px(12 if line.is_organisation else 20), 0, -look.px(8), 0)
        high, low = face("strong")[1].height(), face("caption")[1].height()
        both = bool(line.under) and rect.height() >= high + low
        top = rect.y() + (rect.height() - high - (low if both else 0)) // 2
        name = QRect(inside.x(), top, inside.width(), high)
        paint_text(painter, name, line.name, "text", "strong")
        if both:
            under = QRect(inside.x(), top + high, inside.width(), low)
            paint_text(painter, under, line.under, "text3", "caption")
        painter.restore()

    def _model(self) -> MatrixModel:
        found = self.model()
        if not isinstance(found, MatrixModel):
            raise TypeError("only the matrix has these names")
        return found


class _Policies(QHeaderView):
    """The policies above, each with how many meet it; a click puts the worst of it first."""

    def __init__(self, table: MatrixTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.sectionClicked.connect(table.sorted)
        self.worst_in = -1

    def paintSection(self, painter: QPainter, rect: QRect, place: int) -> None:
        """The title on two lines where it needs them, and the coverage."""
        found = self.model()
        if not isinstance(found, MatrixModel):
            raise TypeError("only the matrix has these policies")
        title, covered = found.head[place]
        painter.save()
        painter.fillRect(rect, look.colour("surface"))
        inside = rect.adjusted(look.px(10), look.px(6), -look.px(6), -look.px(6))
        low = face("caption")[1].height()
        above = inside.adjusted(0, 0, 0, -low)
        painter.setFont(face("strong")[0])
        painter.setPen(look.colour("accent" if place == self.worst_in else "text"))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        painter.drawText(above, int(flags), whole_lines(title, above.size()))
        under = QRect(inside.x(), inside.bottom() - low + 1, inside.width(), low)
        said = f"{covered}, worst first" if place == self.worst_in else covered
        paint_text(painter, under, said, "text2", "caption")
        painter.restore()


def whole_lines(title: str, room: QSize) -> str:
    """As many words of a title as stand in whole lines, and a sign that more would follow."""
    metrics, flags = face("strong")[1], int(Qt.TextFlag.TextWordWrap)
    whole = QRect(0, 0, room.width(), 10_000)
    kept = title.split()
    said = title
    while len(kept) > 1 and metrics.boundingRect(whole, flags, said).height() > room.height():
        kept.pop()
        said = f"{' '.join(kept)}…"
    return said


def _ring(painter: QPainter, rect: QRect, *, focused: bool) -> None:
    """Two tones, so that it is seen on every ground."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.colour("focus" if focused else "outline"), 2))
    painter.drawRoundedRect(QRectF(rect).adjusted(0, 0, 0, 0), 5, 5)
    if focused:
        painter.setPen(QPen(look.colour("surface"), 1))
        painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -2), 4, 4)
