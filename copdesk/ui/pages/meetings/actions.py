"""What was agreed at the meeting, and what earlier meetings left open."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from copdesk.db.models import Action
from copdesk.db.queries import actions
from copdesk.db.queries.actions import ActionLine
from copdesk.db.record import fields_of
from copdesk.domain import fields as f
from copdesk.domain.meetings import ActionState, action_state, action_words
from copdesk.services import records
from copdesk.services.actions import agree_action, finish_actions, reopen_actions
from copdesk.ui.kit.add_line import AddLine
from copdesk.ui.kit.cells import LinkCell, NameCell, PillCell, TickCell
from copdesk.ui.kit.columns import Choice, Shown
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.empty_state import ListFrame
from copdesk.ui.kit.held_rows import HeldColumn
from copdesk.ui.kit.keyed_table import KeyedTable
from copdesk.ui.kit.ordered_table import OrderedRows, unsorted
from copdesk.ui.kit.row_delegate import InPlace
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

_FIELDS = fields_of(Action)
_TONES: Mapping[object, tuple[str, str]] = {
    ActionState.LATE: ("danger", "alert"),
    ActionState.DUE_TODAY: ("warn", "clock"),
    ActionState.OPEN: ("info", "clock"),
    ActionState.DONE: ("ok", "check"),
}
_COLUMNS = {
    "title": HeldColumn("Action", f.Text(500)),
    "done_on": HeldColumn("Done", f.Day()),
    "reference": HeldColumn("Reference", f.Reference("A")),
    "owner_id": HeldColumn("Owner", f.Link("participant")),
    "due_on": HeldColumn("Due", f.Day()),
    "standing": HeldColumn("Standing", f.Text()),
    "meeting": HeldColumn("Agreed at", f.Text()),
    "state": HeldColumn("State", f.Choice(ActionState)),
}
_EDITED = ("title", "owner_id", "due_on")
_SHOWN = (
    Shown("title", 240, 0, NameCell()),
    Shown("done_on", 60, 0, TickCell()),
    Shown("reference", 110, 4),
    Shown("owner_id", 150, 2, LinkCell()),
    Shown("due_on", 140, 3),
    Shown("standing", 165, 1, PillCell(tones=_TONES, by="state")),
    Shown("meeting", 180, 5),
)
_ORDER = ["done_on", "reference", "title", "owner_id", "due_on", "standing", "meeting"]


class ActionsTab(QWidget):
    """The actions of one meeting, then what the meetings before left open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._meeting_id = desk, 0
        self._lines: dict[int, ActionLine] = {}
        self._rows = OrderedRows(_COLUMNS, ("title",))
        editors = editors_of(desk)
        in_place = InPlace(
            {name: _FIELDS[name] for name in _EDITED}, editors, self._value, self._save
        )
        answers = {Qt.Key.Key_Space: "done"}
        self.table = KeyedTable(self._rows, _SHOWN, answers, in_place=in_place)
        unsorted(self.table)
        self.table.header.recall(Choice(_ORDER, sort="title").to_text())
        self.table.setAccessibleName("Actions")
        self.frame = ListFrame(
            self.table, "action", "Nothing was agreed yet. Type the first action below.", "Add one"
        )
        self.counts = label("", "strong", wrap=True)
        self.done_button = button("Done or not (Space)", "check")
        self.delete_button = button("Delete", "bin", tip="Delete the actions chosen (Del)")
        self.add_line = AddLine(
            {name: _FIELDS[name] for name in _EDITED},
            editors,
            action="Add action",
            hint="Add an action: type it and press Enter",
            add=self._add,
        )
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)

    def show_record(self, meeting_id: int) -> None:
        """Show the actions of this meeting, read anew."""
        self._meeting_id = meeting_id
        today = self._desk.today()
        with self._desk.store.read() as reader:
            own = actions.actions_of(reader, meeting_id)
            carried = actions.carried_actions(reader, meeting_id, today)
        self._lines = {each.id: each for each in (*own, *carried)}
        self._rows.hold({each.id: _row(each, meeting_id, today) for each in self._lines.values()})
        self.table.ask("", ())
        self.frame.show_rows(len(self._lines), narrowed=False)
        self.counts.setText(_counted(own, carried, today))

    def add(self) -> None:
        """Put the keyboard into the line in which an action is typed."""
        self.add_line.focus_first()

    def delete(self) -> None:
        """Delete the actions chosen."""
        ids = self.table.chosen()
        if not ids:
            return
        with self._desk.store.read() as reader:
            counted = records.counted(reader, Action, ids)
        records.delete(self._desk.store, Action, ids)
        self._desk.notices.say(f"Deleted {counted}.", undo=True)

    # Inside -----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE["s"])
        top.addWidget(self.counts, 1)
        top.addWidget(self.done_button)
        top.addWidget(self.delete_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        column.addLayout(top)
        column.addWidget(self.frame, 1)
        column.addWidget(self.add_line)

    def _connect(self) -> None:
        self.table.answered.connect(self._on_done)
        self.table.delete_asked.connect(self.delete)
        self.table.opened.connect(lambda _id: self.table.edit_current())
        self.table.refused.connect(self._desk.notices.error)
        self.table.link_opened.connect(self._on_link)
        self.table.menu_asked.connect(self._on_menu)
        self.frame.add_asked.connect(self.add)
        self.done_button.clicked.connect(lambda: self.table.answer("done"))
        self.delete_button.clicked.connect(self.delete)

    def _value(self, action_id: int, key: str) -> object:
        return getattr(self._lines[action_id], key)

    def _save(self, action_id: int, key: str, value: object) -> None:
        records.change(self._desk.store, Action, action_id, {key: value})

    def _add(self, values: Mapping[str, object]) -> None:
        action_id = agree_action(
            self._desk.store,
            str(values["title"]),
            meeting_id=self._meeting_id,
            owner_id=cast("int | None", values["owner_id"]),
            due_on=cast("date | None", values["due_on"]),
        )
        self.table.show_record(action_id)

    def _on_done(self, ids: Sequence[int], _word: str) -> None:
        """Done where one of them is still open; taken up again where all are done."""
        if any(self._lines[each].done_on is None for each in ids):
            open_ = [each for each in ids if self._lines[each].done_on is None]
            finish_actions(self._desk.store, open_, self._desk.today())
        else:
            reopen_actions(self._desk.store, ids)

    def _on_link(self, action_id: int, _key: str) -> None:
        owner_id = self._lines[action_id].owner_id
        if owner_id is not None:
            self._desk.open_record(owner_id)

    def _on_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Done or not", lambda: self.table.answer("done"))
        menu.addAction("Edit", self.table.edit_current)
        menu.addAction("Copy rows", self.table.copy)
        menu.addAction("Delete", self.delete)
        menu.popup(at)


def _row(line: ActionLine, meeting_id: int, today: date) -> tuple[object, ...]:
    return (
        line.title,
        line.done_on,
        line.reference,
        line.owner,
        line.due_on,
        action_words(line.due_on, line.done_on, today),
        "This meeting" if line.meeting_id == meeting_id else line.meeting,
        action_state(line.due_on, line.done_on, today),
    )


def _counted(own: Sequence[ActionLine], carried: Sequence[ActionLine], today: date) -> str:
    """``4 actions, 1 late; 2 carried over from earlier meetings``."""
    late = sum(
        action_state(each.due_on, each.done_on, today) is ActionState.LATE
        for each in (*own, *carried)
    )
    said = f"{len(own)} action" if len(own) == 1 else f"{len(own)} actions"
    more = f"; {len(carried)} carried over from earlier meetings" if carried else ""
    return said + more + (f"; {late} late" if late else "")
