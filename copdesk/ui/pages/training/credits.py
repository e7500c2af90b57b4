"""What one person has done: each record in a sentence, and what can be done about it."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from copdesk.db.models import Credit, Document
from copdesk.db.queries.training import CreditLine, credit_lines
from copdesk.db.record import fields_of
from copdesk.domain.dates import day_words
from copdesk.domain.training import CreditState, Tier
from copdesk.errors import UserError
from copdesk.services import records, training
from copdesk.services.settings import settings
from copdesk.ui.dialogs.sheet import Sheet
from copdesk.ui.kit.ask_several import AskSeveral
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.documents_tab import DocumentsTab
from copdesk.ui.kit.field_row import FieldRow
from copdesk.ui.kit.flow_layout import FlowLayout
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.theme.parts import button, label, line
from copdesk.ui.theme.tokens import SPACE


def credit_words(said: CreditLine) -> str:
    """``1.50 hours on Thu 2 Apr 2026, Session 1; verified by Sam on Fri 3 Apr 2026. Sheet.``."""
    where = said.session or "outside learning"
    tier = "; advanced, so not counted" if said.credit.tier is Tier.ADVANCED else ""
    first = f"{said.credit.hours:.2f} hours on {day_words(said.credit.on)}, {where}{tier}"
    proof = said.evidence.strip().rstrip(".")
    if not proof and not said.credit.evidenced:
        proof = "No evidence is named"
    return " ".join(f"{each}." for each in (f"{first}; {_state_words(said)}", proof) if each)


def _state_words(said: CreditLine) -> str:
    """Where it stands, who said so, and when it was written down."""
    entered, on = said.credit.entered_on, said.credit.verified_on
    written = f"entered on {day_words(entered)}" if entered else ""
    if said.credit.state is CreditState.PENDING:
        return ", ".join(filter(None, (written, "to be verified, so not counted yet")))
    if said.credit.state is CreditState.REFUSED:
        because = said.refused_because.strip().rstrip(".")
        refused = f"refused, so not counted: {because}" if because else "refused, so not counted"
        return ", ".join(filter(None, (written, refused)))
    by = f" by {said.verified_by}" if said.verified_by else ""
    if on is not None and on == entered:
        return f"entered and verified{by} on {day_words(on)}"
    verified = f"verified{by} on {day_words(on)}" if on else f"verified{by}"
    return ", ".join(filter(None, (written, verified)))


class Credits(QWidget):
    """The training records of one person for one policy, the newest first.

    Attributes:
        changed: one of them was verified, refused or removed.
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._policy_id = self._person_id = 0
        self._body: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_person(self, policy_id: int, person_id: int) -> None:
        """Show the records of this person."""
        self._policy_id, self._person_id = policy_id, person_id
        with self._desk.store.read() as reader:
            found = credit_lines(reader, policy_id=policy_id, participant_id=person_id)
            papers = {each.id: len(reader.find(Document, record_id=each.id)) for each in found}
        self._show(found[::-1], papers)

    def _show(self, lines: list[CreditLine], papers: dict[int, int]) -> None:
        if self._body is not None:
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        column.addWidget(label("What they have done", "strong"))
        if not lines:
            column.addWidget(label("No hours are recorded for this policy.", "caption", wrap=True))
        for one in lines:
            column.addWidget(line())
            column.addWidget(self._line(one, papers[one.id]))
        self._column.addWidget(self._body)

    def _line(self, said: CreditLine, papers: int) -> QWidget:
        words = label(credit_words(said), wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        remove = button("", "bin", "icon", tip=f"Remove the hours of {day_words(said.credit.on)}")
        remove.clicked.connect(lambda: self._on_remove(said.id))
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.addWidget(words, 1)
        row.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addLayout(self._buttons(said, papers))
        return whole

    def _buttons(self, said: CreditLine, papers: int) -> FlowLayout:
        flow = FlowLayout(0)
        of = f"the hours of {day_words(said.credit.on)}"
        if said.credit.state is CreditState.PENDING:
            flow.addWidget(_quiet("Verify", f"Verify {of}", lambda: self._on_verify(said.id)))
            refuse = _quiet("Refuse…", f"Refuse {of}", lambda: self._on_refuse(said.id, refuse))
            flow.addWidget(refuse)
        words = f"Papers ({papers:,})…" if papers else "Attach a paper…"
        flow.addWidget(_quiet(words, f"Papers that show {of}", lambda: self._on_papers(said)))
        return flow

    def _on_verify(self, credit_id: int) -> None:
        """The coordinator is who checked them."""
        with self._desk.store.read() as reader:
            by = settings(reader).coordinator
        self._do(lambda: training.verify_hours(self._desk.store, [credit_id], by=by))

    def _on_refuse(self, credit_id: int, anchor: QWidget) -> None:
        """Hours are only refused with a reason."""
        asked = replace(fields_of(Credit)["refused_because"], required=True)
        row = FieldRow(editors_of(self._desk).make(asked))
        popup = AskSeveral(self.window(), "Refuse these hours", {"because": row}, "Refuse")
        popup.answered.connect(
            lambda values: self._do(
                lambda: training.refuse_hours(self._desk.store, [credit_id], str(values["because"]))
            )
        )
        popup.show_under(anchor)

    def _on_papers(self, said: CreditLine) -> None:
        Papers(self._desk, self.window(), said).open()

    def _on_remove(self, credit_id: int) -> None:
        self._do(lambda: records.delete(self._desk.store, Credit, [credit_id]))

    def _do(self, act: Callable[[], object]) -> None:
        try:
            act()
        except UserError as error:
            self._desk.notices.error(error)
            return
        self.show_person(self._policy_id, self._person_id)
        self.changed.emit()
        self._desk.notices.say(f"{self._desk.store.undo_label()}.", undo=True)


class Papers(Sheet):
    """The papers that show the hours of one record, such as a certificate of somebody else."""

    def __init__(self, desk: Desk, parent: QWidget | None, said: CreditLine) -> None:
        super().__init__(parent, f"What shows the hours of {said.name}", QSize(620, 440))
        self.documents = DocumentsTab(desk)
        self.documents.show_record(said.id)
        self.body.addWidget(label(credit_words(said), "body2", wrap=True))
        self.body.addWidget(self.documents, 1)
        self.documents.attach_button.setFocus()


def _quiet(words: str, spoken: str, act: Callable[[], None]) -> QPushButton:
    made: QPushButton = button(words, kind="quiet")
    made.setAccessibleName(spoken)
    made.clicked.connect(lambda: act())  # noqa: PLW0108  (without whether it is checked)
    return made
