"""Meetings with their agenda, who came, and what was to be done after."""

from datetime import date, datetime, time

from sqlalchemy.orm import Mapped

from copdesk.db.record import Record, field
from copdesk.domain.fields import (
    Choice,
    Clock,
    Count,
    Day,
    Flag,
    Link,
    LongText,
    Minutes,
    Moment,
    Reference,
    Text,
    Web,
)
from copdesk.domain.meetings import (
    AttendanceMode,
    AttendanceState,
    Carry,
    Expected,
    MeetingState,
    MinutesState,
    Reply,
    Section,
)


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
    series_id: Mapped[int | None] = field(Link("meeting_series"), "Series")
    minutes_state: Mapped[MinutesState] = field(Choice(MinutesState), "Minutes are")
    circulated_on: Mapped[date | None] = field(Day(), "Minutes circulated")
    approved_on: Mapped[date | None] = field(Day(), "Minutes approved")
    approved_at_id: Mapped[int | None] = field(Link("meeting"), "Approved at")
    closed_at: Mapped[datetime | None] = field(Moment(), "Closed")
    calendar_sequence: Mapped[int] = field(
        Count(), "Calendar version", required=True, default=0, help="Rises when it is moved."
    )


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
    expected: Mapped[Expected] = field(Choice(Expected), "Expected", default=Expected.DISCUSS)
    asked_by_id: Mapped[int | None] = field(Link("participant"), "Asked for by")
    actual_minutes: Mapped[int | None] = field(Minutes(), "Took")
    reached: Mapped[bool] = field(Flag(), "Reached", default=True)
    standing: Mapped[bool] = field(Flag(), "On every agenda")
    carry: Mapped[Carry] = field(Choice(Carry), "Next meeting")
    carried_from_id: Mapped[int | None] = field(Link("agenda_item"), "Carried from")


class AgendaLink(Record):
    """Something an agenda item is about: a paper, a legal change, a challenge, an enquiry."""

    __tablename__ = "agenda_link"
    singular = "link of an agenda item"
    plural = "links of agenda items"

    agenda_item_id: Mapped[int] = field(Link("agenda_item"), "Agenda item", required=True)
    record_id: Mapped[int] = field(Link(""), "Paper or record", required=True)


class Attendance(Record):
    """One person at one meeting."""

    __tablename__ = "attendance"
    singular = "attendance"
    plural = "attendances"

    meeting_id: Mapped[int] = field(Link("meeting"), "Meeting", required=True)
    participant_id: Mapped[int] = field(Link("participant"), "Participant", required=True)
    state: Mapped[AttendanceState] = field(Choice(AttendanceState), "Attendance")
    mode: Mapped[AttendanceMode] = field(Choice(AttendanceMode), "How")
    reply: Mapped[Reply] = field(Choice(Reply), "Reply")
    replied_on: Mapped[date | None] = field(Day(), "Replied")
    arrived_at: Mapped[time | None] = field(Clock(), "Arrived")
    left_at: Mapped[time | None] = field(Clock(), "Left")


class MeetingNeed(Record):
    """Access or diet of one person for one meeting; deleted 14 days after it."""

    __tablename__ = "meeting_need"
    singular = "need"
    plural = "needs"

    meeting_id: Mapped[int] = field(Link("meeting"), "Meeting", required=True)
    participant_id: Mapped[int] = field(Link("participant"), "Participant", required=True)
    need: Mapped[str] = field(Text(500), "Access or diet", private=True)


class Decision(Record):
    """What a meeting decided."""

    __tablename__ = "decision"
    singular = "decision"
    plural = "decisions"
    title_from = ("reference", "text")

    reference: Mapped[str] = field(Reference("D"), "Reference", searched=True)
    text: Mapped[str] = field(Text(1_000), "Decision", required=True, searched=True)
    meeting_id: Mapped[int] = field(Link("meeting"), "Decided at", required=True)
    agenda_item_id: Mapped[int | None] = field(Link("agenda_item"), "On")


class MinutesVersion(Record):
    """The minutes of a meeting as they stood at one time."""

    __tablename__ = "minutes_version"
    singular = "version of the minutes"
    plural = "versions of the minutes"

    meeting_id: Mapped[int] = field(Link("meeting"), "Meeting", required=True)
    number: Mapped[int] = field(Count(), "Version", required=True, default=1)
    at: Mapped[datetime] = field(Moment(), "When", required=True)
    state: Mapped[MinutesState] = field(Choice(MinutesState), "State")
    reason: Mapped[str] = field(Text(), "Why it was changed")
    text: Mapped[str] = field(LongText(), "Minutes", searched=True)


class PackIssue(Record):
    """A pack as it was sent: its number, and what it held."""

    __tablename__ = "pack_issue"
    singular = "issue of a pack"
    plural = "issues of a pack"

    meeting_id: Mapped[int] = field(Link("meeting"), "Meeting", required=True)
    number: Mapped[int] = field(Count(), "Issue", required=True, default=1)
    issued_at: Mapped[datetime] = field(Moment(), "Issued", required=True)
    document_id: Mapped[int | None] = field(Link("document"), "Pack")
    held: Mapped[str] = field(LongText(1_000_000), "What it held")


class ChecklistLine(Record):
    """A line of a meeting's countdown that was done or set aside."""

    __tablename__ = "checklist_line"
    singular = "checklist line"
    plural = "checklist lines"

    meeting_id: Mapped[int] = field(Link("meeting"), "Meeting", required=True)
    key: Mapped[str] = field(Text(40), "Line", required=True)
    done_on: Mapped[date | None] = field(Day(), "Done")
    note: Mapped[str] = field(Text(), "Note")


class Action(Record):
    """Something that somebody said they would do."""

    __tablename__ = "action"
    singular = "action"
    plural = "actions"
    title_from = ("reference", "title")

    reference: Mapped[str] = field(Reference("A"), "Reference", searched=True)
    title: Mapped[str] = field(Text(500), "Action", required=True, searched=True)
    meeting_id: Mapped[int | None] = field(Link("meeting"), "Agreed at")
    agenda_item_id: Mapped[int | None] = field(Link("agenda_item"), "Agreed on")
    owner_id: Mapped[int | None] = field(Link("participant"), "Owner")
    due_on: Mapped[date | None] = field(Day(), "Due", index=True)
    done_on: Mapped[date | None] = field(Day(), "Done", index=True)
    note: Mapped[str] = field(LongText(), "Note", searched=True)
