"""Backups: made while the file is open, checked when made, thinned with time, and restored."""

import contextlib
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from copdesk import paths
from copdesk.db.connection import DriverError, connect, fill
from copdesk.db.kinds import models
from copdesk.db.lock import Lock
from copdesk.db.record import table_of
from copdesk.errors import UserError
from copdesk.progress import SILENT, Progress

_STAMP = "%Y-%m-%d %H.%M.%S"
_NAME = re.compile(r"(?P<at>\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d) (?P<reason>.+)\.copdesk")
_PAGES = 4_000
KEEP_DAYS, KEEP_WEEKS, KEEP_MONTHS = 12, 10, 9
"""How many days, weeks and months keep one backup each, after the two days that keep all."""
_KEEP_ALL = timedelta(days=2)
_NEVER_DROP = 3


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup on the disk; its name says when and why it was made."""

    path: Path
    at: datetime
    reason: str
    size: int


@dataclass(frozen=True, slots=True)
class Findings:
    """What a look at a file found: rows by kind of record, and faults in words."""

    counts: Mapping[str, int]
    faults: tuple[str, ...]

    @property
    def good(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def back_up(
    path: Path,
    reason: str,
    *,
    now: datetime | None = None,
    to: Path | None = None,
    progress: Progress = SILENT,
) -> Backup:
    """Copy the open file whole and consistent, check the copy, and only then keep it.

    Args:
        path: the file; it may be open and in use.
        reason: in a few words, why; becomes part of the name.
        now: the local time; by default the clock's.
        to: where to put it, under any name; by default among the file's backups, thinned after.
        progress: told of the pages copied; may cancel.

    Raises:
        UserError: no room or no right to write there, or the copy is not good.
        Cancelled: on request; nothing is left.
    """
    at = (now or datetime.now()).replace(microsecond=0)  # noqa: DTZ005  (people read local time)
    target = to or _free_name(paths.backups(path), at, reason)
    partial = target.with_name(target.name + ".partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy(path, partial, progress)
        found = check(partial)
        if not found.good:
            raise UserError(
                f"The backup was not kept: {found.faults[0]}", "Check the file and the disk."
            )
        _flush(partial)
        partial.replace(target)
    except OSError as error:
        raise UserError(
            f"No backup could be made in {target.parent}.", "Check the disk and its free space."
        ) from error
    finally:
        _remove(partial)
    if to is None:
        thin(path, at)
    return Backup(target, at, reason, target.stat().st_size)


def check(path: Path) -> Findings:
    """Look through a whole file: its pages, its links and its counts.

    Raises:
        UserError: it can't even be opened.
    """
    raw = _open(path)
    try:
        faults = [row[0] for row in raw.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
        lost = raw.execute("PRAGMA foreign_key_check").fetchall()
        if lost:
            faults.append(f"{len(lost)} links point at records that are not there.")
        return Findings({} if faults else _counts(raw), tuple(faults))
    except DriverError as error:
        return Findings({}, (f"The file is damaged ({type(error).__name__}).",))
    finally:
        raw.close()


def quick_check(path: Path) -> bool:
    """Whether the pages of a file are whole; fast enough for every start."""
    raw = _open(path)
    try:
        return [row[0] for row in raw.execute("PRAGMA quick_check(1)")] == ["ok"]
    finally:
        raw.close()


def backups(path: Path) -> list[Backup]:
    """The backups of a file, newest first."""
    folder = paths.backups(path)
    if not folder.is_dir():
        return []
    found = (_read_name(each) for each in folder.glob("*.copdesk"))
    return sorted((each for each in found if each), key=lambda each: each.at, reverse=True)


def restore(path: Path, backup: Path, *, now: datetime | None = None) -> Backup | None:
    """Put a backup in the place of a file that is closed; the present is backed up first.

    Returns:
        The backup made of the present, or ``None`` where it could not be read any more (it is
        then kept beside the file, its name ending in ``.damaged``).

    Raises:
        UserError: the backup is not good, or the file is open; nothing is changed then.
    """
    found = check(backup)
    if not found.good:
        raise UserError(f"This backup is not good: {found.faults[0]}", "Choose another one.")
    lock = Lock(path)
    lock.take()
    try:
        present = _save_present(path, now)
        staged = path.with_name(path.name + ".restoring")
        _copy(backup, staged, SILENT)
        _flush(staged)
        for side in ("-wal", "-shm"):
            _remove(path.with_name(path.name + side))
        staged.replace(path)
    finally:
        lock.release()
    return present


def _save_present(path: Path, now: datetime | None) -> Backup | None:
    if not path.exists():
        return None
    try:
        return back_up(path, "before a restore", now=now)
    except UserError:
        path.replace(path.with_name(path.name + ".damaged"))
        return None


# Thinning ---------------------------------------------------------------------------------------


def thin(path: Path, now: datetime) -> list[Path]:
    """Delete backups that time has made superfluous; returns what went."""
    all_ = backups(path)
    kept = keep(tuple(each.at for each in all_), now)
    gone = [each.path for each in all_ if each.at not in kept]
    for each in gone:
        _remove(each)
    return gone


def keep(times: Sequence[datetime], now: datetime) -> frozenset[datetime]:
    """Which backups stay: all of two days, then the last of 12 days, 10 weeks and 9 months.

    The newest three always stay. Thinning again later never asks for one that is gone.
    """
    newest_first = sorted(times, reverse=True)
    kept = set(newest_first[:_NEVER_DROP]) | {t for t in times if now - t <= _KEEP_ALL}
    for slot, count in (
        (lambda t: t.date().toordinal(), KEEP_DAYS),
        (lambda t: tuple(t.isocalendar())[:2], KEEP_WEEKS),
        (lambda t: (t.year, t.month), KEEP_MONTHS),
    ):
        last_of: dict[Any, datetime] = {}
        for each in newest_first:
            last_of.setdefault(slot(each), each)
        kept |= set(list(last_of.values())[:count])
    return frozenset(kept)


# On the disk ------------------------------------------------------------------------------------


def _free_name(folder: Path, at: datetime, reason: str) -> Path:
    while (found := folder / f"{at.strftime(_STAMP)} {reason}.copdesk").exists():
        at += timedelta(seconds=1)
    return found


def _read_name(path: Path) -> Backup | None:
    found = _NAME.fullmatch(path.name)
    if found is None:
        return None
    at = datetime.strptime(found["at"], _STAMP)  # noqa: DTZ007  (local time, as written)
    return Backup(path, at, found["reason"], path.stat().st_size)


def _open(path: Path) -> Any:  # noqa: ANN401  (the driver is untyped)
    if not path.is_file() or path.stat().st_size == 0:
        raise UserError(f"{path.name} is missing or empty.", "Choose another file.")
    try:
        raw = connect(path, writes=False)
        raw.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except DriverError as error:
        raise UserError(
            f"{path.name} is damaged or is not a copdesk file.", "Choose another file."
        ) from error
    return raw


def _copy(source: Path, target: Path, progress: Progress) -> None:
    _remove(target)
    raw = _open(source)
    target.touch()
    copy = fill(target)
    try:
        raw.backup(
            copy,
            pages=_PAGES,
            progress=lambda _status, left, total: progress.step(total - left, total, "Copying"),
        )
        copy.execute("PRAGMA journal_mode=DELETE")
    finally:
        copy.close()
        raw.close()


def _counts(raw: Any) -> dict[str, int]:  # noqa: ANN401
    there = {row[0] for row in raw.execute("SELECT name FROM sqlite_schema WHERE type='table'")}
    return {
        kind: raw.execute(str(select(func.count()).select_from(table_of(model)))).fetchone()[0]
        for kind, model in sorted(models().items())
        if kind in there
    }


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
