"""Answering an enquiry: words to begin with, a look for who could be told, and the ways out."""

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QDesktopServices, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from copdesk.db.models import EnquiryNote
from copdesk.db.record import fields_of
from copdesk.domain.answers import bare, filled, framed, with_footer
from copdesk.domain.enquiries import LogKind
from copdesk.domain.fields import Field, LongText
from copdesk.errors import Invalid, UserError
from copdesk.exports.mail import Mail, Recipient
from copdesk.services import drafts
from copdesk.services.enquiries import note_enquiry, record_reply
from copdesk.ui.dialogs.sheet import Sheet
from copdesk.ui.dialogs.ways_out import Launch, WaysOut
from copdesk.ui.kit.box_editors import LongTextEditor
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.field_row import FieldRow
from copdesk.ui.kit.scrolled import scrolled
from copdesk.ui.pages.enquiries.asked import asked_of
from copdesk.ui.pages.enquiries.starts import Start, Starts
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

_ANSWER = replace(
    fields_of(EnquiryNote)["text"],
    label="Answer",
    help="Leave out anything that could tell who the client is.",
)
_QUESTION = Field(LongText(), "Asked")
_PAUSE = 700
"""Milliseconds without a key until what was typed is put by."""
_UNDECIDED = "Nothing went out: replace what is marked, or keep it with a reason."


class _Letter(LongTextEditor):
    """Put by as it is typed, so that Esc closes the window and never takes the letter back."""

    def touched(self) -> bool:
        """Nothing in it is ever unsaved."""
        return False


class AnsweringSheet(Sheet):
    """What to begin with at the left, the letter at the right. What is typed is never lost.

    Args:
        desk: the open file.
        parent: the window.
        enquiry_id: what is answered.
        launch: opens drafts and links.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        enquiry_id: int,
        launch: Launch = QDesktopServices.openUrl,
    ) -> None:
        self.asked = asked_of(desk, enquiry_id)
        super().__init__(parent, f"Answer {self.asked.reference}", QSize(1040, 760))
        self._desk = desk
        self._begun = self._gone = ""
        self._draft_id: int | None = None
        self._letter = _Letter(_ANSWER)
        self._paper = self._letter.paper
        self.question = FieldRow(LongTextEditor(_QUESTION))
        self.text = FieldRow(self._letter, check=desk.checks.get(_ANSWER.check))
        self.to = label(self.asked.to_words, "strong", wrap=True)
        self.blanks = label(kind="error", wrap=True)
        self.footer = label(f"Goes under it: {self.asked.footer}", "caption", wrap=True)
        self.starts = Starts(desk, self.asked.wanted)
        self.ways = WaysOut(self, self.mail, self._on_went, launch)
        self.answered_button = button(
            "Record as answered", "check", "primary", tip="Record as answered (Ctrl+Enter)"
        )
        self.sent_button = button(
            "Record as sent, not yet an answer", "mail", tip="Record as sent (Ctrl+Shift+Enter)"
        )
        self._after = QWidget()
        self._pause = QTimer(self, singleShot=True)
        self._lay_out()
        self._connect()
        self._start()

    # What is written ----------------------------------------------------------------------------

    def mail(self) -> Mail:
        """The e-mail as it stands.

        Raises:
            UserError: there is nothing in it, or it may tell who a client is.
        """
        text = self._typed().strip()
        if not bare(text):
            raise UserError("There is no answer yet.", "Write it first.")
        if self.text.undecided():
            self.text.set_problem(_UNDECIDED)
            raise UserError("Nothing went out.", "Decide about the marked words first.")
        self.text.set_problem("")
        self._check_subject()
        people = [Recipient(self.asked.asker, self.asked.email)] if self.asked.email else []
        whole = with_footer(text, self.asked.footer)
        return Mail(
            self.asked.mail_subject, whole, people, hidden=False, answers=self.asked.mail_id
        )

    def use(self, start: Start) -> None:
        """Begin with this, or put it where the cursor is when something was typed already."""
        body = filled(start.text, self.asked.blanks).text
        cursor = self._paper.textCursor()
        cursor.beginEditBlock()  # so that Ctrl+Z takes back this alone
        if self._typed().strip() in ("", self._begun.strip()):
            cursor.select(QTextCursor.SelectionType.Document)
            self._begun = body = framed(body, self.asked.asker, self.asked.signed)
        cursor.insertText(body)
        cursor.endEditBlock()
        self._paper.setTextCursor(cursor)
        self._paper.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter does what comes next, Ctrl+F leads to what there is to begin with."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._on_next(shifted=shifted)
        elif control and event.key() == Qt.Key.Key_F:
            self.starts.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Put by what was typed, then close."""
        if self._pause.isActive():
            self._put_by()
        super().done(result)

    # What became of it --------------------------------------------------------------------------

    def _on_went(self) -> None:
        self._gone = self._typed().strip()
        self._put_by()
        self._after.show()
        self.answered_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_next(self, *, shifted: bool) -> None:
        if self._after.isHidden():
            self.ways.buttons()[0 if not self.asked.email else -1].click()
        else:
            (self.sent_button if shifted else self.answered_button).click()

    def _record(self, *, answers: bool) -> None:
        """Record what went out, not what may have been typed since."""
        keep = record_reply if answers else note_enquiry
        try:
            keep(self._desk.store, self.asked.id, self._gone, kind=LogKind.MAIL_OUT)
        except Invalid as invalid:
            self.text.set_problem(invalid.problems.get("text") or str(invalid))
            return
        except UserError as error:
            self.ways.refuse(error)
            return
        self._pause.stop()
        self._forget_draft()
        self._desk.notices.say(f"{self._desk.store.undo_label()}.", undo=True)
        self.accept()

    # Inside -------------------------------------------------------------------------------------

    def _start(self) -> None:
        """The question, and under it the draft that was left, or a blank letter."""
        self.question.editor.set_value(self.asked.question)
        self.question.editor.set_read_only()
        self.text.start(self.asked.id)
        kept = [
            each
            for each in drafts.drafts(self._desk.store, EnquiryNote)
            if each.values.get("enquiry_id") == self.asked.id and each.values.get("text")
        ]
        if kept:
            self._draft_id = kept[0].id
            self._letter.set_value(kept[0].values["text"])
            self.ways.told.setText(f"You began this earlier. {self.ways.told.text()}")
        else:
            self._begun = framed("", self.asked.asker, self.asked.signed)
            self._letter.set_value(self._begun)
        self._pause.stop()
        self._place_cursor()

    def _place_cursor(self) -> None:
        """Under the greeting, where the answer is written."""
        cursor = self._paper.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        if self._begun:
            cursor.movePosition(QTextCursor.MoveOperation.Down, n=2)
        self._paper.setTextCursor(cursor)
        self._paper.setFocus()

    def _put_by(self) -> None:
        self._pause.stop()
        text = self._typed()
        if text.strip() in ("", self._begun.strip()):
            self._forget_draft()
            return
        values = {"enquiry_id": self.asked.id, "kind": LogKind.MAIL_OUT, "text": text}
        try:
            self._draft_id = drafts.keep_draft(
                self._desk.store, EnquiryNote, values, self._draft_id
            )
        except UserError as error:
            self.ways.refuse(error)

    def _forget_draft(self) -> None:
        if self._draft_id is not None:
            drafts.drop_draft(self._desk.store, self._draft_id)
            self._draft_id = None

    def _check_subject(self) -> None:
        check = self._desk.checks.get(_ANSWER.check)
        subject = self.asked.subject
        found = check.look(subject, self.asked.id) if check else ()
        words = [f"“{subject[one.start : one.end]}”" for one in found if one.stops]
        if words:
            raise UserError(
                f"The subject may tell who a client is: {', '.join(words)}.",
                "Change the subject of the enquiry first.",
            )

    def _on_typing(self) -> None:
        self._pause.start(_PAUSE)
        left = filled(self._typed(), {}).left
        self.blanks.setText(f"Not filled in: {', '.join(left)}." if left else "")
        self.blanks.setVisible(bool(left))

    def _typed(self) -> str:
        return self._letter.typed()

    def _lay_out(self) -> None:
        letter = QWidget()
        column = QVBoxLayout(letter)
        column.setContentsMargins(0, 0, SPACE["s"], 0)
        column.setSpacing(SPACE["s"])
        for one in (
            self.to,
            label(self.asked.mail_subject, "body", wrap=True),
            self.question,
            self.text,
            self.blanks,
            self.footer,
        ):
            column.addWidget(one)
        column.addStretch(1)
        self.question.setVisible(bool(self.asked.question))
        self.footer.setVisible(bool(self.asked.footer))
        self.blanks.hide()
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(SPACE["l"])
        split.addWidget(self.starts)
        split.addWidget(scrolled(letter))
        split.setStretchFactor(1, 1)
        split.setSizes([look.px(320), look.px(680)])
        self._lay_out_foot(split)

    def _lay_out_foot(self, split: QSplitter) -> None:
        row = QHBoxLayout(self._after)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.answered_button)
        row.addWidget(self.sent_button)
        row.addStretch(1)
        self._after.hide()
        self.body.addWidget(split, 1)
        self.body.addWidget(self.ways.told)
        self.body.addWidget(self._after)
        for one in self.ways.buttons():
            self.add_button(one)
        self._letter.set_lines(11, 40)

    def _connect(self) -> None:
        self._letter.typing.connect(self._on_typing)
        self._pause.timeout.connect(self._put_by)
        self.starts.chosen.connect(self.use)
        self.answered_button.clicked.connect(lambda: self._record(answers=True))
        self.sent_button.clicked.connect(lambda: self._record(answers=False))
