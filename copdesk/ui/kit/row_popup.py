"""The fields of one row of a small list, over the row: dates, roles, states."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from copdesk.domain.fields import Field
from copdesk.ui.kit.editors import Editors
from copdesk.ui.kit.form import Form, Save
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE


class RowPopup(QFrame):
    """A form that saves each field as it is left, and goes away with Esc or a click elsewhere."""

    def __init__(
        self, parent: QWidget, title: str, fields: Mapping[str, Field], editors: Editors, save: Save
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("surface", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(title)
        self.form = Form(fields, editors, save)
        self.done_button = button("Done", kind="primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(*[SPACE["l"]] * 4)
        column.setSpacing(SPACE["m"])
        column.addWidget(label(title, "strong", wrap=True))
        column.addWidget(self.form)
        column.addWidget(self.done_button, 0, Qt.AlignmentFlag.AlignRight)
        self.done_button.clicked.connect(self._on_done)

    def show_under(self, corner: QPoint, values: Mapping[str, object]) -> None:
        """Show these values with the popup's top left there, moved so that all can be seen."""
        self.form.start_with(values)
        self.setFixedWidth(look.px(380))
        self.adjustSize()
        room = self.screen().availableGeometry()
        corner.setX(min(corner.x(), room.right() - self.width()))
        corner.setY(min(corner.y(), room.bottom() - self.height()))
        self.move(corner)
        self.show()
        self.form.focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter is Done."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_done()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is still being typed."""
        self.form.settle()
        super().hideEvent(event)

    def _on_done(self) -> None:
        if self.form.settle():
            self.close()
