"""What changes next: who lapses in 30, 60, 90 days if nothing is done; each leads to its cell."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from copdesk.db.queries.training_matrix import Matrix
from copdesk.domain.dates import day_words
from copdesk.domain.fields import Day, Text
from copdesk.ui.kit.cells import NameCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.held_rows import HeldColumn, HeldRows
from copdesk.ui.kit.table import Table
from copdesk.ui.theme.parts import label
from copdesk.ui.theme.tokens import SPACE

SPANS = (30, 60, 90)
"""Days ahead that are counted."""

_HELD = {
    "name": HeldColumn("Name", Text()),
    "policy": HeldColumn("Policy", Text()),
    "lapses_on": HeldColumn("Lapses", Day()),
}
_COLUMNS = (
    Shown("name", 150, 0, NameCell(under=("policy",))),
    Shown("lapses_on", 112, 0),
)


class MatrixAhead(QWidget):
    """The counts of the three spans, and everybody in them, the first to lapse at the top.

    Attributes:
        opened: somebody was chosen: the person's id and the place of the policy.
    """

    opened = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.said = label(kind="body2", wrap=True)
        self.held = HeldRows(_HELD, ("name", "policy"))
        self.table = Table(self.held, _COLUMNS)
        self.table.setAccessibleName("Who lapses next")
        self.table.header.start_sorted("lapses_on", descending=False)
        self._cells: dict[int, tuple[int, int]] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE["l"], SPACE["l"], SPACE["l"], SPACE["l"])
        column.setSpacing(SPACE["m"])
        column.addWidget(label("What changes next", "strong"))
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        self.table.opened.connect(self._on_opened)

    def show_matrix(self, found: Matrix) -> None:
        """Show who lapses after the day of the matrix."""
        names = dict(found.people)
        by_policy = [found.lapsing(each.id, SPANS) for each in found.policies]
        rows: dict[int, tuple[object, ...]] = {}
        self._cells = {}
        for place, (line, spans) in enumerate(zip(found.policies, by_policy, strict=True)):
            for person_id in (each for ids in spans.values() for each in ids):
                number = len(rows) + 1
                on = found.standings[line.id][person_id].lapses_on
                rows[number] = (names[person_id], line.title, on)
                self._cells[number] = (person_id, place)
        self.held.hold(rows)
        self.table.ask("", ())
        self.table.setVisible(bool(rows))
        counts = {span: sum(len(each[span]) for each in by_policy) for span in SPANS}
        self.said.setText(ahead_words(counts, found.as_at))

    def _on_opened(self, number: object) -> None:
        if isinstance(number, int) and number in self._cells:
            self.opened.emit(*self._cells[number])


def ahead_words(counts: Mapping[int, int], as_at: date) -> str:
    """``3 lapse within 30 days of Mon 23 Nov 2026, 5 within 60 and 9 within 90 if ...``.

    Args:
        counts: how many lapse in each span and in no shorter one.
        as_at: the day counted from.
    """
    first, second, third = (sum(counts[s] for s in SPANS if s <= span) for span in SPANS)
    if not third:
        return f"Nobody lapses in the 90 days after {day_words(as_at)}."
    lapses = "lapses" if first == 1 else "lapse"
    return (
        f"{first:,} {lapses} within 30 days of {day_words(as_at)}, {second:,} within 60 and "
        f"{third:,} within 90 days, if nothing is done."
    )
