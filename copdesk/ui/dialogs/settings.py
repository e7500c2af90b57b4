"""The settings: how the window looks, and what the file is called on paper. All apply at once."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from copdesk.db.store import Store
from copdesk.errors import UserError
from copdesk.services.settings import keep_settings, settings
from copdesk.ui.dialogs.reminder_group import ReminderGroup
from copdesk.ui.dialogs.sheet import Sheet
from copdesk.ui.kit.desk import Memory
from copdesk.ui.kit.scrolled import scrolled
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label, restyle, surface
from copdesk.ui.theme.tokens import SPACE

_MODES = (("system", "Follow the system"), ("light", "Light"), ("dark", "Dark"))
_ROWS = (("comfortable", "Comfortable, two lines"), ("compact", "Compact, one line"))
_SIZES = tuple((str(one), f"{one} %") for one in (100, 110, 125, 140, 160, 180, 200))


_OF_FILE = (
    ("network", "Name of the network"),
    ("coordinator", "Coordinator"),
    ("contact", "Contact on papers"),
    ("bin_days", "Days in the bin"),
    ("attended_minutes", "Attended from (minutes)"),
    ("waiting_days", "Ask an asker again (days)"),
    ("answer_footer", "Under every answer"),
)


class Looks(Protocol):
    """What can be chosen about the look."""

    def set_mode(self, mode: str) -> None:
        """Light, dark, or as the system has it."""

    def set_percent(self, percent: int) -> None:
        """The size of text, in percent of the system's."""

    def set_rows(self, rows: str) -> None:
        """Comfortable or compact rows."""


class SettingsDialog(Sheet):
    """Groups of settings; those of the file only while one is open.

    Args:
        parent: the window.
        looks: carries out what is chosen about the look.
        store: the open file, or ``None``.
        memory: what is remembered on this computer.
    """

    def __init__(self, parent: QWidget, looks: Looks, store: Store | None, memory: Memory) -> None:
        super().__init__(parent, "Settings", QSize(580, 680))
        self._looks, self._store = looks, store
        self.problem = label("", "error", wrap=True)
        self.boxes: dict[str, QLineEdit] = {}
        inside = QWidget()
        inside.setProperty("surface", "page")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, SPACE["s"], 0)
        self._column.setSpacing(SPACE["m"])
        self._add_look()
        self.reminder = ReminderGroup(self._group("A reminder, on this computer"), memory)
        if store is not None:
            self._add_file()
        self._column.addStretch(1)
        self.body.addWidget(scrolled(inside), 1)

    def done(self, result: int) -> None:
        """Keep what was still being typed, then close."""
        for key, box in self.boxes.items():
            if box.isModified():
                self._keep(key, box)
        super().done(result)

    def _add_look(self) -> None:
        looks = self._looks
        form = self._group("How it looks, on this computer")
        self.mode = _choice("Colours", _MODES, look.mode, looks.set_mode)
        self.percent = _choice(
            "Text size", _SIZES, str(look.percent), lambda size: looks.set_percent(int(size))
        )
        rows = "compact" if look.compact else "comfortable"
        self.rows = _choice("Rows of lists", _ROWS, rows, looks.set_rows)
        for box in (self.mode, self.percent, self.rows):
            _add_row(form, box.accessibleName(), box)
        default = button("Back to the defaults", "restore", "quiet")
        default.clicked.connect(self._on_default)
        form.addRow("", default)

    def _add_file(self) -> None:
        form = self._group("This file")
        for key, words in _OF_FILE:
            self.boxes[key] = self._box(key, words)
            _add_row(form, words, self.boxes[key])
        form.addRow("", self.problem)
        self.problem.hide()

    def _box(self, key: str, words: str) -> QLineEdit:
        with self._open_store().read() as reader:
            made = QLineEdit(str(getattr(settings(reader), key)))
        made.setAccessibleName(words)
        made.editingFinished.connect(lambda: self._keep(key, made))
        return made

    def _keep(self, key: str, box: QLineEdit) -> None:
        try:
            keep_settings(self._open_store(), **{key: box.text()})
            box.setModified(False)
            problem = ""
        except ValueError:
            problem = "Type a number."
        except UserError as error:
            problem = str(error)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        box.setProperty("problem", "true" if problem else "false")
        restyle(box)

    def _open_store(self) -> Store:
        if self._store is None:
            raise LookupError("no file is open")
        return self._store

    def _on_default(self) -> None:
        for box in (self.mode, self.percent, self.rows):
            box.setCurrentIndex(0)

    def _group(self, title: str) -> QFormLayout:
        card = surface("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["l"])
        column.addWidget(label(title, "section"))
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE["l"])
        form.setVerticalSpacing(SPACE["s"])
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)  # large text has less room
        column.addLayout(form)
        self._column.addWidget(card)
        return form


def _choice(
    words: str, values: Sequence[tuple[str, str]], now: str, choose: Callable[[str], None]
) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(words)
    for value, shown in values:
        made.addItem(shown, value)
    made.setCurrentIndex(max(0, made.findData(now)))
    made.currentIndexChanged.connect(lambda at: choose(str(made.itemData(at))))
    return made


def _add_row(form: QFormLayout, words: str, box: QWidget) -> None:
    beside = label(words, "body2")
    beside.setBuddy(box)
    form.addRow(beside, box)
