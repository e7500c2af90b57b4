"""The week ahead: what is due on each of the coming days, and the meetings after it."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from PySide6.QtWidgets import QFrame, QVBoxLayout

from copdesk.db.queries.today import Coming
from copdesk.domain.dates import day_words, days_between_words, short_day_words
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.line_delegate import Row
from copdesk.ui.kit.line_list import LineList
from copdesk.ui.theme.parts import label
from copdesk.ui.theme.tokens import SPACE

_ICONS = {
    "enquiry": "enquiries",
    "action": "action",
    "meeting": "meetings",
    "training_session": "training",
}
_SPOKEN = {
    "enquiry": "Enquiry to act on",
    "action": "Action due",
    "meeting": "Meeting",
    "training_session": "Training session",
}
_OF_A_DAY = 3
_WEEK = timedelta(days=7)
Shown = tuple[Row, Coming | None]


class Ahead(QFrame):
    """The card of the days ahead; Enter opens what stands there."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.setAccessibleName("The week ahead")
        self._desk, self._on = desk, desk.today()
        self._coming: Sequence[Coming] = ()
        self._opened = set[str]()
        self._shown: list[Shown] = []
        self.told = label("Nothing is due in the next seven days.", "body2", wrap=True)
        self.list = LineList("The week ahead")
        heading = label("The week ahead", "section", wrap=True)
        for one in (heading, self.told):
            one.setContentsMargins(SPACE["l"], 0, SPACE["l"], SPACE["xs"])
        column = QVBoxLayout(self)
        column.setContentsMargins(1, SPACE["m"], 1, SPACE["s"])
        column.setSpacing(SPACE["xs"])
        column.addWidget(heading)
        column.addWidget(self.told)
        column.addWidget(self.list)
        column.addStretch(1)
        self.list.opened.connect(self._on_opened)
        self.list.acted.connect(self._on_opened)

    def show_coming(self, coming: Sequence[Coming], on: date) -> None:
        """Show these, in the order of their days."""
        self._coming, self._on = coming, on
        self._show()

    def _show(self) -> None:
        soon = [each for each in self._coming if each.on <= self._on + _WEEK]
        later = self._coming[len(soon) :]
        self._shown = []
        for day, group in groupby(soon, key=lambda each: each.on):
            far = days_between_words(day, self._on)
            self._shown.append((_heading(f"{day_words(day)}, {far}"), None))
            self._shown += self._of_day(day, list(group))
        if later:
            self._shown.append((_heading("After that"), None))
            self._shown += [
                (_row(each, f"{short_day_words(each.on)}: {_words(each)}"), each) for each in later
            ]
        self.told.setVisible(not soon)
        self.list.setVisible(bool(self._shown))
        self.list.show_rows([row for row, _each in self._shown])

    def _of_day(self, day: date, those: Sequence[Coming]) -> Iterable[Shown]:
        key = day.isoformat()
        whole = key in self._opened or len(those) <= _OF_A_DAY + 1
        for each in those if whole else those[:_OF_A_DAY]:
            yield _row(each, _words(each)), each
        if not whole:
            words = f"{len(those) - _OF_A_DAY:,} more"
            spoken = f"{words} on {day_words(day)}: show them here"
            yield Row(words, key=f"more:{key}", is_more=True, spoken=spoken), None

    def _on_opened(self, place: int) -> None:
        row, each = self._shown[place]
        if each is not None:
            self._desk.open_record(each.id)
        elif row.is_more:
            self._opened.add(row.key.removeprefix("more:"))
            self._show()


def _heading(words: str) -> Row:
    return Row(words, is_heading=True, spoken=words)


def _words(each: Coming) -> str:
    return ", ".join(filter(None, (each.title, each.detail)))


def _row(each: Coming, words: str) -> Row:
    spoken = f"{_SPOKEN[each.kind]}, {day_words(each.on)}: {_words(each)}"
    icon = _ICONS[each.kind]
    return Row(words, key=f"{each.id}", icon=icon, tone="mute", spoken=spoken, hint="Enter opens.")
