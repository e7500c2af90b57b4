"""The pane beside a list: one record, several at once, a new one, or a word about none."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from copdesk.db.kinds import models
from copdesk.db.record import fields_of
from copdesk.progress import SILENT, Progress
from copdesk.services import drafts, records
from copdesk.ui.kit.bulk_form import BulkForm
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.draft_form import DraftForm
from copdesk.ui.kit.editors import Editors
from copdesk.ui.kit.list_spec import ListSpec
from copdesk.ui.kit.record_heading import RecordHeading
from copdesk.ui.kit.record_page import RecordPage, form_fields
from copdesk.ui.kit.scrolled import scrolled
from copdesk.ui.kit.tab_order import go_through
from copdesk.ui.theme.parts import label, line, surface
from copdesk.ui.theme.tokens import SPACE

_COMPARED = 500
_AT_ONCE = 300
"""Records that are changed before anybody notices; more with their progress shown."""


class Pane(QWidget):
    """Shows what is chosen in the list.

    Attributes:
        close_asked: its cross.
        delete_asked: the button Delete.
        command_asked: another button; its RecordCommand.
        added: a new record was kept; its id.
        changed_many: several records were changed; how many.
        form_made: a form was made that was not needed before; the `Form`.
    """

    close_asked = Signal()
    delete_asked = Signal()
    command_asked = Signal(object)
    added = Signal(int)
    changed_many = Signal(int)
    form_made = Signal(object)

    def __init__(self, desk: Desk, spec: ListSpec, editors: Editors) -> None:
        super().__init__()
        self._desk, self._spec, self._editors = desk, spec, editors
        self._model = models()[spec.kind]
        self._many: list[int] = []
        self._draft_id: int | None = None
        self.record = RecordPage(desk, spec, editors)
        self.many_heading = RecordHeading(spec.icon, spec.commands, avatar=False)
        self.draft_heading = RecordHeading(spec.icon, (), avatar=False)
        self._several, self._new = QWidget(), QWidget()  # filled when they are first needed
        self.many_heading.setParent(self._several)  # else it outlives a pane that never needs it
        self.draft_heading.setParent(self._new)
        self._none = label(
            f"Choose one of the {self._model.plural} to see it here.", "body2", wrap=True
        )
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    @property
    def drafting(self) -> bool:
        """Whether a new record is being filled in."""
        return self._stack.currentIndex() == 2

    @cached_property
    def many(self) -> BulkForm:
        """The form of several records, made when several are first chosen."""
        made = BulkForm(form_fields(self._spec), self._editors, self._on_change_many)
        _fill(self._several, self.many_heading, scrolled(_padded(made)), made.foot)
        self._set_order()
        self.form_made.emit(made.form)
        return made

    @cached_property
    def draft(self) -> DraftForm:
        """The form of a new record, made when the first one is begun."""
        made = self._make_draft(self._editors)
        made.added.connect(self._on_added)
        made.dropped.connect(self._on_dropped)
        if self._spec.below is not None:
            self._spec.below(self._desk, made)
        _fill(self._new, self.draft_heading, scrolled(_padded(made, stretch=False)))
        self._set_order()
        self.form_made.emit(made.form)
        return made

    def show_chosen(self, ids: Sequence[int]) -> None:
        """Show the records chosen; a draft is left, and kept."""
        if len(ids) == 1:
            self.record.show_record(ids[0])
            self._stack.setCurrentIndex(0 if self.record.record_id else 3)
        elif ids:
            self._show_many(list(ids))
        else:
            self.record.record_id = 0
            self._stack.setCurrentIndex(3)

    def refresh(self) -> None:
        """Read again what is shown."""
        if self._stack.currentIndex() == 0:
            self.record.refresh()
        elif self._stack.currentIndex() == 1 and not self.many.touched:
            self._show_many(self._many)

    def start_draft(self, given: Mapping[str, object]) -> None:
        """Begin a new record, or go on with the one that was begun and not added."""
        kept = [] if given else drafts.drafts(self._desk.store, self._model)
        self._draft_id = kept[0].id if kept else None
        begun = dict(kept[0].values) if kept else {}
        self.draft.start_with(records.fresh(self._model, **{**begun, **given}))
        words = "You began this earlier and did not add it." if kept else ""
        self.draft_heading.show_words(f"New {self._model.singular}", sentence=words)
        self._stack.setCurrentIndex(2)
        self.draft.form.focus_first()

    def _set_order(self) -> None:
        """Tab goes through what was made later where it stands, not at the end of the page."""
        go_through(self.record, self._several, self._new)

    def _make_draft(self, editors: Editors) -> DraftForm:
        fields = form_fields(self._spec)
        every = fields_of(self._model)
        wanted = self._spec.draft or tuple(fields)
        return DraftForm(
            {name: every[name] for name in wanted},
            editors,
            action=f"{self._spec.verb[0]} {self._model.singular}",
            keep_draft=self._on_keep_draft,
            add=self._on_add,
            follows=self._follows,
            explain=self._explain,
            together=self._desk.store.together,
        )

    def _follows(self, name: str, values: Mapping[str, object]) -> Mapping[str, object]:
        return self._spec.follows(self._desk, name, values) if self._spec.follows else {}

    def _explain(self, values: Mapping[str, object]) -> str:
        return self._spec.explain(self._desk, values) if self._spec.explain else ""

    def _lay_out(self) -> None:
        for one in (self.record, self._several, self._new, _padded(self._none)):
            self._stack.addWidget(one)
        self._stack.setCurrentIndex(3)
        panel = surface("panel")
        inner = QVBoxLayout(panel)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self._stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        self.draft_heading.delete_button.hide()
        many = [command for command in self._spec.commands if command.many]
        self.many_heading.show_commands(many, delete=True)

    def _connect(self) -> None:
        for heading in (self.record.heading, self.many_heading, self.draft_heading):
            heading.close_asked.connect(self.close_asked)
            heading.delete_asked.connect(self.delete_asked)
            heading.asked.connect(self.command_asked)
        self.record.gone.connect(lambda: self.show_chosen([]))

    def _show_many(self, ids: list[int]) -> None:
        self._many = ids
        with self._desk.store.read() as reader:
            found = [reader.get(self._model, record_id) for record_id in ids[:_COMPARED]]
        there = [values for values in found if values is not None]
        self.many_heading.show_words(f"{len(ids):,} {self._model.plural}", "chosen")
        if there:
            self.many.start_with(there, len(ids), self._model.plural)
            self._stack.setCurrentIndex(1)

    def _on_change_many(self, values: Mapping[str, object]) -> None:
        chosen, ids = dict(values), list(self._many)
        records.check(self._model, chosen)
        self.many.touched.clear()

        def work(progress: Progress) -> object:
            store = self._desk.store
            return records.change_many(store, self._model, ids, chosen, progress=progress)

        if len(ids) > _AT_ONCE:
            self._desk.run(self, work, self._on_changed_many)
        else:
            self._on_changed_many(work(SILENT))

    def _on_changed_many(self, changed: object) -> None:
        self.changed_many.emit(changed)

    def _on_keep_draft(self, values: Mapping[str, object]) -> None:
        self._draft_id = drafts.keep_draft(self._desk.store, self._model, values, self._draft_id)

    def _on_add(self, values: Mapping[str, object]) -> int:
        if self._spec.add is not None:
            return self._spec.add(self._desk, values)
        return records.add(self._desk.store, self._model, values)

    def _on_added(self, record_id: int) -> None:
        self._forget_draft()
        self.added.emit(record_id)

    def _on_dropped(self) -> None:
        self._forget_draft()
        self.show_chosen([self.record.record_id] if self.record.record_id else [])

    def _forget_draft(self) -> None:
        if self._draft_id is not None:
            drafts.drop_draft(self._desk.store, self._draft_id)
            self._draft_id = None


def _fill(
    whole: QWidget, heading: RecordHeading, body: QWidget, foot: QWidget | None = None
) -> None:
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(_padded(heading, stretch=False))
    column.addWidget(line())
    column.addWidget(body, 1)
    if foot is not None:
        column.addWidget(_padded(foot, stretch=False))


def _padded(widget: QWidget, *, stretch: bool = True) -> QWidget:
    holder = QWidget()
    holder.setProperty("surface", "pane")
    column = QVBoxLayout(holder)
    column.setContentsMargins(*[SPACE["l"]] * 4)
    column.addWidget(widget)
    if stretch:
        column.addStretch()
    return holder
