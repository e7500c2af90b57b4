"""What needs doing today: every number with the ids of the rows behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from copdesk.db.models import (
    Community,
    Enquiry,
    Meeting,
    Organisation,
    Participant,
    TrainingSession,
)
from copdesk.db.queries.actions import ActionLine, open_actions
from copdesk.db.queries.checklist import Countdown, countdowns
from copdesk.db.queries.enquiries import EnquiryLine, open_enquiries
from copdesk.db.queries.meetings import MeetingLine, agenda, last_meeting, next_meeting
from copdesk.db.queries.series import NotBooked, not_booked_next
from copdesk.db.queries.training import PersonStanding, PolicyLine, standings_of_all
from copdesk.db.reader import Reader
from copdesk.domain.meetings import MeetingState
from copdesk.domain.training import Coverage
from copdesk.domain.training import coverage as coverage_of


@dataclass(frozen=True, slots=True)
class PolicyToday:
    """One training policy: who does not meet it, and how many do of how many."""

    policy: PolicyLine
    below: tuple[PersonStanding, ...]
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Today:
    """The desk on a day. Each list is ordered by what is due first.

    Attributes:
        on: the day.
        enquiries: open ones, late ones first.
        late_enquiries: the open ones promised before today.
        actions: open ones, late ones first.
        late_actions: the open ones due before today.
        next_meeting: the first that is planned, of any community.
        last_meeting: the last one before today.
        training: each policy that is in force.
        agenda_items: how many items the agenda of the next meeting has.
        countdowns: what is to be done for the meetings around the day, the nearest first.
        not_booked: the series whose next meeting is not in the diary.
    """

    on: date
    enquiries: tuple[EnquiryLine, ...]
    actions: tuple[ActionLine, ...]
    next_meeting: MeetingLine | None
    last_meeting: MeetingLine | None
    training: tuple[PolicyToday, ...]
    agenda_items: int = 0
    countdowns: tuple[Countdown, ...] = ()
    not_booked: tuple[NotBooked, ...] = ()

    @property
    def late_enquiries(self) -> tuple[EnquiryLine, ...]:
        """The open enquiries promised before today."""
        return tuple(each for each in self.enquiries if each.due_on < self.on)

    @property
    def late_actions(self) -> tuple[ActionLine, ...]:
        """The open actions due before today."""
        return tuple(each for each in self.actions if each.due_on and each.due_on < self.on)


@dataclass(frozen=True, slots=True)
class Coming:
    """A meeting or a training session in the days ahead.

    Attributes:
        id: of the record.
        kind: its table.
        on: the day.
        title: what it is called.
        detail: where it is, and how many may come.
    """

    id: int
    kind: str
    on: date
    title: str
    detail: str


def today(reader: Reader, on: date, *, with_training: bool = True) -> Today:
    """What the desk shows on a day; training takes longest and can be asked for by itself."""
    meeting = next_meeting(reader, on)
    return Today(
        on,
        tuple(open_enquiries(reader)),
        tuple(open_actions(reader)),
        meeting,
        last_meeting(reader, on),
        training_on(reader, on) if with_training else (),
        len(agenda(reader, meeting.id)) if meeting else 0,
        tuple(countdowns(reader, on)),
        tuple(not_booked_next(reader, on)),
    )


def training_on(reader: Reader, on: date) -> tuple[PolicyToday, ...]:
    """How each policy in force on a day is kept."""
    return tuple(_policy(line, people) for line, people in standings_of_all(reader, on))


def coming(reader: Reader, on: date, *, most: int = 6) -> list[Coming]:
    """The next meetings and training sessions from a day on, the nearest first."""
    meetings = select(Meeting.id, Meeting.held_on, Meeting.title, Meeting.place).where(
        Meeting.held_on >= on, Meeting.state == MeetingState.PLANNED
    )
    sessions = select(
        TrainingSession.id,
        TrainingSession.held_on,
        TrainingSession.title,
        TrainingSession.place,
        TrainingSession.capacity,
    ).where(TrainingSession.held_on >= on)
    found = [
        Coming(row.id, "meeting", row.held_on, row.title, row.place)
        for row in reader.rows(meetings.order_by(Meeting.held_on, Meeting.id).limit(most))
    ]
    held_on = (TrainingSession.held_on, TrainingSession.id)
    found += [
        Coming(row.id, "training_session", row.held_on, row.title, _room(row.place, row.capacity))
        for row in reader.rows(sessions.order_by(*held_on).limit(most))
    ]
    return sorted(found, key=lambda each: (each.on, each.id))[:most]


def is_empty(reader: Reader) -> bool:
    """Whether nobody and nothing has been brought into the file yet."""
    models = (Community, Organisation, Participant, Meeting, Enquiry)
    return all(reader.scalar(select(model.id).limit(1)) is None for model in models)


def _room(place: str, capacity: int | None) -> str:
    places = "" if capacity is None else f"{capacity} place{'' if capacity == 1 else 's'}"
    return ", ".join(filter(None, (place, places)))


def _policy(line: PolicyLine, people: Sequence[PersonStanding]) -> PolicyToday:
    below = [each for each in people if each.standing.counted and not each.standing.complies]
    below.sort(key=lambda each: each.standing.due_on or date.max)
    return PolicyToday(line, tuple(below), coverage_of(each.standing for each in people))
