"""The shape of a file: made new, recognised, and brought up to date."""

from dataclasses import dataclass

from sqlalchemy import Connection

from copdesk.db.connection import APPLICATION_ID
from copdesk.db.ground import SEARCH_DDL
from copdesk.db.kinds import models
from copdesk.db.record import Record
from copdesk.errors import UserError

REVISIONS = ("0001", "0002", "0003", "0004", "0005")
"""Every revision of the shape, oldest first; each has a module in ``migrations/versions``."""

HEAD = REVISIONS[-1]


def make(connection: Connection) -> None:
    """Give an empty file today's shape."""
    models()
    Record.metadata.create_all(connection)
    connection.exec_driver_sql(SEARCH_DDL)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
        " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (HEAD,))
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={len(REVISIONS)}")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a file says of itself."""

    ours: bool
    age: int
    strange: tuple[str, ...]


def shape_of(connection: Connection) -> Shape:
    """Read the marks of a file, and the triggers and views that ours never have."""
    ours = connection.exec_driver_sql("PRAGMA application_id").scalar_one() == APPLICATION_ID
    age = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    strange = connection.exec_driver_sql(
        "SELECT name FROM sqlite_schema WHERE type IN ('trigger', 'view') ORDER BY name"
    ).scalars()
    return Shape(ours, age, tuple(strange))


def check_shape(shape: Shape, name: str) -> None:
    """Refuse, in words, a file that we must not write to.

    Raises:
        UserError: not ours, newer than this program, or holding things that act by themselves.
    """
    if not shape.ours:
        raise UserError(f"{name} is not a copdesk file.", "Choose a file ending in .copdesk.")
    if shape.age > len(REVISIONS):
        raise UserError(
            f"{name} was made by a newer copdesk.", "Install the newest version, then open it."
        )
    if shape.strange:
        raise UserError(
            f"{name} was altered by another program and may change things by itself.",
            "Restore a backup; nothing was opened.",
        )
