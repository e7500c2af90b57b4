"""The countdown of a meeting as it stands: what was said of it, and what the file itself shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from copdesk.db.models import Action, Attendance, ChecklistLine, Community, Meeting, PackIssue
from copdesk.db.queries.meetings import MeetingLine, meeting
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
    values = reader.get(Meeting, meeting_id)
    if values is None or values["state"] is MeetingState.CANCELLED:
        return []
    community = reader.get(Community, values["community_id"]) or {}
    try:
        offsets = read_offsets(community.get("countdown", ""))
    except ValueError:
        offsets = USUAL
    kept = {
        Step(row["key"]): Kept(row["done_on"], row["note"])
        for row in reader.find(ChecklistLine, meeting_id=meeting_id)
        if row["key"] in list(Step)
    }
    return countdown(values["held_on"], offsets, kept, set(_shown(reader, values)), today)


def countdowns(reader: Reader, today: date) -> list[Countdown]:
    """The countdowns of the meetings around a day, the nearest meeting first."""
    asked = select(Meeting.id).where(
        Meeting.held_on >= today - _BACK,
        Meeting.held_on <= today + _AHEAD,
        Meeting.state != MeetingState.CANCELLED,
    )
    ids = [row[0] for row in reader.rows(asked.order_by(Meeting.held_on, Meeting.id))]
    found = ((meeting(reader, each), tuple(checklist(reader, each, today))) for each in ids)
    return [Countdown(each, lines) for each, lines in found if each is not None]


def _shown(reader: Reader, values: dict[str, object]) -> Iterable[Step]:
    """The lines that what is in the file shows to be done."""
    id_ = values["id"]
    if values["state"] is MeetingState.HELD:
        yield from (Step.DATE, Step.INVITE, Step.PACK, Step.REMIND)
    of_list = select(func.count()).where(Attendance.meeting_id == id_)
    silent = reader.scalar(of_list.where(Attendance.reply == Reply.NONE))
    listed = reader.scalar(of_list)
    if values["calendar_sequence"] or silent < listed:
        yield Step.INVITE
    if listed and not silent:
        yield Step.REMIND
    if reader.scalar(select(func.count()).where(PackIssue.meeting_id == id_)):
        yield Step.PACK
    if values["minutes_state"] in {MinutesState.CIRCULATED, MinutesState.APPROVED}:
        yield Step.MINUTES
    agreed = select(func.count()).where(Action.meeting_id == id_)
    left = reader.scalar(agreed.where(Action.done_on.is_(None)))
    if reader.scalar(agreed) and not left:
        yield Step.ACTIONS
