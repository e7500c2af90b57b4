"""The agenda: items with running times, typed, reordered and edited where they stand."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget

from copdesk.db.models import AgendaItem
from copdesk.db.queries import meetings
from copdesk.db.queries.carry import next_planned
from copdesk.db.queries.meetings import AgendaLine, MeetingLine
from copdesk.db.record import fields_of
from copdesk.domain.meetings import Section
from copdesk.errors import UserError
from copdesk.services import agenda, records
from copdesk.services.minutes import write_minutes
from copdesk.services.series import put_aside
from copdesk.ui.kit.add_line import AddLine
from copdesk.ui.kit.cells import LinkCell, NameCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.empty_state import ListFrame
from copdesk.ui.kit.form import Form
from copdesk.ui.kit.list_spec import Related
from copdesk.ui.kit.ordered_table import OrderedRows, OrderedTable
from copdesk.ui.kit.related_list import RelatedList
from copdesk.ui.kit.row_delegate import InPlace
from copdesk.ui.kit.scrolled import scrolled
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.pages.meetings.running_order import AGENDA, ClockCell, Timing, agenda_rows
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label, surface
from copdesk.ui.theme.tokens import SPACE

_FIELDS = fields_of(AgendaItem)
_EDITED = ("title", "section", "lead_id", "minutes")
_BESIDE = ("expected", "asked_by_id", "actual_minutes", "standing", "note", "outcome")
_ABOUT = Related(
    kind="agenda_link",
    parent="agenda_item_id",
    title="Papers and what it is about",
    columns=(Shown("record_id", 140, 0, NameCell(opens=True)),),
    link="record_id",
    empty="Find a paper, a legal change, a challenge or an enquiry by its name.",
)


class AgendaTab(QWidget):
    """The agenda of one meeting."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._meeting: MeetingLine | None = None
        self._items: dict[int, AgendaLine] = {}
        self._rows = OrderedRows(AGENDA, ("title",))
        editors = editors_of(desk)
        in_place = InPlace(
            {name: _FIELDS[name] for name in _EDITED}, editors, self._value, self._save
        )
        columns = (
            Shown("title", 220, 0, NameCell()),
            Shown("at", 76, 1, ClockCell()),
            Shown("section", 180, 4),
            Shown("lead_id", 150, 3, LinkCell()),
            Shown("minutes", 92, 2),
        )
        order = ("at", "title", "section", "lead_id", "minutes")
        self.table = OrderedTable(self._rows, columns, in_place=in_place, order=order)
        self.table.setAccessibleName("Agenda")
        self.frame = ListFrame(
            self.table, "list", "Nothing on the agenda yet. Type the first item below.", "Add item"
        )
        self.timing = Timing()
        self.add_line = AddLine(
            {name: _FIELDS[name] for name in _EDITED},
            editors,
            action="Add item",
            hint="Add an item: type it and press Enter",
            add=self._add,
        )
        self.beside = Form({name: _FIELDS[name] for name in _BESIDE}, editors, self._save_beside)
        self._beside_id = 0
        self.about = RelatedList(desk, editors, _ABOUT)
        self._beside_title = label("", "section", wrap=True)
        self.up_button = button("", "up", "icon", tip="Move up (Alt+Up)")
        self.down_button = button("", "down", "icon", tip="Move down (Alt+Down)")
        self.edit_button = button("", "edit", "icon", tip="Edit in place (F2)")
        self.delete_button = button("", "bin", "icon", tip="Take off the agenda (Del)")
        self.next_button = button("Move to the next meeting", "right")
        self.more_button = button("", "more", "icon", tip="More: copy, duplicate, let it wait")
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)

    def show_record(self, meeting_id: int) -> None:
        """Show the agenda of this meeting, read anew."""
        with self._desk.store.read() as reader:
            self._meeting = meetings.meeting(reader, meeting_id)
            items = meetings.agenda(reader, meeting_id)
        if self._meeting is None:
            return
        self._items = {item.id: item for item in items}
        self._rows.hold(agenda_rows(self._meeting, items))
        self.table.refresh()
        self.frame.show_rows(len(items), narrowed=False)
        minutes = [item.minutes for item in items]
        self.timing.show_times(self._meeting.starts_at, minutes, self._meeting.ends_at)
        self._on_picked()

    def add(self) -> None:
        """Put the keyboard into the line in which an item is typed."""
        self.add_line.focus_first()

    def delete(self) -> None:
        """Take the items chosen off the agenda."""
        ids = self.table.chosen()
        if not ids:
            return
        place = self.table.rows.place(ids[0])
        said = _named([self._items[each] for each in ids])
        agenda.delete_agenda_items(self._desk.store, ids)
        left = self.table.rows.ids
        if left:
            self.table.show_record(left[min(place, len(left) - 1)])
        self._desk.notices.say(f"Took {said} off the agenda.", undo=True)

    def move_on(self) -> None:
        """Move the items chosen to the next meeting of the community, with their outcomes."""
        ids, later = self.table.chosen(), self._next()
        if ids and later is not None:
            said = _named([self._items[each] for each in ids])
            agenda.move_to_meeting(self._desk.store, ids, later.id)
            self._desk.notices.say(f"Moved {said} to {later.title}.", undo=True)

    def copy_on(self) -> None:
        """Copy the items chosen to the next meeting of the community, without their outcomes."""
        ids, later = self.table.chosen(), self._next()
        if ids and later is not None:
            said = _named([self._items[each] for each in ids])
            agenda.carry_over(self._desk.store, ids, later.id)
            self._desk.notices.say(f"Copied {said} to {later.title}.", undo=True)

    def duplicate(self) -> None:
        """Put a copy of each item chosen behind it."""
        ids = self.table.chosen()
        if ids:
            said = _named([self._items[each] for each in ids])
            made = agenda.duplicate_agenda_items(self._desk.store, ids)
            self.table.show_record(made[-1])
            self._desk.notices.say(f"Duplicated {said}.", undo=True)

    def let_wait(self) -> None:
        """Take the items chosen off the agenda, to wait for a later meeting."""
        ids = self.table.chosen()
        if ids:
            said = _named([self._items[each] for each in ids])
            put_aside(self._desk.store, ids)
            self._desk.notices.say(f"{said} waits for a later meeting.", undo=True)

    def _next(self) -> MeetingLine | None:
        """The next meeting of the community that is planned; says so where there is none."""
        with self._desk.store.read() as reader:
            found = next_planned(reader, self._meeting.id) if self._meeting else None
            later = meetings.meeting(reader, found) if found is not None else None
        if later is None:
            self._desk.notices.error(
                UserError("No later meeting is planned.", "Plan it first, then move the item.")
            )
        return later

    def settle(self) -> None:
        """Keep what is typed beside the agenda."""
        if self._beside_id:
            self.beside.settle()

    # Inside -----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        column.addWidget(self.timing)
        column.addWidget(self.frame, 1)
        column.addWidget(self.add_line)
        split = QSplitter()
        split.setHandleWidth(SPACE["m"])
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self._side_panel())
        split.setStretchFactor(0, 1)
        split.setSizes([look.px(700), look.px(320)])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)

    def _side_panel(self) -> QWidget:
        tools = QHBoxLayout()
        tools.setSpacing(SPACE["xxs"])
        for one in (*self._movers(), self.edit_button, self.delete_button, self.more_button):
            tools.addWidget(one)
        tools.addStretch()
        inner = QWidget()
        inner.setProperty("surface", "pane")
        column = QVBoxLayout(inner)
        column.setContentsMargins(*[SPACE["l"]] * 4)
        column.setSpacing(SPACE["m"])
        column.addWidget(self._beside_title)
        column.addLayout(tools)
        column.addWidget(self.beside)
        column.addWidget(self.about)
        column.addWidget(self.next_button)
        column.addStretch(1)
        self._panel = surface("panel")
        self._panel.setMinimumWidth(look.px(240))
        outer = QVBoxLayout(self._panel)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(scrolled(inner))
        return self._panel

    def _connect(self) -> None:
        self.table.picked.connect(self._on_picked)
        self.table.moved.connect(self._on_moved)
        self.table.delete_asked.connect(self.delete)
        self.table.opened.connect(lambda _id: self.beside.focus_first())
        self.table.refused.connect(self._desk.notices.error)
        self.table.link_opened.connect(self._on_link)
        self.table.menu_asked.connect(self._on_menu)
        self.frame.add_asked.connect(self.add)
        self.up_button.clicked.connect(lambda: self._step(-1))
        self.down_button.clicked.connect(lambda: self._step(1))
        self.edit_button.clicked.connect(self.table.edit_current)
        self.delete_button.clicked.connect(self.delete)
        self.next_button.clicked.connect(self.move_on)
        self.more_button.clicked.connect(self._on_more)

    def _value(self, item_id: int, key: str) -> object:
        return getattr(self._items[item_id], key)

    def _save(self, item_id: int, key: str, value: object) -> None:
        records.change(self._desk.store, AgendaItem, item_id, {key: value})

    def _save_beside(self, name: str, value: object) -> None:
        if not self._beside_id or self._meeting is None:
            return
        if name == "outcome":
            write_minutes(self._desk.store, self._meeting.id, self._beside_id, str(value))
        else:
            records.change(self._desk.store, AgendaItem, self._beside_id, {name: value})

    def _add(self, values: Mapping[str, object]) -> None:
        if self._meeting is None:
            return
        item_id = agenda.add_agenda_item(self._desk.store, self._meeting.id, values)
        self.table.show_record(item_id)

    def _step(self, steps: int) -> None:
        item_id = self.table.current_id()
        place = self.table.rows.place(item_id) + steps
        if item_id and 0 <= place < len(self.table.rows.ids):
            self._on_moved(item_id, place)
            self.table.show_record(item_id)

    def _on_moved(self, item_id: int, place: int) -> None:
        agenda.move_agenda_item(self._desk.store, item_id, place)

    def _on_picked(self) -> None:
        """Show note and outcome of the item that has the keyboard."""
        item = self._items.get(self.table.current_id())
        if (item.id if item else 0) != self._beside_id:
            self.settle()
            self._beside_id = item.id if item else 0
            self.beside.start_with(self._beside_values())
        elif item is not None:
            self.beside.show_values(self._beside_values())
        self.about.show_record(self._beside_id)
        self._beside_title.setText(item.title if item else "No item chosen")
        for one in (self.beside, self.about, self.next_button, self.more_button):
            one.setEnabled(item is not None)
        for one in self._movers():
            one.setEnabled(item is not None)
        for one in (self.edit_button, self.delete_button):
            one.setEnabled(item is not None)
        self.add_line.start_with({"section": item.section if item else Section.OTHER})

    def _movers(self) -> tuple[QPushButton, QPushButton]:
        return self.up_button, self.down_button

    def _on_more(self) -> None:
        self._on_menu(self.more_button.mapToGlobal(QPoint(0, self.more_button.height() + 4)))

    def _beside_values(self) -> dict[str, object]:
        with self._desk.store.read() as reader:
            values = reader.get(AgendaItem, self._beside_id) if self._beside_id else None
        shown = values or records.fresh(AgendaItem)
        return {name: shown[name] for name in _BESIDE}

    def _on_link(self, item_id: int, _key: str) -> None:
        lead_id = self._items[item_id].lead_id
        if lead_id is not None:
            self._desk.open_record(lead_id)

    def _on_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Edit", self.table.edit_current)
        menu.addAction("Move up", lambda: self._step(-1))
        menu.addAction("Move down", lambda: self._step(1))
        menu.addAction("Move to the next meeting", self.move_on)
        menu.addAction("Copy to the next meeting", self.copy_on)
        menu.addAction("Duplicate", self.duplicate)
        menu.addAction("Let it wait", self.let_wait)
        menu.addSeparator()
        menu.addAction("Copy rows", self.table.copy)
        menu.addAction("Delete", self.delete)
        menu.popup(at)


def _named(items: Sequence[AgendaLine]) -> str:
    return f"“{items[0].title}”" if len(items) == 1 else f"{len(items)} items"
