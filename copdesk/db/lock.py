"""One program at a time writes a file; the lock names who has it."""

import contextlib
import getpass
import json
import os
import platform
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from copdesk.errors import UserError


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a file open."""

    host: str
    user: str
    process: int
    since: str

    @property
    def here(self) -> bool:
        """Whether it is this computer."""
        return self.host == platform.node()


class Lock:
    """The lock beside a file, held until :meth:`release`.

    ``FILE.lock`` is held by the operating system, so it ends with the process; ``FILE.lock.by``
    says in words who holds it (Windows lets nobody read a locked file).
    """

    def __init__(self, path: Path) -> None:
        self._told = path.with_name(path.name + ".lock.by")
        self._lock = FileLock(path.with_name(path.name + ".lock"), timeout=0)
        self._name = path.name

    def take(self, *, over: bool = False) -> None:
        """Take the lock, or say who has it.

        Args:
            over: take it even when another computer is named; for after a crash there.

        Raises:
            UserError: another program has the file open, named by computer and user.
        """
        holder = self.holder()
        try:
            self._lock.acquire()
        except Timeout as error:
            raise self._busy(holder) from error
        except OSError as error:
            raise UserError(
                f"The folder of {self._name} can't be written to.",
                "Copy the file to a folder of your own and open the copy.",
            ) from error
        if holder is not None and not holder.here and not over:
            self._lock.release()
            raise self._busy(holder)
        self._tell()

    def release(self) -> None:
        """Give the lock back."""
        with contextlib.suppress(OSError):
            self._told.unlink(missing_ok=True)
        self._lock.release()

    def holder(self) -> Holder | None:
        """Who wrote the name beside the lock; ``None`` when nobody did or it can't be read."""
        try:
            told = json.loads(self._told.read_text(encoding="utf-8"))
            return Holder(told["host"], told["user"], int(told["process"]), told["since"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _tell(self) -> None:
        told = {
            "host": platform.node(),
            "user": getpass.getuser(),
            "process": os.getpid(),
            "since": datetime.now(UTC).isoformat(timespec="minutes"),
        }
        with contextlib.suppress(OSError):
            self._told.write_text(json.dumps(told), encoding="utf-8")

    def _busy(self, holder: Holder | None) -> UserError:
        where = f" on {holder.host} by {holder.user}" if holder else " in another window"
        return UserError(
            f"{self._name} is already open{where}.",
            "Close it there first, or open a copy to read.",
        )
