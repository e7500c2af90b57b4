"""The names by which a file knows people and organisations, to look for them in what leaves it."""

from sqlalchemy import select, union

from copdesk.db.models import Enquiry, Organisation, Participant
from copdesk.db.reader import Reader

Names = list[tuple[str, tuple[str, ...]]]
"""What somebody is called, and all the names of the same."""


def people(reader: Reader) -> Names:
    """All participants, and those who only asked or dealt with an enquiry, as was written there."""
    one = Participant
    asked = select(one.name, one.preferred_name, one.native_name, one.aliases)
    written = union(
        select(Enquiry.asker_name).where(Enquiry.asker_name != ""),
        select(Enquiry.owner).where(Enquiry.owner != ""),
    )
    known = [
        (name, tuple(filter(None, (name, preferred, native, *aliases))))
        for name, preferred, native, aliases in reader.rows(asked.order_by(one.id))
    ]
    return [*known, *((row[0], (row[0],)) for row in reader.rows(written))]


def organisations(reader: Reader) -> Names:
    """All organisations with their other names."""
    asked = select(Organisation.name, Organisation.aliases).order_by(Organisation.id)
    return [(name, (name, *aliases)) for name, aliases in reader.rows(asked)]
