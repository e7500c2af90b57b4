"""Views of one's own over a list: kept, renamed, moved and deleted, and where it was left."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from copdesk.db.kept_filters import from_text, to_text
from copdesk.db.listing import View
from copdesk.db.queries.views import KeptView, views_of
from copdesk.domain.fields import Field, Link, Text
from copdesk.errors import UserError
from copdesk.services import views
from copdesk.ui.kit.ask_popup import AskPopup
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.editors import Editors
from copdesk.ui.kit.field_row import FieldRow
from copdesk.ui.kit.filter_bar import FilterBar
from copdesk.ui.kit.table import Table
from copdesk.ui.kit.view_chip import ViewChip

if TYPE_CHECKING:
    from copdesk.db.store import Notice

_NAME = Field(Text(60), "Name", required=True)
_LONGEST = 4_000
"""Characters of what narrows a list that are remembered; ids of many records are not."""


class OwnViews(QObject):
    """What stands between the bar over a list, its table, and the views in the file.

    Args:
        desk: the open file.
        kind: under which the views of this list are kept.
        bar: over the list.
        table: the list.
        editors: of the name that is asked for.
    """

    def __init__(
        self, desk: Desk, kind: str, bar: FilterBar, table: Table, editors: Editors
    ) -> None:
        super().__init__(bar)
        self._desk, self._kind, self._bar, self._table = desk, kind, bar, table
        self._editors = editors
        self._kinds = {key: one.kind for key, one in table.rows.source.columns.items()}
        self._kinds["id"] = Link(kind)  # a list can be narrowed to certain records
        self._kept_sort = ("", False)
        self._own_sort: tuple[str, bool] = self._sort()
        bar.keep_asked.connect(self.keep)
        bar.chip_made.connect(self._on_chip_made)
        bar.refused.connect(self._on_refused)
        table.header.sorted.connect(self._show_sort)
        self.refresh()
        self._recall()

    def refresh(self, notice: "Notice | None" = None) -> None:
        """Read the views again, after a change only if it may have been theirs."""
        if notice is None or "saved_view" in notice.tables:
            with self._desk.store.read() as reader:
                self._bar.show_own(views_of(reader, self._kind, self._kinds))

    def follow(self) -> None:
        """Take up the order of the view that is shown, and remember where the list was left."""
        wanted = self._sort_of(self._bar.view())
        if wanted != self._kept_sort:
            if not self._kept_sort[0]:
                self._own_sort = self._sort()
            self._kept_sort = wanted
            key, descending = wanted if wanted[0] else self._own_sort
            self._table.header.sort_by(key, descending=descending)
        self._show_sort()
        self._desk.memory.setValue(self._place(), self._left())

    def keep(self) -> None:
        """Ask for a name, and keep under it what narrows and orders the list."""
        here = self._bar.view()
        known = here.name if isinstance(here, KeptView) else ""
        self._ask("Keep", known, self._bar.keep_button, self._keep)

    # Acts -------------------------------------------------------------------------------------

    def _keep(self, name: str) -> None:
        sort, descending = self._sort()
        kept = views.keep_view(
            self._desk.store,
            self._kind,
            name,
            filters=to_text(self._bar.filters(), self._kinds),
            words=self._bar.text(),
            sort=sort,
            descending=descending,
        )
        chip = self._chip(kept)
        self._bar.show_view(chip.view)
        chip.setFocus()
        self._desk.notices.say(f"Kept as “{chip.view.name}”.", undo=True)

    def _rename(self, view: KeptView, name: str) -> None:
        views.rename_view(self._desk.store, view.id, name)

    def _move(self, chip: ViewChip, step: int) -> None:
        own = [one.view for one in self._bar.chips if isinstance(one.view, KeptView)]
        place = [view.id for view in own].index(_own(chip).id) + step
        if 0 <= place < len(own):
            views.move_view(self._desk.store, _own(chip).id, place)
            chip.setFocus()

    def _delete(self, chip: ViewChip) -> None:
        name = chip.view.name
        place = self._bar.chips.index(chip)
        self._bar.chips[place - 1].setFocus()
        views.delete_view(self._desk.store, _own(chip).id)
        self._desk.notices.say(f"Deleted view “{name}”.", undo=True)

    # Inside -----------------------------------------------------------------------------------

    def _on_chip_made(self, chip: ViewChip) -> None:
        chip.rename_asked.connect(
            lambda: self._ask(
                "Rename", chip.view.name, chip, lambda name: self._rename(_own(chip), name)
            )
        )
        chip.move_asked.connect(lambda step: self._try(partial(self._move, chip, step)))
        chip.delete_asked.connect(lambda: self._try(partial(self._delete, chip)))

    def _on_refused(self, why: str) -> None:
        self._desk.notices.error(UserError(why, "Delete it with the Delete key."))

    def _ask(self, act: str, name: str, under: QWidget, then: Callable[[str], None]) -> None:
        row = FieldRow(self._editors.make(_NAME))
        popup = AskPopup(self._bar, row, act)
        row.editor.set_value(name)
        row.editor.select_all()
        popup.answered.connect(lambda typed: self._try(lambda: then(str(typed))))
        popup.show_under(under)

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except UserError as error:
            self._desk.notices.error(error)

    def _chip(self, view_id: int) -> ViewChip:
        own = (chip for chip in self._bar.chips if isinstance(chip.view, KeptView))
        return next(chip for chip in own if _own(chip).id == view_id)

    def _sort(self) -> tuple[str, bool]:
        choice = self._table.header.choice
        return choice.sort, choice.descending

    def _sort_of(self, view: View) -> tuple[str, bool]:
        """The order of a view of one's own; an empty key where it has none."""
        if isinstance(view, KeptView) and view.sort in self._table.rows.keys:
            return view.sort, view.descending
        return "", False

    def _show_sort(self) -> None:
        wanted = self._kept_sort if self._kept_sort[0] else self._own_sort
        self._bar.set_resorted(resorted=self._sort() != wanted)

    # What is remembered -----------------------------------------------------------------------

    def _place(self) -> str:
        return f"list/{self._kind}/view"

    def _left(self) -> str:
        """What narrows the list as text; of this file only, as links are ids."""
        bar = self._bar
        added = {each.name: to_text(each.filters, self._kinds) for each in bar.added()}
        left = {
            "file": str(self._desk.store.path),
            "view": bar.view().name,
            "added": added,
            "words": bar.text(),
        }
        text = json.dumps(left)
        return text if len(text) <= _LONGEST else ""

    def _recall(self) -> None:
        text = self._desk.memory.value(self._place())
        try:
            left = json.loads(text) if isinstance(text, str) else {}
            if left.get("file") == str(self._desk.store.path):
                self._take_up(left["view"], left["added"], str(left["words"]))
        except (ValueError, KeyError, TypeError, AttributeError):
            return  # as if nothing had been remembered

    def _take_up(self, name: str, added: Mapping[str, str], text: str) -> None:
        known = {view.name: view for view in self._bar.views()}
        filters = [View(each, from_text(kept, self._kinds)) for each, kept in added.items()]
        self._bar.take_up(known.get(name, View("")), filters, text)
        self._kept_sort = self._sort_of(self._bar.view())
        if self._kept_sort[0]:
            self._own_sort = self._table.header.first_sort()
        self._show_sort()


def _own(chip: ViewChip) -> KeptView:
    """The view of a chip of one's own."""
    if not isinstance(chip.view, KeptView):
        raise TypeError(chip.view)
    return chip.view
