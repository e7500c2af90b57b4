"""What a page is given to work with, so that no page ever reaches for the window."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from copdesk.errors import UserError
from copdesk.progress import Progress
from copdesk.ui.kit.checks import Check

if TYPE_CHECKING:
    from copdesk.db.listing import View
    from copdesk.db.store import Store


class Memory(Protocol):
    """What the window remembers between sittings; `QSettings` answers to it as it is."""

    def value(self, key: str, default: object = None) -> object:
        """What was put under the key, or the default."""

    def setValue(self, key: str, value: object) -> None:
        """Remember it; only ``str``, ``int`` and ``QByteArray`` are ever put."""


class Notices(Protocol):
    """The bar that says what has just been done, and takes it back."""

    def say(self, text: str, undo: bool = False) -> None:
        """Show one sentence; with ``undo`` also the button that takes the last change back."""

    def error(self, error: UserError) -> None:
        """Show what happened and what to do."""


class Run(Protocol):
    """Long work away from the window's own thread."""

    def __call__(
        self, parent: QWidget, work: Callable[[Progress], object], done: Callable[[object], None]
    ) -> None:
        """Run ``work`` with its progress shown; hand what it made to ``done``."""


def _nowhere(*_asked: object) -> None:
    """Where a page stands alone, it leads nowhere."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The open file and the few things a page may ask of the window.

    Attributes:
        store: the open file.
        today: the day it is, in London.
        notices: says what was done.
        open_record: shows the record with this id on its own page.
        run: long work, with progress and a way to stop it.
        memory: widths, columns and the like, remembered between sittings.
        show_rows: shows the records of a kind (a table) that a view holds, on their own page.
        begin: begins a new record of a kind on its own page.
        do: does a command of the menu bar, named by its words ("Import").
        checks: of texts before they are kept, by the word that a field names.
    """

    store: "Store"
    today: Callable[[], date]
    notices: Notices
    open_record: Callable[[int], None]
    run: Run
    memory: Memory
    show_rows: "Callable[[str, View], None]" = _nowhere
    begin: Callable[[str], None] = _nowhere
    do: Callable[[str], None] = _nowhere
    checks: Mapping[str, Check] = field(default_factory=dict)
