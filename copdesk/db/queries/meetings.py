"""Meetings as paper and pages ask for them: next, last, agenda, attendance, who is invited."""

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import or_, select

from copdesk.db.ground import card
from copdesk.db.models import AgendaItem, Attendance, Meeting
from copdesk.db.queries.communities import (
    Person,
    belonging,
    organisations_at,
    people,
    people_of,
)
from copdesk.db.queries.expressions import Question, title_or_blank
from copdesk.db.reader import Reader
from copdesk.domain.meetings import AttendanceMode, AttendanceState, MeetingState, Section


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting, with the name of its community."""

    id: int
    title: str
    community_id: int
    community: str
    held_on: date
    starts_at: time | None
    ends_at: time | None
    place: str
    link: str
    state: MeetingState
    minutes: str
    notes: str


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One item of an agenda; ``lead`` is empty when nobody leads it."""

    id: int
    position: int
    section: Section
    title: str
    lead_id: int | None
    lead: str
    minutes: int | None
    note: str
    outcome: str


@dataclass(frozen=True, slots=True)
class AttendanceLine:
    """One person on the list of a meeting, with their organisations on its day."""

    id: int
    participant_id: int
    name: str
    organisations: str
    state: AttendanceState
    mode: AttendanceMode


@dataclass(frozen=True, slots=True)
class Guest:
    """A person to be asked about at a meeting.

    Attributes:
        id: of the person.
        name: of the person.
        organisations: where they were on the day.
        state: what is known of them.
        mode: where they took part from.
        listed: they are on the list of the meeting.
        belongs: they were of the community on the day; others visit.
    """

    id: int
    name: str
    organisations: str
    state: AttendanceState
    mode: AttendanceMode
    listed: bool
    belongs: bool


def meeting(reader: Reader, meeting_id: int) -> MeetingLine | None:
    """One meeting; ``None`` when it is gone."""
    return _first(reader, _meetings().where(Meeting.id == meeting_id))


def meetings(reader: Reader, *, community_id: int | None = None) -> list[MeetingLine]:
    """The meetings, newest first."""
    asked = _of(_meetings(), community_id).order_by(Meeting.held_on.desc(), Meeting.id.desc())
    return [MeetingLine(*row) for row in reader.rows(asked)]


def next_meeting(
    reader: Reader, on: date, *, community_id: int | None = None
) -> MeetingLine | None:
    """The first planned meeting on or after a day."""
    asked = _meetings().where(Meeting.held_on >= on, Meeting.state == MeetingState.PLANNED)
    return _first(reader, _of(asked, community_id).order_by(Meeting.held_on, Meeting.id))


def last_meeting(
    reader: Reader, before: date, *, community_id: int | None = None
) -> MeetingLine | None:
    """The last meeting before a day that was not called off."""
    asked = _meetings().where(Meeting.held_on < before, Meeting.state != MeetingState.CANCELLED)
    newest = (Meeting.held_on.desc(), Meeting.id.desc())
    return _first(reader, _of(asked, community_id).order_by(*newest))


def agenda(reader: Reader, meeting_id: int) -> list[AgendaLine]:
    """The items of an agenda in their order."""
    asked = (
        select(
            AgendaItem.id,
            AgendaItem.position,
            AgendaItem.section,
            AgendaItem.title,
            AgendaItem.lead_id,
            title_or_blank(card),
            AgendaItem.minutes,
            AgendaItem.note,
            AgendaItem.outcome,
        )
        .outerjoin(card, card.c.id == AgendaItem.lead_id)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(AgendaItem.position, AgendaItem.id)
    )
    return [AgendaLine(*row) for row in reader.rows(asked)]


def attendance(reader: Reader, meeting_id: int) -> list[AttendanceLine]:
    """The people on the list of a meeting, in the order of their names."""
    found = meeting(reader, meeting_id)
    asked = (
        select(Attendance.id, Attendance.participant_id, Attendance.state, Attendance.mode)
        .join(card, card.c.id == Attendance.participant_id)
        .where(Attendance.meeting_id == meeting_id)
        .order_by(card.c.key, Attendance.id)
    )
    rows = reader.rows(asked)
    if found is None or not rows:
        return []
    who = {each.id: each for each in people(reader, [row[1] for row in rows], found.held_on)}
    return [
        AttendanceLine(row[0], row[1], who[row[1]].name, who[row[1]].organisations, row[2], row[3])
        for row in rows
    ]


def where_invited(reader: Reader, meeting_id: int) -> dict[int, str]:
    """Where the people invited to a meeting work, by their ids."""
    return {each.id: each.organisations for each in guests(reader, meeting_id)}


def guests(reader: Reader, meeting_id: int) -> list[Guest]:
    """Everybody to be asked about: the community on the day, and who else is on the list.

    They stand in the order of their names; thousands are asked for at once.
    """
    found = meeting(reader, meeting_id)
    if found is None:
        return []
    belong = belonging(found.community_id, found.held_on)
    asked = select(Attendance.participant_id, Attendance.state, Attendance.mode)
    listed = {
        row[0]: (row[1], row[2])
        for row in reader.rows(asked.where(Attendance.meeting_id == meeting_id))
    }
    on_list = select(Attendance.participant_id).where(Attendance.meeting_id == meeting_id)
    everybody = (
        select(card.c.id, card.c.title, card.c.id.in_(belong))
        .where(or_(card.c.id.in_(belong), card.c.id.in_(on_list)))
        .order_by(card.c.key, card.c.id)
    )
    unknown = (AttendanceState.INVITED, AttendanceMode.UNKNOWN)
    where = organisations_at(reader, found.held_on)
    return [
        Guest(
            id_, name, where.get(id_, ""), *listed.get(id_, unknown), id_ in listed, bool(belongs)
        )
        for id_, name, belongs in reader.rows(everybody)
    ]


def invited(reader: Reader, meeting_id: int) -> list[Person]:
    """Who is asked to come: the people on the list, else all of the community on that day."""
    found = meeting(reader, meeting_id)
    if found is None:
        return []
    listed = [each.participant_id for each in attendance(reader, meeting_id)]
    return people(
        reader, listed or people_of(reader, found.community_id, found.held_on), found.held_on
    )


def _meetings() -> Question:
    return select(
        Meeting.id,
        Meeting.title,
        Meeting.community_id,
        card.c.title,
        Meeting.held_on,
        Meeting.starts_at,
        Meeting.ends_at,
        Meeting.place,
        Meeting.link,
        Meeting.state,
        Meeting.minutes,
        Meeting.notes,
    ).join(card, card.c.id == Meeting.community_id)


def _of(asked: Question, community_id: int | None) -> Question:
    return asked if community_id is None else asked.where(Meeting.community_id == community_id)


def _first(reader: Reader, asked: Question) -> MeetingLine | None:
    rows = reader.rows(asked.limit(1))
    return MeetingLine(*rows[0]) if rows else None
