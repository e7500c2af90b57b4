"""The window from which a meeting is run: the item now, the clock, who is there, what is agreed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from copdesk.db.queries.live import came_of
from copdesk.domain.meeting_times import LONDON
from copdesk.errors import Invalid, UserError
from copdesk.ui.kit.desk import Desk
from copdesk.ui.notices import Notices
from copdesk.ui.pages.meetings.live_people import People
from copdesk.ui.pages.meetings.live_stage import WRITTEN, Stage
from copdesk.ui.pages.meetings.live_walk import Walk
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

if TYPE_CHECKING:
    from copdesk.db.store import Notice

_KEPT_EVERY = 3_000
"""Milliseconds after which what is being typed is kept against a crash."""
_PEOPLE_WIDE = 360
_PEOPLE_SHARE = 0.36
_PEOPLE = frozenset({"attendance", "participant", "participant_membership", "affiliation"})
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class LiveWindow(QWidget):
    """One meeting while it is held. All is kept as it is typed, pressed or left.

    Args:
        desk: the open file.
        meeting_id: which meeting.

    Attributes:
        closed: the window is gone.
        heard: a change of the file, brought to this thread.
    """

    closed = Signal()
    heard = Signal(object)

    def __init__(self, desk: Desk, meeting_id: int) -> None:
        super().__init__()
        self.setWindowFlag(Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("surface", "page")
        self.notices = Notices(self, self.undo)
        self.meeting_id = meeting_id
        self._store = desk.store
        self.walk = Walk(desk.store, meeting_id)
        here = replace(desk, notices=self.notices)
        self.stage = Stage(here, meeting_id)
        self.people = People(here, meeting_id, self._wall_clock)
        self.heading = label("", "section", wrap=True)
        self.notes_button = button("Chair's notes", "lock", "chip", checkable=True)
        self.notes_button.setToolTip("Show what is for the chair only (Ctrl+Shift+N)")
        self.full_button = button("Full screen", "screen", tip="Full screen or not (F11)")
        self.close_button = button("Close", "close", tip="Close; everything is kept (Ctrl+W)")
        self._ticking = QTimer(self, interval=1_000)
        self._typing = QTimer(self, interval=_KEPT_EVERY, singleShot=True)
        self._heard = self.heard.emit
        self._lay_out()
        self._connect()
        self._begin()

    def refresh(self, notice: "Notice | None" = None) -> None:
        """Read the meeting again; what is being typed stays."""
        self.walk.read()
        if self.walk.meeting is None:
            self.close()
            return
        if notice is None or notice.tables & _PEOPLE:
            self.people.refresh()
        self.setWindowTitle(self.walk.meeting.title)
        self.heading.setText(self.walk.meeting.title)
        self._show_item()

    def tick(self) -> None:
        """Show the time, and how the meeting stands, again."""
        now, shown = self._store.clock(), self.walk.item
        self.stage.clock.show_time(now)
        self.stage.clock.show_course(
            self.walk.course(now),
            shown.minutes if shown else None,
            begun=self.walk.begun,
            runs=self.walk.runs,
        )

    # Walking through the agenda ---------------------------------------------------------------

    def go_next(self) -> None:
        """Begin; then leave the item, with its minutes recorded, for the next one."""
        if not self.walk.begun:
            self.pause()
        elif not self.walk.is_last:
            self._go(self.walk.place + 1)
        elif self._left():
            self.notices.say("That was the last item. The clock is stopped.")

    def go_back(self) -> None:
        """Take up the item before again; its time goes on from where it was."""
        if self.walk.begun and self.walk.place > 0:
            self._go(self.walk.place - 1)

    def pause(self) -> None:
        """Begin, stop the clock for a break, or go on."""
        if self.walk.runs:
            self._left()
        else:
            self._try(lambda: self.walk.begin(self.walk.place))
        self.tick()

    def cross_out(self) -> None:
        """Say that the meeting does not come to this item and go on, or that it does after all."""
        if self.settle():
            self._try(self.walk.cross_out)
        self._show_item()

    # Writing down -----------------------------------------------------------------------------

    def write(self, kind: str) -> None:
        """Begin an action, a decision, a challenge or a question on this item."""
        if self.walk.items:
            self.stage.write(kind)

    def settle(self) -> bool:
        """Keep whatever is typed; False, with the reason shown, when something can't be."""
        return self.stage.capture.settle() and self._save_outcome()

    def undo(self) -> None:
        """Take back the last change of the file."""
        self._try(lambda: self.notices.say(f"Undone: {self._store.undo()}"))

    def redo(self) -> None:
        """Bring back what was taken back last."""
        self._try(lambda: self.notices.say(f"Done again: {self._store.redo()}"))

    # The window -------------------------------------------------------------------------------

    def toggle_full(self) -> None:
        """Fill the screen, or be a window again; filling it hides the chair's notes."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.notes_button.setChecked(False)
            self.showFullScreen()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Single keys, while no box and no list has the keyboard; Esc leads back to the item."""
        act = self._acts().get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape:
            self._back_to_item()
        elif act is not None and event.modifiers() in _PLAIN:
            act()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc keeps the outcome, where elsewhere it would take back what is typed."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            self._save_outcome()
            self._back_to_item()
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The people take at most a third of the room."""
        super().resizeEvent(event)
        most = round(event.size().width() * _PEOPLE_SHARE)
        self.people.setFixedWidth(min(look.px(_PEOPLE_WIDE), most))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep everything, record the minutes of the item, and go.

        What was being written down and can't be added as it is goes to the end of the outcome.
        """
        outcome, capture = self.stage.outcome, self.stage.capture
        if not capture.settle() and self.walk.item is not None:
            outcome.paper.setPlainText(f"{outcome.typed()}\n{capture.leftover()}".strip())
        self._keep_typed()
        self._save_outcome()
        self._try(self.walk.stop)
        if self._heard in self._store.changed:
            self._store.changed.remove(self._heard)
        self._ticking.stop()
        self._typing.stop()
        super().closeEvent(event)
        self.closed.emit()

    # Inside -----------------------------------------------------------------------------------

    def _begin(self) -> None:
        """Go on where the window was closed, or where the program stopped."""
        said: list[str] = []
        self._try(lambda: said.append(self.walk.bring_back()))
        self.refresh()
        self._store.changed.append(self._heard)
        self._ticking.start()
        self.stage.setFocus()
        if any(said):
            self.notices.say(said[0])

    def _show_item(self) -> None:
        shown = self.walk.item
        with self._store.read() as reader:
            came = came_of(reader, shown.id) if shown else []
        self.stage.show_walk(self.walk, came)
        self.tick()

    def _go(self, place: int) -> None:
        if self._left():
            self._try(lambda: self.walk.begin(place))
            self._show_item()
            self.stage.setFocus()

    def _left(self) -> bool:
        return self.settle() and self._try(self.walk.stop)

    def _back_to_item(self) -> None:
        if not self.notices.dismiss():
            self.stage.capture.put_away()
        self.stage.setFocus()

    def _save_outcome(self) -> bool:
        outcome = self.stage.outcome
        if not outcome.touched():
            return True
        text = outcome.value()
        self._typing.stop()
        if not self._try(lambda: self.walk.write(text)):
            return False
        outcome.set_value(text)
        return True

    def _keep_typed(self) -> None:
        if self.stage.outcome.touched():
            self._try(lambda: self.walk.keep_typed(self.stage.outcome.typed()))

    def _on_typed(self) -> None:
        if self.stage.outcome.touched() and not self._typing.isActive():
            self._typing.start()

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except UserError as refused:
            self.notices.error(refused)
        except Invalid as invalid:
            self.notices.error(UserError(str(invalid)))
        else:
            return True
        return False

    def _wall_clock(self) -> time:
        return self._store.clock().astimezone(LONDON).time().replace(second=0, microsecond=0)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE["s"])
        head.addWidget(self.heading, 1)
        for one in (self.notes_button, self.full_button, self.close_button):
            head.addWidget(one)
        body = QHBoxLayout()
        body.setSpacing(SPACE["l"])
        body.addWidget(self.stage, 1)
        body.addWidget(self.people)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
        column.setSpacing(SPACE["s"])
        column.addLayout(head)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        stage = self.stage
        for kind, one in stage.write_buttons.items():
            one.clicked.connect(partial(self.write, kind))
        stage.clock.next_button.clicked.connect(self.go_next)
        stage.clock.back_button.clicked.connect(self.go_back)
        stage.clock.pause_button.clicked.connect(self.pause)
        stage.reached_button.clicked.connect(self.cross_out)
        stage.outcome.edited.connect(self._save_outcome)
        stage.outcome.paper.textChanged.connect(self._on_typed)
        stage.outcome.paper.installEventFilter(self)
        self.notes_button.toggled.connect(lambda shown: stage.item.show_note(shown=shown))
        self.full_button.clicked.connect(self.toggle_full)
        self.close_button.clicked.connect(self.close)
        self._typing.timeout.connect(self._keep_typed)
        self._ticking.timeout.connect(self.tick)
        self.heard.connect(self.refresh)
        for keys, act in self._shortcuts().items():
            QShortcut(QKeySequence(keys), self, act)

    def _acts(self) -> dict[Qt.Key, Callable[[], object]]:
        """Single keys."""
        return {
            Qt.Key.Key_Right: self.go_next,
            Qt.Key.Key_PageDown: self.go_next,
            Qt.Key.Key_Left: self.go_back,
            Qt.Key.Key_PageUp: self.go_back,
            Qt.Key.Key_Space: self.pause,
            Qt.Key.Key_X: self.cross_out,
            Qt.Key.Key_O: self.stage.write_outcome,
            Qt.Key.Key_P: self.people.setFocus,
            Qt.Key.Key_V: self.people.add_visitor,
            **{Qt.Key[f"Key_{key}"]: partial(self.write, kind) for kind, key in WRITTEN.items()},
        }

    def _shortcuts(self) -> dict[str, Callable[[], object]]:
        """Keys that hold everywhere, in a box as well."""
        return {
            "Ctrl+Z": self.undo,
            "Ctrl+Shift+Z": self.redo,
            "Ctrl+Y": self.redo,
            "Ctrl+PgDown": self.go_next,
            "Ctrl+PgUp": self.go_back,
            "Alt+O": self.stage.write_outcome,
            "Alt+P": self.people.setFocus,
            "Alt+V": self.people.add_visitor,
            "Ctrl+F": self.people.find_person,
            "Ctrl+Shift+N": self.notes_button.toggle,
            "F11": self.toggle_full,
            "Ctrl+W": self.close,
            **{f"Alt+{key}": partial(self.write, kind) for kind, key in WRITTEN.items()},
        }
