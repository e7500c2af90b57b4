"""The page of meetings: the list, and in its place the one that was opened."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QStackedWidget

from copdesk.db.kinds import models
from copdesk.domain.letters import Letter
from copdesk.domain.meetings import MeetingState
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.page import Command
from copdesk.ui.kit.tabbed_lists import TabbedLists
from copdesk.ui.pages.meetings.listed import SPEC
from copdesk.ui.pages.meetings.live import LiveWindow
from copdesk.ui.pages.meetings.meeting import MeetingView
from copdesk.ui.pages.meetings.series import SERIES, WAITING

if TYPE_CHECKING:
    from copdesk.db.listing import View
    from copdesk.db.store import Notice
    from copdesk.ui.kit.list_page import ListPage


_OF_FOCUS = {
    "Ctrl+C": (Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier),
    "Del": (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
}
_TABS = (("Meetings", SPEC), ("Series", SERIES), ("Waiting items", WAITING))
_LISTED = {"meeting_series", "backlog_item"}
_WITHIN = {"agenda_item": "Agenda", "decision": "Minutes"}


class MeetingsPage(QStackedWidget):
    """The list and the meeting.

    Attributes:
        status_changed: the words of the status bar have changed.
    """

    status_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.title = SPEC.title
        self._desk = desk
        self.lists = TabbedLists(desk, SPEC.title, _TABS)
        self.list = cast("ListPage", self.lists.here())
        self.meeting = MeetingView(desk)
        self.live: LiveWindow | None = None
        self.addWidget(self.lists)
        self.addWidget(self.meeting)
        self.setFocusProxy(self.lists)
        self._connect()

    # What the window asks ---------------------------------------------------------------------

    def refresh(self, notice: "Notice | None" = None) -> None:
        """Read again what is shown."""
        if self._is_open():
            self.meeting.refresh()
        else:
            self.lists.refresh(notice)

    def show_record(self, record_id: int) -> None:
        """Show one meeting whole; an item or a decision leads to its meeting, others to a list."""
        with self._desk.store.read() as reader:
            kind = reader.kind(record_id)
            belongs = reader.get(models()[kind], record_id) if kind in _WITHIN else None
        if kind in _LISTED:
            self.leave()
            self.lists.show_record(record_id)
        elif kind is not None and belongs is not None:
            self._show_meeting(belongs["meeting_id"])
            self.meeting.show_tab(_WITHIN[kind])
        else:
            self._show_meeting(record_id)

    def _show_meeting(self, record_id: int) -> None:
        if not self.meeting.show_meeting(record_id):
            self.leave()
            return
        self.setCurrentWidget(self.meeting)
        self.setFocusProxy(self.meeting.tabs)
        self.meeting.focus_first()
        self.status_changed.emit()

    def show_list(self) -> None:
        """Show the list again."""
        if self._is_open():
            self.leave()

    def show_rows(self, kind: str, view: "View") -> None:
        """Show the meetings, series or waiting items of a view."""
        self.leave()
        self.lists.show_rows(kind, view)

    def begin(self, kind: str) -> None:
        """Begin to plan a meeting, to start a series, or to let an item wait."""
        self.leave()
        self.lists.begin(kind)

    def status_text(self) -> str:
        """What is shown, in words."""
        return self.meeting.status_text() if self._is_open() else self.lists.status_text()

    def commands(self) -> Sequence[Command]:
        """What can be done with the list, and with the meeting shown."""
        listed = [self._on_list(one) for one in self.lists.commands()]
        return [*self._of_meeting(), *listed]

    # Doing ------------------------------------------------------------------------------------

    def leave(self) -> None:
        """Go back to the list; what is being typed is kept."""
        shown = self.meeting.meeting_id if self._is_open() else 0
        self.meeting.settle()
        self.setCurrentWidget(self.lists)
        self.setFocusProxy(self.lists)
        self.lists.refresh()
        if shown:
            if self.lists.here() is self.list:
                self.list.table.show_record(shown)
            self.lists.here().setFocus()
        self.status_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads from what is typed to the rows, and from there back to the list."""
        if event.key() != Qt.Key.Key_Escape or not self._is_open():
            super().keyPressEvent(event)
        elif isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit | QComboBox):
            self.meeting.focus_first()
        else:
            self.leave()

    def run_meeting(self) -> None:
        """Show the meeting in a window of its own, from which it is run."""
        shown = self.meeting.meeting_id
        self.meeting.settle()
        if self.live is not None and self.live.meeting_id != shown:
            self.live.close()
        if self.live is None:
            self.live = LiveWindow(self._desk, shown)
            self.live.closed.connect(self._on_live_closed)
            self.live.showMaximized()
        self.live.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is open beside the page goes with it; everything is kept."""
        if self.live is not None:
            self.live.close()
        super().closeEvent(event)

    # Inside -----------------------------------------------------------------------------------

    def _on_live_closed(self) -> None:
        self.live = None

    def _connect(self) -> None:
        self.lists.status_changed.connect(self.status_changed)
        self.list.pane.added.connect(self._desk.open_record)
        self.meeting.status_changed.connect(self.status_changed)
        self.meeting.left.connect(self.leave)
        self.meeting.gone.connect(self.leave)
        self.meeting.run_asked.connect(self.run_meeting)

    def _is_open(self) -> bool:
        return self.currentWidget() is self.meeting

    def _of_meeting(self) -> list[Command]:
        view, shown = self.meeting, self._is_open
        planned = partial(self._stands, MeetingState.PLANNED)
        settled = partial(self._stands, MeetingState.HELD, MeetingState.CANCELLED)
        return [
            Command("Back to all meetings", self.leave, "left", "", shown),
            Command("Add on this tab", view.add, "plus", "Ctrl+Shift+N", shown),
            Command("Run the meeting", self.run_meeting, "screen", "F11", self._can_close),
            Command("Build the pack", view.build_pack, "document", "Ctrl+P", shown),
            *(
                replace(one, words=f"Print: {one.words.rstrip('…')}", enabled=shown)
                for one in view.papers()
            ),
            Command("Invite…", partial(view.write, Letter.INVITE), "mail", "", planned),
            Command("Ask for replies…", partial(view.write, Letter.CHASE), "mail", "", planned),
            Command("Attendance from a file…", view.take_from_file, "import", "", shown),
            Command("Mark as held", view.hold, "check", "", planned),
            Command("Close the meeting", view.close_meeting, "check", "", self._can_close),
            Command("Reopen the meeting", view.reopen, "restore", "", self._is_closed),
            Command("Call off", view.call_off, "close", "", planned),
            Command("Plan again", view.replan, "restore", "", settled),
            *(
                Command(
                    f"Show {title.lower()}", partial(view.show_tab, title), "", f"Alt+{n}", shown
                )
                for n, title in enumerate(view.titles(), 1)
            ),
        ]

    def _stands(self, *states: MeetingState) -> bool:
        return self._is_open() and self.meeting.is_state(*states)

    def _can_close(self) -> bool:
        return self._is_open() and self.meeting.can_close()

    def _is_closed(self) -> bool:
        return self._is_open() and self.meeting.is_closed()

    def _on_list(self, command: Command) -> Command:
        """A command of the list; while a meeting is open, what has the keyboard knows its own."""
        if command.keys == "Ctrl+N":
            return replace(command, run=self._begin_here)
        if command.keys == "Ctrl+F":
            return replace(command, run=lambda: self._find(command))
        if command.keys in _OF_FOCUS:
            run = partial(self._in_focus, command)
            return replace(command, run=run, enabled=lambda: self._is_open() or command.enabled())
        return replace(command, enabled=lambda: not self._is_open() and command.enabled())

    def _begin_here(self) -> None:
        self.begin(SPEC.kind if self._is_open() else self.lists.kind())

    def _find(self, command: Command) -> None:
        if self._is_open():
            self.meeting.find_person()
        else:
            command.run()

    def _in_focus(self, command: Command) -> None:
        focused = QApplication.focusWidget()
        if not self._is_open():
            command.run()
        elif focused is not None:
            key, modifier = _OF_FOCUS[command.keys]
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(focused, QKeyEvent(kind, key, modifier))
