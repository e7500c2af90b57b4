"""Series as pages ask for them: their meetings by year, the days not booked, what took how long."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from copdesk.db.ground import card
from copdesk.db.models import AgendaItem, Meeting, MeetingSeries, SeriesItem
from copdesk.db.reader import Reader
from copdesk.db.record import table_of
from copdesk.domain.learnt import Past
from copdesk.domain.meetings import Expected, MeetingState, Section
from copdesk.domain.series import YearCount, by_year, due_days, not_booked

_LOOK_BACK = timedelta(days=100)
_LEARNT_FROM = 200


@dataclass(frozen=True, slots=True)
class SeriesMeeting:
    """One meeting of a series."""

    id: int
    held_on: date
    state: MeetingState
    title: str


@dataclass(frozen=True, slots=True)
class SeriesItemLine:
    """One standing item of a series."""

    id: int
    position: int
    section: Section
    title: str
    minutes: int | None
    expected: Expected
    note: str


@dataclass(frozen=True, slots=True)
class NotBooked:
    """A due day of a series for which nothing is in the diary."""

    series_id: int
    title: str
    community: str
    on: date


def meetings_of(reader: Reader, series_id: int) -> list[SeriesMeeting]:
    """The meetings of a series, newest first, those called off too."""
    asked = select(Meeting.id, Meeting.held_on, Meeting.state, Meeting.title).where(
        Meeting.series_id == series_id
    )
    return [SeriesMeeting(*row) for row in reader.rows(asked.order_by(Meeting.held_on.desc()))]


def template(reader: Reader, series_id: int) -> list[SeriesItemLine]:
    """The standing items of a series in their order."""
    table = table_of(SeriesItem)
    names = ("id", "position", "section", "title", "minutes", "expected", "note")
    asked = select(*(table.c[name] for name in names)).where(table.c.series_id == series_id)
    rows = reader.rows(asked.order_by(table.c.position, table.c.id))
    return [SeriesItemLine(*row) for row in rows]


def years_of(reader: Reader, series_id: int) -> list[YearCount]:
    """What was held of what was planned, by year, the newest first."""
    series = reader.get(MeetingSeries, series_id) or {}
    known = [(each.held_on, each.state) for each in meetings_of(reader, series_id)]
    return by_year(known, series.get("per_year"))


def days_to_book(reader: Reader, series_id: int, on: date, count: int = 4) -> list[date]:
    """The next due days of a series from a day on that have no meeting yet."""
    series = reader.get(MeetingSeries, series_id)
    if series is None or not series["active"]:
        return []
    start = on - _LOOK_BACK
    due = due_days(series["rule"], series["first_on"], start - timedelta(days=1), count + 60)
    booked = [each.held_on for each in meetings_of(reader, series_id) if each.held_on >= start]
    free = [day for day in not_booked(due, booked) if day >= on]
    return free[:count]


def not_booked_next(reader: Reader, on: date) -> list[NotBooked]:
    """The series that go on and have no meeting planned: the day each should have next."""
    table = table_of(MeetingSeries)
    asked = (
        select(table.c.id, table.c.title, card.c.title)
        .join(card, card.c.id == table.c.community_id)
        .where(table.c.active)
        .order_by(table.c.id)
    )
    found = []
    for series_id, title, community in reader.rows(asked):
        planned = any(
            each.state is MeetingState.PLANNED and each.held_on >= on
            for each in meetings_of(reader, series_id)
        )
        days = [] if planned else days_to_book(reader, series_id, on, 1)
        found += [NotBooked(series_id, title, community, day) for day in days]
    return sorted(found, key=lambda each: each.on)


def times_taken(reader: Reader, community_id: int, before: date) -> list[Past]:
    """How long items of the earlier meetings of a community took, the newest first."""
    asked = (
        select(AgendaItem.section, AgendaItem.title, AgendaItem.actual_minutes)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(
            Meeting.community_id == community_id,
            Meeting.held_on < before,
            AgendaItem.actual_minutes.is_not(None),
        )
        .order_by(Meeting.held_on.desc(), AgendaItem.position)
        .limit(_LEARNT_FROM)
    )
    return [Past(*row) for row in reader.rows(asked)]
