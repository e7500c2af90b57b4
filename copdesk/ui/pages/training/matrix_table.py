"""The matrix on screen: names at the left that stay, policies above, a cell for each of both."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView

from copdesk.ui.kit.clipboard import as_table
from copdesk.ui.pages.training.matrix_drawn import CELL, Cells, Names, Policies
from copdesk.ui.pages.training.matrix_lines import Line, first_words, second_words
from copdesk.ui.pages.training.matrix_model import MatrixModel
from copdesk.ui.theme.look import look

_NAMES, _HEAD = 236, 70


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
        self.names = Names(self, self.held)
        self.policies = Policies(self, self.held)
        self.setModel(self.held)
        self.setItemDelegate(Cells(self, self.held))
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
        self.policies.sectionClicked.connect(self.sorted)
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
        elif event.matches(QKeySequence.StandardKey.MoveToStartOfDocument) and self.held.lines:
            self._choose(0, 0)
        elif event.matches(QKeySequence.StandardKey.MoveToEndOfDocument) and self.held.lines:
            self._choose(len(self.held.lines) - 1, len(self.held.head) - 1)
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
        self.updateGeometries()  # at once, so that cells stand beside the names as they are now
        room = self.viewport().width() // max(1, len(self.held.head))
        self.policies.setDefaultSectionSize(max(look.px(CELL), min(room, look.px(2 * CELL))))
        self.viewport().update()


def _copied(cell: object) -> str:
    return ", ".join(filter(None, (first_words(cell), second_words(cell))))  # type: ignore[arg-type]
