"""The line under a list in which the next record is typed; Enter adds it, and the next can follow.

The fields stand side by side; what is wrong stands under them.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from copdesk.domain.fields import Field
from copdesk.domain.wording import problem
from copdesk.errors import Invalid, UserError
from copdesk.ui.kit.editor import Editor
from copdesk.ui.kit.editors import Editors
from copdesk.ui.kit.field_row import UNDECIDED
from copdesk.ui.kit.picker import LinkEditor
from copdesk.ui.kit.remarks import Remarks
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

_NARROW_BELOW = 520
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class AddLine(QWidget):
    """A few fields and a button; the first field takes the room that is left.

    Args:
        fields: what is typed, in its order.
        editors: makes their editors.
        action: the word on the button.
        hint: what stands in the first field while it is empty.
        add: keeps what was typed; raises Invalid or UserError.

    Attributes:
        about: the record with which reasons are kept for words that a check marks.
    """

    def __init__(
        self,
        fields: Mapping[str, Field],
        editors: Editors,
        *,
        action: str,
        hint: str,
        add: Callable[[Mapping[str, object]], None],
    ) -> None:
        super().__init__()
        self._add = add
        self._narrow: bool | None = None
        self.editors: dict[str, Editor] = {n: editors.make(f) for n, f in fields.items()}
        self._start: dict[str, object] = {}
        self.remarks = {
            name: Remarks(self.editors[name], check)
            for name, field in fields.items()
            if (check := editors.check_of(field))
        }
        self.about = 0
        self.add_button = button(action, "plus")
        self._problem = label(kind="error", wrap=True)
        self._first = next(iter(self.editors.values()))
        for editor in self.editors.values():
            if isinstance(editor.box, QLineEdit):
                words = hint if editor is self._first else editor.field.label
                editor.setToolTip(f"{editor.field.label}: {editor.box.placeholderText()}")
                editor.box.setPlaceholderText(words)
            if isinstance(editor, LinkEditor):  # Tab leads on to the next field
                editor.open_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()
        self._connect()

    def start_with(self, values: Mapping[str, object]) -> None:
        """What the fields hold before anything is typed; what is typed stays."""
        self._start = dict(values)
        for name, editor in self.editors.items():
            if not editor.touched():
                editor.set_value(values.get(name))

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def problem(self) -> str:
        """The sentence under the line."""
        return self._problem.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter adds, from any of the fields."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() in _ENTER and plain == Qt.KeyboardModifier.NoModifier:
                self._on_add()
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The first field has a row of its own where there is little room."""
        super().resizeEvent(event)
        others = len(self.editors) - 1
        self._arrange(narrow=self.width() < look.px(_NARROW_BELOW) and others > 0)

    def _lay_out(self) -> None:
        self._grid = QGridLayout()
        self._grid.setSpacing(SPACE["s"])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["xs"])
        column.addLayout(self._grid)
        for each in self.remarks.values():
            column.addWidget(each)
        column.addWidget(self._problem)
        self._problem.hide()
        self._arrange(narrow=False)

    def _arrange(self, *, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        first, *others = (*self.editors.values(), self.add_button)
        self._grid.addWidget(first, 0, 0, 1, len(others) if narrow else 1)
        for number, one in enumerate(others, 0 if narrow else 1):
            self._grid.addWidget(one, int(narrow), number)
        shares = [_share(one) for one in (others if narrow else (first, *others))]
        for number in range(len(others) + 1):
            self._grid.setColumnStretch(number, shares[number] if number < len(shares) else 0)
        if not narrow:
            self._grid.setColumnStretch(0, 4)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self._on_add)
        for editor in self.editors.values():
            editor.box.installEventFilter(self)

    def _on_add(self) -> None:
        problems: dict[str, str] = {}
        try:
            values = self._values()
            self._add(values)
        except Invalid as invalid:
            problems = dict(invalid.problems)
        except UserError as refused:
            problems = {"": str(refused)}
        self._show(problems)
        if not problems:
            for each in self.remarks.values():
                each.keep_reasons(self.about)
                each.start(0)
            for name, editor in self.editors.items():
                editor.set_value(self._start.get(name))
            self.focus_first()

    def _values(self) -> dict[str, object]:
        """What is typed.

        Raises:
            Invalid: something can't be read, or is missing.
        """
        values: dict[str, object] = {}
        problems: dict[str, str] = {}
        for name, editor in self.editors.items():
            try:
                values[name] = editor.value()
                fault = problem(editor.field, values[name]) or self._undecided(name)
            except ValueError as unread:
                fault = str(unread)
            if fault:
                problems[name] = fault
        if problems:
            raise Invalid(problems)
        return values

    def _undecided(self, name: str) -> str:
        remarks = self.remarks.get(name)
        return UNDECIDED if remarks is not None and remarks.undecided() else ""

    def _show(self, problems: Mapping[str, str]) -> None:
        for name, editor in self.editors.items():
            editor.set_problem(problems.get(name, ""))
        self._problem.setText(" ".join(problems.values()))
        self._problem.setVisible(bool(problems))
        wrong = next((name for name in self.editors if name in problems), None)
        if wrong is not None:
            self.editors[wrong].setFocus(Qt.FocusReason.OtherFocusReason)


def _share(one: QWidget) -> int:
    """How much of the room a field takes: names need more, the button only what it needs."""
    return 2 if isinstance(one, LinkEditor) else int(isinstance(one, Editor))
