"""What every editor of a field has in common, so that a form need not know which kind it holds."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from copdesk.domain.fields import Field
from copdesk.ui.theme.parts import restyle

_STAYS = {
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
MIXED = "Mixed"
TAKEN_OUT = "Control characters, which can't be shown, were taken out."


class Editor(QWidget):
    """One field on the screen: a box to type in, and buttons beside it where its kind has them.

    Whoever listens to `edited` reads `value`, keeps it, and gives it back with `set_value`; until
    then what was typed stays.

    Attributes:
        edited: sent when the field is left, or chosen, and holds something new.
        left: sent after it, each time the field is left, changed or not.
        typing: sent by editors of text with every change of it.
        told: sent when something that was pasted could not be taken; the words about it.
    """

    edited = Signal()
    left = Signal()
    typing = Signal()
    told = Signal(str)

    def __init__(self, field: Field, box: QWidget, *buttons: QAbstractButton) -> None:
        super().__init__()
        self.field = field
        self.box = box
        self._value: object = None
        self._kept: object = None
        self._lay_out(buttons)
        self._name()
        box.installEventFilter(self)

    def value(self) -> object:
        """What is typed, as the kind's own type.

        Raises:
            ValueError: it can't be read; the sentence says why.
        """
        raise NotImplementedError

    def typed(self) -> object:
        """What the box shows, read or not; compared to tell whether it was touched."""
        raise NotImplementedError

    def set_value(self, value: object) -> None:
        """Show a value that is kept."""
        self._value = value
        self._show(value)
        self._kept = self.typed()

    def type_again(self, value: object) -> None:
        """Show what was typed before and is not kept."""
        self._show(value)

    def mark(self, stretches: Sequence[tuple[int, int, str]]) -> None:
        """Mark stretches of the text, each in a tone of :data:`tokens.TONES`; only these stay."""

    def replace(self, start: int, end: int, words: str) -> None:
        """Write other words in place of a stretch of the text, as if they were typed."""

    def show_stretch(self, start: int, end: int) -> None:
        """Bring a stretch of the text into sight, selected."""

    def set_mixed(self) -> None:
        """Stand for several records that differ here."""
        self._show_mixed()
        self._kept = self.typed()

    def set_problem(self, sentence: str) -> None:
        """Mark the box; the sentence itself stands beside it, and here for a screen reader."""
        self.box.setAccessibleDescription(sentence or self.field.help)
        if bool(self.box.property("problem")) != bool(sentence):  # to style a box anew takes long
            self.box.setProperty("problem", bool(sentence))
            restyle(self.box)

    def set_read_only(self) -> None:
        """Show the value, and let nobody change it."""
        self.box.setEnabled(False)

    def touched(self) -> bool:
        """Whether it shows something else than what is kept."""
        return self.typed() != self._kept

    def restore(self) -> None:
        """Show again what is kept."""
        self.set_value(self._value)
        self.set_problem("")

    def commit(self) -> None:
        """Tell that what is shown is meant."""
        if self.touched():
            self.edited.emit()
        self.left.emit()

    def select_all(self) -> None:
        """Select what is typed, so that typing replaces it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Commit when the box is left or Enter is pressed; Esc restores."""
        if watched is self.box:
            if event.type() == QEvent.Type.FocusOut and event.reason() not in _STAYS:  # type: ignore[attr-defined]
                self.commit()
            elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.commit()
            return False  # the form may have a use for it too
        if event.key() in _ENTER and self._enter_commits():
            self.commit()
            return True
        if event.key() == Qt.Key.Key_Escape and self.touched():
            self.restore()
            return True
        return False

    def _enter_commits(self) -> bool:
        return True

    def _show(self, value: object) -> None:
        raise NotImplementedError

    def _show_mixed(self) -> None:
        raise NotImplementedError

    def _lay_out(self, buttons: tuple[QAbstractButton, ...]) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.box, 1)
        for button in buttons:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.setFocusProxy(self.box)

    def _name(self) -> None:
        required = ", required" if self.field.required else ""
        self.box.setAccessibleName(self.field.label + required)
        self.box.setAccessibleDescription(self.field.help)


def in_units(text: str, place: int) -> int:
    """A place in a text as Qt counts it: a character beyond the first 65,536 is two units."""
    return len(text[:place].encode("utf-16-le", "surrogatepass")) // 2
