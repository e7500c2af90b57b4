"""The response log of an enquiry: what was said and when, and the line to add to it."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from copdesk.db.models import EnquiryNote
from copdesk.db.queries.enquiries import LogLine, log
from copdesk.db.record import fields_of
from copdesk.domain.enquiries import EnquiryState, LogKind
from copdesk.domain.fields import Choice, Field, Moment
from copdesk.domain.wording import words
from copdesk.errors import Invalid, UserError
from copdesk.services import enquiries, records
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.editors import Editors
from copdesk.ui.kit.field_row import FieldRow
from copdesk.ui.theme.parts import button, label, line
from copdesk.ui.theme.tokens import SPACE

_TEXT = replace(
    fields_of(EnquiryNote)["text"], help="Leave out anything that could tell who the client is."
)


class LogTab(QWidget):
    """Every line of the log, the newest at the top, under the line to add."""

    def __init__(self, desk: Desk, editors: Editors) -> None:
        super().__init__()
        self._desk, self._enquiry_id = desk, 0
        self.kind = FieldRow(editors.make(Field(Choice(LogKind), "What")))
        self.text = FieldRow(editors.make(_TEXT), check=editors.check_of(_TEXT))
        self.answers = QCheckBox("This answers the enquiry")
        self.add_button = button("Add to the log", "plus", "primary", tip="Add it (Ctrl+Enter)")
        self._lines = QVBoxLayout()
        self._shown: QFrame | None = None
        self._lay_out()
        self._connect()
        self._start_line()

    def show_record(self, record_id: int) -> None:
        """Show the log of this enquiry; a line begun for another is not carried over."""
        if record_id != self._enquiry_id:
            self._enquiry_id = record_id
            self._start_line()
        with self._desk.store.read() as reader:
            found = log(reader, record_id)
        self._show_lines(found[::-1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter adds the line."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_add()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.add_button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        for one in (self.kind, self.text, self.answers):
            column.addWidget(one)
        column.addLayout(buttons)
        column.addSpacing(SPACE["s"])
        column.addLayout(self._lines)
        column.addStretch(1)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self._on_add)
        self.answers.toggled.connect(self._on_answers)

    def _start_line(self) -> None:
        self.kind.editor.set_value(LogKind.NOTE)
        self.text.editor.set_value("")
        self.text.start(self._enquiry_id)
        self.answers.setChecked(False)

    def _on_answers(self, checked: bool) -> None:
        words_ = "Record the answer" if checked else "Add to the log"
        self.add_button.setText(f" {words_}")
        self.add_button.setAccessibleName(words_)
        if checked and self.kind.editor.value() is LogKind.NOTE:
            self.kind.editor.set_value(LogKind.MAIL_OUT)

    def _on_add(self) -> None:
        text = str(self.text.editor.value())
        if not text:
            self.text.set_problem("Type what was said or done first.")
            self.text.editor.setFocus()
            return
        if undecided := self.text.undecided():
            self.text.set_problem(undecided)
            return
        keep = enquiries.record_reply if self.answers.isChecked() else enquiries.note_enquiry
        try:
            keep(self._desk.store, self._enquiry_id, text, kind=LogKind(str(self._kind())))
        except Invalid as invalid:
            self.text.set_problem(invalid.problems.get("text") or str(invalid))
            return
        except UserError as error:
            self._desk.notices.error(error)
            return
        self._start_line()
        self.show_record(self._enquiry_id)
        self._desk.notices.say(f"{self._desk.store.undo_label()}.", undo=True)

    def _kind(self) -> object:
        return self.kind.editor.value()

    def _on_remove(self, line_id: int) -> None:
        try:
            records.delete(self._desk.store, EnquiryNote, [line_id])
        except UserError as error:
            self._desk.notices.error(error)
            return
        self.show_record(self._enquiry_id)
        self._desk.notices.say("Removed a line of the log.", undo=True)

    def _show_lines(self, lines: list[LogLine]) -> None:
        if self._shown is not None:
            self._lines.removeWidget(self._shown)
            self._shown.deleteLater()
        self._shown = QFrame()
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        if not lines:
            column.addWidget(label("Nothing in the log yet.", "caption"))
        for one in lines:
            column.addWidget(line())
            column.addWidget(self._line(one))
        self._lines.addWidget(self._shown)

    def _line(self, said: LogLine) -> QWidget:
        when = f"{words(Moment(), said.at)} · {said.kind.label}"
        remove = button("", "bin", "icon", tip=f"Remove the line of {when}")
        remove.clicked.connect(lambda: self._on_remove(said.id))
        text = label(said.text, wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        whole = QWidget()
        head = QHBoxLayout()
        head.addWidget(label(when, "caption", wrap=True), 1)
        head.addWidget(remove)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["xxs"])
        column.addLayout(head)
        column.addWidget(text)
        return whole


def is_open(state: object) -> bool:
    """Whether an enquiry in this state still waits for an answer."""
    return isinstance(state, EnquiryState) and state.is_open
