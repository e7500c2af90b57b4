"""One line of what needs attention, and the buttons that do something about it."""

from collections.abc import Callable
from dataclasses import dataclass

from copdesk.ui.kit.desk import Desk


@dataclass(frozen=True, slots=True)
class Act:
    """A button of a line.

    Attributes:
        words: on the button.
        spoken: what a screen reader says, which names the record too.
        run: does it.
    """

    words: str
    spoken: str
    run: Callable[[Desk], None]


@dataclass(frozen=True, slots=True)
class Duty:
    """One line of what needs attention.

    Attributes:
        icon, tone: its drawing, and how pressing it is (danger, warn, info).
        title, detail: what it is, and where it comes from.
        state: in a few words when it is or was due.
        acts: what can be done; the first is what usually is.
    """

    icon: str
    tone: str
    title: str
    detail: str
    state: str
    acts: tuple[Act, ...]


def open_act(words: str, name: str, record_id: int) -> Act:
    """A button that opens a record, spoken with its name."""
    return Act(words, f"{words}: {name}", lambda desk: desk.open_record(record_id))
