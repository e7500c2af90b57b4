"""What papers about training say beside the standings: where people are, sessions, reminders."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select

from copdesk.db.ground import card
from copdesk.db.models import (
    Affiliation,
    Course,
    Participant,
    SessionBooking,
    TrainingExemption,
    TrainingReminder,
    TrainingSession,
)
from copdesk.db.queries.expressions import during
from copdesk.db.reader import Reader
from copdesk.domain.dates import PartialDate
from copdesk.domain.training import BookingState, ReleaseKind, ReminderKind, Tier


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation somebody is at."""

    id: int
    name: str


def places(reader: Reader, on: date) -> Mapping[int, tuple[Place, ...]]:
    """The organisations of everybody on a day, by the person's id, in the order of their names."""
    asked = (
        select(Affiliation.participant_id, card.c.id, card.c.title)
        .join(card, card.c.id == Affiliation.organisation_id)
        .where(during(Affiliation.start, Affiliation.end, on))
        .order_by(card.c.key, card.c.id)
    )
    found: dict[int, dict[int, Place]] = defaultdict(dict)
    for person, id_, name in reader.rows(asked):
        found[person][id_] = Place(id_, name)
    return {person: tuple(each.values()) for person, each in found.items()}


def native_names(reader: Reader, ids: Iterable[int]) -> Mapping[int, str]:
    """The names of people in their own script, where they are known."""
    wanted = set(ids)
    asked = select(Participant.id, Participant.native_name).where(Participant.native_name != "")
    return {row[0]: row[1] for row in reader.rows(asked) if row[0] in wanted}


def next_session(reader: Reader, on: date) -> int | None:
    """The next training session from a day on, else the last before it; ``None``: none is known."""
    ordered = select(TrainingSession.id).order_by(TrainingSession.held_on, TrainingSession.id)
    coming = reader.rows(ordered.where(TrainingSession.held_on >= on).limit(1))
    if coming:
        return int(coming[0][0])
    past = reader.rows(ordered.where(TrainingSession.held_on < on))
    return int(past[-1][0]) if past else None


@dataclass(frozen=True, slots=True)
class RoleLine:
    """Somebody's time at an organisation; ``None``: the beginning is not known, it has no end."""

    participant_id: int
    name: str
    organisation: Place
    role: str
    contract: str
    start: PartialDate | None
    end: PartialDate | None


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """An exemption or a deferral, and whose it is; ``None``: open at that end."""

    participant_id: int
    name: str
    policy_id: int
    kind: ReleaseKind
    start: date | None
    end: date | None
    reason: str
    approved_by: str


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """A reminder that was drafted."""

    drafted_on: date
    participant_id: int
    name: str
    policy_id: int
    kind: ReminderKind


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session, and how many people were on it.

    Attributes:
        states: how many places there are in each state.
        marks: what those said, 1 to 5, who told how it was.
        policy_id: what its hours count towards; ``None``: nothing.
        cost: in pounds.
    """

    states: Mapping[BookingState, int]
    marks: Sequence[int]
    id: int
    title: str
    held_on: date
    policy_id: int | None
    course: str
    tier: Tier | None
    trainer: str
    place: str
    hours: Decimal | None
    capacity: int | None
    cost: int | None


def roles(reader: Reader) -> list[RoleLine]:
    """Who is or was where, by contract too, in the order of people's names."""
    body, of = card.alias(), Affiliation
    asked = (
        select(of.participant_id, card.c.title, body.c.id, body.c.title, of.role, of.contract)
        .add_columns(of.start, of.end)
        .join(card, card.c.id == of.participant_id)
        .join(body, body.c.id == of.organisation_id)
        .order_by(card.c.key, of.participant_id, of.id)
    )
    return [RoleLine(row[0], row[1], Place(row[2], row[3]), *row[4:]) for row in reader.rows(asked)]


def releases(reader: Reader) -> list[ReleaseLine]:
    """Every exemption and deferral, in the order of people's names."""
    of = TrainingExemption
    asked = (
        select(of.participant_id, card.c.title, of.policy_id, of.kind, of.start, of.end)
        .add_columns(of.reason, of.approved_by)
        .join(card, card.c.id == of.participant_id)
        .order_by(card.c.key, of.participant_id, of.id)
    )
    return [ReleaseLine(*row) for row in reader.rows(asked)]


def reminders(reader: Reader) -> list[ReminderLine]:
    """Every reminder that was drafted, the newest first."""
    of = TrainingReminder
    asked = (
        select(of.drafted_on, of.participant_id, card.c.title, of.policy_id, of.kind)
        .join(card, card.c.id == of.participant_id)
        .order_by(of.drafted_on.desc(), card.c.key, of.id)
    )
    return [ReminderLine(*row) for row in reader.rows(asked)]


def sessions(reader: Reader) -> list[SessionLine]:
    """Every training session, the oldest first."""
    of, place = TrainingSession, SessionBooking
    states: dict[int, Counter[BookingState]] = defaultdict(Counter)
    marks: dict[int, list[int]] = defaultdict(list)
    for id_, state, mark in reader.rows(select(place.session_id, place.state, place.feedback)):
        states[id_][state] += 1
        marks[id_] += [mark] if mark else []
    asked = (
        select(of.id, of.title, of.held_on, Course.policy_id, func.coalesce(Course.title, ""))
        .add_columns(Course.tier, of.trainer, of.place, of.hours, of.capacity, of.cost)
        .outerjoin(Course, Course.id == of.course_id)
        .order_by(of.held_on, of.id)
    )
    return [SessionLine(states[row[0]], marks[row[0]], *row) for row in reader.rows(asked)]
