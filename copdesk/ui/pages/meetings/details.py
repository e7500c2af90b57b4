"""The fields of a meeting, each kept when it is left, and the enquiries it has to do with."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from copdesk.db.models import Meeting
from copdesk.db.record import fields_of
from copdesk.services import records
from copdesk.ui.kit.cells import NameCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.form import Form
from copdesk.ui.kit.list_spec import Related
from copdesk.ui.kit.related_list import RelatedList
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.pages.meetings.listed import SPEC
from copdesk.ui.theme.tokens import SPACE

_ENQUIRIES = Related(
    kind="enquiry_link",
    parent="record_id",
    title="Enquiries linked here",
    columns=(Shown("enquiry_id", 200, 0, NameCell(under=("note",), opens=True)),),
    opens="enquiry_id",
    enter_opens=True,
    hushed=True,
)
_SESSIONS = Related(
    kind="training_session",
    parent="meeting_id",
    title="Training held at it",
    columns=(
        Shown("title", 200, 0, NameCell(under=("trainer",), opens=True)),
        Shown("attended", 80, 1),
    ),
    enter_opens=True,
    hushed=True,
)


class DetailsTab(QWidget):
    """The fields of the meeting, and under them its enquiries and its training, if any."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._meeting_id = desk, 0
        fields = fields_of(Meeting)
        editors = editors_of(desk)
        self.form = Form({name: fields[name] for name in SPEC.form}, editors, self._save)
        self.enquiries = RelatedList(desk, editors, _ENQUIRIES)
        self.sessions = RelatedList(desk, editors, _SESSIONS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["l"])
        column.addWidget(self.form)
        column.addWidget(self.enquiries)
        column.addWidget(self.sessions)
        column.addStretch(1)

    def show_record(self, meeting_id: int) -> None:
        """Show the fields of this meeting."""
        with self._desk.store.read() as reader:
            values = reader.get(Meeting, meeting_id) or {}
        if meeting_id == self._meeting_id:
            self.form.show_values(values)
        else:
            self._meeting_id = meeting_id
            self.form.start_with(values)
        self.enquiries.show_record(meeting_id)
        self.sessions.show_record(meeting_id)

    def settle(self) -> None:
        """Keep what is typed."""
        if self._meeting_id:
            self.form.settle()

    def _save(self, name: str, value: object) -> None:
        records.change(self._desk.store, Meeting, self._meeting_id, {name: value})
