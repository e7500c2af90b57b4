"""How many rows each view over a list has: at once where that is quick, else beside the window."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from copdesk.db.queries.views import KeptView
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.filter_bar import FilterBar
from copdesk.ui.kit.rows import RowSource

if TYPE_CHECKING:
    from copdesk.progress import Progress

_AT_ONCE = 2_000
"""Rows of a list whose chips are counted before anybody notices."""


class ViewCounts(QObject):
    """Keeps the numbers on the chips true; while one is not known yet, none is shown.

    Args:
        desk: runs what takes longer.
        owner: the page; once it has gone nothing is shown.
        source: of the list.
        bar: with the chips.

    Attributes:
        changed: the number of all rows is known, or no longer.
    """

    changed = Signal()

    def __init__(self, desk: Desk, owner: QWidget, source: RowSource, bar: FilterBar) -> None:
        super().__init__(owner)
        self._desk, self._owner, self._source, self._bar = desk, owner, source, bar
        self._asked = 0
        self._most = 0
        self.total: int | None = None

    def ask(self, shown: int) -> None:
        """Count anew.

        Args:
            shown: how many rows the list has now.
        """
        self._asked += 1
        number = self._asked
        wanted = [(_words(view), view.filters) for view in self._bar.views()]
        self._most = max(self._most, shown)
        if self._most <= _AT_ONCE:
            self._show(number, self._source.counts(wanted))
            return

        def work(_progress: "Progress") -> object:
            return self._source.counts(wanted)

        self._say(None, [None] * len(wanted))
        self._desk.run(self._owner, work, lambda made: self._show(number, cast("list[int]", made)))

    def _show(self, number: int, counts: Sequence[int]) -> None:
        if number == self._asked:
            self._most = counts[0]
            self._say(counts[0], counts)

    def _say(self, total: int | None, counts: Sequence[int | None]) -> None:
        self.total = total
        self._bar.show_counts(counts)
        self.changed.emit()


def _words(view: object) -> str:
    return view.words if isinstance(view, KeptView) else ""
