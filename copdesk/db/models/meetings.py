"""Meetings with their agenda, who came, and what was to be done after."""

from datetime import date, time

from sqlalchemy.orm import Mapped

from copdesk.db.record import Record, field
from copdesk.domain.fields import (
    Choice,
    Clock,
    Count,
    Day,
    Link,
    LongText,
    Minutes,
    Reference,
    Text,
    Web,
)
from copdesk.domain.meetings import AttendanceMode, AttendanceState, MeetingState, Section


class Meeting(Record):
    """One meeting of a community."""

    __tablename__ = "meeting"
    singular = "meeting"
    plural = "meetings"
    title_from = ("title",)
    detail_from = ("held_on", "place")

    title: Mapped[str] = field(Text(), "Title", required=True, searched=True)
    community_id: Mapped[int] = field(Link("community"), "Community", required=True)
    held_on: Mapped[date] = field(Day(), "Date", required=True, index=True)
    starts_at: Mapped[time | None] = field(Clock(), "Starts")
    ends_at: Mapped[time | None] = field(Clock(), "Ends")
    place: Mapped[str] = field(Text(), "Place", searched=True)
    link: Mapped[str] = field(Web(), "Online link")
    state: Mapped[MeetingState] = field(Choice(MeetingState), "State")
    minutes: Mapped[str] = field(LongText(), "Minutes", searched=True)
    notes: Mapped[str] = field(LongText(), "Notes", searched=True)


class AgendaItem(Record):
    """One line of a meeting's agenda, in its order."""

    __tablename__ = "agenda_item"
    singular = "agenda item"
    plural = "agenda items"
    title_from = ("title",)

    meeting_id: Mapped[int] = field(Link("meeting"), "Meeting", required=True)
    position: Mapped[int] = field(Count(), "Place in the order", required=True, default=0)
    section: Mapped[Section] = field(Choice(Section), "Section")
    title: Mapped[str] = field(Text(300), "Item", required=True, searched=True)
    lead_id: Mapped[int | None] = field(Link("participant"), "Lead")
    minutes: Mapped[int | None] = field(Minutes(), "Minutes")
    note: Mapped[str] = field(
        LongText(), "Note for the chair", help="Printed on the chair's sheet only."
    )
    outcome: Mapped[str] = field(LongText(), "Outcome", searched=True)


class Attendance(Record):
    """One person at one meeting."""

    __tablename__ = "attendance"
    singular = "attendance"
    plural = "attendances"

    meeting_id: Mapped[int] = field(Link("meeting"), "Meeting", required=True)
    participant_id: Mapped[int] = field(Link("participant"), "Participant", required=True)
    state: Mapped[AttendanceState] = field(Choice(AttendanceState), "Attendance")
    mode: Mapped[AttendanceMode] = field(Choice(AttendanceMode), "How")


class Action(Record):
    """Something that somebody said they would do."""

    __tablename__ = "action"
    singular = "action"
    plural = "actions"
    title_from = ("reference", "title")

    reference: Mapped[str] = field(Reference("A"), "Reference", searched=True)
    title: Mapped[str] = field(Text(500), "Action", required=True, searched=True)
    meeting_id: Mapped[int | None] = field(Link("meeting"), "Agreed at")
    owner_id: Mapped[int | None] = field(Link("participant"), "Owner")
    due_on: Mapped[date | None] = field(Day(), "Due", index=True)
    done_on: Mapped[date | None] = field(Day(), "Done", index=True)
    note: Mapped[str] = field(LongText(), "Note", searched=True)
