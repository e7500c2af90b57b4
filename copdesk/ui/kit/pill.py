"""A state by itself on a page: its words in a rounded ground, as in a list."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from copdesk.ui.kit.paint import face, paint_pill
from copdesk.ui.theme.look import look


class Pill(QWidget):
    """Words, an icon and a tone (ok, warn, danger, info, mute) that says the same."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self._tone, self._icon = "", "mute", ""
        look.changed.connect(self.updateGeometry)

    def show_words(self, words: str, tone: str, icon: str) -> None:
        """Show these; without words it takes no room."""
        self.words, self._tone, self._icon = words, tone, icon
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the words need, as high as a button."""
        return QSize(face("body")[1].horizontalAdvance(self.words) + look.px(48), look.px(32))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The pill."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_pill(painter, self.rect(), self.words, self._tone, self._icon)
        painter.end()
