"""The matrix of people and policies as at any day, the rows behind each cell, and what if."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from copdesk.db.queries import training_facts
from copdesk.db.queries.training_matrix import Matrix, matrix
from copdesk.db.queries.training_sessions import SessionAhead, if_attended, sessions_ahead
from copdesk.domain.dates import day_words
from copdesk.domain.training import Coverage, Standing
from copdesk.progress import Progress
from copdesk.ui.dialogs import making
from copdesk.ui.kit.command_menu import command_menu
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.empty_state import ListFrame
from copdesk.ui.kit.page import Command
from copdesk.ui.kit.pane_split import PaneSplit
from copdesk.ui.kit.saved_line import SavedLine
from copdesk.ui.kit.scrolled import scrolled
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.pages.training.matrix_ahead import MatrixAhead
from copdesk.ui.pages.training.matrix_asked import MatrixAsked
from copdesk.ui.pages.training.matrix_lines import Line, Prepared, lines, prepare
from copdesk.ui.pages.training.matrix_table import MatrixTable
from copdesk.ui.pages.training.person_pane import PersonPane
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label, surface
from copdesk.ui.theme.tokens import SPACE

if TYPE_CHECKING:
    from copdesk.db.store import Notice

_EMPTY = "Everybody against every policy on a day. Begin with a policy."
_NARROW_BELOW, _NARROWEST = 620, 245
_LEAST = 220
"""Pixels, as designed, below which the matrix is no use."""

_TOUCHED = frozenset(
    {
        *("training_policy", "policy_scope_rule", "training_exemption", "credit", "document"),
        *("training_session", "session_booking", "course", "participant", "affiliation"),
        *("organisation", "organisation_membership", "participant_membership"),
    }
)


@dataclass(frozen=True, slots=True)
class _Worked:
    """What was worked out beside the window."""

    made: Prepared
    plain: Matrix
    sessions: list[SessionAhead]


class MatrixTab(QWidget):
    """Everybody against every policy; the pane shows what is behind the cell chosen.

    Attributes:
        status_changed: how many are shown or chosen has changed.
        policy_asked: there is no policy, and one is wanted.
    """

    status_changed = Signal()
    policy_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._number = 0
        self._known: training_facts.Facts | None = None
        self.made: Prepared | None = None
        self.found: Matrix | None = None
        self.asked = MatrixAsked(editors_of(desk), desk.today())
        self.table = MatrixTable()
        self.frame = ListFrame(self.table, "training", _EMPTY, "Add training policy")
        self.pane = PersonPane(desk, self._value)
        self.ahead = MatrixAhead()
        self.side = QTabBar()
        self.said = label(kind="body2", wrap=True)
        self.remind_button = button("Remind", "mail", tip="Write to those who have training to do")
        self.export_button = button("Export register", "export", tip="Write it to an Excel file")
        self.record_button = button(
            "Record hours", "plus", "primary", tip="Record hours of those chosen (Ctrl+N)"
        )
        self.saved = SavedLine()
        self._beside = QWidget()
        self.split = PaneSplit(self.frame, self._beside, desk.memory, "matrix", _NARROWEST)
        self._lay_out()
        self._connect()

    # What the page asks ---------------------------------------------------------------------

    def refresh(self, notice: "Notice | None" = None) -> None:
        """Read everything again where it may have changed, and work it out."""
        if notice is not None and not notice.tables & _TOUCHED:
            return
        self._known = None
        self._ask()

    def status_text(self) -> str:
        """``142 people, 3 policies``."""
        shown = {each.id for each in self.table.held.lines if not each.is_organisation}
        number = len(self.found.policies) if self.found else 0
        people = "1 person" if len(shown) == 1 else f"{len(shown):,} people"
        return f"{people}, {number:,} {'policy' if number == 1 else 'policies'}"

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        some = self._has_person
        return [
            Command("Record hours", self.record, "plus", "Ctrl+N", some),
            Command("Exempt or defer", self._on_release, "minus", "", some),
            Command("Open person or organisation", self._on_open, "right", "", self._has_line),
            Command("What is behind the cell", self._on_behind, "list"),
            Command("What changes next", self._on_ahead, "clock"),
            Command("Remind people", self._on_remind, "mail", "", self._has_policies),
            Command("Export register", self._on_export, "export", "", self._has_policies),
            Command("Copy lines", self.table.copy, "copy", "Ctrl+C", self._has_line),
            Command("Filter the matrix", self._on_find, "filter", "Ctrl+F"),
            Command("Show all", self.asked.clear, "list", "", self.asked.is_narrowed),
        ]

    def record(self) -> None:
        """Ask for the hours of the people whose cells are chosen."""
        if not self._has_policies():
            self.policy_asked.emit()
        elif self._has_person():
            self._on_behind()
            self.pane.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever comes can go through the cells at once."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._enter_table)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, buttons go without their words; their tips have them."""
        super().resizeEvent(event)
        narrow = self.width() < look.px(_NARROW_BELOW)
        self.remind_button.setText("" if narrow else " Remind")
        self.export_button.setText("" if narrow else " Export register")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the matrix."""
        if event.key() == Qt.Key.Key_Escape and not self.table.hasFocus():
            self.table.setFocus()
        else:
            super().keyPressEvent(event)

    def _enter_table(self) -> None:
        if self.isVisible() and not self.pane.recording:
            self.table.setFocus()

    # Working it out ---------------------------------------------------------------------------

    def _ask(self) -> None:
        self._number += 1
        number, store, known = self._number, self._desk.store, self._known
        (as_at, known_on), today = self.asked.days(), self._desk.today()
        session = self.asked.session()

        def work(_progress: Progress) -> object:
            with store.read() as reader:
                facts = known or training_facts.facts(reader)
                sessions = sessions_ahead(reader, today)
                pretend = if_attended(reader, session.id) if session else None
            plain = matrix(facts, as_at, known_on=known_on)
            found = matrix(facts, as_at, known_on=known_on, pretend=pretend) if pretend else plain
            return facts, _Worked(prepare(found), plain, sessions)

        def done(made: object) -> None:
            if number == self._number:
                self._known, worked = cast("tuple[training_facts.Facts, _Worked]", made)
                self._show(worked)

        self._desk.run(self, work, done)

    def _show(self, worked: _Worked) -> None:
        self.made, self.found = worked.made, worked.made.found
        self.asked.offer_sessions(worked.sessions)
        self.asked.offer_organisations(self.found)
        self.ahead.show_matrix(self.found)
        self.said.setText(words := self._in_words(worked))
        self.said.setVisible(bool(words))
        some = self._has_policies()
        for one in (self.asked, self.remind_button, self.export_button, self.record_button):
            one.setVisible(some)
        self._show_lines()

    def _in_words(self, worked: _Worked) -> str:
        found = worked.made.found
        as_at, known_on = self.asked.days()
        day = f"As at {day_words(as_at)}"
        known = f", as known on {day_words(known_on)}" if known_on else ""
        session = self.asked.session()
        if session is None:
            return f"{day}{known}." if known else ""
        more = [
            f"{line.title}: {_met(worked.plain, line.id)} now, {_met(found, line.id)} then"
            for line in found.policies
            if worked.plain.coverage(line.id) != found.coverage(line.id)
        ]
        changes = "; ".join(more) or "nobody more would meet a policy"
        return f"{day}{known}, if everybody booked on {session.title} attends: {changes}."

    def _show_lines(self) -> None:
        if self.made is None:
            return
        shown = lines(self.made, self.asked.wanted())
        self.table.policies.worst_in = self.asked.worst_in
        self.table.show_lines(shown, self.made.head)
        narrowed = self.asked.is_narrowed() and self._has_policies()
        self.frame.show_rows(len(shown), narrowed=narrowed)
        self.status_changed.emit()

    def _value(self, person_id: int, key: str) -> object:
        """What the pane asks of the person and the policy whose cell is chosen."""
        column, _chosen = self.table.chosen()
        line = next(
            (x for x in self.table.held.lines if x.id == person_id and not x.is_organisation), None
        )
        shown = line.cells[column] if line and 0 <= column < len(line.cells) else None
        if key == "name":
            return line.name if line else ""
        if key == "organisations":
            return self._policy_title(column)
        if key == "sentence":
            return shown.sentence if isinstance(shown, Standing) else "Not in scope."
        return getattr(shown, key) if isinstance(shown, Standing) else None

    def _policy_title(self, column: int) -> str:
        known = self.found.policies if self.found else ()
        return known[column].title if 0 <= column < len(known) else ""

    def _has_policies(self) -> bool:
        return self.found is not None and bool(self.found.policies)

    def _has_line(self) -> bool:
        return self.table.current_line() is not None

    def _has_person(self) -> bool:
        return any(not each.is_organisation for each in self.table.chosen()[1])

    # Inside -----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE["s"])
        row.addWidget(label("Training", "title"))
        row.addStretch()
        row.addWidget(self.remind_button)
        row.addWidget(self.export_button)
        row.addWidget(self.record_button)
        for words in ("Behind the cell", "What changes next"):
            self.side.addTab(words)
        self.side.setDrawBase(False)
        self.side.setExpanding(False)
        self.side.setAccessibleName("Beside the matrix")
        panel = surface("panel")
        inner = QVBoxLayout(panel)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self.ahead)
        beside = QVBoxLayout(self._beside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.side)
        beside.addWidget(self.pane, 1)
        beside.addWidget(panel, 1)
        self._panel = panel
        panel.hide()
        whole = QWidget()
        whole.setProperty("surface", "page")
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolled(whole))
        self._on_look()
        column = QVBoxLayout(whole)
        column.setContentsMargins(SPACE["xl"], SPACE["m"], SPACE["xl"], SPACE["l"])
        column.setSpacing(SPACE["m"])
        column.addLayout(row)
        column.addWidget(self.asked)
        column.addWidget(self.said)
        column.addWidget(self.saved)
        column.addWidget(self.split, 1)

    def _connect(self) -> None:
        look.changed.connect(self._on_look)
        self.asked.day_changed.connect(self._ask)
        self.asked.narrowed.connect(self._show_lines)
        self.asked.box.left.connect(self.table.setFocus)
        self.table.picked.connect(self._on_picked)
        self.table.opened.connect(lambda _line: self._on_open())
        self.table.sorted.connect(self._on_sorted)
        self.table.menu_asked.connect(self._on_menu)
        self.table.copied.connect(self._on_copied)
        self.frame.add_asked.connect(self.policy_asked)
        self.frame.clear_asked.connect(self.asked.clear)
        self.side.currentChanged.connect(self._on_side)
        self.ahead.opened.connect(self._on_lapsing)
        self.pane.close_asked.connect(self._on_closed)
        self.pane.recorded.connect(self._on_recorded)
        self.remind_button.clicked.connect(self._on_remind)
        self.export_button.clicked.connect(self._on_export)
        self.record_button.clicked.connect(self.record)

    def _on_look(self) -> None:
        """In a low window all of it scrolls, and nothing is cut."""
        self.split.setMinimumHeight(look.px(_LEAST))

    def _on_picked(self) -> None:
        column, chosen = self.table.chosen()
        people = [each.id for each in chosen if not each.is_organisation]
        if self.found is not None and column >= 0 and not self.pane.recording:
            self.pane.show_people(self.found.policies[column].id, people)
        self.status_changed.emit()

    def _on_sorted(self, column: int) -> None:
        self.asked.worst_in = -1 if self.asked.worst_in == column else column
        self._show_lines()

    def _on_side(self, place: int) -> None:
        self.pane.setVisible(place == 0)
        self._panel.setVisible(place == 1)

    def _on_closed(self) -> None:
        self.split.show_pane(shown=False)
        self.table.setFocus()

    def _on_behind(self) -> None:
        self.split.show_pane(shown=True)
        self.side.setCurrentIndex(0)

    def _on_release(self) -> None:
        self._on_behind()
        self.pane.release()

    def _on_ahead(self) -> None:
        self.split.show_pane(shown=True)
        self.side.setCurrentIndex(1)
        self.ahead.table.setFocus()

    def _on_lapsing(self, person_id: int, column: int) -> None:
        if self.table.place(person_id) < 0:
            self.asked.clear()
        self._on_behind()
        self.table.show_cell(person_id, column)

    def _on_recorded(self) -> None:
        self.table.setFocus()
        self._desk.notices.say(f"{self._desk.store.undo_label()}.", undo=True)

    def _on_copied(self, number: int) -> None:
        self._desk.notices.say("Copied 1 line." if number == 1 else f"Copied {number:,} lines.")

    def _on_open(self) -> None:
        line: Line | None = self.table.current_line()
        if line is not None and line.id:
            self._desk.open_record(line.id)

    def _on_find(self) -> None:
        self.asked.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.asked.box.selectAll()

    def _on_remind(self) -> None:
        from copdesk.ui.pages.training.chasing import open_chasing  # noqa: PLC0415  (used rarely)

        open_chasing(self._desk, self)

    def _on_export(self) -> None:
        from copdesk.reports.asked import Asked  # noqa: PLC0415  (slow to import)
        from copdesk.reports.catalogue import REPORTS  # noqa: PLC0415

        as_at, known_on = self.asked.days()
        asked = Asked(as_at, known_on=known_on)
        making.save(
            self._desk, self, REPORTS["training"], asked, ".xlsx", told=self.saved.show_saved
        )

    def _on_menu(self, at: QPoint) -> None:
        command_menu(self, self.commands()).popup(at)


def _met(found: Matrix, policy_id: int) -> str:
    covered: Coverage = found.coverage(policy_id)
    return f"{covered.met:,} of {covered.counted:,}"
