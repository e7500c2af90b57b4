"""The log of an enquiry: what is to be done next, the line to add, and every line there is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from copdesk.db.models import Enquiry
from copdesk.db.queries.enquiries import log
from copdesk.domain.dates import day_words
from copdesk.domain.enquiries import EnquiryState
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.editors import Editors
from copdesk.ui.pages.enquiries.log_entry import LogEntry
from copdesk.ui.pages.enquiries.log_lines import LogLines
from copdesk.ui.pages.enquiries.splitting import Splitting
from copdesk.ui.theme.parts import label
from copdesk.ui.theme.tokens import SPACE


class LogTab(QWidget):
    """The lines, the newest at the top, under the line to add; or under what splits some off."""

    def __init__(self, desk: Desk, editors: Editors) -> None:
        super().__init__()
        self._desk, self._enquiry_id = desk, 0
        self.next_step = label(kind="strong", wrap=True)
        self.entry = LogEntry(desk, editors)
        self.lines = LogLines(desk, editors)
        self.splitting = Splitting(desk, editors, self.lines.chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        for each in (self.next_step, self.entry, self.splitting):
            column.addWidget(each)
        column.addSpacing(SPACE["s"])
        column.addWidget(self.lines)
        column.addStretch(1)
        self.splitting.hide()
        self.entry.added.connect(self._on_changed)
        self.lines.changed.connect(self._on_changed)
        self.lines.ticked.connect(self.splitting.tell)
        self.splitting.left.connect(self._end_split)

    def show_record(self, record_id: int) -> None:
        """Show the log of this enquiry; what was begun for another is not carried over."""
        with self._desk.store.read() as reader:
            enquiry = reader.get(Enquiry, record_id) or {}
            found = log(reader, record_id)
        if record_id != self._enquiry_id:
            self._enquiry_id = record_id
            self._end_split()
        step, on = enquiry.get("next_step"), enquiry.get("next_step_on")
        by = f" by {day_words(on)}" if on else ""
        self.next_step.setText(f"Next step: {step}{by}" if step or on else "")
        self.next_step.setVisible(bool(step or on))
        self.entry.start(record_id, enquiry)
        self.lines.show_lines(record_id, found[::-1])

    def add(self) -> None:
        """Put the keyboard where a new line begins."""
        self._end_split()
        self.entry.kind.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def start_split(self) -> None:
        """Let lines be ticked that belong to another question."""
        self.entry.hide()
        self.splitting.show()
        self.lines.choose(choosing=True)
        self.splitting.start(self._enquiry_id)

    def _end_split(self) -> None:
        if self.splitting.isHidden():
            return
        self.splitting.hide()
        self.entry.show()
        self.lines.choose(choosing=False)

    def _on_changed(self) -> None:
        self.show_record(self._enquiry_id)


def is_open(state: object) -> bool:
    """Whether an enquiry in this state still waits for an answer."""
    return isinstance(state, EnquiryState) and state.is_open
