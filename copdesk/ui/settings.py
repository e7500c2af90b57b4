"""What the window remembers between sittings; losing it costs comfort, never work.

Only ``str``, ``int`` and bytes are kept: Qt would unpickle anything else from a file that
another program may have written.
"""

import contextlib
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

_RECENT = 8
_KEPT = (str, int, QByteArray, bytes)


class Settings:
    """A `QSettings` that never raises and never answers with a foreign type.

    Args:
        path: an ini file of its own, for tests; the person's settings without it.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._kept = (
            QSettings(str(path), QSettings.Format.IniFormat)
            if path
            else QSettings("copdesk", "copdesk")
        )

    def value(self, key: str, default: object = None) -> object:
        """What was put under the key; the default when nothing fit to read is there."""
        try:
            found = self._kept.value(key)
        except (RuntimeError, TypeError, ValueError, OverflowError):
            return default
        return found if isinstance(found, _KEPT) else default

    def setValue(self, key: str, value: object) -> None:
        """Remember a ``str``, ``int`` or ``QByteArray`` under the key.

        Raises:
            TypeError: the value is of another type.
        """
        if not isinstance(value, _KEPT):
            raise TypeError(f"{key}: only str, int and bytes are kept, not {type(value).__name__}")
        with contextlib.suppress(RuntimeError):
            self._kept.setValue(key, value)

    def text(self, key: str, default: str = "") -> str:
        """The words under the key."""
        found = self.value(key)
        return found if isinstance(found, str) else default

    def number(self, key: str, default: int) -> int:
        """The whole number under the key; an ini file gives it back as text."""
        found = self.value(key)
        try:
            return int(found) if isinstance(found, str | int) else default
        except ValueError:
            return default

    def bytes(self, key: str) -> QByteArray:
        """The bytes under the key, as `QWidget.saveGeometry` made them; empty when none."""
        found = self.value(key)
        return found if isinstance(found, QByteArray) else QByteArray()

    def recent(self) -> Sequence[Path]:
        """The files opened last, newest first, whether or not they still exist."""
        return [Path(line) for line in self.text("recent").splitlines() if line]

    def remember_file(self, file: Path) -> None:
        """Put a file at the head of the recent ones."""
        files = [file, *(other for other in self.recent() if other != file)]
        self.setValue("recent", "\n".join(str(one) for one in files[:_RECENT]))
