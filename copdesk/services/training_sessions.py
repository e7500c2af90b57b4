"""Places in a training session: inviting, booking, waiting, coming, and the hours that follow."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from copdesk.db.models import Course, Credit, SessionBooking, TrainingSession
from copdesk.db.queries.invitations import SESSION_IN_CALENDARS, sequence
from copdesk.db.store import Store
from copdesk.db.unit import Unit
from copdesk.domain.training import BookingState, CreditState
from copdesk.domain.training_attended import hours_attended
from copdesk.errors import UserError
from copdesk.services.attendance import Stay, person_of
from copdesk.services.records import add_in, named

_TAKES_A_PLACE = frozenset({BookingState.BOOKED, BookingState.ATTENDED})


def invite(store: Store, session_id: int, participant_ids: Sequence[int]) -> list[int]:
    """Invite people who have no place in the session yet; returns the ids of the bookings."""
    with store.change("Invite") as unit:
        _session(unit, session_id)
        there = _bookings(unit, session_id)
        new = [each for each in participant_ids if each not in there]
        unit.label = f"Invite {named(unit.titles(new), new)} to {unit.title(session_id)}"
        return [_add(unit, session_id, each, BookingState.INVITED) for each in new]


def book(store: Store, session_id: int, participant_ids: Sequence[int]) -> list[int]:
    """Book people, in this order, while there are places; the others wait. Returns who waits."""
    with store.change("Book") as unit:
        room = _session(unit, session_id)["capacity"]
        there = _bookings(unit, session_id)
        waiting: list[int] = []
        for each in participant_ids:
            state = there[each]["state"] if each in there else None
            if state in _TAKES_A_PLACE:
                continue
            full = room is not None and _taken(unit, session_id) >= room
            if full:
                waiting.append(each)
            _put(unit, session_id, each, BookingState.WAITING if full else BookingState.BOOKED)
        people = list(participant_ids)
        unit.label = f"Book {named(unit.titles(people), people)} on {unit.title(session_id)}"
        return waiting


def cancel(store: Store, session_id: int, participant_ids: Sequence[int]) -> list[int]:
    """Cancel places, with hours they had; who waited longest moves up. Returns who was moved up."""
    with store.change("Cancel") as unit:
        room = _session(unit, session_id)["capacity"]
        _drop_credits(unit, session_id, participant_ids)
        for each in participant_ids:
            _put(unit, session_id, each, BookingState.CANCELLED)
        moved: list[int] = []
        for one in unit.find(SessionBooking, session_id=session_id, state=BookingState.WAITING):
            if room is not None and _taken(unit, session_id) >= room:
                break
            unit.set(SessionBooking, one["id"], state=BookingState.BOOKED)
            moved.append(one["participant_id"])
        people = list(participant_ids)
        unit.label = f"Cancel the place of {named(unit.titles(people), people)}"
        return moved


def record_attended(
    store: Store, session_id: int, hours: Mapping[int, Decimal | None], *, evidence: str = ""
) -> list[int]:
    """Say who came and for how long: the booking, and the hours that count, in one act.

    Args:
        store: the open file.
        session_id: the session.
        hours: by participant id; ``None``: they did not come. A late arrival makes them fewer.
            Hours that were recorded for the session before are changed, never doubled.
        evidence: what shows it.

    Returns:
        The ids of the training records; none where the course counts towards no policy.

    Raises:
        UserError: the session is gone.
    """
    with store.change("Record who came") as unit:
        unit.label = f"Record who came to {unit.title(session_id)}"
        return _attended(unit, session_id, hours, evidence)


def record_stays(store: Store, session_id: int, stays: Sequence[Stay], *, source: str) -> int:
    """Record from a report of Teams or Zoom who came and for how long, as one act; how many.

    Args:
        store: the open file.
        session_id: the session; who is in the report and was not booked is added.
        stays: each person once.
        source: the name of the report, which is the evidence.

    Raises:
        Invalid: the name of somebody new can't be kept; nothing is changed.
        UserError: the session is gone, or its hours are not known.
    """
    with store.change("Record who came") as unit:
        whole = _session(unit, session_id)["hours"]
        if not whole:
            raise UserError(
                "It is not known how many hours this session has.", "Enter its hours first."
            )
        hours = {person_of(unit, each): hours_attended(each.seconds, whole) for each in stays}
        people = list(hours)
        who = named(unit.titles(people), people)
        unit.label = f"Record the attendance of {who} from {source}"
        _attended(unit, session_id, hours, source)
    return len(people)


def take_off(store: Store, session_id: int, participant_ids: Sequence[int]) -> int:
    """Take people off the list of a session, with the hours they have of it; how many."""
    with store.change("Take off") as unit:
        there = _bookings(unit, session_id)
        people = [each for each in participant_ids if each in there]
        unit.label = f"Take {named(unit.titles(people), people)} off {unit.title(session_id)}"
        _drop_credits(unit, session_id, people)
        for each in people:
            unit.delete(SessionBooking, there[each]["id"])
    return len(people)


def note_invitations(store: Store, session_id: int) -> int:
    """Remember which invitation to a session goes out; returns its number in calendars."""
    with store.change("Invitation") as unit:
        unit.label = f"Write to the people of {unit.title(session_id)}"
        number = sequence(unit, session_id, SESSION_IN_CALENDARS)
        unit.set(TrainingSession, session_id, calendar_sequence=number)
    return number


def give_feedback(store: Store, booking_id: int, mark: int | None) -> None:
    """Keep a mark from 1 to 5.

    Raises:
        UserError: the mark is none of these.
    """
    if mark is not None and not 1 <= mark <= 5:
        raise UserError("Feedback is a number from 1 to 5.")
    with store.change("Keep feedback") as unit:
        unit.set(SessionBooking, booking_id, feedback=mark)


# Inside -----------------------------------------------------------------------------------------


def _session(unit: Unit, session_id: int) -> dict[str, Any]:
    session = unit.get(TrainingSession, session_id)
    if session is None:
        raise UserError("This training session was deleted.", "Undo the deletion first.")
    return session


def _attended(
    unit: Unit, session_id: int, hours: Mapping[int, Decimal | None], evidence: str
) -> list[int]:
    session = _session(unit, session_id)
    course = unit.get(Course, session["course_id"] or 0) or {}
    came = {each: length for each, length in hours.items() if length}
    for each in hours:
        state = BookingState.ATTENDED if each in came else BookingState.NO_SHOW
        _put(unit, session_id, each, state, came.get(each))
    _drop_credits(unit, session_id, [each for each in hours if each not in came])
    if not course.get("policy_id"):
        return []
    given = {
        "policy_id": course["policy_id"],
        "session_id": session_id,
        "done_on": session["held_on"],
        "tier": course["tier"],
        "evidence": evidence,
    }
    return [_credit(unit, each, length, given) for each, length in came.items()]


def _bookings(unit: Unit, session_id: int) -> dict[int, dict[str, Any]]:
    found = unit.find(SessionBooking, session_id=session_id)
    return {each["participant_id"]: each for each in found}


def _taken(unit: Unit, session_id: int) -> int:
    return sum(each["state"] in _TAKES_A_PLACE for each in _bookings(unit, session_id).values())


def _put(
    unit: Unit,
    session_id: int,
    participant_id: int,
    state: BookingState,
    hours: Decimal | None = None,
) -> None:
    found = unit.find(SessionBooking, session_id=session_id, participant_id=participant_id)
    if found:
        unit.set(SessionBooking, found[0]["id"], state=state, hours=hours)
    else:
        _add(unit, session_id, participant_id, state, hours)


def _add(
    unit: Unit,
    session_id: int,
    participant_id: int,
    state: BookingState,
    hours: Decimal | None = None,
) -> int:
    values = {"session_id": session_id, "participant_id": participant_id, "state": state}
    return add_in(unit, SessionBooking, {**values, "hours": hours})


def _credit(unit: Unit, participant_id: int, hours: Decimal, given: Mapping[str, object]) -> int:
    of = {"participant_id": participant_id, "session_id": given["session_id"]}
    found = unit.find(Credit, **of)
    if found:
        shown = given["evidence"] or found[0]["evidence"]
        unit.set(Credit, found[0]["id"], hours=hours, evidence=shown)
        return int(found[0]["id"])
    on = {"state": CreditState.VERIFIED, "entered_on": unit.today, "verified_on": unit.today}
    return add_in(unit, Credit, {**given, **of, **on, "hours": hours})


def _drop_credits(unit: Unit, session_id: int, participant_ids: Sequence[int]) -> None:
    """Who did not come after all has no hours from it."""
    for each in participant_ids:
        for credit in unit.find(Credit, session_id=session_id, participant_id=each):
            unit.delete(Credit, credit["id"])
