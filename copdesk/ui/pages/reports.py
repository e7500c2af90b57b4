"""The page of reports: what can be printed or sent, each with what it covers."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from copdesk.db.queries.meetings import last_meeting, next_meeting
from copdesk.domain.audience import Readers
from copdesk.domain.fields import Choice, Day, Field, Link
from copdesk.domain.packs import Audience
from copdesk.reports.asked import Asked
from copdesk.reports.catalogue import PAPER, REPORTS, SHEETS, Report
from copdesk.ui.dialogs import making
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.editors import Editors
from copdesk.ui.kit.field_row import FieldRow
from copdesk.ui.kit.flow_layout import FlowLayout
from copdesk.ui.kit.page import Command
from copdesk.ui.kit.saved_line import SavedLine
from copdesk.ui.kit.scrolled import scrolled
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.theme.icons import IconLabel
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

if TYPE_CHECKING:
    from copdesk.db.store import Notice

_AS_AT = Field(Day(), "As at", required=True)
_SINCE = Field(Day(), "From", help="Empty: from the beginning.")
_UNTIL = Field(Day(), "To", help="Empty: until the day above.")
_KNOWN_ON = Field(Day(), "As known on", help="Empty: all that is known now.")
_READERS = Field(Choice(Readers), "For", required=True)
_COMMUNITY = Field(Link("community"), "Community", help="Empty: all of them.")
_NEXT = Field(Link("meeting"), "Meeting", help="Empty: the next one.")
_LAST = Field(Link("meeting"), "Meeting", help="Empty: the last one.")
_PERSON = Field(Link("participant"), "Person", help="Empty: everybody who came.")
_AUDIENCE = Field(Choice(Audience), "For", required=True)
_NARROWED = {
    "since": _SINCE,
    "until": _UNTIL,
    "known_on": _KNOWN_ON,
    "readers": _READERS,
    "community_id": _COMMUNITY,
    "policy_id": Field(Link("training_policy"), "Policy", help="Empty: all of them."),
    "organisation_id": Field(Link("organisation"), "Organisation", help="Empty: all of them."),
    "person_id": Field(Link("participant"), "Person", help="Empty: everybody."),
    "session_id": Field(Link("training_session"), "Session", help="Empty: the next one."),
    "audience": _AUDIENCE,
}
"""What a report can be narrowed by, beyond its day."""
_ICONS = {
    "meeting-pack": "meetings",
    "agenda": "list",
    "running-sheet": "clock",
    "sign-in": "edit",
    "badges": "tag",
    "small-badges": "tag",
    "minutes": "text",
    "decisions": "action",
    "attendance-statement": "check",
    "participants": "participants",
    "enquiries": "enquiries",
    "enquiry-figures": "enquiries",
    "training": "training",
    "training-report": "training",
    "training-board": "training",
    "training-certificate": "check",
    "training-certificate-advanced": "check",
    "training-extract": "organisations",
    "training-sign-in": "edit",
}
_TWO_COLUMNS_FROM = 900


class ReportCard(QFrame):
    """One report: what it is, what it covers, and the ways to have it."""

    def __init__(self, desk: Desk, editors: Editors, report: Report) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.setAccessibleName(report.title)
        self._desk, self.report = desk, report
        fields = _fields_of(report)
        self.options = {name: FieldRow(editors.make(field)) for name, field in fields.items()}
        self.buttons = [_made(words, icon, report) for words, icon, _suffix in self._ways()]
        self.saved = SavedLine()
        self._lay_out()
        self._connect()

    def start(self) -> None:
        """Fill in what is usual: today, and the next meeting or else the last."""
        usual = {
            "as_at": self._desk.today(),
            "meeting": _usual_meeting(self._desk, self.report),
            "audience": Audience.MEMBERS,
            "readers": Readers.COORDINATOR,
        }
        for name, row in self.options.items():
            row.editor.set_value(usual.get(name))
            row.set_problem("")

    def commands(self) -> list[Command]:
        """Each way to have it, for the menus."""
        return [
            Command(f"{words.rstrip('…')}: {self.report.title}", partial(self.make, suffix), icon)
            for words, icon, suffix in self._ways()
        ]

    def make(self, suffix: str) -> None:
        """Make it: without a suffix it is shown first, else written where asked."""
        asked = self._asked()
        if asked is None:
            return
        about = self._about(asked)
        if suffix:
            told = self.saved.show_saved
            making.save(self._desk, self, self.report, asked, suffix, told=told, about=about)
        else:
            making.preview(self._desk, self, self.report, asked, about)

    def _ways(self) -> list[tuple[str, str, str]]:
        """The words of a button, its icon, and the suffix of what it makes."""
        ways = []
        if self.report.paper is not None:
            ways += [("Preview", "search", ""), ("Save as PDF…", "document", PAPER)]
        if self.report.sheets is not None:
            ways.append(("Save as Excel…", "table", SHEETS))
        return ways

    def _asked(self) -> Asked | None:
        """What is asked for; nothing where an option can't be read, which is said beside it."""
        values: dict[str, Any] = {}
        for name, row in self.options.items():
            try:
                values[name] = row.editor.value()
                blank = values[name] is None and row.editor.field.required
                row.set_problem(_missing(row.editor.field) if blank else "")
            except ValueError as unread:
                row.set_problem(str(unread))
        wrong = [row for row in self.options.values() if row.problem()]
        if wrong:
            wrong[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        meeting = values.pop("meeting", None)
        which = self.report.usual_meeting if meeting is None else str(meeting)
        return Asked(values.pop("as_at", self._desk.today()), meeting=which, **values)

    def _about(self, asked: Asked) -> str:
        if not self.report.of_meeting or not asked.meeting.isdigit():
            return ""
        with self._desk.store.read() as reader:
            return reader.title(int(asked.meeting))

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(SPACE["xs"])
        names.addWidget(label(self.report.title, "section", wrap=True))
        names.addWidget(label(self.report.sentence, "body2", wrap=True))
        head = QHBoxLayout()
        head.setSpacing(SPACE["m"])
        top = Qt.AlignmentFlag.AlignTop
        head.addWidget(IconLabel(_ICONS.get(self.report.key, "reports"), "accent", 24), 0, top)
        head.addLayout(names, 1)
        ways = FlowLayout()
        for one in self.buttons:
            ways.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[SPACE["l"]] * 4)
        column.setSpacing(SPACE["m"])
        column.addLayout(head)
        for row in self.options.values():
            column.addWidget(row)
        column.addLayout(ways)
        column.addWidget(self.saved)
        column.addStretch()

    def _connect(self) -> None:
        for one, (_words, _icon, suffix) in zip(self.buttons, self._ways(), strict=True):
            one.clicked.connect(partial(self._on_way, suffix))
        for row in self.options.values():
            row.editor.edited.connect(self._asked)

    def _on_way(self, suffix: str, _checked: bool = False) -> None:
        self.make(suffix)


class ReportsPage(QWidget):
    """Every report there is, a card each."""

    status_changed = Signal()
    title = "Reports"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("surface", "page")
        self._desk = desk
        editors = editors_of(desk)
        self.cards = {key: ReportCard(desk, editors, each) for key, each in REPORTS.items()}
        self._grid = QGridLayout()
        self._lay_out()
        for card in self.cards.values():
            card.start()

    def refresh(self, _notice: "Notice | None" = None) -> None:
        """Nothing is read before a report is made."""

    def show_record(self, record_id: int) -> None:
        """Nothing is kept here: show it where it is."""
        self._desk.open_record(record_id)

    def status_text(self) -> str:
        """How many reports there are."""
        return f"{len(self.cards)} reports"

    def commands(self) -> Sequence[Command]:
        """Every report in every form."""
        return [one for card in self.cards.values() for one in card.commands()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where there is little room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = 2 if self.width() >= look.px(_TWO_COLUMNS_FROM) else 1
        for place, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, place // columns, place % columns)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, int(columns > 1))

    def _lay_out(self) -> None:
        self._grid.setSpacing(SPACE["m"])
        inside = QWidget()
        inside.setProperty("surface", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(SPACE["xl"], 20, SPACE["xl"], SPACE["l"])
        column.setSpacing(SPACE["m"])
        column.addWidget(label("Reports", "title"))
        column.addLayout(self._grid)
        column.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))
        self._arrange()


def page(desk: Desk) -> QWidget:
    """The page, for the rail."""
    return ReportsPage(desk)


def _made(words: str, icon: str, report: Report) -> QPushButton:
    made = button(words, icon)
    made.setAccessibleName(f"{words.rstrip('…')}: {report.title}")
    return made


def _missing(field: Field) -> str:
    if isinstance(field.kind, Day):
        return "Type the day, like 3/12/2026."
    return f"Choose the {field.label.lower()}."


def _fields_of(report: Report) -> dict[str, Field]:
    """What is asked before a report is made."""
    if not report.of_meeting:
        return {"as_at": _AS_AT} | {name: _asked_for(report, name) for name in report.narrowed_by}
    asked = {"meeting": _LAST if report.looks_back else _NEXT}
    asked |= {"person_id": _PERSON} if report.of_person else {}
    return asked | ({"audience": _AUDIENCE} if report.for_audience else {})


def _asked_for(report: Report, name: str) -> Field:
    field = _NARROWED[name]
    return replace(field, required=True, help="") if name in report.needs else field


def _usual_meeting(desk: Desk, report: Report) -> int | None:
    ways = [next_meeting, last_meeting]
    with desk.store.read() as reader:
        for way in ways[::-1] if report.looks_back else ways:
            if found := way(reader, desk.today()):
                return found.id
    return None
