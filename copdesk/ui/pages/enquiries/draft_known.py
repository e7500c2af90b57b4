"""Under an enquiry that is typed: answers kept that are like it, and what was asked before."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.draft_form import DraftForm
from copdesk.ui.pages.enquiries.intake_known import EarlierOfAsker, MuchTheSame
from copdesk.ui.pages.enquiries.intake_side import Begun, Section, SidePanel, Suggestion
from copdesk.ui.pages.enquiries.known_answers import KnownAnswers
from copdesk.ui.theme.parts import button

if TYPE_CHECKING:
    from copdesk.db.reader import Reader

_PAUSE = 250
"""Milliseconds without a key until the file is asked what it knows."""


class ToLookAt:
    """A section of which each can be opened, and no more: there is no mail to add to its log."""

    def __init__(self, section: Section) -> None:
        self.title = section.title
        self._section = section

    def find(self, reader: "Reader", begun: Begun) -> Sequence[Suggestion]:
        """What the section finds, without what else it offers."""
        found = self._section.find(reader, begun)
        return [replace(one, words="", act=None) for one in found]


class DraftKnown(QWidget):
    """The sections under the form; takes no room while nothing is found.

    Attributes:
        pointer: a button that says how much there is, and leads to it.
    """

    def __init__(self, desk: Desk, form: DraftForm) -> None:
        super().__init__()
        self._desk, self._form = desk, form
        self.panel = SidePanel((KnownAnswers(), ToLookAt(MuchTheSame()), EarlierOfAsker()))
        self.pointer = button("…", "search", "link")
        self._pause = QTimer(self, singleShot=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        self._connect()

    def start(self) -> None:
        """Look soon: another draft has begun."""
        self._pause.start(0)

    def look(self) -> None:
        """Ask the file about what is typed so far."""
        begun = Begun(self._desk, self._form.typed(), (), self._form.fill, lambda _id: None)
        self.panel.look(begun)
        count = sum(map(len, self.panel.shown.values()))
        words = "1 thing like it is known" if count == 1 else f"{count} things like it are known"
        self.pointer.setText(f" {words}")
        self.pointer.setAccessibleName(f"{words}: show")
        for one in (self, self.pointer):
            one.setVisible(bool(count))

    def _connect(self) -> None:
        rows = self._form.form.rows
        for name in ("subject", "question"):
            rows[name].editor.typing.connect(lambda: self._pause.start(_PAUSE))
        self._form.form.settled.connect(lambda _name: self._pause.start(_PAUSE))
        self._pause.timeout.connect(self.look)
        self.panel.open_asked.connect(self._desk.open_record)
        self.pointer.clicked.connect(self._on_pointer)

    def _on_pointer(self) -> None:
        self.panel.buttons()[0].setFocus()


def put_under(desk: Desk, form: DraftForm) -> None:
    """Show under a form of a new enquiry what the file knows of it already."""
    known = DraftKnown(desk, form)
    form.put_below(known, known.pointer)
    form.started.connect(known.start)
