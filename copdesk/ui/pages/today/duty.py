"""What can be done about a line of Today, each a button with its words."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from copdesk.ui.kit.desk import Desk


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be done about a line.

    Attributes:
        words: on the button.
        run: does it; the widget is the parent of any window it opens.
        choices: what it asks first, each an act of its own; then it does nothing by itself.
    """

    words: str
    run: Callable[[Desk, QWidget], None]
    choices: tuple["Act", ...] = ()


def open_act(record_id: int, words: str = "Open") -> Act:
    """Opens a record."""
    return Act(words, lambda desk, _parent: desk.open_record(record_id))


def told(desk: Desk) -> None:
    """Say what has just been done, with the button that takes it back."""
    desk.notices.say(f"{desk.store.undo_label()}.", undo=True)
