"""A form over any set of fields: a field is saved when it is left, and a fault stays beside it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from copdesk.domain.fields import Field, LongText
from copdesk.domain.wording import problem
from copdesk.errors import Invalid, UserError
from copdesk.ui.kit.editors import Editors
from copdesk.ui.kit.field_row import FieldRow
from copdesk.ui.theme.look import look

Save = Callable[[str, object], None]
"""Keeps one field: its name and its value. Raises Invalid or UserError."""
_TWO_COLUMNS_FROM = 720


class Form(QWidget):
    """One row per field, in one column or, where there is room, two.

    Attributes:
        settled: sent after a field was left and its value kept; its name.
    """

    settled = Signal(str)

    def __init__(
        self,
        fields: Mapping[str, Field],
        editors: Editors,
        save: Save,
        *,
        mark_required: bool = False,
    ) -> None:
        super().__init__()
        self._save = save
        self._columns = self.record_id = 0
        self.rows: dict[str, FieldRow] = {}
        for name, field in fields.items():
            self.rows[name] = FieldRow(
                editors.make(field), mark_required=mark_required, check=editors.check_of(field)
            )
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(8)
        self._arrange(1)
        self._connect()

    def show_values(self, values: Mapping[str, object]) -> None:
        """Show what is kept; a field that is being typed in keeps what is typed."""
        for name, row in self.rows.items():
            if name in values and not row.editor.touched() and not row.problem():
                row.editor.set_value(values[name])

    def start_with(self, values: Mapping[str, object]) -> None:
        """Show another record: nothing typed before stays."""
        self.record_id = int(str(values.get("id") or 0))
        for name, row in self.rows.items():
            row.editor.set_value(values.get(name))
            row.start(self.record_id)

    def undecided(self) -> dict[str, object]:
        """What is typed and can't be kept before what is marked in it is decided, by field."""
        return {
            name: row.editor.typed()
            for name, row in self.rows.items()
            if row.editor.touched() and row.undecided()
        }

    def type_again(self, typed: Mapping[str, object]) -> None:
        """Show what was typed before another record was shown, not kept still."""
        for name, text in typed.items():
            self.rows[name].editor.type_again(text)
            self._on_edited(name)

    def fill(self, values: Mapping[str, object]) -> None:
        """Keep values from elsewhere as they are; what a check marks waits in its field."""
        for name, value in values.items():
            row = self.rows[name]
            row.editor.type_again(value)
            fault = problem(row.editor.field, value) or row.undecided()
            row.set_problem(fault or "")
            if not fault:
                self._save(name, value)
                row.editor.set_value(value)

    def keep_reasons(self, record_id: int) -> None:
        """Keep the reasons given while the record was new."""
        for row in self.rows.values():
            row.keep_reasons(record_id)

    def settle(self) -> bool:
        """Keep what is typed in the field that has the keyboard; whether nothing is wrong."""
        for name, row in self.rows.items():
            if row.editor.touched():
                self._on_edited(name)
        return not any(row.problem() for row in self.rows.values())

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Put each sentence beside its field, and the keyboard into the first."""
        for name, row in self.rows.items():
            row.set_problem(problems.get(name, ""))
        first = next((row for name, row in self.rows.items() if name in problems), None)
        if first is not None:
            first.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> None:
        """Put the keyboard into the first field that can be typed in."""
        for row in self.rows.values():
            row.editor.setFocus(Qt.FocusReason.TabFocusReason)
            row.editor.select_all()
            return

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column in a pane, two on a wide page."""
        super().resizeEvent(event)
        self._arrange(2 if self.width() >= look.px(_TWO_COLUMNS_FROM) else 1)

    def _connect(self) -> None:
        for name, row in self.rows.items():
            row.editor.edited.connect(lambda name=name: self._on_edited(name))
            row.editor.left.connect(lambda row=row: self._on_left(row))
            if row.remarks is not None:
                row.remarks.decided.connect(row.editor.commit)

    def _on_edited(self, name: str) -> None:
        row = self.rows[name]
        try:
            value = row.editor.value()
            fault = problem(row.editor.field, value) or row.undecided()
            if not fault:
                self._save(name, value)
        except Invalid as invalid:
            fault = invalid.problems.get(name) or str(invalid)
        except (ValueError, UserError) as refused:
            fault = str(refused)
        row.set_problem(fault or "")
        if not fault:
            row.editor.set_value(value)
            self.settled.emit(name)

    def _on_left(self, row: FieldRow) -> None:
        if not row.editor.touched():
            row.set_problem("")

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        at = 0
        for row in self.rows.values():
            wide = isinstance(row.editor.field.kind, LongText)
            at += at % columns if wide else 0
            self._grid.addWidget(row, at // columns, at % columns, 1, columns if wide else 1)
            at += columns if wide else 1
        self._grid.setColumnStretch(1, 1 if columns > 1 else 0)
        self._grid.setColumnStretch(0, 1)
