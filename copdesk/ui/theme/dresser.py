"""What every widget is given as it first appears: plain text to labels, the sheet to windows."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

_POLISH = QEvent.Type.Polish


class Dresser(QObject):
    """Watches the whole program for widgets that are about to be shown.

    Nothing a person typed is ever markup: a label that guesses (``AutoText``) could be made to
    read a local file by a name such as ``<img src=...>``. Tips and the words of message boxes
    are labels to Qt, so they are caught as well.

    The sheet is set on each window and not on the program: under a sheet of the program every
    widget that is put into another styles all that it holds anew, and a page of 400 widgets took
    five times as long to make.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.sheet = ""
        app.installEventFilter(self)

    def dress(self, sheet: str) -> None:
        """Give this sheet to every window there is, and to those still to come."""
        self.sheet = sheet
        for window in QApplication.topLevelWidgets():
            if window.parentWidget() is None:
                window.setStyleSheet(sheet)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Dress what is about to be shown; never swallows an event."""
        if isinstance(watched, QWidget) and event.type() is _POLISH:
            if isinstance(watched, QLabel):
                watched.setTextFormat(Qt.TextFormat.PlainText)
            if watched.parentWidget() is None and watched.styleSheet() != self.sheet:
                watched.setStyleSheet(self.sheet)
        return False
