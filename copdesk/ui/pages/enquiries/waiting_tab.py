"""Waiting for the asker: begin it with a reason, tell it afterwards, and put its days right."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from copdesk.db.models import Enquiry, EnquiryPause
from copdesk.db.record import fields_of
from copdesk.domain.enquiries import EnquiryState
from copdesk.errors import Invalid, UserError
from copdesk.services import enquiries
from copdesk.ui.kit.cells import NameCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.editors import Editors
from copdesk.ui.kit.field_row import FieldRow
from copdesk.ui.kit.list_spec import Related
from copdesk.ui.kit.related_list import RelatedList
from copdesk.ui.theme.parts import button
from copdesk.ui.theme.tokens import SPACE

_PAUSES = Related(
    kind="enquiry_pause",
    parent="enquiry_id",
    title="Days that do not count",
    columns=(Shown("kind", 120, 0, NameCell(under=("reason",), span=("start", "end"))),),
    empty="Every day counted so far.",
)
_WAIT, _NOTE = "Wait for the asker", "Note these days"


class WaitingTab(QWidget):
    """From, to and why over the list of what did not count; corrected and removed in place."""

    def __init__(self, desk: Desk, editors: Editors) -> None:
        super().__init__()
        self._desk, self._enquiry_id = desk, 0
        fields = fields_of(EnquiryPause)
        reason = replace(fields["reason"], label="What for")
        self.rows = {
            "reason": FieldRow(editors.make(reason), check=editors.check_of(reason)),
            "start": FieldRow(editors.make(fields["start"])),
            "end": FieldRow(editors.make(fields["end"])),
        }
        self.wait_button = button(_WAIT, "clock", "primary", tip="Keep it (Ctrl+Enter)")
        self.pauses = RelatedList(desk, editors, _PAUSES)
        self._lay_out()
        self.wait_button.clicked.connect(self._on_wait)
        self.rows["end"].editor.edited.connect(self._name_button)

    def show_record(self, record_id: int) -> None:
        """Show what did not count for this enquiry; what was typed for another goes."""
        with self._desk.store.read() as reader:
            state = (reader.get(Enquiry, record_id) or {}).get("state")
        self._may_wait = state in {EnquiryState.NEW, EnquiryState.OPEN}
        if record_id != self._enquiry_id:
            self._enquiry_id = record_id
            self._start()
        self._name_button()
        self.pauses.show_record(record_id)

    def begin(self) -> None:
        """Put the keyboard where it is said what is waited for."""
        self.rows["reason"].editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter does what the button does."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_wait()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.wait_button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        for row in self.rows.values():
            column.addWidget(row)
        column.addLayout(buttons)
        column.addSpacing(SPACE["m"])
        column.addWidget(self.pauses)
        column.addStretch(1)

    def _start(self) -> None:
        for row in self.rows.values():
            row.editor.set_value(None if row is not self.rows["reason"] else "")
            row.set_problem("")
        self.rows["start"].editor.set_value(self._desk.today())
        self.rows["reason"].start(self._enquiry_id)

    def _name_button(self) -> None:
        """What the button does depends on whether the waiting is over already."""
        words = _WAIT if self._end() is None and self._may_wait else _NOTE
        self.wait_button.setText(f" {words}")
        self.wait_button.setAccessibleName(words)

    def _end(self) -> date | None:
        try:
            found = self.rows["end"].editor.value()
        except ValueError:
            return None
        return found if isinstance(found, date) else None

    def _on_wait(self) -> None:
        for row in self.rows.values():
            row.set_problem("")
        try:
            self._keep()
        except Invalid as invalid:
            for name, problem in invalid.problems.items():
                self.rows[name].set_problem(problem)
            return
        except UserError as error:
            self._desk.notices.error(error)
            return
        self._start()
        self.show_record(self._enquiry_id)
        self._desk.notices.say(f"{self._desk.store.undo_label()}.", undo=True)

    def _keep(self) -> None:
        start, end = (self._day(name) for name in ("start", "end"))
        reason = str(self.rows["reason"].editor.value() or "")
        if undecided := self.rows["reason"].undecided():
            raise Invalid({"reason": undecided})
        store, id_ = self._desk.store, self._enquiry_id
        if end is None and self._may_wait:
            enquiries.wait_for_asker(store, id_, reason, on=start)
        elif start is None or end is None:
            missing = "start" if start is None else "end"
            raise Invalid({missing: "This enquiry does not wait now: give both days."})
        else:
            enquiries.record_pause(store, id_, start, end, reason)

    def _day(self, name: str) -> date | None:
        try:
            found = self.rows[name].editor.value()
        except ValueError as unread:
            raise Invalid({name: str(unread)}) from unread
        return found if isinstance(found, date) else None
