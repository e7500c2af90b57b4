"""The countdown of one meeting: what is done by when, each line with its buttons."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from copdesk.db.queries.checklist import checklist
from copdesk.domain.checklist import Line, LineState, Step
from copdesk.domain.dates import day_words, days_between_words, short_day_words
from copdesk.services.checklist import finish_step, set_step_aside, take_step_up
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.pill import Pill
from copdesk.ui.theme.parts import button, label, line
from copdesk.ui.theme.tokens import SPACE

LEADS: dict[Step, tuple[str, str]] = {
    Step.DATE: ("Open details", "Details"),
    Step.INVITE: ("Open replies", "Replies"),
    Step.PACK: ("Open agenda", "Agenda"),
    Step.REMIND: ("Open replies", "Replies"),
    Step.MINUTES: ("Open minutes", "Minutes"),
    Step.ACTIONS: ("Open actions", "Actions"),
}
"""The words of the first button of each line, and the tab it leads to."""

TONES: dict[LineState, tuple[str, str]] = {
    LineState.DONE: ("ok", "check"),
    LineState.SET_ASIDE: ("mute", "close"),
    LineState.LATE: ("danger", "alert"),
    LineState.DUE: ("warn", "clock"),
    LineState.LATER: ("mute", "clock"),
}


class ChecklistTab(QWidget):
    """The lines in the order of their days.

    Attributes:
        led: a line leads to the tab of this title.
    """

    led = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._meeting_id = desk, 0
        self.buttons: list[QPushButton] = []
        self._body: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE["s"])
        told = "What the file shows to be done ticks itself: replies, a pack, minutes, actions."
        self._column.addWidget(label(told, "caption", wrap=True))
        self._column.addStretch(1)

    def show_record(self, meeting_id: int) -> None:
        """Show the countdown of this meeting, read anew; the keyboard stays at its place."""
        self._meeting_id = meeting_id
        today = self._desk.today()
        with self._desk.store.read() as reader:
            lines = checklist(reader, meeting_id, today)
        at = next((n for n, one in enumerate(self.buttons) if one.hasFocus()), -1)
        self._renew(lines, today)
        if at >= 0 and self.buttons:
            self.buttons[min(at, len(self.buttons) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _renew(self, lines: list[Line], today: date) -> None:
        if self._body is not None:
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self.buttons = []
        self._body = QWidget()
        grid = QGridLayout(self._body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE["m"])
        grid.setVerticalSpacing(SPACE["s"])
        grid.setColumnStretch(0, 1)
        for number, each in enumerate(lines):
            grid.addWidget(line(), 2 * number, 0, 1, 3)
            self._add(grid, 2 * number + 1, each, today)
        if not lines:
            grid.addWidget(label("A meeting that was called off has no countdown.", "body2"), 0, 0)
        self._column.insertWidget(1, self._body)
        if self.buttons:
            self.setFocusProxy(self.buttons[0])

    def _add(self, grid: QGridLayout, row: int, each: Line, today: date) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(label(each.step.label, "strong", wrap=True))
        due = f"{day_words(each.due_on)}, {days_between_words(each.due_on, today)}"
        told = f"{due}. {each.note}" if each.note else due
        names.addWidget(label(told, "caption", wrap=True))
        pill = Pill()
        pill.show_words(state_words(each, today), *TONES[each.state])
        acts = QHBoxLayout()
        acts.setSpacing(0)
        acts.addStretch()
        for words, run in self._acts(each):
            acts.addWidget(self._button(words, each.step, run))
        grid.addLayout(names, row, 0)
        grid.addWidget(pill, row, 1)
        grid.addLayout(acts, row, 2)

    def _acts(self, each: Line) -> list[tuple[str, Callable[[], None]]]:
        words, tab = LEADS[each.step]
        lead = (words, partial(self.led.emit, tab))
        if each.is_open:
            return [
                lead,
                ("Done", partial(self._finish, each.step)),
                ("Not needed", partial(self._aside, each.step)),
            ]
        by_hand = each.done_on is not None or each.state is LineState.SET_ASIDE
        again = [("Still to do", partial(self._again, each.step))] if by_hand else []
        return [lead, *again]

    def _button(self, words: str, step: Step, run: Callable[[], None]) -> QPushButton:
        made = button(words, kind="quiet")
        made.setAccessibleName(f"{words}: {step.label}")
        made.clicked.connect(lambda _=False: run())
        self.buttons.append(made)
        return made

    def _finish(self, step: Step) -> None:
        finish_step(self._desk.store, self._meeting_id, step, self._desk.today())
        self._said(f"{step.label}: done.")

    def _aside(self, step: Step) -> None:
        set_step_aside(self._desk.store, self._meeting_id, step)
        self._said(f"{step.label}: not needed.")

    def _again(self, step: Step) -> None:
        take_step_up(self._desk.store, self._meeting_id, step)
        self._said(f"{step.label}: still to do.")

    def _said(self, words: str) -> None:
        self.show_record(self._meeting_id)
        self._desk.notices.say(words, undo=True)


def state_words(each: Line, today: date) -> str:
    """How a line stands: ``2 days late``, ``Due tomorrow``, ``Done 4 Nov 2026``."""
    if each.state is LineState.DONE:
        return f"Done {short_day_words(each.done_on)}" if each.done_on else "Done"
    if each.state is LineState.SET_ASIDE:
        return "Not needed"
    late = (today - each.due_on).days
    if late > 0:
        return "1 day late" if late == 1 else f"{late:,} days late"
    return f"Due {days_between_words(each.due_on, today)}"
