"""One meeting at full width: what it is, the way back, and its parts on tabs."""

from collections.abc import Callable, Mapping
from typing import Protocol, cast

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from copdesk.db.models import Meeting
from copdesk.db.queries import meetings
from copdesk.db.queries.meetings import MeetingLine
from copdesk.domain.dates import day_words, days_between_words
from copdesk.domain.letters import Letter
from copdesk.domain.meetings import MeetingState
from copdesk.services.carry import reopen_meeting
from copdesk.services.meetings import cancel_meeting, hold_meeting, replan_meeting
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.documents_tab import DocumentsTab
from copdesk.ui.kit.dropped import dropped_files
from copdesk.ui.kit.flow_layout import FlowLayout
from copdesk.ui.kit.history_tab import HistoryTab
from copdesk.ui.kit.page import Command
from copdesk.ui.kit.pill import Pill
from copdesk.ui.kit.scrolled import scrolled
from copdesk.ui.pages.meetings.actions import ActionsTab
from copdesk.ui.pages.meetings.agenda import AgendaTab
from copdesk.ui.pages.meetings.attendance import AttendanceTab
from copdesk.ui.pages.meetings.checklist import ChecklistTab
from copdesk.ui.pages.meetings.closing import ClosingSheet
from copdesk.ui.pages.meetings.details import DetailsTab
from copdesk.ui.pages.meetings.listed import TONES
from copdesk.ui.pages.meetings.minutes import MinutesTab
from copdesk.ui.pages.meetings.pack import build_pack, papers
from copdesk.ui.pages.meetings.replies import RepliesTab
from copdesk.ui.theme.parts import button, label, surface
from copdesk.ui.theme.tokens import SPACE


class Part(Protocol):
    """What stands on a tab."""

    def show_record(self, record_id: int) -> None:
        """Show what belongs to this meeting, read anew."""


class MeetingView(QWidget):
    """One meeting. Each part is read when its tab is shown.

    Attributes:
        left: the way back to the list.
        run_asked: the meeting is to be run from a window of its own.
        gone: the meeting is no longer there.
        status_changed: another part is shown.
    """

    left = Signal()
    run_asked = Signal()
    gone = Signal()
    status_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("surface", "page")
        self._desk = desk
        self.meeting_id = 0
        self._meeting: MeetingLine | None = None
        self._closed = False
        self.back_button = button("All meetings", "left", "quiet", tip="Back to the list (Esc)")
        self.title = label("", "title", wrap=True)
        self.second = label("", "body2", wrap=True)
        self.state = Pill()
        self.run_button = button("Run the meeting", "screen", tip="Run the meeting (F11)")
        self.held_button = button("Mark as held", "check")
        self.close_button = button("Close the meeting", "check", tip="See first what goes forward")
        self.reopen_button = button("Reopen", "restore", tip="Keep its minutes, and open it again")
        self.pack_button = button(
            "Build the pack", "document", "primary", tip="Build the meeting pack (Ctrl+P)"
        )
        self.papers_button = button("Print…", "print", tip="Agenda, sign-in sheet, minutes, badges")
        self.tabs = QTabBar()
        self._bodies = QStackedWidget()
        self._parts: dict[str, QWidget] = {}
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)

    def show_meeting(self, meeting_id: int) -> bool:
        """Show a meeting; whether there is such a one. Another than before begins at its agenda."""
        other = meeting_id != self.meeting_id
        if other:
            self.settle()
        with self._desk.store.read() as reader:
            self._meeting = meetings.meeting(reader, meeting_id)
            self._closed = (reader.get(Meeting, meeting_id) or {}).get("closed_at") is not None
        if self._meeting is None:
            self.meeting_id = 0
            return False
        self.meeting_id = meeting_id
        self._show_heading(self._meeting)
        if other:
            self.tabs.setCurrentIndex(0)
        self._show_part()
        return True

    def refresh(self) -> None:
        """Read again what is shown."""
        if self.meeting_id and not self.show_meeting(self.meeting_id):
            self.gone.emit()

    def part(self, title: str) -> QWidget:
        """What stands on the tab of this title; made when it is first asked for."""
        if title not in self._parts:
            make, framed = _PARTS[title]
            part = self._parts[title] = make(self._desk)
            if isinstance(part, ChecklistTab):
                part.led.connect(self.show_tab)
            at = list(_PARTS).index(title)
            column = QVBoxLayout(self._bodies.widget(at) or self)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(_framed(part) if framed else part)
        return self._parts[title]

    def settle(self) -> None:
        """Keep whatever is being typed."""
        for part in self._parts.values():
            if isinstance(part, AgendaTab | RepliesTab | MinutesTab | DetailsTab):
                part.settle()

    def focus_first(self) -> None:
        """Put the keyboard where the work of this tab begins."""
        first = self.part(self._title()).focusProxy()
        (first or self.tabs).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_tab(self, title: str) -> None:
        """Show the part of this title."""
        self.tabs.setCurrentIndex(list(_PARTS).index(title))

    def titles(self) -> list[str]:
        """The titles of all tabs."""
        return list(_PARTS)

    def status_text(self) -> str:
        """Which part of which meeting."""
        title = self._meeting.title if self._meeting else ""
        return f"{title}: {self._title().lower()}"

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Papers may be dropped anywhere on a meeting."""
        if dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read an attendance report; attach whatever else is dropped."""
        from copdesk.imports.attendance_report import is_report  # noqa: PLC0415  (done rarely)

        event.acceptProposedAction()
        files = dropped_files(event)
        if len(files) == 1 and is_report(files[0]):
            self.show_tab("Attendance")
            part = self.part("Attendance")
            if isinstance(part, AttendanceTab):
                part.read_file(files[0])
            return
        self.show_tab("Documents")
        part = self.part("Documents")
        if isinstance(part, DocumentsTab):
            part.attach(dropped_files(event))

    # Doing ------------------------------------------------------------------------------------

    def build_pack(self) -> None:
        """Build the pack and show it."""
        self.settle()
        build_pack(self._desk, self, self.meeting_id)

    def papers(self) -> list[Command]:
        """Every other paper of this meeting."""
        return papers(self._desk, self, lambda: self.meeting_id)

    def add(self) -> None:
        """Begin what is added on this tab: an item, a person, an action, a paper."""
        part = self.part(self._title())
        if isinstance(part, DocumentsTab):
            part.attach_button.click()
        elif isinstance(part, AgendaTab | RepliesTab | AttendanceTab | ActionsTab | MinutesTab):
            part.add()

    def find_person(self) -> None:
        """Find a person, where people are listed."""
        if self._title() != "Replies":
            self.show_tab("Attendance")
        part = self.part(self._title())
        if isinstance(part, RepliesTab | AttendanceTab):
            part.find_person()

    def write(self, letter: Letter) -> None:
        """Show a letter to the people of the meeting, beside what they said."""
        self.show_tab("Replies")
        part = self.part("Replies")
        if isinstance(part, RepliesTab):
            part.write(letter)

    def take_from_file(self) -> None:
        """Ask for a report of Teams or Zoom."""
        self.show_tab("Attendance")
        part = self.part("Attendance")
        if isinstance(part, AttendanceTab):
            part.file_button.click()

    def hold(self) -> None:
        """Say that it took place."""
        self._set_state(hold_meeting, "Marked as held.")

    def close_meeting(self) -> None:
        """Show what goes forward, and close it from there."""
        self.settle()
        ClosingSheet(self._desk, self.window(), self.meeting_id).open()

    def reopen(self) -> None:
        """Open a closed meeting again."""
        self._set_state(reopen_meeting, "Reopened. The minutes are kept as they were.")

    def can_close(self) -> bool:
        """Whether a meeting is shown that can be closed."""
        called_off = self.is_state(MeetingState.CANCELLED)
        return self._meeting is not None and not self._closed and not called_off

    def is_closed(self) -> bool:
        """Whether a closed meeting is shown."""
        return self._meeting is not None and self._closed

    def call_off(self) -> None:
        """Call it off."""
        self._set_state(cancel_meeting, "Called off.")

    def replan(self) -> None:
        """Say that it is still to come."""
        self._set_state(replan_meeting, "Planned again.")

    def is_state(self, *states: MeetingState) -> bool:
        """Whether a meeting is shown and stands so."""
        return self._meeting is not None and self._meeting.state in states

    # Inside -----------------------------------------------------------------------------------

    def _set_state(self, act: Callable[..., None], said: str) -> None:
        if self.meeting_id:
            act(self._desk.store, self.meeting_id)
            self._desk.notices.say(said, undo=True)

    def _show_heading(self, meeting: MeetingLine) -> None:
        today = self._desk.today()
        self.title.setText(meeting.title)
        times = " to ".join(f"{at:%H:%M}" for at in (meeting.starts_at, meeting.ends_at) if at)
        when = f"{day_words(meeting.held_on)} ({days_between_words(meeting.held_on, today)})"
        named = "" if meeting.community in meeting.title else meeting.community
        said = (", ".join(filter(None, (when, times))), meeting.place, named)
        self.second.setText("  ·  ".join(filter(None, said)))
        words = "Held and closed" if self._closed else meeting.state.label
        self.state.show_words(words, *TONES[meeting.state])
        over = meeting.state is MeetingState.PLANNED and meeting.held_on <= today
        self.held_button.setVisible(over)
        self.run_button.setVisible(self.can_close())
        self.close_button.setVisible(meeting.state is MeetingState.HELD and not self._closed)
        self.reopen_button.setVisible(self._closed)
        self.setAccessibleName(meeting.title)

    def _lay_out(self) -> None:
        for title in _PARTS:
            self.tabs.addTab(title)
            self._bodies.addWidget(QWidget())
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName("Parts of the meeting")
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        for words in (self.title, self.second):
            words.setAlignment(align)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head = QHBoxLayout()
        head.setSpacing(SPACE["s"])
        head.addWidget(self.back_button)
        head.addStretch()
        acts = (self.run_button, self.held_button, self.close_button, self.reopen_button)
        flow = FlowLayout()
        for one in (self.state, *acts, self.papers_button, self.pack_button):
            flow.addWidget(one)
        head.addLayout(flow)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE["xl"], 20, SPACE["xl"], SPACE["l"])
        column.setSpacing(SPACE["xs"])
        column.addLayout(head)
        column.addWidget(self.title)
        column.addWidget(self.second)
        column.addWidget(self.tabs)
        column.addSpacing(SPACE["xs"])
        column.addWidget(self._bodies, 1)

    def _connect(self) -> None:
        self.back_button.clicked.connect(self.left)
        self.run_button.clicked.connect(self.run_asked)
        self.held_button.clicked.connect(self.hold)
        self.close_button.clicked.connect(self.close_meeting)
        self.reopen_button.clicked.connect(self.reopen)
        self.pack_button.clicked.connect(self.build_pack)
        self.papers_button.clicked.connect(self._on_papers)
        self.tabs.currentChanged.connect(self._on_tab)

    def _on_papers(self) -> None:
        self.settle()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in self.papers():
            menu.addAction(one.words, one.run)
        menu.popup(self.papers_button.mapToGlobal(QPoint(0, self.papers_button.height() + 4)))

    def _on_tab(self) -> None:
        keyboard_stays = self.tabs.hasFocus()
        self._show_part()
        if not keyboard_stays:
            self.focus_first()
        self.status_changed.emit()

    def _show_part(self) -> None:
        part = self.part(self._title())
        self._bodies.setCurrentIndex(self.tabs.currentIndex())
        if self.meeting_id:
            cast("Part", part).show_record(self.meeting_id)

    def _title(self) -> str:
        return self.tabs.tabText(self.tabs.currentIndex())


def _framed(part: QWidget) -> QWidget:
    """A part on a panel of its own."""
    inner = QWidget()
    inner.setProperty("surface", "pane")
    column = QVBoxLayout(inner)
    column.setContentsMargins(*[SPACE["l"]] * 4)
    column.addWidget(part)
    panel = surface("panel")
    outer = QVBoxLayout(panel)
    outer.setContentsMargins(1, 1, 1, 1)
    outer.addWidget(scrolled(inner))
    return panel


_PARTS: Mapping[str, tuple[Callable[[Desk], QWidget], bool]] = {
    "Agenda": (AgendaTab, False),
    "Replies": (RepliesTab, False),
    "Attendance": (AttendanceTab, False),
    "Actions": (ActionsTab, False),
    "Minutes": (MinutesTab, False),
    "Checklist": (ChecklistTab, True),
    "Documents": (DocumentsTab, True),
    "Details": (DetailsTab, True),
    "History": (HistoryTab, True),
}
"""The tabs in their order: what makes each, and whether it needs a panel of its own."""
