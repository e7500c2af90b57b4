"""The bytes of documents: kept once for equal files, in pieces, outside history."""

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection, func, insert, select

from copdesk.db.ground import row_change
from copdesk.db.models.documents import PART_SIZE, Document, document_part
from copdesk.db.reader import Reader
from copdesk.db.record import table_of
from copdesk.progress import SILENT, Progress


def keep(connection: Connection, data: bytes, progress: Progress = SILENT) -> str:
    """Keep these bytes, unless they are there already; returns their fingerprint (SHA-256)."""
    sha256 = hashlib.sha256(data).hexdigest()
    if count_of(connection, sha256):
        return sha256
    for number, start in enumerate(range(0, len(data) or 1, PART_SIZE)):
        progress.step(start, len(data), "Copying")
        piece = {"sha256": sha256, "number": number, "data": data[start : start + PART_SIZE]}
        connection.execute(insert(document_part).values(piece))
    return sha256


def count_of(connection: Connection, sha256: str) -> int:
    """How many pieces there are of the bytes with this fingerprint."""
    asked = select(func.count()).where(document_part.c.sha256 == sha256)
    return connection.execute(asked).scalar_one()


def pieces(reader: Reader, sha256: str) -> Iterator[bytes]:
    """The pieces of the bytes with this fingerprint, in order, one in memory at a time."""
    asked = select(document_part.c.data).where(document_part.c.sha256 == sha256)
    for number in range(count_of(reader.connection, sha256)):
        yield reader.scalar(asked.where(document_part.c.number == number))


def drop_unused(connection: Connection) -> int:
    """Delete the bytes that no document has, nor one that undo may bring back; how many files."""
    image = func.coalesce(row_change.c.before, row_change.c.after)
    recalled = select(func.json_extract(image, "$.sha256")).where(row_change.c.kind == "document")
    used = set(connection.execute(select(table_of(Document).c.sha256)).scalars())
    used |= set(connection.execute(recalled).scalars())
    there = set(connection.execute(select(document_part.c.sha256).distinct()).scalars())
    for sha256 in sorted(there - used):
        connection.execute(document_part.delete().where(document_part.c.sha256 == sha256))
    return len(there - used)
