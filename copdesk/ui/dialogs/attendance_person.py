"""One person of an attendance report: how long they were there, and who they are."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QScrollArea, QVBoxLayout, QWidget

from copdesk.db.models import Attendance
from copdesk.db.record import fields_of
from copdesk.imports.attendance_match import Proposal, Room
from copdesk.imports.attendance_plan import LEFT_OUT, NEW, Choice, minutes_words
from copdesk.imports.attendance_report import Attendee
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.theme.parts import label, surface
from copdesk.ui.theme.tokens import SPACE


class PersonPane(QWidget):
    """One person of the file: how long they were there, and who they are.

    Attributes:
        chosen: something else is to be done: the number in the file, and the choice.
    """

    chosen = Signal(int, object)

    def __init__(self, desk: Desk, room: Room) -> None:
        super().__init__()
        self._desk, self._room = desk, room
        self.choices: list[QRadioButton] = []
        self._group = QButtonGroup(self)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName("The person chosen")
        panel = surface("panel")
        inner = QVBoxLayout(panel)
        inner.setContentsMargins(2, 2, 2, 2)
        inner.addWidget(self._scroll)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)

    def show_person(self, proposal: Proposal | None, choice: Choice) -> None:
        """Show a person with what is decided; none: say how to begin."""
        self.choices = []
        self._group = QButtonGroup(self)
        body = QWidget()
        body.setProperty("surface", "pane")
        column = QVBoxLayout(body)
        column.setContentsMargins(*[SPACE["l"]] * 4)
        column.setSpacing(SPACE["s"])
        if proposal is None:
            column.addWidget(label("Choose a person to see who they may be.", "body2", wrap=True))
        else:
            self._fill(column, proposal, choice)
        column.addStretch(1)
        before = self._scroll.takeWidget()
        if before is not None:  # it may be what asked for this
            before.deleteLater()
        self._scroll.setWidget(body)

    def _fill(self, column: QVBoxLayout, proposal: Proposal, chosen: Choice) -> None:
        one = proposal.attendee
        column.addWidget(label(one.label, "section", wrap=True))
        for words in (*one.names[1:], one.email, stay_words(one)):
            if words:
                column.addWidget(label(words, "body2", wrap=True))
        column.addWidget(label(proposal.why, "body", wrap=True))
        column.addWidget(label("Who is it?", "strong"))
        for option in _options(proposal, chosen):
            self._offer(column, proposal.number, option, chosen)
        person = editors_of(self._desk).make(fields_of(Attendance)["participant_id"])
        person.setAccessibleName("Somebody else")
        column.addWidget(label("Somebody else", "caption"))
        column.addWidget(person)
        person.edited.connect(lambda: self._on_other(proposal.number, person.typed()))

    def _offer(self, column: QVBoxLayout, number: int, option: Choice, chosen: Choice) -> None:
        words = choice_words(self._room, option)
        made = QRadioButton(words)
        made.setToolTip(words)
        made.setChecked(option == chosen)
        made.clicked.connect(lambda _=False: self.chosen.emit(number, option))
        self._group.addButton(made)
        self.choices.append(made)
        column.addWidget(made)
        if option.person is not None:
            where = self._room.invited.get(option.person, "not invited")
            column.addWidget(label(where or "invited", "caption", wrap=True))

    def _on_other(self, number: int, typed: object) -> None:
        person = typed[0] if isinstance(typed, tuple) else None
        if isinstance(person, int):
            self.chosen.emit(number, Choice(person))


def _options(proposal: Proposal, chosen: Choice) -> list[Choice]:
    people = [Choice(each) for each in proposal.likely]
    if chosen.person is not None and chosen not in people:
        people.append(chosen)
    return [*people, *([NEW] if proposal.attendee.names else []), LEFT_OUT]


def choice_words(room: Room, choice: Choice) -> str:
    """What is done with somebody: a name, ``A new person``, ``Left out``."""
    if choice.person is not None:
        return room.names.get(choice.person, "Somebody added now")
    return "A new person" if choice.new else "Left out"


def stay_words(one: Attendee) -> str:
    """``10:01 to 12:00, there for 1 h 28 min, came in twice``."""
    came, left = one.arrived, one.left
    times = f"{came:%H:%M} to {left:%H:%M}" if came and left else ""
    there = minutes_words(one)
    often = f"came in {one.joined} times" if one.joined > 1 else ""
    said = (times, f"there for {there}" if there else "for how long is not known", often)
    return ", ".join(filter(None, said))
