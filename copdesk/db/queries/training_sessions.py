"""Places in training sessions, and what would be if everybody booked came."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select

from copdesk.db.ground import card
from copdesk.db.models import Course, Participant, SessionBooking, TrainingSession
from copdesk.db.queries.communities import organisations_at
from copdesk.db.reader import Reader
from copdesk.domain import training as rules
from copdesk.domain.training import BookingState


@dataclass(frozen=True, slots=True)
class BookingLine:
    """Somebody's place in a session.

    Attributes:
        organisations: where they work on its day.
    """

    id: int
    participant_id: int
    name: str
    email: str
    state: BookingState
    hours: Decimal | None
    feedback: int | None
    organisations: str = ""


@dataclass(frozen=True, slots=True)
class SessionAhead:
    """A session to come whose hours will count, and how many people are booked on it."""

    id: int
    title: str
    held_on: date
    booked: int


def sessions_ahead(reader: Reader, on: date) -> list[SessionAhead]:
    """The sessions from a day on that count towards a policy and have bookings, the next first."""
    number = func.count(SessionBooking.id)
    asked = (
        select(TrainingSession.id, TrainingSession.title, TrainingSession.held_on, number)
        .join(Course, Course.id == TrainingSession.course_id)
        .join(SessionBooking, SessionBooking.session_id == TrainingSession.id)
        .where(
            TrainingSession.held_on >= on,
            TrainingSession.hours.is_not(None),
            Course.policy_id.is_not(None),
            SessionBooking.state == BookingState.BOOKED,
        )
        .group_by(TrainingSession.id)
        .order_by(TrainingSession.held_on, TrainingSession.id)
    )
    return [SessionAhead(*row) for row in reader.rows(asked)]


def bookings(reader: Reader, session_id: int) -> list[BookingLine]:
    """Who is invited to, waits for, is booked on or came to a session, in the order of names."""
    asked = (
        select(
            SessionBooking.id,
            SessionBooking.participant_id,
            card.c.title,
            Participant.email,
            SessionBooking.state,
            SessionBooking.hours,
            SessionBooking.feedback,
        )
        .join(card, card.c.id == SessionBooking.participant_id)
        .join(Participant, Participant.id == SessionBooking.participant_id)
        .where(SessionBooking.session_id == session_id)
        .order_by(card.c.key, SessionBooking.id)
    )
    session = reader.get(TrainingSession, session_id)
    where = organisations_at(reader, session["held_on"]) if session else {}
    lines = [BookingLine(*row) for row in reader.rows(asked)]
    return [replace(each, organisations=where.get(each.participant_id, "")) for each in lines]


def if_attended(reader: Reader, session_id: int) -> dict[int, dict[int, list[rules.Credit]]]:
    """The hours there would be if everybody booked on a session attends it, to pretend with."""
    session = reader.get(TrainingSession, session_id)
    course = reader.get(Course, session["course_id"] or 0) if session else None
    if not session or not course or not course["policy_id"] or not session["hours"]:
        return {}
    hours = rules.Credit(session["held_on"], session["hours"], course["tier"])
    booked = reader.find(SessionBooking, session_id=session_id, state=BookingState.BOOKED)
    return {course["policy_id"]: {each["participant_id"]: [hours] for each in booked}}
