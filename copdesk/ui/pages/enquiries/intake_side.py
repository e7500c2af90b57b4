"""Beside an enquiry that is being logged: what the file knows already, in one section for each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from copdesk.ui.theme.icons import IconLabel
from copdesk.ui.theme.parts import button, label, surface
from copdesk.ui.theme.tokens import SPACE

if TYPE_CHECKING:
    from copdesk.db.reader import Reader
    from copdesk.ui.kit.desk import Desk


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that is there already.

    Attributes:
        title: what it is called.
        detail: what else is known of it.
        record_id: what it opens; 0 for nothing.
        words: of a button that does more with it; empty for none.
        act: what that button does.
        alert: what has to be known before it is relied on; empty for nothing.
    """

    title: str
    detail: str = ""
    record_id: int = 0
    words: str = ""
    act: Callable[[], None] | None = None
    alert: str = ""


@dataclass(frozen=True, slots=True)
class Begun:
    """The enquiry as it stands.

    Attributes:
        desk: the file and the day.
        values: the fields so far, by name.
        came_with: the ids of the mails that it answers; none for what was typed.
        fill: writes values into the form, as if they were typed.
        add_to: adds the mail to the log of an enquiry that is there, in place of logging it.
    """

    desk: "Desk"
    values: Mapping[str, object]
    came_with: Sequence[str]
    fill: Callable[[Mapping[str, object]], None]
    add_to: Callable[[int], None]


class Section(Protocol):
    """One heading of the panel; asked anew, quickly, whenever the enquiry has changed."""

    title: str

    def find(self, reader: "Reader", begun: Begun) -> Sequence[Suggestion]:
        """What to show now; nothing hides the heading too."""


class SidePanel(QWidget):
    """The sections that have something to say, under one another.

    Attributes:
        open_asked: a record is to be shown; its id.
    """

    open_asked = Signal(int)

    def __init__(self, sections: Sequence[Section]) -> None:
        super().__init__()
        self.sections = sections
        self.shown: dict[str, Sequence[Suggestion]] = {}
        self._none = label("Nothing like it is in the file yet.", "caption", wrap=True)
        self._none.hide()
        self._parts: list[QWidget] = [self._none]
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE["s"])
        self._column.addWidget(self._none)
        self._column.addStretch(1)

    def look(self, begun: Begun) -> None:
        """Ask every section again."""
        with begun.desk.store.read() as reader:
            found = {one.title: one.find(reader, begun) for one in self.sections}
        told = {title: those for title, those in found.items() if those}
        if _words(told) != _words(self.shown):  # else what has the keyboard would lose it
            self.shown = told
            self._show()
        self._none.setVisible(not told and bool(begun.values.get("subject")))

    def buttons(self) -> list[QPushButton]:
        """Everything that can be pressed, from the top."""
        return [one for part in self._parts for one in part.findChildren(QPushButton)]

    def _show(self) -> None:
        for part in self._parts[1:]:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        del self._parts[1:]
        for title, those in self.shown.items():
            self._add(label(title, "section", wrap=True))
            for one in those:
                self._add(self._card(one))

    def _add(self, part: QWidget) -> None:
        self._column.insertWidget(self._column.count() - 1, part)
        self._parts.append(part)

    def _card(self, one: Suggestion) -> QWidget:
        card = surface("card")
        head = QHBoxLayout()
        head.setSpacing(SPACE["xs"])
        head.addWidget(label(one.title, "strong", wrap=True), 1)
        if one.record_id:
            opens = button("", "right", "icon", tip=f"Open {one.title}")
            opens.clicked.connect(lambda: self.open_asked.emit(one.record_id))
            head.addWidget(opens, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(card)
        column.setContentsMargins(SPACE["m"], SPACE["s"], SPACE["s"], SPACE["s"])
        column.setSpacing(SPACE["xxs"])
        column.addLayout(head)
        if one.alert:
            column.addLayout(_alert(one.alert))
        if one.detail:
            column.addWidget(label(one.detail, "caption", wrap=True))
        if one.act is not None:
            row = QHBoxLayout()
            row.addWidget(_pressed(one.words, f"{one.words}: {one.title}", one.act))
            row.addStretch(1)
            column.addSpacing(SPACE["xs"])
            column.addLayout(row)
        return card


def _alert(words: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(IconLabel("alert", "warn", 16))
    row.addWidget(label(words, "caption", wrap=True), 1)
    return row


def _pressed(words: str, whole: str, act: Callable[[], None]) -> QPushButton:
    made = button(words.replace("&", "&&"))
    made.setAccessibleName(whole)
    made.clicked.connect(lambda _checked=False: act())
    return made


def _words(shown: Mapping[str, Sequence[Suggestion]]) -> list[tuple[str, str, str, str, int]]:
    return [
        (title, one.title, one.detail + one.alert, one.words, one.record_id)
        for title, those in shown.items()
        for one in those
    ]
