"""Editors of everything that is typed on one line: text, names, times, numbers, days."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from copdesk.domain import fields as f
from copdesk.domain.text import clean, is_clean
from copdesk.domain.wording import read, words
from copdesk.ui.kit.editor import MIXED, TAKEN_OUT, Editor, in_units
from copdesk.ui.theme.icons import icon
from copdesk.ui.theme.parts import label

_EXAMPLES: dict[type[f.Kind], str] = {
    f.Names: "One; another",
    f.PartialDay: "2019, Feb 2019, 14/2/2019",
    f.Clock: "14:30",
    f.Moment: "3/12 14:30",
    f.Hours: "1.5",
    f.Minutes: "10, 1:30 or 1h",
    f.Day: "3/12, 9 Dec, next fri",
}


class HintedLine(QLineEdit):
    """A line that says at its right end how what is typed is understood."""

    def __init__(self) -> None:
        super().__init__()
        self._hint = label(kind="caption")
        self._hint.setParent(self)
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_hint(self, text: str) -> None:
        """Show ``text`` where there is room for it, and tell it to a screen reader."""
        self._hint.setText(text)
        self.setAccessibleDescription(text)
        self._place_hint()

    def hint(self) -> str:
        """What is shown at the right end."""
        return self._hint.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the hint at the right end."""
        super().resizeEvent(event)
        self._place_hint()

    def _place_hint(self) -> None:
        size = self._hint.sizeHint()
        room = self.width() - self.fontMetrics().horizontalAdvance(self.text()) - 28
        self._hint.setVisible(bool(self._hint.text()) and room >= size.width())
        self._hint.setGeometry(
            self.width() - size.width() - 8, (self.height() - size.height()) // 2, *size.toTuple()
        )


class LineEditor(Editor):
    """One line, read and worded by the field's kind."""

    def __init__(
        self, field: f.Field, today: Callable[[], date], *buttons: QAbstractButton
    ) -> None:
        self.line = HintedLine()
        self._today = today
        super().__init__(field, self.line, *buttons)
        self.line.setMaxLength(getattr(field.kind, "longest", 1_000))
        self.line.setPlaceholderText(_EXAMPLES.get(type(field.kind), ""))
        self.line.textEdited.connect(self._on_typed)
        self.line.textChanged.connect(self._on_text_changed)
        self.line.textChanged.connect(lambda _text: self.typing.emit())

    def replace(self, start: int, end: int, words: str) -> None:
        """Write other words there; the line's own undo takes it back."""
        self.show_stretch(start, end)
        self.line.insert(words)

    def show_stretch(self, start: int, end: int) -> None:
        """Select it."""
        text = self.line.text()
        first = in_units(text, start)
        self.line.setSelection(first, in_units(text, end) - first)

    def value(self) -> object:
        """What is typed, as the kind's own type; ValueError when it can't be read."""
        return read(self.field.kind, self.line.text(), today=self._today())

    def typed(self) -> str:
        """The text of the line."""
        return self.line.text()

    def set_read_only(self) -> None:
        """Leave it readable and copyable, but not to be typed in."""
        self.line.setReadOnly(True)

    def select_all(self) -> None:
        """Select the whole line."""
        self.line.selectAll()

    def _show(self, value: object) -> None:
        self.line.setText(words(self.field.kind, value))
        self.line.setCursorPosition(0)
        self.line.set_hint("")

    def _show_mixed(self) -> None:
        self.line.clear()
        self.line.setPlaceholderText(MIXED)

    def _on_typed(self, text: str) -> None:
        if not is_clean(text):
            self.line.setText(clean(text))
            self.told.emit(TAKEN_OUT)

    def _on_text_changed(self) -> None:
        if isinstance(self.field.kind, f.Day | f.PartialDay | f.Moment):
            self.line.set_hint(self._understood() if self.touched() else "")

    def _understood(self) -> str:
        try:
            return words(self.field.kind, self.value())
        except ValueError:
            return ""


class AddressEditor(LineEditor):
    """An e-mail or web address, with a way to open it."""

    def __init__(self, field: f.Field, today: Callable[[], date]) -> None:
        super().__init__(field, today)
        mail = isinstance(field.kind, f.Email)
        self._open = QAction(
            icon("mail" if mail else "web"), "Write an e-mail" if mail else "Open", self
        )
        self.line.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)
        self._open.triggered.connect(self._on_open)
        self._on_text_changed()

    def _on_text_changed(self) -> None:
        if hasattr(self, "_open"):
            self._open.setVisible(self.address().isValid())

    def address(self) -> QUrl:
        """Where the button leads; not valid unless it is mail, http or https."""
        text = self.line.text().strip()
        if isinstance(self.field.kind, f.Email):
            return QUrl(f"mailto:{text}") if "@" in text else QUrl()
        url = QUrl(text if "://" in text else f"https://{text}", QUrl.ParsingMode.StrictMode)
        return url if url.scheme() in ("http", "https") and "." in url.host() else QUrl()

    def _on_open(self) -> None:
        QDesktopServices.openUrl(self.address())
