"""The head of a list page: its title, and the buttons of what is done with the whole list."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

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
        row.addStretch()
        for one in (self.columns, self.export, self.pane, self.add):
            row.addWidget(one)
        self._connect()

    def offer(self, made: QPushButton) -> None:
        """Put a further button, of what a page does with the whole list, before the others."""
        self._row.insertWidget(self._row.indexOf(self.columns), made)

    def drop_menu(self, menu: QMenu) -> None:
        """Show the columns under their button."""
        menu.popup(self.columns.mapToGlobal(QPoint(0, self.columns.height() + 4)))

    def _connect(self) -> None:
        self.columns.clicked.connect(self.columns_asked)
        self.export.clicked.connect(self.export_asked)
        self.pane.clicked.connect(self.pane_asked)
        self.add.clicked.connect(self.add_asked)
