"""Chasing what was agreed, by person across all meetings: a letter to each, and its ways out."""

from datetime import date

from PySide6.QtCore import QSize
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListWidget,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from copdesk.db.queries.actions import owners
from copdesk.domain.chasing import Owner, chase_subject, chase_text, everything_text, in_order
from copdesk.domain.fields import Field, LongText
from copdesk.errors import UserError
from copdesk.exports.mail import Mail, Recipient, parted
from copdesk.services.settings import settings
from copdesk.ui.dialogs.sheet import Sheet
from copdesk.ui.dialogs.ways_out import Launch, WaysOut
from copdesk.ui.kit.box_editors import LongTextEditor
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.field_row import FieldRow
from copdesk.ui.kit.scrolled import scrolled
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

_TEXT = Field(LongText(), "Text", check="client_identifiers")
_NOBODY = "Nothing is open, so there is nobody to chase."
_UNDECIDED = "Nothing went out: replace what is marked, or keep it with a reason."


class ChaseSheet(Sheet):
    """People with open actions at the left, what to write to the one chosen at the right.

    Args:
        desk: the open file.
        parent: the window.
        owner_id: who is shown first; None for whoever has the most that is late.
        launch: opens drafts and links.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        owner_id: int | None = None,
        launch: Launch = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(parent, "Chase actions by person", QSize(1040, 700))
        self._today = desk.today()
        with desk.store.read() as reader:
            self._owners = in_order(owners(reader), self._today)
            known = settings(reader)
        self._signed = "\n".join(filter(None, (known.coordinator, known.network, known.contact)))
        self._shown = -1
        self._written: dict[int, str] = {}
        self.list = QListWidget()
        self.to = label("", "strong", wrap=True)
        self.subject = QLineEdit()
        letter = LongTextEditor(_TEXT)
        letter.set_lines(15, 15)
        self.text = FieldRow(letter, check=desk.checks.get(_TEXT.check))
        self.ways = WaysOut(self, self.mail, lambda: None, launch)
        self.all_button = button("Copy the whole list", "list")
        self._lay_out()
        self._show(owner_id)

    def mail(self) -> Mail:
        """The e-mail to the one chosen, as it stands.

        Raises:
            UserError: it may tell who a client is.
        """
        if self.text.undecided():
            raise UserError(_UNDECIDED)
        words = str(self.text.editor.value())
        return Mail(self.subject.text(), words, [self._to(self._shown)], hidden=False)

    def _show(self, owner_id: int | None) -> None:
        for each in self._owners:
            self.list.addItem(_summary(each, self._today))
        there = bool(self._owners)
        for one in (self.list, self.subject, self.text, self.all_button, *self.ways.buttons()):
            one.setEnabled(there)
        if not there:
            self.ways.told.setText(_NOBODY)
            return
        ids = [each.id for each in self._owners]
        self.list.setCurrentRow(ids.index(owner_id) if owner_id and owner_id in ids else 0)
        self.list.setFocus()

    def _to(self, row: int) -> Recipient:
        return Recipient(self._owners[row].name, self._owners[row].email)

    def _on_row(self, row: int) -> None:
        """Show the letter to another; what was changed by hand is there when one comes back."""
        if self._shown >= 0 and self.text.editor.touched():
            self._written[self._shown] = str(self.text.editor.typed())
        self._shown, owner = row, self._owners[row]
        usable, _without = parted([self._to(row)])
        self.to.setText(f"To {owner.name}" if usable else _no_address(owner))
        self.subject.setText(chase_subject(owner))
        self.text.editor.set_value(chase_text(owner, self._today, self._signed))
        if row in self._written:
            self.text.editor.type_again(self._written[row])
        self.text.start(owner.id or 0)

    def _on_all(self) -> None:
        QApplication.clipboard().setText(everything_text(self._owners, self._today))
        self.ways.told.setText("Copied the whole list.")

    def _lay_out(self) -> None:
        self.list.setAccessibleName("People with open actions")
        self.subject.setAccessibleName("Subject")
        right = QWidget()
        right.setProperty("surface", "page")
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, SPACE["s"], 0)
        for one in (self.to, self.subject, self.text):
            column.addWidget(one)
        column.addStretch(1)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(SPACE["m"])
        split.addWidget(self.list)
        split.addWidget(scrolled(right))
        for place, share in enumerate((1, 2)):
            split.setStretchFactor(place, share)
        split.setSizes([look.px(300), look.px(640)])
        self.body.addWidget(split, 1)
        self.body.addWidget(self.ways.told)
        self.add_button(self.all_button)
        for way in self.ways.buttons():
            self.add_button(way)
        self.list.currentRowChanged.connect(self._on_row)
        self.all_button.clicked.connect(self._on_all)


def _summary(owner: Owner, today: date) -> str:
    """``Amina Yusuf: 3 open, 1 late``."""
    late = owner.late(today)
    return f"{owner.name}: {len(owner.promises)} open" + (f", {late} late" if late else "")


def _no_address(owner: Owner) -> str:
    return f"No e-mail address is known of {owner.name}." if owner.id else "Nobody is named."
