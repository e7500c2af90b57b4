"""The tables under the records: the counter, history, cards, settings and drafts."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from copdesk.db.record import Record

meta = Record.metadata

counter = Table(
    "counter",
    meta,
    Column("name", String, primary_key=True),
    Column("value", Integer, nullable=False),
)
"""The last number given: of ids (``id``) and of each series of references (``E-2026``)."""

change = Table(
    "change",
    meta,
    Column("id", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("label", String, nullable=False),
    Column("way", String, nullable=False),
    Column("of", Integer, ForeignKey("change.id"), nullable=True),
    Column("revision", String, nullable=False),
)
"""One act of a person: when (UTC), who, the sentence, its way (edit, undo, redo), of which."""

row_change = Table(
    "row_change",
    meta,
    Column("id", Integer, primary_key=True),
    Column("change_id", Integer, ForeignKey("change.id"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("record_id", Integer, nullable=False, index=True),
    Column("about_id", Integer, nullable=True, index=True),
    Column("before", String, nullable=True),
    Column("after", String, nullable=True),
)
"""One row of a change: the images (JSON of plain values) before and after; NULL: no such row."""

card = Table(
    "card",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("title", String, nullable=False),
    Column("detail", String, nullable=False),
    Column("key", String, nullable=False),
    Index("ix_card_key", "key"),
    Index("ix_card_kind_key", "kind", "key"),
)
"""The name card of every record that has a title: what links, search and history call it."""

setting = Table(
    "setting",
    meta,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)
"""What belongs to the file and not to the computer: the network's name, days in the bin."""

draft = Table(
    "draft",
    meta,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("at", String, nullable=False),
    Column("data", String, nullable=False),
)
"""New records whose required fields are not yet given: in no list, no search, no history."""

SEARCH_DDL = (
    "CREATE VIRTUAL TABLE search USING fts5(text, content='', contentless_delete=1,"
    " prefix='1 2 3 4', tokenize='unicode61 remove_diacritics 0')"
)
"""The one index of words; its rows have the ids of the records."""
