"""Who came: one key a person, and the keyboard moves on to the next."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from copdesk.db.models import Attendance
from copdesk.db.queries import meetings
from copdesk.db.record import fields_of
from copdesk.domain import fields as f
from copdesk.domain.meetings import AttendanceMode, AttendanceState, attendance_words
from copdesk.services.attendance import record_stays
from copdesk.services.meetings import record_attendance, take_off_list
from copdesk.ui.kit.add_line import AddLine
from copdesk.ui.kit.cells import LinkCell, NameCell, PillCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.empty_state import ListFrame
from copdesk.ui.kit.filter_box import FilterBox
from copdesk.ui.kit.flow_layout import FlowLayout
from copdesk.ui.kit.held_rows import HeldColumn, HeldRows
from copdesk.ui.kit.keyed_table import KeyedTable
from copdesk.ui.kit.stored import card_titled, editors_of
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

if TYPE_CHECKING:
    from copdesk.db.queries.meetings import MeetingLine

TONES: Mapping[object, tuple[str, str]] = {
    AttendanceState.PRESENT: ("ok", "check"),
    AttendanceState.VISITOR: ("ok", "person"),
    AttendanceState.APOLOGIES: ("info", "mail"),
    AttendanceState.ABSENT: ("warn", "minus"),
}
_COLUMNS = {
    "name": HeldColumn("Name", f.Text()),
    "organisations": HeldColumn("Organisation", f.Text(1_000)),
    "state": HeldColumn("Attendance", f.Choice(AttendanceState)),
    "mode": HeldColumn("How", f.Choice(AttendanceMode)),
}
_KEYS = {
    Qt.Key.Key_P: "present",
    Qt.Key.Key_Space: "present",
    Qt.Key.Key_O: "online",
    Qt.Key.Key_A: "apologies",
    Qt.Key.Key_N: "absent",
    Qt.Key.Key_U: "unmarked",
}
_BUTTONS = (
    ("present", "Present", "P"),
    ("online", "Online", "O"),
    ("apologies", "Apologies", "A"),
    ("absent", "Absent", "N"),
    ("unmarked", "Not marked", "U"),
)
STATES = {
    "present": (AttendanceState.PRESENT, AttendanceMode.IN_PERSON),
    "online": (AttendanceState.PRESENT, AttendanceMode.ONLINE),
    "apologies": (AttendanceState.APOLOGIES, AttendanceMode.UNKNOWN),
    "absent": (AttendanceState.ABSENT, AttendanceMode.UNKNOWN),
    "unmarked": (AttendanceState.INVITED, AttendanceMode.UNKNOWN),
}


class AttendanceTab(QWidget):
    """The people of the community on the day, those added, and what is known of each."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._meeting: MeetingLine | None = None
        self._states: dict[int, AttendanceState] = {}
        self._listed: set[int] = set()
        self._belong: set[int] = set()
        self._order: dict[str, int] = {}
        ranks = {"name": lambda name: self._order[name]}
        self._rows = HeldRows(_COLUMNS, ("name", "organisations"), ranks)
        columns = (
            Shown("name", 240, 0, NameCell(avatar=True)),
            Shown("organisations", 240, 3, LinkCell(role="text2", to="organisation")),
            Shown("state", 140, 1, PillCell(tones=TONES)),
            Shown("mode", 120, 2),
        )
        self.table = KeyedTable(self._rows, columns, _KEYS)
        self.table.setAccessibleName("Attendance")
        self.frame = ListFrame(
            self.table,
            "participants",
            "Nobody belongs to this community on the day. Add people to it, or add them here.",
            "Add somebody",
        )
        self.counts = label("", "strong", wrap=True)
        self.filter = FilterBox("Find a person")
        self.buttons = {word: _button(words, key) for word, words, key in _BUTTONS}
        self.rest_button = button("Mark the rest absent", "minus")
        self.file_button = button("From a file…", "import", tip="A report of Teams or Zoom")
        person = fields_of(Attendance)["participant_id"]
        self.add_line = AddLine(
            {"participant_id": person},
            editors_of(desk),
            action="Add person",
            hint="Add a visitor, or somebody who is new: type the name",
            add=self._add,
        )
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)

    def show_record(self, meeting_id: int) -> None:
        """Show who was invited to this meeting and who came, read anew."""
        with self._desk.store.read() as reader:
            self._meeting = meetings.meeting(reader, meeting_id)
            guests = meetings.guests(reader, meeting_id)
        rows = {one.id: (one.name, one.organisations, one.state, _mode(one.mode)) for one in guests}
        self._states = {one.id: one.state for one in guests}
        self._listed = {one.id for one in guests if one.listed}
        self._belong = {one.id for one in guests if one.belongs}
        self._order = {one.name: place for place, one in enumerate(guests)}  # sorted already
        self._rows.hold(rows)
        self._show_matching()
        self.counts.setText(self._counted())
        left = AttendanceState.INVITED in self._states.values()
        self.rest_button.setEnabled(left)

    def add(self) -> None:
        """Put the keyboard into the line in which somebody is added."""
        self.add_line.focus_first()

    def find_person(self) -> None:
        """Put the keyboard into the box that finds a person."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def read_file(self, path: Path) -> None:
        """Take who came from a report of Teams or Zoom."""
        from copdesk.ui.dialogs.attendance_file import Held, open_attendance  # noqa: PLC0415

        if self._meeting is None:
            return
        store, meeting = self._desk.store, self._meeting
        held = Held(
            "meeting",
            meeting.held_on,
            lambda reader: meetings.where_invited(reader, meeting.id),
            lambda stays, source: record_stays(store, meeting.id, stays, source=source),
        )
        open_attendance(self._desk, self, held, path)

    def delete(self) -> None:
        """Take the people chosen off the list; those of the community stand unmarked again."""
        ids = [each for each in self.table.chosen() if each in self._listed]
        if not ids or self._meeting is None:
            return
        take_off_list(self._desk.store, self._meeting.id, ids)
        said = "1 person" if len(ids) == 1 else f"{len(ids)} people"
        self._desk.notices.say(f"Took {said} off the list.", undo=True)

    # Inside -----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE["m"])
        top.addWidget(self.counts, 1)
        self.filter.setFixedWidth(look.px(240))
        top.addWidget(self.filter)
        keys = FlowLayout()
        for one in (*self.buttons.values(), self.rest_button, self.file_button):
            keys.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        column.addLayout(top)
        column.addLayout(keys)
        column.addWidget(self.frame, 1)
        column.addWidget(self.add_line)

    def _connect(self) -> None:
        self.table.answered.connect(self._on_answered)
        self.table.delete_asked.connect(self.delete)
        self.table.opened.connect(self._desk.open_record)
        self.table.link_opened.connect(self._on_link)
        self.table.menu_asked.connect(self._on_menu)
        self.filter.textChanged.connect(self._show_matching)
        self.filter.left.connect(self.table.setFocus)
        self.frame.add_asked.connect(self.add)
        self.frame.clear_asked.connect(self.filter.clear)
        self.rest_button.clicked.connect(self._on_rest)
        self.file_button.clicked.connect(self._on_file)
        for word, one in self.buttons.items():
            one.clicked.connect(lambda _=False, word=word: self.table.answer(word))

    def _show_matching(self) -> None:
        self.table.ask(self.filter.text(), ())
        self.frame.show_rows(len(self.table.rows.ids), narrowed=bool(self.filter.text()))

    def _counted(self) -> str:
        """``14 present, 3 apologies``; before the day, how many are invited."""
        states = self._states.values()
        marked = any(state is not AttendanceState.INVITED for state in states)
        if not marked and self._meeting and self._meeting.held_on > self._desk.today():
            people = "1 person" if len(self._states) == 1 else f"{len(self._states)} people"
            return f"{people} invited"
        return attendance_words(states)

    def _on_answered(self, ids: Sequence[int], word: str) -> None:
        if self._meeting is None:
            return
        state, mode = STATES[word]
        states = {each: self._suited(each, state) for each in ids}
        record_attendance(self._desk.store, self._meeting.id, states, mode)

    def _suited(self, person: int, state: AttendanceState) -> AttendanceState:
        """Who does not belong to the community is there as a visitor."""
        visits = state is AttendanceState.PRESENT and person not in self._belong
        return AttendanceState.VISITOR if visits else state

    def _on_rest(self) -> None:
        rest = [each for each, state in self._states.items() if state is AttendanceState.INVITED]
        if rest and self._meeting is not None:
            states = dict.fromkeys(rest, AttendanceState.ABSENT)
            record_attendance(self._desk.store, self._meeting.id, states)
            said = "1 person" if len(rest) == 1 else f"{len(rest)} people"
            self._desk.notices.say(f"Marked {said} absent.", undo=True)

    def _on_file(self) -> None:
        kinds = "Attendance reports (*.csv *.tsv *.txt *.xlsx);;All files (*)"
        chosen, _kind = QFileDialog.getOpenFileName(self, "Attendance from a file", "", kinds)
        if chosen:
            self.read_file(Path(chosen))

    def _add(self, values: Mapping[str, object]) -> None:
        person = values["participant_id"]
        if self._meeting is None or not isinstance(person, int):
            return
        to_come = self._meeting.held_on > self._desk.today()
        state = AttendanceState.INVITED if to_come else AttendanceState.PRESENT
        record_attendance(self._desk.store, self._meeting.id, {person: self._suited(person, state)})
        self.filter.clear()
        self.table.show_record(person)

    def _on_link(self, person: int, key: str) -> None:
        """Open the organisation that is named."""
        named = str(self._rows.value(person, key))
        target = card_titled(self._desk.store, self.table.kind_linked(key), named)
        if target:
            self._desk.open_record(target)

    def _on_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for word, words, _key in _BUTTONS:
            menu.addAction(words, partial(self.table.answer, word))
        menu.addSeparator()
        menu.addAction("Open", lambda: self._desk.open_record(self.table.current_id()))
        menu.addAction("Copy rows", self.table.copy)
        menu.addAction("Take off the list", self.delete)
        menu.popup(at)


def _mode(mode: AttendanceMode) -> AttendanceMode | None:
    """Not known is left blank, as in every list."""
    return None if mode is AttendanceMode.UNKNOWN else mode


def _button(words: str, key: str) -> QPushButton:
    return button(f"{words} ({key})", tip=f"Mark the people chosen: {words.lower()} ({key})")
