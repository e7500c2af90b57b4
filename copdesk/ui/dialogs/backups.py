"""The backups of a file: when, why, how large, what is in them, and the way back to one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from copdesk.db.backup import Backup, Findings, backups, check
from copdesk.db.kinds import models
from copdesk.domain.dates import day_words
from copdesk.errors import UserError
from copdesk.ui.dialogs.lines import Lines
from copdesk.ui.dialogs.sheet import Sheet
from copdesk.ui.kit.desk import Run
from copdesk.ui.theme.parts import button, label, surface

_TOLD = ("community", "organisation", "participant", "meeting", "enquiry", "credit")


class Backups(Sheet):
    """Restores one backup; the present is backed up first, so this too can be taken back.

    Args:
        parent: the window.
        path: the file.
        restore: closes the file, puts the backup in its place and opens it.
        run: looks through a backup in the background.
    """

    def __init__(
        self, parent: QWidget, path: Path, restore: Callable[[Path], None], run: Run
    ) -> None:
        super().__init__(parent, "Restore a backup", QSize(760, 520))
        self._put_back, self._run = restore, run
        self._found = backups(path)
        self.lines = Lines("Backups, newest first", ("Made", "Why", "Size"), 1)
        self.told = label("", "body2", wrap=True)
        self.restore = self.add_button(button("Restore this backup", "restore", "primary"))
        self._lay_out()
        self.lines.currentCellChanged.connect(self._on_chosen)
        self.restore.clicked.connect(self._on_restore)
        self.restore.setEnabled(False)
        self.lines.show_lines([_line(one) for one in self._found])
        self.lines.setFocus()

    def _lay_out(self) -> None:
        words = (
            "The file as it is now is backed up first, so nothing is lost by restoring."
            if self._found
            else "There is no backup yet. One is made whenever a changed file is closed."
        )
        panel = surface("panel")
        column = QVBoxLayout(panel)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.lines)
        panel.setVisible(bool(self._found))
        self.body.addWidget(label(words, "body2", wrap=True))
        self.body.addWidget(panel, 1)
        self.body.addWidget(self.told)
        if not self._found:
            self.body.addStretch(1)

    def _on_chosen(self, row: int) -> None:
        self.restore.setEnabled(False)
        if not 0 <= row < len(self._found):
            return
        chosen = self._found[row]
        self.told.setText("Looking through this backup…")
        self._run(self, lambda _job: _look(chosen), self._on_looked)

    def _on_looked(self, made: object) -> None:
        if not isinstance(made, tuple) or made[0] is not self._chosen():
            return
        findings: Findings = made[1]
        self.told.setText(_words(findings))
        self.restore.setEnabled(findings.good)

    def _chosen(self) -> Backup | None:
        row = self.lines.currentRow()
        return self._found[row] if 0 <= row < len(self._found) else None

    def _on_restore(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.accept()
            self._put_back(chosen.path)


def _look(backup: Backup) -> tuple[Backup, Findings]:
    try:
        return backup, check(backup.path)
    except UserError as error:
        return backup, Findings({}, (error.message,))


def _words(findings: Findings) -> str:
    if not findings.good:
        return f"This backup is not good: {findings.faults[0]}"
    kinds = models()
    counted = [
        f"{findings.counts[kind]:,} {kinds[kind].plural}"
        for kind in _TOLD
        if kind in findings.counts
    ]
    return "This backup is whole. It holds " + ", ".join(counted) + "."


def _line(backup: Backup) -> tuple[str, str, str]:
    made = f"{day_words(backup.at.date())}, {backup.at:%H:%M}"
    return made, backup.reason, f"{backup.size / 1_048_576:.1f} MB"
