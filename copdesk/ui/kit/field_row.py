"""One field of a form: its label, its editor, and the sentence under it when it is wrong."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from copdesk.domain.fields import LongText
from copdesk.ui.kit.checks import Check, Finding
from copdesk.ui.kit.editor import Editor
from copdesk.ui.kit.remarks import Remarks
from copdesk.ui.theme.icons import IconLabel
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import label

_NAME_WIDTH = 104
UNDECIDED = "Not saved yet: replace what is marked, or keep it with a reason."


class FieldRow(QWidget):
    """Label at the left of short fields, over long ones; the problem stands under the editor."""

    def __init__(
        self, editor: Editor, *, mark_required: bool = False, check: Check | None = None
    ) -> None:
        super().__init__()
        self.editor = editor
        self.remarks = Remarks(editor, check) if check else None
        field = editor.field
        words = f"{field.label}\n(required)" if field.required and mark_required else field.label
        self.name = label(words, "body2", wrap=True)
        self.name.setBuddy(editor.box)
        self._problem = _ProblemLine()
        self._over = isinstance(field.kind, LongText)
        self._lay_out()
        editor.told.connect(self.set_problem)
        self._on_look_changed()
        look.changed.connect(self._on_look_changed)

    def set_problem(self, sentence: str) -> None:
        """Say what is wrong with what is typed; an empty sentence when nothing is."""
        self._problem.say(sentence)
        self.editor.set_problem(sentence)

    def start(self, record_id: int, *, waits: bool = False) -> None:
        """Forget what was wrong; the field is that of another record now, 0 for a new one.

        With ``waits`` the reasons for words in it wait until the text itself is kept.
        """
        self.set_problem("")
        if self.remarks is not None:
            self.remarks.start(record_id, waits=waits)

    def undecided(self) -> str:
        """What is to be done before the text can be kept; empty when nothing is."""
        return UNDECIDED if self.remarks is not None and self.remarks.undecided() else ""

    def marked(self) -> Sequence[Finding]:
        """What its check has marked in the text."""
        return self.remarks.findings if self.remarks is not None else ()

    def let_stand(self, words: str, reason: str) -> None:
        """Take a reason for words, as if it were typed; they are no longer marked."""
        if self.remarks is not None:
            self.remarks.reasons[words] = reason

    def keep_reasons(self, record_id: int) -> None:
        """Keep the reasons that waited, now that the text is kept in this record."""
        if self.remarks is not None:
            self.remarks.keep_reasons(record_id)

    def problem(self) -> str:
        """The sentence that stands there now."""
        return self._problem.sentence()

    def _on_look_changed(self) -> None:
        """Names grow with the text; those beside short fields are all equally wide."""
        if not self._over:
            self.name.setFixedWidth(look.px(_NAME_WIDTH))
            self.name.setContentsMargins(0, look.px(7), 0, 0)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(2)
        right.addWidget(self.editor)
        if self.remarks is not None:
            right.addWidget(self.remarks)
        right.addWidget(self._problem)
        if self.editor.field.help:
            right.addWidget(label(self.editor.field.help, "caption", wrap=True))
        whole = QVBoxLayout(self) if self._over else QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4 if self._over else 8)
        whole.addWidget(self.name, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(right, 1)


class _ProblemLine(QWidget):
    """An icon and a sentence; takes no room when there is no problem."""

    def __init__(self) -> None:
        super().__init__()
        self._words: QLabel = label(kind="error", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(6)
        row.addWidget(IconLabel("alert", "danger", 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    def say(self, sentence: str) -> None:
        self._words.setText(sentence)
        self.setVisible(bool(sentence))

    def sentence(self) -> str:
        return self._words.text()
