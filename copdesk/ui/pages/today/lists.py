"""The two lists of Today: what needs attention, and what is coming up."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from copdesk.db.queries.today import Coming
from copdesk.domain.dates import day_words, days_between_words
from copdesk.errors import UserError
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.tiles import Pill
from copdesk.ui.pages.today.duty import Act, Duty
from copdesk.ui.pages.today.greeting import short_day
from copdesk.ui.theme.icons import IconLabel
from copdesk.ui.theme.parts import button, label, line
from copdesk.ui.theme.tokens import SPACE

_STATE_ICONS = {"danger": "alert", "warn": "clock", "info": "clock"}


class _Card(QFrame):
    """A card with a heading and a body that is made anew at each refresh."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.setAccessibleName(title)
        self._body: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, SPACE["m"], 1, SPACE["s"])
        self._column.setSpacing(SPACE["s"])
        heading = label(title, "section", wrap=True)
        heading.setContentsMargins(SPACE["l"], 0, SPACE["l"], 0)
        self._column.addWidget(heading)
        self._column.addStretch(1)

    def _renew(self) -> QVBoxLayout:
        if self._body is not None:
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = QWidget()
        self._column.insertWidget(1, self._body)
        inside = QVBoxLayout(self._body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        return inside

    def _say(self, inside: QVBoxLayout, words: str) -> None:
        said = label(words, "body2", wrap=True)
        said.setContentsMargins(SPACE["l"], SPACE["s"], SPACE["l"], SPACE["s"])
        inside.addWidget(said)


class Attention(_Card):
    """What needs attention, a line each, with its own buttons."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Needs your attention")
        self._desk = desk
        self.buttons: list[QPushButton] = []

    def show_duties(self, duties: Sequence[Duty]) -> None:
        """Show these lines; the keyboard stays at its place in the list."""
        at = next((n for n, one in enumerate(self.buttons) if one.hasFocus()), -1)
        self.buttons = []
        inside = self._renew()
        for duty in duties:
            inside.addWidget(line())
            inside.addWidget(self._line(duty))
        if not duties:
            self._say(inside, "Nothing is late and nothing is due soon.")
        if at >= 0 and self.buttons:
            self.buttons[min(at, len(self.buttons) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, duty: Duty) -> QWidget:
        whole = QWidget()
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(label(duty.title, "strong", wrap=True))
        names.addWidget(label(duty.detail, "caption", wrap=True))
        state = Pill(opens=False)
        state.show_state(duty.state, duty.tone, _STATE_ICONS[duty.tone])
        row = QHBoxLayout(whole)
        row.setContentsMargins(SPACE["l"], SPACE["s"], SPACE["s"], SPACE["s"])
        row.setSpacing(SPACE["m"])
        row.addWidget(IconLabel(duty.icon, duty.tone))
        row.addLayout(names, 1)
        row.addWidget(state)
        acts = QHBoxLayout()
        acts.setSpacing(0)
        for act in duty.acts:
            acts.addWidget(self._button(act))
        row.addLayout(acts)
        return whole

    def _button(self, act: Act) -> QPushButton:
        made = button(act.words, kind="quiet")
        made.setAccessibleName(act.spoken)
        made.clicked.connect(lambda: self._on_act(act))
        self.buttons.append(made)
        return made

    def _on_act(self, act: Act) -> None:
        try:
            act.run(self._desk)
        except UserError as error:
            self._desk.notices.error(error)


class ComingUp(_Card):
    """The next meetings and training sessions; each name opens its record."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Coming up")
        self._desk = desk

    def show_coming(self, coming: Sequence[Coming], on: date) -> None:
        """Show these, the nearest first."""
        inside = self._renew()
        if not coming:
            self._say(inside, "No meeting or training session is planned.")
            return
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(SPACE["l"], 0, SPACE["l"], SPACE["s"])
        grid.setHorizontalSpacing(SPACE["l"])
        grid.setVerticalSpacing(SPACE["xs"])
        grid.setColumnStretch(1, 1)
        for row, each in enumerate(coming):
            self._add(grid, row, each, on)
        inside.addWidget(holder)

    def _add(self, grid: QGridLayout, row: int, each: Coming, on: date) -> None:
        top = Qt.AlignmentFlag.AlignTop
        day = label(short_day(each.on), "strong")
        day.setContentsMargins(0, 4, 0, 0)
        day.setToolTip(f"{day_words(each.on)}, {days_between_words(each.on, on)}")
        name = button(each.title, kind="link")
        name.setAccessibleName(f"Open {each.title}, {day_words(each.on)}")
        name.clicked.connect(lambda: self._desk.open_record(each.id))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(name, 0, Qt.AlignmentFlag.AlignLeft)
        detail = ", ".join(filter(None, (each.detail, days_between_words(each.on, on))))
        under = label(detail, "caption", wrap=True)
        under.setContentsMargins(4, 0, 0, 0)
        words.addWidget(under)
        grid.addWidget(day, row, 0, top)
        grid.addLayout(words, row, 1)
