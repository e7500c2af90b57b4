"""A meeting as it is held: its items with their times, who is there since when, what came of it."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import select

from copdesk.db.ground import card
from copdesk.db.kinds import models
from copdesk.db.models import Action, AgendaItem, AgendaLink, Attendance, Decision
from copdesk.db.queries.expressions import title_or_blank
from copdesk.db.reader import Reader
from copdesk.domain.meetings import Expected, Section


@dataclass(frozen=True, slots=True)
class LiveItem:
    """One item of the agenda; ``lead`` and ``asked_by`` are empty when there is nobody."""

    id: int
    section: Section
    title: str
    lead: str
    expected: Expected
    asked_by: str
    minutes: int | None
    took: int | None
    reached: bool
    note: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Came:
    """Something that an item led to: a decision, an action, a challenge, an enquiry.

    Attributes:
        id: of the record.
        kind: its kind in words, as in ``decision``.
        title: what it is called, with its reference where it has one.
        who: who does it; empty for nobody.
        due_on: the day it is due.
    """

    id: int
    kind: str
    title: str
    who: str = ""
    due_on: date | None = None


def live_items(reader: Reader, meeting_id: int) -> list[LiveItem]:
    """The items of an agenda in their order."""
    asker = card.alias()
    asked = (
        select(
            AgendaItem.id,
            AgendaItem.section,
            AgendaItem.title,
            title_or_blank(card),
            AgendaItem.expected,
            title_or_blank(asker),
            AgendaItem.minutes,
            AgendaItem.actual_minutes,
            AgendaItem.reached,
            AgendaItem.note,
            AgendaItem.outcome,
        )
        .outerjoin(card, card.c.id == AgendaItem.lead_id)
        .outerjoin(asker, asker.c.id == AgendaItem.asked_by_id)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(AgendaItem.position, AgendaItem.id)
    )
    return [LiveItem(*row) for row in reader.rows(asked)]


def times_there(reader: Reader, meeting_id: int) -> dict[int, tuple[time | None, time | None]]:
    """When people came late and left early, by the id of the person."""
    asked = select(Attendance.participant_id, Attendance.arrived_at, Attendance.left_at)
    rows = reader.rows(asked.where(Attendance.meeting_id == meeting_id))
    return {row[0]: (row[1], row[2]) for row in rows}


def came_of(reader: Reader, item_id: int) -> list[Came]:
    """What an item led to, in the order it was written down."""
    return sorted(
        (*_decisions(reader, item_id), *_actions(reader, item_id), *_linked(reader, item_id)),
        key=lambda each: each.id,
    )


def _decisions(reader: Reader, item_id: int) -> list[Came]:
    rows = reader.find(Decision, agenda_item_id=item_id)
    return [Came(row["id"], "decision", f"{row['reference']} {row['text']}") for row in rows]


def _actions(reader: Reader, item_id: int) -> list[Came]:
    rows = reader.find(Action, agenda_item_id=item_id)
    who = reader.titles(row["owner_id"] for row in rows)
    return [_action(row, who.get(row["owner_id"], "")) for row in rows]


def _action(row: dict[str, Any], who: str) -> Came:
    return Came(row["id"], "action", f"{row['reference']} {row['title']}", who, row["due_on"])


def _linked(reader: Reader, item_id: int) -> list[Came]:
    """What is linked to the item and was raised there; papers are not."""
    asked = (
        select(card.c.id, card.c.kind, card.c.title)
        .join(AgendaLink, AgendaLink.record_id == card.c.id)
        .where(AgendaLink.agenda_item_id == item_id)
        .where(card.c.kind.in_(("challenge", "enquiry")))
    )
    return [Came(row[0], models()[row[1]].singular, row[2]) for row in reader.rows(asked)]
