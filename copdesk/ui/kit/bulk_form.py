"""The form of several records at once: what differs is mixed, and only what is touched changes."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from copdesk.domain.fields import Field, Link, LongText, Reference
from copdesk.errors import Invalid, UserError
from copdesk.ui.kit.editors import Editors
from copdesk.ui.kit.form import Form
from copdesk.ui.theme.parts import button, label


def suits_many(field: Field) -> bool:
    """Whether it makes sense to give many records the same value here."""
    return not isinstance(field.kind, Reference | LongText) and (
        not field.required or isinstance(field.kind, Link)
    )


class BulkForm(QWidget):
    """Fields of several records; the button says to how many the change will be made.

    Attributes:
        foot: what will change and the button, for a place where they are always in sight.
    """

    def __init__(
        self,
        fields: Mapping[str, Field],
        editors: Editors,
        change: Callable[[Mapping[str, object]], None],
    ) -> None:
        super().__init__()
        self._change = change
        self.touched: dict[str, object] = {}
        suited = {name: field for name, field in fields.items() if suits_many(field)}
        self.form = Form(suited, editors, self._on_save)
        self.apply_button = button("Change", "check", "primary", tip="Change (Ctrl+Enter)")
        self.foot = QWidget()
        self._words = label(kind="caption", wrap=True)
        self._lay_out()
        self._connect()

    def start_with(self, records: Sequence[Mapping[str, object]], count: int, noun: str) -> None:
        """Show what these records have in common.

        Args:
            records: the values of each; when they are not all, every field counts as mixed.
            count: how many there are.
            noun: what several of them are called, as in ``3 organisations``.
        """
        self.touched.clear()
        for name, row in self.form.rows.items():
            held = [record.get(name) for record in records]
            row.set_problem("")
            if len(held) == count and all(value == held[0] for value in held):
                row.editor.set_value(held[0])
            else:
                row.editor.set_mixed()
        self.apply_button.setText(f"Change {count:,} {noun}")
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter changes them, from any field."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_apply()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.apply_button)
        buttons.addStretch()
        foot = QVBoxLayout(self.foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self._words)
        foot.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)

    def _connect(self) -> None:
        self.apply_button.clicked.connect(self._on_apply)

    def _on_save(self, name: str, value: object) -> None:
        self.touched[name] = value
        self._tell()

    def _tell(self) -> None:
        labels = [self.form.rows[name].editor.field.label for name in self.touched]
        self._words.setText(f"Will change: {', '.join(labels)}." if labels else "")
        self._words.setVisible(bool(labels))
        self.apply_button.setEnabled(bool(labels))

    def _on_apply(self) -> None:
        if not self.form.settle() or not self.touched:
            return
        try:
            self._change(self.touched)
        except Invalid as invalid:
            self.form.show_problems(invalid.problems)
        except UserError as refused:
            self._words.setText(str(refused))
            self._words.show()
