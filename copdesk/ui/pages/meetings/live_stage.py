"""The large part of a running meeting: clock, item, what is written down on it, what comes next."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.flow_layout import FlowLayout
from copdesk.ui.kit.scrolled import scrolled
from copdesk.ui.pages.meetings.live_capture import Capture
from copdesk.ui.pages.meetings.live_clock import ClockBar
from copdesk.ui.pages.meetings.live_item import ItemNow, Outcome, came_words, coming_words
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copdesk.db.queries.live import Came
    from copdesk.ui.pages.meetings.live_walk import Walk

WRITTEN = {"action": "A", "decision": "D", "challenge": "C", "question": "Q"}
"""What can be written down on an item, and the key that begins it."""
_ICONS = {"action": "action", "decision": "check", "challenge": "alert", "question": "enquiries"}
_WALKING = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_LARGE_FROM = 1.4
"""From this size of text on, room is short and everything is large already."""


class Stage(QWidget):
    """What stands beside the list of people; it scrolls where the room is short."""

    def __init__(self, desk: Desk, meeting_id: int) -> None:
        super().__init__()
        self._item_id = 0
        self.clock = ClockBar()
        self.item = ItemNow()
        self.outcome = Outcome()
        self.capture = Capture(desk, meeting_id)
        self.came = label("", wrap=True)
        self.coming = label("", "body2", wrap=True)
        self.write_buttons = {
            kind: button(
                f"{kind.capitalize()} ({key})",
                _ICONS[kind],
                tip=f"{kind.capitalize()} on this item ({key}, or Alt+{key} from a box)",
            )
            for kind, key in WRITTEN.items()
        }
        self.reached_button = button("Not reached (X)", "minus", "chip", checkable=True)
        self._lay_out()
        self.setFocusProxy(self.item)
        self._on_look_changed()
        look.changed.connect(self._on_look_changed)

    def show_walk(self, walk: "Walk", came: "Sequence[Came]") -> None:
        """Show the item of the walk; what is being typed on it stays."""
        shown = walk.item
        for part in (self.outcome, self.capture, self.reached_button, *self.write_buttons.values()):
            part.setEnabled(shown is not None)
        if shown is None:
            self.item.show_nothing()
        else:
            self.item.show_item(shown, walk.place + 1, len(walk.items))
            self.capture.show_item(shown.id)
            self.reached_button.setChecked(not shown.reached)
            self._show_outcome(shown.outcome, other=shown.id != self._item_id)
            self._item_id = shown.id
        self.came.setText(came_words(came))
        self.came.setVisible(bool(came))
        self.coming.setText(coming_words(walk.items, walk.place, 3 if self._is_large() else 8))

    def write(self, kind: str) -> None:
        """Begin an action, a decision, a challenge or a question."""
        self.capture.begin(kind)
        self._scroll_to(self.capture)

    def write_outcome(self) -> None:
        """Put the keyboard into the outcome."""
        self.outcome.setFocus()
        self._scroll_to(self.outcome)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that walk through the agenda are not for scrolling; up and down are."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and event.key() in _WALKING:  # type: ignore[attr-defined]
            event.ignore()  # so that the window hears of it
            return True
        return super().eventFilter(watched, event)

    def _show_outcome(self, text: str, *, other: bool) -> None:
        """Another text only where it differs, so that the cursor stays."""
        if other or (not self.outcome.touched() and self.outcome.typed() != text):
            self.outcome.set_value(text)

    def _scroll_to(self, part: QWidget) -> None:
        """Bring it into sight once it has found its place."""
        QTimer.singleShot(0, part, lambda: self._area.ensureWidgetVisible(part, 0, SPACE["l"]))

    def _lay_out(self) -> None:
        buttons = FlowLayout()
        for each in (*self.write_buttons.values(), self.reached_button):
            buttons.addWidget(each)
        self._inner = QWidget()
        self._inner.setProperty("surface", "page")
        inside = QVBoxLayout(self._inner)
        inside.setContentsMargins(0, 0, SPACE["s"], 0)
        inside.setSpacing(SPACE["s"])
        inside.addWidget(self.item)
        inside.addLayout(buttons)
        for one in (self.capture, self.outcome, self.came, label("Next", "strong"), self.coming):
            inside.addWidget(one)
        inside.addStretch(1)
        self._area = scrolled(self._inner)
        self._area.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        column.addWidget(self.clock)
        column.addWidget(self._area, 1)

    def _is_large(self) -> bool:
        return look.factor >= _LARGE_FROM

    def _on_look_changed(self) -> None:
        """Large text needs no larger title; small text leaves room for more of everything."""
        self.item.show_large(large=not self._is_large())
        self.outcome.set_lines(2 if self._is_large() else 5, 14)
