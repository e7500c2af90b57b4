"""How far the minutes are: draft, circulated, approved; and the way back by a correction."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPlainTextEdit, QSplitter, QWidget

from copdesk.db.models import Meeting
from copdesk.db.queries.carry import meeting_after
from copdesk.db.queries.minutes import VersionLine, versions
from copdesk.db.unit import LONDON
from copdesk.domain.dates import day_words
from copdesk.domain.fields import Field, Text
from copdesk.domain.meetings import MinutesState
from copdesk.errors import UserError
from copdesk.services.minutes import approve_minutes, circulate_minutes, correct_minutes
from copdesk.ui.dialogs.sheet import Sheet
from copdesk.ui.kit.ask_popup import AskPopup
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.field_row import FieldRow
from copdesk.ui.kit.pill import Pill
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

_TONES = {
    MinutesState.NONE: ("mute", "edit"),
    MinutesState.DRAFT: ("info", "edit"),
    MinutesState.CIRCULATED: ("info", "mail"),
    MinutesState.APPROVED: ("ok", "check"),
}
_REASON = Field(Text(), "Why it is corrected", required=True)


class MinutesBar(QWidget):
    """The state of the minutes, and the buttons that lead on from it.

    Attributes:
        leaving: an act is coming; what is typed is to be kept first.
    """

    leaving = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._meeting_id = desk, 0
        self._values: Mapping[str, Any] = {}
        self.pill = Pill()
        self.words = label("", "body2", wrap=True)
        self.versions_button = button("Versions", "history", "quiet")
        self.correct_button = button("Correct…", "edit", tip="Open them, and keep them as they are")
        self.circulate_button = button("Mark as circulated", "mail")
        self.approve_button = button("Mark as approved", "check")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE["s"])
        row.addWidget(self.pill)
        row.addWidget(self.words, 1)
        for one in self._buttons():
            row.addWidget(one)
        self.versions_button.clicked.connect(self._on_versions)
        self.correct_button.clicked.connect(self._on_correct)
        self.circulate_button.clicked.connect(self._on_circulate)
        self.approve_button.clicked.connect(self._on_approve)

    @property
    def approved(self) -> bool:
        """Whether the minutes can only be corrected."""
        return self._values.get("minutes_state") is MinutesState.APPROVED

    def show_record(self, meeting_id: int) -> None:
        """Show how far the minutes of this meeting are."""
        self._meeting_id = meeting_id
        with self._desk.store.read() as reader:
            self._values = reader.get(Meeting, meeting_id) or {}
            kept = versions(reader, meeting_id)
            at = self._values.get("approved_at_id")
            where = reader.title(at) if at else ""
        state = self._values.get("minutes_state", MinutesState.NONE)
        if state is MinutesState.NONE and self._values.get("minutes"):
            state = MinutesState.DRAFT
        self.pill.show_words(state.label, *_TONES[state])
        self.words.setText(_told(self._values, where))
        self.versions_button.setVisible(bool(kept))
        self.versions_button.setText(f" Versions ({len(kept)})")
        written = state is not MinutesState.NONE
        self.correct_button.setVisible(self.approved)
        self.circulate_button.setVisible(state is MinutesState.DRAFT)
        self.approve_button.setVisible(written and not self.approved)

    def _buttons(self) -> tuple[QWidget, ...]:
        return (
            self.versions_button,
            self.correct_button,
            self.circulate_button,
            self.approve_button,
        )

    def _on_circulate(self) -> None:
        self.leaving.emit()
        circulate_minutes(self._desk.store, self._meeting_id, self._desk.today())
        self._said("The minutes are circulated.")

    def _on_approve(self) -> None:
        """Approved at the next meeting on its day; before it comes, today and by nobody named."""
        self.leaving.emit()
        today = self._desk.today()
        with self._desk.store.read() as reader:
            after = meeting_after(reader, self._meeting_id)
            next_one = (reader.get(Meeting, after) if after else None) or {}
        held_on = next_one.get("held_on", today)
        at = after if held_on <= today else None
        approve_minutes(self._desk.store, self._meeting_id, at, min(today, held_on))
        self._said("The minutes are approved.")

    def _on_correct(self) -> None:
        row = FieldRow(editors_of(self._desk).make(_REASON))
        asked = AskPopup(self, row, "Correct the minutes")
        asked.answered.connect(self._correct)
        asked.show_under(self.correct_button)

    def _correct(self, reason: object) -> None:
        try:
            correct_minutes(self._desk.store, self._meeting_id, str(reason))
        except UserError as error:
            self._desk.notices.error(error)
            return
        self._said("The minutes can be corrected now. They are kept as they were.")

    def _on_versions(self) -> None:
        with self._desk.store.read() as reader:
            kept = versions(reader, self._meeting_id)
        VersionsSheet(self.window(), kept).open()

    def _said(self, words: str) -> None:
        self.show_record(self._meeting_id)
        self._desk.notices.say(words, undo=True)


class VersionsSheet(Sheet):
    """The minutes as they stood each time they went out, were approved or were opened again."""

    def __init__(self, parent: QWidget, kept: list[VersionLine]) -> None:
        super().__init__(parent, "Versions of the minutes", QSize(860, 620))
        self._kept = kept
        self.list = QListWidget()
        self.list.setAccessibleName("Versions")
        self.paper = QPlainTextEdit()
        self.paper.setReadOnly(True)
        self.paper.setTabChangesFocus(True)
        self.paper.setAccessibleName("The minutes as they stood")
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(self.paper)
        split.setStretchFactor(1, 1)
        split.setSizes([look.px(270), look.px(530)])
        self.body.addWidget(split, 1)
        self.reason = label("", "body2", wrap=True)
        self.body.addWidget(self.reason)
        self.list.currentRowChanged.connect(self._on_row)
        for each in kept:
            day = day_words(each.at.astimezone(LONDON).date())
            self.list.addItem(f"{each.number}. {each.state.label}, {day}")
        self.list.setCurrentRow(0)

    def _on_row(self, row: int) -> None:
        each = self._kept[row]
        self.paper.setPlainText(each.text)
        self.reason.setText(f"Changed after this: {each.reason}." if each.reason else "")


def _told(values: Mapping[str, Any], where: str) -> str:
    state = values.get("minutes_state")
    if state is MinutesState.APPROVED and values.get("approved_on"):
        at = f" at {where}" if where else ""
        return f"Approved {day_words(values['approved_on'])}{at}. They can be corrected only."
    if state is MinutesState.CIRCULATED and values.get("circulated_on"):
        return f"Circulated {day_words(values['circulated_on'])}; approved at the next meeting."
    return "Plain text. What you type is kept when you leave the box."
