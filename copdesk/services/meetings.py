"""Planning, holding and following up a meeting, each act one change."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time

from copdesk.db.models import AgendaItem, Attendance, Community, Meeting
from copdesk.db.queries.communities import people_of
from copdesk.db.store import Store
from copdesk.db.unit import Unit
from copdesk.domain.dates import quarter_of
from copdesk.domain.meetings import AttendanceMode, AttendanceState, MeetingState, Section
from copdesk.errors import UserError
from copdesk.services.agenda import proposed
from copdesk.services.carry import bring_forward
from copdesk.services.records import add_in, named

SKELETON: tuple[tuple[Section, int], ...] = (
    (Section.WELCOME, 10),
    (Section.MATTERS_ARISING, 10),
    (Section.LEGAL_CHANGES, 25),
    (Section.TRAINING, 20),
    (Section.CHALLENGES, 25),
    (Section.REFERRAL_PATHWAYS, 15),
    (Section.ACTIONS, 10),
    (Section.NEXT_MEETING, 5),
)
"""The agenda a quarterly meeting begins with, and the minutes of each item: two hours."""


def schedule_meeting(  # noqa: PLR0913  (what a meeting has)
    store: Store,
    community_id: int,
    held_on: date,
    *,
    title: str = "",
    starts_at: time | None = None,
    ends_at: time | None = None,
    place: str = "",
    link: str = "",
    skeleton: Sequence[tuple[Section, int]] = SKELETON,
) -> int:
    """Plan a meeting with the usual agenda, and what was carried to it; returns its id.

    Each item has the minutes that its like took lately, where that is known.

    Args:
        store: the open file.
        community_id: whose meeting.
        held_on: its date.
        title: by default the community's name and the quarter.
        starts_at: the time it begins, if known.
        ends_at: the time it ends, if known.
        place: where.
        link: where online.
        skeleton: the sections to begin the agenda with, and their minutes.

    Raises:
        Invalid: a value can't be kept; nothing is changed.
    """
    with store.change("Plan meeting") as unit:
        given = {
            "title": title or usual_title(unit, community_id, held_on),
            "community_id": community_id,
            "held_on": held_on,
            "starts_at": starts_at,
            "ends_at": ends_at,
            "place": place,
            "link": link,
        }
        meeting_id = add_in(unit, Meeting, given)
        rows = _skeleton_rows(meeting_id, skeleton)
        unit.insert_many(AgendaItem, proposed(unit, community_id, held_on, rows))
        bring_forward(unit, meeting_id)
        unit.label = f"Plan {given['title']}"
    return meeting_id


def usual_title(unit: Unit, community_id: int, held_on: date) -> str:
    """What a meeting is called unless somebody says otherwise; what differs stands first."""
    community = unit.get(Community, community_id)
    if community is None:
        raise UserError("This community was deleted.", "Choose another community.")
    return f"{quarter_of(held_on)} meeting, {community['name']}"


def _skeleton_rows(
    meeting_id: int, skeleton: Iterable[tuple[Section, int]]
) -> list[dict[str, object]]:
    return [
        {
            "meeting_id": meeting_id,
            "position": number,
            "section": section,
            "title": section.label,
            "minutes": minutes,
        }
        for number, (section, minutes) in enumerate(skeleton)
    ]


def hold_meeting(store: Store, meeting_id: int) -> None:
    """Say that a meeting took place."""
    _set_state(store, meeting_id, MeetingState.HELD, "Held: {}")


def cancel_meeting(store: Store, meeting_id: int) -> None:
    """Call a meeting off."""
    _set_state(store, meeting_id, MeetingState.CANCELLED, "Call off {}")


def replan_meeting(store: Store, meeting_id: int) -> None:
    """Say that a meeting is still to come."""
    _set_state(store, meeting_id, MeetingState.PLANNED, "Plan {} again")


def _set_state(store: Store, meeting_id: int, state: MeetingState, label: str) -> None:
    with store.change("Meeting") as unit:
        unit.label = label.format(unit.title(meeting_id))
        unit.set(Meeting, meeting_id, state=state)


# People -----------------------------------------------------------------------------------------


def invite_members(store: Store, meeting_id: int) -> int:
    """Put everybody of the community on that day on the list, unless they are; how many."""
    with store.change("Invite") as unit:
        meeting = unit.get(Meeting, meeting_id)
        if meeting is None:
            raise UserError("This meeting was deleted.", "Undo the deletion first.")
        there = {row["participant_id"] for row in unit.find(Attendance, meeting_id=meeting_id)}
        wanted = people_of(unit, meeting["community_id"], meeting["held_on"])
        new = [each for each in wanted if each not in there]
        unit.insert_many(
            Attendance, [{"meeting_id": meeting_id, "participant_id": each} for each in new]
        )
        unit.label = f"Invite {named(unit.titles(new), new)} to {meeting['title']}"
    return len(new)


def record_attendance(
    store: Store,
    meeting_id: int,
    states: Mapping[int, AttendanceState],
    mode: AttendanceMode | None = None,
) -> None:
    """Record who came, by participant id; people not on the list are put on it.

    Whoever was not there has no times of coming and leaving.

    Args:
        store: the open file.
        meeting_id: which meeting.
        states: what is known of each person.
        mode: where they took part from; ``None`` leaves what is known.
    """
    with store.change("Record attendance") as unit:
        rows = unit.find(Attendance, meeting_id=meeting_id)
        there = {row["participant_id"]: row["id"] for row in rows}
        known = {} if mode is None else {"mode": mode}
        gone = {"arrived_at": None, "left_at": None}
        for person, state in states.items():
            if person in there:
                times = {} if state.was_there else gone
                unit.set(Attendance, there[person], state=state, **known, **times)
        new = [each for each in states if each not in there]
        unit.insert_many(
            Attendance,
            [
                {"meeting_id": meeting_id, "participant_id": each, "state": states[each], **known}
                for each in new
            ],
        )
        people = list(states)
        unit.label = f"Record attendance of {named(unit.titles(people), people)}"


def take_off_list(store: Store, meeting_id: int, participant_ids: Sequence[int]) -> None:
    """Take people off the list of a meeting."""
    with store.change("List") as unit:
        who = named(unit.titles(participant_ids), participant_ids)
        unit.label = f"Take {who} off the list of {unit.title(meeting_id)}"
        for row in unit.find(Attendance, meeting_id=meeting_id):
            if row["participant_id"] in participant_ids:
                unit.delete(Attendance, row["id"])
