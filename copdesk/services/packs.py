"""Keeping a pack as it was sent, so that the next one can say what has changed since."""

from copdesk.db import parts
from copdesk.db.models import Document, Meeting, PackIssue
from copdesk.db.queries.packs import issues
from copdesk.db.store import Store
from copdesk.domain.dates import day_words
from copdesk.errors import UserError
from copdesk.progress import SILENT, Progress
from copdesk.services.records import add_in

LARGEST = 100 * 1_048_576
"""Bytes that a pack may have to be kept in the file."""


def issue_pack(
    store: Store, meeting_id: int, content: bytes, held: str, progress: Progress = SILENT
) -> int:
    """Keep the PDF of a pack as it goes out, on its meeting; returns its number, from 1.

    Args:
        store: the open file.
        meeting_id: whose pack.
        content: the PDF.
        held: what it says, to be compared by the next one.
        progress: told of its parts.

    Raises:
        UserError: the meeting is gone, or the pack is too large.
        Cancelled: on request; nothing is kept.
    """
    if len(content) > LARGEST:
        raise UserError(
            f"The pack has {len(content) / 1_048_576:.0f} MB; up to 100 MB are kept.",
            "Build it without papers, or save it as a file of its own.",
        )
    with store.change("Issue pack") as unit:
        meeting = unit.get(Meeting, meeting_id)
        if meeting is None:
            raise UserError("This meeting was deleted.", "Undo the deletion first.")
        number = max((each.number for each in issues(unit, meeting_id)), default=0) + 1
        document = {
            "record_id": meeting_id,
            "name": f"Pack, issue {number}.pdf",
            "media_type": "application/pdf",
            "size": len(content),
            "sha256": parts.keep(unit.connection, content, progress),
            "note": f"As it was sent on {day_words(unit.today)}.",
        }
        kept = {
            "meeting_id": meeting_id,
            "number": number,
            "issued_at": unit.at,
            "document_id": add_in(unit, Document, document),
            "held": held,
        }
        unit.add(PackIssue, **kept)
        unit.label = f"Issue pack {number} of {meeting['title']}"
    return number
