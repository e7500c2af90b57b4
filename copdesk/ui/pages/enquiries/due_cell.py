"""How the due date of an enquiry is drawn: the day, and in words how far it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from copdesk.domain.dates import days_between_words, short_day_words
from copdesk.domain.enquiries import SOON_DAYS, EnquiryState, Priority
from copdesk.ui.kit.cells import Cell, PillCell
from copdesk.ui.kit.paint import face, paint_text
from copdesk.ui.kit.rows import Row
from copdesk.ui.theme.icons import paint_icon
from copdesk.ui.theme.look import look

_DAYS = ("reply_by", "act_by", "answered_on", "waiting_since")


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a due day is: its words, the colour they have, and the icon before them."""

    words: str
    role: str = "text3"
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """What the list knows of the clock of an enquiry."""

    promised: date
    state: EnquiryState
    reply_by: date | None = None
    act_by: date | None = None
    answered: date | None = None
    waiting_since: date | None = None
    merged_into: str = ""


def distance(due: Due, today: date) -> Distance:
    """How an enquiry stands against its target, in few words."""
    if due.state is EnquiryState.WAITING:
        waited = (today - due.waiting_since).days if due.waiting_since else 0
        return Distance(f"waiting {days(waited)}" if waited > 0 else "waiting", "text3", "clock")
    if not due.state.is_open:
        return _settled(due)
    target = due.reply_by or due.promised
    late = (today - target).days
    if late > 0:
        return Distance(f"late by {days(late)}", "danger", "alert")
    near = ((due.act_by or target) - today).days <= SOON_DAYS
    moved = target != due.promised
    said = f"reply by {_short(target, due.promised)}" if moved else None
    role, icon = ("warn", "clock") if near else ("text3", "")
    return Distance(said or f"due {days_between_words(target, today)}", role, icon)


def _settled(due: Due) -> Distance:
    if due.merged_into:
        return Distance(f"merged into {due.merged_into}")
    if due.answered is None:
        return Distance("closed without an answer")
    late = (due.answered - due.promised).days
    return Distance(f"answered {days(late)} late") if late > 0 else Distance("answered in time")


def _short(day: date, beside: date) -> str:
    """``11 Apr``, with the year where it is not the one beside it."""
    words = short_day_words(day)
    return words.removesuffix(f" {day.year}") if day.year == beside.year else words


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
        """The state, what it was merged into, and what its clock is told by."""
        return ("state", "merged_into_id", *_DAYS)

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
        due, state = row.values[key], row.values["state"]
        if not isinstance(due, date) or not isinstance(state, EnquiryState):
            return Distance("")
        reply_by, act_by, answered, since = (_day(row, each) for each in _DAYS)
        merged, _, _ = str(row.values["merged_into_id"] or "").partition(" ")
        asked = Due(due, state, reply_by, act_by, answered, since, merged)
        return distance(asked, self.today())

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


def _day(row: Row, key: str) -> date | None:
    found = row.values[key]
    return found if isinstance(found, date) else None


@dataclass(frozen=True, slots=True)
class PriorityCell(PillCell):
    """What is urgent stands out by icon and word; what is normal says nothing."""

    def paint(self, painter: QPainter, rect: QRect, row: Row, key: str) -> None:
        """Nothing, plain words, or a pill."""
        if row.values[key] is not Priority.NORMAL:
            PillCell.paint(self, painter, rect, row, key)


PRIORITY = PriorityCell(tones={Priority.URGENT: ("danger", "alert")})
"""How the priority of an enquiry is drawn."""
