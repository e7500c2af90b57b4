"""Writing to the people of a training session: a draft with a calendar file. Nothing is sent."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from copdesk.db.models import TrainingSession
from copdesk.db.queries.invitations import SESSION_IN_CALENDARS, sequence
from copdesk.db.queries.training_sessions import BookingLine
from copdesk.domain.letters import Occasion, session_subject, session_text
from copdesk.domain.training import BookingState
from copdesk.errors import UserError
from copdesk.exports import mail
from copdesk.exports.calendar import calendar_bytes, session_entry
from copdesk.exports.mail import Attached, Mail, Recipient
from copdesk.services.settings import settings
from copdesk.services.training_sessions import note_invitations
from copdesk.ui.dialogs.sheet import Sheet
from copdesk.ui.dialogs.ways_out import Launch, WaysOut, file_name
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.flow_layout import FlowLayout
from copdesk.ui.theme.parts import button, label

_TO = (
    ("Those booked", frozenset({BookingState.BOOKED, BookingState.ATTENDED})),
    ("Those invited", frozenset({BookingState.INVITED, BookingState.WAITING})),
)


class SessionLetter(Sheet):
    """One e-mail to those who are booked, or to those who may book.

    Args:
        desk: the open file.
        parent: the window.
        session_id: which session.
        people: its list.
        launch: opens drafts and links.

    Raises:
        UserError: the session is gone.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        session_id: int,
        people: Sequence[BookingLine],
        launch: Launch = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(parent, "E-mail about this session", QSize(720, 640))
        self._desk, self._session_id, self._people = desk, session_id, people
        self._of, self._moved = _occasion(desk, session_id)
        self.chips = [button(words, kind="chip", checkable=True) for words, _states in _TO]
        self.to = label(kind="strong", wrap=True)
        self.subject = QLineEdit(session_subject(self._of))
        self.text = QPlainTextEdit()
        self.calendar = QCheckBox("Attach the calendar file")
        self.ways = WaysOut(self, self.mail, self._note, launch)
        self._lay_out()
        for place, chip in enumerate(self.chips):
            chip.clicked.connect(lambda _=False, place=place: self.choose(place))
        booked = any(each.state in _TO[0][1] for each in people)
        self.choose(0 if booked else 1)
        self.ways.open_button.setFocus()

    def choose(self, place: int) -> None:
        """Write to those booked (0), or to those invited and waiting (1)."""
        self._place = place
        for number, chip in enumerate(self.chips):
            chip.setChecked(number == place)
        if not self.text.document().isModified():
            self.text.setPlainText(session_text(self._of, booked=place == 0))
            self.text.document().setModified(False)
        usable, without = mail.parted(self._recipients())
        people = "1 person" if len(usable) == 1 else f"{len(usable):,} people"
        more = f"; {len(without):,} without an e-mail address" if without else ""
        moved = "; it has changed since you last wrote" if self._moved else ""
        self.to.setText(f"To {people}, hidden from one another{more}{moved}")
        for one in self.ways.buttons():
            one.setEnabled(bool(usable))

    def mail(self) -> Mail:
        """The e-mail as it stands.

        Raises:
            UserError: the session is gone.
        """
        attached = []
        if self.calendar.isChecked():
            content = calendar_bytes(session_entry(self._desk.store, self._session_id))
            attached.append(Attached(f"{file_name(self._of.title)}.ics", content))
        return Mail(
            self.subject.text(), self.text.toPlainText(), self._recipients(), attached=attached
        )

    def _recipients(self) -> list[Recipient]:
        states = _TO[self._place][1]
        return [Recipient(each.name, each.email) for each in self._people if each.state in states]

    def _note(self) -> None:
        note_invitations(self._desk.store, self._session_id)

    def _lay_out(self) -> None:
        chips = FlowLayout()
        for chip in self.chips:
            chips.addWidget(chip)
        self.calendar.setChecked(True)
        self.subject.setAccessibleName("Subject")
        self.text.setAccessibleName("Text")
        self.text.setTabChangesFocus(True)
        self.body.addLayout(chips)
        self.body.addWidget(self.to)
        self.body.addWidget(self.subject)
        self.body.addWidget(self.text, 1)
        self.body.addWidget(self.calendar)
        self.body.addWidget(self.ways.told)
        for one in self.ways.buttons():
            self.add_button(one)


def _occasion(desk: Desk, session_id: int) -> tuple[Occasion, bool]:
    """What the letter tells of, and whether calendars hold it otherwise since the last letter."""
    with desk.store.read() as reader:
        found = reader.get(TrainingSession, session_id)
        kept = settings(reader)
        number = sequence(reader, session_id, SESSION_IN_CALENDARS)
    if found is None:
        raise UserError("This training session was deleted.", "Undo the deletion first.")
    told = Occasion(
        found["title"],
        found["held_on"],
        found["starts_at"],
        None,
        found["place"],
        found["link"],
        "\n".join(filter(None, (kept.coordinator, kept.network, kept.contact))),
    )
    return told, 0 < found["calendar_sequence"] < number
