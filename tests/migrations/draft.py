"""Print the steps from the last stored file to today's models: the first draft of a migration.

Run: python -m tests.migrations.draft
"""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext

from copdesk.db import ground, schema
from copdesk.db.connection import writer
from copdesk.db.kinds import models
from copdesk.db.migrations.run import upgrade
from copdesk.db.record import Record
from copdesk.db.stored import Stored, _way
from tests.migrations.test_migrations import FILES


def _plain(kind: str, item: Any, _context: Any) -> str | bool:
    if kind == "type" and isinstance(item, Stored):
        return f"sa.{_way(item.kind).sql.__name__}()"
    return False


def _ours(_item: Any, name: str | None, kind: str, *_: object) -> bool:
    return not (kind == "table" and str(name).startswith(("search", "alembic_version")))


def main() -> None:
    """Bring the newest stored file to the newest revision, and compare it with the models."""
    models()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.copdesk"
        shutil.copy(max(FILES.glob("*.copdesk")), path)
        engine = writer(path)
        if max(FILES.glob("*.copdesk")).stem != schema.HEAD:
            upgrade(engine)
        with engine.connect() as connection:
            options = {"target_metadata": ground.meta, "include_object": _ours}
            context = MigrationContext.configure(connection, opts=options)
            steps = produce_migrations(context, Record.metadata).upgrade_ops
            if steps is not None:
                print(render_python_code(steps, render_item=_plain, render_as_batch=False))
        engine.dispose()


if __name__ == "__main__":
    main()
