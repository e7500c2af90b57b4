"""Connections to one SQLite file: the settings that keep it safe, set and read back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from copdesk.errors import UserError

APPLICATION_ID = 0x434F5044
"""``COPD``: what marks a SQLite file as ours."""

DriverError: type[Exception] = driver.DatabaseError
"""What the driver raises for a damaged file, a full disk, a foreign file."""

OLDEST_SQLITE = (3, 51, 3)
"""Older ones may damage a file when its log is reset (fixed in 3.51.3)."""

_ALWAYS = {
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "temp_store": 2,
    "secure_delete": 1,
    "busy_timeout": 5000,
}
_WRITER = {"journal_mode": "wal", "synchronous": 2}


def connect(path: Path, *, writes: bool) -> Any:  # noqa: ANN401  (the driver is untyped)
    """Open one connection of the driver, with every setting read back.

    Raises:
        UserError: a setting did not take, or the driver's SQLite is too old.
    """
    if driver.sqlite_version_info < OLDEST_SQLITE:
        raise UserError("This copy of copdesk has an unsafe database engine.", "Install it again.")
    uri = f"{path.resolve().as_uri()}?mode={'rw' if writes else 'ro'}"
    raw = driver.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    raw.execute("PRAGMA cipher_log_level=NONE")
    for name, value in (_ALWAYS | (_WRITER if writes else {"query_only": 1})).items():
        raw.execute(f"PRAGMA {name}={value}")
        (found,) = raw.execute(f"PRAGMA {name}").fetchone()
        if found != value and not (name == "journal_mode" and found == "truncate"):
            raise UserError(
                f"The file {path.name} can't be opened safely ({name}).",
                "Move it to a folder on this computer.",
            )
    raw.execute("PRAGMA mmap_size=0")
    raw.execute("PRAGMA cache_size=-16000")
    return raw


def fill(path: Path) -> Any:  # noqa: ANN401  (the driver is untyped)
    """A connection to a fresh copy: nothing is safe until the whole is written and flushed."""
    raw = driver.connect(str(path), isolation_level=None)
    raw.execute("PRAGMA journal_mode=OFF")
    raw.execute("PRAGMA synchronous=OFF")
    return raw


def writer(path: Path) -> Engine:
    """The engine with the one connection that writes; each transaction claims the file at once."""
    return _engine(lambda: connect(path, writes=True), "BEGIN IMMEDIATE", size=1)


def readers(path: Path) -> Engine:
    """The engine of short-lived read-only connections, for the window and for work behind it."""
    return _engine(lambda: connect(path, writes=False), "BEGIN", size=4)


def _engine(creator: Callable[[], Any], begin: str, size: int) -> Engine:
    engine = create_engine(
        "sqlite://",
        creator=creator,
        module=driver,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
        pool_timeout=60,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:  # noqa: ANN401
        connection.exec_driver_sql(begin)

    return engine
