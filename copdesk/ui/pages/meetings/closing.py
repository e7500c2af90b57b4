"""Before a meeting is closed: what goes forward and why, and any of it to be changed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from copdesk.db.queries import carry as asked
from copdesk.db.queries.carry import CarryLine
from copdesk.domain import fields as f
from copdesk.domain.carry import Why, toggled, verdict
from copdesk.errors import UserError
from copdesk.services import carry
from copdesk.ui.dialogs.sheet import Sheet
from copdesk.ui.kit.cells import NameCell, PillCell, TickCell
from copdesk.ui.kit.columns import Choice, Shown
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.held_rows import HeldColumn
from copdesk.ui.kit.keyed_table import KeyedTable
from copdesk.ui.kit.ordered_table import OrderedRows, unsorted
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

if TYPE_CHECKING:
    from copdesk.domain.meetings import Carry

_COLUMNS = {
    "title": HeldColumn("Item", f.Text(300)),
    "carries": HeldColumn("Goes forward", f.Flag()),
    "reached": HeldColumn("Reached", f.Text()),
    "why": HeldColumn("Why", f.Choice(Why)),
    "section": HeldColumn("Section", f.Text()),
}
_TONES = {
    Why.NOT_REACHED: ("warn", "clock"),
    Why.OPEN_ACTION: ("info", "action"),
    Why.STANDING: ("info", "restore"),
    Why.CHOSEN: ("ok", "check"),
    Why.LEFT: ("mute", "close"),
    Why.DEALT_WITH: ("mute", "check"),
}
_SHOWN = (
    Shown("title", 170, 0, NameCell(under=("section",))),
    Shown("carries", 116, 0, TickCell(done="goes forward", undone="stays here")),
    Shown("reached", 110, 2),
    Shown("why", 210, 1, PillCell(tones=_TONES)),
)
_SIZE = QSize(880, 640)


class ClosingSheet(Sheet):
    """The items with their verdicts; nothing is written before the button is pressed."""

    def __init__(self, desk: Desk, parent: QWidget, meeting_id: int) -> None:
        super().__init__(parent, "Close the meeting", _SIZE, closing="Not yet")
        self._desk, self._meeting_id = desk, meeting_id
        with desk.store.read() as reader:
            self._lines = asked.carry_lines(reader, meeting_id)
            self._to_brief = asked.to_brief(reader, meeting_id)
            to = asked.next_planned(reader, meeting_id)
            self._to = reader.title(to) if to is not None else ""
        self._reached: dict[int, bool] = {}
        self._chosen: dict[int, Carry] = {}
        self.words = label("", "body", wrap=True)
        self._rows = OrderedRows(_COLUMNS, ("title",))
        keys = {Qt.Key.Key_Space: "carry", Qt.Key.Key_R: "reached"}
        self.table = KeyedTable(self._rows, _SHOWN, keys)
        unsorted(self.table)
        self.table.header.recall(Choice(list(_COLUMNS), hidden={"section"}, sort="title").to_text())
        self.table.setAccessibleName("Items of the agenda")
        self.carry_button = button("Carry over or leave (Space)", "right")
        self.reached_button = button("Reached or not (R)", "clock")
        self.close_button = self.add_button(button("Close the meeting", "check", "primary"))
        self._lay_out()
        self._connect()
        self._show()
        self.table.setFocus()

    def lines(self) -> list[CarryLine]:
        """The items as they would be."""
        return carry.preview(self._lines, self._reached, self._chosen)

    def _show(self) -> None:
        lines = self.lines()
        verdicts = {line.id: verdict(line.item) for line in lines}
        self._rows.hold(
            {
                line.id: (
                    line.title,
                    verdicts[line.id].carries or None,
                    "Reached" if line.item.reached else "Not reached",
                    verdicts[line.id].why,
                    line.section.label,
                )
                for line in lines
            }
        )
        self.table.refresh()
        count = sum(each.carries for each in verdicts.values())
        reached = {line.id for line in lines if line.item.reached}
        briefed = len({change for item, change in self._to_brief if item in reached})
        told = (_told(count, len(lines), self._to), _briefed(briefed))
        self.words.setText(" ".join(filter(None, told)))

    def _on_answered(self, ids: Sequence[int], word: str) -> None:
        for line in [each for each in self.lines() if each.id in ids]:
            if word == "carry":
                self._chosen[line.id] = toggled(line.item)
            else:
                self._reached[line.id] = not line.item.reached
        self._show()

    def _on_close(self) -> None:
        try:
            carry.close_meeting(
                self._desk.store, self._meeting_id, reached=self._reached, chosen=self._chosen
            )
        except UserError as error:
            self._desk.notices.error(error)
        else:
            self._desk.notices.say("Closed the meeting.", undo=True)
        self.accept()

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(SPACE["s"])
        tools.addWidget(self.carry_button)
        tools.addWidget(self.reached_button)
        tools.addStretch()
        self.body.addWidget(self.words)
        self.body.addLayout(tools)
        self.body.addWidget(self.table, 1)
        told = "Items go forward if they were not reached, have an open action or are on every"
        self.body.addWidget(label(f"{told} agenda. Closing can be undone.", "caption", wrap=True))

    def _connect(self) -> None:
        self.table.answered.connect(self._on_answered)
        self.carry_button.clicked.connect(lambda: self.table.answer("carry"))
        self.reached_button.clicked.connect(lambda: self.table.answer("reached"))
        self.close_button.clicked.connect(self._on_close)


def _told(count: int, total: int, to: str) -> str:
    """``3 of 10 items go forward to Q1 2027 meeting.``."""
    if not total:
        return "Nothing stands on the agenda, so nothing goes forward."
    of = f"{count} of {total} {'item' if total == 1 else 'items'}"
    go = "goes forward" if count == 1 else "go forward"
    if not count or to:
        return f"{of} {go}{f' to {to}' if count else ''}."
    return f"{of} {go}. No later meeting is planned: they stand on its agenda once you plan it."


def _briefed(count: int) -> str:
    if not count:
        return ""
    said = "1 legal change" if count == 1 else f"{count} legal changes"
    return f"{said} will be marked as briefed."
