"""What was deleted and can still be brought back."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from copdesk.db.history import BinLine, bin_lines
from copdesk.db.kinds import models
from copdesk.db.store import Store
from copdesk.domain.fields import Moment
from copdesk.domain.wording import words
from copdesk.errors import UserError
from copdesk.ui.dialogs.lines import Lines
from copdesk.ui.dialogs.sheet import Sheet
from copdesk.ui.kit.desk import Notices
from copdesk.ui.theme.parts import button, label, surface


class Bin(Sheet):
    """The bin of the open file.

    Args:
        parent: the window.
        store: the open file.
        notices: says what was restored.
    """

    def __init__(self, parent: QWidget, store: Store, notices: Notices) -> None:
        super().__init__(parent, "Bin", QSize(760, 520))
        self._store, self._notices = store, notices
        self._found: list[BinLine] = []
        self.lines = Lines("Deleted records, newest first", ("Name", "Kind", "Deleted"), 0)
        self.restore = self.add_button(button("Restore", "restore", "primary"))
        self._told = label("", "body2", wrap=True)
        panel = surface("panel")
        column = QVBoxLayout(panel)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.lines)
        self.body.addWidget(self._told)
        self.body.addWidget(panel, 1)
        self._panel = panel
        self.restore.clicked.connect(self._on_restore)
        self._read()
        self.lines.setFocus()

    def _read(self) -> None:
        with self._store.read() as reader:
            self._found = bin_lines(reader)
        kinds = models()
        self.lines.show_lines(
            [
                (one.title, kinds[one.kind].singular, words(Moment(), one.deleted_at))
                for one in self._found
            ]
        )
        self._panel.setVisible(bool(self._found))
        self.restore.setEnabled(bool(self._found))
        self._told.setText(
            "What is deleted waits here and can be restored."
            if self._found
            else "The bin is empty. What you delete can be restored from here."
        )

    def _on_restore(self) -> None:
        line = self._found[self.lines.currentRow()]
        try:
            self._store.revert(line.change_id, only=line.record_id)
        except UserError as error:
            self._told.setText(str(error))
            return
        self._notices.say(f"Restored: {line.title}", undo=True)
        self._read()
