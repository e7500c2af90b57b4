"""Papers attached to records, and their bytes, kept inside the file."""

from sqlalchemy import Column, Integer, LargeBinary, String, Table
from sqlalchemy.orm import Mapped

from copdesk.db.record import Record, field
from copdesk.domain.fields import Count, Link, LongText, Text


class Document(Record):
    """A file attached to a record: its name and fingerprint; the bytes are in the parts."""

    __tablename__ = "document"
    singular = "document"
    plural = "documents"
    title_from = ("name",)
    detail_from = ("note",)

    record_id: Mapped[int] = field(Link(""), "Attached to", required=True)
    name: Mapped[str] = field(Text(255), "File name", required=True, searched=True)
    media_type: Mapped[str] = field(Text(100), "Type")
    size: Mapped[int] = field(Count(most=10**10), "Size in bytes", required=True)
    sha256: Mapped[str] = field(Text(64), "Fingerprint", required=True, index=True)
    note: Mapped[str] = field(LongText(), "Note", searched=True)


PART_SIZE = 1_048_576
"""Bytes in a part; the driver can't read a large value piece by piece, so we store pieces."""

document_part = Table(
    "document_part",
    Record.metadata,
    Column("sha256", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
"""The immutable bytes of documents, by fingerprint: outside history, shared by equal files."""
