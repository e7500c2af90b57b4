"""Training: who has done the hours, and the policies, courses and sessions behind them."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from copdesk.db.listing import View
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.list_page import ListPage
from copdesk.ui.kit.page import Command
from copdesk.ui.pages.training.lists import COURSES, GRADES, POLICIES, SESSIONS
from copdesk.ui.pages.training.matrix import MatrixTab
from copdesk.ui.pages.training.people import People
from copdesk.ui.pages.training.proposals import ProposalsTab
from copdesk.ui.theme.tokens import SPACE

if TYPE_CHECKING:
    from copdesk.db.store import Notice

_LISTS = {"Policies": POLICIES, "Courses": COURSES, "Sessions": SESSIONS, "Grades": GRADES}
_TABS = ("Who has done it", "Matrix", *_LISTS, "Proposals")


class TrainingPage(QWidget):
    """The parts under tabs; each is made when it is first shown."""

    status_changed = Signal()
    title = "Training"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("surface", "page")
        self._desk = desk
        self.tabs = QTabBar()
        self.lists: dict[str, ListPage] = {}
        self._stack = QStackedWidget()
        self._lay_out()
        self._stack.setCurrentWidget(self.people)
        self.tabs.currentChanged.connect(self._on_tab)

    @cached_property
    def people(self) -> People:
        """Who has met one policy."""
        made = People(self._desk)
        self._join(made)
        made.matrix_asked.connect(self._on_matrix)
        return made

    @cached_property
    def matrix(self) -> MatrixTab:
        """Everybody against every policy."""
        made = MatrixTab(self._desk)
        self._join(made)
        return made

    @cached_property
    def proposals(self) -> ProposalsTab:
        """What sessions are wanted for."""
        made = ProposalsTab(self._desk)
        made.status_changed.connect(self.status_changed)
        self._stack.addWidget(made)
        return made

    # What the window asks -------------------------------------------------------------------

    def refresh(self, notice: "Notice | None" = None) -> None:
        """Read again what is shown; the rest is read when it is next shown."""
        self._here().refresh(notice)

    def show_record(self, record_id: int) -> None:
        """Show a policy, course or session on its tab."""
        with self._desk.store.read() as reader:
            kind = reader.kind(record_id)
        if kind is not None:
            self._list_of(kind).show_record(record_id)

    def show_rows(self, kind: str, view: View) -> None:
        """Show how people stand where a view asks for it, else the rows of a list."""
        if any(each.key in {"status", "policy_id"} for each in view.filters):
            self._show_tab("Who has done it")
            self.people.show_view(view)
        else:
            self._list_of(kind).show_rows(kind, view)

    def begin(self, kind: str) -> None:
        """Begin a policy, course or session on its tab."""
        self._list_of(kind).begin(kind)

    def status_text(self) -> str:
        """How many rows of the tab are shown."""
        return self._here().status_text()

    def commands(self) -> Sequence[Command]:
        """What can be done here: on each tab what its list can do."""
        return [*self._here().commands(), *self._walks()]

    # Inside -----------------------------------------------------------------------------------

    def _walks(self) -> list[Command]:
        return [
            Command(f"Show {self.tabs.tabText(place).lower()}", self._showing(place), "training")
            for place in range(self.tabs.count())
            if place != self.tabs.currentIndex()
        ]

    def _showing(self, place: int) -> Callable[[], None]:
        return lambda: self.tabs.setCurrentIndex(place)

    def _here(self) -> "People | MatrixTab | ProposalsTab | ListPage":
        words = self.tabs.tabText(self.tabs.currentIndex())
        if words == "Who has done it":
            return self.people
        if words == "Matrix":
            return self.matrix
        return self.proposals if words == "Proposals" else self._list(words)

    def _join(self, made: People | MatrixTab) -> None:
        made.status_changed.connect(self.status_changed)
        made.policy_asked.connect(lambda: self.begin("training_policy"))
        self._stack.addWidget(made)

    def _show_tab(self, words: str) -> None:
        places = range(self.tabs.count())
        self.tabs.setCurrentIndex(next(n for n in places if self.tabs.tabText(n) == words))

    def _list_of(self, kind: str) -> ListPage:
        words = next(words for words, spec in _LISTS.items() if spec.kind == kind)
        self._show_tab(words)
        return self._list(words)

    def _list(self, words: str) -> ListPage:
        spec = _LISTS[words]
        if spec.kind not in self.lists:
            made = self.lists[spec.kind] = ListPage(self._desk, spec)
            made.status_changed.connect(self.status_changed)
            self._stack.addWidget(made)
        return self.lists[spec.kind]

    def _lay_out(self) -> None:
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName("Parts of training")
        for words in _TABS:
            self.tabs.addTab(words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE["s"], 0, 0)
        column.setSpacing(0)
        row = QVBoxLayout()
        row.setContentsMargins(SPACE["xl"], 0, SPACE["xl"], 0)
        row.addWidget(self.tabs)
        column.addLayout(row)
        column.addWidget(self._stack, 1)

    def _on_matrix(self, as_at: object) -> None:
        self.matrix.asked.as_at.editor.set_value(as_at)
        self._show_tab("Matrix")

    def _on_tab(self) -> None:
        here = self._here()
        self._stack.setCurrentWidget(here)
        here.refresh(None)
        self.status_changed.emit()
