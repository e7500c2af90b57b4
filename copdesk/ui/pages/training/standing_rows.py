"""The list of who has met a policy: its columns, its chips, and how hours are drawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from copdesk.db.conditions import Filter, Op
from copdesk.db.listing import View
from copdesk.db.queries.training import PersonStanding
from copdesk.domain.fields import Choice, Day, Hours, Text
from copdesk.domain.training import Coverage, Status
from copdesk.ui.kit.cells import Cell, NameCell, PillCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.held_rows import HeldColumn
from copdesk.ui.kit.paint import face, paint_bar, paint_text
from copdesk.ui.kit.rows import Row
from copdesk.ui.pages.training.matrix_lines import TONES
from copdesk.ui.theme.look import look

HELD = {
    "name": HeldColumn("Name", Text()),
    "status": HeldColumn("Status", Choice(Status)),
    "hours": HeldColumn("Hours", Hours()),
    "required": HeldColumn("Required", Hours()),
    "due_on": HeldColumn("Due", Day()),
    "met_on": HeldColumn("Met", Day()),
    "organisations": HeldColumn("Organisation", Text()),
    "sentence": HeldColumn("In words", Text()),
}
SEARCHED = ("name", "organisations")
VIEWS = (
    View("Met", (Filter("status", Op.IS, Status.MET),)),
    View("In progress", (Filter("status", Op.IS, Status.IN_PROGRESS),)),
    View("Due soon", (Filter("status", Op.IS, Status.DUE_SOON),)),
    View("Overdue", (Filter("status", Op.ANY_OF, (Status.OVERDUE, Status.EXPIRED)),)),
    View("Deferred", (Filter("status", Op.IS, Status.DEFERRED),)),
    View("Not in scope", (Filter("status", Op.ANY_OF, (Status.NOT_IN_SCOPE, Status.EXEMPT)),)),
)


@dataclass(frozen=True, slots=True)
class HoursCell(Cell):
    """``1.50 of 3.00 h`` and a bar of it."""

    def needs(self) -> tuple[str, ...]:
        """What is required."""
        return ("required",)

    def paint(self, painter: QPainter, rect: QRect, row: Row, key: str) -> None:
        """The words, and beside them the bar where there is room."""
        part, whole = row.values[key], row.values["required"]
        if not isinstance(part, Decimal) or not isinstance(whole, Decimal):
            return
        paint_text(painter, rect, f"{part:.2f} of {whole:.2f} h", "text")
        left = rect.x() + face("body")[1].horizontalAdvance("00.00 of 00.00 h") + look.px(6)
        room = min(look.px(62), rect.right() - left)
        if room > look.px(20):
            paint_bar(painter, QRectF(left, rect.center().y() - 2, room, 6), part, whole)

    def spoken(self, row: Row, key: str) -> str:
        """``1.50 of 3.00 hours``."""
        return f"{row.words[key]} of {row.words['required']} hours"


COLUMNS = (
    Shown("name", 210, 0, NameCell(under=("organisations",), avatar=True)),
    Shown("status", 140, 0, PillCell(tones=TONES)),
    Shown("hours", 206, 1, HoursCell()),
    Shown("due_on", 108, 2),
    Shown("met_on", 108, 3),
    Shown("organisations", 180, 4),
    Shown("required", 90, 6, hidden=True),
    Shown("sentence", 320, 6, hidden=True),
)


def rows(people: Iterable[PersonStanding]) -> dict[int, tuple[object, ...]]:
    """The rows of the list by the person's id."""
    return {each.participant_id: _row(each) for each in people}


def coverage_words(coverage: Coverage, exempt: int, hours: Decimal) -> str:
    """``102 of 142 people have done the 3.00 hours; 2 more are exempt.``."""
    if not coverage.counted:
        return "It applies to nobody on this day."
    people = "person has" if coverage.counted == 1 else "people have"
    words = f"{coverage.met:,} of {coverage.counted:,} {people} done the {hours:.2f} hours"
    if not exempt:
        return f"{words}."
    return f"{words}; 1 more is exempt." if exempt == 1 else f"{words}; {exempt:,} more are exempt."


def _row(each: PersonStanding) -> tuple[object, ...]:
    how = each.standing
    return (
        each.name,
        how.status,
        how.hours,
        how.required,
        how.due_on,
        how.met_on,
        each.organisations,
        how.sentence,
    )
