"""How the due date of an enquiry is drawn: the day, and in words how far it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from copdesk.domain.dates import days_between_words
from copdesk.domain.enquiries import SOON_DAYS, EnquiryState
from copdesk.ui.kit.cells import Cell
from copdesk.ui.kit.paint import face, paint_text
from copdesk.ui.kit.rows import Row
from copdesk.ui.theme.icons import paint_icon
from copdesk.ui.theme.look import look


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a due day is: its words, the colour they have, and the icon before them."""

    words: str
    role: str = "text3"
    icon: str = ""


def distance(due: date, answered_on: date | None, state: EnquiryState, today: date) -> Distance:
    """How an enquiry stands against its due day, in few words."""
    if answered_on is not None:
        late = (answered_on - due).days
        return Distance(f"answered {days(late)} late") if late > 0 else Distance("answered in time")
    if state is EnquiryState.CLOSED:
        return Distance("closed without an answer")
    late = (today - due).days
    if late > 0:
        return Distance(f"late by {days(late)}", "danger", "alert")
    near = late >= -SOON_DAYS
    said = days_between_words(due, today)
    return Distance(f"due {said}", "warn" if near else "text3", "clock" if near else "")


def days(number: int) -> str:
    """``1 day`` or ``3 days``."""
    return "1 day" if number == 1 else f"{number:,} days"


@dataclass(frozen=True, slots=True)
class DueCell(Cell):
    """The due day, and under it (beside it in low rows) how far it is.

    Attributes:
        today: what it is counted from.
    """

    today: Callable[[], date] = date.today

    def needs(self) -> tuple[str, ...]:
        """What says whether anybody still waits."""
        return ("state", "answered_on")

    def paint(self, painter: QPainter, rect: QRect, row: Row, key: str) -> None:
        """Two lines where there is room, else what matters more."""
        found = self._distance(row, key)
        lines = rect.height() >= look.px(40)
        upper, lower = face("body")[1].height(), face("caption")[1].height()
        if not lines:
            short = found.icon or not row.words[key]
            self._paint_words(painter, rect, found if short else Distance(row.words[key], "text2"))
            return
        top = rect.y() + (rect.height() - upper - lower) // 2
        first = QRect(rect.x(), top, rect.width(), upper)
        paint_text(painter, first, row.words[key], "text2")
        self._paint_words(painter, QRect(rect.x(), top + upper, rect.width(), lower), found)

    def spoken(self, row: Row, key: str) -> str:
        """``9 Apr 2026, late by 2 days``."""
        return f"{row.words[key]}, {self._distance(row, key).words}"

    def _distance(self, row: Row, key: str) -> Distance:
        due, answered = row.values[key], row.values["answered_on"]
        state = row.values["state"]
        if not isinstance(due, date) or not isinstance(state, EnquiryState):
            return Distance("")
        return distance(due, answered if isinstance(answered, date) else None, state, self.today())

    def _paint_words(self, painter: QPainter, rect: QRect, said: Distance) -> None:
        if said.icon:
            side = min(look.px(13), rect.height())
            paint_icon(
                painter,
                QRect(rect.x(), rect.center().y() - side // 2 + 1, side, side),
                said.icon,
                said.role,
            )
            rect = rect.adjusted(side + look.px(5), 0, 0, 0)
        paint_text(painter, rect, said.words, said.role, "caption")
