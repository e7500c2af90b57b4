"""What one person has done: each record in a sentence, and what can be done about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from copdesk.db.models import Credit
from copdesk.db.queries.training import CreditLine, credit_lines
from copdesk.domain.dates import day_words
from copdesk.domain.training import CreditState, Tier
from copdesk.errors import UserError
from copdesk.services import records, training
from copdesk.ui.kit.desk import Desk
from copdesk.ui.theme.parts import button, label, line
from copdesk.ui.theme.tokens import SPACE

_STATES = {
    CreditState.VERIFIED: "verified",
    CreditState.PENDING: "to be verified, so not counted yet",
    CreditState.REFUSED: "refused, so not counted",
}


def credit_words(said: CreditLine) -> str:
    """``1.50 hours on Thu 2 Apr 2026, Session 1; verified. Sign-in sheet.``."""
    where = said.session or "outside learning"
    tier = "; advanced, so not counted" if said.credit.tier is Tier.ADVANCED else ""
    state = _STATES[said.credit.state]
    first = f"{said.credit.hours:.2f} hours on {day_words(said.credit.on)}, {where}{tier}; {state}."
    proof = said.evidence.strip().rstrip(".")
    return f"{first} {proof}." if proof else f"{first} No evidence is named."


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
        self._show(found[::-1])

    def _show(self, lines: list[CreditLine]) -> None:
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
            column.addWidget(self._line(one))
        self._column.addWidget(self._body)

    def _line(self, said: CreditLine) -> QWidget:
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
        if said.credit.state is CreditState.PENDING:
            column.addLayout(self._verdict(said))
        return whole

    def _verdict(self, said: CreditLine) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        for word, act in (("Verify", training.verify_hours), ("Refuse", training.refuse_hours)):
            made: QPushButton = button(word, kind="quiet")
            made.setAccessibleName(f"{word} the hours of {day_words(said.credit.on)}")
            made.clicked.connect(lambda _=False, act=act: self._do(act, said.id))
            row.addWidget(made)
        row.addStretch()
        return row

    def _do(self, act: object, credit_id: int) -> None:
        try:
            act(self._desk.store, [credit_id])  # type: ignore[operator]
        except UserError as error:
            self._desk.notices.error(error)
            return
        self._say()

    def _on_remove(self, credit_id: int) -> None:
        try:
            records.delete(self._desk.store, Credit, [credit_id])
        except UserError as error:
            self._desk.notices.error(error)
            return
        self._say()

    def _say(self) -> None:
        self.show_person(self._policy_id, self._person_id)
        self.changed.emit()
        self._desk.notices.say(f"{self._desk.store.undo_label()}.", undo=True)
