"""The rows of an agenda with their running times, and the line that says when it ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from copdesk.db.queries.meetings import AgendaLine, MeetingLine
from copdesk.domain import fields as f
from copdesk.domain.lengths import minutes_words
from copdesk.domain.meetings import (
    Section,
    finish,
    overrun,
    overrun_words,
    running_times,
    total_minutes,
)
from copdesk.ui.kit.cells import Cell
from copdesk.ui.kit.held_rows import HeldColumn
from copdesk.ui.kit.paint import paint_text
from copdesk.ui.kit.pill import Pill
from copdesk.ui.kit.rows import Row
from copdesk.ui.theme.parts import label
from copdesk.ui.theme.tokens import SPACE

AGENDA: Mapping[str, HeldColumn] = {
    "title": HeldColumn("Item", f.Text()),
    "at": HeldColumn("Time", f.Clock()),
    "section": HeldColumn("Section", f.Choice(Section)),
    "lead_id": HeldColumn("Lead", f.Link("participant")),
    "minutes": HeldColumn("Minutes", f.Minutes()),
    "late": HeldColumn("After the end", f.Flag()),
}
"""The columns of an agenda; the last is only drawn from."""


@dataclass(frozen=True, slots=True)
class ClockCell(Cell):
    """When an item begins; in another colour, and said, once the meeting should have ended."""

    def needs(self) -> tuple[str, ...]:
        """Whether it is after the end."""
        return ("late",)

    def paint(self, painter: QPainter, rect: QRect, row: Row, key: str) -> None:
        """The time, or a dash."""
        role = "danger" if row.values["late"] else "text"
        paint_text(painter, rect, row.words[key] or "–", role)

    def spoken(self, row: Row, key: str) -> str:
        """``12:07, after the end``."""
        after = ", after the end" if row.values["late"] else ""
        return (row.words[key] or "time not known") + after


class Timing(QWidget):
    """How long the agenda is, when it ends, and by how much it is over, in words and colour."""

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", "body2", wrap=True)
        self.over = Pill()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE["s"])
        row.addWidget(self.words, 1)
        row.addWidget(self.over)

    def show_times(
        self, start: time | None, minutes: Sequence[int | None], ends: time | None
    ) -> None:
        """Tell of an agenda that begins and should end so."""
        said = overrun_words(start, minutes, ends)
        over = (overrun(start, minutes, ends) or 0) > 0
        self.words.setText(_span(start, minutes))
        self.over.show_words(_begun(said), *(("danger", "alert") if over else ("ok", "check")))


def _span(start: time | None, minutes: Sequence[int | None]) -> str:
    """``2 h 17 min in all, 10:00 to 12:17``."""
    total = f"{minutes_words(total_minutes(minutes))} in all"
    if start is None:
        return f"{total}. Type the start under Details to see when each item begins."
    end = finish(start, minutes)
    blank = sum(length is None for length in minutes)
    items = "1 item" if blank == 1 else f"{blank} items"
    return f"{total}, {start:%H:%M} to {end:%H:%M}" if end else f"{total}; {items} without minutes"


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def agenda_rows(meeting: MeetingLine, items: Sequence[AgendaLine]) -> dict[int, tuple[object, ...]]:
    """The rows of an agenda by the ids of its items, in their order; the values of `AGENDA`."""
    minutes = [item.minutes for item in items]
    times = running_times(meeting.starts_at, minutes)
    late = [_is_late(meeting, minutes, number) for number in range(len(items))]
    return {
        item.id: (item.title, at, item.section, item.lead, item.minutes, over)
        for item, at, over in zip(items, times, late, strict=True)
    }


def _is_late(meeting: MeetingLine, minutes: Sequence[int | None], number: int) -> bool:
    """Whether an item begins when the meeting should be over."""
    before = overrun(meeting.starts_at, minutes[:number], meeting.ends_at)
    return before is not None and before >= 0 and number > 0
