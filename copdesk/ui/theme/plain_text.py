"""Nothing a person typed is ever markup: every label, box and tip shows plain text."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel


def force_plain_text(app: QApplication) -> None:
    """Turn every label of the program to plain text as it first appears.

    Tips and the words of message boxes are labels to Qt, so they are caught as well. A label
    that guesses (``AutoText``) could otherwise be made to read a local file by a name such as
    ``<img src=...>``.
    """
    app.installEventFilter(_Filter(app))


class _Filter(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Polish and isinstance(watched, QLabel):
            watched.setTextFormat(Qt.TextFormat.PlainText)
        return False
