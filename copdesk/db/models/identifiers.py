"""Words that look like a client's and were kept all the same, each with its reason."""

from sqlalchemy.orm import Mapped

from copdesk.db.record import Record, field
from copdesk.domain.fields import Link, Text


class KeptWords(Record):
    """Some words of one record that may stand, and why."""

    __tablename__ = "kept_words"
    singular = "kept words"
    plural = "kept words"
    title_from = ("words",)
    detail_from = ("reason",)

    record_id: Mapped[int] = field(Link(""), "In", required=True)
    words: Mapped[str] = field(Text(500), "Words kept", required=True, searched=True)
    reason: Mapped[str] = field(Text(500), "Because", required=True, searched=True)
