"""Asks for the few values an act still needs, each with what it will be if nobody says more."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from copdesk.domain.wording import problem
from copdesk.ui.kit.field_row import FieldRow
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class AskSeveral(QFrame):
    """Asks for some values at once; Enter takes them as they stand, Esc leaves.

    Args:
        parent: where it stands.
        title: what is asked.
        rows: the fields by name, each showing what it will be.
        taking: the words of its button.

    Attributes:
        answered: the values by name; one that differs and was left so is absent.
    """

    answered = Signal(object)

    def __init__(
        self, parent: QWidget, title: str, rows: Mapping[str, FieldRow], taking: str
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("surface", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(title)
        self.rows = rows
        self.take_button = button(taking, kind="primary", tip=f"{taking} (Enter)")
        column = QVBoxLayout(self)
        column.setContentsMargins(*[SPACE["l"]] * 4)
        column.setSpacing(SPACE["m"])
        column.addWidget(label(title, "strong", wrap=True))
        for row in rows.values():
            column.addWidget(row)
            row.editor.box.installEventFilter(self)
        column.addWidget(self.take_button, 0, Qt.AlignmentFlag.AlignRight)
        self.take_button.clicked.connect(self._on_take)

    def show_under(self, anchor: QWidget) -> None:
        """Show it below another widget, where all of it can be seen, ready for the keyboard."""
        self.setFixedWidth(look.px(420))
        self.adjustSize()
        corner = anchor.mapToGlobal(QPoint(0, anchor.height() + 4))
        room = self.screen().availableGeometry()
        corner.setX(max(room.left(), min(corner.x(), room.right() - self.width())))
        corner.setY(max(room.top(), min(corner.y(), room.bottom() - self.height())))
        self.move(corner)
        self.show()
        next(iter(self.rows.values())).editor.setFocus()

    def event(self, event: QEvent) -> bool:
        """Grow and shrink with what stands in it."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.adjustSize()
        return done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes the values from whichever box has the keyboard."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _ENTER:
                self._on_take()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard."""
        if event.key() in _ENTER and self.take_button.hasFocus():
            self._on_take()
        else:
            super().keyPressEvent(event)

    def _on_take(self) -> None:
        found: dict[str, object] = {}
        for name, row in self.rows.items():
            fault = self._read(name, row, found)
            row.set_problem(fault)
            if fault:
                row.editor.setFocus()
                return
        self.close()
        self.answered.emit(found)

    def _read(self, name: str, row: FieldRow, found: dict[str, object]) -> str:
        """Put the value of a row with those found; what is wrong with it, if anything."""
        try:
            value = row.editor.value()
        except ValueError as unread:
            return str(unread) if row.editor.touched() else ""
        found[name] = value
        return problem(row.editor.field, value) or row.undecided()
