"""The detail pane of one record: heading, form, what belongs to it, its papers, its history."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import cast

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from copdesk.db.kinds import models
from copdesk.db.record import fields_of
from copdesk.domain.fields import Field, Link
from copdesk.domain.wording import words
from copdesk.services import drafts, records
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.documents_tab import DocumentsTab
from copdesk.ui.kit.editors import Editors
from copdesk.ui.kit.form import Form
from copdesk.ui.kit.history_tab import HistoryTab
from copdesk.ui.kit.list_spec import ListSpec, Related, Tab, TabBody
from copdesk.ui.kit.record_heading import RecordHeading
from copdesk.ui.kit.related_list import RelatedList
from copdesk.ui.kit.scrolled import scrolled
from copdesk.ui.kit.tab_order import go_through
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import line
from copdesk.ui.theme.tokens import SPACE

_BUTTONS = 3
"""Commands beside which there is room for a button that deletes; else the menus have it."""

_LEAST = 230
"""Pixels, as designed, below which the body of a tab is no use."""


def form_fields(spec: ListSpec) -> dict[str, Field]:
    """The fields of the form, in its order."""
    fields = fields_of(models()[spec.kind])
    return {name: fields[name] for name in (spec.form or fields)}


class RecordPage(QWidget):
    """One record. Each tab is read when it is shown.

    Attributes:
        gone: the record is no longer there.
    """

    gone = Signal()

    def __init__(self, desk: Desk, spec: ListSpec, editors: Editors) -> None:
        super().__init__()
        self._desk, self._spec = desk, spec
        self._model = models()[spec.kind]
        self.record_id = 0
        self._holds = False
        self.heading = RecordHeading(spec.icon, spec.commands, avatar=spec.avatar)
        self.form = Form(form_fields(spec), editors, self._on_save)
        self.tabs = QTabBar()
        self._bodies = _Bodies()
        self._lists: list[list[TabBody]] = []
        self._makers: list[Callable[[], Sequence[QWidget]]] = []
        self._fill(editors)
        self._area = self._lay_out()
        self.tabs.currentChanged.connect(self._on_tab)

    def show_record(self, record_id: int) -> None:
        """Show a record; its form forgets what was typed for another."""
        values = self._values(record_id)
        if values is None:
            self.record_id = 0
            self.gone.emit()
            return
        if record_id == self.record_id:
            self.form.show_values(values)
        else:
            self._hold_undecided()
            self.record_id = record_id
            self._area.verticalScrollBar().setValue(0)
            self.form.start_with(values)
            held = drafts.held(self._desk.store, self._model, record_id)
            self._holds = bool(held)
            self.form.type_again({name: held[name] for name in held if name in self.form.rows})
        self._show_heading(values)
        self._on_tab()

    def refresh(self) -> None:
        """Read the record again."""
        if self.record_id:
            self.show_record(self.record_id)

    def edit(self) -> None:
        """Put the keyboard into the form."""
        self.tabs.setCurrentIndex(0)
        self._reveal()
        self.form.focus_first()

    @cached_property
    def documents(self) -> DocumentsTab:
        """The papers of the record, made when their tab is first shown."""
        return DocumentsTab(self._desk)

    def show_tab(self, title: str) -> None:
        """Show the tab of this title."""
        titles = [self.tabs.tabText(number) for number in range(self.tabs.count())]
        if title in titles:
            self.tabs.setCurrentIndex(titles.index(title))
            self._reveal()

    def _reveal(self) -> None:
        """Bring the tab into sight where the heading leaves it little room."""
        self._area.ensureWidgetVisible(self._bodies, 0, 0)

    def hideEvent(self, event: QHideEvent) -> None:
        """Whatever hides it, also the end of the window, nothing typed is lost."""
        super().hideEvent(event)
        if self.record_id and any(row.editor.touched() for row in self.form.rows.values()):
            self.form.settle()
            self._hold_undecided()

    def _hold_undecided(self) -> None:
        """What can't be kept yet waits, in the file, until its record is shown again."""
        left, typed = self.form.record_id, self.form.undecided()
        if not left or not (typed or self._holds):
            return
        with self._desk.store.read() as reader:
            title = reader.title(left)
        drafts.hold(self._desk.store, self._model, left, typed if title else {})
        if typed and title:
            self._desk.notices.say(f"Not saved yet: {title} has marked words to decide about.")

    def _values(self, record_id: int) -> dict[str, object] | None:
        with self._desk.store.read() as reader:
            return reader.get(self._model, record_id)

    def _show_heading(self, values: Mapping[str, object]) -> None:
        with self._desk.store.read() as reader:
            title = reader.title(self.record_id)
            title = title or records.called(reader, self._model, self.record_id)
            links = [
                one for one in map(values.get, self._model.detail_from) if isinstance(one, int)
            ]
            titles = reader.titles(links)
        fields = fields_of(self._model)
        said = [
            titles.get(cast("int", values[name]), "")
            if isinstance(fields[name].kind, Link)
            else words(fields[name].kind, values[name])
            for name in self._model.detail_from
        ]
        sentence = self._spec.sentence(self._desk, self.record_id) if self._spec.sentence else ""
        self.heading.show_words(title, " · ".join(filter(None, said)), sentence)
        suited = [one for one in self._spec.commands if one.suits(values) and not one.tucked]
        self.heading.show_commands(suited, delete=len(suited) <= _BUTTONS)
        self.setAccessibleName(f"Details of {title}")

    def _on_save(self, name: str, value: object) -> None:
        if self._spec.change is not None:
            self._spec.change(self._desk, self.record_id, {name: value})
        else:
            records.change(self._desk.store, self._model, self.record_id, {name: value})
        if self._holds:
            drafts.hold(self._desk.store, self._model, self.record_id, self.form.undecided())

    def _on_tab(self) -> None:
        """Show the chosen tab, read anew; the form is up to date already."""
        at = self.tabs.currentIndex()
        self._make(at)
        self._bodies.setCurrentIndex(at)
        if self.record_id:
            for body in self._lists[at]:
                body.show_record(self.record_id)

    def _fill(self, editors: Editors) -> None:
        """Name the tabs; what stands on each is made when it is first shown."""
        for title in dict.fromkeys(["Details", *(_tab_of(one) for one in self._spec.related)]):
            mine = [one for one in self._spec.related if _tab_of(one) == title]
            self._add_tab(title, partial(self._related, editors, mine))
        for tab in self._spec.tabs:
            self._add_tab(tab.title, partial(self._made, tab))
        self._add_tab("Documents", lambda: [self.documents])
        self._add_tab("History", lambda: [HistoryTab(self._desk)])
        self._make(0)

    def _related(self, editors: Editors, related: Sequence[Related]) -> Sequence[QWidget]:
        return [RelatedList(self._desk, editors, one) for one in related]

    def _made(self, tab: Tab) -> Sequence[QWidget]:
        return [tab.make(self._desk)]

    def _add_tab(self, title: str, make: Callable[[], Sequence[QWidget]]) -> None:
        self._bodies.addWidget(QWidget())
        self._makers.append(make)
        self._lists.append([])
        self.tabs.addTab(title)

    def _make(self, at: int) -> None:
        """Make what stands on a tab, unless it is there."""
        holder = self._bodies.widget(at)
        if holder is None or holder.layout() is not None:
            return
        bodies = self._makers[at]()
        first = [self.form] if at == 0 else []
        body = QWidget()
        body.setProperty("surface", "pane")
        column = QVBoxLayout(body)
        column.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["l"])
        column.setSpacing(SPACE["xl"])
        for one in (*first, *bodies):
            column.addWidget(one)
        if first or isinstance(bodies[0], RelatedList):
            column.addStretch()
        whole = QVBoxLayout(holder)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(body))
        self._lists[at] = [cast("TabBody", one) for one in bodies]
        if at:
            go_through(self.heading, self.tabs, self._bodies)

    def _lay_out(self) -> QScrollArea:
        """Heading, tabs and body; in a low window all of it scrolls, and nothing is cut."""
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName("Parts of the record")
        top = QVBoxLayout()
        top.setContentsMargins(SPACE["l"], SPACE["l"], SPACE["l"], 0)
        top.setSpacing(SPACE["m"])
        top.addWidget(self.heading)
        top.addWidget(self.tabs)
        whole = QWidget()
        whole.setProperty("surface", "pane")
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(line())
        column.addWidget(self._bodies, 1)
        area = scrolled(whole)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(area)
        go_through(self.heading, self.tabs, self._bodies)
        return area


class _Bodies(QStackedWidget):
    """Takes the room that the heading leaves, and never less than can be worked in."""

    def sizeHint(self) -> QSize:
        """The least height; the layout gives it what there is beyond."""
        return QSize(super().sizeHint().width(), look.px(_LEAST))

    def minimumSizeHint(self) -> QSize:
        """As high."""
        return QSize(super().minimumSizeHint().width(), look.px(_LEAST))


def _tab_of(related: Related) -> str:
    return related.tab or related.title
