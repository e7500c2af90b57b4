"""What a record is called and by which words it is found, made from its stored values."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Connection

from copdesk.db.record import Record, fields_of
from copdesk.db.stored import Plain, from_stored
from copdesk.domain.fields import Email, Field, LongText, Phone, Reference, Text
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


_Words = Callable[[Plain], str]


@cache
def _parts(model: type[Record]) -> tuple[list[tuple[str, _Words]], ...]:
    """The fields of the title, the detail and the search words, each with its way to words."""
    fields = fields_of(model)
    searched = [name for name, described in fields.items() if described.searched]
    parts = (model.title_from, model.detail_from, searched)
    return tuple([(name, _to_words(fields[name])) for name in names] for names in parts)


def card_of(model: type[Record], image: Image) -> Card:
    """The card of a record whose stored values are ``image``."""
    titles, details, searched = _parts(model)
    title = " ".join(_said(titles, image))
    return Card(
        title,
        " · ".join(_said(details, image)),
        sort_key(title),
        search_text(*_said(searched, image)),
    )


def _said(parts: list[tuple[str, _Words]], image: Image) -> list[str]:
    return [to_words(image[name]) for name, to_words in parts if image[name] not in (None, "")]


def _to_words(described: Field) -> _Words:
    if isinstance(described.kind, Text | LongText | Email | Phone | Reference):
        return str
    return lambda plain: words(described.kind, from_stored(described.kind, plain))


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
