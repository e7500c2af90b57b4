"""Run alembic's steps on an open file, in one transaction, with nothing lost on the way."""

from pathlib import Path

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from copdesk.db.schema import HEAD, REVISIONS
from copdesk.errors import UserError

FOLDER = Path(__file__).resolve().parent
"""Where the migrations lie: in a checkout, a wheel or a bundle."""


def upgrade(engine: Engine, to: str = HEAD) -> None:
    """Run every step from the file's revision to ``to``, in one transaction.

    Raises:
        UserError: a step left links that point nowhere; nothing is changed then.
    """
    with engine.connect() as connection:
        # No effect inside a transaction, so before it: a rebuilt table must not trip over links.
        raw = connection.connection.driver_connection
        if raw is None:
            raise UserError("The file was closed while it was being upgraded.")
        raw.execute("PRAGMA foreign_keys=0")
        try:
            with connection.begin():
                _steps(connection, to)
                _check_links(connection)
        finally:
            raw.execute("PRAGMA foreign_keys=1")


def _steps(connection: Connection, to: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    script = ScriptDirectory.from_config(config)
    context = MigrationContext.configure(
        connection,
        opts={
            "fn": lambda revision, _context: script._upgrade_revs(to, revision),  # noqa: SLF001
            "render_as_batch": True,
            "transactional_ddl": True,
        },
    )
    with Operations.context(context):
        context.run_migrations()
    connection.exec_driver_sql(f"PRAGMA user_version={REVISIONS.index(to) + 1}")


def _check_links(connection: Connection) -> None:
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if lost:
        raise UserError(
            f"The file can't be upgraded: {len(lost)} links point nowhere.",
            "Restore the newest backup and try again.",
        )
