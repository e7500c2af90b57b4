"""What the matrix is asked for: the day, what was known then, whom, and what if."""

from datetime import date
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from copdesk.db.queries.training_matrix import Matrix
from copdesk.db.queries.training_sessions import SessionAhead
from copdesk.domain.dates import day_words
from copdesk.domain.fields import Day, Field
from copdesk.domain.text import sort_key
from copdesk.ui.kit.editors import Editors
from copdesk.ui.kit.field_row import FieldRow
from copdesk.ui.kit.filter_box import FilterBox
from copdesk.ui.kit.flow_layout import FlowLayout
from copdesk.ui.pages.training.matrix_lines import NARROWED, Narrowed
from copdesk.ui.theme.look import look
from copdesk.ui.theme.tokens import SPACE


class MatrixAsked(QWidget):
    """The line of choices over the matrix.

    Attributes:
        day_changed: the matrix must be worked out anew.
        narrowed: the same matrix, other lines.
    """

    day_changed = Signal()
    narrowed = Signal()

    def __init__(self, editors: Editors, today: date) -> None:
        super().__init__()
        self.box = FilterBox("Filter by name or organisation")
        self.as_at = FieldRow(editors.make(Field(Day(), "As at", required=True)))
        self.known_on = FieldRow(editors.make(Field(Day(), "As known on")))
        self.as_at.editor.set_value(today)
        self.organisation, self.to, self.what_if = QComboBox(), QComboBox(), QComboBox()
        self.by_organisation = QCheckBox("By organisation")
        self._sessions: dict[int, SessionAhead] = {}
        self.worst_in = -1
        self._lay_out()
        self._connect()

    def days(self) -> tuple[date, date | None]:
        """The day asked about, and the day on which it was known (``None``: all known now)."""
        as_at = cast("date", self.as_at.editor.value())
        return as_at, cast("date | None", self.known_on.editor.value())

    def session(self) -> SessionAhead | None:
        """The session that everybody booked on is supposed to attend."""
        return self._sessions.get(self.what_if.currentData() or 0)

    def wanted(self) -> Narrowed:
        """Which lines are wanted."""
        return Narrowed(
            self.box.text(),
            self.organisation.currentData(),
            self.to.currentText(),
            self.by_organisation.isChecked(),
            self.worst_in,
        )

    def is_narrowed(self) -> bool:
        """Whether some people are left out."""
        wanted = self.wanted()
        return bool(wanted.text) or wanted.organisation_id is not None or self.to.currentIndex() > 0

    def clear(self) -> None:
        """Everybody again."""
        self.box.clear()
        self.organisation.setCurrentIndex(0)
        self.to.setCurrentIndex(0)

    def offer_sessions(self, sessions: list[SessionAhead]) -> None:
        """Offer the sessions to come."""
        kept = self.what_if.currentData()
        self._sessions = {each.id: each for each in sessions}
        self.what_if.blockSignals(True)
        self.what_if.clear()
        self.what_if.addItem("As it stands", 0)
        for each in sessions:
            who = "the 1 person" if each.booked == 1 else f"the {each.booked:,} people"
            attend = "attends" if each.booked == 1 else "attend"
            words = f"If {who} booked on {day_words(each.held_on)} {attend}"
            self.what_if.addItem(words, each.id)
        self.what_if.setCurrentIndex(max(0, self.what_if.findData(kept)))
        self.what_if.setVisible(bool(sessions))
        self.what_if.blockSignals(False)

    def offer_organisations(self, found: Matrix) -> None:
        """Offer the organisations that anybody of the matrix works for."""
        kept = self.organisation.currentData()
        there = {each for ids in found.organisations.values() for each in ids}
        named = sorted(((found.titles.get(each, ""), each) for each in there), key=_by_name)
        self.organisation.blockSignals(True)
        self.organisation.clear()
        self.organisation.addItem("All organisations", None)
        for name, id_ in named:
            self.organisation.addItem(name, id_)
        self.organisation.setCurrentIndex(max(0, self.organisation.findData(kept)))
        self.organisation.blockSignals(False)

    def _lay_out(self) -> None:
        for box, words in (
            (self.organisation, "Organisation"),
            (self.to, "Whom to show"),
            (self.what_if, "What if"),
        ):
            box.setAccessibleName(words)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setMaximumWidth(look.px(330))
        self.to.addItems(list(NARROWED))
        self.box.setMinimumWidth(look.px(270))
        for row, name, width in ((self.as_at, 44, 262), (self.known_on, 94, 312)):
            row.name.setFixedWidth(look.px(name))
            row.setFixedWidth(look.px(width))
        self.known_on.setToolTip(
            "Leave out what was entered or verified after this day; empty: all that is known now"
        )
        self.what_if.hide()
        asked = FlowLayout(SPACE["m"])
        for one in (self.box, self.as_at, self.known_on, self.organisation, self.to):
            asked.addWidget(one)
        asked.addWidget(self.what_if)
        asked.addWidget(self.by_organisation)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(asked)

    def _connect(self) -> None:
        self.box.textChanged.connect(self.narrowed)
        self.organisation.currentIndexChanged.connect(self.narrowed)
        self.to.currentIndexChanged.connect(self.narrowed)
        self.by_organisation.toggled.connect(self.narrowed)
        self.as_at.editor.edited.connect(lambda: self._on_day(self.as_at))
        self.known_on.editor.edited.connect(lambda: self._on_day(self.known_on))
        self.what_if.currentIndexChanged.connect(self._on_what_if)

    def _on_day(self, row: FieldRow) -> None:
        try:
            day = row.editor.value()
            if day is None and row is self.as_at:
                raise ValueError("Type the day, like 3/12/2026.")  # noqa: TRY301
        except ValueError as unread:
            row.set_problem(str(unread))
            return
        row.set_problem("")
        row.editor.set_value(day)
        self.day_changed.emit()

    def _on_what_if(self) -> None:
        """What is supposed to be attended can only be seen from its day on."""
        session = self.session()
        if session is not None and self.days()[0] < session.held_on:
            self.as_at.editor.set_value(session.held_on)
        self.day_changed.emit()


def _by_name(line: tuple[str, int]) -> tuple[str, int]:
    return sort_key(line[0]), line[1]
