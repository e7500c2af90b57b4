"""The letter that puts two people in touch: words to begin with, and three ways out."""

from dataclasses import replace

from PySide6.QtCore import QSize
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit, QWidget

from copdesk.db.models import Introduction, Participant
from copdesk.db.queries.peers import Suggestion
from copdesk.db.record import fields_of
from copdesk.domain import peers
from copdesk.errors import UserError
from copdesk.exports.mail import Mail, Recipient, parted
from copdesk.services.peers import put_in_touch
from copdesk.services.settings import settings
from copdesk.ui.dialogs.sheet import Sheet
from copdesk.ui.dialogs.ways_out import Launch, WaysOut
from copdesk.ui.kit.box_editors import LongTextEditor
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.field_row import FieldRow
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.theme.parts import button, label

_TEXT = replace(fields_of(Introduction)["note"], label="Text")
_SHARED = "Both see the e-mail address of the other."
_UNDECIDED = "Nothing went out: replace what is marked, or keep it with a reason."


class IntroducingSheet(Sheet):
    """One e-mail to two people; once it has gone out, the introduction is kept.

    Args:
        desk: the open file.
        parent: the window.
        suggestion: the two, and why.
        launch: opens drafts and links.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        suggestion: Suggestion,
        launch: Launch = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(parent, "Put in touch", QSize(760, 580))
        self._desk, self._pair, self._kept = desk, suggestion.pair, 0
        self._people, signed = _read(desk, suggestion)
        editors = editors_of(desk)
        self.subject = QLineEdit(
            f"Introducing {self._pair.first.name} and {self._pair.second.name}"
        )
        self.subject.setAccessibleName("Subject")
        letter = LongTextEditor(_TEXT)
        letter.set_lines(14, 14)
        self.text = FieldRow(letter, check=editors.check_of(_TEXT))
        words = peers.letter(self._pair, suggestion.first_at, suggestion.second_at, signed)
        self.text.editor.set_value(words)
        self.without = label(_without(self._people), "error", wrap=True)
        self.ways = WaysOut(self, self.mail, self._on_went, launch)
        self.keep_button = button(
            "They have been told", "check", tip="Keep the introduction without an e-mail from here"
        )
        self._lay_out()
        self.ways.open_button.setFocus()

    def mail(self) -> Mail:
        """The e-mail as it stands.

        Raises:
            UserError: it may tell who a client is.
        """
        if self.text.undecided():
            raise UserError(_UNDECIDED)
        words = str(self.text.editor.value())
        return Mail(self.subject.text(), words, self._people, hidden=False)

    def _on_went(self) -> None:
        """Keep the introduction, once however often it goes out."""
        if not self._kept:
            first, second = self._pair.first.id, self._pair.second.id
            self._kept = put_in_touch(self._desk.store, first, second, self._pair.about)

    def _on_told(self) -> None:
        try:
            self._on_went()
        except UserError as error:
            self.ways.refuse(error)
            return
        self._desk.notices.say(f"{self._desk.store.undo_label()}.", undo=True)
        self.accept()

    def _lay_out(self) -> None:
        names = " and ".join(each.name for each in self._people)
        self.body.addWidget(label(f"To {names}", "strong", wrap=True))
        self.body.addWidget(label(_SHARED, "caption", wrap=True))
        self.body.addWidget(self.without)
        self.without.setVisible(bool(self.without.text()))
        self.body.addWidget(self.subject)
        self.body.addWidget(self.text)
        self.body.addStretch(1)
        self.body.addWidget(self.ways.told)
        self.add_button(self.keep_button)
        for one in self.ways.buttons():
            self.add_button(one)
        self.keep_button.clicked.connect(self._on_told)


def _read(desk: Desk, suggestion: Suggestion) -> tuple[list[Recipient], str]:
    """Both with their addresses, and who signs."""
    people = (suggestion.pair.first, suggestion.pair.second)
    with desk.store.read() as reader:
        found = [reader.get(Participant, each.id) or {} for each in people]
        kept = settings(reader)
    signed = "\n".join(filter(None, (kept.coordinator, kept.network, kept.contact)))
    named = zip(people, found, strict=True)
    return [Recipient(each.name, str(row.get("email", ""))) for each, row in named], signed


def _without(people: list[Recipient]) -> str:
    _usable, without = parted(people)
    names = " and ".join(each.name for each in without)
    return f"No e-mail address that can be used: {names}." if names else ""
