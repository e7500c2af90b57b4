"""Series of meetings with their template, and items that wait for a meeting."""

from datetime import date, time

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
    Text,
    Web,
)
from copdesk.domain.meetings import Expected, Section


class MeetingSeries(Record):
    """A rhythm of meetings, such as the second Wednesday of each quarter's last month."""

    __tablename__ = "meeting_series"
    singular = "series"
    plural = "series"
    title_from = ("title",)
    detail_from = ("place",)

    title: Mapped[str] = field(Text(), "Title", required=True, searched=True)
    community_id: Mapped[int] = field(Link("community"), "Community", required=True)
    rule: Mapped[str] = field(Text(), "Rhythm", required=True)
    first_on: Mapped[date] = field(Day(), "From", required=True)
    starts_at: Mapped[time | None] = field(Clock(), "Starts")
    ends_at: Mapped[time | None] = field(Clock(), "Ends")
    place: Mapped[str] = field(Text(), "Place")
    link: Mapped[str] = field(Web(), "Online link")
    per_year: Mapped[int | None] = field(Count(most=366), "Planned per year")
    active: Mapped[bool] = field(Flag(), "Goes on", default=True)
    notes: Mapped[str] = field(LongText(), "Notes", searched=True)


class SeriesItem(Record):
    """A standing item: on the agenda of every meeting planned from now on."""

    __tablename__ = "series_item"
    singular = "standing item"
    plural = "standing items"

    series_id: Mapped[int] = field(Link("meeting_series"), "Series", required=True)
    position: Mapped[int] = field(Count(), "Place in the order", required=True, default=0)
    section: Mapped[Section] = field(Choice(Section), "Section")
    title: Mapped[str] = field(Text(300), "Item", required=True)
    minutes: Mapped[int | None] = field(Minutes(), "Minutes")
    expected: Mapped[Expected] = field(Choice(Expected), "Expected", default=Expected.DISCUSS)
    note: Mapped[str] = field(LongText(), "Note for the chair")


class BacklogItem(Record):
    """Something that waits for a meeting with room for it."""

    __tablename__ = "backlog_item"
    singular = "waiting item"
    plural = "waiting items"
    title_from = ("title",)

    title: Mapped[str] = field(Text(300), "Item", required=True, searched=True)
    community_id: Mapped[int] = field(Link("community"), "Community", required=True)
    section: Mapped[Section] = field(Choice(Section), "Section", default=Section.OTHER)
    minutes: Mapped[int | None] = field(Minutes(), "Minutes")
    expected: Mapped[Expected] = field(Choice(Expected), "Expected", default=Expected.DISCUSS)
    asked_by_id: Mapped[int | None] = field(Link("participant"), "Asked for by")
    note: Mapped[str] = field(LongText(), "Note", searched=True)
    meeting_id: Mapped[int | None] = field(Link("meeting"), "Taken at")
