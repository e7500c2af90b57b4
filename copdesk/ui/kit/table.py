"""The list on every page: rows of a source, chosen by id, edited in place, copied as a table."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QPoint,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView

from copdesk.domain.fields import Link
from copdesk.ui.kit.cell_editing import CellEditing
from copdesk.ui.kit.cells import links_of
from copdesk.ui.kit.clipboard import as_table
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.row_delegate import InPlace, RowDelegate
from copdesk.ui.kit.rows import Asked, RowModel, RowSource
from copdesk.ui.kit.table_header import TableHeader
from copdesk.ui.kit.type_ahead import TypeAhead
from copdesk.ui.theme.look import look
from copdesk.ui.theme.tokens import SIZE

_SELECT = QItemSelectionModel.SelectionFlag
_ROWS = _SELECT.Select | _SELECT.Rows
_COPIED_MOST = 50_000


class Table(QTableView):
    """A list that keeps its place and what is chosen through every refresh.

    Attributes:
        picked: what is chosen has changed.
        opened: Enter or a double click on a cell that is not edited: the record.
        delete_asked: the Delete key.
        menu_asked: a right click or the Menu key; where, on the screen.
        link_opened: a click on the name of another record: the row's record, the key.
        refused: a value edited in place could not be kept: a UserError.
        copied: rows were put on the clipboard; how many.
    """

    picked = Signal()
    opened = Signal(object)
    delete_asked = Signal()
    menu_asked = Signal(QPoint)
    link_opened = Signal(object, str)
    refused = Signal(object)
    copied = Signal(int)

    def __init__(
        self, source: RowSource, columns: Sequence[Shown], *, in_place: InPlace | None = None
    ) -> None:
        super().__init__()
        keys = [column.key for column in columns]
        cells = {column.key: column.cell for column in columns}
        drawn_from = [key for column in columns for key in column.cell.needs()]
        spoken = {
            key: lambda row, key=key, cell=cell: cell.spoken(row, key)
            for key, cell in cells.items()
        }
        self.rows = RowModel(source, keys, drawn_from, spoken)
        self.hovered = -1
        self._pressed = (-1, "")
        self._in_place = in_place
        self._links = links_of(cells)
        self._asked = Asked()
        self._type_ahead = TypeAhead(self)
        self._compact = False
        self._keeping = False
        self.header = TableHeader(self, columns)
        self._delegate = RowDelegate(self, cells, in_place)
        self._editing = CellEditing(self, self._delegate, in_place)
        self._set_up()
        self._connect()

    # What is shown ----------------------------------------------------------------------------

    def ask(self, text: str, filters: Sequence[object]) -> None:
        """Show the rows that match, in the order of the header."""
        self._asked = replace(self._asked, text=text, filters=tuple(filters))  # type: ignore[arg-type]
        self.refresh()

    @property
    def asked(self) -> Asked:
        """What the rows shown were asked for by."""
        return self._asked

    def refresh(self) -> None:
        """Read everything again; what was chosen stays chosen as far as it is still there."""
        chosen, current, top = self.chosen(), self.current_id(), self.verticalScrollBar().value()
        choice = self.header.choice
        self._asked = replace(self._asked, sort=choice.sort, descending=choice.descending)
        self._keeping = True
        moved = self.rows.ask(self._asked)
        if moved:
            self.choose(chosen, current)
            self.verticalScrollBar().setValue(top)
        self._land()
        self._keeping = False
        if moved and (set(chosen) != set(self.chosen()) or current != self.current_id()):
            self.picked.emit()
        self.viewport().update()

    @property
    def row_height(self) -> int:
        """Pixels of one row."""
        return look.px(SIZE["row_compact"]) if self._compact else look.row

    def set_compact(self, compact: bool) -> None:
        """Keep the rows low whatever is chosen for other lists, as beside a chart."""
        self._compact = compact
        self.verticalHeader().setDefaultSectionSize(self.row_height)

    @property
    def first_column(self) -> int:
        """The column that stands at the left."""
        return self.header.first()

    # What is chosen ---------------------------------------------------------------------------

    def chosen(self) -> list[int]:
        """The ids of the rows chosen, in the order of the list."""
        ranges = self.selectionModel().selection().toList()
        places = {place for part in ranges for place in range(part.top(), part.bottom() + 1)}
        return [self.rows.ids[place] for place in sorted(places) if place < len(self.rows.ids)]

    def current_id(self) -> int:
        """The record of the row that has the keyboard; 0 when none has."""
        place = self.currentIndex().row()
        return self.rows.ids[place] if 0 <= place < len(self.rows.ids) else 0

    def choose(self, ids: Sequence[int], current: int = 0) -> None:
        """Choose these rows and put the keyboard on ``current``, or on the first of them."""
        places = [place for place in map(self.rows.place, ids) if place >= 0]
        selection = QItemSelection()
        for place in places:
            index = self.rows.index(place, 0)
            selection.select(index, index)
        at = self.rows.place(current)
        at = at if at >= 0 else next(iter(places), -1)
        model = self.selectionModel()
        if at >= 0:
            column = max(self.currentIndex().column(), self.first_column)
            model.setCurrentIndex(self.rows.index(at, column), _SELECT.NoUpdate)
        model.select(selection, _SELECT.ClearAndSelect | _SELECT.Rows)

    def show_record(self, record_id: int) -> bool:
        """Choose one record and bring it into sight; whether it is in the list."""
        place = self.rows.place(record_id)
        if place < 0:
            return False
        self.choose([record_id])
        self.scrollTo(self.rows.index(place, self.first_column))
        return True

    def kind_linked(self, key: str) -> str:
        """The table of the records that the cells of a column name."""
        kind = self.rows.source.columns[key].kind
        return kind.to if isinstance(kind, Link) else self._links.get(key, "")

    def linked_words(self) -> list[tuple[str, str]]:
        """The names of other records in the row that has the keyboard: column and words."""
        place = self.currentIndex().row()
        if place < 0:
            return []
        row = self.rows.row(place)
        shown = [key for key in self.header.shown_keys() if key in self._links]
        return [(key, row.words[key]) for key in shown if row.words.get(key)]

    # Doing ------------------------------------------------------------------------------------

    def copy(self) -> None:
        """Put the chosen rows on the clipboard as they are shown."""
        keys = self.header.shown_keys()
        ids = self.chosen()[:_COPIED_MOST]
        if not ids:
            return
        rows = [self.rows.row(self.rows.place(record_id)) for record_id in ids]
        headings = [self.rows.source.columns[key].label for key in keys]
        words = [[row.words[key] for key in keys] for row in rows]
        QGuiApplication.clipboard().setMimeData(as_table(headings, words))
        self.copied.emit(len(rows))

    def edit_current(self) -> None:
        """Edit the cell that has the keyboard, else the first of its row, else open the row."""
        here = self.currentIndex()
        editable = self._in_place.fields if self._in_place else {}
        keys = [self.rows.keys[here.column()], *self.header.shown_keys()]
        key = next((key for key in keys if key in editable), None)
        if key is not None:
            index = self.rows.index(here.row(), self.rows.keys.index(key))
            self.selectionModel().setCurrentIndex(index, _SELECT.NoUpdate)
            self.edit(index)
        else:
            self.opened.emit(self.current_id())

    def keyboardSearch(self, text: str) -> None:
        """Typing goes to the next row whose name begins so."""
        if record_id := self._type_ahead.next(text):
            self.show_record(record_id)

    def event(self, event: QEvent) -> bool:
        """Copy and Delete are meant for the rows before any menu takes them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            if event.matches(keys.Copy) or event.matches(keys.Delete):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a list; the rest is the view's own."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Delete) and self.chosen():
            self.delete_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id():
            self.opened.emit(self.current_id())
        elif event.key() == Qt.Key.Key_F2 and self.current_id():
            self.edit_current()
        elif event.matches(QKeySequence.StandardKey.MoveToStartOfDocument) and self.rows.ids:
            self.show_record(self.rows.ids[0])
        elif event.matches(QKeySequence.StandardKey.MoveToEndOfDocument) and self.rows.ids:
            self.show_record(self.rows.ids[-1])
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Right click, Menu key and Shift+F10 open the same commands."""
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self.visualRect(self.currentIndex())
            at = self.viewport().mapToGlobal(rect.bottomLeft() + QPoint(12, 0))
        self.menu_asked.emit(at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the cell, or open the record where the cell is not edited."""
        index = self.indexAt(event.position().toPoint())
        editable = index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable
        super().mouseDoubleClickEvent(event)
        if index.isValid() and not editable:
            self.opened.emit(self.rows.ids[index.row()])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tint the row pointed at; a hand over the name of another record."""
        super().mouseMoveEvent(event)
        point = event.position().toPoint()
        self._hover(self.rowAt(point.y()))
        over = bool(self._link_at(point))
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember on which name a click began."""
        point = event.position().toPoint()
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = (self.rowAt(point.y()), self._link_at(point) if plain and left else "")
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the words of another record's name opens it; a drag does not."""
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        place, key = self._pressed
        self._pressed = (-1, "")
        if key and (self.rowAt(point.y()), self._link_at(point)) == (place, key):
            self.link_opened.emit(self.rows.ids[place], key)

    def viewportEvent(self, event: QEvent) -> bool:
        """Leaving takes the tint away."""
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, then one ring round the whole row that has the keyboard."""
        super().paintEvent(event)
        place = self.currentIndex().row()
        if place < 0 or not self.hasFocus():
            return
        y, height = self.rowViewportPosition(place), self.rowHeight(place)
        width = min(self.viewport().width(), self.horizontalHeader().length())
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("focus"), 2))
        painter.drawRoundedRect(QRectF(1, y + 1, width - 2, height - 3), 4, 4)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let columns give way where room is short."""
        super().resizeEvent(event)
        self.header.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by the keyboard lands on a row."""
        super().focusInEvent(event)
        self._land()

    # Inside -----------------------------------------------------------------------------------

    def _set_up(self) -> None:
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.header.attach()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(self.row_height)
        triggers = QAbstractItemView.EditTrigger
        edit = triggers.EditKeyPressed | triggers.DoubleClicked
        self.setEditTriggers(edit if self._in_place else triggers.NoEditTriggers)
        if self._in_place:
            self.rows.allow_editing(list(self._in_place.fields))

    def _connect(self) -> None:
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.viewport().update())
        self.header.sorted.connect(self.refresh)
        self.header.wanted.connect(self._on_wanted)
        look.changed.connect(self._on_look_changed)
        self._on_wanted()

    def _on_selection_changed(self) -> None:
        self.viewport().update()
        if not self._keeping:
            self.picked.emit()

    def _on_wanted(self) -> None:
        keys = self.header.shown_keys()
        needed = [need for key in keys for need in self.header.columns[key].cell.needs()]
        self.rows.want([*keys, *needed])

    def _on_look_changed(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.row_height)
        self.header.rescale()

    def _land(self) -> None:
        if self.hasFocus() and self.rows.ids and not self.selectionModel().hasSelection():
            self.choose([self.current_id() or self.rows.ids[0]])

    def _hover(self, place: int) -> None:
        if place != self.hovered:
            self.hovered = place
            self.viewport().update()

    def _link_at(self, point: QPoint) -> str:
        index = self.indexAt(point)
        if not index.isValid() or self.state() == QAbstractItemView.State.EditingState:
            return ""
        key = self.rows.keys[index.column()]
        words = self.rows.row(index.row()).words.get(key, "")
        if key not in self._links or not words:
            return ""
        left = self.visualRect(index).x() + look.px(10)
        width = min(self.fontMetrics().horizontalAdvance(words), self.visualRect(index).width())
        return key if left <= point.x() <= left + width else ""
