"""One way to make an entry of the menus, so that every one has its keys, its icon and its place."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from copdesk.ui.theme.icons import icon

Keys = str | QKeySequence.StandardKey | None


def action(  # noqa: PLR0913  (each a plain fact about one menu entry)
    parent: QObject,
    words: str,
    run: Callable[[], object],
    keys: Keys = None,
    *,
    icon_name: str = "",
    role: QAction.MenuRole = QAction.MenuRole.NoRole,
    checkable: bool = False,
) -> QAction:
    """An entry of a menu.

    Args:
        parent: who owns it.
        words: as the menu shows them, with a mnemonic (``&Open…``).
        run: does it.
        keys: a shortcut, or the standard one of the system it runs on.
        icon_name: of ``resources/icons``; not shown in menus, but in the command box.
        role: where a Mac puts it.
        checkable: whether it shows a tick.
    """
    made = QAction(words, parent)
    made.setMenuRole(role)
    made.setCheckable(checkable)
    made.setIconVisibleInMenu(False)
    if icon_name:
        made.setIcon(icon(icon_name))
        made.setProperty("icon_name", icon_name)
    if keys is not None:
        made.setShortcuts(_sequences(keys))
    made.triggered.connect(lambda _checked=False: run())
    return made


def plain_words(entry: QAction) -> str:
    """The words of an entry without mnemonic, dots, and what it would be done to: "Undo"."""
    return entry.text().replace("&", "").rstrip("…").partition(": ")[0]


def keys_in_words(entry: QAction) -> str:
    """The first shortcut of an entry as its system writes it: "Ctrl+K"."""
    return entry.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def entries(bar: QMenuBar | QMenu) -> list[QAction]:
    """Every entry that does something, through all menus below, in their order."""
    found: list[QAction] = []
    for entry in bar.actions():
        below = entry.menu()
        if isinstance(below, QMenu):
            found += entries(below)
        elif not entry.isSeparator() and entry.isVisible():
            found.append(entry)
    return found


def _sequences(keys: str | QKeySequence.StandardKey) -> list[QKeySequence]:
    if isinstance(keys, str):
        return [QKeySequence(part) for part in keys.split("; ")]
    return [QKeySequence(keys)]  # the first: on Windows the second of Back is Backspace
