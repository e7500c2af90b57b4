"""Whom to put in touch: who wants what another offers, and those who are each alone with it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from copdesk.db.conditions import Filter, Op
from copdesk.db.listing import View
from copdesk.db.queries.peers import Suggestion, suggestions
from copdesk.domain import fields as f
from copdesk.domain.peers import PairKind
from copdesk.errors import UserError
from copdesk.progress import Progress
from copdesk.services.peers import note_acquainted
from copdesk.ui.kit.cells import NameCell, PillCell
from copdesk.ui.kit.columns import Choice, Shown
from copdesk.ui.kit.command_menu import command_menu
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.empty_state import ListFrame
from copdesk.ui.kit.filter_bar import FilterBar
from copdesk.ui.kit.held_rows import HeldColumn
from copdesk.ui.kit.ordered_table import OrderedRows, unsorted
from copdesk.ui.kit.page import Command
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.kit.table import Table
from copdesk.ui.pages.who_can_help.introducing import IntroducingSheet
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

if TYPE_CHECKING:
    from copdesk.db.store import Notice

_EMPTY = (
    "Nobody to put in touch yet. Note what people offer and want, on the tab Expertise: whoever"
    " fits appears here."
)
_HELD = {
    "first": HeldColumn("Who", f.Text()),
    "first_at": HeldColumn("Works at", f.Text()),
    "second": HeldColumn("With whom", f.Text()),
    "second_at": HeldColumn("Works at, with whom", f.Text()),
    "kind": HeldColumn("Reason", f.Choice(PairKind)),
    "about": HeldColumn("About", f.Text()),
    "why": HeldColumn("In words", f.Text()),
}
_TONES = {PairKind.MATCH: ("ok", "check"), PairKind.ALONE: ("info", "link")}
_COLUMNS = (
    Shown("first", 190, 0, NameCell(under=("first_at",), opens=True)),
    Shown("second", 190, 0, NameCell(under=("second_at",), opens=True)),
    Shown("about", 180, 2),
    Shown("kind", 178, 1, PillCell(tones=_TONES)),
    Shown("why", 380, 3),
)
_VIEWS = tuple(View(each.label, (Filter("kind", Op.IS, each),)) for each in PairKind)
_TOUCHED = frozenset(
    {"expertise", "introduction", "participant", "affiliation", "organisation", "regulator_grade"}
)


class Pairs(QWidget):
    """Suggestions with their reasons; answers as a page does.

    Attributes:
        status_changed: how many are shown has changed.
    """

    status_changed = Signal()
    title = "Put in touch"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._asked = 0
        self._found: list[Suggestion] = []
        searched = ("first", "first_at", "second", "second_at", "about")
        self._rows = OrderedRows(_HELD, searched)
        self.table = Table(self._rows, _COLUMNS)
        unsorted(self.table)
        self.table.header.recall(Choice([each.key for each in _COLUMNS], sort="first").to_text())
        self.table.setAccessibleName("Whom to put in touch")
        self.bar = FilterBar(
            _HELD, _VIEWS, editors_of(desk), placeholder="Filter by person or subject"
        )
        self.frame = ListFrame(self.table, "link", _EMPTY, "Note what somebody offers or wants")
        self.touch_button = button(
            "Put in touch", "mail", "primary", tip="Write to both of them (Enter)"
        )
        self.known_button = button("They know each other", "check", tip="Suggest these two no more")
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)

    # What the page asks -----------------------------------------------------------------------

    def refresh(self, notice: "Notice | None" = None) -> None:
        """Work the suggestions out anew, unless the change cannot matter."""
        if notice is not None and not notice.tables & _TOUCHED:
            return
        self._asked += 1
        number, store, on = self._asked, self._desk.store, self._desk.today()

        def work(_progress: Progress) -> object:
            with store.read() as reader:
                return suggestions(reader, on)

        def done(found: object) -> None:
            if number == self._asked:
                self._show(cast("list[Suggestion]", found))

        self._desk.run(self, work, done)

    def show_record(self, record_id: int) -> None:
        """Suggestions are no records: show the person's."""
        self._desk.open_record(record_id)

    def show_rows(self, _kind: str, view: View) -> None:
        """Show the suggestions of a view."""
        self.bar.show_view(view)
        self.table.setFocus()

    def begin(self, _kind: str) -> None:
        """Note what somebody offers or wants."""
        self._desk.begin("expertise")

    def status_text(self) -> str:
        """``12 suggestions``."""
        shown = len(self.table.rows.ids)
        return f"{shown:,} suggestion" if shown == 1 else f"{shown:,} suggestions"

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        some = self._has_chosen
        return [
            Command("Put in touch", self.put_in_touch, "mail", "", some),
            Command("They know each other", self._on_known, "check", "", some),
            Command("Copy rows", self.table.copy, "copy", "Ctrl+C", some),
            Command("Filter this list", self._on_find, "filter", "Ctrl+F"),
            Command("Show all", self.bar.clear, "list", "", self.bar.is_narrowed),
        ]

    # Doing ------------------------------------------------------------------------------------

    def put_in_touch(self) -> None:
        """Write to the two people of the row that has the keyboard."""
        one = self._here()
        if one is not None:
            IntroducingSheet(self._desk, self.window(), one).open()

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever comes can go through the list at once."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._enter_list)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape and not self.table.hasFocus():
            self.table.setFocus()
        else:
            super().keyPressEvent(event)

    # Inside -----------------------------------------------------------------------------------

    def _enter_list(self) -> None:
        if self.isVisible():
            self.table.setFocus()

    def _here(self) -> Suggestion | None:
        place = self.table.current_id() - 1
        return self._found[place] if 0 <= place < len(self._found) else None

    def _has_chosen(self) -> bool:
        return bool(self.table.chosen())

    def _show(self, found: list[Suggestion]) -> None:
        self._found = found
        self._rows.hold({number: _row(each) for number, each in enumerate(found, 1)})
        self.bar.show_counts([self._rows.count("", view.filters) for view in self.bar.views()])
        self._on_filter()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE["s"])
        head.addWidget(label(self.title, "title"), 1)
        head.addWidget(self.known_button)
        head.addWidget(self.touch_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE["xl"], SPACE["m"], SPACE["xl"], SPACE["l"])
        column.setSpacing(SPACE["m"])
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self.frame, 1)

    def _connect(self) -> None:
        self.bar.changed.connect(self._on_filter)
        self.bar.left.connect(self.table.setFocus)
        self.table.opened.connect(lambda _id: self.put_in_touch())
        self.table.picked.connect(self._on_picked)
        self.table.link_opened.connect(self._on_link)
        self.table.menu_asked.connect(self._on_menu)
        self.table.copied.connect(self._on_copied)
        self.frame.add_asked.connect(lambda: self._desk.begin("expertise"))
        self.frame.clear_asked.connect(self.bar.clear)
        self.touch_button.clicked.connect(self.put_in_touch)
        self.known_button.clicked.connect(self._on_known)

    def _on_filter(self) -> None:
        self.table.ask(self.bar.text(), self.bar.filters())
        self.frame.show_rows(len(self.table.rows.ids), narrowed=self.bar.is_narrowed())
        self._on_picked()

    def _on_picked(self) -> None:
        for one in (self.touch_button, self.known_button):
            one.setEnabled(self._has_chosen())
        self.status_changed.emit()

    def _on_known(self) -> None:
        one = self._here()
        if one is None:
            return
        pair = one.pair
        try:
            note_acquainted(self._desk.store, pair.first.id, pair.second.id, pair.about)
        except UserError as refused:
            self._desk.notices.error(refused)
            return
        self._desk.notices.say(f"{self._desk.store.undo_label()}.", undo=True)

    def _on_link(self, number: int, key: str) -> None:
        pair = self._found[number - 1].pair
        self._desk.open_record(pair.second.id if key == "second" else pair.first.id)

    def _on_find(self) -> None:
        self.bar.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.box.selectAll()

    def _on_copied(self, count: int) -> None:
        rows = "1 row" if count == 1 else f"{count:,} rows"
        self._desk.notices.say(f"Copied {rows} as a table.")

    def _on_menu(self, at: QPoint) -> None:
        command_menu(self, self.commands()).popup(at)


def _row(each: Suggestion) -> tuple[object, ...]:
    pair = each.pair
    return (
        pair.first.name,
        each.first_at,
        pair.second.name,
        each.second_at,
        pair.kind,
        pair.about,
        each.why,
    )
