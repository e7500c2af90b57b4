"""The frame of a list, and what stands in it when there is nothing to list."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedLayout, QVBoxLayout, QWidget

from copdesk.ui.theme.icons import IconLabel
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import RADIUS, SPACE


class ListFrame(QFrame):
    """A panel with the list, or a sentence and the button that helps.

    Args:
        table: the list.
        icon: over the sentence of an empty list.
        empty: the sentence where there is nothing yet.
        action: the button that helps there.
        nothing: the sentence where nothing matches, and the button beside it.

    Attributes:
        add_asked: the button of an empty file.
        clear_asked: the button where nothing matches.
    """

    add_asked = Signal()
    clear_asked = Signal()

    def __init__(
        self,
        table: QWidget,
        icon: str,
        empty: str,
        action: str,
        nothing: tuple[str, str] = ("Nothing matches these filters.", "Show all"),
    ) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.add_button = button(action, "plus", "primary")
        self.clear_button = button(nothing[1], kind="quiet")
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(1, 1, 1, RADIUS["control"])  # the corners stay round
        self._stack.addWidget(table)
        self._stack.addWidget(_word(icon, empty, self.add_button))
        self._stack.addWidget(_word("filter", nothing[0], self.clear_button))
        self.add_button.clicked.connect(self.add_asked)
        self.clear_button.clicked.connect(self.clear_asked)

    def show_rows(self, count: int, *, narrowed: bool) -> None:
        """Show the list when it has rows, else why it has none."""
        self._stack.setCurrentIndex(0 if count else 2 if narrowed else 1)


def _word(icon: str, sentence: str, action: QWidget) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setSpacing(SPACE["l"])
    column.addStretch(2)
    words = label(sentence, "body2", wrap=True)
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    column.addWidget(IconLabel(icon, "outline", 40), 0, Qt.AlignmentFlag.AlignHCenter)
    column.addWidget(words)
    column.addWidget(action, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addStretch(3)
    return whole
