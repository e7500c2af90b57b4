"""The minutes: one text for the meeting, one for each item; lines become actions and decisions."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from copdesk.db.models import Action, AgendaItem, Decision, Meeting
from copdesk.db.queries import meetings
from copdesk.db.queries.meetings import AgendaLine
from copdesk.db.queries.minutes import record_called
from copdesk.db.record import fields_of
from copdesk.domain.fields import Field, Text
from copdesk.domain.minutes import line_at, reference_of
from copdesk.errors import UserError
from copdesk.services.minutes import (
    add_decision,
    back_to_line,
    line_to_action,
    line_to_decision,
    write_minutes,
)
from copdesk.ui.kit.add_line import AddLine
from copdesk.ui.kit.box_editors import LongTextEditor
from copdesk.ui.kit.cells import NameCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.form import Form
from copdesk.ui.kit.list_spec import Related
from copdesk.ui.kit.related_list import RelatedList
from copdesk.ui.kit.scrolled import scrolled
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.pages.meetings.minutes_bar import MinutesBar
from copdesk.ui.theme.parts import button, label, surface
from copdesk.ui.theme.tokens import SPACE

_OUTCOME = fields_of(AgendaItem)["outcome"]
_MINUTES = fields_of(Meeting)["minutes"]
_DECISIONS = Related(
    kind="decision",
    parent="meeting_id",
    title="Decisions",
    columns=(Shown("text", 240, 0, NameCell(under=("reference", "agenda_item_id"))),),
    empty="None yet. Type one below, or make one of a line above.",
)


class MinutesTab(QWidget):
    """Long texts that are kept when they are left."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._meeting_id = desk, 0
        self._editors = editors_of(desk)
        self._shown: tuple[object, ...] = ()
        self._paper: QPlainTextEdit | None = None
        self.bar = MinutesBar(desk)
        self.form = self._form(0, ())
        self.action_button = button(
            "Action from this line", "action", tip="Ctrl+Shift+A, with the cursor on the line"
        )
        self.decision_button = button(
            "Decision from this line", "check", tip="Ctrl+Shift+D, with the cursor on the line"
        )
        self.back_button = button(
            "Back to a line", "undo", tip="Make a plain line of the action or decision again"
        )
        self.decisions = RelatedList(desk, self._editors, _DECISIONS)
        self.add_line = AddLine(
            {"text": Field(Text(1_000), "Decision", required=True)},
            self._editors,
            action="Add decision",
            hint="Add a decision: type it and press Enter",
            add=self._add_decision,
        )
        self._body = QVBoxLayout()
        self._lay_out()
        self._connect()

    def show_record(self, meeting_id: int) -> None:
        """Show the minutes of this meeting, read anew; what is being typed stays."""
        with self._desk.store.read() as reader:
            found = meetings.meeting(reader, meeting_id)
            items = meetings.agenda(reader, meeting_id)
        if found is None:
            return
        self.bar.show_record(meeting_id)
        self.decisions.show_record(meeting_id)
        self._lock(locked=self.bar.approved)
        values: dict[str, object] = {str(item.id): item.outcome for item in items}
        values["minutes"] = found.minutes
        shape = (self.bar.approved, *((item.id, item.title) for item in items))
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember in which box the cursor was last."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QPlainTextEdit):
            self._paper = watched
        return super().eventFilter(watched, event)

    # Lines ------------------------------------------------------------------------------------

    def make_action(self) -> None:
        """Make an action of the line under the cursor."""
        self._of_line(partial(line_to_action, self._desk.store, self._meeting_id), "Made an action")

    def make_decision(self) -> None:
        """Make a decision of the line under the cursor."""
        act = partial(line_to_decision, self._desk.store, self._meeting_id)
        self._of_line(act, "Made a decision")

    def make_line(self) -> None:
        """Make a plain line again of the action or decision under the cursor."""

        def back(item_id: int | None, line: int) -> None:
            text = self._editor(item_id).paper.toPlainText().strip()
            reference = reference_of(text.split("\n")[line]) if text else ""
            with self._desk.store.read() as reader:
                record_id = record_called(reader, self._meeting_id, reference)
            if record_id is None:
                raise UserError(
                    "This line is no action or decision.", "Put the cursor on one that is."
                )
            model = Action if reference.startswith("A") else Decision
            back_to_line(self._desk.store, model, record_id)

        self._of_line(back, "Made a plain line")

    def _of_line(self, act: Callable[[int | None, int], object], said: str) -> None:
        """Keep what is typed, do something with the line under the cursor, and stay there."""
        found = self._cursor()
        if found is None:
            self._desk.notices.error(UserError("Put the cursor on a line of the minutes first."))
            return
        item_id, line = found
        self.settle()
        try:
            act(item_id, line)
        except UserError as error:
            self._desk.notices.error(error)
            return
        self.show_record(self._meeting_id)
        paper = self._editor(item_id).paper
        cursor = paper.textCursor()
        cursor.setPosition(paper.document().findBlockByNumber(line).position())
        paper.setTextCursor(cursor)
        paper.setFocus()
        self._desk.notices.say(f"{said}.", undo=True)

    def _cursor(self) -> tuple[int | None, int] | None:
        """The item whose box the cursor was in last, and the line of what will be kept of it."""
        for name, row in self.form.rows.items():
            if isinstance(row.editor, LongTextEditor) and row.editor.paper is self._paper:
                text = self._paper.toPlainText()
                blank = text[: len(text) - len(text.lstrip())].count("\n")
                line = line_at(text, self._paper.textCursor().position()) - blank
                return (None if name == "minutes" else int(name)), max(line, 0)
        return None

    def _editor(self, item_id: int | None) -> LongTextEditor:
        editor = self.form.rows["minutes" if item_id is None else str(item_id)].editor
        if not isinstance(editor, LongTextEditor):
            raise TypeError("The minutes are long texts")
        return editor

    # Inside -----------------------------------------------------------------------------------

    def _form(self, meeting_id: int, items: Sequence[AgendaLine]) -> Form:
        """Boxes of this meeting and of no other: whenever one is left, it knows whose it is."""
        fields = {"minutes": _MINUTES}
        for number, item in enumerate(items, 1):
            title = f"{number}. {item.title}: outcome"
            fields[str(item.id)] = Field(_OUTCOME.kind, title)
        form = Form(fields, self._editors, partial(self._save, meeting_id))
        for row in form.rows.values():
            if isinstance(row.editor, LongTextEditor):
                row.editor.paper.installEventFilter(self)
                if self.bar.approved:
                    row.editor.set_read_only()
        editor = form.rows["minutes"].editor
        if isinstance(editor, LongTextEditor):
            editor.set_lines(8, 40)
        form.start_with({})
        return form

    def _replace(self, form: Form) -> None:
        self._body.replaceWidget(self.form, form)
        self._paper = None
        self.form.hide()
        self.form.deleteLater()
        self.form = form

    def _save(self, meeting_id: int, name: str, value: object) -> None:
        item_id = None if name == "minutes" else int(name)
        write_minutes(self._desk.store, meeting_id, item_id, str(value))

    def _add_decision(self, values: Mapping[str, object]) -> None:
        add_decision(self._desk.store, self._meeting_id, str(values["text"]))
        self.show_record(self._meeting_id)

    def _lock(self, *, locked: bool) -> None:
        tools = (self.action_button, self.decision_button, self.back_button)
        for one in (*tools, self.add_line, self.decisions):
            one.setEnabled(not locked)

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(SPACE["s"])
        for one in (self.action_button, self.decision_button, self.back_button):
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            tools.addWidget(one)
        tools.addStretch()
        inner = QWidget()
        inner.setProperty("surface", "pane")
        inner.setLayout(self._body)
        self._body.setContentsMargins(*[SPACE["l"]] * 4)
        self._body.setSpacing(SPACE["m"])
        self._body.addWidget(self.form)
        self._body.addWidget(self.decisions)
        self._body.addWidget(self.add_line)
        told = "Actions are listed on their own tab, with owner and due day."
        self._body.addWidget(label(told, "caption", wrap=True))
        self._body.addStretch(1)
        panel = surface("panel")
        outer = QVBoxLayout(panel)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(scrolled(inner))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        column.addWidget(self.bar)
        column.addLayout(tools)
        column.addWidget(panel, 1)

    def _connect(self) -> None:
        self.bar.leaving.connect(self.settle)
        self.action_button.clicked.connect(self.make_action)
        self.decision_button.clicked.connect(self.make_decision)
        self.back_button.clicked.connect(self.make_line)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, act in (
            ("Ctrl+Shift+A", self.make_action),
            ("Ctrl+Shift+D", self.make_decision),
        ):
            QShortcut(QKeySequence(keys), self, act, context=within)
