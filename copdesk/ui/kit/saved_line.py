"""What is said after a file was written: its name, and the ways to it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from copdesk.ui.theme.icons import IconLabel
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE


class SavedLine(QWidget):
    """Takes no room until something was saved."""

    def __init__(self) -> None:
        super().__init__()
        self._path: Path | None = None
        self.words = label(wrap=True)
        self.open_file = button("Open file", kind="link")
        self.show_folder = button("Show in folder", kind="link")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE["s"])
        row.addWidget(IconLabel("check", "ok", 16))
        row.addWidget(self.words, 1)
        row.addWidget(self.open_file)
        row.addWidget(self.show_folder)
        self.open_file.clicked.connect(lambda: self._open(self._path))
        self.show_folder.clicked.connect(lambda: self._open(self._path and self._path.parent))
        self.hide()

    def show_saved(self, path: Path, told: Sequence[str] = ()) -> None:
        """Say where the file is, and what is to be known of it."""
        self._path = path
        self.words.setText("\n".join((f"Saved as {path.name} in {path.parent}.", *told)))
        self.open_file.setAccessibleName(f"Open {path.name}")
        self.show_folder.setAccessibleName(f"Show {path.name} in its folder")
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.words.text()))

    def _open(self, path: Path | None) -> None:
        if path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
