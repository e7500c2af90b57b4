"""The subject of an enquiry in the list; what is urgent has a sign before it and says so."""

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from copdesk.domain.enquiries import Priority
from copdesk.ui.kit.cells import NameCell
from copdesk.ui.kit.rows import Row
from copdesk.ui.theme.icons import paint_icon
from copdesk.ui.theme.look import look


@dataclass(frozen=True, slots=True)
class SubjectCell(NameCell):
    """The subject, and under it who asked; never urgent by colour alone."""

    def needs(self) -> tuple[str, ...]:
        """The priority too."""
        return (*NameCell.needs(self), "priority")

    def paint(self, painter: QPainter, rect: QRect, row: Row, key: str) -> None:
        """The sign first, where it is urgent."""
        if _urgent(row):
            side = min(look.px(16), rect.height())
            at = QRect(rect.x(), rect.center().y() - side // 2 + 1, side, side)
            paint_icon(painter, at, "alert", "danger")
            rect = rect.adjusted(side + look.px(8), 0, 0, 0)
        NameCell.paint(self, painter, rect, row, key)

    def second_line(self, row: Row) -> str:
        """``Urgent`` before the rest."""
        said = NameCell.second_line(self, row)
        return "  ·  ".join(filter(None, [Priority.URGENT.label, said])) if _urgent(row) else said

    def spoken(self, row: Row, key: str) -> str:
        """Urgency first."""
        said = NameCell.spoken(self, row, key)
        return f"{Priority.URGENT.label}: {said}" if _urgent(row) else said


def _urgent(row: Row) -> bool:
    return row.values["priority"] is Priority.URGENT
