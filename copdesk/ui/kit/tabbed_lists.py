"""Several pages under tabs, most of them lists, for what is looked at together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.list_page import ListPage
from copdesk.ui.kit.list_spec import ListSpec
from copdesk.ui.kit.page import Command, Page, RowsPage
from copdesk.ui.theme.tokens import SPACE

if TYPE_CHECKING:
    from copdesk.db.listing import View
    from copdesk.db.store import Notice


@dataclass(frozen=True, slots=True)
class Part:
    """A tab that is more than a list.

    Attributes:
        kind: the records that it shows; a word of its own for one that shows none.
        make: makes it, a `Page`.
    """

    kind: str
    make: Callable[[Desk], QWidget]


class TabbedLists(QWidget):
    """Answers as a page does; each part is made when it is first shown.

    Args:
        desk: the open file.
        title: of the page.
        tabs: the words of each tab and what makes its list.

    Attributes:
        status_changed: the words of the status bar have changed.
    """

    status_changed = Signal()

    def __init__(self, desk: Desk, title: str, tabs: Sequence[tuple[str, ListSpec | Part]]) -> None:
        super().__init__()
        self.setProperty("surface", "page")
        self.title = title
        self._desk = desk
        self._parts = [part for _words, part in tabs]
        self._pages: dict[str, QWidget] = {}
        self.tabs = QTabBar()
        self._stack = QStackedWidget()
        self._lay_out([words for words, _part in tabs])
        self._show_part()  # whoever made the page refreshes it
        self.tabs.currentChanged.connect(self._on_tab)

    # What the window asks -------------------------------------------------------------------

    def refresh(self, notice: "Notice | None" = None) -> None:
        """Read again what is shown; the rest is read when it is next shown."""
        self._page().refresh(notice)

    def show_record(self, record_id: int) -> None:
        """Show a record on the tab of its kind."""
        with self._desk.store.read() as reader:
            kind = reader.kind(record_id)
        if kind is not None:
            self.show_kind(kind)
            self._page().show_record(record_id)

    def show_rows(self, kind: str, view: "View") -> None:
        """Show the rows of a view on the tab of their kind."""
        cast("RowsPage", self.show_kind(kind)).show_rows(kind, view)

    def begin(self, kind: str) -> None:
        """Begin a new record on the tab of its kind."""
        cast("RowsPage", self.show_kind(kind)).begin(kind)

    def status_text(self) -> str:
        """How many rows of the tab are shown."""
        return self._page().status_text()

    def commands(self) -> Sequence[Command]:
        """What the part that is shown can do, and the way to the others."""
        return [*self._page().commands(), *self._walks()]

    # The parts --------------------------------------------------------------------------------

    def here(self) -> QWidget:
        """The part that is shown."""
        return self._made(self._parts[self.tabs.currentIndex()])

    def kind(self) -> str:
        """What the part that is shown holds."""
        return self._parts[self.tabs.currentIndex()].kind

    def show_kind(self, kind: str) -> QWidget:
        """Show the tab of a kind of record; its part."""
        self.tabs.setCurrentIndex([part.kind for part in self._parts].index(kind))
        return self.here()

    def _page(self) -> Page:
        return cast("Page", self.here())

    def _made(self, part: ListSpec | Part) -> QWidget:
        if part.kind not in self._pages:
            made = part.make(self._desk) if isinstance(part, Part) else ListPage(self._desk, part)
            self._pages[part.kind] = made
            cast("Page", made).status_changed.connect(self.status_changed)
            self._stack.addWidget(made)
        return self._pages[part.kind]

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
        self.tabs.setVisible(len(words) > 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE["s"] if len(words) > 1 else 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._stack, 1)

    def _show_part(self) -> None:
        here = self.here()
        self._stack.setCurrentWidget(here)
        self.setFocusProxy(here)

    def _on_tab(self) -> None:
        self._show_part()
        self._page().refresh(None)
        self.status_changed.emit()
