"""What of a meeting would go forward, and what has not been taken forward yet."""

from dataclasses import dataclass

from sqlalchemy import func, select

from copdesk.db.models import Action, AgendaItem, AgendaLink, LegalChange, Meeting
from copdesk.db.queries.meetings import agenda
from copdesk.db.reader import Reader
from copdesk.db.record import table_of
from copdesk.domain.carry import Item
from copdesk.domain.meetings import MeetingState, Section
from copdesk.domain.registers import LegalStatus


@dataclass(frozen=True, slots=True)
class CarryLine:
    """One item of an agenda as the rule looks at it."""

    id: int
    title: str
    section: Section
    item: Item


def carry_lines(reader: Reader, meeting_id: int) -> list[CarryLine]:
    """The items of a meeting in their order."""
    counted = _open_actions(reader, meeting_id)
    table = table_of(AgendaItem)
    asked = select(table.c.id, table.c.reached, table.c.standing, table.c.carry)
    known = {row[0]: row for row in reader.rows(asked.where(table.c.meeting_id == meeting_id))}
    return [
        CarryLine(
            each.id,
            each.title,
            each.section,
            Item(known[each.id][1], known[each.id][2], counted.get(each.id, 0), known[each.id][3]),
        )
        for each in agenda(reader, meeting_id)
    ]


def _open_actions(reader: Reader, meeting_id: int) -> dict[int, int]:
    """How many actions are open on each item, or on those of earlier meetings it was carried from.

    An action stays with the item on which it was agreed, however often that is carried.
    """
    items = table_of(AgendaItem)
    chain = (
        select(items.c.id.label("item"), items.c.id.label("earlier"), items.c.carried_from_id)
        .where(items.c.meeting_id == meeting_id)
        .cte(recursive=True)
    )
    chain = chain.union(
        select(chain.c.item, items.c.id, items.c.carried_from_id).join(
            items, items.c.id == chain.c.carried_from_id
        )
    )
    asked = (
        select(chain.c.item, func.count())
        .join(Action, Action.agenda_item_id == chain.c.earlier)
        .where(Action.done_on.is_(None))
        .group_by(chain.c.item)
    )
    return {row[0]: row[1] for row in reader.rows(asked)}


def to_brief(reader: Reader, meeting_id: int) -> list[tuple[int, int]]:
    """The legal changes to watch that items of a meeting are about: (agenda item, change)."""
    asked = (
        select(AgendaItem.id, LegalChange.id)
        .join(AgendaLink, AgendaLink.agenda_item_id == AgendaItem.id)
        .join(LegalChange, LegalChange.id == AgendaLink.record_id)
        .where(AgendaItem.meeting_id == meeting_id, LegalChange.status == LegalStatus.WATCH)
        .order_by(AgendaItem.position, LegalChange.id)
    )
    return [(row[0], row[1]) for row in reader.rows(asked)]


def next_planned(reader: Reader, meeting_id: int) -> int | None:
    """The meeting of the same community that is planned next after this one."""
    return _beside(reader, meeting_id, later=True)


def meeting_after(reader: Reader, meeting_id: int) -> int | None:
    """The meeting of the same community after this one, held or planned; ``None`` for none."""
    this = reader.get(Meeting, meeting_id)
    if this is None:
        return None
    asked = select(Meeting.id).where(
        Meeting.community_id == this["community_id"],
        Meeting.held_on > this["held_on"],
        Meeting.state != MeetingState.CANCELLED,
    )
    found: int | None = reader.scalar(asked.order_by(Meeting.held_on, Meeting.id).limit(1))
    return found


def last_closed(reader: Reader, meeting_id: int) -> int | None:
    """The meeting just before this one if it was closed; ``None`` if there is none."""
    found = _beside(reader, meeting_id, later=False)
    if found is None:
        return None
    meeting = reader.get(Meeting, found) or {}
    return found if meeting.get("closed_at") is not None else None


def _beside(reader: Reader, meeting_id: int, *, later: bool) -> int | None:
    this = reader.get(Meeting, meeting_id)
    if this is None:
        return None
    asked = select(Meeting.id).where(
        Meeting.community_id == this["community_id"], Meeting.id != meeting_id
    )
    if later:
        asked = asked.where(
            Meeting.held_on >= this["held_on"], Meeting.state == MeetingState.PLANNED
        ).order_by(Meeting.held_on, Meeting.id)
    else:
        asked = asked.where(
            Meeting.held_on <= this["held_on"], Meeting.state != MeetingState.CANCELLED
        ).order_by(Meeting.held_on.desc(), Meeting.id.desc())
    found: int | None = reader.scalar(asked.limit(1))
    return found
