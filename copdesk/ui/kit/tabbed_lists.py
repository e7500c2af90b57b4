"""Several list pages under tabs, for kinds of record that are looked at together."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.list_page import ListPage
from copdesk.ui.kit.list_spec import ListSpec
from copdesk.ui.kit.page import Command
from copdesk.ui.theme.tokens import SPACE

if TYPE_CHECKING:
    from copdesk.db.listing import View
    from copdesk.db.store import Notice


class TabbedLists(QWidget):
    """Answers as a page does; each list is made when it is first shown.

    Args:
        desk: the open file.
        title: of the page.
        tabs: the words of each tab and what makes its list.

    Attributes:
        status_changed: the words of the status bar have changed.
        list_made: a list was made; its ListPage.
    """

    status_changed = Signal()
    list_made = Signal(object)

    def __init__(self, desk: Desk, title: str, tabs: Sequence[tuple[str, ListSpec]]) -> None:
        super().__init__()
        self.setProperty("surface", "page")
        self.title = title
        self._desk = desk
        self._specs = [spec for _words, spec in tabs]
        self.lists: dict[str, ListPage] = {}
        self.tabs = QTabBar()
        self._stack = QStackedWidget()
        self._lay_out([words for words, _spec in tabs])
        self._on_tab()
        self.tabs.currentChanged.connect(self._on_tab)

    # What the window asks -------------------------------------------------------------------

    def refresh(self, notice: "Notice | None" = None) -> None:
        """Read again what is shown; the rest is read when it is next shown."""
        self.here().refresh(notice)

    def show_record(self, record_id: int) -> None:
        """Show a record on the tab of its kind."""
        with self._desk.store.read() as reader:
            kind = reader.kind(record_id)
        if kind is not None:
            self.show_kind(kind).show_record(record_id)

    def show_rows(self, kind: str, view: "View") -> None:
        """Show the rows of a view on the tab of their kind."""
        self.show_kind(kind).show_rows(kind, view)

    def begin(self, kind: str) -> None:
        """Begin a new record on the tab of its kind."""
        self.show_kind(kind).begin(kind)

    def status_text(self) -> str:
        """How many rows of the tab are shown."""
        return self.here().status_text()

    def commands(self) -> Sequence[Command]:
        """What the list that is shown can do, and the way to the others."""
        return [*self.here().commands(), *self._walks()]

    # The lists --------------------------------------------------------------------------------

    def here(self) -> ListPage:
        """The list that is shown."""
        return self._list(self.tabs.currentIndex())

    def show_kind(self, kind: str) -> ListPage:
        """Show the tab of a kind of record; its list."""
        self.tabs.setCurrentIndex([spec.kind for spec in self._specs].index(kind))
        return self.here()

    def _list(self, place: int) -> ListPage:
        spec = self._specs[place]
        if spec.kind not in self.lists:
            made = self.lists[spec.kind] = ListPage(self._desk, spec)
            made.status_changed.connect(self.status_changed)
            self._stack.addWidget(made)
            self.list_made.emit(made)
        return self.lists[spec.kind]

    def _walks(self) -> list[Command]:
        return [
            Command(f"Show {self.tabs.tabText(place).lower()}", self._showing(place), "list")
            for place in range(self.tabs.count())
            if place != self.tabs.currentIndex()
        ]

    def _showing(self, place: int) -> Callable[[], None]:
        return lambda: self.tabs.setCurrentIndex(place)

    def _lay_out(self, words: Sequence[str]) -> None:
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName(f"Parts of {self.title.lower()}")
        for each in words:
            self.tabs.addTab(each)
        row = QVBoxLayout()
        row.setContentsMargins(SPACE["xl"], 0, SPACE["xl"], 0)
        row.addWidget(self.tabs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE["s"], 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._stack, 1)

    def _on_tab(self) -> None:
        here = self.here()
        self._stack.setCurrentWidget(here)
        self.setFocusProxy(here.table)
        here.refresh(None)
        self.status_changed.emit()
