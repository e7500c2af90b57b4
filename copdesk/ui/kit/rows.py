"""The rows of a long list, fetched a page at a time as they come into sight."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from copdesk.domain.dates import short_day_words
from copdesk.domain.fields import Day, Kind, Link
from copdesk.domain.wording import words

if TYPE_CHECKING:
    from copdesk.db.conditions import Filter

Index = QModelIndex | QPersistentModelIndex
PAGE = 64
_PAGES_KEPT = 160
_WORDS, _TIP = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_NOWHERE = QModelIndex()
_CHOSEN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_EDITABLE = _CHOSEN | Qt.ItemFlag.ItemIsEditable


class Heading(Protocol):
    """What a column of a list is: what it is called and what sort of value stands in it."""

    @property
    def label(self) -> str:
        """The words over it."""

    @property
    def kind(self) -> Kind:
        """The kind of its values; those of a Link are titles."""


class RowSource(Protocol):
    """Where a table takes its rows from."""

    @property
    def columns(self) -> Mapping[str, Heading]:
        """Every column there is, by key."""

    def ids(
        self, text: str, filters: "Sequence[Filter]", sort: str, *, descending: bool
    ) -> "array[int]":
        """The ids of all rows that match, in order."""

    def rows(self, ids: Sequence[int], keys: Sequence[str]) -> list[tuple[object, ...]]:
        """The values of these rows, in the order of ``ids`` and of ``keys``."""

    def counts(self, asked: "Sequence[tuple[str, Sequence[Filter]]]") -> list[int]:
        """How many rows match each pair of typed words and filters."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it is drawn: each value, and its words ready made."""

    id: int
    values: dict[str, object]
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows are wanted, and in what order."""

    text: str = ""
    filters: "tuple[Filter, ...]" = ()
    sort: str = ""
    descending: bool = False


class RowModel(QAbstractTableModel):
    """Ids of all rows, and the values of the few hundred near the eye.

    Args:
        source: where the rows come from.
        keys: the columns in their first order.
        always: further values that cells are drawn from.
        spoken: how a cell is read out, by key; its words where none is given.
    """

    def __init__(
        self,
        source: RowSource,
        keys: Sequence[str],
        always: Sequence[str] = (),
        spoken: Mapping[str, Callable[[Row], str]] | None = None,
    ) -> None:
        super().__init__()
        self.source, self.keys = source, list(keys)
        self._wanted = list(dict.fromkeys([*keys, *always]))
        self._spoken = dict(spoken or {})
        self._editable: frozenset[str] = frozenset()
        self._pages: dict[int, list[Row]] = {}
        self.ids: array[int] = array("q")

    def ask(self, asked: Asked) -> bool:
        """Read the ids again; whether rows came, went or moved (then everything is new)."""
        ids = self.source.ids(asked.text, asked.filters, asked.sort, descending=asked.descending)
        if ids == self.ids:
            self._pages.clear()
            if ids:
                last = self.index(len(ids) - 1, len(self.keys) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return False
        self.beginResetModel()
        self.ids = ids
        self._pages.clear()
        self.endResetModel()
        return True

    def want(self, keys: Sequence[str]) -> None:
        """Fetch only these values from now on: what is shown, and what cells are drawn from."""
        wanted = list(dict.fromkeys(keys))
        if set(wanted) - set(self._wanted):
            self._pages.clear()
        self._wanted = wanted

    def allow_editing(self, keys: Sequence[str]) -> None:
        """The columns whose cells may be edited in place."""
        self._editable = frozenset(keys)

    def row(self, number: int) -> Row:
        """The row at a place in the list."""
        page = self._pages.get(number // PAGE)
        if page is None:
            page = self._fetch(number // PAGE)
        return page[number % PAGE]

    def place(self, record_id: int) -> int:
        """The place of a record in the list; -1 when it is not shown."""
        try:
            return self.ids.index(record_id)
        except ValueError:
            return -1

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows match."""
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many columns there are, shown or not."""
        return 0 if parent.isValid() else len(self.keys)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _WORDS) -> object:
        """The words over a column."""
        if role == _WORDS and orientation == Qt.Orientation.Horizontal:
            return self.source.columns[self.keys[section]].label
        if role == int(Qt.ItemDataRole.TextAlignmentRole):
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be chosen; those of an editable field edited."""
        if self._editable and index.isValid() and self.keys[index.column()] in self._editable:
            return _EDITABLE
        return _CHOSEN

    def data(self, index: Index, role: int = _WORDS) -> object:
        """The words of a cell; for a screen reader, its words as a sentence."""
        if role and role not in (_TIP, _SPOKEN):
            return None
        key = self.keys[index.column()]
        row = self.row(index.row())
        if role == _SPOKEN and key in self._spoken:
            return self._spoken[key](row)
        return row.words.get(key, "")

    def _fetch(self, number: int) -> list[Row]:
        ids = self.ids[number * PAGE : (number + 1) * PAGE]
        kinds = [self.source.columns[key].kind for key in self._wanted]
        page = [
            _row(id_, self._wanted, kinds, values)
            for id_, values in zip(ids, self.source.rows(ids, self._wanted), strict=True)
        ]
        if len(self._pages) >= _PAGES_KEPT:
            del self._pages[next(iter(self._pages))]
        self._pages[number] = page
        return page


def _row(id_: int, keys: Sequence[str], kinds: Sequence[Kind], values: Sequence[object]) -> Row:
    values = values or [None] * len(keys)  # the row went between two questions
    said = (_said(kind, value) for kind, value in zip(kinds, values, strict=True))
    return Row(id_, dict(zip(keys, values, strict=True)), dict(zip(keys, said, strict=True)))


def _said(kind: Kind, value: object) -> str:
    """The words of a cell: columns are narrow, so a day goes without its weekday."""
    if isinstance(kind, Link):
        return str(value or "")
    if isinstance(kind, Day) and isinstance(value, date):
        return short_day_words(value)
    return words(kind, value)
