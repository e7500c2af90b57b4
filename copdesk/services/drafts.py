"""New records that are not complete yet: kept as they are typed, offered again after a crash."""

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


def drop_draft(store: Store, draft_id: int) -> None:
    """Give a draft up, or forget it once its record was added."""
    with store.aside() as connection:
        asides.drop_draft(connection, draft_id)
