"""The figures of a day, what is coming up, and who falls short of a training policy."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import func, select

from copdesk.db.models import (
    Action,
    AgendaItem,
    Community,
    Enquiry,
    Meeting,
    Organisation,
    Participant,
    TrainingSession,
)
from copdesk.db.queries.chips import VIEWS
from copdesk.db.queries.expressions import among
from copdesk.db.queries.listings import LISTINGS
from copdesk.db.queries.meetings import MeetingLine, next_meeting
from copdesk.db.queries.training import PersonStanding, PolicyLine, standings_of_all
from copdesk.db.reader import Reader
from copdesk.domain.duties import Duty, DutyKind, Urgency
from copdesk.domain.enquiries import EnquiryState
from copdesk.domain.meetings import MeetingState
from copdesk.domain.training import Coverage, Status
from copdesk.domain.training import coverage as coverage_of

_WEEK = timedelta(days=7)
_LATER = 4
"""How many meetings and sessions after the week are named."""


@dataclass(frozen=True, slots=True)
class PolicyToday:
    """One training policy: who does not meet it, and how many do of how many."""

    policy: PolicyLine
    below: tuple[PersonStanding, ...]
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Today:
    """The figures of a day; each is the number of rows that the chip of its name leads to.

    Attributes:
        on: the day.
        open_enquiries, late_enquiries, due_this_week: enquiries that wait for an answer.
        open_actions, late_actions: what was agreed and is not done.
        next_action_on: the next day by which one is to be done, today or later.
        next_meeting: the first that is planned, of any community.
        agenda_items: how many items its agenda has.
    """

    on: date
    open_enquiries: int
    late_enquiries: int
    due_this_week: int
    open_actions: int
    late_actions: int
    next_action_on: date | None
    next_meeting: MeetingLine | None
    agenda_items: int


@dataclass(frozen=True, slots=True)
class Coming:
    """Something in the days ahead.

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
    detail: str = ""


def today(reader: Reader, on: date) -> Today:
    """What the head of the page shows on a day."""
    meeting = next_meeting(reader, on)
    ahead = select(func.min(Action.due_on)).where(Action.done_on.is_(None), Action.due_on >= on)
    items = select(func.count()).where(AgendaItem.meeting_id == (meeting.id if meeting else 0))
    waiting, late, this_week = _counts(reader, "enquiry", ("Open", "Late", "Due this week"), on)
    agreed, overdue = _counts(reader, "action", ("Open", "Late"), on)
    number = reader.scalar(items)
    return Today(
        on, waiting, late, this_week, agreed, overdue, reader.scalar(ahead), meeting, number
    )


def _counts(reader: Reader, kind: str, names: Sequence[str], on: date) -> list[int]:
    views = {view.name: view.filters for view in VIEWS[kind]}
    return LISTINGS[kind].counts(reader, [("", views[name]) for name in names], on)


def training_on(reader: Reader, on: date) -> tuple[PolicyToday, ...]:
    """How each policy in force on a day is kept."""
    return tuple(_policy(line, people) for line, people in standings_of_all(reader, on))


def training_duties(policies: Iterable[PolicyToday], on: date) -> list[Duty]:
    """A line for each policy that somebody falls short of."""
    return [_training(each, on) for each in policies if each.below]


def _training(each: PolicyToday, on: date) -> Duty:
    number = len(each.below)
    overdue = sum(one.standing.status in {Status.OVERDUE, Status.EXPIRED} for one in each.below)
    soon = sum(one.standing.status is Status.DUE_SOON for one in each.below)
    state = f"{overdue:,} overdue" if overdue else f"{soon:,} due soon" if soon else "In progress"
    people = "1 person is" if number == 1 else f"{number:,} people are"
    return Duty(
        DutyKind.TRAINING,
        each.policy.id,
        each.below[0].standing.due_on or on,
        f"{people} below {hours_words(each.policy.policy.required_hours)} hours",
        each.policy.title,
        Urgency.LOW if overdue or soon else Urgency.QUIET,
        state=state,
    )


def hours_words(hours: Decimal) -> str:
    """The hours a policy requires: ``3.0``, or ``1.25`` where they are not so round."""
    return f"{hours:.1f}" if hours * 10 == int(hours * 10) else f"{hours:.2f}"


def week_ahead(reader: Reader, on: date) -> list[Coming]:
    """What is due on each of the next seven days, and the meetings and sessions from today on.

    Of the meetings and sessions after the week only the next few are named.
    """
    due = [*_enquiries_ahead(reader, on), *_actions_ahead(reader, on)]
    held = sorted(_held_ahead(reader, on), key=lambda each: (each.on, each.id))
    soon = [each for each in held if each.on <= on + _WEEK]
    later = held[len(soon) : len(soon) + _LATER]
    return [*sorted([*due, *soon], key=lambda each: each.on), *later]


def _enquiries_ahead(reader: Reader, on: date) -> Iterable[Coming]:
    owed = (EnquiryState.NEW, EnquiryState.OPEN)
    asked = select(Enquiry.id, Enquiry.act_by, Enquiry.subject).where(
        among(Enquiry.state, owed), Enquiry.act_by > on, Enquiry.act_by <= on + _WEEK
    )
    rows = reader.rows(asked.order_by(Enquiry.act_by, Enquiry.id))
    return (Coming(id_, "enquiry", day, subject) for id_, day, subject in rows)


def _actions_ahead(reader: Reader, on: date) -> Iterable[Coming]:
    asked = select(Action.id, Action.due_on, Action.title).where(
        Action.done_on.is_(None), Action.due_on > on, Action.due_on <= on + _WEEK
    )
    rows = reader.rows(asked.order_by(Action.due_on, Action.id))
    return (Coming(id_, "action", day, title) for id_, day, title in rows)


def _held_ahead(reader: Reader, on: date) -> Iterable[Coming]:
    meetings = select(Meeting.id, Meeting.held_on, Meeting.title, Meeting.place).where(
        Meeting.held_on >= on, Meeting.state == MeetingState.PLANNED
    )
    for row in reader.rows(meetings):
        yield Coming(row.id, "meeting", row.held_on, row.title, row.place)
    sessions = select(
        TrainingSession.id,
        TrainingSession.held_on,
        TrainingSession.title,
        TrainingSession.place,
        TrainingSession.capacity,
    ).where(TrainingSession.held_on >= on)
    for row in reader.rows(sessions):
        room = _room(row.place, row.capacity)
        yield Coming(row.id, "training_session", row.held_on, row.title, room)


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
