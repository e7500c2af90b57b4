"""What the Edit menu does to whatever has the keyboard, and when Ctrl+Z belongs to the text."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

_under_way: set[str] = set()
"""Keys that are being pressed: where nobody wants them, Qt takes them for the shortcut again."""


def press(keys: str) -> bool:
    """Press keys on whatever has the keyboard: it knows best what copying means there.

    Returns:
        False when neither it nor anything around it wanted them.
    """
    focused = QApplication.focusWidget()
    if focused is None or keys in _under_way:
        return False
    combination = QKeySequence(keys)[0]  # type: ignore[index]  # (missing in the stubs)
    event = QKeyEvent(QEvent.Type.KeyPress, combination.key(), combination.keyboardModifiers())
    _under_way.add(keys)
    try:
        QApplication.sendEvent(focused, event)
    finally:
        _under_way.discard(keys)
    return event.isAccepted()


def ask_menu() -> None:
    """Ask whatever has the keyboard for its menu, as the Menu key does."""
    focused = QApplication.focusWidget()
    if focused is not None:
        at = focused.rect().center()
        reason = QContextMenuEvent.Reason.Keyboard
        QApplication.sendEvent(focused, QContextMenuEvent(reason, at, focused.mapToGlobal(at)))


class UndoKeys(QObject):
    """Gives Ctrl+Z to the text being typed while it has something to undo, else to the file.

    A line edit claims the key even when it has nothing to undo, and the last change of the file
    could then not be taken back by keys.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watched: QWidget | None = None

    def watch(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Follow the keyboard: for `QApplication.focusChanged`."""
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched.destroyed.disconnect(self._on_gone)
        self._watched = new if isinstance(new, QLineEdit | QPlainTextEdit) else None
        if self._watched is not None:
            self._watched.installEventFilter(self)
            self._watched.destroyed.connect(self._on_gone)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the shortcut through where the text has nothing to undo or redo."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = _can(watched)
            idle = (event.matches(QKeySequence.StandardKey.Undo) and not undo) or (
                event.matches(QKeySequence.StandardKey.Redo) and not redo
            )
            if idle:
                event.ignore()
                return True
        return False

    def _on_gone(self) -> None:
        self._watched = None


def _can(widget: QObject) -> tuple[bool, bool]:
    if isinstance(widget, QLineEdit):
        return widget.isUndoAvailable(), widget.isRedoAvailable()
    if isinstance(widget, QPlainTextEdit):
        return widget.document().isUndoAvailable(), widget.document().isRedoAvailable()
    return False, False
