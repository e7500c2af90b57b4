"""Splitting lines of a log off: what the new enquiry is about, over the lines to be ticked."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from copdesk.db.models import Enquiry
from copdesk.db.record import fields_of
from copdesk.errors import Invalid, UserError
from copdesk.services.enquiry_work import split_enquiry
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.editors import Editors
from copdesk.ui.kit.field_row import FieldRow
from copdesk.ui.kit.flow_layout import FlowLayout
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

_SUBJECT = fields_of(Enquiry)["subject"]


class Splitting(QFrame):
    """Asks for the subject; its button says how many lines will move.

    Args:
        desk: the open file.
        editors: of the subject.
        chosen: the ids of the lines ticked.

    Attributes:
        left: it is over, done or not.
    """

    left = Signal()

    def __init__(self, desk: Desk, editors: Editors, chosen: Callable[[], Sequence[int]]) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._desk, self._enquiry_id, self._chosen = desk, 0, chosen
        self.subject = FieldRow(editors.make(_SUBJECT), check=editors.check_of(_SUBJECT))
        self.split_button = button("Split off", "enquiries", "primary", tip="Ctrl+Enter")
        self.leave_button = button("Leave as it is", tip="Leave (Esc)")
        buttons = FlowLayout()
        for one in (self.split_button, self.leave_button):
            buttons.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[SPACE["m"]] * 4)
        column.setSpacing(SPACE["s"])
        told = "Tick the lines that belong to another question, and say what it is about."
        column.addWidget(label(told, "body2", wrap=True))
        column.addWidget(self.subject)
        column.addLayout(buttons)
        self.split_button.clicked.connect(self._on_split)
        self.leave_button.clicked.connect(self.left)

    def start(self, enquiry_id: int) -> None:
        """Begin with this enquiry."""
        self._enquiry_id = enquiry_id
        self.subject.editor.set_value("")
        self.subject.start(enquiry_id, waits=True)
        self.tell()

    def tell(self) -> None:
        """Say on the button how many lines are ticked."""
        count = len(self._chosen())
        words = f"Split off {count} {'line' if count == 1 else 'lines'}" if count else "Split off"
        self.split_button.setText(f" {words}")
        self.split_button.setAccessibleName(words)
        self.split_button.setEnabled(bool(count))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter splits, Esc leaves."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_split()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_split(self) -> None:
        if undecided := self.subject.undecided():
            self.subject.set_problem(undecided)
            return
        store, subject = self._desk.store, str(self.subject.editor.value() or "")
        try:
            with store.together():
                made = split_enquiry(store, self._enquiry_id, self._chosen(), subject)
                self.subject.keep_reasons(made)
        except Invalid as invalid:
            self.subject.set_problem(invalid.problems.get("subject") or str(invalid))
            self.subject.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        except UserError as error:
            self._desk.notices.error(error)
            return
        self.left.emit()
        self._desk.notices.say(f"{store.undo_label()}.", undo=True)
        self._desk.open_record(made)
