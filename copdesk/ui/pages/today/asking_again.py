"""Asking somebody again who has not replied: an e-mail to look at, and a line in the log."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit, QWidget

from copdesk.db.models import Enquiry, EnquiryNote, Participant
from copdesk.db.queries.enquiries import sender_address
from copdesk.db.record import fields_of
from copdesk.domain.chasing import asking_again
from copdesk.domain.enquiries import LogKind
from copdesk.errors import UserError
from copdesk.exports.mail import Mail, Recipient, parted
from copdesk.services.enquiries import note_enquiry
from copdesk.services.settings import settings
from copdesk.ui.dialogs.sheet import Sheet
from copdesk.ui.dialogs.ways_out import Launch, WaysOut
from copdesk.ui.kit.box_editors import LongTextEditor
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.field_row import FieldRow
from copdesk.ui.theme.parts import label

_TEXT = fields_of(EnquiryNote)["text"]
_UNDECIDED = "Nothing went out: replace what is marked, or keep it with a reason."


class AskAgain(Sheet):
    """One e-mail to the asker of an enquiry that waits.

    Args:
        desk: the open file.
        parent: the window.
        enquiry_id: which enquiry.
        launch: opens drafts and links.

    Raises:
        UserError: the enquiry is gone.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        enquiry_id: int,
        launch: Launch = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(parent, "Ask again", QSize(680, 560))
        self._desk, self._enquiry_id = desk, enquiry_id
        with desk.store.read() as reader:
            enquiry = reader.get(Enquiry, enquiry_id)
            if enquiry is None:
                raise UserError("This enquiry was deleted.", "Undo the deletion first.")
            asker = reader.get(Participant, enquiry["asker_id"] or 0)
            wrote_from = sender_address(reader, enquiry_id)
            known = settings(reader)
        name = asker["name"] if asker else enquiry["asker_name"]
        self._people = [Recipient(name, asker["email"] if asker else wrote_from)]
        usable, _without = parted(self._people)
        to = f"To {name}" if usable else f"No e-mail address is known of {name or 'the asker'}."
        signed = "\n".join(filter(None, (known.coordinator, known.network, known.contact)))
        self.to = label(to, "strong", wrap=True)
        self.subject = QLineEdit(f"{enquiry['reference']}: {enquiry['subject']}")
        letter = LongTextEditor(_TEXT)
        letter.set_lines(12, 12)
        self.text = FieldRow(letter, check=desk.checks.get(_TEXT.check))
        words = asking_again(name, enquiry["subject"], enquiry["received_on"], signed)
        self.text.editor.set_value(words)
        self.text.start(enquiry_id)
        self.ways = WaysOut(self, self.mail, self._note, launch)
        self._noted = False
        self._lay_out()
        (self.ways.open_button if usable else self.ways.copy_button).setFocus()

    def mail(self) -> Mail:
        """The e-mail as it stands.

        Raises:
            UserError: it may tell who a client is.
        """
        if self.text.undecided():
            raise UserError(_UNDECIDED)
        return Mail(self.subject.text(), self._words(), self._people, hidden=False)

    def _words(self) -> str:
        return str(self.text.editor.value())

    def _note(self) -> None:
        """One line in the log, however many ways the letter went out."""
        if not self._noted:
            told = f"Asked again:\n{self._words()}"
            note_enquiry(self._desk.store, self._enquiry_id, told, kind=LogKind.MAIL_OUT)
            self._noted = True

    def _lay_out(self) -> None:
        self.subject.setAccessibleName("Subject")
        self.body.addWidget(self.to)
        self.body.addWidget(self.subject)
        self.body.addWidget(self.text)
        self.body.addStretch(1)
        self.body.addWidget(self.ways.told)
        for one in self.ways.buttons():
            self.add_button(one)
