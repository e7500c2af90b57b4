"""Keeping words that look like a client's, each with the reason why they may stand."""

from copdesk.db.models import KeptWords
from copdesk.db.store import Store
from copdesk.errors import Invalid, UserError
from copdesk.services.records import add_in


def keep_words(store: Store, record_id: int, words: str, reason: str) -> int:
    """Say why some words of a record may stand; returns the id of what is kept.

    They are not told again in this record. The reason is found by the search and stands in the
    history of the record.

    Raises:
        Invalid: there is no reason.
        UserError: the record is gone.
    """
    because = " ".join(reason.split())
    if not because:
        raise Invalid({"reason": "Say in a few words why this may stand."})
    with store.change("Keep words") as unit:
        title = unit.title(record_id)
        if not title:
            raise UserError("This record was deleted.", "Undo the deletion first.")
        unit.label = f"Keep “{words}” in {title}, because {because}"
        values = {"record_id": record_id, "words": words, "reason": because}
        return add_in(unit, KeptWords, values)
