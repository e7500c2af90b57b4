"""What was agreed to be done, and what of it is still to do."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from copdesk.db.ground import card
from copdesk.db.models import Action, Meeting, Participant
from copdesk.db.queries.expressions import Question, title_or_blank
from copdesk.db.reader import Reader
from copdesk.domain.chasing import Owner, Promise
from copdesk.domain.text import sort_key


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action; ``owner`` and ``meeting`` are empty when there is none."""

    id: int
    reference: str
    title: str
    owner_id: int | None
    owner: str
    meeting_id: int | None
    meeting: str
    due_on: date | None
    done_on: date | None


def open_actions(reader: Reader, *, community_id: int | None = None) -> list[ActionLine]:
    """What is still to do, what is due first at the top and what has no due day at the end.

    Args:
        reader: where to look.
        community_id: only what was agreed at its meetings, or between meetings.
    """
    asked = _actions().where(Action.done_on.is_(None))
    if community_id is not None:
        of_it = select(Meeting.id).where(Meeting.community_id == community_id)
        asked = asked.where(or_(Action.meeting_id.is_(None), Action.meeting_id.in_(of_it)))
    return _lines(reader, asked)


def owners(reader: Reader) -> list[Owner]:
    """Who has something to do, across all meetings, each with what is due first at the top."""
    found: dict[int | None, list[ActionLine]] = {}
    for each in open_actions(reader):
        found.setdefault(each.owner_id, []).append(each)
    asked = select(Participant.id, Participant.email).where(
        Participant.id.in_([each for each in found if each is not None])
    )
    emails = {row[0]: row[1] for row in reader.rows(asked)}
    return [
        Owner(
            id_,
            lines[0].owner or "Nobody named",
            emails.get(id_, ""),
            tuple(Promise(one.reference, one.title, one.due_on, one.meeting) for one in lines),
        )
        for id_, lines in found.items()
    ]


def late_actions(reader: Reader, on: date) -> list[ActionLine]:
    """What should have been done before a day and is not."""
    return _lines(reader, _actions().where(Action.done_on.is_(None), Action.due_on < on))


def actions_of(reader: Reader, meeting_id: int) -> list[ActionLine]:
    """What was agreed at a meeting, done or not."""
    return _lines(reader, _actions().where(Action.meeting_id == meeting_id))


def carried_actions(reader: Reader, meeting_id: int, today: date) -> list[ActionLine]:
    """What the meetings of the community before this one left open, with what was done since.

    Args:
        reader: where to look.
        meeting_id: the meeting at which they are gone through.
        today: what is done on this day still stands there, though the meeting is to come.
    """
    this = reader.get(Meeting, meeting_id)
    if this is None:
        return []
    before = select(Meeting.id).where(
        Meeting.community_id == this["community_id"],
        Meeting.held_on < this["held_on"],
        Meeting.id != meeting_id,
    )
    still = or_(Action.done_on.is_(None), Action.done_on >= min(this["held_on"], today))
    return _lines(reader, _actions().where(Action.meeting_id.in_(before), still))


def _lines(reader: Reader, asked: Question) -> list[ActionLine]:
    found = [ActionLine(*row) for row in reader.rows(asked)]
    return sorted(found, key=lambda each: (each.due_on or date.max, sort_key(each.reference)))


def _actions() -> Question:
    owner, agreed = card.alias(), card.alias()
    return (
        select(
            Action.id,
            Action.reference,
            Action.title,
            Action.owner_id,
            title_or_blank(owner),
            Action.meeting_id,
            title_or_blank(agreed),
            Action.due_on,
            Action.done_on,
        )
        .outerjoin(owner, owner.c.id == Action.owner_id)
        .outerjoin(agreed, agreed.c.id == Action.meeting_id)
    )
