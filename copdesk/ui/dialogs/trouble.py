"""The one calm window for a fault of ours: the data is safe, and what a helper needs is at hand."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from copdesk.ui.dialogs.about import system_information
from copdesk.ui.dialogs.sheet import Sheet
from copdesk.ui.theme.parts import button, label


class Trouble(Sheet):
    """Shown when something went wrong that nobody foresaw.

    Args:
        parent: the window, if there is one.
        report: what happened, without anybody's data.
        open_log: opens the folder of the log.
    """

    def __init__(self, parent: QWidget | None, report: str, open_log: Callable[[], object]) -> None:
        super().__init__(
            parent, "Something went wrong; your data is safe", QSize(620, 420), closing="Continue"
        )
        self._report = f"{report}\n{system_information()}\n"
        words = (
            "What you had saved is in the file; the last act may not have been done. "
            "You can go on working. The details below name no person."
        )
        self.body.addWidget(label(words, "body2", wrap=True))
        details = QPlainTextEdit(self._report)
        details.setReadOnly(True)
        details.setTabChangesFocus(True)
        details.setAccessibleName("Details")
        self.body.addWidget(details, 1)
        self.copy = self.add_button(button("Copy details", "copy"))
        self.log = self.add_button(button("Open log", "document"))
        self.copy.clicked.connect(self._on_copy)
        self.log.clicked.connect(open_log)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self.copy.setText(" Copied")
