"""Writing to the people of a meeting: words to begin with, and three ways out. Nothing is sent."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from copdesk.db.queries import documents, invitations, meetings, packs
from copdesk.db.queries.invitations import ReplyLine
from copdesk.db.queries.meetings import MeetingLine
from copdesk.domain import letters
from copdesk.domain.letters import Letter, Occasion
from copdesk.domain.meetings import MeetingState, Reply
from copdesk.errors import UserError
from copdesk.exports import mail
from copdesk.exports.calendar import calendar_bytes, entry_of
from copdesk.exports.mail import Attached, Mail, Recipient
from copdesk.services.invitations import note_invitation
from copdesk.services.settings import settings
from copdesk.ui.dialogs.sheet import Sheet
from copdesk.ui.dialogs.ways_out import Launch, WaysOut, file_name
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.flow_layout import FlowLayout
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

_NAMED = 5
_NO_PACK = "No pack has been issued yet. Build the pack and issue it to attach it here."


class LetterSheet(Sheet):
    """One e-mail to the people of a meeting.

    Args:
        desk: the open file.
        parent: the window.
        meeting_id: which meeting.
        letter: what it is for, to begin with.
        launch: opens drafts and links.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        meeting_id: int,
        letter: Letter,
        launch: Launch = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(parent, "E-mail about this meeting", QSize(760, 720))
        self._desk, self._meeting_id = desk, meeting_id
        self._meeting, self._invited, self._pack_id, self._signed = _read(desk, meeting_id)
        self.chips = {
            each: button(each.label, kind="chip", checkable=True) for each in self._letters()
        }
        self._letter = letter if letter in self.chips else next(iter(self.chips))
        self.to = label("", "strong", wrap=True)
        self.without = label("", "body2", wrap=True)
        self.subject = QLineEdit()
        self.text = QPlainTextEdit()
        self.calendar = QCheckBox("Attach the calendar file")
        self.pack = QCheckBox("Attach the pack")
        self.shown = QCheckBox("Everybody sees all addresses")
        self.ways = WaysOut(self, self.mail, self._note, launch)
        self._lay_out()
        self._connect()
        self._choose(self._letter)
        self.ways.open_button.setFocus()

    # What is written ----------------------------------------------------------------------------

    def mail(self) -> Mail:
        """The e-mail as it stands.

        Raises:
            UserError: the meeting or its pack is gone.
        """
        attached = []
        name = file_name(self._meeting.title)
        if self.calendar.isChecked():
            content = calendar_bytes(entry_of(self._desk.store, self._meeting_id))
            attached.append(Attached(f"{name}.ics", content))
        if self.pack.isChecked() and self._pack_id is not None:
            with self._desk.store.read() as reader:
                attached.append(
                    Attached(reader.title(self._pack_id), documents.bytes_of(reader, self._pack_id))
                )
        return Mail(
            self.subject.text(),
            self.text.toPlainText(),
            [Recipient(each.name, each.email) for each in self._recipients()],
            hidden=not self.shown.isChecked(),
            attached=attached,
        )

    def _recipients(self) -> list[ReplyLine]:
        silent = self._letter is Letter.CHASE
        return [each for each in self._invited if not silent or each.reply is Reply.NONE]

    def _letters(self) -> list[Letter]:
        if self._meeting.state is MeetingState.CANCELLED:
            return [Letter.CALLED_OFF]
        return [Letter.INVITE, Letter.CHASE, Letter.MOVED]

    def _choose(self, letter: Letter) -> None:
        self._letter = letter
        for each, chip in self.chips.items():
            chip.setChecked(each is letter)
        self._write()
        people = [Recipient(each.name, each.email) for each in self._recipients()]
        usable, without = mail.parted(people)
        self.to.setText(_to_words(len(usable), hidden=not self.shown.isChecked()))
        self.without.setText(_without_words([each.name for each in without]))
        self.without.setVisible(bool(without))
        for one in self.ways.buttons():
            one.setEnabled(bool(people))

    def _write(self) -> None:
        """Begin again with the usual words, unless somebody has written their own."""
        of = _occasion(self._meeting, self._signed)
        if not self.subject.isModified():
            self.subject.setText(letters.subject(self._letter, of))
        if not self.text.document().isModified():
            self.text.setPlainText(
                letters.text(
                    self._letter,
                    of,
                    calendar=self.calendar.isChecked(),
                    pack=self.pack.isChecked(),
                )
            )
            self.text.document().setModified(False)

    def _note(self) -> None:
        """Remember that the people were invited to the meeting as it stands now."""
        people = [each.id for each in self._recipients()]
        if self._letter is not Letter.CHASE:
            note_invitation(self._desk.store, self._meeting_id, people)

    # Inside -------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        chips = FlowLayout()
        for chip in self.chips.values():
            chips.addWidget(chip)
        ticks = FlowLayout(gap=SPACE["l"])
        for tick in (self.calendar, self.pack, self.shown):
            ticks.addWidget(tick)
        self.calendar.setChecked(True)
        self.pack.setEnabled(self._pack_id is not None)
        self.pack.setToolTip("" if self._pack_id is not None else _NO_PACK)
        self.subject.setAccessibleName("Subject")
        self.text.setAccessibleName("Text")
        self.text.setTabChangesFocus(True)
        self.body.addLayout(chips)
        self.body.addWidget(self.to)
        self.body.addWidget(self.without)
        self.body.addWidget(self.subject)
        self.body.addWidget(self.text, 1)
        self.body.addLayout(ticks)
        self.body.addWidget(self.ways.told)
        for one in self.ways.buttons():
            self.add_button(one)

    def _connect(self) -> None:
        for letter, chip in self.chips.items():
            chip.clicked.connect(lambda _=False, letter=letter: self._choose(letter))
        for tick in (self.calendar, self.pack, self.shown):
            tick.toggled.connect(lambda _on: self._choose(self._letter))


def _read(desk: Desk, meeting_id: int) -> tuple[MeetingLine, list[ReplyLine], int | None, str]:
    """The meeting, everybody invited, its newest pack as it was issued, and who signs.

    Raises:
        UserError: the meeting is gone.
    """
    with desk.store.read() as reader:
        found = meetings.meeting(reader, meeting_id)
        if found is None:
            raise UserError("This meeting was deleted.", "Undo the deletion first.")
        issued = packs.issues(reader, meeting_id)
        kept = settings(reader)
        invited = invitations.replies(reader, meeting_id)
    signed = "\n".join(filter(None, (kept.coordinator, kept.network, kept.contact)))
    return found, invited, issued[0].document_id if issued else None, signed


def _occasion(meeting: MeetingLine, signed: str) -> Occasion:
    return Occasion(
        meeting.title,
        meeting.held_on,
        meeting.starts_at,
        meeting.ends_at,
        meeting.place,
        meeting.link,
        signed,
    )


def _to_words(count: int, *, hidden: bool) -> str:
    who = "1 person" if count == 1 else f"{count} people"
    return f"To {who}{', hidden from one another' if hidden and count > 1 else ''}"


def _without_words(names: list[str]) -> str:
    """As in ``No e-mail address that can be used: Amina Yusuf, Olena Shevchenko and 3 more``."""
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"No e-mail address that can be used: {', '.join(names[:_NAMED])}{more}."
