"""The papers attached to a record, and their bytes."""

from dataclasses import dataclass

from sqlalchemy import select

from copdesk.db import parts
from copdesk.db.models import Document
from copdesk.db.reader import Reader
from copdesk.errors import UserError


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One paper: its name, its media type (``application/pdf``), its size in bytes."""

    id: int
    record_id: int
    name: str
    media_type: str
    size: int
    sha256: str
    note: str


def documents(reader: Reader, record_id: int) -> list[DocumentLine]:
    """The papers attached to a record, in the order they were attached."""
    asked = select(
        Document.id,
        Document.record_id,
        Document.name,
        Document.media_type,
        Document.size,
        Document.sha256,
        Document.note,
    )
    rows = reader.rows(asked.where(Document.record_id == record_id).order_by(Document.id))
    return [DocumentLine(*row) for row in rows]


def bytes_of(reader: Reader, document_id: int) -> bytes:
    """The bytes of a document.

    Raises:
        UserError: the document is gone, or its bytes are not there whole.
    """
    document = reader.get(Document, document_id)
    if document is None:
        raise UserError("This document was deleted.", "Undo the deletion first.")
    data = b"".join(parts.pieces(reader, document["sha256"]))
    if len(data) != document["size"]:
        raise UserError(f"{document['name']} is not whole.", "Restore a backup of the file.")
    return data
