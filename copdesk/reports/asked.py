"""What a person asked of a report, and the words every report of a file shares."""

from dataclasses import dataclass
from datetime import date

from copdesk.db import asides
from copdesk.db.queries import meetings
from copdesk.db.queries.meetings import MeetingLine
from copdesk.db.reader import Reader
from copdesk.errors import UserError


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is asked to cover.

    Attributes:
        as_at: the day it speaks of.
        since: the first day of the period; ``None`` for all.
        meeting: ``next``, ``last`` or the id of a meeting.
        community_id: only this community, where the report knows communities.
    """

    as_at: date
    since: date | None = None
    meeting: str = "next"
    community_id: int | None = None


def the_meeting(reader: Reader, asked: Asked) -> MeetingLine:
    """The meeting a report is about.

    Raises:
        UserError: there is no such meeting.
    """
    if asked.meeting == "next":
        found = meetings.next_meeting(reader, asked.as_at, community_id=asked.community_id)
        missing = "No meeting is planned."
    elif asked.meeting == "last":
        found = meetings.last_meeting(reader, asked.as_at, community_id=asked.community_id)
        missing = "No meeting has been held yet."
    else:
        found = meetings.meeting(reader, int(asked.meeting)) if asked.meeting.isdigit() else None
        missing = f"There is no meeting {asked.meeting}."
    if found is None:
        raise UserError(missing, "Plan one, or choose another meeting.")
    return found


def network(reader: Reader) -> str:
    """The name of the network, for covers and footers."""
    return asides.settings(reader).get("network", "")


def footer(reader: Reader) -> str:
    """The line at the foot of every page: the network, and the notice of the file."""
    kept = asides.settings(reader)
    return " · ".join(filter(None, (kept.get("network", ""), kept.get("notice", ""))))
