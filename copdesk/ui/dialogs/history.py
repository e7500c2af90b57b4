"""Who changed what and when, before and after in words, and the way to take one change back."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from copdesk.db.history import ChangeLine, RecordChange, changes, details
from copdesk.db.store import Store
from copdesk.domain.fields import Moment
from copdesk.domain.wording import words
from copdesk.errors import UserError
from copdesk.ui.dialogs.lines import Lines
from copdesk.ui.dialogs.sheet import Sheet
from copdesk.ui.kit.desk import Notices
from copdesk.ui.theme.parts import button, label, surface

_PAGE = 200
_WAYS = {"undo": "Undone: {}", "redo": "Done again: {}"}


class History(Sheet):
    """The history of the file, or of one record.

    Args:
        parent: the window.
        store: the open file.
        notices: says what was taken back.
        record_id: only what touched this record; 0 for everything.
    """

    def __init__(self, parent: QWidget, store: Store, notices: Notices, record_id: int = 0) -> None:
        super().__init__(parent, "History", QSize(920, 620))
        self._store, self._notices, self._record_id = store, notices, record_id
        self._changes: list[ChangeLine] = []
        self.lines = Lines("Changes, newest first", ("When", "Who", "What"), 2)
        self.parts = Lines("What changed", ("Record", "Field", "Before", "After"), 3)
        self.older = button("Show older changes", kind="quiet")
        self.revert = self.add_button(button("Take this change back", "undo"))
        self._problem = label("", "error", wrap=True)
        self._lay_out()
        self.lines.currentCellChanged.connect(self._on_chosen)
        self.older.clicked.connect(self._on_older)
        self.revert.clicked.connect(self._on_revert)
        self._on_older()
        self.lines.setFocus()

    def _on_older(self) -> None:
        before = self._changes[-1].id if self._changes else None
        with self._store.read() as reader:
            more = changes(reader, limit=_PAGE, before=before, record_id=self._record_id or None)
        first = not self._changes
        self._changes += more
        self.lines.add_lines([_line(one) for one in more])
        self.older.setVisible(len(more) == _PAGE)
        if first and more:
            self.lines.setCurrentCell(0, 0)
        self.revert.setEnabled(bool(self._changes))

    def _on_chosen(self, row: int) -> None:
        self._problem.hide()
        if 0 <= row < len(self._changes):
            with self._store.read() as reader:
                told = details(reader, self._changes[row].id)
            self.parts.show_lines([part for one in told for part in _parts(one)])

    def _on_revert(self) -> None:
        change = self._changes[self.lines.currentRow()]
        try:
            self._store.revert(change.id)
        except UserError as error:
            self._problem.setText(str(error))
            self._problem.show()
            return
        self._notices.say(f"Taken back: {change.label}", undo=True)
        self.accept()

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Vertical)
        split.setHandleWidth(12)
        split.setChildrenCollapsible(False)
        for part in (self.lines, self.parts):
            panel = surface("panel")
            column = QVBoxLayout(panel)
            column.setContentsMargins(4, 4, 4, 4)
            column.addWidget(part)
            if part is self.lines:
                column.addWidget(self.older, 0, Qt.AlignmentFlag.AlignLeft)
            split.addWidget(panel)
        split.setSizes([360, 240])
        self.body.addWidget(split, 1)
        self.body.addWidget(self._problem)
        self._problem.hide()


def _line(change: ChangeLine) -> Sequence[str]:
    told = _WAYS.get(change.way, "{}").format(change.label)
    return words(Moment(), change.at), change.actor, told


def _parts(change: RecordChange) -> Sequence[Sequence[str]]:
    name = f"{change.title} ({change.verb})"
    if not change.fields:
        return [(name, "", "", "")]
    return [(name, one.label, one.before, one.after) for one in change.fields]
