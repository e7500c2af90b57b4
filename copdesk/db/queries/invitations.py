"""Who is invited to a meeting, what they said, what they need, and what calendars must be told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import func, or_, select

from copdesk.db.ground import row_change
from copdesk.db.models import Attendance, Meeting, MeetingNeed
from copdesk.db.needs import KEPT_DAYS
from copdesk.db.queries.communities import people, people_of
from copdesk.db.queries.meetings import meeting
from copdesk.db.reader import Reader
from copdesk.domain.meetings import AttendanceMode, AttendanceState, Reply

IN_CALENDARS = ("title", "held_on", "starts_at", "ends_at", "place", "link", "state")
SESSION_IN_CALENDARS = ("title", "held_on", "starts_at", "hours", "place", "link")
"""The fields of a meeting that stand in people's calendars."""


@dataclass(frozen=True, slots=True)
class ReplyLine:
    """One person invited to a meeting.

    Attributes:
        id: of the person.
        name: of the person.
        organisations: where they are on the day of the meeting.
        email: empty when not known.
        state: what is known of them on the day.
        mode: how they said they come.
        reply: what they said.
        replied_on: the day they said it.
        visits: they are not of the community on the day.
        need: access or diet; empty when nothing was said.
    """

    id: int
    name: str
    organisations: str
    email: str
    state: AttendanceState
    mode: AttendanceMode
    reply: Reply
    replied_on: date | None
    visits: bool
    need: str


class _Said(NamedTuple):
    state: AttendanceState
    mode: AttendanceMode
    reply: Reply
    replied_on: date | None


def replies(reader: Reader, meeting_id: int) -> list[ReplyLine]:
    """Everybody invited, in the order of their names: the community on the day, and visitors."""
    found = meeting(reader, meeting_id)
    if found is None:
        return []
    belong = people_of(reader, found.community_id, found.held_on)
    asked = select(
        Attendance.participant_id,
        Attendance.state,
        Attendance.mode,
        Attendance.reply,
        Attendance.replied_on,
    ).where(Attendance.meeting_id == meeting_id)
    said = {row[0]: _Said(*row[1:]) for row in reader.rows(asked)}
    needs = needs_of(reader, meeting_id)
    visitors = [each for each in said if each not in set(belong)]
    silent = _Said(AttendanceState.INVITED, AttendanceMode.UNKNOWN, Reply.NONE, None)
    return [
        ReplyLine(
            each.id,
            each.name,
            each.organisations,
            each.email,
            *said.get(each.id, silent),
            each.id in visitors,
            needs.get(each.id, ""),
        )
        for each in people(reader, [*belong, *visitors], found.held_on)
    ]


def needs_of(reader: Reader, meeting_id: int) -> dict[int, str]:
    """What people need at a meeting, by the id of the person."""
    asked = select(MeetingNeed.participant_id, MeetingNeed.need)
    asked = asked.where(MeetingNeed.meeting_id == meeting_id, MeetingNeed.need != "")
    return {row[0]: row[1] for row in reader.rows(asked.order_by(MeetingNeed.id))}


def needs_end(held_on: date) -> date:
    """The last day on which the needs of a meeting are kept."""
    return held_on + timedelta(days=KEPT_DAYS)


def sequence(reader: Reader, record_id: int, fields: Sequence[str] = IN_CALENDARS) -> int:
    """The number by which calendars know the newest invitation to a meeting or session, from 1.

    It rises with every change of the fields that stand in calendars, taking back a change too, so
    that it never names two different invitations.
    """
    moved = [func.json_type(row_change.c.after, f"$.{name}").is_not(None) for name in fields]
    asked = select(func.count()).where(
        row_change.c.record_id == record_id,
        row_change.c.before.is_not(None),
        row_change.c.after.is_not(None),
        or_(*moved),
    )
    return 1 + int(reader.scalar(asked))


def invited_by(reader: Reader, meeting_id: int) -> int:
    """The number of the newest invitation that was made; 0 when none was."""
    asked = select(Meeting.calendar_sequence).where(Meeting.id == meeting_id)
    return int(reader.scalar(asked) or 0)
