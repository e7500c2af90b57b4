"""The pane beside the list of who has met a policy: one person, several, or hours to record."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.draft_form import DraftForm
from copdesk.ui.kit.list_spec import RecordCommand
from copdesk.ui.kit.record_heading import RecordHeading
from copdesk.ui.kit.scrolled import scrolled
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.kit.tiles import ShareBar
from copdesk.ui.pages.training import recording, releasing
from copdesk.ui.pages.training.credits import Credits
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import label, line, surface
from copdesk.ui.theme.tokens import SPACE

_LEAST = 260
"""Pixels, as designed, below which the form is no use; a lower window scrolls."""

_NONE, _ONE, _MANY, _RECORDING = range(4)

Value = Callable[[int, str], object]
"""A value of a row of the list: the person's id and the column."""


class PersonPane(QWidget):
    """Shows who is chosen, and records hours for them.

    Attributes:
        close_asked: the cross.
        recorded: hours were recorded.
        changed: a record was verified, refused or removed.
    """

    close_asked = Signal()
    recorded = Signal()
    changed = Signal()

    def __init__(self, desk: Desk, value: Value) -> None:
        super().__init__()
        self._desk, self._value = desk, value
        self._policy_id = 0
        self._ids: list[int] = []
        record = RecordCommand("Record hours", "plus", lambda _desk, _ids: self.start(), many=True)
        free = RecordCommand(
            "Exempt or defer", "minus", lambda _desk, _ids: self.release(), many=True
        )
        open_ = RecordCommand("Open", "right", lambda desk, ids: desk.open_record(ids[0]))
        self.heading = RecordHeading("participants", (record, free, open_), avatar=True)
        self.many_heading = RecordHeading("participants", (record, free), avatar=False)
        self.draft_heading = RecordHeading("training", (), avatar=False)
        self.bar = ShareBar()
        self.credits = Credits(desk)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    @cached_property
    def draft(self) -> DraftForm:
        """The form of hours to record, made when it is first asked for."""
        made = DraftForm(
            recording.fields(),
            editors_of(self._desk),
            action="Record hours",
            keep_draft=lambda _values: None,
            add=self._keep,
            follows=lambda name, values: recording.follows(self._desk, name, values),
            explain=self._explain,
        )
        made.setMinimumHeight(look.px(_LEAST))
        whole = _headed(self.draft_heading, _padded(made, stretch=False))
        self._stack.addWidget(scrolled(whole))
        made.dropped.connect(self._on_dropped)
        made.added.connect(self._on_recorded)
        return made

    @property
    def recording(self) -> bool:
        """Whether hours are being typed in."""
        return self._stack.currentIndex() == _RECORDING

    def show_people(self, policy_id: int, ids: Sequence[int]) -> None:
        """Show these people against this policy."""
        self._policy_id, self._ids = policy_id, list(ids)
        if len(ids) == 1:
            self._show_one(ids[0])
        elif ids:
            self.many_heading.show_words(f"{len(ids):,} people", "chosen")
        self._stack.setCurrentIndex(_ONE if len(ids) == 1 else _MANY if ids else _NONE)

    def start(self) -> None:
        """Ask for the hours of the people chosen."""
        if not self._ids:
            return
        self.draft.start_with(recording.first_values())
        names = recording.whom([self._name(each) for each in self._ids])
        self.draft_heading.show_words("Record hours", names)
        self._stack.setCurrentIndex(_RECORDING)
        self.draft.form.focus_first()

    def release(self) -> None:
        """Ask why the people chosen need not do it, and until when."""
        heading = self.heading if len(self._ids) == 1 else self.many_heading
        releasing.ask(self._desk, self._policy_id, self._ids, heading)

    def _show_one(self, person_id: int) -> None:
        part, whole = self._value(person_id, "hours"), self._value(person_id, "required")
        if isinstance(part, Decimal) and isinstance(whole, Decimal):
            self.bar.show_share(part, whole)
        where, said = self._value(person_id, "organisations"), self._value(person_id, "sentence")
        self.heading.show_words(self._name(person_id), str(where), str(said))
        self.credits.show_person(self._policy_id, person_id)

    def _name(self, person_id: int) -> str:
        return str(self._value(person_id, "name"))

    def _explain(self, values: Mapping[str, object]) -> str:
        return recording.explain([self._name(each) for each in self._ids], values)

    def _keep(self, values: Mapping[str, object]) -> int:
        return recording.keep(self._desk, self._policy_id, self._ids, values)

    def _lay_out(self) -> None:
        none = label("Choose one or more people to see what they have done.", "body2", wrap=True)
        one = QWidget()
        one.setProperty("surface", "pane")
        column = QVBoxLayout(one)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["l"])
        column.addWidget(self.bar)
        column.addWidget(self.credits)
        column.addStretch()
        self._stack.addWidget(_padded(none))
        self._stack.addWidget(scrolled(_headed(self.heading, _padded(one))))
        self._stack.addWidget(_headed(self.many_heading, QWidget()))
        for heading in (self.heading, self.many_heading, self.draft_heading):
            heading.delete_button.hide()
        panel = surface("panel")
        inner = QVBoxLayout(panel)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self._stack)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(panel)

    def _connect(self) -> None:
        for heading in (self.heading, self.many_heading):
            heading.asked.connect(self._on_asked)
            heading.close_asked.connect(self.close_asked)
        self.draft_heading.close_asked.connect(self._on_dropped)
        self.credits.changed.connect(self.changed)

    def _on_asked(self, command: RecordCommand) -> None:
        command.run(self._desk, self._ids)

    def _on_dropped(self) -> None:
        self.show_people(self._policy_id, self._ids)

    def _on_recorded(self, _credit_id: int) -> None:
        self.show_people(self._policy_id, self._ids)
        self.recorded.emit()


def _headed(heading: QWidget, body: QWidget) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(_padded(heading, stretch=False))
    column.addWidget(line())
    column.addWidget(body, 1)
    return whole


def _padded(widget: QWidget, *, stretch: bool = True) -> QWidget:
    holder = QWidget()
    holder.setProperty("surface", "pane")
    column = QVBoxLayout(holder)
    column.setContentsMargins(*[SPACE["l"]] * 4)
    column.addWidget(widget)
    if stretch:
        column.addStretch()
    return holder
