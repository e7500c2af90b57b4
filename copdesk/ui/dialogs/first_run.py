"""The first minutes: what shows while no file is open, and the three steps to a new one."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from copdesk import paths
from copdesk.ui.dialogs.sheet import Sheet
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label, surface
from copdesk.ui.theme.tokens import SPACE

_NOT_IN_NAMES = '<>:"/\\|?*'
_BACKUPS = (
    "A backup is made by itself: whenever a changed file is closed, before an import and before "
    "an upgrade. Old ones are thinned out. They lie in a folder beside the file; copy that folder "
    "to a USB stick or a network drive now and then."
)


class Welcome(QWidget):
    """What shows while no file is open: the ways to one."""

    def __init__(
        self,
        new: Callable[[], object],
        open_file: Callable[[], object],
        sample: Callable[[], object],
        recent: Sequence[tuple[str, Callable[[], object]]],
    ) -> None:
        super().__init__()
        self.setProperty("surface", "page")
        self.new = button("Start a new file", "plus", "primary")
        self.open = button("Open a file", "folder", tip="Open a file (Ctrl+O)")
        self.sample = button("Try with sample data", "star")
        self.new.clicked.connect(new)
        self.open.clicked.connect(open_file)
        self.sample.clicked.connect(sample)
        self._lay_out(recent)

    def _lay_out(self, recent: Sequence[tuple[str, Callable[[], object]]]) -> None:
        card = surface("card")
        card.setMaximumWidth(look.px(600))
        column = QVBoxLayout(card)
        column.setContentsMargins(*[SPACE["xl"]] * 4)
        column.setSpacing(SPACE["m"])
        column.addWidget(label("Welcome to copdesk", "title", wrap=True))
        words = (
            "People, meetings, enquiries and training of a community of practice in one file on "
            "this computer. Nothing leaves it by itself."
        )
        column.addWidget(label(words, "body2", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(SPACE["s"])
        for one in (self.new, self.open, self.sample):
            row.addWidget(one)
        row.addStretch(1)
        column.addLayout(row)
        if recent:
            column.addSpacing(SPACE["s"])
            column.addWidget(label("Opened before", "strong"))
        for name, act in recent:
            link = button(name, "document", "link")
            link.clicked.connect(act)
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card, 100)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(2)


class FirstRun(Sheet):
    """Three short steps, each of which may be left as it is.

    Args:
        parent: the window.
        create: makes the file at a path and keeps the name of the network in it; False when
            it could not be made.
        bring_in: starts the import of a spreadsheet.
    """

    def __init__(
        self,
        parent: QWidget,
        create: Callable[[Path, str], bool],
        bring_in: Callable[[], object],
    ) -> None:
        super().__init__(parent, "A new file", QSize(560, 400), closing="Cancel")
        self._create, self._bring_in = create, bring_in
        self._folder = paths.data()
        self.name = QLineEdit()
        self.where = label("", "caption", wrap=True)
        self.change = button("Another folder…", "folder", "quiet")
        self.spreadsheet = QRadioButton("Bring in people or organisations from a spreadsheet")
        self.empty = QRadioButton("Start empty")
        self.back = self.add_button(button("Back"))
        self.onward = self.add_button(button("Next", kind="primary"))
        self._said = label("", "caption")
        self._steps = QStackedWidget()
        self._lay_out()
        self._connect()
        self._show_step(0)

    def _lay_out(self) -> None:
        self.name.setAccessibleName("Name of the network or community")
        self.name.setPlaceholderText("Immigration Advice Network")
        self.empty.setChecked(True)
        for title, parts in (
            ("What is your network or community called?", [self.name, self.where, self.change]),
            ("How do you want to begin?", [self.empty, self.spreadsheet]),
            ("Backups", [label(_BACKUPS, "body2", wrap=True)]),
        ):
            self._steps.addWidget(_step(title, parts))
        self.body.addWidget(self._said)
        self.body.addWidget(self._steps, 1)

    def _connect(self) -> None:
        self.name.textChanged.connect(self._tell_where)
        self.change.clicked.connect(self._on_change)
        self.back.clicked.connect(lambda: self._show_step(self._steps.currentIndex() - 1))
        self.onward.clicked.connect(self._on_onward)
        self.onward.setDefault(True)

    def _show_step(self, at: int) -> None:
        self._steps.setCurrentIndex(at)
        self._said.setText(f"Step {at + 1} of {self._steps.count()}")
        self.back.setVisible(at > 0)
        last = at == self._steps.count() - 1
        self.onward.setText("Make the file" if last else "Next")
        self.onward.setAccessibleName(self.onward.text())
        self._tell_where()
        (self.name if at == 0 else self.onward).setFocus()

    def _on_onward(self) -> None:
        at = self._steps.currentIndex()
        if at < self._steps.count() - 1:
            self._show_step(at + 1)
            return
        self.accept()
        if self._create(self._path(), self.name.text().strip()) and self.spreadsheet.isChecked():
            self._bring_in()

    def _on_change(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Where to keep it", str(self._folder))
        if chosen:
            self._folder = Path(chosen)
            self._tell_where()

    def _tell_where(self) -> None:
        self.where.setText(f"It will be kept as {self._path()}")

    def _path(self) -> Path:
        typed = "".join(c for c in self.name.text().strip() if c not in _NOT_IN_NAMES and c >= " ")
        stem = typed.strip(". ")[:60] or "Network"
        tries = [stem, *(f"{stem} {number}" for number in range(2, 1000))]
        all_ = (self._folder / f"{one}.copdesk" for one in tries)
        return next(path for path in all_ if not path.exists())


def _step(title: str, parts: Sequence[QWidget]) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE["m"])
    column.addWidget(label(title, "section", wrap=True))
    for part in parts:
        if isinstance(part, QPushButton):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            column.addWidget(part)
    column.addStretch(1)
    return made
