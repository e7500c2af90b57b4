"""One open file: reading, changing with a sentence, undo and redo, and closing it safely."""

import contextlib
import getpass
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import DatabaseError, OperationalError

from copdesk.db import schema, seeds
from copdesk.db.connection import readers, writer
from copdesk.db.ground import change
from copdesk.db.lock import Lock
from copdesk.db.reader import Reader
from copdesk.db.undo import Step, next_redo, next_undo, write_back
from copdesk.db.unit import Unit
from copdesk.errors import UserError


@dataclass(frozen=True, slots=True)
class Notice:
    """What a change touched, told to whoever shows it."""

    change_id: int
    label: str
    tables: frozenset[str]
    ids: frozenset[int]


class Store:
    """A file that is open. Use :meth:`create` or :meth:`open`, and :meth:`close` at the end."""

    def __init__(self, path: Path, *, read_only: bool, lock: Lock | None) -> None:
        self.path = path
        self.read_only = read_only
        self.changed: list[Callable[[Notice], None]] = []
        self.actor = getpass.getuser()
        self.clock: Callable[[], datetime] = lambda: datetime.now(UTC)
        self._lock = lock
        self._readers: Engine = readers(path)
        self._writer: Engine | None = None if read_only else writer(path)
        self._identity = _identity(path)
        self._first_change = 0
        self._whole = threading.local()

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make a new file and open it.

        Raises:
            UserError: there is a file already, or the folder can't be written to.
        """
        path = path.absolute()
        if path.exists():
            raise UserError(f"{path.name} exists already.", "Open it, or choose another name.")
        fresh = path.with_name(path.name + ".new")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh.unlink(missing_ok=True)
            fresh.touch()
        except OSError as error:
            raise UserError(
                f"{path.name} can't be made in {path.parent}.", "Choose another folder."
            ) from error
        engine = writer(fresh)
        with engine.begin() as connection:
            schema.make(connection)
            seeds.sow(connection, schema.HEAD)
        with engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        engine.dispose()
        fresh.replace(path)
        return cls.open(path)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        over: bool = False,
        before_upgrade: Callable[[Path], None] | None = None,
    ) -> Self:
        """Open a file, bringing an older one up to date first.

        Args:
            path: the file.
            read_only: only look; needs no lock, so the window may have it open.
            over: open although another computer is said to have it open.
            before_upgrade: called with the path before an older file is upgraded; it must make
                a backup. By default a checked copy is put among the file's backups.

        Raises:
            UserError: missing, empty, not ours, newer, damaged or open elsewhere.
        """
        path = path.absolute()
        _check_there(path)
        with contextlib.ExitStack() as unless_opened:
            lock = None if read_only else Lock(path)
            if lock is not None:
                lock.take(over=over)
                unless_opened.callback(lock.release)
            store = cls(path, read_only=read_only, lock=lock)
            store._recognise(before_upgrade)
            unless_opened.pop_all()
        return store

    def _recognise(self, before_upgrade: Callable[[Path], None] | None) -> None:
        try:
            with self._readers.connect() as connection:
                shape = schema.shape_of(connection)
        except (DatabaseError, UnicodeDecodeError) as error:  # the words of a damaged schema
            self._readers.dispose()
            raise UserError(
                f"{self.path.name} is damaged or is not a copdesk file.",
                "Restore the newest good backup; the file itself was left as it is.",
            ) from error
        schema.check_shape(shape, self.path.name)
        if shape.age < len(schema.REVISIONS):
            self._upgrade(before_upgrade)
        with self._readers.connect() as connection:
            self._first_change = connection.scalar(select(func.max(change.c.id))) or 0

    def _upgrade(self, before_upgrade: Callable[[Path], None] | None) -> None:
        if self._writer is None:
            raise UserError(
                f"{self.path.name} was made by an older copdesk.", "Open it once to upgrade it."
            )
        from copdesk.db.backup import back_up  # noqa: PLC0415  (needed once in a year)
        from copdesk.db.migrations.run import upgrade  # noqa: PLC0415  (alembic takes 350 ms)

        backed = before_upgrade or (lambda path: _ignore(back_up(path, "before an upgrade")))
        self._readers.dispose()
        backed(self.path)
        upgrade(self._writer)

    # Reading and changing -------------------------------------------------------------------

    @contextlib.contextmanager
    def read(self) -> Iterator[Reader]:
        """A look at one state of the file; keep it short."""
        with self._readers.connect() as connection:
            yield Reader(connection)

    @contextlib.contextmanager
    def change(self, label: str) -> Iterator[Unit]:
        """One act under one sentence: all of it is kept, or none.

        Raises:
            UserError: the file can't be written (disk full, replaced under us, read-only).
        """
        if (whole := getattr(self._whole, "unit", None)) is not None:
            yield from self._part(whole, label)
            return
        with self._transaction() as connection:
            unit = Unit(connection, label, actor=self.actor, revision=schema.HEAD, at=self.clock())
            yield unit
            tables, ids = unit.finish()
        if unit.change_id:
            self._tell(Notice(unit.change_id, unit.label, tables, ids))

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """Keep the acts inside as one, under the sentence of the first; all of them, or none."""
        with self.change("") as unit:
            self._whole.unit = unit
            try:
                yield
            finally:
                self._whole.unit = None

    @staticmethod
    def _part(whole: Unit, label: str) -> Iterator[Unit]:
        whole.file_touched()
        first = whole.label
        whole.label = first or label
        yield whole
        whole.label = first or whole.label

    @contextlib.contextmanager
    def aside(self) -> Iterator[Connection]:
        """Write what is no record and has no history: settings, drafts, bytes of documents."""
        with self._transaction() as connection:
            yield connection

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[Connection]:
        if self._writer is None:
            raise UserError(f"{self.path.name} is open for reading only.")
        if _identity(self.path) != self._identity:
            raise UserError(
                f"{self.path.name} was replaced or moved while it was open.",
                "Close copdesk and open the file again; nothing was written.",
            )
        try:
            with self._writer.begin() as connection:
                yield connection
        except OperationalError as error:
            raise _explained(error, self.path) from error

    def _tell(self, notice: Notice) -> None:
        for listener in list(self.changed):
            listener(notice)

    # Undo and redo --------------------------------------------------------------------------

    def undo_label(self) -> str | None:
        """The sentence of the act that undo takes back next."""
        with self.read() as reader:
            step = next_undo(reader)
        return step.label if step else None

    def redo_label(self) -> str | None:
        """The sentence of the act that redo brings back next."""
        with self.read() as reader:
            step = next_redo(reader)
        return step.label if step else None

    def step_rows(self, *, redo: bool = False) -> int:
        """How many rows undo (or redo) would touch next; 0 when there is nothing."""
        with self.read() as reader:
            step = (next_redo if redo else next_undo)(reader)
            return step.rows(reader) if step else 0

    def undo(self) -> str:
        """Take back the newest act that still stands; returns its sentence.

        Raises:
            UserError: there is none, or its rows have moved on.
        """
        return self._step(next_undo, "undo", "There is nothing to undo.")

    def redo(self) -> str:
        """Bring back the act taken back last; returns its sentence.

        Raises:
            UserError: there is none, or its rows have moved on.
        """
        return self._step(next_redo, "redo", "There is nothing to redo.")

    def _step(self, find: Callable[[Reader], Step | None], way: str, none: str) -> str:
        with self.change("") as unit:
            step = find(unit)
            if step is None:
                raise UserError(none)
            unit.label, unit.way, unit.of = step.label, way, step.change_id
            write_back(unit, step.change_id)
        return step.label

    def revert(self, change_id: int, *, only: int | None = None) -> str:
        """Take back one change of the history, or its part about one record, as a new act.

        Raises:
            UserError: its rows have moved on.
        """
        with self.change("") as unit:
            told = unit.scalar(select(change.c.label).where(change.c.id == change_id))
            unit.label, unit.of = f"Take back: {told}", change_id
            write_back(unit, change_id, only=only)
        return unit.label

    # Closing --------------------------------------------------------------------------------

    @property
    def was_changed(self) -> bool:
        """Whether anything was changed since the file was opened."""
        with self.read() as reader:
            return (reader.scalar(select(func.max(change.c.id))) or 0) > self._first_change

    def close(self) -> None:
        """Close the file and give the lock back; may be called twice."""
        self._readers.dispose()
        if self._writer is not None:
            self._writer.dispose()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _ignore(_value: object) -> None:
    """Drop a value."""


def _check_there(path: Path) -> None:
    if not path.is_file():
        raise UserError(f"There is no file {path.name} in {path.parent}.", "Choose another file.")
    if path.stat().st_size == 0:
        raise UserError(f"{path.name} is empty.", "Restore a backup of it.")


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116  (the same on every system)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _explained(error: OperationalError, path: Path) -> UserError:
    words = str(error.orig)
    if "full" in words:
        return UserError("The disk is full.", "Nothing was changed. Make room and try again.")
    if "locked" in words or "busy" in words:
        return UserError(f"{path.name} is busy.", "Wait a moment and try again.")
    return UserError(f"{path.name} can't be written to.", "Check the disk; nothing was changed.")
