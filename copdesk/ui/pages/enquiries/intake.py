"""A mail becomes a logged enquiry: paste it or drop it, look it over, Ctrl+Enter."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import cast

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from copdesk.db.models import Enquiry
from copdesk.db.record import fields_of
from copdesk.domain.signatures import REASON, own_words
from copdesk.errors import Invalid, UserError
from copdesk.imports.mail import IncomingMail
from copdesk.imports.mail_draft import draft_of
from copdesk.imports.mail_headings import Heading
from copdesk.services import drafts, intake, records
from copdesk.services.settings import settings
from copdesk.ui.dialogs.sheet import Sheet
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.draft_form import DraftForm
from copdesk.ui.kit.scrolled import scrolled
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.kit.tab_order import go_through
from copdesk.ui.pages.enquiries import promise
from copdesk.ui.pages.enquiries.intake_asker import AskerCard
from copdesk.ui.pages.enquiries.intake_known import SECTIONS
from copdesk.ui.pages.enquiries.intake_mail import MailBox
from copdesk.ui.pages.enquiries.intake_side import Begun, SidePanel
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import surface
from copdesk.ui.theme.tokens import SPACE

_FIELDS = (
    "subject",
    "asker_id",
    "asker_name",
    "organisation_id",
    "received_on",
    "topic_id",
    "question",
    "community_id",
    "authority_id",
    "channel",
)
_PAUSE = 250
"""Milliseconds without a key until the file is asked what it knows."""
_SIDE, _LEAST = 320, 240


class IntakeSheet(Sheet):
    """The mail and what the file knows already, and beside them the form."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, "Log from a mail", QSize(1180, 820), closing="")
        self._desk = desk
        self._draft_id: int | None = None
        self._mail: IncomingMail | None = None
        self._pause = QTimer(self, singleShot=True)
        fields = fields_of(Enquiry)
        self.box = MailBox(desk)
        self.asker = AskerCard()
        self.side = SidePanel(SECTIONS)
        self.form = DraftForm(
            {name: fields[name] for name in _FIELDS},
            editors_of(desk),
            action="Log enquiry",
            again="Log and begin another",
            keep_draft=self._keep_draft,
            add=self._add,
            follows=lambda name, values: promise.follows(desk, name, values),
            explain=self._explain,
            together=desk.store.together,
        )
        self._lay_out()
        self._connect()
        self._begin("")

    def take_file(self, path: Path) -> None:
        """Read a mail from a file."""
        self.box.take_file(path)

    def reject(self) -> None:
        """Esc leaves; what was begun is kept as a draft."""
        self.form.hide()  # which keeps what is typed
        if self._draft_id is not None:
            self._desk.notices.say("Kept as a draft: Log from a mail goes on with it.")
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter logs from wherever the keyboard is."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.form.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A mail may be dropped anywhere."""
        self.box.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Read it."""
        self.box.dropEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What stands beside the form leaves it room."""
        super().resizeEvent(event)
        wanted = min(look.px(_SIDE), round(event.size().width() * 0.36))
        self._beside.setFixedWidth(max(_LEAST, wanted))

    # Beginning -----------------------------------------------------------------------------------

    def _begin(self, told: str) -> None:
        """Wait for a mail; a draft that was left is offered."""
        self._mail, self._draft_id = None, None
        kept = drafts.drafts(self._desk.store, Enquiry)
        begun = str(kept[0].values.get("subject") or "no subject yet") if kept else ""
        self.form.start_with(records.fresh(Enquiry))
        self.asker.start()
        self._pause.start(0)
        self.box.start(told, begun)

    def _on_resumed(self) -> None:
        kept = drafts.drafts(self._desk.store, Enquiry)
        if kept:
            self._draft_id = kept[0].id
            self.form.start_with(records.fresh(Enquiry, **kept[0].values))
            self.box.resume_button.hide()
            self._pause.start(0)
            self.form.form.focus_first()

    def _on_read(self, mail: IncomingMail) -> None:
        """Fill in what a mail tells; the keyboard goes to what is looked over first."""
        self._mail = self._without_own(mail)
        self._show_mail(self._mail)

    def _show_mail(self, mail: IncomingMail) -> None:
        with self._desk.store.read() as reader:
            draft = draft_of(reader, mail)
            organisation = reader.title(cast("int", draft.values.get("organisation_id") or 0))
        self.form.start_with(records.fresh(Enquiry))
        self.form.fill(draft.values)
        self._let_signature_stand(mail, str(draft.values["question"]))
        self.asker.show_mail(mail, draft, organisation)
        self._on_changed()
        self._pause.start(0)
        self.form.form.focus_first()

    def _let_signature_stand(self, mail: IncomingMail, text: str) -> None:
        """What tells of the writers themselves in their signatures needs no decision."""
        row = self.form.form.rows["question"]
        writers = [(mail.sender_name, mail.sender_email)]
        if mail.inner is not None:
            writers.append((mail.inner.name, mail.inner.email))
        marked = row.marked()
        own = [each for name, email in writers for each in own_words(text, marked, name, email)]
        for words in own:
            row.let_stand(words, REASON)
        if own:
            self.form.fill({"question": text})

    def _without_own(self, mail: IncomingMail) -> IncomingMail:
        """What the desk wrote itself is never passed on by an asker."""
        with self._desk.store.read() as reader:
            contact = settings(reader).contact.casefold()
        own = mail.inner and mail.inner.email and mail.inner.email.casefold() in contact
        return replace(mail, inner=None) if own else mail

    def _on_inner(self, inner: Heading) -> None:
        if self._mail is not None:
            self._mail = replace(
                self._mail,
                sender_name=inner.name,
                sender_email=inner.email,
                sent_on=inner.on or self._mail.sent_on,
                sent_at=None,
                subject=inner.subject or self._mail.subject,
                inner=None,
            )
            self._show_mail(self._mail)

    # While it is filled in -----------------------------------------------------------------------

    def _on_changed(self) -> None:
        values = self.form.values
        self.asker.show_asker(values.get("asker_id"), str(values.get("asker_name") or ""))
        self._pause.start(_PAUSE)

    def _look(self) -> None:
        self._pause.stop()
        came_with = self._mail.answers if self._mail else ()
        begun = Begun(self._desk, self.form.typed(), came_with, self._fill, self._add_to)
        self.side.look(begun)

    def _fill(self, values: Mapping[str, object]) -> None:
        self.form.fill(values)
        self._on_changed()

    def _explain(self, values: Mapping[str, object]) -> str:
        return promise.explain(self._desk, values)

    def _keep_draft(self, values: Mapping[str, object]) -> None:
        self._draft_id = drafts.keep_draft(self._desk.store, Enquiry, values, self._draft_id)

    # Keeping -------------------------------------------------------------------------------------

    def _add(self, values: Mapping[str, object]) -> int:
        return intake.log_mail(
            self._desk.store,
            values,
            self.asker.newcomer(str(values.get("asker_name") or "")),
            address=self.asker.address(),
            papers=self.asker.kept_papers(),
        )

    def _on_added(self, record_id: int) -> None:
        self._forget_draft()
        with self._desk.store.read() as reader:
            enquiry = reader.get(Enquiry, record_id) or {}
        told = f"Logged {enquiry.get('reference')}: {enquiry.get('subject')}."
        if self.form.goes_on:
            self._begin(f"{told} {promise.sentence(self._desk, record_id)}")
            return
        self._leave_to(record_id)
        self._desk.notices.say(told, undo=True)

    def _add_to(self, enquiry_id: int) -> None:
        """The mail becomes a line of an enquiry that is there."""
        if not self.form.form.settle():
            return
        values = self.form.values
        day = values.get("received_on")
        try:
            with self._desk.store.together():
                intake.add_mail(
                    self._desk.store,
                    enquiry_id,
                    str(values.get("question") or values.get("subject") or ""),
                    on=day if isinstance(day, date) else self._desk.today(),
                    at=self._moment(day),
                    with_id=cast("int | None", values.get("asker_id")),
                    papers=self.asker.kept_papers(),
                )
                self.form.form.keep_reasons(enquiry_id)
        except Invalid as invalid:
            self.form.form.show_problems({"question": str(invalid)})
            return
        except UserError as refused:
            self.form.missing_words.setText(str(refused))
            self.form.missing_words.show()
            return
        self._forget_draft()
        told = f"{self._desk.store.undo_label()}."
        self._leave_to(enquiry_id)
        self._desk.notices.say(told, undo=True)

    def _moment(self, day: object) -> datetime | None:
        at = self._mail.sent_at if self._mail else None
        return at if at is not None and at.date() == day else None

    def _on_open(self, record_id: int) -> None:
        self.reject()
        self._desk.open_record(record_id)

    def _on_dropped(self) -> None:
        self._forget_draft()
        self.reject()

    def _leave_to(self, record_id: int) -> None:
        self.accept()
        self._desk.open_record(record_id)

    def _forget_draft(self) -> None:
        if self._draft_id is not None:
            drafts.drop_draft(self._desk.store, self._draft_id)
            self._draft_id = None

    # Inside --------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("surface", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, SPACE["s"], 0)
        column.setSpacing(SPACE["m"])
        column.addWidget(self.box)
        column.addWidget(self.asker)
        column.addWidget(self.side, 1)
        self._beside = scrolled(inside)
        card = surface("card")
        within = QVBoxLayout(card)
        within.setContentsMargins(*[SPACE["m"]] * 4)
        within.addWidget(self.form)
        row = QHBoxLayout()
        row.setSpacing(SPACE["m"])
        row.addWidget(self._beside)
        row.addWidget(card, 1)
        self.body.addLayout(row, 1)
        self.setAcceptDrops(True)
        go_through(self._beside, self.form)

    def _connect(self) -> None:
        self.box.read.connect(self._on_read)
        self.box.resumed.connect(self._on_resumed)
        self.asker.chosen.connect(lambda id_: self._fill({"asker_id": id_, "asker_name": ""}))
        self.asker.inner_chosen.connect(self._on_inner)
        self.side.open_asked.connect(self._on_open)
        self.form.added.connect(self._on_added)
        self.form.dropped.connect(self._on_dropped)
        self.form.form.settled.connect(lambda _name: self._on_changed())
        for name in ("subject", "question"):
            self.form.form.rows[name].editor.typing.connect(lambda: self._pause.start(_PAUSE))
        self._pause.timeout.connect(self._look)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.setContext(Qt.ShortcutContext.WindowShortcut)
        paste.activated.connect(self.box.paste)


def open_intake(desk: Desk, parent: QWidget, path: Path | None = None) -> None:
    """Show where a mail is logged; read one from a file where it is given."""
    sheet = IntakeSheet(desk, parent)
    sheet.open()
    if path is not None:
        sheet.take_file(path)
