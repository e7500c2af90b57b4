"""The form of a new record: a draft until what is required is there, and never lost before."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from copdesk.domain.fields import Field
from copdesk.errors import Invalid, UserError
from copdesk.ui.kit.editors import Editors
from copdesk.ui.kit.form import Form
from copdesk.ui.kit.record_page import scrolled
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE


def _nothing_follows(_name: str, _values: Mapping[str, object]) -> Mapping[str, object]:
    return {}


def _nothing_to_say(_values: Mapping[str, object]) -> str:
    return ""


class DraftForm(QWidget):
    """Fields that scroll, what is still missing in words, and the buttons, always in sight.

    Attributes:
        added: the record was kept; its id.
        dropped: the draft was given up.
    """

    added = Signal(int)
    dropped = Signal()

    def __init__(  # noqa: PLR0913  (what a draft has)
        self,
        fields: Mapping[str, Field],
        editors: Editors,
        *,
        action: str,
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
        self.drop_button = button("Discard", tip="Leave without adding it")
        self.missing_words = label(kind="caption", wrap=True)
        self.explained = label(kind="strong", wrap=True)
        self._lay_out()
        self._connect()

    def start_with(self, values: Mapping[str, object]) -> None:
        """Begin a draft with these values."""
        self.values = dict(values)
        self._followed.clear()
        self.form.start_with(values)
        self._follow("")
        self._tell_missing()

    def missing(self) -> list[str]:
        """The labels of the required fields that are still empty."""
        return [
            field.label
            for name, field in self._fields.items()
            if field.required and self.values.get(name) in (None, "", ())
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter adds, from any field."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_add()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.drop_button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(scrolled(_held_up(self.form)), 1)
        column.addWidget(self.explained)
        column.addWidget(self.missing_words)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self._on_add)
        self.drop_button.clicked.connect(self.dropped)

    def _on_save(self, name: str, value: object) -> None:
        self.values[name] = value
        self._follow(name)
        self._keep_draft(self.values)
        self._tell_missing()

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
        missing = self.missing()
        self.missing_words.setText(f"Still needed: {_listed(missing)}." if missing else "")
        self.missing_words.setVisible(bool(missing))

    def _on_add(self) -> None:
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


def _held_up(form: QWidget) -> QWidget:
    """The form at the head of its room, clear of the scroll bar."""
    holder = QWidget()
    holder.setProperty("surface", "pane")
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, SPACE["s"], 0)
    column.addWidget(form)
    column.addStretch()
    return holder


def _listed(words: list[str]) -> str:
    lower = [word[0].lower() + word[1:] for word in words]
    return " and ".join(filter(None, (", ".join(lower[:-1]), lower[-1])))
