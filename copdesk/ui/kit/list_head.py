"""The head of a list page: its title, and the buttons of what is done with the whole list."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE


class ListHead(QWidget):
    """Title at the left, buttons at the right, the one that adds last.

    Attributes:
        columns_asked, export_asked, pane_asked, add_asked: the buttons.
    """

    columns_asked = Signal()
    export_asked = Signal()
    pane_asked = Signal()
    add_asked = Signal()

    def __init__(self, title: str, adding: str) -> None:
        super().__init__()
        self.columns = button("Columns", "columns", tip="Choose the columns")
        self.export = button("Export", "export", tip="Write the rows shown to an Excel file")
        self.pane = button("Details", "pane", tip="Show or hide the details (F9)")
        self.add = button(adding, "plus", "primary", tip=f"{adding} (Ctrl+N)")
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE["s"])
        row.addWidget(label(title, "title"))
        self._words: dict[QPushButton, str] = {}
        self._needed = 0
        row.addStretch()
        for one in (self.columns, self.export, self.pane, self.add):
            row.addWidget(one)
        for one in (self.columns, self.export, self.pane):
            self._words[one] = one.text()
        self._connect()

    def offer(self, made: QPushButton) -> None:
        """Put a further button, of what a page does with the whole list, before the others."""
        self._row.insertWidget(self._row.indexOf(self.columns), made)
        self._words[made] = made.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the buttons go without their words; their tips have them."""
        super().resizeEvent(event)
        if self.columns.text():
            self._needed = self._row.sizeHint().width()
        self._say(worded=self._needed <= self.width())

    def _say(self, *, worded: bool) -> None:
        for one, words in self._words.items():
            one.setText(words if worded else "")

    def _on_look_changed(self) -> None:
        self._say(worded=True)
        self._needed = self._row.sizeHint().width()
        self._say(worded=self._needed <= self.width())

    def drop_menu(self, menu: QMenu) -> None:
        """Show the columns under their button."""
        menu.popup(self.columns.mapToGlobal(QPoint(0, self.columns.height() + 4)))

    def _connect(self) -> None:
        look.changed.connect(self._on_look_changed)
        self.columns.clicked.connect(self.columns_asked)
        self.export.clicked.connect(self.export_asked)
        self.pane.clicked.connect(self.pane_asked)
        self.add.clicked.connect(self.add_asked)
