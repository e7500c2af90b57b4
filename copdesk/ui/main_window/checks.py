"""The checks that fields name, on the open file: the one place where word and concept meet."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from copdesk.ui.kit.checks import Check, Finding

if TYPE_CHECKING:
    from copdesk.db.store import Notice, Store
    from copdesk.domain.not_clients import Known

_NAMES_IN = {"participant", "organisation", "authority"}


def checks_of(store: "Store") -> Mapping[str, Check]:
    """Every check by its word."""
    return {"client_identifiers": ClientIdentifiers(store)}


class ClientIdentifiers:
    """Looks for what could tell who a client is; knows the names of the file until they change."""

    def __init__(self, store: "Store") -> None:
        self._store = store
        self._known: Known | None = None
        store.changed.append(self._on_changed)

    def look(self, text: str, record_id: int) -> Sequence[Finding]:
        """What is found in the text of a record, without what was kept there with a reason."""
        from copdesk.db.queries.identifiers import kept_words, known  # noqa: PLC0415  (rarely)
        from copdesk.domain.identifiers import identifiers  # noqa: PLC0415  (when first needed)

        with self._store.read() as reader:
            if self._known is None:
                self._known = known(reader)
            kept = kept_words(reader, record_id) if record_id else []
        return identifiers(text, self._known, [each.words for each in kept])

    def keep(self, record_id: int, words: str, reason: str) -> None:
        """Keep words with a reason."""
        from copdesk.services.identifiers import keep_words  # noqa: PLC0415  (rarely)

        keep_words(self._store, record_id, words, reason)

    def _on_changed(self, notice: "Notice") -> None:
        if notice.tables & _NAMES_IN:
            self._known = None
