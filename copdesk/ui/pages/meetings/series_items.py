"""The standing items of a series: what the agenda of every meeting to be planned begins with."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from copdesk.db.models import SeriesItem
from copdesk.db.queries import series as asked
from copdesk.db.record import fields_of
from copdesk.domain import fields as f
from copdesk.domain.lengths import minutes_words
from copdesk.domain.meetings import Section
from copdesk.services import records, series
from copdesk.ui.kit.add_line import AddLine
from copdesk.ui.kit.cells import NameCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.held_rows import HeldColumn
from copdesk.ui.kit.ordered_table import OrderedRows, OrderedTable
from copdesk.ui.kit.row_delegate import InPlace
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

if TYPE_CHECKING:
    from copdesk.db.queries.series import SeriesItemLine

_FIELDS = fields_of(SeriesItem)
_EDITED = ("title", "section", "minutes", "expected")
_COLUMNS = {
    "title": HeldColumn("Item", f.Text(300)),
    "section": HeldColumn("Section", f.Choice(Section)),
    "minutes": HeldColumn("Minutes", f.Minutes()),
    "expected": HeldColumn("Expected", _FIELDS["expected"].kind),
}
_SHOWN = (
    Shown("title", 150, 0, NameCell(under=("section",))),
    Shown("minutes", 80, 1),
    Shown("expected", 110, 2),
    Shown("section", 150, 3, hidden=True),
)


class ItemsTab(QWidget):
    """Items in their order; meetings already in the diary keep the agenda they have."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._series_id = desk, 0
        self._items: dict[int, SeriesItemLine] = {}
        self._rows = OrderedRows(_COLUMNS, ("title",))
        editors = editors_of(desk)
        in_place = InPlace(
            {name: _FIELDS[name] for name in _EDITED}, editors, self._value, self._save
        )
        self.table = OrderedTable(self._rows, _SHOWN, in_place=in_place)
        self.table.setAccessibleName("Standing items")
        self.total = label("", "body2", wrap=True)
        self.up_button = button("", "up", "icon", tip="Move up (Alt+Up)")
        self.down_button = button("", "down", "icon", tip="Move down (Alt+Down)")
        self.delete_button = button("", "bin", "icon", tip="Take out (Del)")
        self.add_line = AddLine(
            {name: _FIELDS[name] for name in ("title", "section", "minutes")},
            editors,
            action="Add",
            hint="Add an item: type it and press Enter",
            add=self._add,
        )
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)

    def show_record(self, record_id: int) -> None:
        """Show the standing items of this series, read anew."""
        self._series_id = record_id
        with self._desk.store.read() as reader:
            items = asked.template(reader, record_id)
        self._items = {item.id: item for item in items}
        self._rows.hold(
            {item.id: (item.title, item.section, item.minutes, item.expected) for item in items}
        )
        self.table.refresh()
        total = sum(item.minutes or 0 for item in items)
        noun = "item" if len(items) == 1 else "items"
        self.total.setText(f"{len(items)} {noun}, {minutes_words(total)} in all")
        self.table.setMinimumHeight(min(max(len(items), 3), 10) * self.table.row_height + 40)
        self.add_line.start_with({"section": Section.OTHER})

    def delete(self) -> None:
        """Take the items chosen out of the template."""
        ids = self.table.chosen()
        if not ids:
            return
        records.delete(self._desk.store, SeriesItem, ids)
        self.show_record(self._series_id)
        what = "1 standing item" if len(ids) == 1 else f"{len(ids)} standing items"
        self._desk.notices.say(f"Took {what} out.", undo=True)

    def _value(self, item_id: int, key: str) -> object:
        return getattr(self._items[item_id], key)

    def _save(self, item_id: int, key: str, value: object) -> None:
        records.change(self._desk.store, SeriesItem, item_id, {key: value})
        self.show_record(self._series_id)

    def _add(self, values: Mapping[str, object]) -> None:
        item_id = series.add_standing_item(self._desk.store, self._series_id, values)
        self.show_record(self._series_id)
        self.table.show_record(item_id)

    def _on_moved(self, item_id: int, place: int) -> None:
        series.move_standing_item(self._desk.store, item_id, place)
        self.show_record(self._series_id)

    def _step(self, steps: int) -> None:
        item_id = self.table.current_id()
        place = self.table.rows.place(item_id) + steps
        if item_id and 0 <= place < len(self.table.rows.ids):
            self._on_moved(item_id, place)
            self.table.show_record(item_id)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE["xxs"])
        top.addWidget(self.total, 1)
        for one in (self.up_button, self.down_button, self.delete_button):
            top.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        told = "Every meeting planned from now on begins with these. Those in the diary stay."
        column.addWidget(label(told, "caption", wrap=True))
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self.add_line)

    def _connect(self) -> None:
        self.table.moved.connect(self._on_moved)
        self.table.delete_asked.connect(self.delete)
        self.table.opened.connect(lambda _id: self.table.edit_current())
        self.table.refused.connect(self._desk.notices.error)
        self.up_button.clicked.connect(lambda: self._step(-1))
        self.down_button.clicked.connect(lambda: self._step(1))
        self.delete_button.clicked.connect(self.delete)
