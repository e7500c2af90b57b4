"""Attendance from a report of Teams or Zoom: who everybody in it is, recorded as one act."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from copdesk.db.reader import Reader
from copdesk.domain import fields as f
from copdesk.domain.dates import day_words
from copdesk.errors import UserError
from copdesk.imports.attendance_match import Proposal, Room, look, propose
from copdesk.imports.attendance_plan import (
    LEFT_OUT,
    NEW,
    Choice,
    Verdict,
    minutes_words,
    stays,
    suggested,
    verdict,
)
from copdesk.imports.attendance_report import Report, read_report
from copdesk.imports.stays import Reading
from copdesk.progress import Progress
from copdesk.services.attendance import Stay
from copdesk.services.settings import keep_settings, settings
from copdesk.ui.dialogs.attendance_person import PersonPane, choice_words
from copdesk.ui.dialogs.sheet import Sheet
from copdesk.ui.kit.cells import Cell, NameCell, PillCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.empty_state import ListFrame
from copdesk.ui.kit.held_rows import HeldColumn, HeldRows
from copdesk.ui.kit.keyed_table import KeyedTable
from copdesk.ui.theme.look import look as theme
from copdesk.ui.theme.parts import button, label, surface
from copdesk.ui.theme.tokens import SPACE

_TONES = {
    Verdict.KNOWN: ("ok", "check"),
    Verdict.SHORT: ("mute", "clock"),
    Verdict.ASK: ("warn", "help"),
    Verdict.UNKNOWN: ("warn", "person"),
    Verdict.DIALLED: ("mute", "phone"),
}
_COLUMNS = {
    "name": HeldColumn("Name in the file", f.Text()),
    "email": HeldColumn("E-mail", f.Email()),
    "there": HeldColumn("There for", f.Text()),
    "verdict": HeldColumn("Known?", f.Choice(Verdict)),
    "done": HeldColumn("Recorded as", f.Text()),
}
_SHOWN = (
    Shown("name", 230, 0, NameCell(under=("email",))),
    Shown("there", 110, 2, Cell()),
    Shown("verdict", 140, 0, PillCell(tones=_TONES)),
    Shown("done", 200, 1, Cell(role="text")),
)
_TOGGLE = "toggle"


@dataclass(frozen=True, slots=True)
class Held:
    """What a report is of.

    Attributes:
        noun: ``meeting`` or ``session``.
        held_on: its day.
        invited: reads where those invited work, by their ids.
        record: keeps who was there, with the name of the report; how many.
    """

    noun: str
    held_on: date
    invited: Callable[[Reader], Mapping[int, str]]
    record: Callable[[Sequence[Stay], str], int]


def open_attendance(desk: Desk, parent: QWidget, held: Held, path: Path) -> None:
    """Read a report away from the window's own thread, then show what it would record.

    A file that is no such report is refused in the notice bar.
    """

    def work(_progress: Progress) -> object:
        report = read_report(path, held.held_on)
        with desk.store.read() as reader:
            room = look(reader, held.invited(reader))
            return report, room, settings(reader).attended_minutes

    def show(made: object) -> None:
        if isinstance(made, tuple):
            AttendanceSheet(desk, parent.window(), held, *made).open()

    desk.run(parent, work, show)


class AttendanceSheet(Sheet):
    """Everybody in the report, who each of them is, and what is recorded.

    Args:
        desk: the open file.
        parent: the window.
        held: what it is of.
        report: the file that was read.
        room: who may have been there.
        least: minutes from which somebody counts as having been there.
    """

    def __init__(  # noqa: PLR0913, PLR0917  (what was read, and of what)
        self,
        desk: Desk,
        parent: QWidget | None,
        held: Held,
        report: Report,
        room: Room,
        least: int,
    ) -> None:
        super().__init__(parent, "Attendance from a file", QSize(1080, 760), closing="Cancel")
        self._desk, self._held, self._report, self._room = desk, held, report, room
        self._proposals: dict[int, Proposal] = {}
        self._chosen: dict[int, Choice] = {}
        self._least = least
        self._rows = HeldRows(_COLUMNS, ("name", "email"))
        self.table = KeyedTable(self._rows, _SHOWN, {Qt.Key.Key_Space: _TOGGLE})
        self.table.setAccessibleName("People in the file")
        self.frame = ListFrame(self.table, "participants", "Nobody is in this file.", "")
        self.frame.add_button.hide()
        self.pane = PersonPane(desk, room)
        self.least = QLineEdit(str(least))
        self.remember = QCheckBox("Remember the names I choose for, for the next file")
        self.told = label("", "body2", wrap=True)
        self.problem = label("", "error", wrap=True)
        self.days: list[QRadioButton] = []
        self.day_box = surface("card")
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.record = self.add_button(button("Record", kind="primary"))
        self._lay_out()
        self._connect()
        self._start()

    # What the file says -------------------------------------------------------------------------

    def _start(self) -> None:
        """Show the people at once, unless somebody must say which day the file means."""
        if len(self._report.readings) > 1:
            self._ask_day(self._report.readings)
            self._show_all()
            self.days[0].setFocus()
        else:
            self._read(self._report.readings[0])
            self.table.setFocus()

    def _read(self, reading: Reading) -> None:
        self._proposals = {
            each.number: each for each in propose(self._room, self._report.attendees(reading))
        }
        self._chosen = {}
        self._warn_day(reading)
        self._show_all()
        asking = {Verdict.ASK, Verdict.UNKNOWN}
        first = next((n for n in self._proposals if self._verdict(n) in asking), 1)
        self.table.show_record(first)

    def choose(self, number: int, choice: Choice) -> None:
        """Do this with a person of the file."""
        self._chosen[number] = choice
        self._show_all()

    def _choice(self, number: int) -> Choice:
        proposal = self._proposals[number]
        return self._chosen.get(number, suggested(proposal, self._least))

    def _verdict(self, number: int) -> Verdict:
        return verdict(self._proposals[number], self._least)

    # Shown --------------------------------------------------------------------------------------

    def _show_all(self) -> None:
        self._rows.hold({number: self._line(number) for number in self._proposals})
        self.table.ask("", ())
        asking = len(self._report.readings) > 1 and not self._proposals
        self.frame.show_rows(len(self._proposals), narrowed=False)
        self.split.setVisible(not asking)
        self._show_person()
        taken = self._taken()
        said = "1 person" if taken == 1 else f"{taken} people"
        self.record.setText(f"Record {said}" if taken else "Record")
        self.record.setAccessibleName(self.record.text())
        self.record.setEnabled(bool(taken))
        self.told.setText(self._told())

    def _taken(self) -> int:
        """How many people are recorded; two lines of one person are one."""
        choices = [self._choice(number) for number in self._proposals]
        return len({one.person for one in choices if one.person}) + choices.count(NEW)

    def _told(self) -> str:
        if not self._proposals:
            return ""
        open_ = [
            number
            for number in self._proposals
            if not self._choice(number).taken and number not in self._chosen
        ]
        short = sum(self._verdict(number) is Verdict.SHORT for number in open_)
        waiting = len(open_) - short
        parts = [
            f"{waiting} left out until you say who they are." if waiting else "",
            f"{short} there for less than {self._least} minutes." if short else "",
            "People of the list who are not in the file stay as they are.",
        ]
        return " ".join(filter(None, parts))

    def _line(self, number: int) -> tuple[object, ...]:
        one = self._proposals[number].attendee
        there = minutes_words(one) or "Not known"
        done = choice_words(self._room, self._choice(number))
        return one.label, one.email, there, self._verdict(number), done

    def _show_person(self) -> None:
        proposal = self._proposals.get(self.table.current_id())
        self.pane.show_person(proposal, self._choice(proposal.number) if proposal else LEFT_OUT)

    def _ask_day(self, readings: Sequence[Reading]) -> None:
        words = (
            "The dates in this file can be read in two ways, and neither is the day of this"
            f" {self._held.noun}, {day_words(self._held.held_on)}. Which day does the file mean?"
        )
        column = self.day_box.layout()
        if column is None:
            return
        column.addWidget(label(words, "body", wrap=True))
        for reading in readings:
            choice = QRadioButton(day_words(reading.day))
            choice.clicked.connect(lambda _=False, reading=reading: self._read(reading))
            self.days.append(choice)
            column.addWidget(choice)
        self.day_box.show()

    def _warn_day(self, reading: Reading) -> None:
        other = reading.day != self._held.held_on
        if other:
            self.problem.setText(
                f"This file is of {day_words(reading.day)}; the {self._held.noun} is on"
                f" {day_words(self._held.held_on)}. Check that it is the right file."
            )
        self.problem.setVisible(other)

    # Acts ---------------------------------------------------------------------------------------

    def _on_answered(self, ids: Sequence[int], _word: str) -> None:
        """Leave out who is taken; take the others as their likeliest, or as somebody new."""
        taken = any(self._choice(number).taken for number in ids)
        for number in ids:
            likely, named = self._proposals[number].likely, self._proposals[number].attendee.names
            taking = Choice(likely[0]) if likely else NEW if named else LEFT_OUT
            self._chosen[number] = LEFT_OUT if taken else taking
        self._show_all()

    def _on_least(self) -> None:
        if not self.least.isModified():
            return
        try:
            keep_settings(self._desk.store, attended_minutes=self.least.text())
        except UserError as error:
            self._refuse(error)
            return
        self.least.setModified(False)
        self._least = int(self.least.text())
        self.problem.hide()
        self._show_all()

    def _refuse(self, error: UserError) -> None:
        self.problem.setText(str(error))
        self.problem.show()

    def _on_record(self) -> None:
        choices = {number: self._choice(number) for number in self._proposals}
        made = stays(list(self._proposals.values()), choices, remember=self.remember.isChecked())
        try:
            count = self._held.record(made, self._report.name)
        except UserError as error:
            self._refuse(error)
            return
        said = "1 person" if count == 1 else f"{count} people"
        self._desk.notices.say(f"Recorded attendance of {said}.", undo=True)
        self.accept()

    # Inside -------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.least.setFixedWidth(theme.px(64))
        self.least.setAccessibleName("Minutes that count as attended")
        self.remember.setChecked(True)
        days = QVBoxLayout(self.day_box)
        days.setContentsMargins(*[SPACE["m"]] * 4)
        self.day_box.hide()
        self.problem.hide()
        named = " · ".join(filter(None, (self._report.name, self._report.title)))
        self.split.addWidget(self.frame)
        self.split.addWidget(self.pane)
        self.split.setSizes([theme.px(700), theme.px(300)])
        self.split.setStretchFactor(0, 1)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(SPACE["m"])
        row = QHBoxLayout()
        row.setSpacing(SPACE["s"])
        beside = label("Counts as attended from", "body2")
        beside.setBuddy(self.least)
        for one in (beside, self.least, label("minutes", "body2")):
            row.addWidget(one)
        row.addStretch(1)
        row.addWidget(self.remember)
        self.body.addWidget(label(named, "body2", wrap=True))
        self.body.addWidget(self.day_box)
        self.body.addWidget(self.problem)
        self.body.addLayout(row)
        self.body.addWidget(self.split, 1)
        self.body.addWidget(self.told)
        self.body.addStretch()

    def _connect(self) -> None:
        self.table.answered.connect(self._on_answered)
        self.table.picked.connect(self._show_person)
        self.pane.chosen.connect(self.choose)
        self.least.editingFinished.connect(self._on_least)
        self.record.clicked.connect(self._on_record)
