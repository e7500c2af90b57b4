"""A small list of what belongs to a record: a picker adds one, a popup changes its fields."""

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QSizePolicy, QVBoxLayout, QWidget

from copdesk.db.conditions import Filter, Op
from copdesk.db.kinds import models
from copdesk.db.queries.listings import LISTINGS
from copdesk.db.record import fields_of
from copdesk.domain.fields import Field
from copdesk.errors import UserError
from copdesk.services import records
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.editors import Editors
from copdesk.ui.kit.filter_offers import lowered
from copdesk.ui.kit.list_spec import Related
from copdesk.ui.kit.picker import LinkEditor
from copdesk.ui.kit.row_delegate import InPlace
from copdesk.ui.kit.row_popup import RowPopup
from copdesk.ui.kit.stored import StoredRows
from copdesk.ui.kit.table import Table
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import label
from copdesk.ui.theme.tokens import SPACE

_ROWS_SHOWN = 8


class RelatedList(QWidget):
    """The rows of one `Related` for the record shown."""

    def __init__(self, desk: Desk, editors: Editors, spec: Related) -> None:
        super().__init__()
        self._desk, self._spec, self._editors = desk, spec, editors
        self._model = models()[spec.kind]
        self._fields = fields_of(self._model)
        self._parent_id = 0
        self.table = Table(self._source(), spec.columns, in_place=self._in_place(editors))
        self.table.setAccessibleName(spec.title)
        self.table.horizontalHeader().setVisible(len(spec.columns) > 1)
        if spec.sort:
            self.table.header.start_sorted(spec.sort, descending=spec.descending)
        self._empty = label(spec.empty, "caption", wrap=True)
        self.picker = editors.make(self._picked_field()) if spec.link else None
        self._problem = label(kind="error", wrap=True)
        if isinstance(self.picker, LinkEditor):
            self.picker.line.setPlaceholderText(f"{self.picker.field.label} …")
        self._lay_out()
        self._connect()

    def show_record(self, record_id: int) -> None:
        """Show what belongs to this record."""
        self._parent_id = record_id
        self.table.rows.source = self._source()
        self.table.refresh()
        count = self.table.rows.rowCount()
        self.table.setVisible(bool(count))
        self._empty.setVisible(not count)
        header = self.table.horizontalHeader()
        head = 0 if header.isHidden() else header.sizeHint().height()
        self.table.setFixedHeight(head + min(count, _ROWS_SHOWN) * self.table.row_height + 2)
        self._problem.hide()
        self.setVisible(bool(count) or not self._spec.hushed)

    def _source(self) -> StoredRows:
        mine = (Filter(self._spec.parent, Op.IS, self._parent_id),)
        return StoredRows(self._desk.store, LISTINGS[self._spec.kind], self._desk.today, mine)

    def _picked_field(self) -> Field:
        field = self._fields[self._spec.link]
        return Field(field.kind, f"Add {lowered(field.label)}")

    def _in_place(self, editors: Editors) -> InPlace:
        fixed = {self._spec.parent, self._spec.link}
        shown = {column.key for column in self._spec.columns}
        editable = {n: f for n, f in self._fields.items() if n in shown and n not in fixed}
        return InPlace(editable, editors, self._value, self._save)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["xs"])
        column.addWidget(label(self._spec.title, "strong"))
        column.addWidget(self._empty)
        column.addWidget(self.table)
        if self.picker is not None:
            column.addWidget(self.picker)
        column.addWidget(self._problem)
        self._problem.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _connect(self) -> None:
        self.table.delete_asked.connect(self._on_delete)
        self.table.menu_asked.connect(self._on_menu)
        self.table.opened.connect(self._on_open if self._spec.enter_opens else self._on_edit)
        self.table.link_opened.connect(self._on_link)
        self.table.refused.connect(self._on_refused)
        if self.picker is not None:
            self.picker.edited.connect(self._on_picked)
        look.changed.connect(self._on_look_changed)

    def _on_look_changed(self) -> None:
        self.show_record(self._parent_id)

    def _value(self, row_id: int, key: str) -> object:
        with self._desk.store.read() as reader:
            return (reader.get(self._model, row_id) or {}).get(key)

    def _save(self, row_id: int, key: str, value: object) -> None:
        records.change(self._desk.store, self._model, row_id, {key: value})

    def _on_picked(self) -> None:
        if self.picker is None:
            return
        try:
            picked = self.picker.value()
            if picked is not None:
                given = {self._spec.parent: self._parent_id, self._spec.link: picked}
                records.add(self._desk.store, self._model, given)
        except (ValueError, UserError) as refused:
            self._on_refused(refused)
            return
        self.picker.set_value(None)
        self.show_record(self._parent_id)

    def _on_refused(self, refused: Exception) -> None:
        self._problem.setText(str(refused))
        self._problem.show()

    def _on_delete(self) -> None:
        ids = self.table.chosen()
        with self._desk.store.read() as reader:
            counted = records.counted(reader, self._model, ids)
        records.delete(self._desk.store, self._model, ids)
        self.show_record(self._parent_id)
        self._desk.notices.say(f"Removed {counted}.", undo=True)

    def _on_edit(self, row_id: int) -> None:
        """Show the fields of the row over it; where there are none, open what it links."""
        fixed = {self._spec.parent, self._spec.link or self._spec.opens}
        fields = {name: field for name, field in self._fields.items() if name not in fixed}
        if self._model.title_from or not fields:
            self._on_open(row_id)
            return
        with self._desk.store.read() as reader:
            values = reader.get(self._model, row_id) or {}
            title = records.called(reader, self._model, row_id)
        save = partial(self._save, row_id)
        rect = self.table.visualRect(self.table.currentIndex())
        corner = self.table.viewport().mapToGlobal(rect.bottomLeft())
        RowPopup(self, title, fields, self._editors, save).show_under(corner, values)

    def _on_link(self, row_id: int, _key: str) -> None:
        self._on_open(row_id)

    def _on_open(self, row_id: int) -> None:
        target = self._value(row_id, self._spec.opens or self._spec.link) if row_id else None
        if isinstance(target, int):
            self._desk.open_record(target)
        elif row_id and self._model.title_from:
            self._desk.open_record(row_id)

    def _on_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        row_id = self.table.current_id()
        menu.addAction("Open", partial(self._on_open, row_id))
        menu.addAction("Edit", partial(self._on_edit, row_id))
        menu.addAction("Copy", self.table.copy)
        menu.addAction("Remove", self._on_delete)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)
