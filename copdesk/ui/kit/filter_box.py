"""The box over a list in which typing narrows it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from copdesk.ui.kit.line_actions import add_mark, allow_clearing


class FilterBox(QLineEdit):
    """Typing narrows the list; Esc clears, then leaves.

    Attributes:
        left: Esc in an empty box, Enter or Down: the keyboard goes to the list.
    """

    left = Signal()

    def __init__(self, placeholder: str) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        allow_clearing(self)
        add_mark(self, "filter", placeholder)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, Enter and Down are the list's; the rest is typing."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)
