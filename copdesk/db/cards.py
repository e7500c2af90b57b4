"""What a record is called and by which words it is found, made from its stored values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Connection

from copdesk.db.record import Record, fields_of
from copdesk.db.stored import Plain, from_stored
from copdesk.domain.fields import Field, LongText, Text
from copdesk.domain.text import search_text, sort_key
from copdesk.domain.wording import words

Image = Mapping[str, Plain]
"""The stored values of one row by field name."""


@dataclass(frozen=True, slots=True)
class Card:
    """The words for one record."""

    title: str
    detail: str
    key: str
    text: str


@cache
def _parts(model: type[Record]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    searched = tuple(name for name, described in fields_of(model).items() if described.searched)
    return model.title_from, model.detail_from, searched


def card_of(model: type[Record], image: Image) -> Card:
    """The card of a record whose stored values are ``image``."""
    fields = fields_of(model)
    titles, details, searched = _parts(model)
    title = " ".join(filter(None, (_words(fields[name], image[name]) for name in titles)))
    detail = " · ".join(filter(None, (_words(fields[name], image[name]) for name in details)))
    found_by = [_words(fields[name], image[name]) for name in searched]
    return Card(title, detail, sort_key(title), search_text(*found_by))


def _words(described: Field, plain: Plain) -> str:
    if plain is None or plain == "":
        return ""
    if isinstance(plain, str) and isinstance(described.kind, Text | LongText):
        return plain
    return words(described.kind, from_stored(described.kind, plain))


def file_cards(
    connection: Connection, model: type[Record], images: Iterable[tuple[int, Image]]
) -> None:
    """Write the cards and search words of these records anew."""
    kind = model.__tablename__
    made = [(id_, card_of(model, image)) for id_, image in images]
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO card (id, kind, title, detail, key) VALUES (?, ?, ?, ?, ?)",
        [(id_, kind, made_.title, made_.detail, made_.key) for id_, made_ in made],
    )
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO search (rowid, text) VALUES (?, ?)",
        [(id_, made_.text) for id_, made_ in made],
    )


def drop_cards(connection: Connection, ids: Iterable[int]) -> None:
    """Take the cards of deleted records away."""
    rows = [(id_,) for id_ in ids]
    connection.exec_driver_sql("DELETE FROM card WHERE id = ?", rows)
    connection.exec_driver_sql("DELETE FROM search WHERE rowid = ?", rows)
