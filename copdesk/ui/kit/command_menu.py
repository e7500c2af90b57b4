"""The menu of a right click: the commands of a page that can be done now."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from copdesk.ui.kit.page import Command


def command_menu(owner: QWidget, commands: Sequence[Command]) -> QMenu:
    """A menu of the commands that can be done now; it is gone once it closes."""
    menu = QMenu(owner)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for command in commands:
        if command.enabled():
            menu.addAction(command.words, command.run)
    return menu
