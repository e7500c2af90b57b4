"""The rows and name cards of the open file, as tables and pickers ask for them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from copdesk.db.conditions import Filter
from copdesk.db.kinds import models
from copdesk.db.listing import Listing
from copdesk.db.queries.expressions import BETWEEN
from copdesk.db.queries.listings import LISTINGS
from copdesk.db.record import fields_of
from copdesk.db.search import find
from copdesk.db.store import Store
from copdesk.services import records
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.editors import Editors
from copdesk.ui.kit.picker import Card
from copdesk.ui.kit.rows import Heading

if TYPE_CHECKING:
    from array import array

_OFFERED = 50


@dataclass(frozen=True, slots=True)
class StoredRows:
    """One listing of the file; answers as a table's `RowSource`.

    Attributes:
        always: conditions that hold whatever else is asked, as for the rows of one record.
    """

    store: Store
    listing: Listing
    today: Callable[[], date]
    always: tuple[Filter, ...] = ()

    @property
    def columns(self) -> Mapping[str, Heading]:
        """Every column by its key."""
        return self.listing.columns

    def ids(
        self, text: str, filters: Sequence[Filter], sort: str, *, descending: bool
    ) -> "array[int]":
        """The ids of all rows that match, in order."""
        with self.store.read() as reader:
            return self.listing.ids(
                reader,
                text=text,
                filters=(*self.always, *filters),
                sort=sort,
                descending=descending,
                today=self.today(),
            )

    def rows(self, ids: Sequence[int], keys: Sequence[str]) -> list[tuple[object, ...]]:
        """The values of these rows."""
        with self.store.read() as reader:
            return self.listing.rows(reader, ids, keys)

    def counts(self, asked: Sequence[tuple[str, Sequence[Filter]]]) -> list[int]:
        """How many rows match each pair of typed words and filters, in one question."""
        wanted = [(text, (*self.always, *filters)) for text, filters in asked]
        with self.store.read() as reader:
            return self.listing.counts(reader, wanted, self.today())


@dataclass(frozen=True, slots=True)
class StoredCards:
    """The name cards of the file; answers as a picker's `Cards`."""

    desk: Desk

    def find(self, kind: str, text: str) -> list[Card]:
        """The cards that match; the first of the alphabet when nothing is typed."""
        with self.desk.store.read() as reader:
            if text:
                hits = find(reader, text, limit=_OFFERED, kinds=[kind] if kind else None)
                return [Card(hit.id, hit.title, hit.detail) for hit in hits]
            ids = LISTINGS[kind].ids(reader, today=self.desk.today())[:_OFFERED] if kind else ()
            titles = reader.titles(ids)
        return [Card(record_id, titles.get(record_id, "")) for record_id in ids]

    def title(self, record_id: int) -> str:
        """What the record is called."""
        with self.desk.store.read() as reader:
            return reader.title(record_id)

    def open(self, record_id: int) -> None:
        """Show it on its own page."""
        self.desk.open_record(record_id)

    def can_add(self, kind: str) -> bool:
        """Whether a title is all that such a record needs."""
        model = models().get(kind)
        if model is None or not model.title_from or kind in _SHIPPED:
            return False
        needed = {name for name, field in fields_of(model).items() if field.required}
        return needed <= {model.title_from[0]} | _defaulted(kind)

    def add(self, kind: str, title: str) -> int:
        """Make it; its id."""
        model = models()[kind]
        return records.add(self.desk.store, model, {model.title_from[0]: title})


def card_titled(store: Store, kind: str, words: str) -> int:
    """The record of a kind that is called so, or by the first of several titles; 0 for none."""
    with store.read() as reader:
        for title in (words, words.split(BETWEEN, maxsplit=1)[0]):
            for hit in find(reader, title, limit=_OFFERED, kinds=[kind]):
                if hit.title == title:
                    return hit.id
    return 0


_SHIPPED = {"topic", "authority"}


def _defaulted(kind: str) -> set[str]:
    return {name for name, value in records.fresh(models()[kind]).items() if value is not None}


def editors_of(desk: Desk) -> Editors:
    """The editors of fields, on the cards, the day and the checks of this desk."""
    return Editors(desk.today, StoredCards(desk), desk.checks)
