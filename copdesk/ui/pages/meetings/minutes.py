"""The minutes: one plain text for the meeting, and the outcome of each item."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from copdesk.db.models import AgendaItem, Meeting
from copdesk.db.queries import meetings
from copdesk.db.queries.meetings import AgendaLine
from copdesk.db.record import fields_of
from copdesk.domain.fields import Field
from copdesk.services import records
from copdesk.ui.kit.box_editors import LongTextEditor
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.form import Form
from copdesk.ui.kit.record_page import scrolled
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.theme.parts import label, surface
from copdesk.ui.theme.tokens import SPACE

_OUTCOME = fields_of(AgendaItem)["outcome"]
_MINUTES = fields_of(Meeting)["minutes"]


class MinutesTab(QWidget):
    """Long texts that are kept when they are left."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._meeting_id = desk, 0
        self._editors = editors_of(desk)
        self._shown: tuple[tuple[int, str], ...] = ()
        self.form = self._form(0, ())
        self._body = QVBoxLayout()
        self._lay_out()

    def show_record(self, meeting_id: int) -> None:
        """Show the minutes of this meeting, read anew; what is being typed stays."""
        with self._desk.store.read() as reader:
            found = meetings.meeting(reader, meeting_id)
            items = meetings.agenda(reader, meeting_id)
        if found is None:
            return
        values: dict[str, object] = {str(item.id): item.outcome for item in items}
        values["minutes"] = found.minutes
        shape = tuple((item.id, item.title) for item in items)
        if meeting_id == self._meeting_id and shape == self._shown:
            self.form.show_values(values)
            return
        self.settle()
        form = self._form(meeting_id, items)
        form.start_with(values)
        self._replace(form)
        self._meeting_id, self._shown = meeting_id, shape

    def settle(self) -> None:
        """Keep what is typed."""
        self.form.settle()

    def add(self) -> None:
        """Put the keyboard into the minutes."""
        self.form.rows["minutes"].editor.setFocus()

    def _form(self, meeting_id: int, items: Sequence[AgendaLine]) -> Form:
        """Boxes of this meeting and of no other: whenever one is left, it knows whose it is."""
        fields = {"minutes": _MINUTES}
        for number, item in enumerate(items, 1):
            title = f"{number}. {item.title}: outcome"
            fields[str(item.id)] = Field(_OUTCOME.kind, title)
        form = Form(fields, self._editors, partial(self._save, meeting_id))
        editor = form.rows["minutes"].editor
        if isinstance(editor, LongTextEditor):
            editor.set_lines(8, 40)
        form.start_with({})
        return form

    def _replace(self, form: Form) -> None:
        self._body.replaceWidget(self.form, form)
        self.form.hide()
        self.form.deleteLater()
        self.form = form

    def _save(self, meeting_id: int, name: str, value: object) -> None:
        if name == "minutes":
            records.change(self._desk.store, Meeting, meeting_id, {name: value})
        else:
            records.change(self._desk.store, AgendaItem, int(name), {"outcome": value})

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setProperty("surface", "pane")
        inner.setLayout(self._body)
        self._body.setContentsMargins(*[SPACE["l"]] * 4)
        told = "Plain text. What you type is kept when you leave the box."
        self._body.addWidget(label(told, "caption", wrap=True))
        self._body.addWidget(self.form)
        self._body.addStretch(1)
        panel = surface("panel")
        outer = QVBoxLayout(panel)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(scrolled(inner))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
