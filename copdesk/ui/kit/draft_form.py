"""The form of a new record: a draft until what is required is there, and never lost before."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from copdesk.domain.fields import Field, LongText, Text
from copdesk.errors import Invalid, UserError
from copdesk.ui.kit.editors import Editors
from copdesk.ui.kit.flow_layout import FlowLayout
from copdesk.ui.kit.form import Form
from copdesk.ui.kit.scrolled import scrolled
from copdesk.ui.kit.tab_order import go_through
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

_LEAST = 120
"""Pixels of the fields; where there is less room, whatever holds the draft scrolls."""


def _nothing_follows(_name: str, _values: Mapping[str, object]) -> Mapping[str, object]:
    return {}


def _nothing_to_say(_values: Mapping[str, object]) -> str:
    return ""


class DraftForm(QWidget):
    """Fields that scroll, what is still missing in words, and the buttons, always in sight.

    Attributes:
        added: the record was kept; its id.
        dropped: the draft was given up.
        started: the values of a draft were put in.
        goes_on: whether another is to be begun after the one that is being added.
    """

    added = Signal(int)
    dropped = Signal()
    started = Signal()

    def __init__(  # noqa: PLR0913  (what a draft has)
        self,
        fields: Mapping[str, Field],
        editors: Editors,
        *,
        action: str,
        again: str = "",
        keep_draft: Callable[[Mapping[str, object]], None],
        add: Callable[[Mapping[str, object]], int],
        follows: Callable[[str, Mapping[str, object]], Mapping[str, object]] = _nothing_follows,
        explain: Callable[[Mapping[str, object]], str] = _nothing_to_say,
        together: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        super().__init__()
        self._fields, self._keep_draft, self._add = fields, keep_draft, add
        self._follows, self._explain, self._together = follows, explain, together
        self._followed: dict[str, object] = {}
        self.values: dict[str, object] = {}
        self.form = Form(fields, editors, self._on_save, mark_required=True)
        self.add_button = button(action, "plus", "primary", tip=f"{action} (Ctrl+Enter)")
        self.goes_on = self._filling = False
        self.again_button = button(again or "…", tip=f"{again} (Ctrl+Shift+Enter)")
        self.again_button.setVisible(bool(again))
        self._goes_on = bool(again)
        self.drop_button = button("Discard", tip="Leave without adding it")
        self.missing_words = label(kind="caption", wrap=True)
        self.explained = label(kind="strong", wrap=True)
        self._lay_out()
        self._connect()

    def start_with(self, values: Mapping[str, object]) -> None:
        """Begin a draft with these values; texts that have a check go through it."""
        checked = {
            name: values[name]
            for name, row in self.form.rows.items()
            if row.remarks is not None and values.get(name)
        }
        self.values = {**values, **dict.fromkeys(checked, "")}
        self._followed.clear()
        self.form.start_with(self.values)
        self.form.fill(checked)
        self._follow("")
        self._tell_missing()
        self.started.emit()

    def put_below(self, part: QWidget, pointer: QPushButton) -> None:
        """Put a part after the last field, and the button that scrolls to it in sight always.

        Both are hidden until whoever made them has something to show.
        """
        bar = self._area.verticalScrollBar()
        self._held.insertWidget(1, part)
        self._lines.insertWidget(1, pointer, 0, Qt.AlignmentFlag.AlignLeft)
        pointer.clicked.connect(lambda: bar.setValue(part.y()))
        part.hide()
        pointer.hide()
        go_through(self.form, part, pointer, self.add_button, self.again_button, self.drop_button)

    def fill(self, values: Mapping[str, object]) -> None:
        """Go on with values that came from elsewhere, as if they were typed."""
        shown = {name: value for name, value in values.items() if name in self.form.rows}
        self.values |= {name: value for name, value in values.items() if name not in shown}
        self._filling = True
        self.form.fill(shown)
        self._filling = False
        self._keep_draft({**self.values, **self.form.undecided()})
        self._tell_missing()

    def typed(self) -> dict[str, object]:
        """The values with the texts as they stand, also those that are not kept yet."""
        texts = {
            name: row.editor.typed()
            for name, row in self.form.rows.items()
            if isinstance(row.editor.field.kind, Text | LongText)
        }
        return {**self.values, **texts}

    def missing(self) -> list[str]:
        """The labels of the required fields that are still empty."""
        values = self.typed()
        return [
            field.label
            for name, field in self._fields.items()
            if field.required and values.get(name) in (None, "", ())
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter adds, from any field; with Shift another is begun then."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._on_add(goes_on=shift and self._goes_on)
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Whatever hides it, also the end of the window, nothing typed is lost."""
        super().hideEvent(event)
        if any(row.editor.touched() for row in self.form.rows.values()):
            self.form.settle()
            self._keep_held()

    def _lay_out(self) -> None:
        buttons = FlowLayout()
        for one in (self.add_button, self.again_button, self.drop_button):
            buttons.addWidget(one)
        holder = QWidget()
        holder.setProperty("surface", "pane")
        self._held = QVBoxLayout(holder)  # the form stands at its head, clear of the scroll bar
        self._held.setContentsMargins(0, 0, SPACE["s"], 0)
        self._held.setSpacing(SPACE["m"])
        self._held.addWidget(self.form)
        self._held.addStretch()
        self._area = scrolled(holder)
        self._area.setMinimumHeight(_LEAST)
        column = self._lines = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._area, 1)
        column.addWidget(self.explained)
        column.addWidget(self.missing_words)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.add_button.clicked.connect(lambda _checked=False: self._on_add())
        self.again_button.clicked.connect(lambda: self._on_add(goes_on=True))
        self.drop_button.clicked.connect(self._on_drop)
        for row in self.form.rows.values():
            if row.remarks is not None:
                row.editor.left.connect(self._keep_held)
            row.editor.typing.connect(self._tell_needed)

    def _on_drop(self) -> None:
        self.form.start_with({})  # nothing of it is kept when it is hidden
        self.dropped.emit()

    def _on_save(self, name: str, value: object) -> None:
        self.values[name] = value
        self._follow(name)
        if not self._filling:
            self._keep_draft(self.values)
            self._tell_missing()

    def _keep_held(self) -> None:
        """A text that waits for a decision is no part of a record yet, but is not lost either."""
        held = self.form.undecided()
        if held:
            self._keep_draft({**self.values, **held})

    def _follow(self, name: str) -> None:
        """Fill in what follows, but never over what somebody typed."""
        for other, value in self._follows(name, self.values).items():
            if self.values.get(other) in (None, "", (), self._followed.get(other)):
                self.values[other] = self._followed[other] = value
                if other in self.form.rows:
                    self.form.rows[other].editor.set_value(value)

    def _tell_missing(self) -> None:
        said = self._explain(self.values)
        self.explained.setText(said)
        self.explained.setVisible(bool(said))
        self._tell_needed()

    def _tell_needed(self) -> None:
        missing = self.missing()
        self.missing_words.setText(f"Still needed: {_listed(missing)}." if missing else "")
        self.missing_words.setVisible(bool(missing))

    def _on_add(self, *, goes_on: bool = False) -> None:
        self.goes_on = goes_on
        if not self.form.settle():
            return
        try:
            with self._together():
                record_id = self._add(self.values)
                self.form.keep_reasons(record_id)
            self.added.emit(record_id)
        except Invalid as invalid:
            self.form.show_problems(invalid.problems)
        except UserError as refused:
            self.missing_words.setText(str(refused))
            self.missing_words.show()


def _listed(words: list[str]) -> str:
    lower = [word[0].lower() + word[1:] for word in words]
    return " and ".join(filter(None, (", ".join(lower[:-1]), lower[-1])))
