"""Who came by an attendance report: one act, with the times people came and left."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from copdesk.db.models import Attendance, Meeting, Participant
from copdesk.db.queries.communities import people_of
from copdesk.db.record import fields_of
from copdesk.db.store import Store
from copdesk.db.unit import Unit
from copdesk.domain.meetings import AttendanceMode, AttendanceState
from copdesk.domain.text import fold
from copdesk.domain.wording import problem
from copdesk.errors import UserError
from copdesk.services.records import add_in, named


@dataclass(frozen=True, slots=True)
class Stay:
    """One person who was at a meeting or a training session online.

    Attributes:
        participant_id: who; ``None`` for somebody new.
        name: of somebody new.
        email: of somebody new; left out when it is no address.
        arrived_at: when they first came in, if it is known.
        left_at: when they last left, if it is known.
        seconds: how long they were there, if it is known.
        also_called: names to know them by next time.
    """

    participant_id: int | None
    name: str = ""
    email: str = ""
    arrived_at: time | None = None
    left_at: time | None = None
    seconds: int | None = None
    also_called: tuple[str, ...] = ()


def record_stays(store: Store, meeting_id: int, stays: Sequence[Stay], *, source: str) -> int:
    """Record that these people were there, online, and from when to when; how many.

    Who does not belong to the community on the day is there as a visitor. Who is marked as being
    in the room stays so.

    Args:
        store: the open file.
        meeting_id: which meeting.
        stays: each person once.
        source: the name of the report.

    Raises:
        Invalid: the name of somebody new can't be kept; nothing is changed.
        UserError: the meeting is gone.
    """
    with store.change("Attendance") as unit:
        meeting = unit.get(Meeting, meeting_id)
        if meeting is None:
            raise UserError("This meeting was deleted.", "Undo the deletion first.")
        belong = set(people_of(unit, meeting["community_id"], meeting["held_on"]))
        rows = {row["participant_id"]: row for row in unit.find(Attendance, meeting_id=meeting_id)}
        people = []
        for stay in stays:
            person = person_of(unit, stay)
            people.append(person)
            _record(unit, meeting_id, person, stay, rows.get(person), visits=person not in belong)
        who = named(unit.titles(people), people)
        unit.label = f"Record attendance of {who} from {source}"
    return len(people)


def person_of(unit: Unit, stay: Stay) -> int:
    """Whose stay it is: a participant, added when new, who is known by the name from now on.

    Raises:
        Invalid: the name of somebody new can't be kept.
    """
    person = stay.participant_id or _newcomer(unit, stay)
    _also_called(unit, person, stay.also_called)
    return person


def _record(  # noqa: PLR0913  (who, where, how long, and what was known)
    unit: Unit,
    meeting_id: int,
    person: int,
    stay: Stay,
    row: dict[str, Any] | None,
    *,
    visits: bool,
) -> None:
    there = row is not None and row["state"].was_there
    in_room = there and row is not None and row["mode"] is AttendanceMode.IN_PERSON
    values = {
        "state": AttendanceState.VISITOR if visits else AttendanceState.PRESENT,
        "mode": AttendanceMode.IN_PERSON if in_room else AttendanceMode.ONLINE,
        "arrived_at": stay.arrived_at,
        "left_at": stay.left_at,
    }
    if there and row is not None:
        values["state"] = row["state"]
    if row is None:
        unit.add(Attendance, meeting_id=meeting_id, participant_id=person, **values)
    else:
        unit.set(Attendance, row["id"], **values)


def _newcomer(unit: Unit, stay: Stay) -> int:
    email = "" if problem(fields_of(Participant)["email"], stay.email) else stay.email
    return add_in(unit, Participant, {"name": stay.name, "email": email})


def _also_called(unit: Unit, person: int, names: Iterable[str]) -> None:
    row = unit.get(Participant, person)
    if row is None:
        return
    known = {fold(name) for name in (row["name"], row["native_name"], *row["aliases"])}
    new: dict[str, str] = {}
    for name in names:
        if fold(name) and fold(name) not in known:
            new.setdefault(fold(name), name)
    if new:
        unit.set(Participant, person, aliases=(*row["aliases"], *new.values()))
