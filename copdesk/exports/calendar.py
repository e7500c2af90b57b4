"""A meeting or session as a calendar file (.ics): put in once, moved with it, and taken out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from copdesk import __version__
from copdesk.db.models import TrainingSession
from copdesk.db.queries import invitations, meetings
from copdesk.db.queries.meetings import MeetingLine
from copdesk.db.reader import Reader
from copdesk.db.store import Store
from copdesk.db.unit import LONDON
from copdesk.domain.meetings import MeetingState, finish
from copdesk.domain.text import clean
from copdesk.errors import UserError
from copdesk.reports.landing import landing
from copdesk.services.invitations import file_id
from copdesk.services.settings import settings

if TYPE_CHECKING:
    from datetime import date

    from icalendar import Event

_LONDON_CLOCK = """\
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")
"""By rule and not by dates, as ``add_missing_timezones`` writes it: Outlook reads only rules."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One meeting or training session as calendars know it.

    Attributes:
        uid: the same for ever, whatever else changes.
        sequence: rises with every change.
        stamp: when the file was made, in UTC.
        title: what it is called.
        begins: in London; a day alone where the time is not known.
        ends: in London; ``None`` where it is not known.
        where: the place, or the online link where there is no place.
        link: the online link.
        called_off: calendars take it out.
        organiser: the name and the e-mail address of who answers for it; ``None`` if not known.
    """

    uid: str
    sequence: int
    stamp: datetime
    title: str
    begins: "datetime | date"
    ends: "datetime | None"
    where: str = ""
    link: str = ""
    called_off: bool = False
    organiser: tuple[str, str] | None = None


def entry_of(store: Store, meeting_id: int) -> Entry:
    """A meeting as calendars know it.

    Raises:
        UserError: it is gone; or the file was never given its id and is open for reading only.
    """
    own = file_id(store)
    with store.read() as reader:
        found = meetings.meeting(reader, meeting_id)
        if found is None:
            raise UserError("This meeting was deleted.", "Undo the deletion first.")
        begins, ends = _span(reader, found)
        return Entry(
            f"meeting-{meeting_id}@{own}.copdesk",
            invitations.sequence(reader, meeting_id),
            store.clock(),
            _one_line(found.title),
            begins,
            ends,
            _one_line(found.place or found.link),
            _one_line(found.link),
            found.state is MeetingState.CANCELLED,
            _organiser(reader),
        )


def session_entry(store: Store, session_id: int) -> Entry:
    """A training session as calendars know it; its hours say when it ends.

    Raises:
        UserError: it is gone; or the file was never given its id and is open for reading only.
    """
    own = file_id(store)
    with store.read() as reader:
        found = reader.get(TrainingSession, session_id)
        if found is None:
            raise UserError("This training session was deleted.", "Undo the deletion first.")
        begins: date | datetime = found["held_on"]
        ends = None
        if found["starts_at"] is not None:
            begins = datetime.combine(found["held_on"], found["starts_at"], LONDON)
            ends = _after(begins, found["hours"])
        return Entry(
            f"session-{session_id}@{own}.copdesk",
            invitations.sequence(reader, session_id, invitations.SESSION_IN_CALENDARS),
            store.clock(),
            _one_line(found["title"]),
            begins,
            ends,
            _one_line(found["place"] or found["link"]),
            _one_line(found["link"]),
            organiser=_organiser(reader),
        )


def _after(begins: datetime, hours: Decimal | None) -> datetime | None:
    """The end by the clock on the wall, also in the night in which clocks change."""
    return begins + timedelta(minutes=round(hours * 60)) if hours else None


def calendar_bytes(entry: Entry) -> bytes:
    """The calendar file: published, or cancelled when the meeting was called off."""
    from icalendar import Calendar, Timezone  # noqa: PLC0415  (needed when a file is made)

    calendar = Calendar()
    calendar.add("prodid", f"-//copdesk//copdesk {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if entry.called_off else "PUBLISH")
    if isinstance(entry.begins, datetime):
        calendar.add_component(Timezone.from_ical(_LONDON_CLOCK))
    calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def write_calendar(store: Store, meeting_id: int, out: Path) -> None:
    """Write the calendar file of a meeting.

    Raises:
        UserError: the meeting is gone, or the file can't be written.
    """
    content = calendar_bytes(entry_of(store, meeting_id))
    with landing(out) as stream:
        stream.write(content)


def _event(entry: Entry) -> "Event":
    from icalendar import Event, vCalAddress, vText  # noqa: PLC0415

    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamp)
    event.add("last-modified", entry.stamp)
    event.add("summary", entry.title)
    event.add("dtstart", entry.begins)
    if entry.ends is not None:
        event.add("dtend", entry.ends)
    if entry.where:
        event.add("location", entry.where)
    if entry.link:
        event.add("description", f"Online: {entry.link}")
        event.add("url", entry.link)
    if entry.organiser:
        name, address = entry.organiser
        organiser = vCalAddress(f"mailto:{address}")
        if name:
            organiser.params["CN"] = vText(name)
        event.add("organizer", organiser)
    event.add("status", "CANCELLED" if entry.called_off else "CONFIRMED")
    event.add("transp", "OPAQUE")
    return event


def _span(reader: Reader, found: MeetingLine) -> "tuple[datetime | date, datetime | None]":
    """When it begins and ends; an end that nobody set is where its agenda ends, if that is known.

    An end that is not after the beginning is on the next day.
    """
    if found.starts_at is None:
        return found.held_on, None
    lengths = [item.minutes for item in meetings.agenda(reader, found.id)]
    last = found.ends_at or (finish(found.starts_at, lengths) if lengths else None)
    begins = datetime.combine(found.held_on, found.starts_at, LONDON)
    if last is None:
        return begins, None
    ends = datetime.combine(found.held_on, last, LONDON)
    return begins, ends if last > found.starts_at else ends + timedelta(days=1)


def _organiser(reader: Reader) -> tuple[str, str] | None:
    """Who answers for it: the coordinator, when the contact of the file is an address."""
    kept = settings(reader)
    address = _one_line(kept.contact)
    is_address = "@" in address and " " not in address
    return (_one_line(kept.coordinator).replace('"', "'"), address) if is_address else None


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())
