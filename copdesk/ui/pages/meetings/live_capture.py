"""What is written down while a meeting goes on: an action, a decision, a challenge, a question."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from copdesk.db.models import Action, Challenge, Decision, Enquiry
from copdesk.db.record import fields_of
from copdesk.domain.fields import Field, Link
from copdesk.services.actions import agree_action
from copdesk.services.live import ask_question, raise_challenge
from copdesk.services.minutes import add_decision
from copdesk.ui.kit.add_line import AddLine
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.stored import editors_of

if TYPE_CHECKING:
    from datetime import date

_ACTION = {name: fields_of(Action)[name] for name in ("title", "owner_id", "due_on")}
_DECISION = {"text": fields_of(Decision)["text"]}
_CHALLENGE = {"title": fields_of(Challenge)["title"]}
_QUESTION = {
    "subject": fields_of(Enquiry)["subject"],
    "asker_id": Field(Link("participant"), "Asked by"),
}
_LINES: Mapping[str, tuple[Mapping[str, Field], str, str]] = {
    "action": (_ACTION, "Add action", "Action: type it, then the owner and the day it is due"),
    "decision": (_DECISION, "Add decision", "Decision: type what was decided"),
    "challenge": (_CHALLENGE, "Add challenge", "Challenge: type it, without any client"),
    "question": (_QUESTION, "Log question", "Question: type it; it becomes an enquiry"),
}
KINDS = tuple(_LINES)
"""What can be written down, in the order of the buttons."""


class Capture(QWidget):
    """One line at a time, for what is written down on the item that is dealt with.

    Attributes:
        closed: the line was put away; what is typed in it stays for the next time.
    """

    closed = Signal()

    def __init__(self, desk: Desk, meeting_id: int) -> None:
        super().__init__()
        self._desk, self._meeting_id, self._item_id = desk, meeting_id, 0
        adds: dict[str, Callable[[Mapping[str, object]], None]] = {
            "action": self._add_action,
            "decision": self._add_decision,
            "challenge": self._add_challenge,
            "question": self._add_question,
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.lines: dict[str, AddLine] = {}
        for kind, (fields, words, hint) in _LINES.items():
            line = AddLine(fields, editors_of(desk), action=words, hint=hint, add=adds[kind])
            line.hide()
            column.addWidget(line)
            self.lines[kind] = line

    def begin(self, kind: str) -> None:
        """Show the line for this kind, with the keyboard in it."""
        for each, line in self.lines.items():
            line.setVisible(each == kind)
        self.lines[kind].focus_first()

    def put_away(self) -> None:
        """Hide the line."""
        for line in self.lines.values():
            line.hide()
        self.closed.emit()

    def show_item(self, item_id: int) -> None:
        """From now on what is written down belongs to this item."""
        self._item_id = item_id

    def settle(self) -> bool:
        """Add what is typed and not added yet; False, with the reason shown, where it can't be."""
        for kind, line in self.lines.items():
            if _typed(line):
                line.add_button.click()
                if line.problem():
                    self.begin(kind)
                    return False
        return True

    def leftover(self) -> str:
        """The words that are typed and could not be added, one line for each."""
        words = {kind: _typed(line) for kind, line in self.lines.items()}
        return "\n".join(f"{kind.capitalize()}: {text}" for kind, text in words.items() if text)

    def _add_action(self, values: Mapping[str, object]) -> None:
        agree_action(
            self._desk.store,
            str(values["title"]),
            meeting_id=self._meeting_id,
            agenda_item_id=self._item_id,
            owner_id=cast("int | None", values["owner_id"]),
            due_on=cast("date | None", values["due_on"]),
        )
        self._desk.notices.say("Action added.", undo=True)

    def _add_decision(self, values: Mapping[str, object]) -> None:
        text = str(values["text"])
        add_decision(self._desk.store, self._meeting_id, text, agenda_item_id=self._item_id)
        self._desk.notices.say("Decision recorded.", undo=True)

    def _add_challenge(self, values: Mapping[str, object]) -> None:
        text = str(values["title"])
        raise_challenge(self._desk.store, self._meeting_id, text, item_id=self._item_id)
        self._desk.notices.say("Challenge put into the register.", undo=True)

    def _add_question(self, values: Mapping[str, object]) -> None:
        asked = ask_question(
            self._desk.store,
            self._meeting_id,
            str(values["subject"]),
            asker_id=cast("int | None", values["asker_id"]),
            item_id=self._item_id,
        )
        with self._desk.store.read() as reader:
            reference = reader.title(asked).partition(" ")[0]
        self._desk.notices.say(f"Logged as enquiry {reference}.", undo=True)


def _typed(line: AddLine) -> str:
    """The words in its boxes, with commas between."""
    shown = (editor.typed() for editor in line.editors.values())
    words = (str(each[1]) if isinstance(each, tuple) else str(each) for each in shown)
    return ", ".join(each.strip() for each in words if each.strip())
