"""What stands in the log of an enquiry: plain text, to be corrected, removed or split off."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from copdesk.db.models import EnquiryNote
from copdesk.db.queries.enquiries import LogLine
from copdesk.db.record import fields_of
from copdesk.domain.enquiries import LogKind
from copdesk.domain.fields import Moment
from copdesk.domain.wording import words
from copdesk.errors import UserError
from copdesk.services import records
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.editors import Editors
from copdesk.ui.kit.row_popup import RowPopup
from copdesk.ui.pages.enquiries.log_entry import Whoever
from copdesk.ui.theme.parts import button, label, line
from copdesk.ui.theme.tokens import SPACE

_SHOWN, _LONGEST, _WORD = 40, 2_000, 18
"""Lines shown until more are asked for; characters shown of one; letters before one is broken."""
_BETWEEN = {
    LogKind.NOTE: "about ",
    LogKind.MAIL_IN: "from ",
    LogKind.MAIL_OUT: "to ",
    LogKind.CALL: "with ",
    LogKind.MEETING: "with ",
}
_FIELDS = ("kind", "at", "with_id", "text")


class LogLines(QWidget):
    """The lines, the newest at the top; with ticks while some are being chosen.

    Attributes:
        changed: a line was corrected or removed.
        ticked: what is ticked has changed.
    """

    changed = Signal()
    ticked = Signal()

    def __init__(self, desk: Desk, editors: Editors) -> None:
        super().__init__()
        self._desk, self._enquiry_id = desk, 0
        self._editors = replace(editors, cards=Whoever(desk))
        self._lines: list[LogLine] = []
        self._most, self._choosing = _SHOWN, False
        self._shown: QFrame | None = None
        self._ticks: dict[int, QCheckBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_lines(self, enquiry_id: int, lines: Sequence[LogLine]) -> None:
        """Show these, the newest first."""
        same = enquiry_id == self._enquiry_id
        if not same:
            self._most, self._choosing = _SHOWN, False
        if self._shown is not None and same and lines == self._lines:
            return
        self._enquiry_id, self._lines = enquiry_id, list(lines)
        self._fill()

    def choose(self, *, choosing: bool) -> None:
        """Show a tick before each line, or take them away."""
        self._choosing = choosing
        self._fill()
        if choosing and self._ticks:
            next(iter(self._ticks.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def chosen(self) -> list[int]:
        """The ids of the lines ticked, oldest first."""
        return [line_id for line_id, tick in self._ticks.items() if tick.isChecked()][::-1]

    def _fill(self) -> None:
        before = set(self.chosen())
        if self._shown is not None:
            self._column.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = QFrame()
        self._ticks = {}
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        if not self._lines:
            column.addWidget(label("Nothing in the log yet.", "caption"))
        for one in self._lines[: self._most]:
            column.addWidget(line())
            column.addWidget(self._line(one, ticked=one.id in before))
        if (more := len(self._lines) - self._most) > 0:
            older = button(f"Show {more:,} older", "down", "quiet")
            older.clicked.connect(self._on_older)
            column.addWidget(older, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._shown)

    def _line(self, said: LogLine, *, ticked: bool) -> QWidget:
        when = f"{words(Moment(), said.at)} · {_what(said)}"
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["xxs"])
        column.addLayout(self._head(said, when, ticked=ticked))
        text = label(_broken(said.text[:_LONGEST]), wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(text)
        if len(said.text) > _LONGEST:
            rest = button(f"Show all {len(said.text):,} characters", kind="quiet")
            rest.clicked.connect(lambda: self._on_correct(said.id, rest))
            column.addWidget(rest, 0, Qt.AlignmentFlag.AlignLeft)
        return whole

    def _head(self, said: LogLine, when: str, *, ticked: bool) -> QHBoxLayout:
        head = QHBoxLayout()
        if self._choosing:
            tick = self._ticks[said.id] = QCheckBox()
            tick.setAccessibleName(f"Choose the line of {when}")
            tick.setChecked(ticked)
            tick.toggled.connect(lambda _checked: self.ticked.emit())
            head.addWidget(tick)
        head.addWidget(label(when, "caption", wrap=True), 1)
        correct = button("", "edit", "icon", tip=f"Correct the line of {when}")
        correct.clicked.connect(lambda: self._on_correct(said.id, correct))
        remove = button("", "bin", "icon", tip=f"Remove the line of {when}")
        remove.clicked.connect(lambda: self._on_remove(said.id))
        for one in (correct, remove):
            head.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _on_older(self) -> None:
        self._most += 5 * _SHOWN
        self._fill()

    def _on_correct(self, line_id: int, anchor: QWidget) -> None:
        with self._desk.store.read() as reader:
            values = reader.get(EnquiryNote, line_id)
        if values is None:
            return
        known = fields_of(EnquiryNote)
        popup = RowPopup(
            self,
            "Correct this line",
            {name: known[name] for name in _FIELDS},
            self._editors,
            partial(self._save, line_id),
        )
        corner = anchor.mapToGlobal(QPoint(0, anchor.height() + 4))
        popup.show_under(corner, {**values, "id": self._enquiry_id})  # its words are kept there

    def _save(self, line_id: int, name: str, value: object) -> None:
        records.change(self._desk.store, EnquiryNote, line_id, {name: value})
        self.changed.emit()

    def _on_remove(self, line_id: int) -> None:
        try:
            records.delete(self._desk.store, EnquiryNote, [line_id])
        except UserError as error:
            self._desk.notices.error(error)
            return
        self.changed.emit()
        self._desk.notices.say("Removed a line of the log.", undo=True)


def _what(said: LogLine) -> str:
    """``Call with Amina Yusuf``, ``E-mail received from Amina Yusuf``."""
    if not said.with_whom:
        return said.kind.label
    return f"{said.kind.label} {_BETWEEN.get(said.kind, '')}{said.with_whom}"


def _broken(text: str) -> str:
    """Places where a word too long for any line may be broken; for the eye only."""
    return " ".join(
        "\u200b".join(word[at : at + _WORD] for at in range(0, len(word), _WORD)) or word
        for word in text.split(" ")
    )
