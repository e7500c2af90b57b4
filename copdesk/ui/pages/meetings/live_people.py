"""Who is in the meeting that goes on: one key a person, with the time they came or left."""

from collections.abc import Callable, Mapping, Sequence
from datetime import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from copdesk.db.models import Attendance
from copdesk.db.queries import meetings
from copdesk.db.queries.live import times_there
from copdesk.db.queries.meetings import Guest
from copdesk.db.record import fields_of
from copdesk.domain import fields as f
from copdesk.domain.meetings import AttendanceMode, AttendanceState, attendance_words
from copdesk.errors import UserError
from copdesk.services.live import come_late, leave_early
from copdesk.services.meetings import record_attendance
from copdesk.ui.kit.add_line import AddLine
from copdesk.ui.kit.cells import NameCell, PillCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.filter_box import FilterBox
from copdesk.ui.kit.held_rows import HeldColumn, HeldRows
from copdesk.ui.kit.keyed_table import KeyedTable
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.pages.meetings.attendance import STATES, TONES
from copdesk.ui.theme.parts import label
from copdesk.ui.theme.tokens import SPACE

_COLUMNS = {
    "name": HeldColumn("Name", f.Text()),
    "there": HeldColumn("Here", f.Text()),
    "state": HeldColumn("Attendance", f.Choice(AttendanceState)),
}
_KEYS = {
    Qt.Key.Key_P: "present",
    Qt.Key.Key_Space: "present",
    Qt.Key.Key_O: "online",
    Qt.Key.Key_A: "apologies",
    Qt.Key.Key_N: "absent",
    Qt.Key.Key_U: "unmarked",
    Qt.Key.Key_L: "late",
    Qt.Key.Key_G: "gone",
}
_TOLD = "P present, O online, A apologies, N absent, U not marked, L came now, G gone now"


class People(QWidget):
    """The people of the community and the visitors, in the order of their names.

    Attributes:
        left: Esc: the keyboard goes back to the item.
    """

    left = Signal()

    def __init__(self, desk: Desk, meeting_id: int, clock: Callable[[], time]) -> None:
        super().__init__()
        self._desk, self._meeting_id, self._clock = desk, meeting_id, clock
        self._guests: dict[int, Guest] = {}
        self._order: dict[str, int] = {}
        ranks = {"name": lambda name: self._order[name]}
        self._rows = HeldRows(_COLUMNS, ("name",), ranks)
        columns = (
            Shown("name", 190, 0, NameCell()),
            Shown("there", 130, 0, PillCell(tones=TONES, by="state")),
        )
        self.table = KeyedTable(self._rows, columns, _KEYS)
        self.table.set_compact(compact=True)
        self.table.setAccessibleName("People")
        self.table.setAccessibleDescription(_TOLD)
        self.counts = label("", "strong", wrap=True)
        self.filter = FilterBox("Find a person")
        self.add_line = AddLine(
            {"participant_id": fields_of(Attendance)["participant_id"]},
            editors_of(desk),
            action="Add",
            hint="Visitor: type the name",
            add=self._add,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        for one in (self.counts, self.filter):
            column.addWidget(one)
        column.addWidget(self.table, 1)
        column.addWidget(label(_TOLD, "caption", wrap=True))
        column.addWidget(self.add_line)
        self.setFocusProxy(self.table)
        self.table.answered.connect(self._on_answered)
        self.filter.textChanged.connect(lambda text: self.table.ask(text, ()))
        self.filter.left.connect(self.table.setFocus)

    def refresh(self) -> None:
        """Read anew who is there."""
        with self._desk.store.read() as reader:
            guests = meetings.guests(reader, self._meeting_id)
            times = times_there(reader, self._meeting_id)
        self._guests = {one.id: one for one in guests}
        rows = {
            one.id: (one.name, _there(one, *times.get(one.id, (None, None))), one.state)
            for one in guests
        }
        self._order = {one.name: place for place, one in enumerate(guests)}  # sorted already
        self._rows.hold(rows)
        self.table.ask(self.filter.text(), ())
        self.counts.setText(attendance_words(one.state for one in guests))

    def find_person(self) -> None:
        """Put the keyboard into the box that finds a person."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def add_visitor(self) -> None:
        """Put the keyboard into the line in which a visitor is added."""
        self.add_line.focus_first()

    def _on_answered(self, ids: Sequence[int], word: str) -> None:
        try:
            self._answer(ids, word)
        except UserError as refused:
            self._desk.notices.error(refused)

    def _answer(self, ids: Sequence[int], word: str) -> None:
        store = self._desk.store
        if word == "gone":
            leave_early(store, self._meeting_id, ids, self._clock())
        elif word == "late":
            here = {each: self._suited(each, AttendanceState.PRESENT) for each in ids}
            come_late(store, self._meeting_id, here, self._clock())
        else:
            state, mode = STATES[word]
            states = {each: self._suited(each, state) for each in ids}
            record_attendance(store, self._meeting_id, states, mode)

    def _add(self, values: Mapping[str, object]) -> None:
        person = values["participant_id"]
        if isinstance(person, int):
            state = self._suited(person, AttendanceState.PRESENT)
            record_attendance(self._desk.store, self._meeting_id, {person: state})
            self.filter.clear()
            self.table.show_record(person)

    def _suited(self, person: int, state: AttendanceState) -> AttendanceState:
        """Who does not belong to the community is there as a visitor."""
        belongs = person in self._guests and self._guests[person].belongs
        visits = state is AttendanceState.PRESENT and not belongs
        return AttendanceState.VISITOR if visits else state


def _there(guest: Guest, came: time | None, left: time | None) -> str:
    """``Online, from 10:20``; empty while nothing is known."""
    if guest.state is AttendanceState.INVITED:
        return ""
    online = guest.state.was_there and guest.mode is AttendanceMode.ONLINE
    words = [guest.state.label]
    if online:
        visits = guest.state is AttendanceState.VISITOR
        words = ["Visitor", "online"] if visits else ["Online"]
    if came and left:
        words.append(f"{came:%H:%M} to {left:%H:%M}")
    elif came or left:
        words.append(f"from {came:%H:%M}" if came else f"until {left:%H:%M}")
    return ", ".join(words)
