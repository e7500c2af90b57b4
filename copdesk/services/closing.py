"""What is done on leaving a file: the bin is emptied of what is old, and a backup is made."""

from copdesk.db import backup, history, parts
from copdesk.db.backup import Backup
from copdesk.db.store import Store
from copdesk.progress import SILENT, Progress
from copdesk.services.settings import settings


def empty_bin(store: Store, *, days: int | None = None) -> int:
    """Remove for good what was deleted long ago, and the bytes that nothing has any more.

    Args:
        store: the open file.
        days: how long deleted records stay; by default the setting of the file (30).

    Returns:
        How many records were removed.
    """
    with store.change("Empty the bin") as unit:
        kept = settings(unit).bin_days if days is None else days
        gone = history.empty_bin(unit, unit.today, kept)
        if gone:
            parts.drop_unused(unit.connection)
    return gone


def back_up_on_close(store: Store, *, progress: Progress = SILENT) -> Backup | None:
    """Make a checked backup if anything was changed since the file was opened, then close it.

    Raises:
        UserError: no backup could be made; the file is closed all the same.
    """
    changed = not store.read_only and store.was_changed
    store.close()
    return backup.back_up(store.path, "on closing", progress=progress) if changed else None
