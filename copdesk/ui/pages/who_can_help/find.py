"""Find: who can help with a topic in an area, and what came of asking them, logged in one click."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from copdesk.db.listing import View
from copdesk.db.queries.provision import Found, who_can_help
from copdesk.domain.enquiries import LogKind
from copdesk.domain.provision import Depth
from copdesk.errors import UserError
from copdesk.progress import Progress
from copdesk.services import provision
from copdesk.services.provision import Sought
from copdesk.ui.kit.command_menu import command_menu
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.empty_state import ListFrame
from copdesk.ui.kit.keyed_table import KeyedTable
from copdesk.ui.kit.list_export import Shown, export
from copdesk.ui.kit.ordered_table import OrderedRows, unsorted
from copdesk.ui.kit.page import Command
from copdesk.ui.kit.saved_line import SavedLine
from copdesk.ui.kit.scrolled import scrolled
from copdesk.ui.kit.tab_order import go_through
from copdesk.ui.pages.who_can_help import found_rows
from copdesk.ui.pages.who_can_help.acts import Acts
from copdesk.ui.pages.who_can_help.gap_note import GapNote
from copdesk.ui.pages.who_can_help.seeking import Seeking
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import label
from copdesk.ui.theme.tokens import SPACE

if TYPE_CHECKING:
    from copdesk.db.queries.provision_candidates import Helper
    from copdesk.db.store import Notice

_EMPTY = "Choose a topic or an area: who can help is listed, those who are open first."
_NOBODY = "Nobody is known who can help with this. That is worth keeping as evidence."
_LEAST = 150
"""Designed pixels of the list; where there is less room the page scrolls."""
_KEYS = {Qt.Key.Key_A: "asked", Qt.Key.Key_S: "signposted", Qt.Key.Key_T: "still"}
_TOUCHED = frozenset(
    {
        "organisation",
        "organisation_topic",
        "organisation_area",
        "organisation_capacity",
        "participant",
        "affiliation",
        "expertise",
        "regulator_grade",
        "topic",
        "authority",
    }
)


class Find(QWidget):
    """The pickers, the list, and the acts; answers as a page does.

    Attributes:
        status_changed: how many are shown or chosen has changed.
    """

    status_changed = Signal()
    title = "Who can help"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found = Found()
        self._helpers: dict[int, Helper] = {}
        self._asked = 0
        self.seeking = Seeking(desk)
        self._rows = OrderedRows(found_rows.HELD, ("name", "at", "topics", "languages", "areas"))
        self.table = KeyedTable(self._rows, found_rows.COLUMNS, _KEYS)
        unsorted(self.table)
        self.table.header.recall(found_rows.ORDER)
        self.table.setAccessibleName("Who can help")
        self.frame = ListFrame(
            self.table, "search", _EMPTY, "Choose a topic", (_NOBODY, "No provider found")
        )
        self.told = label("", "strong", wrap=True)
        self.left_out = label("", "caption", wrap=True)
        self.acts = Acts()
        self.saved = SavedLine()
        self.gap_note = GapNote(desk)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.seeking.topic)

    # What the page asks -----------------------------------------------------------------------

    def refresh(self, notice: "Notice | None" = None) -> None:
        """Look again, unless the change cannot matter."""
        if notice is None or notice.tables & _TOUCHED:
            self.seeking.refresh()
            self._ask()

    def show_record(self, record_id: int) -> None:
        """Put the keyboard on somebody in the list."""
        self.table.show_record(record_id)

    def show_rows(self, _kind: str, view: View) -> None:
        """Seek what a view names: an enquiry, a topic, an area."""
        given = {each.key: each.value for each in view.filters}
        sought = Sought(given.get("topic_id"), given.get("authority_id"))
        self.seeking.show_sought(sought, given.get("enquiry_id"))
        if self.seeking.is_empty():
            self.seeking.focus_first()
        else:
            self.table.setFocus()

    def begin(self, _kind: str) -> None:
        """Begin a search."""
        self.seeking.focus_first()

    def status_text(self) -> str:
        """``12 may help, 1 chosen``."""
        shown, chosen = len(self.table.rows.ids), len(self.table.chosen())
        return f"{shown:,} may help" + (f", {chosen:,} chosen" if chosen else "")

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        some, sought = self._has_chosen, self._is_sought
        return [
            Command("Asked", lambda: self.table.answer("asked"), "mail", "", some),
            Command("Signposted", lambda: self.table.answer("signposted"), "right", "", some),
            Command("No provider found", self.log_nobody, "alert", "Ctrl+Shift+N", sought),
            Command("Still so today", lambda: self.table.answer("still"), "check", "", some),
            Command("Open", self._on_open, "right", "", some),
            Command("Copy rows", self.table.copy, "copy", "Ctrl+C", some),
            Command("Copy the list", self.copy_list, "copy", "Ctrl+Shift+C", self._has_rows),
            Command("Export rows shown…", self.export, "export", "", self._has_rows),
            Command("Choose a topic", self.seeking.focus_first, "search", "Ctrl+F"),
            Command("Seek something else", self._on_clear, "close", "", sought),
        ]

    # Doing ------------------------------------------------------------------------------------

    def log_nobody(self) -> None:
        """Keep that no provider was found, and log it with the enquiry if there is one."""
        seeking = self.seeking

        def act() -> None:
            kept = provision.log_no_provider(
                self._desk.store, seeking.sought(), enquiry_id=seeking.enquiry_id()
            )
            self.gap_note.offer(kept)

        self._do(act)

    def copy_list(self) -> None:
        """Put every row that is shown on the clipboard, as a table."""
        chosen, current = self.table.chosen(), self.table.current_id()
        self.table.choose(list(self.table.rows.ids))
        self.table.copy()
        self.table.choose(chosen, current)

    def export(self) -> None:
        """Write the rows shown to an Excel file."""
        with self._desk.store.read() as reader:
            sought = self.seeking.sought().words(reader)
        shown = Shown(
            self.title,
            sought,
            self._rows,
            tuple(self.table.rows.ids),
            tuple(self.table.header.shown_keys()),
        )
        export(self._desk, self, shown, self.saved.show_saved)

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever comes can choose at once, or go through what was found."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._enter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes from the list to the pickers and back."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.table.hasFocus():
            self.seeking.focus_first()
        else:
            self.table.setFocus()

    def _enter(self) -> None:
        if self.isVisible():
            (self.table if self._has_rows() else self.seeking.topic).setFocus()

    # Looking ----------------------------------------------------------------------------------

    def _ask(self) -> None:
        self._asked += 1
        self.gap_note.hide()
        number, store, on = self._asked, self._desk.store, self._desk.today()
        sought = self.seeking.sought()
        if sought == Sought():
            self._show(Found())
            return

        def work(_progress: Progress) -> object:
            with store.read() as reader:
                return who_can_help(
                    reader,
                    sought.topic_id,
                    sought.authority_id,
                    language=sought.language,
                    level=sought.level,
                    on=on,
                )

        def done(found: object) -> None:
            if number == self._asked:
                self._show(cast("Found", found))

        self._desk.run(self, work, done)

    def _show(self, found: Found) -> None:
        self._found = found
        self._helpers = {each.id: each for each in found.helpers}
        self._rows.hold(found_rows.rows(found.helpers, self._desk.today()))
        self.table.ask("", ())
        sought = self._is_sought()
        self.frame.show_rows(len(self._helpers), narrowed=sought)
        self.told.setText(found_rows.counted(found) if sought else "")
        self.left_out.setText(found_rows.left_out(found) if sought else "")
        self.left_out.setVisible(bool(self.left_out.text()))
        self._on_picked()

    # Inside -----------------------------------------------------------------------------------

    def _has_chosen(self) -> bool:
        return bool(self.table.chosen())

    def _has_rows(self) -> bool:
        return bool(self.table.rows.ids)

    def _is_sought(self) -> bool:
        return not self.seeking.is_empty()

    def _lay_out(self) -> None:
        body = QWidget()
        body.setProperty("surface", "page")
        column = QVBoxLayout(body)
        column.setContentsMargins(SPACE["xl"], SPACE["m"], SPACE["xl"], SPACE["l"])
        column.setSpacing(SPACE["m"])
        column.addWidget(label(self.title, "title"))
        column.addWidget(self.seeking)
        column.addWidget(self.told)
        column.addLayout(self.acts)
        column.addWidget(self.saved)
        column.addWidget(self.gap_note)
        column.addWidget(self.frame, 1)
        column.addWidget(self.left_out)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(body))
        self.frame.setMinimumHeight(look.px(_LEAST))
        go_through(self.seeking, *self.acts.buttons, self.gap_note, self.frame)

    def _connect(self) -> None:
        self.seeking.changed.connect(self._ask)
        self.seeking.problem.connect(self._on_problem)
        self.table.answered.connect(self._on_answered)
        self.table.picked.connect(self._on_picked)
        self.table.opened.connect(lambda _id: self._on_open())
        self.table.link_opened.connect(lambda id_, _key: self._desk.open_record(id_))
        self.table.menu_asked.connect(self._on_menu)
        self.table.copied.connect(self._on_copied)
        self.frame.add_asked.connect(self.seeking.focus_first)
        self.frame.clear_asked.connect(self.log_nobody)
        self.acts.asked.clicked.connect(lambda: self.table.answer("asked"))
        self.acts.signposted.clicked.connect(lambda: self.table.answer("signposted"))
        self.acts.still.clicked.connect(lambda: self.table.answer("still"))
        self.acts.nobody.clicked.connect(self.log_nobody)
        self.acts.copy.clicked.connect(self.copy_list)

    def _on_answered(self, ids: Sequence[int], word: str) -> None:
        if word == "still":
            self._do(lambda: provision.confirm_capacities(self._desk.store, self._bodies(ids)))
            return
        enquiry_id = self.seeking.enquiry_id()
        if enquiry_id is None:
            self._desk.notices.error(
                UserError("Nothing was logged.", "Choose the enquiry first, at the top left.")
            )
            self.seeking.enquiry.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        kind, sought = LogKind(word), self.seeking.sought()
        self._do(lambda: provision.log_contact(self._desk.store, enquiry_id, ids, kind, sought))

    def _bodies(self, ids: Sequence[int]) -> list[int]:
        """The organisations chosen, and those at which people chosen work."""
        found = (self._helpers[each] for each in ids)
        bodies = (each.checked.organisation_id if each.checked else each.id for each in found)
        return list(dict.fromkeys(bodies))

    def _do(self, act: Callable[[], None]) -> None:
        """Do one act and say what was done, with the way back."""
        try:
            act()
        except UserError as refused:
            self._desk.notices.error(refused)
            return
        self._desk.notices.say(f"{self._desk.store.undo_label()}.", undo=True)

    def _on_problem(self, sentence: str) -> None:
        if sentence:
            self.told.setText(sentence)

    def _on_picked(self) -> None:
        self.acts.suit(chosen=self._has_chosen(), sought=self._is_sought(), listed=self._has_rows())
        self.status_changed.emit()

    def _on_open(self) -> None:
        if self.table.current_id():
            self._desk.open_record(self.table.current_id())

    def _on_clear(self) -> None:
        self.seeking.show_sought(Sought(level=Depth.UNKNOWN), None)
        self.seeking.focus_first()

    def _on_copied(self, count: int) -> None:
        rows = "1 row" if count == 1 else f"{count:,} rows"
        self._desk.notices.say(f"Copied {rows} as a table.")

    def _on_menu(self, at: QPoint) -> None:
        command_menu(self, self.commands()).popup(at)
