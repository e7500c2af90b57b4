"""The page of meetings: the list, and in its place the one that was opened."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QStackedWidget

from copdesk.domain.meetings import MeetingState
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.list_page import ListPage
from copdesk.ui.kit.page import Command
from copdesk.ui.pages.meetings.listed import SPEC
from copdesk.ui.pages.meetings.meeting import MeetingView

if TYPE_CHECKING:
    from copdesk.db.listing import View
    from copdesk.db.store import Notice


_OF_FOCUS = {
    "Ctrl+C": (Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier),
    "Del": (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
}


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
        self.list = ListPage(desk, SPEC)
        self.meeting = MeetingView(desk)
        self.addWidget(self.list)
        self.addWidget(self.meeting)
        self.setFocusProxy(self.list.table)
        self._connect()

    # What the window asks ---------------------------------------------------------------------

    def refresh(self, notice: "Notice | None" = None) -> None:
        """Read again what is shown."""
        if self._is_open():
            self.meeting.refresh()
        else:
            self.list.refresh(notice)

    def show_record(self, record_id: int) -> None:
        """Show one meeting whole."""
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
        """Show the meetings of a view."""
        self.leave()
        self.list.show_rows(kind, view)

    def begin(self, kind: str) -> None:
        """Begin to plan a meeting."""
        self.leave()
        self.list.begin(kind)

    def status_text(self) -> str:
        """What is shown, in words."""
        return self.meeting.status_text() if self._is_open() else self.list.status_text()

    def commands(self) -> Sequence[Command]:
        """What can be done with the list, and with the meeting shown."""
        listed = [self._on_list(one) for one in self.list.commands()]
        return [*self._of_meeting(), *listed]

    # Doing ------------------------------------------------------------------------------------

    def leave(self) -> None:
        """Go back to the list; what is being typed is kept."""
        shown = self.meeting.meeting_id if self._is_open() else 0
        self.meeting.settle()
        self.setCurrentWidget(self.list)
        self.setFocusProxy(self.list.table)
        self.list.refresh()
        if shown:
            self.list.table.show_record(shown)
            self.list.table.setFocus()
        self.status_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads from what is typed to the rows, and from there back to the list."""
        if event.key() != Qt.Key.Key_Escape or not self._is_open():
            super().keyPressEvent(event)
        elif isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit | QComboBox):
            self.meeting.focus_first()
        else:
            self.leave()

    # Inside -----------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.list.status_changed.connect(self.status_changed)
        self.list.pane.added.connect(self._desk.open_record)
        self.meeting.status_changed.connect(self.status_changed)
        self.meeting.left.connect(self.leave)
        self.meeting.gone.connect(self.leave)

    def _is_open(self) -> bool:
        return self.currentWidget() is self.meeting

    def _of_meeting(self) -> list[Command]:
        view, shown = self.meeting, self._is_open
        planned = partial(self._stands, MeetingState.PLANNED)
        settled = partial(self._stands, MeetingState.HELD, MeetingState.CANCELLED)
        return [
            Command("Back to all meetings", self.leave, "left", "", shown),
            Command("Add on this tab", view.add, "plus", "Ctrl+Shift+N", shown),
            Command("Build the pack", view.build_pack, "document", "Ctrl+P", shown),
            Command("Mark as held", view.hold, "check", "", planned),
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

    def _on_list(self, command: Command) -> Command:
        """A command of the list; while a meeting is open, what has the keyboard knows its own."""
        if command.keys == "Ctrl+N":
            return replace(command, run=lambda: self.begin("meeting"))
        if command.keys == "Ctrl+F":
            return replace(command, run=lambda: self._find(command))
        if command.keys in _OF_FOCUS:
            run = partial(self._in_focus, command)
            return replace(command, run=run, enabled=lambda: self._is_open() or command.enabled())
        return replace(command, enabled=lambda: not self._is_open() and command.enabled())

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
