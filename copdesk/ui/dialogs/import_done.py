"""The last step of an import: what was done, and the way back from it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from copdesk.imports.apply import Done
from copdesk.ui.theme.icons import IconLabel
from copdesk.ui.theme.parts import button, label, surface
from copdesk.ui.theme.tokens import SPACE


class DoneStep(QWidget):
    """Says what an import did; undoes it; saves the rows that were left out."""

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", "section", wrap=True)
        self.more = label("", "body", wrap=True)
        self.left = label("", "body2", wrap=True)
        self.undo = button("Undo the import", "undo")
        self.save = button("Save the rows left out…", "export")
        self._mark = IconLabel("check", "ok", 40)
        self._lay_out()

    def show_done(self, done: Done, left: int) -> None:
        """Say it; ``left`` rows are still to be looked at."""
        self._mark.show_icon("check", "ok")
        self.words.setText(words_of(done))
        self.more.setText(
            f"New because rows name them: {', '.join(done.made)}." if done.made else ""
        )
        self.more.setVisible(bool(done.made))
        rows = "1 row was" if left == 1 else f"{left:,} rows were"
        self.left.setText(f"{rows} left out: wrong, or not decided. Mend them and import again.")
        self.left.setVisible(left > 0)
        self.save.setVisible(left > 0)
        self.undo.setVisible(bool(done.label))

    def show_undone(self) -> None:
        """Say that it was taken back."""
        self._mark.show_icon("undo", "info")
        self.words.setText("The import was taken back; everything is as it was before.")
        self.more.hide()
        self.undo.hide()

    def _lay_out(self) -> None:
        card = surface("card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(*[SPACE["xl"]] * 4)
        inner.setSpacing(SPACE["m"])
        inner.addStretch(1)
        inner.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignHCenter)
        for part in (self.words, self.more, self.left):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            inner.addWidget(part)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.undo)
        row.addWidget(self.save)
        row.addStretch(1)
        inner.addLayout(row)
        inner.addStretch(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)


def words_of(done: Done) -> str:
    """What was done, as a sentence: Added 12, changed 2."""
    parts = [
        f"{word} {many:,}"
        for word, many in (("added", done.added), ("changed", done.changed))
        if many
    ]
    said = ", ".join(parts)
    return f"{said.capitalize()}." if said else "Nothing had to be changed."


def button_words(will: Done) -> str:
    """What the button that imports says, such as Add 12, change 2."""
    parts = [
        f"{word} {many:,}" for word, many in (("add", will.added), ("change", will.changed)) if many
    ]
    return ", ".join(parts).capitalize() if parts else "Nothing to import"
