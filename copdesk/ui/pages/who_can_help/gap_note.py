"""After one click kept that no provider was found: the chance to say more, for those who want."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from copdesk.db.models import GapEvidence
from copdesk.db.record import fields_of
from copdesk.errors import UserError
from copdesk.services import records
from copdesk.ui.kit.ask_popup import AskPopup
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.field_row import FieldRow
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

_NOTE = fields_of(GapEvidence)["note"]


class GapNote(QWidget):
    """A sentence and a button; takes no room until there is a gap to say more about."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._gap_id = desk, 0
        self.button = button("Add a note…", "edit", "link", tip="Such as who was asked")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE["s"])
        row.addWidget(label("Kept that no provider was found.", "body2"))
        row.addWidget(self.button)
        row.addStretch(1)
        self.button.clicked.connect(self._on_ask)
        self.hide()

    def offer(self, gap_id: int) -> None:
        """Offer to say more about this one."""
        self._gap_id = gap_id
        self.show()

    def _on_ask(self) -> None:
        editors = editors_of(self._desk)
        row = FieldRow(editors.make(_NOTE), check=editors.check_of(_NOTE))
        row.start(self._gap_id)
        asked = AskPopup(self, row, "Keep the note")
        asked.answered.connect(self._keep)
        asked.show_under(self.button)

    def _keep(self, note: object) -> None:
        try:
            records.change(self._desk.store, GapEvidence, self._gap_id, {"note": note})
        except UserError as error:
            self._desk.notices.error(error)
            return
        self.hide()
        self._desk.notices.say(f"{self._desk.store.undo_label()}.", undo=True)
