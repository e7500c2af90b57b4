"""The line to add to the log of an enquiry: what was done, with whom, and what comes next."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from copdesk.db.models import Enquiry, EnquiryNote, GapEvidence
from copdesk.db.record import fields_of
from copdesk.db.search import find
from copdesk.db.unit import LONDON
from copdesk.domain.dates import day_words
from copdesk.domain.enquiries import LogKind
from copdesk.domain.fields import Choice, Field, Link
from copdesk.domain.wording import problem
from copdesk.errors import Invalid, UserError
from copdesk.services import enquiries, records
from copdesk.services.enquiries import NextStep
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.editors import Editors
from copdesk.ui.kit.field_row import FieldRow
from copdesk.ui.kit.flow_layout import FlowLayout
from copdesk.ui.kit.picker import Card, LinkEditor
from copdesk.ui.kit.stored import StoredCards
from copdesk.ui.theme.parts import button
from copdesk.ui.theme.tokens import SPACE

if TYPE_CHECKING:
    from datetime import date, datetime

_OFFERED, _NOTE = 50, 500
_WITH_ASKER = {LogKind.MAIL_IN, LogKind.MAIL_OUT, LogKind.CALL, LogKind.MEETING}
_NO_TEXT = "Type what was said or done first."
_OF = fields_of(EnquiryNote)
_TEXT = replace(_OF["text"], help="Leave out anything that could tell who the client is.")
_WHEN = replace(_OF["at"], required=False)
_STEP = replace(fields_of(Enquiry)["next_step"], label="Next step")
_STEP_ON = replace(fields_of(Enquiry)["next_step_on"], label="By")


class Whoever(StoredCards):
    """Participants and organisations, whom something can be recorded with."""

    def find(self, kind: str, text: str) -> list[Card]:  # noqa: ARG002  (these two kinds)
        """The cards that match; people of the alphabet's beginning when nothing is typed."""
        if not text:
            return super().find("participant", text)
        with self.desk.store.read() as reader:
            hits = find(reader, text, limit=_OFFERED, kinds=["participant", "organisation"])
        return [Card(hit.id, hit.title, hit.detail) for hit in hits]


class LogEntry(QWidget):
    """The fields of a new line; those a mere note has no need of are shown with a contact.

    Attributes:
        added: the line was kept.
    """

    added = Signal()

    def __init__(self, desk: Desk, editors: Editors) -> None:
        super().__init__()
        self._desk, self._enquiry_id = desk, 0
        self._enquiry: Mapping[str, object] = {}
        self.kind = FieldRow(editors.make(Field(Choice(LogKind), "What")))
        self.whom = FieldRow(LinkEditor(Field(Link(""), "With"), Whoever(desk)))
        self.when = FieldRow(editors.make(_WHEN))
        self.text = FieldRow(editors.make(_TEXT), check=editors.check_of(_TEXT))
        self.step = FieldRow(editors.make(_STEP), check=editors.check_of(_STEP))
        self.step_on = FieldRow(editors.make(_STEP_ON))
        self.answers = QCheckBox("This answers the enquiry")
        self.add_button = button("Add to the log", "plus", "primary", tip="Add it (Ctrl+Enter)")
        self.when_button = button("At another time", "clock", "quiet", checkable=True)
        self._lay_out()
        self._connect()

    def start(self, enquiry_id: int, enquiry: Mapping[str, object]) -> None:
        """Begin a line of this enquiry; one begun for another is not carried over."""
        self._enquiry = enquiry
        if enquiry_id != self._enquiry_id:
            self._enquiry_id = enquiry_id
            self._start_line()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter adds the line."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_add()
        else:
            super().keyPressEvent(event)

    # Inside -----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        buttons = FlowLayout()
        for one in (self.add_button, self.when_button):
            buttons.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        rows = (self.kind, self.whom, self.when, self.text, self.step, self.step_on)
        for each in (*rows, self.answers):
            column.addWidget(each)
        column.addLayout(buttons)
        self.whom.editor.set_value(None)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self._on_add)
        self.answers.toggled.connect(self._on_answers)
        self.kind.editor.edited.connect(self._on_kind)
        self.when_button.toggled.connect(self._on_when)

    def _start_line(self) -> None:
        self._show_kind(LogKind.NOTE)
        self.text.editor.set_value("")
        self.text.start(self._enquiry_id, waits=True)
        self.step.editor.set_value("")
        self.step.start(self._enquiry_id, waits=True)
        self.step_on.editor.set_value(None)
        self.whom.set_problem("")
        self.when_button.setChecked(False)
        self._on_when(False)
        self.answers.setChecked(False)

    def _show_kind(self, kind: LogKind) -> None:
        self.kind.editor.set_value(kind)
        asker = self._enquiry.get("asker_id")
        self.whom.editor.set_value(asker if kind in _WITH_ASKER else None)
        self._on_kind()

    def _on_kind(self) -> None:
        kind = self._kind()
        if self.kind.editor.touched():
            self._show_kind(kind)
            return
        for row in (self.whom, self.step, self.step_on):
            row.setVisible(kind.is_contact)

    def _on_when(self, shown: bool) -> None:
        self.when.setVisible(shown)
        self.when.editor.set_value(None)
        self.when.set_problem("")
        if shown:
            self.when.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_answers(self, checked: bool) -> None:
        words = "Record the answer" if checked else "Add to the log"
        self.add_button.setText(f" {words}")
        self.add_button.setAccessibleName(words)
        if checked and self._kind() is LogKind.NOTE:
            self._show_kind(LogKind.MAIL_OUT)

    def _kind(self) -> LogKind:
        return cast("LogKind", self.kind.editor.value())

    def _on_add(self) -> None:
        for row in (self.text, self.whom, self.when, self.step, self.step_on):
            row.set_problem("")
        try:
            line, then = self._line(), self._then()
            before = self._enquiry
            self._keep(line, then)
        except Invalid as invalid:
            self._show_problems(invalid.problems)
            return
        except UserError as error:
            self._desk.notices.error(error)
            return
        said = self._said(cast("LogKind", line["kind"]), then, before)
        self._start_line()
        self.added.emit()
        self._desk.notices.say(said, undo=True)

    def _keep(self, line: Mapping[str, object], then: NextStep | None) -> None:
        """Add the line and the reasons for its words in one act."""
        keep = enquiries.record_reply if self.answers.isChecked() else enquiries.note_enquiry
        store, id_ = self._desk.store, self._enquiry_id
        with store.together():
            keep(
                store,
                id_,
                str(line["text"]),
                kind=cast("LogKind", line["kind"]),
                at=cast("datetime | None", line["at"]),
                with_id=cast("int | None", line["with_id"]),
                then=then,
            )
            if evidence := self._evidence(line):
                records.add(store, GapEvidence, evidence)
            self.text.keep_reasons(id_)
            self.step.keep_reasons(id_)

    def _evidence(self, line: Mapping[str, object]) -> dict[str, object]:
        """That no provider was found, as evidence of its own; empty where nothing says for what."""
        sought = {name: self._enquiry.get(name) for name in ("topic_id", "authority_id")}
        if line["kind"] is not LogKind.NO_PROVIDER or not any(sought.values()):
            return {}
        at = cast("datetime | None", line["at"])
        found_on = at.astimezone(LONDON).date() if at else self._desk.today()
        note = str(line["text"])[:_NOTE]
        return {**sought, "found_on": found_on, "enquiry_id": self._enquiry_id, "note": note}

    def _line(self) -> dict[str, object]:
        """The values of the line; raises Invalid with what is wrong beside each field."""
        found: dict[str, object] = {"kind": self._kind(), "with_id": None, "at": None}
        rows = {"text": self.text}
        if not self.whom.isHidden():
            rows["with_id"] = self.whom
        if not self.when.isHidden():
            rows["at"] = self.when
        for name, row in rows.items():
            try:
                found[name] = row.editor.value()
            except ValueError as unread:
                raise Invalid({name: str(unread)}) from unread
        if not found["text"]:
            raise Invalid({"text": _NO_TEXT})
        if undecided := self.text.undecided():
            raise Invalid({"text": undecided})
        return found

    def _then(self) -> NextStep | None:
        """What is to be done next, if anything is said of it."""
        if self.step.isHidden():
            return None
        words = str(self.step.editor.value() or "")
        try:
            on = cast("date | None", self.step_on.editor.value())
        except ValueError as unread:
            raise Invalid({"next_step_on": str(unread)}) from unread
        if on is not None and not words:
            raise Invalid({"next_step": "Say what is to be done on that day."})
        fault = problem(_STEP, words) or self.step.undecided()
        if fault:
            raise Invalid({"next_step": fault})
        return NextStep(words, on) if words else None

    def _show_problems(self, problems: Mapping[str, str]) -> None:
        rows = {
            "text": self.text, "with_id": self.whom, "at": self.when, "next_step": self.step,
            "next_step_on": self.step_on,
        }  # fmt: skip
        for name, sentence in problems.items():
            row = rows.get(name, self.text)
            row.set_problem(sentence)
            row.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _said(self, kind: LogKind, then: NextStep | None, before: Mapping[str, object]) -> str:
        """What was done: ``Recorded the call; next step cleared``."""
        answered = f"Answered enquiry {before.get('reference')}"
        said = answered if self.answers.isChecked() else f"Recorded {kind.told}"
        if then is not None:
            by = f" by {day_words(then.on)}" if then.on else ""
            return f"{said}; next step: {then.words}{by}."
        if kind is LogKind.NO_PROVIDER and not self.answers.isChecked():
            known = before.get("topic_id") or before.get("authority_id")
            lacks = "; give the enquiry a topic or an area, and it is evidence of a gap"
            return f"{said}; kept as evidence of a gap." if known else f"{said}{lacks}."
        had = before.get("next_step") or before.get("next_step_on")
        return f"{said}; next step cleared." if had and kind.is_contact else f"{said}."
