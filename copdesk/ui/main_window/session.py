"""The one file that is open in the window, and the signal that tells of its changes."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from copdesk.errors import UserError

if TYPE_CHECKING:
    from copdesk.db.store import Store


class Session(QObject):
    """Opens and closes the file; pages never do.

    ``changed`` carries the store's `Notice` and may be sent from any thread: Qt brings it to the
    thread of whoever listens.
    """

    opened = Signal()
    closing = Signal()
    closed = Signal()
    changed = Signal(object)
    backed_up = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store: Store | None = None

    @property
    def is_open(self) -> bool:
        """Whether a file is open."""
        return self._store is not None

    @property
    def store(self) -> "Store":
        """The open file.

        Raises:
            LookupError: none is open.
        """
        if self._store is None:
            raise LookupError("no file is open")
        return self._store

    def open(self, path: Path, *, over: bool = False) -> None:
        """Close the present file and open another.

        Args:
            path: the file.
            over: although another computer is said to have it open.

        Raises:
            UserError: it can't be opened; then the present file is still open.
        """
        from copdesk.db.store import Store  # noqa: PLC0415  (after the first paint)

        if self._store is not None and self._store.path == path.absolute():
            return
        self._take(lambda: Store.open(path, over=over))

    def create(self, path: Path) -> None:
        """Close the present file and make a new one.

        Raises:
            UserError: it can't be made there; then the present file is still open.
        """
        from copdesk.db.store import Store  # noqa: PLC0415  (after the first paint)

        self._take(lambda: Store.create(path))

    def close(self) -> None:
        """Empty the bin of what is old, close the file, and back it up if it was changed.

        Raises:
            UserError: no backup could be made; the file is closed all the same.
        """
        if self._store is None:
            return
        from copdesk.services.closing import back_up_on_close, empty_bin  # noqa: PLC0415

        self.closing.emit()
        store, self._store = self._store, None
        store.changed.clear()
        try:
            if not store.read_only:
                empty_bin(store)
            back_up_on_close(store)
        finally:
            store.close()
            self.closed.emit()

    def _take(self, get: Callable[[], "Store"]) -> None:
        fresh = get()
        try:
            self.close()
        finally:
            self._store = fresh
            _tend(fresh)
            fresh.changed.append(self.changed.emit)
            self.opened.emit()


def _tend(store: "Store") -> None:
    """Delete what is kept for a few days only, and give a new file its id.

    A file that can't be written says so by itself.
    """
    from copdesk.services.invitations import file_id, forget_needs  # noqa: PLC0415

    if not store.read_only:
        with suppress(UserError):
            forget_needs(store)
            file_id(store)
