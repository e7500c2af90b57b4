"""Who has met a policy as at a day: the choice of both, the list, and the person beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from copdesk.db.listing import View
from copdesk.db.queries.training import PersonStanding, PolicyLine, policies, standings
from copdesk.domain.fields import Day, Field
from copdesk.domain.training import Status, coverage
from copdesk.progress import Progress
from copdesk.ui.dialogs import making
from copdesk.ui.kit.command_menu import command_menu
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.empty_state import ListFrame
from copdesk.ui.kit.field_row import FieldRow
from copdesk.ui.kit.filter_bar import FilterBar
from copdesk.ui.kit.flow_layout import FlowLayout
from copdesk.ui.kit.held_rows import HeldRows
from copdesk.ui.kit.own_views import OwnViews
from copdesk.ui.kit.page import Command
from copdesk.ui.kit.saved_line import SavedLine
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.kit.table import Table
from copdesk.ui.kit.view_counts import ViewCounts
from copdesk.ui.pages.training import standing_rows
from copdesk.ui.pages.training.person_pane import PersonPane
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SIZE, SPACE

if TYPE_CHECKING:
    from datetime import date

    from copdesk.db.store import Notice

_EMPTY = "Say how many hours everybody is to do, and see who has done them. Begin with a policy."
_TOUCHED = frozenset(
    {
        "saved_view",
        "training_policy",
        "policy_scope_rule",
        "training_exemption",
        "credit",
        "document",
        "training_session",
        "participant",
        "affiliation",
        "organisation",
        "organisation_membership",
        "participant_membership",
    }
)


@dataclass(frozen=True, slots=True)
class _Worked:
    """What was worked out beside the window."""

    rows: Mapping[int, tuple[object, ...]]
    coverage: str


def _people(count: int) -> str:
    return f"{count:,} {'person' if count == 1 else 'people'}"


def _coverage_words(chosen: PolicyLine | None, people: Sequence[PersonStanding]) -> str:
    if chosen is None:
        return ""
    exempt = sum(each.standing.status is Status.EXEMPT for each in people)
    counted = coverage(each.standing for each in people)
    return standing_rows.coverage_words(counted, exempt, chosen.policy.required_hours)


class People(QWidget):
    """Everybody, and how they stand.

    Attributes:
        status_changed: how many are shown or chosen has changed.
        policy_asked: there is no policy, and one is wanted.
        matrix_asked: what was known then, or what if, is asked about a day; the matrix tells.
    """

    status_changed = Signal()
    policy_asked = Signal()
    matrix_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._policies: list[PolicyLine] = []
        self._asked = 0
        editors = editors_of(desk)
        self.held = HeldRows(standing_rows.HELD, standing_rows.SEARCHED, today=desk.today)
        self.table = Table(self.held, standing_rows.COLUMNS)
        self.table.setAccessibleName("Who has done the hours")
        self.policy = QComboBox()
        self.policy.setAccessibleName("Policy")
        self.as_at = FieldRow(editors.make(Field(Day(), "As at", required=True)))
        self.as_at.editor.set_value(desk.today())
        self.coverage = label(kind="strong")
        self.matrix_button = button(
            "As known on, what if…", kind="quiet", tip="Ask it of the matrix, for this day"
        )
        self.bar = FilterBar(
            self.held.columns,
            standing_rows.VIEWS,
            editors,
            everything="Everyone",
            placeholder="Filter by name or organisation",
            counted=_people,
        )
        self.own = OwnViews(desk, "standing", self.bar, self.table, editors)
        self._counts = ViewCounts(desk, self, self.held, self.bar)
        self.pane = PersonPane(desk, self.held.value)
        self.frame = ListFrame(self.table, "training", _EMPTY, "Add training policy")
        self.remind_button = button("Remind", "mail", tip="Write to those who have training to do")
        self.export_button = button("Export register", "export", tip="Write it to an Excel file")
        self.record_button = button(
            "Record hours", "plus", "primary", tip="Record hours of those chosen (Ctrl+N)"
        )
        self.saved = SavedLine()
        self.split = QSplitter()
        self._lay_out()
        self._connect()

    # What the page asks ---------------------------------------------------------------------

    def refresh(self, notice: "Notice | None" = None) -> None:
        """Read the policies again, and work out how everybody stands."""
        if notice is not None and not notice.tables & _TOUCHED:
            return
        self.own.refresh(notice)
        if notice is not None and notice.tables == {"saved_view"}:
            self._counts.ask(len(self.table.rows.ids))
            return
        with self._desk.store.read() as reader:
            self._policies = policies(reader)
        self._show_policies()
        self._ask()

    def show_view(self, view: View) -> None:
        """Show the people of a view; a condition on the policy chooses it."""
        chosen = [each.value for each in view.filters if each.key == "policy_id"]
        if chosen:
            self._choose_policy(cast("int", chosen[0]))
        rest = tuple(each for each in view.filters if each.key != "policy_id")
        alike = (each for each in standing_rows.VIEWS if each.filters == rest)
        self.bar.show_view(next(alike, View(view.name, rest)))
        self.table.setFocus()

    def status_text(self) -> str:
        """``12 of 142 people, 1 chosen``."""
        shown, chosen = len(self.table.rows.ids), len(self.table.chosen())
        everyone = self.held.count("", ())
        of_all = f"{shown:,} of " if shown != everyone else ""
        return f"{of_all}{_people(everyone)}" + (f", {chosen:,} chosen" if chosen else "")

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        some = self._has_chosen
        return [
            Command("Record hours", self.record, "plus", "Ctrl+N", some),
            Command("Exempt or defer", self._on_release, "minus", "", self._may_release),
            Command("Open person", self._on_open, "participants", "", some),
            Command("Remind people", self._on_remind, "mail", "", self._has_policy),
            Command("Export register", self._on_export, "export", "", self._has_policy),
            Command("Copy rows", self.table.copy, "copy", "Ctrl+C", some),
            Command("Filter this list", self._on_find, "filter", "Ctrl+F"),
            Command("Keep this view…", self.own.keep, "star", "Ctrl+D", self.bar.differs),
            Command("Show all", self.bar.clear, "list", "", self.bar.is_narrowed),
        ]

    def record(self) -> None:
        """Ask for the hours of the people chosen."""
        if not self._has_policy():
            self.policy_asked.emit()
            return
        if not self._has_chosen():
            self.table.setFocus()
            self.table.choose(self.table.rows.ids[:1])
        self.pane.show()
        self.pane.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever comes can go through the list at once."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._enter_list)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape and not self.table.hasFocus():
            self.table.setFocus()
        else:
            super().keyPressEvent(event)

    def _enter_list(self) -> None:
        if self.isVisible() and not self.pane.recording:
            self.table.setFocus()

    # Working it out ---------------------------------------------------------------------------

    def _ask(self) -> None:
        self._asked += 1
        number, policy_id, store = self._asked, self._policy_id(), self._desk.store
        on = cast("date", self.as_at.editor.value())

        chosen = next((each for each in self._policies if each.id == policy_id), None)

        def work(_progress: Progress) -> object:
            with store.read() as reader:
                found = standings(reader, policy_id, on, everybody=True)
            return _Worked(standing_rows.rows(found), _coverage_words(chosen, found))

        def done(made: object) -> None:
            if number == self._asked:
                self._show(cast("_Worked", made))

        self._desk.run(self, work, done)

    def _show(self, worked: _Worked) -> None:
        self.held.hold(worked.rows)
        self.coverage.setText(worked.coverage)
        self._on_filter()
        self._counts.ask(len(self.table.rows.ids))
        if not self.pane.recording:
            self._on_picked()

    def _show_policies(self) -> None:
        kept = self._policy_id()
        self.policy.blockSignals(True)
        self.policy.clear()
        for each in self._policies:
            self.policy.addItem(f"{each.title} ({each.policy.required_hours:.1f} hours)", each.id)
        self.policy.blockSignals(False)
        self._choose_policy(kept)
        for one in (
            *(self.policy, self.as_at, self.bar, self.matrix_button),
            *(self.remind_button, self.export_button, self.record_button),
        ):
            one.setVisible(bool(self._policies))

    def _choose_policy(self, policy_id: int) -> None:
        place = self.policy.findData(policy_id)
        self.policy.setCurrentIndex(max(0, place) if self._policies else -1)

    def _policy_id(self) -> int:
        found = self.policy.currentData()
        return found if isinstance(found, int) else 0

    def _has_policy(self) -> bool:
        return bool(self._policy_id())

    def _has_chosen(self) -> bool:
        return bool(self.table.chosen())

    def _may_release(self) -> bool:
        return self._has_policy() and self._has_chosen()

    # Inside -----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE["s"])
        head.addWidget(label("Training", "title"))
        head.addStretch()
        head.addWidget(self.remind_button)
        head.addWidget(self.export_button)
        head.addWidget(self.record_button)
        self.policy.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.policy.setMaximumWidth(look.px(420))
        self.as_at.name.setFixedWidth(look.px(44))
        self.as_at.setFixedWidth(look.px(262))
        self.coverage.setMinimumHeight(look.px(SIZE["control"]))
        asked = FlowLayout(SPACE["l"])
        for one in (self.policy, self.as_at, self.coverage, self.matrix_button):
            asked.addWidget(one)
        self.split.addWidget(self.frame)
        self.split.addWidget(self.pane)
        self.split.setHandleWidth(SPACE["m"])
        self.split.setChildrenCollapsible(False)
        self.split.setStretchFactor(0, 1)
        self.frame.setMinimumWidth(look.px(280))
        self.pane.setMinimumWidth(look.px(280))
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE["xl"], SPACE["m"], SPACE["xl"], SPACE["l"])
        column.setSpacing(SPACE["m"])
        column.addLayout(head)
        column.addLayout(asked)
        column.addWidget(self.saved)
        column.addWidget(self.bar)
        column.addWidget(self.split, 1)
        QTimer.singleShot(0, self, self._set_widths)

    def _set_widths(self) -> None:
        width = look.px(SIZE["detail"])
        self.split.setSizes([max(1, self.split.width() - width), width])

    def _connect(self) -> None:
        self.policy.currentIndexChanged.connect(self._ask)
        self.as_at.editor.edited.connect(self._on_day)
        self.bar.changed.connect(self._on_filter)
        self.bar.left.connect(self.table.setFocus)
        self.table.picked.connect(self._on_picked)
        self.table.opened.connect(lambda _id: self._on_open())
        self.table.menu_asked.connect(self._on_menu)
        self.frame.add_asked.connect(self.policy_asked)
        self.frame.clear_asked.connect(self.bar.clear)
        self.pane.close_asked.connect(self.table.setFocus)
        self.pane.recorded.connect(self._on_recorded)
        self.pane.changed.connect(self._ask)
        self.matrix_button.clicked.connect(
            lambda: self.matrix_asked.emit(self.as_at.editor.value())
        )
        self.remind_button.clicked.connect(self._on_remind)
        self.export_button.clicked.connect(self._on_export)
        self.record_button.clicked.connect(self.record)

    def _on_day(self) -> None:
        try:
            day = self.as_at.editor.value()
            if day is None:
                raise ValueError("Type the day, like 3/12/2026.")  # noqa: TRY301
        except ValueError as unread:
            self.as_at.set_problem(str(unread))
            return
        self.as_at.set_problem("")
        self.as_at.editor.set_value(day)
        self._ask()

    def _on_filter(self) -> None:
        self.own.follow()
        self.table.ask(self.bar.text(), self.bar.filters())
        narrowed = self.bar.is_narrowed() and self._has_policy()
        self.frame.show_rows(
            len(self.table.rows.ids) if self._has_policy() else 0, narrowed=narrowed
        )
        self.status_changed.emit()

    def _on_picked(self) -> None:
        self.pane.show_people(self._policy_id(), self.table.chosen())
        self.status_changed.emit()

    def _on_recorded(self) -> None:
        self._ask()
        self.table.setFocus()
        self._desk.notices.say(f"{self._desk.store.undo_label()}.", undo=True)

    def _on_open(self) -> None:
        if self.table.current_id():
            self._desk.open_record(self.table.current_id())

    def _on_find(self) -> None:
        self.bar.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.box.selectAll()

    def _on_release(self) -> None:
        self.pane.show()
        self.pane.release()

    def _on_remind(self) -> None:
        from copdesk.ui.pages.training.chasing import open_chasing  # noqa: PLC0415  (used rarely)

        open_chasing(self._desk, self)

    def _on_export(self) -> None:
        from copdesk.reports.asked import Asked  # noqa: PLC0415  (slow to import)
        from copdesk.reports.catalogue import REPORTS  # noqa: PLC0415

        asked = Asked(cast("date", self.as_at.editor.value()))
        making.save(
            self._desk, self, REPORTS["training"], asked, ".xlsx", told=self.saved.show_saved
        )

    def _on_menu(self, at: QPoint) -> None:
        command_menu(self, self.commands()).popup(at)
