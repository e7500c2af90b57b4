"""The countdown of a meeting as it stands: what was said of it, and what the file itself shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from copdesk.db.models import Action, Attendance, ChecklistLine, Community, Meeting, PackIssue
from copdesk.db.queries.meetings import MeetingLine, meetings
from copdesk.db.reader import Reader
from copdesk.domain.checklist import USUAL, Kept, Line, Step, countdown, read_offsets
from copdesk.domain.meetings import MeetingState, MinutesState, Reply

_AHEAD = timedelta(days=60)
_BACK = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Countdown:
    """A meeting and the lines of its countdown, in the order of their days."""

    meeting: MeetingLine
    lines: tuple[Line, ...]


def checklist(reader: Reader, meeting_id: int, today: date) -> list[Line]:
    """The countdown of one meeting; empty when it is gone or was called off."""
    meeting = reader.get(Meeting, meeting_id)
    if meeting is None or meeting["state"] is MeetingState.CANCELLED:
        return []
    community = reader.get(Community, meeting["community_id"]) or {}
    try:
        offsets = read_offsets(community.get("countdown", ""))
    except ValueError:
        offsets = USUAL
    kept = {
        Step(row["key"]): Kept(row["done_on"], row["note"])
        for row in reader.find(ChecklistLine, meeting_id=meeting_id)
        if row["key"] in list(Step)
    }
    return countdown(meeting["held_on"], offsets, kept, set(_shown(reader, meeting)), today)


def countdowns(reader: Reader, today: date) -> list[Countdown]:
    """The countdowns of the meetings around a day, the nearest meeting first."""
    near = [
        each
        for each in meetings(reader)
        if today - _BACK <= each.held_on <= today + _AHEAD
        and each.state is not MeetingState.CANCELLED
    ]
    near.sort(key=lambda each: (each.held_on, each.id))
    return [Countdown(each, tuple(checklist(reader, each.id, today))) for each in near]


def _shown(reader: Reader, meeting: dict[str, object]) -> Iterable[Step]:
    """The lines that what is in the file shows to be done."""
    id_ = meeting["id"]
    if meeting["state"] is MeetingState.HELD:
        yield from (Step.DATE, Step.INVITE, Step.PACK, Step.REMIND)
    of_list = select(func.count()).where(Attendance.meeting_id == id_)
    silent = reader.scalar(of_list.where(Attendance.reply == Reply.NONE))
    listed = reader.scalar(of_list)
    if meeting["calendar_sequence"] or silent < listed:
        yield Step.INVITE
    if listed and not silent:
        yield Step.REMIND
    if reader.scalar(select(func.count()).where(PackIssue.meeting_id == id_)):
        yield Step.PACK
    if meeting["minutes_state"] in {MinutesState.CIRCULATED, MinutesState.APPROVED}:
        yield Step.MINUTES
    agreed = select(func.count()).where(Action.meeting_id == id_)
    left = reader.scalar(agreed.where(Action.done_on.is_(None)))
    if reader.scalar(agreed) and not left:
        yield Step.ACTIONS
