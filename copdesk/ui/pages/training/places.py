"""The places of one session: who is invited, booked and waits, and who came, one key a person."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from copdesk.db.models import Course, SessionBooking, TrainingSession
from copdesk.db.queries.training import below_requirement
from copdesk.db.queries.training_sessions import BookingLine, bookings
from copdesk.db.record import fields_of
from copdesk.domain import fields as f
from copdesk.domain.dates import day_words
from copdesk.domain.training import BookingState
from copdesk.errors import UserError
from copdesk.progress import Progress
from copdesk.services import training_sessions as sessions
from copdesk.ui.dialogs.sheet import Sheet
from copdesk.ui.kit.add_line import AddLine
from copdesk.ui.kit.cells import NameCell, PillCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.empty_state import ListFrame
from copdesk.ui.kit.filter_box import FilterBox
from copdesk.ui.kit.flow_layout import FlowLayout
from copdesk.ui.kit.held_rows import HeldColumn, HeldRows
from copdesk.ui.kit.keyed_table import KeyedTable
from copdesk.ui.kit.row_delegate import InPlace
from copdesk.ui.kit.scrolled import scrolled
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

if TYPE_CHECKING:
    from copdesk.services.attendance import Stay

_TONES = {
    BookingState.INVITED: ("mute", "mail"),
    BookingState.WAITING: ("warn", "clock"),
    BookingState.BOOKED: ("info", "check"),
    BookingState.ATTENDED: ("ok", "check"),
    BookingState.CANCELLED: ("mute", "minus"),
    BookingState.NO_SHOW: ("warn", "minus"),
}
_COLUMNS = {
    "name": HeldColumn("Name", f.Text()),
    "organisations": HeldColumn("Organisation", f.Text(1_000)),
    "state": HeldColumn("Place", f.Choice(BookingState)),
    "hours": HeldColumn("Hours attended", f.Hours()),
    "feedback": HeldColumn("Feedback (1 to 5)", f.Count(most=5)),
}
_SHOWN = (
    Shown("name", 240, 0, NameCell(under=("organisations",), avatar=True)),
    Shown("state", 170, 0, PillCell(tones=_TONES)),
    Shown("hours", 140, 0),
    Shown("feedback", 140, 2),
)
_ANSWERS = (
    ("attended", "Came", Qt.Key.Key_P, "P"),
    ("no_show", "Did not come", Qt.Key.Key_N, "N"),
    ("book", "Book", Qt.Key.Key_B, "B"),
    ("cancel", "Cancel the place", Qt.Key.Key_C, "C"),
)
_KEYS = {key: word for word, _words, key, _letter in _ANSWERS} | {Qt.Key.Key_Space: "attended"}
_LEAST = 170
"""Pixels, as designed, below which the list is no use; a lower sheet scrolls."""

_EMPTY = "Nobody is invited or booked yet."
_COUNTED = (
    (BookingState.ATTENDED, "came"),
    (BookingState.BOOKED, "booked"),
    (BookingState.WAITING, "waiting"),
    (BookingState.INVITED, "invited"),
)


class PlacesSheet(Sheet):
    """Everybody on the list of a session; what is done is said at the foot and can be undone.

    Args:
        desk: the open file.
        parent: the window.
        session_id: which session.

    Raises:
        UserError: the session is gone.
    """

    def __init__(self, desk: Desk, parent: QWidget | None, session_id: int) -> None:
        self._desk, self._session_id = desk, session_id
        self.session = self._read_session()
        title = f"{self.session['title']}, {day_words(self.session['held_on'])}"
        super().__init__(parent, title, QSize(980, 740))
        self._lines: dict[int, BookingLine] = {}
        self._rows = HeldRows(_COLUMNS, ("name", "organisations"))
        editors = editors_of(desk)
        kinds = {name: fields_of(SessionBooking)[name] for name in ("hours", "feedback")}
        in_place = InPlace(kinds, editors, self._rows.value, self._save)
        self.table = KeyedTable(self._rows, _SHOWN, _KEYS, in_place=in_place)
        self.table.setAccessibleName("Places")
        self.frame = ListFrame(self.table, "participants", _EMPTY, "Invite who needs it")
        self.counts = label(kind="strong", wrap=True)
        self.told = label(kind="body2", wrap=True)
        self.filter = FilterBox("Find a person")
        self.buttons = {
            word: button(f"{words} ({letter})", tip=f"Those chosen: {words.lower()} ({letter})")
            for word, words, _key, letter in _ANSWERS
        }
        self.rest_button = button("The rest did not come", "minus")
        self.invite_button = button("Invite who needs it", "plus")
        self.file_button = button("From a file…", "import", tip="A report of Teams or Zoom")
        self.write_button = button("Write to them…", "mail", tip="A draft with a calendar file")
        self.undo_button = button("Undo", "undo", "quiet", tip="Undo (Ctrl+Z)")
        person = {"participant_id": fields_of(SessionBooking)["participant_id"]}
        self.add_line = AddLine(
            person, editors, action="Book", hint="Book somebody: type the name", add=self._add
        )
        self._lay_out()
        self._connect()
        self.show_places()
        (self.table if self._lines else self.frame.add_button).setFocus()

    def show_places(self) -> None:
        """Show who is on the list, read anew."""
        with self._desk.store.read() as reader:
            found = bookings(reader, self._session_id)
        self._lines = {each.participant_id: each for each in found}
        self._rows.hold(
            {
                each.participant_id: (
                    each.name,
                    each.organisations,
                    each.state,
                    each.hours,
                    each.feedback,
                )
                for each in found
            }
        )
        self._show_matching()
        self.counts.setText(counts_words([each.state for each in found], self.session["capacity"]))
        self.rest_button.setEnabled(bool(self._unmarked()))
        for one in (self.write_button, *self.buttons.values()):
            one.setEnabled(bool(found))

    # Acts ---------------------------------------------------------------------------------------

    def _did(self, more: str = "") -> None:
        """Say what was done, and show it."""
        self.show_places()
        self.told.setText(" ".join(filter(None, (f"{self._desk.store.undo_label()}.", more))))
        self.undo_button.show()

    def _on_answered(self, ids: Sequence[int], word: str) -> None:
        try:
            more = self._answer(ids, word)
        except UserError as error:
            self._refuse(error)
            return
        self._did(more)

    def _answer(self, ids: Sequence[int], word: str) -> str:
        store, session = self._desk.store, self._session_id
        if word == "attended":
            whole = self._whole()
            sessions.record_attended(store, session, dict.fromkeys(ids, whole))
            return self._uncounted()
        if word == "no_show":
            sessions.record_attended(store, session, dict.fromkeys(ids))
            return ""
        if word == "book":
            return _waits(len(sessions.book(store, session, ids)))
        moved = sessions.cancel(store, session, ids)
        names = ", ".join(self._name(each) for each in moved)
        return f"{names} moved up from the waiting list." if moved else ""

    def _whole(self) -> Decimal:
        """The hours of the session.

        Raises:
            UserError: they are not known.
        """
        hours = self.session["hours"]
        if not isinstance(hours, Decimal) or not hours:
            raise UserError(
                "It is not known how many hours this session has.", "Enter its hours first."
            )
        return hours

    def _uncounted(self) -> str:
        with self._desk.store.read() as reader:
            course = reader.get(Course, self.session["course_id"] or 0) or {}
        counts = course.get("policy_id")
        return "" if counts else "Its course counts towards no policy, so no hours were recorded."

    def _save(self, person: int, key: str, value: object) -> None:
        """Keep hours or a mark that was typed into the list.

        Raises:
            UserError: the mark is none from 1 to 5.
        """
        if key == "hours":
            hours = value if isinstance(value, Decimal) else None
            sessions.record_attended(self._desk.store, self._session_id, {person: hours})
            self._did(self._uncounted() if hours else "")
        else:
            mark = value if isinstance(value, int) else None
            sessions.give_feedback(self._desk.store, self._lines[person].id, mark)
            self._did()

    def _add(self, values: Mapping[str, object]) -> None:
        person = values["participant_id"]
        if isinstance(person, int):
            waiting = sessions.book(self._desk.store, self._session_id, [person])
            self.filter.clear()
            self._did(_waits(len(waiting)))
            self.table.show_record(person)

    def _on_rest(self) -> None:
        sessions.record_attended(
            self._desk.store, self._session_id, dict.fromkeys(self._unmarked())
        )
        self._did()

    def _unmarked(self) -> list[int]:
        """Those who had a place, and of whom nobody said whether they came."""
        return [n for n, each in self._lines.items() if each.state is BookingState.BOOKED]

    def _on_invite(self) -> None:
        """Work out beside the window who needs it, for that takes long where people are many."""
        store, today = self._desk.store, self._desk.today()
        with store.read() as reader:
            course = reader.get(Course, self.session["course_id"] or 0) or {}
        policy_id = course.get("policy_id")
        if not policy_id:
            self.told.setText("Its course counts towards no policy, so nobody needs it for one.")
            return

        def work(_progress: Progress) -> object:
            with store.read() as reader:
                found = below_requirement(reader, policy_id, today)
            return [each.participant_id for each in found]

        self._desk.run(self, work, lambda people: self._invite(cast("list[int]", people)))

    def _invite(self, people: Sequence[int]) -> None:
        invited = sessions.invite(self._desk.store, self._session_id, people)
        if invited:
            self._did()
            self.table.setFocus()
        else:
            self.told.setText("Everybody who needs it is on the list already.")

    def _on_delete(self) -> None:
        ids = self.table.chosen()
        if ids:
            sessions.take_off(self._desk.store, self._session_id, ids)
            self._did()

    def _on_undo(self) -> None:
        try:
            undone = self._desk.store.undo()
        except UserError as error:
            self._refuse(error)
            return
        self.show_places()
        self.told.setText(f"Undone: {undone}.")
        self.undo_button.hide()

    def _on_undo_keys(self) -> None:
        """Only what was done here is taken back here."""
        if self.undo_button.isVisible():
            self._on_undo()

    def _on_file(self) -> None:
        kinds = "Attendance reports (*.csv *.tsv *.txt *.xlsx);;All files (*)"
        chosen, _kind = QFileDialog.getOpenFileName(self, "Attendance from a file", "", kinds)
        if chosen:
            self.read_file(Path(chosen))

    def read_file(self, path: Path) -> None:
        """Take who came, and for how long, from a report of Teams or Zoom."""
        from copdesk.ui.dialogs.attendance_file import Held, open_attendance  # noqa: PLC0415

        store, session = self._desk.store, self._session_id

        def keep(stays: "Sequence[Stay]", source: str) -> int:
            count = sessions.record_stays(store, session, stays, source=source)
            self._did(self._uncounted())
            return count

        invited = {each.participant_id: each.organisations for each in self._lines.values()}
        held = Held("session", self.session["held_on"], lambda _reader: invited, keep)
        open_attendance(self._desk, self, held, path)

    def _on_write(self) -> None:
        from copdesk.ui.pages.training.session_letter import SessionLetter  # noqa: PLC0415

        letter = SessionLetter(self._desk, self, self._session_id, list(self._lines.values()))
        letter.open()

    def _refuse(self, error: UserError) -> None:
        self.told.setText(str(error))
        self.undo_button.hide()

    # Inside -------------------------------------------------------------------------------------

    def _read_session(self) -> Mapping[str, Any]:
        with self._desk.store.read() as reader:
            found = reader.get(TrainingSession, self._session_id)
        if found is None:
            raise UserError("This training session was deleted.", "Undo the deletion first.")
        return found

    def _name(self, person: int) -> str:
        return self._lines[person].name

    def _show_matching(self) -> None:
        self.table.ask(self.filter.text(), ())
        self.frame.show_rows(len(self.table.rows.ids), narrowed=bool(self.filter.text()))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE["m"])
        top.addWidget(self.counts, 1)
        self.filter.setFixedWidth(look.px(240))
        top.addWidget(self.filter)
        keys = FlowLayout()
        more = (self.rest_button, self.invite_button, self.file_button, self.write_button)
        for one in (*self.buttons.values(), *more):
            keys.addWidget(one)
        foot = QHBoxLayout()
        foot.addWidget(self.told, 1)
        foot.addWidget(self.undo_button)
        self.undo_button.hide()
        self.frame.setMinimumHeight(look.px(_LEAST))
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["m"])
        column.addLayout(top)
        column.addLayout(keys)
        column.addWidget(self.frame, 1)
        column.addWidget(self.add_line)
        self.body.addWidget(scrolled(whole), 1)
        self.body.addLayout(foot)

    def _connect(self) -> None:
        self.table.answered.connect(self._on_answered)
        self.table.delete_asked.connect(self._on_delete)
        self.table.menu_asked.connect(self._on_menu)
        self.table.refused.connect(self._refuse)
        self.filter.textChanged.connect(self._show_matching)
        self.filter.left.connect(self.table.setFocus)
        self.frame.add_asked.connect(self._on_invite)
        self.frame.clear_asked.connect(self.filter.clear)
        self.rest_button.clicked.connect(self._on_rest)
        self.invite_button.clicked.connect(self._on_invite)
        self.file_button.clicked.connect(self._on_file)
        self.write_button.clicked.connect(self._on_write)
        self.undo_button.clicked.connect(self._on_undo)
        QShortcut(QKeySequence.StandardKey.Undo, self, self._on_undo_keys)
        for word, one in self.buttons.items():
            one.clicked.connect(lambda _=False, word=word: self.table.answer(word))

    def _on_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for word, words, _key, _letter in _ANSWERS:
            menu.addAction(words, partial(self.table.answer, word))
        menu.addSeparator()
        menu.addAction("Copy rows", self.table.copy)
        menu.addAction("Take off the list", self._on_delete)
        menu.popup(at)


def counts_words(states: Sequence[BookingState], capacity: int | None) -> str:
    """``8 booked, 2 waiting, 10 invited; 8 places``."""
    said = [
        f"{number:,} {words}"
        for state, words in _COUNTED
        if (number := sum(each is state for each in states))
    ]
    places = "" if capacity is None else f"{capacity:,} {'place' if capacity == 1 else 'places'}"
    return "; ".join(filter(None, (", ".join(said) or "Nobody yet", places)))


def _waits(number: int) -> str:
    if not number:
        return ""
    return "1 waits for a place." if number == 1 else f"{number:,} wait for a place."
