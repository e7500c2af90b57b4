"""The standard page: a list with its filters, and beside it the record that is chosen."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from copdesk.db.listing import View
from copdesk.db.queries.chips import VIEWS
from copdesk.db.queries.listings import LISTINGS
from copdesk.errors import UserError
from copdesk.ui.kit.command_menu import command_menu
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.dropped import dropped_files, is_mail
from copdesk.ui.kit.empty_state import ListFrame
from copdesk.ui.kit.filter_bar import FilterBar
from copdesk.ui.kit.list_export import Shown, export
from copdesk.ui.kit.list_head import ListHead
from copdesk.ui.kit.list_records import ListRecords
from copdesk.ui.kit.list_spec import ListSpec, RecordCommand
from copdesk.ui.kit.own_views import OwnViews
from copdesk.ui.kit.page import Command
from copdesk.ui.kit.pane import Pane
from copdesk.ui.kit.pane_split import PaneSplit
from copdesk.ui.kit.saved_line import SavedLine
from copdesk.ui.kit.stored import StoredRows, card_titled, editors_of
from copdesk.ui.kit.tab_order import go_through
from copdesk.ui.kit.table import Table
from copdesk.ui.kit.view_counts import ViewCounts
from copdesk.ui.theme.tokens import SPACE

if TYPE_CHECKING:
    from copdesk.db.store import Notice

_AT_ONCE = 30
"""Rows that are deleted before anybody notices; more are deleted with their progress shown."""
_SHEETS = {".csv", ".xlsx", ".xls", ".ods", ".vcf"}


class ListPage(QWidget):
    """Everything a list page is, from its `ListSpec`.

    Attributes:
        status_changed: how many rows are shown or chosen has changed.
    """

    status_changed = Signal()

    def __init__(self, desk: Desk, spec: ListSpec) -> None:
        super().__init__()
        self.setProperty("surface", "page")
        self.title, self.spec = spec.title, spec
        self._desk = desk
        self._records = ListRecords(desk, spec)
        self._model = self._records.model
        editors = editors_of(desk)
        self._adding = f"{spec.verb[0]} {self._model.singular}"
        source = StoredRows(desk.store, LISTINGS[spec.kind], desk.today)
        self.table = Table(source, spec.columns, in_place=self._records.in_place(editors))
        self.table.setAccessibleName(spec.title)
        self._recall()
        self.bar = FilterBar(
            source.columns,
            VIEWS.get(spec.kind, ()),
            editors,
            everything=spec.everything,
            placeholder=spec.placeholder,
            counted=self._records.counted,
        )
        self.own = OwnViews(desk, spec.kind, self.bar, self.table, editors)
        self._counts = ViewCounts(desk, self, source, self.bar)
        self.pane = Pane(desk, spec, editors)
        self.frame = ListFrame(self.table, spec.icon, spec.empty, self._adding)
        self.saved = SavedLine()
        self.head = ListHead(spec.title, self._adding)
        self.split = PaneSplit(self.frame, self.pane, desk.memory, f"list/{spec.kind}")
        self._lay_out()
        self._connect()

    # What the window asks ---------------------------------------------------------------------

    def refresh(self, notice: "Notice | None" = None) -> None:
        """Read again: the rows, the counts on the chips, and what is shown beside."""
        self.own.refresh(notice)
        if notice is not None and notice.tables == {"saved_view"}:
            self._counts.ask(len(self.table.rows.ids))
            return
        self.table.ask(self.bar.text(), self.bar.filters())
        self._show_state()
        self._counts.ask(len(self.table.rows.ids))
        if not self.pane.drafting:
            self.pane.refresh()

    def show_record(self, record_id: int) -> None:
        """Show one record, whatever the list was narrowed to."""
        if self.table.rows.place(record_id) < 0:
            self.bar.clear()
        if self.table.show_record(record_id):
            self._set_pane_shown(shown=True)
            self.pane.show_chosen([record_id])
            self.table.setFocus()

    def show_rows(self, kind: str, view: View) -> None:  # noqa: ARG002  (it has but one)
        """Show the rows of a view: the chip of that name, or a filter of its own."""
        self.bar.show_view(view)
        self.table.setFocus()

    def begin(self, kind: str) -> None:  # noqa: ARG002  (it has but one)
        """Begin a new record in the pane."""
        self.add()

    def status_text(self) -> str:
        """``24 of 142 participants, 1 chosen``."""
        shown, chosen = len(self.table.rows.ids), len(self.table.chosen())
        total = shown if self._counts.total is None else self._counts.total
        of_all = f"{shown:,} of {total:,}" if shown != total else f"{shown:,}"
        noun = self._model.singular if total == 1 else self._model.plural
        return f"{of_all} {noun}" + (f", {chosen:,} chosen" if chosen else "")

    def commands(self) -> Sequence[Command]:
        """What can be done here, in the order of the menu."""
        some = self._has_chosen
        own = [
            Command(one.words, partial(self._run, one), one.icon, one.keys, partial(self._can, one))
            for one in self.spec.commands
        ]
        return [
            Command(self._adding, self.add, "plus", "Ctrl+N"),
            *own,
            *([Command("Paste rows…", self.paste, "import", "Ctrl+V")] if self.spec.paste else []),
            Command("Edit", self._on_edit, "edit", "", some),
            Command("Copy rows", self.table.copy, "copy", "Ctrl+C", some),
            Command("Delete", self.delete, "bin", "Del", some),
            Command("Export rows shown…", self.export, "export"),
            Command("Filter this list", self._on_find, "filter", "Ctrl+F"),
            Command("Keep this view…", self.own.keep, "star", "Ctrl+D", self.bar.differs),
            Command("Show all", self.bar.clear, "list", "", self.bar.is_narrowed),
            Command("Show or hide details", self._on_pane, "pane", "F9"),
            Command("Reset columns", self.table.header.reset, "columns"),
        ]

    # Doing ------------------------------------------------------------------------------------

    def add(self, **given: object) -> None:
        """Begin a new record in the pane."""
        self._set_pane_shown(shown=True)
        self.pane.start_draft(given)

    def delete(self) -> None:
        """Delete what is chosen, say so, and put the keyboard on the row that follows."""
        ids = self.table.chosen()
        if not ids:
            return
        after = self._beside(ids)

        def done(said: object) -> None:
            self._catch_up(gone=ids[0])
            self.table.show_record(after)
            self._desk.notices.say(str(said), undo=True)

        if len(ids) > _AT_ONCE:
            self._desk.run(self, lambda progress: self._records.delete(ids, progress), done)
            return
        try:
            done(self._records.delete(ids))
        except UserError as error:
            self._desk.notices.error(error)

    def paste(self) -> None:
        """Look at rows that were copied in a spreadsheet, and bring them in."""
        text = QGuiApplication.clipboard().text()
        if self.spec.paste is not None and "\n" in text.strip():
            self.spec.paste(self._desk, self.window(), text)
        else:
            self._desk.notices.error(
                UserError(
                    "There are no rows to paste.",
                    "Copy some in a spreadsheet, with the row of their headings.",
                )
            )

    def export(self) -> None:
        """Write the rows and columns shown to an Excel file."""
        shown = Shown(
            self.spec.title,
            self.bar.words(),
            self.table.rows.source,
            tuple(self.table.rows.ids),
            tuple(self.table.header.shown_keys()),
        )
        export(self._desk, self, shown, self.saved.show_saved)

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever comes to the page can go through the list at once."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._enter_list)

    def _enter_list(self) -> None:
        # somebody may have come to begin a record, or gone on to one that stands by itself
        if self.isVisible() and not self.pane.drafting:
            self.table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list, and from there closes the pane."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not self.table.hasFocus():
            self.table.setFocus()
        elif self.pane.isVisible():
            self._set_pane_shown(shown=False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Papers may be dropped on a record; spreadsheets and mails are the window's to take in."""
        files = dropped_files(event)
        if files and not all(file.suffix.lower() in _SHEETS or is_mail(file) for file in files):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach papers to the row they are dropped on, or to the record shown."""
        spot = self.table.viewport().mapFrom(self, event.position().toPoint())
        place = self.table.rowAt(spot.y()) if self.table.viewport().rect().contains(spot) else -1
        if place >= 0:
            self.show_record(self.table.rows.ids[place])
        if self.pane.record.record_id:
            event.acceptProposedAction()
            self._attach(dropped_files(event))

    # Inside -----------------------------------------------------------------------------------

    def _has_chosen(self) -> bool:
        return bool(self.table.chosen())

    def _can(self, command: RecordCommand) -> bool:
        ids = self.table.chosen()
        if len(ids) != 1:
            return command.many and bool(ids)
        return command.suits(self._records.values(ids[0]))

    def _beside(self, ids: Sequence[int]) -> int:
        """The first row after the last of ``ids``, or the one before the first."""
        places = [self.table.rows.place(record_id) for record_id in ids]
        rows = self.table.rows.ids
        after, before = max(places) + 1, min(places) - 1
        if after < len(rows):
            return rows[after]
        return rows[before] if before >= 0 else 0

    def _catch_up(self, *, gone: int = 0, new: int = 0) -> None:
        """Read again, unless the change itself has led to that already."""
        if self.table.rows.place(gone) >= 0 or (new and self.table.rows.place(new) < 0):
            self.refresh()

    def _run(self, command: RecordCommand) -> None:
        ids = self.table.chosen()
        if not ids or (len(ids) > 1 and not command.many):
            return
        try:
            command.run(self._desk, ids)
        except UserError as error:
            self._desk.notices.error(error)

    def _attach(self, files: Sequence[Path]) -> None:
        self.pane.record.show_tab("Documents")
        self.pane.record.documents.attach(files)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE["xl"], 20, SPACE["xl"], SPACE["l"])
        column.setSpacing(SPACE["m"])
        column.addWidget(self.head)
        column.addWidget(self.bar)
        column.addWidget(self.split, 1)
        column.addWidget(self.saved)
        self.setAcceptDrops(True)
        self.setFocusProxy(self.table)
        go_through(self.head, self.bar, self.frame, self.pane)

    def _connect(self) -> None:
        self.bar.changed.connect(self._on_filter)
        self.bar.left.connect(self.table.setFocus)
        self._counts.changed.connect(self.status_changed)
        self.table.picked.connect(self._on_picked)
        self.table.opened.connect(self._on_opened)
        self.table.delete_asked.connect(self.delete)
        self.table.menu_asked.connect(self._on_menu)
        self.table.link_opened.connect(self._on_link)
        self.table.refused.connect(self._desk.notices.error)
        self.table.copied.connect(self._on_copied)
        self.table.header.chosen.connect(self._on_columns_chosen)
        self.frame.add_asked.connect(self.add)
        self.frame.clear_asked.connect(self.bar.clear)
        self.head.add_asked.connect(self.add)
        self.head.columns_asked.connect(self._on_columns)
        self.head.export_asked.connect(self.export)
        self.head.pane_asked.connect(self._on_pane)
        self.pane.close_asked.connect(self._on_pane)
        self.pane.delete_asked.connect(self.delete)
        self.pane.command_asked.connect(self._run)
        self.pane.added.connect(self._on_added)
        self.pane.changed_many.connect(self._on_changed_many)

    def _on_filter(self) -> None:
        self.own.follow()
        self.table.ask(self.bar.text(), self.bar.filters())
        self._show_state()

    def _show_state(self) -> None:
        self.frame.show_rows(len(self.table.rows.ids), narrowed=self.bar.is_narrowed())
        self.status_changed.emit()

    def _on_picked(self) -> None:
        self.pane.show_chosen(self.table.chosen())
        self.status_changed.emit()

    def _on_opened(self, record_id: int) -> None:
        if self.spec.open is not None and record_id:
            self.spec.open(self._desk, record_id)
        else:
            self._on_edit()

    def _on_edit(self) -> None:
        self._set_pane_shown(shown=True)
        self.pane.record.edit()

    def _on_find(self) -> None:
        self.bar.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.box.selectAll()

    def _on_copied(self, count: int) -> None:
        self._desk.notices.say(f"Copied {self._records.counted(count)} as a table.")

    def _on_added(self, record_id: int) -> None:
        self._catch_up(new=record_id)
        self.show_record(record_id)
        title, done = self._records.title(record_id), self.spec.verb[1]
        self._desk.notices.say(f"{done} {self._model.singular} {title}.", undo=True)

    def _on_changed_many(self, count: int) -> None:
        self._desk.notices.say(f"Changed {self._records.counted(count)}.", undo=bool(count))

    def _on_link(self, record_id: int, key: str) -> None:
        """Open the record that a cell names: by its link, or by its title where it has none."""
        words = self.table.rows.row(self.table.rows.place(record_id)).words.get(key, "")
        target = self._records.linked(record_id, key)
        target = target or card_titled(self._desk.store, self.table.kind_linked(key), words)
        if target:
            self._desk.open_record(target)

    def _on_menu(self, at: QPoint) -> None:
        here = self.table.current_id()
        links = [
            Command(f"Open {words}", partial(self._on_link, here, key))
            for key, words in self.table.linked_words()
        ]
        command_menu(self, [*links, *self.commands()]).popup(at)

    def _on_columns(self) -> None:
        self.head.drop_menu(self.table.header.menu())

    # What is remembered -----------------------------------------------------------------------

    def _recall(self) -> None:
        if self.spec.sort:
            self.table.header.start_sorted(self.spec.sort, descending=self.spec.descending)
        remembered = self._desk.memory.value(f"list/{self.spec.kind}/columns")
        if remembered:
            self.table.header.recall(remembered)

    def _set_pane_shown(self, *, shown: bool) -> None:
        self.split.show_pane(shown=shown)
        if not shown:
            self.table.setFocus()

    def _on_pane(self) -> None:
        self._set_pane_shown(shown=self.pane.isHidden())

    def _on_columns_chosen(self) -> None:
        self._desk.memory.setValue(
            f"list/{self.spec.kind}/columns", self.table.header.choice.to_text()
        )
