"""What is typed and not complete yet: kept as it stands, and offered again after a crash."""

from collections.abc import Mapping

from copdesk.db import asides
from copdesk.db.asides import Draft
from copdesk.db.record import Record
from copdesk.db.store import Store


def keep_draft(
    store: Store, model: type[Record], values: Mapping[str, object], draft_id: int | None = None
) -> int:
    """Keep what is given so far of a new record.

    Args:
        store: the open file.
        model: what the record will be.
        values: by field name; they need not be valid yet.
        draft_id: the draft to keep it in; ``None`` begins one.

    Returns:
        The id of the draft.
    """
    with store.aside() as connection:
        at = store.clock()
        return asides.put_draft(connection, draft_id, model.__tablename__, at, values)


def drafts(store: Store, model: type[Record] | None = None) -> list[Draft]:
    """The drafts that are kept, newest first; only those of one kind where it is given."""
    with store.read() as reader:
        return asides.drafts(reader, model.__tablename__ if model else None)


def hold(store: Store, model: type[Record], record_id: int, values: Mapping[str, object]) -> None:
    """Keep what was typed into a record and can't be kept in it yet; nothing forgets it.

    Raises:
        UserError: the file can't be written.
    """
    if values:
        keep_draft(store, model, values, -record_id)  # below zero: no draft of a new record
    elif held(store, model, record_id):
        drop_draft(store, -record_id)


def held(store: Store, model: type[Record], record_id: int) -> Mapping[str, object]:
    """What waits for a record, by field name."""
    with store.read() as reader:
        return asides.held(reader, model.__tablename__, -record_id)


def drop_draft(store: Store, draft_id: int) -> None:
    """Give a draft up, or forget it once its record was added."""
    with store.aside() as connection:
        asides.drop_draft(connection, draft_id)
