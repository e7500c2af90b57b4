"""The bank holidays of a year and nation: one added, taken away, or all brought in from gov.uk."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QVBoxLayout, QWidget

from copdesk.db.queries import bank_holidays as asked
from copdesk.domain.bank_holidays import BankHoliday, Origin, differences, list_of, told
from copdesk.domain.dates import day_words
from copdesk.domain.fields import Day, Field, Text
from copdesk.domain.working_days import Nation
from copdesk.errors import Invalid, UserError
from copdesk.imports import bank_holidays as govuk
from copdesk.services import bank_holidays
from copdesk.ui.dialogs.lines import Lines
from copdesk.ui.dialogs.sheet import Sheet
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.field_row import FieldRow
from copdesk.ui.kit.flow_layout import FlowLayout
from copdesk.ui.kit.scrolled import scrolled
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label, surface
from copdesk.ui.theme.tokens import SPACE

_YEARS_BEFORE, _YEARS_AFTER = 3, 5
_LEAST = 220
"""Designed pixels that the list keeps on a small screen, where the whole scrolls."""
_CORRECTS = {Origin.SHIPPED: "Take away", Origin.ADDED: "Remove", Origin.TAKEN: "Put back"}
_INTRO = (
    "Each community counts by the bank holidays of its nation. What is set here wins over what"
    " copdesk knows, and every open enquiry acts by the right day at once."
)


class BankHolidays(Sheet):
    """A list that can be corrected; each correction is one act, and moves the days to act.

    Args:
        desk: what the dialog works on.
        parent: the window.
    """

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, "Bank holidays", QSize(720, 760))
        self._desk = desk
        self._shown: list[BankHoliday] = []
        year = desk.today().year
        years = range(year - _YEARS_BEFORE, year + _YEARS_AFTER + 1)
        self.nation = _choice("Nation", [(one.label, one) for one in Nation])
        self.year = _choice("Year", [(str(one), one) for one in years])
        self.year.setCurrentIndex(_YEARS_BEFORE)
        self.lines = Lines("Bank holidays of the year", ("Day", "Bank holiday", "From"), 1)
        self.correct_button = button("Take away", tip="Correct the chosen day (Del)")
        editors = editors_of(desk)
        self.rows = {
            "day": FieldRow(editors.make(Field(Day(), "Day"))),
            "name": FieldRow(editors.make(Field(Text(200), "Called"))),
        }
        self.nations = {one: QCheckBox(one.label) for one in Nation}
        self.add_holiday = button("Add bank holiday", "plus", "primary", tip="Add it (Ctrl+Enter)")
        self.said = label("", "body2", wrap=True)
        self.problem = label("", "error", wrap=True)
        self.bring_button = self.add_button(button("Bring in from gov.uk…", "import"))
        self._lay_out()
        self._connect()
        self._begin()
        self._show()
        self.lines.setFocus()

    def bring_in(self, path: Path) -> None:
        """Show what a file of gov.uk says otherwise, and keep it if that is wanted."""
        try:
            listed = govuk.read(path)
        except UserError as error:
            self._say(problem=f"{error.message} {error.hint}")
            return
        with self._desk.store.read() as reader:
            found = differences(listed, asked.all_changes(reader))
        if not found:
            self._say("This list says the same as copdesk and what was set by hand.")
            return
        brought = Brought(self, told(found))
        brought.accepted.connect(
            lambda: self._do(
                lambda: bank_holidays.keep_corrections(self._desk.store, found, "gov.uk")
            )
        )
        brought.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del corrects the chosen day, Ctrl+Enter adds what is typed."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Delete and self.lines.hasFocus():
            self._on_correct()
        elif control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_add()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        which = FlowLayout()
        for one in (self.nation, self.year, self.correct_button):
            which.addWidget(one)
        panel = surface("panel")
        column = QVBoxLayout(panel)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.lines)
        self.lines.setMinimumHeight(look.px(_LEAST))
        whole = QWidget()
        inner = QVBoxLayout(whole)
        inner.setContentsMargins(0, 0, SPACE["s"], 0)
        inner.setSpacing(SPACE["m"])
        inner.addWidget(label(_INTRO, "body2", wrap=True))
        inner.addLayout(which)
        inner.addWidget(panel, 1)
        inner.addWidget(self._card())
        self.body.addWidget(scrolled(whole), 1)
        self.body.addWidget(self.said)
        self.body.addWidget(self.problem)

    def _card(self) -> QWidget:
        card = surface("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
        column.addWidget(label("One proclaimed at short notice", "section"))
        for row in self.rows.values():
            column.addWidget(row)
        where = FlowLayout(SPACE["m"])
        for box in self.nations.values():
            where.addWidget(box)
        column.addLayout(where)
        column.addWidget(self.add_holiday, 0, Qt.AlignmentFlag.AlignRight)
        return card

    def _connect(self) -> None:
        self.nation.currentIndexChanged.connect(self._show)
        self.year.currentIndexChanged.connect(self._show)
        self.lines.currentCellChanged.connect(self._name_button)
        self.correct_button.clicked.connect(self._on_correct)
        self.add_holiday.clicked.connect(self._on_add)
        self.bring_button.clicked.connect(self._on_bring)

    def _begin(self) -> None:
        for row in self.rows.values():
            row.editor.set_value(None)
        for box in self.nations.values():
            box.setChecked(True)
        self._say("")

    def _show(self) -> None:
        nation, year = Nation(self.nation.currentData()), int(self.year.currentData())
        with self._desk.store.read() as reader:
            self._shown = list_of(year, nation, asked.changes(reader, nation))
        self.lines.show_lines([(day_words(o.day), o.name, o.origin.label) for o in self._shown])
        self._name_button()

    def _name_button(self) -> None:
        chosen = self._chosen()
        self.correct_button.setEnabled(chosen is not None)
        if chosen is not None:
            self.correct_button.setText(f"{_CORRECTS[chosen.origin]} {day_words(chosen.day)}")

    def _chosen(self) -> BankHoliday | None:
        row = self.lines.currentRow()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def _on_correct(self) -> None:
        chosen, store = self._chosen(), self._desk.store
        if chosen is None:
            return
        nation, row = Nation(self.nation.currentData()), self.lines.currentRow()
        act = bank_holidays.put_back if chosen.origin is Origin.TAKEN else bank_holidays.take_away
        self._do(lambda: act(store, chosen.day, nation))
        self.lines.setCurrentCell(min(row, len(self._shown) - 1), 0)

    def _on_add(self) -> None:
        for row in self.rows.values():
            row.set_problem("")
        try:
            day = self.rows["day"].editor.value()
        except ValueError as unread:
            self.rows["day"].set_problem(str(unread))
            return
        if not isinstance(day, date):
            self.rows["day"].set_problem("Day is needed.")
            return
        name = str(self.rows["name"].editor.value() or "")
        nations = [one for one, box in self.nations.items() if box.isChecked()]
        try:
            moved = bank_holidays.add_bank_holiday(self._desk.store, day, name, nations)
        except Invalid as invalid:
            self._say(problem=invalid.problems.get("nation", ""))
            for field in self.rows.keys() & invalid.problems.keys():
                self.rows[field].set_problem(invalid.problems[field])
            return
        self._begin()
        self._tell(moved)
        self.year.setCurrentIndex(self.year.findData(day.year))

    def _on_bring(self) -> None:
        kinds = "Bank holidays of gov.uk (*.json)"
        chosen, _kind = QFileDialog.getOpenFileName(self, "Bring in bank holidays", "", kinds)
        if chosen:
            self.bring_in(Path(chosen))

    def _do(self, act: Callable[[], int]) -> None:
        try:
            moved = act()
        except UserError as error:
            self._say(problem=str(error))
            return
        self._tell(moved)

    def _tell(self, moved: int) -> None:
        """Say what was done, here and, with the way back, in the window."""
        words = f"{self._desk.store.undo_label()}. {_moved_words(moved)}"
        self._say(words)
        self._desk.notices.say(words, undo=True)
        self._show()

    def _say(self, words: str = "", problem: str = "") -> None:
        for line, text in ((self.said, words), (self.problem, problem)):
            line.setText(text)
            line.setVisible(bool(text))


class Brought(Sheet):
    """What a list of gov.uk says otherwise, in words, before any of it is kept."""

    def __init__(self, parent: QWidget, lines: Sequence[Sequence[str]]) -> None:
        super().__init__(parent, "Bank holidays from gov.uk", QSize(720, 480), closing="Leave it")
        number = len({line[0] for line in lines})
        days = "1 day" if number == 1 else f"{number} days"
        words = f"This list differs in {days}. What was set by hand before stays."
        self.lines = Lines("What will be set", ("Day", "Becomes", "In"), 1)
        self.lines.show_lines(lines)
        self.keep_button = self.add_button(button(f"Keep {days}", "check", "primary"))
        self.keep_button.clicked.connect(self.accept)
        self.body.addWidget(label(words, "body2", wrap=True))
        self.body.addWidget(self.lines, 1)
        self.lines.setFocus()


def _moved_words(moved: int) -> str:
    if moved == 1:
        return "1 enquiry acts by another day now."
    return (
        f"{moved:,} enquiries act by another day now."
        if moved
        else "No enquiry acts by another day."
    )


def _choice(words: str, values: Sequence[tuple[str, object]]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(words)
    for shown, value in values:
        made.addItem(shown, value)
    return made
