"""When a series meets: its rhythm, the days to book or to skip, and what was held by year."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QPushButton, QVBoxLayout, QWidget

from copdesk.db.models import MeetingSeries
from copdesk.db.queries import series as asked
from copdesk.domain.dates import day_words
from copdesk.domain.series import Rhythm, Rule, Week, read_rule, usual_rule
from copdesk.errors import UserError
from copdesk.services import series
from copdesk.ui.kit.desk import Desk
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHOWN = 4


class DatesTab(QWidget):
    """The rhythm in words that can be chosen; a choice is kept at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._series_id = desk, 0
        self._rule: Rule | None = None
        self.rhythm = _combo("How often", [each.label for each in Rhythm])
        self.week = _combo("Which week", [each.label for each in Week])
        self.day = _combo("Which day", list(_DAYS))
        self.months = _combo("Which months", [])
        self.words = label("", "strong", wrap=True)
        self.years = label("", "body2", wrap=True)
        self.buttons: list[QPushButton] = []
        self._days = QVBoxLayout()
        self._rows: QWidget | None = None
        self._lay_out()
        for each in (self.rhythm, self.week, self.day, self.months):
            each.activated.connect(self._on_chosen)

    def show_record(self, record_id: int) -> None:
        """Show the rhythm of this series and its next days, read anew."""
        self._series_id = record_id
        with self._desk.store.read() as reader:
            values = reader.get(MeetingSeries, record_id)
            days = asked.days_to_book(reader, record_id, self._desk.today(), _SHOWN)
            years = asked.years_of(reader, record_id)
        if values is None:
            return
        try:
            self._rule = read_rule(values["rule"])
        except ValueError:
            self._rule = usual_rule(values["first_on"])
        self._show_rule(self._rule)
        told = [f"{each.year}: {each.words}" for each in years]
        self.years.setText("\n".join(told) or "No meeting of this series is in the diary yet.")
        self._show_days(days, active=values["active"])

    def _show_rule(self, rule: Rule) -> None:
        self.words.setText(rule.words)
        self.rhythm.setCurrentIndex(list(Rhythm).index(rule.rhythm))
        self.week.setCurrentIndex(list(Week).index(rule.week))
        self.day.setCurrentIndex(rule.weekday)
        step = rule.rhythm.months
        self.week.setVisible(bool(step))
        self.months.setVisible(step > 1)
        if step > 1:
            self.months.clear()
            self.months.addItems(
                [_months(Rule(rule.rhythm, 0, rule.week, first)) for first in range(1, step + 1)]
            )
            self.months.setCurrentIndex((rule.month - 1) % step)

    def _on_chosen(self) -> None:
        if self._rule is None:
            return
        rhythm = list(Rhythm)[self.rhythm.currentIndex()]
        same = rhythm.months == self._rule.rhythm.months and rhythm.months > 1
        month = self.months.currentIndex() + 1 if same else self._rule.month
        week = list(Week)[self.week.currentIndex()]
        rule = Rule(rhythm, self.day.currentIndex(), week, month)
        self._do(lambda: series.set_rhythm(self._desk.store, self._series_id, rule))

    def _show_days(self, days: list[date], *, active: bool) -> None:
        if self._rows is not None:
            self._days.removeWidget(self._rows)
            self._rows.hide()
            self._rows.deleteLater()
        self.buttons = []
        self._rows = QWidget()
        grid = QGridLayout(self._rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE["s"])
        grid.setVerticalSpacing(SPACE["xxs"])
        grid.setColumnStretch(0, 1)
        for row, day in enumerate(days):
            grid.addWidget(label(day_words(day)), row, 0)
            grid.addWidget(self._button("Plan", day, self._plan), row, 1)
            grid.addWidget(self._button("Skip", day, self._skip), row, 2)
        if not days:
            said = "Every day of this year is booked." if active else "It has come to its end."
            grid.addWidget(label(said, "body2", wrap=True), 0, 0)
        self._days.addWidget(self._rows)

    def _button(self, words: str, day: date, run: Callable[[date], None]) -> QPushButton:
        made = button(words, kind="quiet")
        made.setAccessibleName(f"{words} {day_words(day)}")
        made.clicked.connect(lambda: run(day))
        self.buttons.append(made)
        return made

    def _plan(self, day: date) -> None:
        self._do(
            lambda: series.plan_next(self._desk.store, self._series_id, day),
            f"Planned a meeting on {day_words(day)}.",
        )

    def _skip(self, day: date) -> None:
        self._do(
            lambda: series.skip_day(self._desk.store, self._series_id, day),
            f"No meeting on {day_words(day)}.",
        )

    def _do(self, act: Callable[[], object], said: str = "") -> None:
        try:
            act()
        except UserError as error:
            self._desk.notices.error(error)
            return
        self.show_record(self._series_id)
        if said:
            self._desk.notices.say(said, undo=True)

    def _lay_out(self) -> None:
        chosen = QGridLayout()
        chosen.setHorizontalSpacing(SPACE["s"])
        chosen.setVerticalSpacing(SPACE["xs"])
        chosen.addWidget(self.rhythm, 0, 0, 1, 2)
        chosen.addWidget(self.months, 1, 0, 1, 2)
        chosen.addWidget(self.week, 2, 0)
        chosen.addWidget(self.day, 2, 1)
        for number in range(2):
            chosen.setColumnStretch(number, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        column.addWidget(self.words)
        column.addLayout(chosen)
        column.addSpacing(SPACE["s"])
        column.addWidget(label("Days to book", "strong"))
        column.addLayout(self._days)
        told = "To move a meeting, change its date: it still stands for its day of the series."
        column.addWidget(label(told, "caption", wrap=True))
        column.addSpacing(SPACE["s"])
        column.addWidget(label("Held and planned", "strong"))
        column.addWidget(self.years)
        column.addStretch(1)


def _combo(name: str, words: list[str]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.addItems(words)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(10)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def _months(rule: Rule) -> str:
    """``Mar, Jun, Sep, Dec``."""
    return ", ".join(day_words(date(2026, month, 1)).split()[2] for month in rule.months)
