"""Who is coming: replies with one key a person, what people need, and writing to them."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from copdesk.db.models import Attendance
from copdesk.db.queries import invitations, meetings
from copdesk.db.queries.invitations import ReplyLine
from copdesk.db.record import fields_of
from copdesk.domain import fields as f
from copdesk.domain.dates import day_words
from copdesk.domain.letters import Letter
from copdesk.domain.meetings import AttendanceMode, MeetingState, Reply, reply_words
from copdesk.errors import UserError
from copdesk.services.invitations import invite, keep_need, note_invitation, record_replies
from copdesk.services.meetings import take_off_list
from copdesk.ui.kit.add_line import AddLine
from copdesk.ui.kit.cells import LinkCell, NameCell, PillCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.empty_state import ListFrame
from copdesk.ui.kit.filter_box import FilterBox
from copdesk.ui.kit.flow_layout import FlowLayout
from copdesk.ui.kit.held_rows import HeldColumn, HeldRows
from copdesk.ui.kit.keyed_table import KeyedTable
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.theme.icons import IconLabel
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label, surface
from copdesk.ui.theme.tokens import SPACE

if TYPE_CHECKING:
    from copdesk.db.queries.meetings import MeetingLine

_TONES: Mapping[object, tuple[str, str]] = {
    Reply.YES: ("ok", "check"),
    Reply.MAYBE: ("warn", "help"),
    Reply.APOLOGIES: ("info", "mail"),
}
_COLUMNS = {
    "name": HeldColumn("Name", f.Text()),
    "organisations": HeldColumn("Organisation", f.Text(1_000)),
    "reply": HeldColumn("Reply", f.Choice(Reply)),
    "mode": HeldColumn("How", f.Choice(AttendanceMode)),
    "replied_on": HeldColumn("Replied", f.Day()),
    "email": HeldColumn("E-mail", f.Email()),
}
_SHOWN = (
    Shown("name", 220, 0, NameCell(avatar=True)),
    Shown("organisations", 220, 4, LinkCell(role="text2", to="organisation")),
    Shown("reply", 130, 1, PillCell(tones=_TONES)),
    Shown("mode", 100, 2),
    Shown("replied_on", 130, 3),
    Shown("email", 200, 5),
)
_ANSWERS = (
    ("yes", "Coming", "Y", Qt.Key.Key_Y),
    ("online", "Online", "O", Qt.Key.Key_O),
    ("maybe", "Maybe", "M", Qt.Key.Key_M),
    ("apologies", "Apologies", "A", Qt.Key.Key_A),
    ("none", "No reply", "U", Qt.Key.Key_U),
)
_REPLIES = {
    "yes": (Reply.YES, AttendanceMode.IN_PERSON),
    "online": (Reply.YES, AttendanceMode.ONLINE),
    "maybe": (Reply.MAYBE, None),
    "apologies": (Reply.APOLOGIES, AttendanceMode.UNKNOWN),
    "none": (Reply.NONE, AttendanceMode.UNKNOWN),
}


class RepliesTab(QWidget):
    """Everybody invited to a meeting, what they said, and the letters to them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._meeting: MeetingLine | None = None
        self._lines: dict[int, ReplyLine] = {}
        self._rows = HeldRows(_COLUMNS, ("name", "organisations", "email"), today=desk.today)
        keys = {key: word for word, _words, _letter, key in _ANSWERS}
        self.table = KeyedTable(self._rows, _SHOWN, {**keys, Qt.Key.Key_Space: "yes"})
        self.table.setAccessibleName("Replies")
        self.frame = ListFrame(
            self.table,
            "mail",
            "Nobody belongs to this community on the day. Add people to it, or invite them here.",
            "Invite somebody",
        )
        self.counts = label("", "strong", wrap=True)
        self.filter = FilterBox("Find a person")
        self.buttons = {word: _button(words, key) for word, words, key, _ in _ANSWERS}
        tip = "Type the access or dietary need of the person chosen (E)"
        self.need_button = button("Needs (E)", tip=tip)
        self.invite_button = button("Invite…", "mail", "primary", tip="Write to everybody invited")
        self.chase_button = button("", "mail", tip="Write to those who have not replied")
        self.calendar_button = button("Calendar file…", "export", tip="Save it as .ics")
        self.moved = surface("card")
        self.moved_button = button("Tell everybody…", "mail")
        self.need = QLineEdit()
        self.needs = label("", "body", wrap=True)
        self.kept = label("", "caption", wrap=True)
        self.venue_button = button("Copy without names", "copy", "quiet", tip="For the venue")
        person = fields_of(Attendance)["participant_id"]
        self.add_line = AddLine(
            {"participant_id": person},
            editors_of(desk),
            action="Invite",
            hint="Invite a visitor: type the name",
            add=self._add,
        )
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)

    def show_record(self, meeting_id: int) -> None:
        """Show who is invited to this meeting and what they said, read anew."""
        with self._desk.store.read() as reader:
            self._meeting = meetings.meeting(reader, meeting_id)
            lines = invitations.replies(reader, meeting_id)
            made = invitations.invited_by(reader, meeting_id)
            now = invitations.sequence(reader, meeting_id)
        self._lines = {line.id: line for line in lines}
        self._rows.hold({line.id: _row(line) for line in lines})
        self._show_matching()
        self.counts.setText(reply_words((line.reply, line.mode) for line in lines) if lines else "")
        self._show_buttons()
        self.moved.setVisible(0 < made < now)
        self._show_needs()

    def add(self) -> None:
        """Put the keyboard into the line in which somebody is invited."""
        self.add_line.focus_first()

    def find_person(self) -> None:
        """Put the keyboard into the box that finds a person."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def delete(self) -> None:
        """Take the people chosen off the list; those of the community stay invited."""
        ids = [each for each in self.table.chosen() if self._lines[each].visits]
        if not ids or self._meeting is None:
            return
        take_off_list(self._desk.store, self._meeting.id, ids)
        said = "1 visitor" if len(ids) == 1 else f"{len(ids)} visitors"
        self._desk.notices.say(f"Took {said} off the list.", undo=True)

    def settle(self) -> None:
        """Keep what is being typed."""
        self._keep_need()

    def write(self, letter: Letter) -> None:
        """Show the letter to those it is for."""
        from copdesk.ui.pages.meetings.letter import LetterSheet  # noqa: PLC0415  (shown rarely)

        if self._meeting is None:
            return
        try:
            LetterSheet(self._desk, self.window(), self._meeting.id, letter).open()
        except UserError as error:
            self._desk.notices.error(error)

    # Inside -----------------------------------------------------------------------------------

    def _on_answered(self, ids: Sequence[int], word: str) -> None:
        if self._meeting is not None:
            reply, mode = _REPLIES[word]
            record_replies(self._desk.store, self._meeting.id, ids, reply, mode)

    def _add(self, values: Mapping[str, object]) -> None:
        person = values["participant_id"]
        if self._meeting is not None and isinstance(person, int):
            invite(self._desk.store, self._meeting.id, person)
            self.filter.clear()
            self.table.show_record(person)

    def _on_calendar(self) -> None:
        if self._meeting is None:
            return
        chosen, _kind = QFileDialog.getSaveFileName(
            self, "Calendar file", f"{self._meeting.held_on.isoformat()} meeting.ics", "*.ics"
        )
        if not chosen:
            return
        from copdesk.exports.calendar import write_calendar  # noqa: PLC0415  (done rarely)

        try:
            write_calendar(self._desk.store, self._meeting.id, Path(chosen))
            note_invitation(self._desk.store, self._meeting.id)
        except UserError as error:
            self._desk.notices.error(error)
        else:
            self._desk.notices.say(f"Saved {Path(chosen).name}.")

    # Needs

    def _on_needs(self) -> None:
        """Put the keyboard into the line in which the need of the person chosen is typed."""
        if self.table.current_id() in self._lines:
            self._show_need_line(shown=True)
            self.need.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.need.end(False)  # nothing is typed over: needs have no Undo

    def _show_person(self) -> None:
        """The need of the person chosen, unless something is being typed."""
        self._keep_need()
        line = self._lines.get(self.table.current_id())
        self.need.setEnabled(line is not None)
        self.need.setText(line.need if line else "")
        whose = f"Access or diet of {line.name}" if line else "Access or diet"
        self.need.setPlaceholderText(f"{whose}, for this meeting only")
        self.need.setAccessibleName(whose)
        self.need.setProperty("person", line.id if line else 0)
        self._show_need_line(shown=bool(line and line.need))

    def _show_need_line(self, *, shown: bool) -> None:
        """The line in which a need is typed takes room only while it is wanted."""
        self.need.setVisible(shown)
        self.kept.setVisible(shown or not self.needs.isHidden())

    def _keep_need(self) -> None:
        person = self.need.property("person")
        if not self.need.isModified() or self._meeting is None or not person:
            return
        self.need.setModified(False)
        try:
            keep_need(self._desk.store, self._meeting.id, person, self.need.text())
        except UserError as error:
            self._desk.notices.error(error)
            return
        with self._desk.store.read() as reader:
            lines = invitations.replies(reader, self._meeting.id)
        self._lines = {line.id: line for line in lines}
        self._show_needs()

    def _on_need_entered(self) -> None:
        self._keep_need()
        self.table.setFocus()

    def _show_needs(self) -> None:
        said = [f"{line.name}: {line.need}" for line in self._lines.values() if line.need]
        self.needs.setText("  ·  ".join(said))
        self.needs.setVisible(bool(said))
        self.venue_button.setVisible(bool(said))
        self.kept.setVisible(bool(said) or not self.need.isHidden())
        if self._meeting is not None:
            last = day_words(invitations.needs_end(self._meeting.held_on))
            self.kept.setText(
                f"Needs are deleted after {last} (14 days). They are in no history, search or"
                " export, and have no Undo; backups made until then hold them."
            )

    def _on_venue(self) -> None:
        said = [line.need for line in self._lines.values() if line.need]
        QApplication.clipboard().setText("\n".join(sorted(said)))
        self._desk.notices.say("Copied what people need, without names.")

    # What is shown

    def _show_matching(self) -> None:
        self.table.ask(self.filter.text(), ())
        self.frame.show_rows(len(self.table.rows.ids), narrowed=bool(self.filter.text()))
        if not self.need.hasFocus():
            self._show_person()

    def _show_buttons(self) -> None:
        silent = sum(line.reply is Reply.NONE for line in self._lines.values())
        off = self._meeting is not None and self._meeting.state is MeetingState.CANCELLED
        self.chase_button.setText(f" Ask {silent} for a reply…")
        self.chase_button.setAccessibleName(f"Ask {silent} for a reply")
        self.chase_button.setVisible(bool(silent) and not off and silent < len(self._lines))
        self.invite_button.setText(" Tell everybody…" if off else " Invite…")
        self.invite_button.setAccessibleName("Tell everybody" if off else "Invite")
        self.invite_button.setEnabled(bool(self._lines))

    def _on_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for word, words, _key, _ in _ANSWERS:
            menu.addAction(words, partial(self.table.answer, word))
        menu.addSeparator()
        menu.addAction("Access or diet", self._on_needs)
        menu.addAction("Open", lambda: self._desk.open_record(self.table.current_id()))
        menu.addAction("Copy rows", self.table.copy)
        menu.addAction("Take off the list", self.delete)
        menu.popup(at)

    def _connect(self) -> None:
        self.table.answered.connect(self._on_answered)
        self.table.delete_asked.connect(self.delete)
        self.table.opened.connect(self._desk.open_record)
        self.table.link_opened.connect(lambda person, _key: self._desk.open_record(person))
        self.table.menu_asked.connect(self._on_menu)
        self.table.picked.connect(self._show_person)
        self.filter.textChanged.connect(self._show_matching)
        self.filter.left.connect(self.table.setFocus)
        self.frame.add_asked.connect(self.add)
        self.frame.clear_asked.connect(self.filter.clear)
        by_key = QShortcut(QKeySequence("E"), self.table)
        by_key.setContext(Qt.ShortcutContext.WidgetShortcut)
        by_key.activated.connect(self._on_needs)
        self.need_button.clicked.connect(self._on_needs)
        self.need.editingFinished.connect(self._keep_need)
        self.need.returnPressed.connect(self._on_need_entered)
        self.venue_button.clicked.connect(self._on_venue)
        self.invite_button.clicked.connect(lambda: self.write(Letter.INVITE))
        self.chase_button.clicked.connect(lambda: self.write(Letter.CHASE))
        self.moved_button.clicked.connect(lambda: self.write(Letter.MOVED))
        self.calendar_button.clicked.connect(self._on_calendar)
        for word, one in self.buttons.items():
            one.clicked.connect(lambda _=False, word=word: self.table.answer(word))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE["m"])
        top.addWidget(self.counts, 1)
        for one in (self.invite_button, self.chase_button, self.calendar_button):
            top.addWidget(one)
        keys = FlowLayout()
        for one in (*self.buttons.values(), self.need_button):
            keys.addWidget(one)
        bar = QHBoxLayout()
        bar.setSpacing(SPACE["m"])
        bar.addLayout(keys, 1)
        self.filter.setFixedWidth(look.px(240))
        bar.addWidget(self.filter, 0, Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout(self.moved)
        row.setContentsMargins(SPACE["m"], SPACE["s"], SPACE["m"], SPACE["s"])
        words = "The date, time or place has changed since the invitation."
        row.addWidget(IconLabel("alert", "warn"))
        row.addWidget(label(words, "body", wrap=True), 1)
        row.addWidget(self.moved_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        column.addLayout(top)
        column.addWidget(self.moved)
        column.addLayout(bar)
        column.addWidget(self.frame, 1)
        column.addWidget(self.add_line)
        column.addWidget(self.need)
        column.addLayout(self._needs_row())
        column.addWidget(self.kept)

    def _needs_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE["s"])
        row.addWidget(self.needs, 1)
        row.addWidget(self.venue_button)
        return row


def _row(line: ReplyLine) -> tuple[object, ...]:
    mode = None if line.mode is AttendanceMode.UNKNOWN else line.mode
    return line.name, line.organisations, line.reply, mode, line.replied_on, line.email


def _button(words: str, key: str) -> QPushButton:
    return button(f"{words} ({key})", tip=f"Reply of the people chosen: {words.lower()} ({key})")
