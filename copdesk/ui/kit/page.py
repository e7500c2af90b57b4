"""What the main window asks of a page, and what a page offers to the menus."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import SignalInstance

if TYPE_CHECKING:
    from copdesk.db.listing import View
    from copdesk.db.store import Notice


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be done, in the words of a menu.

    Attributes:
        words: what the menu and the command box say, without a mnemonic.
        run: does it.
        icon: the name of its icon; empty for none.
        keys: its shortcut as ``QKeySequence`` reads it (``Ctrl+N``); empty for none.
        enabled: whether it can be done now; asked each time a menu opens.
    """

    words: str
    run: Callable[[], None]
    icon: str = ""
    keys: str = ""
    enabled: Callable[[], bool] = lambda: True


@runtime_checkable
class Page(Protocol):
    """A `QWidget` that answers this is a page; no base class is needed.

    Attributes:
        title: the word of the rail and of the window's title.
        status_changed: a `Signal()` sent when `status_text` has something new to say.
    """

    title: str

    @property
    def status_changed(self) -> SignalInstance:
        """Sent when the words of the status bar have changed."""

    def refresh(self, notice: "Notice | None" = None) -> None:
        """Read again what the notice touched; everything when there is none."""

    def show_record(self, record_id: int) -> None:
        """Show one record and put the keyboard on it."""

    def status_text(self) -> str:
        """How many rows are shown and selected, in words."""

    def commands(self) -> Sequence[Command]:
        """What can be done on this page, in the order of its menu."""


@runtime_checkable
class RowsPage(Protocol):
    """A page of records: others lead to some of its rows, or to a new record."""

    def show_rows(self, kind: str, view: "View") -> None:
        """Show the records of a kind that the view holds, and nothing narrower."""

    def begin(self, kind: str) -> None:
        """Begin a new record of a kind, with the keyboard in its first field."""


@runtime_checkable
class OpenedPage(Protocol):
    """A page on which one record stands in the place of the list."""

    def show_list(self) -> None:
        """Show the list again."""
