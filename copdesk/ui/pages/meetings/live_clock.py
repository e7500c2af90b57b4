"""The clock of a meeting that goes on: the time, how the item and the whole stand to the plan."""

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from copdesk.domain.live import Course, elapsed_words, ending_words, late_words
from copdesk.domain.meeting_times import LONDON
from copdesk.ui.kit.flow_layout import FlowLayout
from copdesk.ui.kit.pill import Pill
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

_VERY_LATE = 5


class ClockBar(QWidget):
    """Time, elapsed minutes and lateness, and the buttons that walk through the agenda."""

    def __init__(self) -> None:
        super().__init__()
        self.now = label("", "title")
        self.elapsed = label("", "section")
        self.late = Pill()
        self.ends = label("", "body2", wrap=True)
        self.back_button = button("Back", "left", tip="Back to the item before (Left, Page Up)")
        self.pause_button = button("Begin", "clock", tip="Begin, pause or go on (Space)")
        self.next_button = button(
            "Next item", "right", "primary", tip="The next item (Right, Page Down)"
        )
        self.now.setAccessibleName("Time")
        self.elapsed.setAccessibleName("This item")
        times = _side_by_side(self.now, self.elapsed, self.late)
        walk = _side_by_side(self.back_button, self.pause_button, self.next_button)
        row = FlowLayout()
        row.addWidget(times)
        row.addWidget(walk)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["xxs"])
        column.addLayout(row)
        column.addWidget(self.ends)

    def show_time(self, now: datetime) -> None:
        """The time on the wall."""
        _say(self.now, f"{now.astimezone(LONDON):%H:%M}", "Time")

    def show_course(
        self, stand: Course | None, planned: int | None, *, begun: bool, runs: bool
    ) -> None:
        """How the meeting stands; ``None`` where there is no agenda."""
        words = "Go on" if begun else "Begin"
        self.pause_button.setText(f" {'Pause' if runs else words}")
        self.pause_button.setAccessibleName("Pause" if runs else words)
        for one in (self.back_button, self.pause_button, self.next_button):
            one.setEnabled(stand is not None)
        self.back_button.setEnabled(stand is not None and begun)
        if stand is None or not begun:
            _say(self.elapsed, "Not begun" if stand else "", "This item")
            self.late.show_words("", "mute", "")
            self.ends.setText("")
            return
        paused = "" if runs else ", paused"
        _say(self.elapsed, elapsed_words(stand.elapsed, planned) + paused, "This item")
        self.late.show_words(late_words(stand.late), *_tone(stand.late))
        if self.ends.text() != ending_words(stand):
            self.ends.setText(ending_words(stand))


def _say(where: QLabel, words: str, what: str) -> None:
    """Change the words only when they differ, so that a screen reader is left in peace."""
    if where.text() != words:
        where.setText(words)
        where.setAccessibleName(f"{what}: {words}")


def _side_by_side(*parts: QWidget) -> QWidget:
    """Parts that stay on one line."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE["s"])
    for one in parts:
        row.addWidget(one)
    return whole


def _tone(late: int | None) -> tuple[str, str]:
    if late is None:
        return "mute", "clock"
    if late >= _VERY_LATE:
        return "danger", "alert"
    return ("warn", "clock") if late > 0 else ("ok", "check")
