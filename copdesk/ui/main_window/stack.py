"""The pages, made at the first visit, told of changes, and walked back and forth."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.page import OpenedPage, Page
from copdesk.ui.main_window.places import Place

if TYPE_CHECKING:
    from copdesk.db.store import Notice

_KEPT_STEPS = 50


@dataclass(frozen=True, slots=True)
class Step:
    """A place that was visited, and the record shown there (0: none)."""

    key: str
    record_id: int = 0


class PageStack(QStackedWidget):
    """Shows one page at a time; `moved` says that another is shown."""

    moved = Signal()
    status_changed = Signal()

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__()
        self.setProperty("surface", "page")
        self._places = {place.key: place for place in places}
        self._kinds = {kind: place.key for place in places for kind in place.kinds}
        self._made: dict[str, QWidget] = {}
        self._stale: set[str] = set()
        self._past: list[Step] = []
        self._future: list[Step] = []
        self._here: Step | None = None
        self._desk: Callable[[], Desk] | None = None
        self._blank = QWidget()
        self.addWidget(self._blank)

    def show_aside(self, widget: QWidget) -> None:
        """Show a widget that is no page, while no file is open."""
        self.removeWidget(self._blank)
        self._blank.deleteLater()
        self._blank = widget
        self.addWidget(widget)
        self.setCurrentWidget(widget)

    @property
    def key(self) -> str:
        """The key of the place now shown; empty while none is."""
        return self._here.key if self._here else ""

    def page(self) -> Page | None:
        """The page now shown."""
        return cast("Page", self._made[self.key]) if self.key in self._made else None

    def made(self, key: str) -> QWidget | None:
        """A page that has been visited, or ``None``."""
        return self._made.get(key)

    def furnish(self, desk: Callable[[], Desk]) -> None:
        """From now on pages are made with this desk; those of another file are thrown away."""
        self.clear()
        self._desk = desk

    def desk(self) -> Desk:
        """What the pages are given.

        Raises:
            LookupError: no file is open.
        """
        if self._desk is None:
            raise LookupError("no file is open")
        return self._desk()

    def clear(self) -> None:
        """Throw every page away."""
        self.setCurrentWidget(self._blank)
        for page in self._made.values():
            page.close()  # with the windows it has opened
            self.removeWidget(page)
            page.deleteLater()
        self._made.clear()
        self._stale.clear()
        self._past.clear()
        self._future.clear()
        self._here = self._desk = None

    def go(self, key: str, record_id: int = 0) -> None:
        """Show a place, and one of its records; remembers where one came from."""
        step = Step(key, record_id)
        if step == self._here:
            self._show(step)
            return
        if self._here is not None:
            self._past = [*self._past[-_KEPT_STEPS:], self._here]
        self._future.clear()
        self._show(step)

    def open_kind(self, kind: str, record_id: int = 0) -> bool:
        """Show the page of a kind, and one of its records; False when no page shows it."""
        key = self._kinds.get(kind)
        if key is None:
            return False
        self.go(key, record_id)
        return True

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of record that some page shows."""
        return tuple(self._kinds)

    def icon_of(self, kind: str) -> str:
        """The icon of the page that shows records of this kind; empty when none does."""
        return self._places[self._kinds[kind]].icon if kind in self._kinds else ""

    def visited(self) -> list[int]:
        """The ids of the records shown, the last first, each once."""
        steps = [*self._past, *([self._here] if self._here else [])]
        return list(dict.fromkeys(step.record_id for step in reversed(steps) if step.record_id))

    def take_keyboard(self) -> None:
        """Give the keyboard to the page now shown."""
        shown = self.currentWidget()
        if shown is not None:
            shown.setFocus()

    def can_go_back(self) -> bool:
        """Whether another place was shown before this one."""
        return bool(self._past)

    def can_go_forward(self) -> bool:
        """Whether one has gone back before."""
        return bool(self._future)

    def back(self) -> None:
        """Show the place that was shown before."""
        self._walk(self._past, self._future)

    def forward(self) -> None:
        """Take the last step back again."""
        self._walk(self._future, self._past)

    def refresh(self, notice: "Notice | None") -> None:
        """Let the page shown read again what was touched; the others do so when next visited."""
        self._stale = set(self._made) - {self.key}
        page = self.page()
        if page is not None:
            page.refresh(notice)
        self.status_changed.emit()

    def _walk(self, away: list[Step], kept: list[Step]) -> None:
        if away and self._here is not None:
            kept.append(self._here)
            self._show(away.pop())

    def _show(self, step: Step) -> None:
        page = self._page_of(step.key)
        self._here = step
        self._bring_up(cast("QWidget", page))
        if step.key in self._stale:
            self._stale.discard(step.key)
            page.refresh(None)
        if step.record_id:
            page.show_record(step.record_id)
        elif isinstance(page, OpenedPage):
            page.show_list()
        self.moved.emit()
        self.status_changed.emit()

    def _bring_up(self, shown: QWidget) -> None:
        """Show a page; the first time the keyboard goes where the page wants it, and later back."""
        held = QApplication.focusWidget()
        within = held is not None and self.isAncestorOf(held)
        anew = shown.focusWidget() is None and shown.focusProxy() is not None
        self.setCurrentWidget(shown)
        if within and anew:
            shown.setFocus()

    def _page_of(self, key: str) -> Page:
        if key not in self._made:
            made = self._places[key].build(self.desk())
            self._made[key] = made
            self.addWidget(made)
            cast("Page", made).status_changed.connect(self.status_changed)
            cast("Page", made).refresh(None)
        return cast("Page", self._made[key])
