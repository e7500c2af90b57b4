"""The item that is dealt with, large enough for a room: what it is, its outcome, the next."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from copdesk.db.models import AgendaItem
from copdesk.db.queries.live import Came, LiveItem
from copdesk.db.record import fields_of
from copdesk.domain.dates import day_words
from copdesk.domain.fields import Field
from copdesk.domain.lengths import minutes_words
from copdesk.ui.kit.box_editors import LongTextEditor
from copdesk.ui.theme.parts import label, restyle, surface
from copdesk.ui.theme.tokens import SPACE

_OUTCOME = fields_of(AgendaItem)["outcome"].kind


class ItemNow(QFrame):
    """The heading of the item; it takes the keyboard, so that single keys mean acts."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.place = label("", "body2", wrap=True)
        self.title = label("", "metric", wrap=True)
        self.facts = label("", "section", wrap=True)
        self._note = label("", wrap=True)
        self.note = _noted(self._note)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
        column.setSpacing(SPACE["xs"])
        for one in (self.place, self.title, self.facts, self.note):
            column.addWidget(one)
        self.note.hide()

    def show_item(self, item: LiveItem, number: int, count: int) -> None:
        """Show an item; a screen reader says it when it is another one."""
        self.place.setText(f"Item {number} of {count}  ·  {item.section.label}")
        self.title.setText(item.title)
        self.facts.setText("  ·  ".join(_facts(item)))
        told = [item.note, f"Asked for by {item.asked_by}." if item.asked_by else ""]
        self._note.setText("\n".join(filter(None, told)) or "No note for the chair.")
        spoken = f"Item {number} of {count}: {item.title}. {'. '.join(_facts(item))}."
        if spoken != self.accessibleName():
            self.setAccessibleName(spoken)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken))

    def show_nothing(self) -> None:
        """Say that there is no agenda."""
        self.place.setText("")
        self.title.setText("Nothing is on the agenda.")
        self.facts.setText("Add items to the agenda of the meeting; they show here at once.")
        self.setAccessibleName("Nothing is on the agenda")

    def show_large(self, *, large: bool) -> None:
        """Show the title in the largest letters, or in those of a title."""
        self.title.setProperty("type", "metric" if large else "title")
        restyle(self.title)

    def show_note(self, *, shown: bool) -> None:
        """Show what is for the chair alone, or hide it."""
        self.note.setVisible(shown)


class Outcome(LongTextEditor):
    """What the minutes say of the item; Esc keeps what is typed, as nothing here may be lost."""

    def __init__(self) -> None:
        super().__init__(Field(_OUTCOME, "Outcome"))
        self.set_lines(3, 14)
        self.paper.setPlaceholderText("Outcome (O): what the minutes say. It is kept as you type.")


def came_words(came: Sequence[Came]) -> str:
    """What the item led to, a line for each: ``Action A-2026-007 Book a room (Amina Yusuf)``."""
    return "\n".join(_came(each) for each in came)


def coming_words(items: Sequence[LiveItem], after: int, most: int) -> str:
    """The next items, a line for each up to so many; how many more there are."""
    left = [(n, each) for n, each in enumerate(items, 1) if n > after + 1 and each.reached]
    lines = [_coming(number, each) for number, each in left[:most]]
    if len(left) > most:
        lines.append(f"and {len(left) - most} more")
    return "\n".join(lines) or "This is the last item."


def _facts(item: LiveItem) -> list[str]:
    planned = "no time planned" if item.minutes is None else minutes_words(item.minutes)
    parts = [*filter(None, [item.lead]), item.expected.label, planned]
    return parts if item.reached else [*parts, "not reached"]


def _coming(number: int, item: LiveItem) -> str:
    minutes = "" if item.minutes is None else minutes_words(item.minutes)
    return "  ·  ".join(filter(None, (f"{number}. {item.title}", item.lead, minutes)))


def _came(each: Came) -> str:
    due = f"due {day_words(each.due_on)}" if each.due_on else ""
    aside = ", ".join(filter(None, (each.who, due)))
    return f"{each.kind.capitalize()} {each.title}" + (f" ({aside})" if aside else "")


def _noted(words: QLabel) -> QWidget:
    """A frame of its own, so that nobody takes it for what all may read."""
    frame = surface("card")
    frame.setAccessibleName("For the chair only")
    column = QVBoxLayout(frame)
    column.setContentsMargins(SPACE["m"], SPACE["s"], SPACE["m"], SPACE["s"])
    column.setSpacing(SPACE["xxs"])
    column.addWidget(label("For the chair only", "caption"))
    column.addWidget(words)
    return frame
