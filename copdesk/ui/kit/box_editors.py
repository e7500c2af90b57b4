"""Editors that are not one line: paragraphs, one word of a list, yes or no."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit, QSizePolicy, QTextEdit

from copdesk.domain.fields import Choice, Field, option_words
from copdesk.domain.text import clean, is_clean
from copdesk.ui.kit.editor import MIXED, TAKEN_OUT, Editor, in_units
from copdesk.ui.theme.look import look


class _Combo(QComboBox):
    """A list that the wheel scrolls past, so that scrolling a form never changes it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form."""
        event.ignore()


class _Paper(QPlainTextEdit):
    """Takes from what is pasted only what can be kept."""

    refused = Signal()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste the text, and tell where something of it had to go."""
        text = source.text()
        self.insertPlainText(clean(text))
        if not is_clean(text):
            self.refused.emit()


class LongTextEditor(Editor):
    """Paragraphs of plain text; Tab moves on, Enter begins a new line."""

    def __init__(self, field: Field) -> None:
        self.paper = _Paper()
        self._least, self._most = 3, 12
        super().__init__(field, self.paper)
        self.paper.setTabChangesFocus(True)
        self.paper.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.paper.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)
        self.paper.verticalScrollBar().rangeChanged.connect(self._on_size_changed)
        self.paper.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.paper.textChanged.connect(self.typing)
        self.paper.refused.connect(lambda: self.told.emit(TAKEN_OUT))
        self._on_size_changed()

    def value(self) -> str:
        """The text, without blank ends."""
        return self.typed().strip()

    def typed(self) -> str:
        """The text as it stands; Qt's plain text would make spaces of those that don't break."""
        raw = self.paper.document().toRawText()
        return raw.replace("\u2029", "\n").replace("\u2028", "\n")

    def set_read_only(self) -> None:
        """Leave it readable and copyable."""
        self.paper.setReadOnly(True)

    def select_all(self) -> None:
        """Select the whole text."""
        self.paper.selectAll()

    def mark(self, stretches: Sequence[tuple[int, int, str]]) -> None:
        """Mark stretches with a ground and a line under them."""
        marks = []
        for start, end, tone in stretches:
            one = QTextEdit.ExtraSelection()
            one.cursor = self._stretch(start, end)
            one.format.setBackground(look.colour(f"{tone}_soft"))
            one.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            one.format.setUnderlineColor(look.colour(tone))
            marks.append(one)
        self.paper.setExtraSelections(marks)

    def replace(self, start: int, end: int, words: str) -> None:
        """Write other words there; the editor's own undo takes it back."""
        self._stretch(start, end).insertText(words)

    def show_stretch(self, start: int, end: int) -> None:
        """Scroll there and select it."""
        self.paper.setTextCursor(self._stretch(start, end))
        self.paper.ensureCursorVisible()

    def set_lines(self, least: int, most: int) -> None:
        """How many lines it shows when it is empty, and to how many it grows with the text."""
        self._least, self._most = least, most
        self._on_size_changed()

    def _stretch(self, start: int, end: int) -> QTextCursor:
        text = self.typed()
        cursor = QTextCursor(self.paper.document())
        cursor.setPosition(in_units(text, start))
        cursor.setPosition(in_units(text, end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _enter_commits(self) -> bool:
        return False

    def _on_size_changed(self, *_size: object) -> None:
        """Grow with the text, also where a narrower box breaks it into more lines."""
        height = round(self.paper.document().size().height())
        lines = max(self._least, min(self._most, height))
        self.paper.setFixedHeight(self.paper.fontMetrics().lineSpacing() * lines + 20)

    def _show(self, value: object) -> None:
        self.paper.setPlainText(str(value or ""))

    def _show_mixed(self) -> None:
        self.paper.clear()
        self.paper.setPlaceholderText(MIXED)


class ChoiceEditor(Editor):
    """One word of a list; kept as soon as it is chosen."""

    def __init__(self, field: Field) -> None:
        if not isinstance(field.kind, Choice):
            raise TypeError(f"{field.label} is not a choice")
        self.list = _Combo()
        self._options = list(field.kind.options)
        super().__init__(field, self.list)
        self.list.addItems([option_words(option) for option in self._options])
        self.list.setPlaceholderText(MIXED)
        self.list.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.list.setMinimumContentsLength(8)
        self.list.activated.connect(self.commit)

    def value(self) -> object:
        """The option that is shown.

        Raises:
            ValueError: none is.
        """
        if self.list.currentIndex() < 0:
            raise ValueError(f"Choose one for {self.field.label.lower()}.")
        return self._options[self.list.currentIndex()]

    def typed(self) -> int:
        """The place of the option in the list."""
        return self.list.currentIndex()

    def _show(self, value: object) -> None:
        self.list.setCurrentIndex(
            next((n for n, option in enumerate(self._options) if option == value), -1)
        )

    def _show_mixed(self) -> None:
        self.list.setCurrentIndex(-1)


class FlagEditor(Editor):
    """Yes or no; kept as soon as it is ticked."""

    def __init__(self, field: Field) -> None:
        self.tick = QCheckBox("Yes")
        super().__init__(field, self.tick)
        self.tick.clicked.connect(self._on_clicked)

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.tick.isChecked()

    def typed(self) -> Qt.CheckState:
        """Ticked, empty or mixed."""
        return self.tick.checkState()

    def _show(self, value: object) -> None:
        self.tick.setTristate(False)
        self.tick.setChecked(bool(value))

    def _show_mixed(self) -> None:
        self.tick.setTristate(True)
        self.tick.setCheckState(Qt.CheckState.PartiallyChecked)

    def _on_clicked(self) -> None:
        self.tick.setTristate(False)
        self.commit()
