"""Asks for the one value that is still needed: of a filter, or of an act."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from copdesk.domain.fields import LongText
from copdesk.ui.kit.field_row import FieldRow
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button
from copdesk.ui.theme.tokens import SPACE

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class AskPopup(QFrame):
    """Asks for one value; Enter takes it, Esc leaves.

    Args:
        parent: where it stands.
        row: the field that is asked for.
        taking: the words of its button.

    Attributes:
        answered: the value.
    """

    answered = Signal(object)

    def __init__(self, parent: QWidget, row: FieldRow, taking: str = "Add filter") -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("surface", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._row = row
        self.take_button = button(taking, kind="primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(*[SPACE["m"]] * 4)
        column.addWidget(row)
        column.addWidget(self.take_button, 0, Qt.AlignmentFlag.AlignRight)
        self.take_button.clicked.connect(self._on_take)
        if not isinstance(row.editor.field.kind, LongText):
            row.editor.box.installEventFilter(self)  # before the editor makes Enter its own
        row.editor.set_value(None)

    def show_under(self, anchor: QWidget) -> None:
        """Show it below another widget, with the keyboard in the box."""
        self.show_at(anchor.mapToGlobal(QPoint(0, anchor.height() + 4)))

    def show_at(self, corner: QPoint) -> None:
        """Show it with its top left there on the screen, moved so that all can be seen."""
        self.setFixedWidth(look.px(380))
        self.adjustSize()
        room = self.screen().availableGeometry()
        right, bottom = room.right() - self.width(), room.bottom() - self.height()
        self.move(min(corner.x(), right), min(corner.y(), bottom))
        self.show()
        self._row.editor.setFocus()

    def event(self, event: QEvent) -> bool:
        """Grow and shrink with what stands in it."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.adjustSize()
        return done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the box takes what is typed at once."""
        enter = isinstance(event, QKeyEvent) and event.key() in _ENTER
        if enter and event.type() == QEvent.Type.KeyPress:
            self._on_take()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the value from wherever the keyboard is."""
        if event.key() in _ENTER:
            self._on_take()
        else:
            super().keyPressEvent(event)

    def _on_take(self) -> None:
        try:
            value = self._row.editor.value()
        except ValueError as unread:
            self._row.set_problem(str(unread))
            self.adjustSize()
            return
        if value in (None, ""):
            self._row.set_problem("Type something first.")
            self.adjustSize()
            return
        if undecided := self._row.undecided():
            self._row.set_problem(undecided)
            self.adjustSize()
            return
        self.close()
        self.answered.emit(value)
