"""The header of a list: sorted, widened, moved and hidden by hand, narrowed by lack of room."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QMenu

from copdesk.ui.kit.columns import Shown, first_choice, remembered, that_fit
from copdesk.ui.theme.look import look

if TYPE_CHECKING:
    from copdesk.ui.kit.table import Table

_NARROWEST = 48


class TableHeader(QObject):
    """Keeps the one `Choice` of columns of a table and brings the header to it.

    Attributes:
        sorted: the order of rows was chosen anew.
        wanted: other columns are shown.
        chosen: anything was chosen; worth remembering.
    """

    sorted = Signal()
    wanted = Signal()
    chosen = Signal()

    def __init__(self, table: "Table", columns: Sequence[Shown]) -> None:
        super().__init__(table)
        self._table = table
        self.columns = {column.key: column for column in columns}
        self.name_key = columns[0].key
        self._first = first_choice(columns, columns[0].key)
        self.choice = first_choice(columns, columns[0].key)
        self._dropped: set[str] = set()
        self._busy = False

    def attach(self) -> None:
        """Take over the header once the table has its model."""
        header = self._header()
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(look.px(_NARROWEST))
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSortIndicatorShown(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._connect(header)
        self._apply()

    def start_sorted(self, key: str, *, descending: bool) -> None:
        """Sort by this column until somebody chooses another."""
        self._first.sort = self.choice.sort = key
        self._first.descending = self.choice.descending = descending
        self._apply()

    def first_sort(self) -> tuple[str, bool]:
        """The column by which the page sorts until somebody chooses another; the last first."""
        return self._first.sort, self._first.descending

    def sort_by(self, key: str, *, descending: bool) -> None:
        """Sort by this column from the next time the rows are read."""
        self.choice.sort, self.choice.descending = key, descending
        self._show_sort()
        self._tell()

    def recall(self, text: object) -> None:
        """Take up what was remembered."""
        self.choice = remembered(text, self._first)
        self._apply()

    def reset(self) -> None:
        """The columns as the page has them."""
        self.recall(None)
        self.choice = remembered(self._first.to_text(), self._first)
        self._apply()
        self._tell(self.wanted, self.sorted)

    def shown_keys(self) -> list[str]:
        """The columns to be seen, from the left."""
        return [key for key in self.choice.order if not self._is_hidden(key)]

    def first(self) -> int:
        """The section at the left."""
        keys = self.shown_keys()
        return self._section(keys[0]) if keys else 0

    def set_shown(self, key: str, shown: bool) -> None:
        """Show or hide a column; the name stays."""
        if shown:
            self.choice.hidden.discard(key)
        elif key != self.name_key:
            self.choice.hidden.add(key)
        self.fit()
        self._tell(self.wanted)

    def fit(self) -> None:
        """Hide the columns of least worth for which there is no room, and bring back the others."""
        columns = [self.columns[key] for key in self.choice.order if key not in self.choice.hidden]
        widths = {column.key: self._width(column.key) for column in columns}
        kept = that_fit(columns, widths, self._table.viewport().width())
        dropped = {column.key for column in columns} - kept
        changed = dropped != self._dropped
        self._dropped = dropped
        header, busy = self._header(), self._busy
        self._busy = True
        for key in self.columns:
            header.setSectionHidden(self._section(key), self._is_hidden(key))
        self._busy = busy
        if changed:
            self.wanted.emit()

    def rescale(self) -> None:
        """Make the columns as wide as the text now is large."""
        self._header().setMinimumSectionSize(look.px(_NARROWEST))
        self._apply()

    def menu(self) -> QMenu:
        """Every column with a tick, and the way back."""
        menu = QMenu(self._table)
        for key in self.choice.order:
            entry = menu.addAction(self._table.rows.source.columns[key].label)
            entry.setCheckable(True)
            entry.setChecked(key not in self.choice.hidden)
            entry.setEnabled(key != self.name_key)
            entry.toggled.connect(lambda shown, key=key: self.set_shown(key, shown))
        menu.addSeparator()
        menu.addAction("Reset columns", self.reset)
        return menu

    def _connect(self, header: QHeaderView) -> None:
        header.sectionClicked.connect(self._on_clicked)
        header.sectionResized.connect(self._on_resized)
        header.sectionMoved.connect(self._on_moved)
        header.customContextMenuRequested.connect(self._on_menu)

    def _on_clicked(self, section: int) -> None:
        key = self._table.rows.keys[section]
        self.choice.descending = self.choice.sort == key and not self.choice.descending
        self.choice.sort = key
        self._show_sort()
        self._tell(self.sorted)

    def _on_resized(self, section: int, _old: int, new: int) -> None:
        key = self._table.rows.keys[section]
        if not self._busy and new and key != self.name_key:
            self.choice.widths[key] = round(new / look.factor)
            self._tell()

    def _on_moved(self, _section: int, _old: int, _new: int) -> None:
        if self._busy:
            return
        header, keys = self._header(), self._table.rows.keys
        self.choice.order = [keys[header.logicalIndex(place)] for place in range(len(keys))]
        self._tell()

    def _on_menu(self, point: QPoint) -> None:
        self.menu().popup(self._header().mapToGlobal(point))

    def _apply(self) -> None:
        self._busy = True
        header = self._header()
        for place, key in enumerate(self.choice.order):
            header.moveSection(header.visualIndex(self._section(key)), place)
            stretch = key == self.name_key
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(
                self._section(key), mode.Stretch if stretch else mode.Interactive
            )
            if not stretch:
                header.resizeSection(self._section(key), self._width(key))
        self._busy = False
        self._show_sort()
        self.fit()

    def _show_sort(self) -> None:
        order = Qt.SortOrder.DescendingOrder if self.choice.descending else None
        self._header().setSortIndicator(
            self._section(self.choice.sort), order or Qt.SortOrder.AscendingOrder
        )

    def _tell(self, *signals: object) -> None:
        for signal in signals:
            signal.emit()  # type: ignore[attr-defined]
        self.chosen.emit()

    def _is_hidden(self, key: str) -> bool:
        return key in self.choice.hidden or key in self._dropped

    def _width(self, key: str) -> int:
        return look.px(self.choice.widths.get(key, self.columns[key].width))

    def _section(self, key: str) -> int:
        return self._table.rows.keys.index(key)

    def _header(self) -> QHeaderView:
        return self._table.horizontalHeader()
