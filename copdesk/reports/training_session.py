"""What lies by the door of a training session: who may come, and when they came and left."""

from typing import Any

from copdesk.db.models import Course, TrainingSession
from copdesk.db.queries.training_reports import native_names, next_session, places
from copdesk.db.queries.training_sessions import BookingLine, bookings
from copdesk.db.reader import Reader
from copdesk.domain.dates import day_words
from copdesk.domain.training import BookingState, Tier
from copdesk.errors import UserError
from copdesk.reports.asked import Asked, footer
from copdesk.reports.document import (
    Block,
    Column,
    Document,
    Heading,
    Row,
    Table,
    Titled,
    Value,
)

_VISITORS = 8
_LINE = 12
_TOLD = {BookingState.WAITING, BookingState.INVITED}
_NOBODY_BOOKED = 15


def document(reader: Reader, asked: Asked) -> Document:
    """The sign-in sheet of the session asked for, else of the next one.

    Raises:
        UserError: there is no such session.
    """
    id_ = asked.session_id or next_session(reader, asked.as_at)
    session = reader.get(TrainingSession, id_) if id_ is not None else None
    if id_ is None or session is None:
        raise UserError("There is no training session yet.", "Add one on the training page first.")
    course = reader.get(Course, session["course_id"]) if session["course_id"] else None
    booked = [each for each in bookings(reader, id_) if each.state is not BookingState.CANCELLED]
    columns = (
        Column("Name", width=52),
        Column("Organisation"),
        Column("Signature", width=42),
        Column("Came", width=16),
        Column("Left", width=16),
    )
    listed = Table(columns, _rows(reader, booked, session), row_height=_LINE)
    others = Heading("Whoever is not on the list", 2)
    blank: list[Row] = [("", "", "", "", "")] * (_VISITORS if booked else _NOBODY_BOOKED)
    blocks: tuple[Block, ...] = (
        *((listed, others) if booked else ()),
        Table(columns, blank, row_height=_LINE),
    )
    return Document(
        title=session["title"],
        subtitle="Sign-in sheet for training",
        facts=_heading(session, course),
        footer=footer(reader),
        blocks=blocks,
        cover=False,
        contents=False,
    )


def _rows(reader: Reader, booked: list[BookingLine], session: dict[str, Any]) -> list[Row]:
    own = native_names(reader, (each.participant_id for each in booked))
    where = places(reader, session["held_on"])
    rows: list[Row] = []
    for each in booked:
        told = [own.get(each.participant_id, ""), each.state.label if each.state in _TOLD else ""]
        at = "; ".join(place.name for place in where.get(each.participant_id, ()))
        rows.append((Titled(each.name, " · ".join(filter(None, told))), at or None, "", "", ""))
    return rows


def _heading(
    session: dict[str, Any], course: dict[str, Any] | None
) -> tuple[tuple[str, Value], ...]:
    starts = f", {session['starts_at']:%H:%M}" if session["starts_at"] else ""
    tier: Tier | None = course["tier"] if course else None
    return (
        ("Date", day_words(session["held_on"]) + starts),
        ("Place", session["place"] or None),
        ("Trainer", session["trainer"] or None),
        ("Hours", session["hours"]),
        *((("Tier", tier.label),) if tier else ()),
    )
