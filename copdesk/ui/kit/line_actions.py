"""The small buttons within a line to type in, each with a name that can be spoken."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from copdesk.ui.theme.icons import icon


def allow_clearing(line: QLineEdit) -> None:
    """Show Qt's own cross while there is text, and name it."""
    line.setClearButtonEnabled(True)
    for action in line.findChildren(QAction):
        if "clear" in action.objectName().lower():
            action.setText("Clear")


def add_mark(line: QLineEdit, icon_name: str, words: str) -> None:
    """Put an icon at the beginning of the line that says what it is for."""
    mark = QAction(icon(icon_name), words, line)
    line.addAction(mark, QLineEdit.ActionPosition.LeadingPosition)
