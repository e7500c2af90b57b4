"""Finding any record by the beginnings of its words, in any script, whatever is typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select, text
from sqlalchemy.sql.elements import TextClause

from copdesk.db.ground import card
from copdesk.db.reader import Reader
from copdesk.domain.text import query_tokens, sort_key

_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found."""

    id: int
    kind: str
    title: str
    detail: str


def find(
    reader: Reader, typed: str, *, limit: int = 50, kinds: Sequence[str] | None = None
) -> list[Hit]:
    """The records that hold every word typed, as beginnings of words.

    Order: the whole title, then titles that begin so, then the newest. Never a syntax error:
    what is typed is taken as words only.

    Args:
        reader: where to look.
        typed: anything.
        limit: the most hits to give.
        kinds: only these kinds of record (table names).
    """
    match = match_of(typed)
    if match is None:
        return []
    key = sort_key(typed)
    named = select(card).where(card.c.key >= key, card.c.key < key + _LAST)
    if kinds is not None:
        named = named.where(card.c.kind.in_(kinds))
    begins = reader.rows(named.order_by(card.c.key, card.c.id.desc()).limit(limit))
    worded = reader.connection.execute(
        _by_words(kinds), {"match": match, "limit": limit} | _kinds(kinds)
    )
    hits = {row.id: Hit(row.id, row.kind, row.title, row.detail) for row in (*begins, *worded)}
    return list(hits.values())[:limit]


def match_of(typed: str) -> str | None:
    """The full-text question for what was typed: each word quoted, as a beginning."""
    tokens = query_tokens(typed)
    return " ".join(f'"{token}"*' for token in tokens) or None


def _by_words(kinds: Sequence[str] | None) -> TextClause:
    """The newest first; never by rank, which is slow on short words."""
    if kinds is None:
        return text(
            "SELECT card.id, card.kind, card.title, card.detail"
            " FROM (SELECT rowid FROM search WHERE search MATCH :match"
            " ORDER BY rowid DESC LIMIT :limit) AS found JOIN card ON card.id = found.rowid"
            " ORDER BY card.id DESC"
        )
    return text(
        "SELECT card.id, card.kind, card.title, card.detail"
        " FROM search JOIN card ON card.id = search.rowid"
        " WHERE search MATCH :match AND card.kind IN :kinds"
        " ORDER BY search.rowid DESC LIMIT :limit"
    ).bindparams(bindparam("kinds", expanding=True))


def _kinds(kinds: Sequence[str] | None) -> dict[str, list[str]]:
    return {} if kinds is None else {"kinds": list(kinds)}
