"""Proposals for sessions: what people want to learn, beside who could teach it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from copdesk.db.queries.training_wishes import open_wishes
from copdesk.domain import fields as f
from copdesk.domain.training_wishes import Proposal, Wish, proposals
from copdesk.errors import Invalid, UserError
from copdesk.services.training_wishes import plan_session
from copdesk.ui.kit.ask_several import AskSeveral
from copdesk.ui.kit.cells import Cell, NameCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.empty_state import ListFrame
from copdesk.ui.kit.field_row import FieldRow
from copdesk.ui.kit.filter_box import FilterBox
from copdesk.ui.kit.held_rows import HeldColumn, HeldRows
from copdesk.ui.kit.page import Command
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.kit.table import Table
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

if TYPE_CHECKING:
    from copdesk.db.store import Notice

_HELD = {
    "topic": HeldColumn("Topic", f.Text()),
    "said": HeldColumn("In words", f.Text()),
    "wanted": HeldColumn("Wanted by", f.Text(2_000)),
    "offered": HeldColumn("Offered by", f.Text(2_000)),
    "number": HeldColumn("How many want it", f.Count()),
    "worth": HeldColumn("Order", f.Count()),
}
_SHOWN = (
    Shown("topic", 260, 0, NameCell(under=("said",))),
    Shown("wanted", 260, 1, Cell(role="text")),
    Shown("offered", 220, 1, Cell(role="text")),
    Shown("number", 140, 3),
    Shown("worth", 80, 9, hidden=True),
)
_EMPTY = (
    "What people want to learn and could teach, put together by topic. Write it down in meetings,"
    " or under Knowledge."
)
_TOUCHED = frozenset({"training_wish", "training_session", "participant", "organisation"})


class ProposalsTab(QWidget):
    """The wishes that no session has met, by topic; one button plans a session.

    Attributes:
        status_changed: how many are shown has changed.
    """

    status_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: dict[int, Proposal] = {}
        self.held = HeldRows(_HELD, ("topic", "wanted", "offered"))
        self.table = Table(self.held, _SHOWN)
        self.table.setAccessibleName("Proposals for sessions")
        self.table.header.start_sorted("worth", descending=False)
        self.frame = ListFrame(self.table, "training", _EMPTY, "Add training wanted or offered")
        self.box = FilterBox("Filter by topic or person")
        self.plan_button = button("Plan a session", "plus", "primary")
        self._lay_out()
        self._connect()

    def refresh(self, notice: "Notice | None" = None) -> None:
        """Read the wishes again."""
        if notice is not None and not notice.tables & _TOUCHED:
            return
        with self._desk.store.read() as reader:
            found = proposals(open_wishes(reader))
        self._found = {each.wishes[0].id: each for each in found}
        self.held.hold(
            {id_: _row(place, each) for place, (id_, each) in enumerate(self._found.items())}
        )
        self._show_matching()

    def status_text(self) -> str:
        """``3 proposals``."""
        number = len(self.table.rows.ids)
        return "1 proposal" if number == 1 else f"{number:,} proposals"

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return [
            Command("Plan a session", self.plan, "plus", "Ctrl+N", self._has_one),
            Command("Open what was said first", self._on_open, "right", "", self._has_one),
            Command("Copy rows", self.table.copy, "copy", "Ctrl+C", self._has_one),
            Command("Filter this list", self._on_find, "filter", "Ctrl+F"),
        ]

    def plan(self) -> None:
        """Ask on which day, and plan the session."""
        proposal = self._found.get(self.table.current_id())
        if proposal is None:
            return
        day = FieldRow(editors_of(self._desk).make(f.Field(f.Day(), "Held on", required=True)))
        asking = AskSeveral(
            self.window(), f"Plan a session on {proposal.topic}", {"on": day}, "Plan it"
        )
        asking.answered.connect(lambda values: self._on_day(proposal, values))
        asking.show_under(self.plan_button)

    def _on_day(self, proposal: Proposal, values: Mapping[str, object]) -> None:
        on = values.get("on")
        if not isinstance(on, date):
            return
        try:
            session = plan_session(self._desk.store, proposal, on)
        except (Invalid, UserError) as error:
            self._desk.notices.error(UserError(str(error)))
            return
        self._desk.notices.say(f"{self._desk.store.undo_label()}.", undo=True)
        self._desk.open_record(session)

    def _has_one(self) -> bool:
        return self.table.current_id() in self._found

    def _on_open(self) -> None:
        if self._has_one():
            self._desk.open_record(self.table.current_id())

    def _on_find(self) -> None:
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def _show_matching(self) -> None:
        self.table.ask(self.box.text(), ())
        shown = len(self.table.rows.ids)
        self.frame.show_rows(shown, narrowed=bool(self.box.text()))
        self.plan_button.setEnabled(bool(shown))
        self.status_changed.emit()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label("Proposals for sessions", "title"))
        head.addStretch()
        head.addWidget(self.plan_button)
        row = QHBoxLayout()
        self.box.setFixedWidth(look.px(280))
        row.addWidget(self.box)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE["xl"], SPACE["m"], SPACE["xl"], SPACE["l"])
        column.setSpacing(SPACE["m"])
        column.addLayout(head)
        column.addLayout(row)
        column.addWidget(self.frame, 1)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.plan_button.clicked.connect(self.plan)
        self.box.textChanged.connect(self._show_matching)
        self.box.left.connect(self.table.setFocus)
        self.table.opened.connect(lambda _id: self.plan())
        self.frame.add_asked.connect(lambda: self._desk.begin("training_wish"))
        self.frame.clear_asked.connect(self.box.clear)


def _row(place: int, each: Proposal) -> tuple[object, ...]:
    both = each.wanted and each.offered
    said = "Wanted and offered" if both else "Wanted" if each.wanted else "Offered"
    return (
        each.topic,
        said,
        _names(each.wanted),
        _names(each.offered),
        len(each.wanted),
        place,
    )


def _names(wishes: Sequence[Wish]) -> str:
    return ", ".join(dict.fromkeys(each.by or "somebody" for each in wishes))
