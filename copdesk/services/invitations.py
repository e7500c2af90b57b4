"""Inviting people to a meeting and keeping what they said, each act one change."""

from collections.abc import Mapping, Sequence
from uuid import uuid4

from copdesk.db import asides, needs
from copdesk.db.models import Attendance, Meeting
from copdesk.db.queries import invitations as asked
from copdesk.db.store import Store
from copdesk.db.unit import LONDON, Unit
from copdesk.domain.meetings import AttendanceMode, AttendanceState, Reply
from copdesk.domain.text import clean
from copdesk.errors import Invalid, UserError
from copdesk.services.records import named

_FILE_ID = "file_id"
_LONGEST_NEED = 500
_BEFOREHAND = {AttendanceState.INVITED, AttendanceState.APOLOGIES}


def record_replies(
    store: Store,
    meeting_id: int,
    people: Sequence[int],
    reply: Reply,
    mode: AttendanceMode | None = None,
) -> None:
    """Keep what people said to an invitation, with the day; those not on the list are put on it.

    Somebody's apologies count as their attendance until the day says otherwise.

    Args:
        store: the open file.
        meeting_id: which meeting.
        people: by their ids.
        reply: what they said.
        mode: how they said they come; ``None`` leaves what is known.
    """
    with store.change("Reply") as unit:
        rows = {row["participant_id"]: row for row in unit.find(Attendance, meeting_id=meeting_id)}
        said = {"reply": reply, "replied_on": None if reply is Reply.NONE else unit.today}
        known = said if mode is None else {**said, "mode": mode}
        for each in people:
            row = rows.get(each)
            if row is None:
                state = _state(AttendanceState.INVITED, reply)
                unit.add(
                    Attendance, meeting_id=meeting_id, participant_id=each, state=state, **known
                )
            else:
                unit.set(Attendance, row["id"], state=_state(row["state"], reply), **known)
        who = named(unit.titles(people), people)
        unit.label = f"Reply of {who}: {reply.label.lower()}"


def _state(state: AttendanceState, reply: Reply) -> AttendanceState:
    if state not in _BEFOREHAND:
        return state
    sorry = reply is Reply.APOLOGIES
    return AttendanceState.APOLOGIES if sorry else AttendanceState.INVITED


def invite(store: Store, meeting_id: int, person: int) -> None:
    """Put one more person on the list of those invited, unless they are there.

    Raises:
        UserError: the meeting is gone.
    """
    with store.change("Invite") as unit:
        unit.label = f"Invite {unit.title(person)} to {_title(unit, meeting_id)}"
        if not unit.find(Attendance, meeting_id=meeting_id, participant_id=person):
            unit.add(Attendance, meeting_id=meeting_id, participant_id=person)


def keep_need(store: Store, meeting_id: int, person: int, need: str) -> None:
    """Keep what somebody needs at a meeting, outside history; empty takes it away.

    Raises:
        Invalid: it is longer than 500 letters.
    """
    plain = " ".join(clean(need).split())
    if len(plain) > _LONGEST_NEED:
        raise Invalid({"need": f"Keep it to {_LONGEST_NEED} letters."})
    with store.aside() as connection:
        needs.keep(connection, meeting_id, person, plain)


def forget_needs(store: Store) -> int:
    """Delete the needs of meetings held more than 14 days ago; how many."""
    with store.aside() as connection:
        return needs.drop_old(connection, store.clock().astimezone(LONDON).date())


def note_invitation(store: Store, meeting_id: int, people: Sequence[int] = ()) -> int:
    """Remember which invitation goes out, and to whom; returns its number in calendars.

    Raises:
        UserError: the meeting is gone.
    """
    with store.change("Invitation") as unit:
        unit.label = f"Make the invitation to {_title(unit, meeting_id)}"
        number = asked.sequence(unit, meeting_id)
        unit.set(Meeting, meeting_id, calendar_sequence=number)
        there = {row["participant_id"] for row in unit.find(Attendance, meeting_id=meeting_id)}
        new = [each for each in people if each not in there]
        unit.insert_many(
            Attendance, [{"meeting_id": meeting_id, "participant_id": each} for each in new]
        )
    return number


def file_id(store: Store) -> str:
    """What tells this file from all others, made when it is first asked for.

    Raises:
        UserError: it was never made, and the file is open for reading only.
    """
    with store.read() as reader:
        known = reader.setting(_FILE_ID)
    if known:
        return known
    made = uuid4().hex
    with store.aside() as connection:
        asides.put_setting(connection, _FILE_ID, made)
    return made


def _title(unit: Unit, meeting_id: int) -> str:
    found: Mapping[str, object] | None = unit.get(Meeting, meeting_id)
    if found is None:
        raise UserError("This meeting was deleted.", "Undo the deletion first.")
    return str(found["title"])
