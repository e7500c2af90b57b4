"""The acts of a meeting while it is held, and what must outlive a crash of the program."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from copdesk.db import asides
from copdesk.db.models import AgendaItem, AgendaLink, Attendance, Challenge, Meeting
from copdesk.db.reader import Reader
from copdesk.db.store import Store
from copdesk.db.unit import Unit
from copdesk.domain.enquiries import Channel
from copdesk.domain.lengths import minutes_words
from copdesk.domain.meetings import AttendanceState
from copdesk.errors import UserError
from copdesk.services.enquiries import log_in
from copdesk.services.records import add_in, named


@dataclass(frozen=True, slots=True)
class Sitting:
    """Where a meeting is, kept beside the records so that a crash loses none of it.

    Attributes:
        item: the id of the item that is dealt with; ``None``: none yet.
        since: since when its clock runs; ``None``: it does not.
        begun: when the first item was begun.
        typed: by the id of an item, the outcome it had and what is being typed.
    """

    item: int | None = None
    since: datetime | None = None
    begun: datetime | None = None
    typed: Mapping[int, tuple[str, str]] = field(default_factory=dict)


def sitting(reader: Reader, meeting_id: int) -> Sitting:
    """Where a meeting was when it was last kept."""
    kept = json.loads(reader.setting(_key(meeting_id)) or "{}")
    return Sitting(
        kept.get("item"),
        _moment(kept.get("since")),
        _moment(kept.get("begun")),
        {int(id_): (was, now) for id_, (was, now) in kept.get("typed", {}).items()},
    )


def keep_sitting(store: Store, meeting_id: int, kept: Sitting) -> None:
    """Keep where a meeting is; this is no change that could be undone."""
    plain = {
        "item": kept.item,
        "since": kept.since.isoformat() if kept.since else None,
        "begun": kept.begun.isoformat() if kept.begun else None,
        "typed": {str(id_): list(pair) for id_, pair in kept.typed.items()},
    }
    with store.aside() as connection:
        asides.put_setting(connection, _key(meeting_id), json.dumps(plain, ensure_ascii=False))


def record_time(store: Store, item_id: int, minutes: int | None) -> None:
    """Say how many minutes an item took in all, and that it was dealt with.

    Raises:
        UserError: the item is gone.
    """
    with store.change("Time") as unit:
        item = _item(unit, item_id)
        took = "no time" if minutes is None else minutes_words(minutes)
        unit.label = f"“{item['title']}” took {took}"
        unit.set(AgendaItem, item_id, actual_minutes=minutes, reached=True)


def mark_reached(store: Store, item_id: int, *, reached: bool) -> None:
    """Say that the meeting did or did not come to an item.

    Raises:
        UserError: the item is gone.
    """
    with store.change("Reached") as unit:
        item = _item(unit, item_id)
        unit.label = f"“{item['title']}” {'reached' if reached else 'not reached'}"
        unit.set(AgendaItem, item_id, reached=reached)


def raise_challenge(store: Store, meeting_id: int, text: str, *, item_id: int | None) -> int:
    """Put a challenge that was told at a meeting into the register, linked to its item.

    Returns:
        The id of the challenge.

    Raises:
        Invalid: there are no words, or too many.
    """
    with store.change("Challenge") as unit:
        id_ = add_in(unit, Challenge, {"title": text, "raised_at_id": meeting_id})
        _link(unit, item_id, id_)
        unit.label = f"Raise challenge “{text}”"
    return id_


def ask_question(
    store: Store, meeting_id: int, text: str, *, asker_id: int | None, item_id: int | None
) -> int:
    """Log a question that could not be answered in the meeting as an enquiry; returns its id.

    It is received on the day of the meeting and promised as its community promises.

    Raises:
        Invalid: there are no words, or too many.
        UserError: the meeting is gone.
    """
    with store.change("Log enquiry") as unit:
        meeting = unit.get(Meeting, meeting_id)
        if meeting is None:
            raise UserError("This meeting was deleted.", "Undo the deletion first.")
        given = {
            "subject": text,
            "channel": Channel.MEETING,
            "asker_id": asker_id,
            "community_id": meeting["community_id"],
        }
        id_ = log_in(unit, given)
        _link(unit, item_id, id_)
        unit.label = f"Log a question of {meeting['title']} as {unit.title(id_)}"
    return id_


def come_late(
    store: Store, meeting_id: int, states: Mapping[int, AttendanceState], at: time
) -> None:
    """Say that people came at a time; they are there then, whatever was known of them.

    Args:
        store: the open file.
        meeting_id: which meeting.
        states: by the id of a person how they are there: present, or visiting.
        at: when they came, by the clock in London.
    """
    with store.change("Came") as unit:
        rows = _listed(unit, meeting_id)
        for person, state in states.items():
            there = person in rows and rows[person]["state"].was_there
            known: dict[str, Any] = {"arrived_at": at} | ({} if there else {"state": state})
            if person in rows:
                unit.set(Attendance, rows[person]["id"], **known)
            else:
                unit.add(Attendance, meeting_id=meeting_id, participant_id=person, **known)
        unit.label = f"{named(unit.titles(states), list(states))} came at {at:%H:%M}"


def leave_early(store: Store, meeting_id: int, people: Sequence[int], at: time) -> None:
    """Say that people left at a time.

    Raises:
        UserError: somebody is not marked as there.
    """
    with store.change("Left") as unit:
        rows = _listed(unit, meeting_id)
        for person in people:
            if person not in rows or not rows[person]["state"].was_there:
                raise UserError(
                    f"{unit.title(person)} is not marked as present.",
                    "Mark them present before they leave.",
                )
            unit.set(Attendance, rows[person]["id"], left_at=at)
        unit.label = f"{named(unit.titles(people), people)} left at {at:%H:%M}"


def _listed(unit: Unit, meeting_id: int) -> dict[int, dict[str, Any]]:
    return {row["participant_id"]: row for row in unit.find(Attendance, meeting_id=meeting_id)}


def _link(unit: Unit, item_id: int | None, record_id: int) -> None:
    if item_id is not None:
        unit.add(AgendaLink, agenda_item_id=item_id, record_id=record_id)


def _item(unit: Unit, item_id: int) -> dict[str, Any]:
    item = unit.get(AgendaItem, item_id)
    if item is None:
        raise UserError("This agenda item was deleted.", "Undo the deletion first.")
    return item


def _key(meeting_id: int) -> str:
    return f"sitting/{meeting_id}"


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
