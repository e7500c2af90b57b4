"""Closing a meeting: what goes forward is decided by rule, shown before, and written as one act."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from copdesk.db.models import AgendaItem, LegalChange, Meeting
from copdesk.db.queries.carry import (
    CarryLine,
    carry_lines,
    last_closed,
    next_planned,
    to_brief,
)
from copdesk.db.store import Store
from copdesk.db.unit import Unit
from copdesk.domain.carry import verdict
from copdesk.domain.meetings import Carry, MeetingState, MinutesState
from copdesk.domain.registers import LegalStatus
from copdesk.domain.text import fold
from copdesk.errors import UserError
from copdesk.services.agenda import copy_items
from copdesk.services.minutes import keep_version

_FILLED = ("lead_id", "note", "asked_by_id")


@dataclass(frozen=True, slots=True)
class Closed:
    """What closing did.

    Attributes:
        carried: how many items went forward.
        to: the meeting they went to; ``None``: they wait until the next one is planned.
    """

    carried: int
    to: int | None


def close_meeting(
    store: Store,
    meeting_id: int,
    *,
    reached: Mapping[int, bool] | None = None,
    chosen: Mapping[int, Carry] | None = None,
) -> Closed:
    """Close a meeting: it is held, and what goes forward is on the agenda of the next one.

    Legal changes to watch that an item reached was about are briefed from then on.

    Args:
        store: the open file.
        meeting_id: which meeting.
        reached: by the id of an item whether the meeting came to it, where that is to change.
        chosen: by the id of an item what was chosen for it, where that is to change.

    Raises:
        UserError: the meeting is gone, called off, or closed already.
    """
    with store.change("Close meeting") as unit:
        meeting = _meeting(unit, meeting_id)
        if meeting["closed_at"] is not None:
            raise UserError("This meeting is closed already.", "Reopen it to change it.")
        if meeting["state"] is MeetingState.CANCELLED:
            raise UserError("This meeting was called off.", "Plan it again first.")
        for item_id, value in (reached or {}).items():
            unit.set(AgendaItem, item_id, reached=value)
        for item_id, choice in (chosen or {}).items():
            unit.set(AgendaItem, item_id, carry=choice)
        written = meeting["minutes_state"] is not MinutesState.NONE
        unit.set(
            Meeting,
            meeting_id,
            state=MeetingState.HELD,
            closed_at=unit.at,
            minutes_state=meeting["minutes_state"] if written else MinutesState.DRAFT,
        )
        _brief(unit, meeting_id)
        to = next_planned(unit, meeting_id)
        carried = [each for each in carry_lines(unit, meeting_id) if verdict(each.item).carries]
        if to is not None:
            _take(unit, carried, to)
        unit.label = f"Close {meeting['title']}"
    return Closed(len(carried), to)


def reopen_meeting(store: Store, meeting_id: int, reason: str = "") -> None:
    """Open a closed meeting again; its minutes as they stood are kept as a version.

    What was carried stays on the agenda of the next meeting, and is not carried twice.

    Raises:
        UserError: the meeting is gone or is not closed.
    """
    with store.change("Reopen meeting") as unit:
        meeting = _meeting(unit, meeting_id)
        if meeting["closed_at"] is None:
            raise UserError("This meeting is open.", "Close it first.")
        keep_version(unit, meeting_id, reason or "Meeting reopened")
        unit.set(Meeting, meeting_id, closed_at=None)
        unit.label = f"Reopen {meeting['title']}"


def bring_forward(unit: Unit, meeting_id: int) -> int:
    """Put on a newly planned agenda what the closed meeting just before it carries; how many."""
    before = last_closed(unit, meeting_id)
    if before is None or next_planned(unit, before) != meeting_id:
        return 0
    return _take(
        unit, [each for each in carry_lines(unit, before) if verdict(each.item).carries], meeting_id
    )


def preview(
    lines: Iterable[CarryLine], reached: Mapping[int, bool], chosen: Mapping[int, Carry]
) -> list[CarryLine]:
    """The items as they would be with these changes, which are not kept yet."""
    return [
        replace(
            each,
            item=replace(
                each.item,
                reached=reached.get(each.id, each.item.reached),
                carry=chosen.get(each.id, each.item.carry),
            ),
        )
        for each in lines
    ]


def _brief(unit: Unit, meeting_id: int) -> None:
    reached = {each.id for each in carry_lines(unit, meeting_id) if each.item.reached}
    for item_id, change_id in to_brief(unit, meeting_id):
        if item_id in reached:
            briefed = {"status": LegalStatus.BRIEFED, "briefed_at_id": meeting_id}
            unit.set(LegalChange, change_id, **briefed)


def _take(unit: Unit, lines: Iterable[CarryLine], to: int) -> int:
    """Carry these to an agenda; an item of the same name there takes them in, once each."""
    there = unit.find(AgendaItem, meeting_id=to)
    taken = {row["carried_from_id"] for row in there}
    left = [each for each in lines if each.id not in taken]
    same = {(row["section"], fold(row["title"])): row for row in reversed(there)}
    new = []
    for each in left:
        item = unit.get(AgendaItem, each.id) or {}
        twin = same.get((each.section, fold(each.title)))
        if twin is None or twin["carried_from_id"] is not None:
            new.append(item)
        else:
            _join(unit, twin, item)
            twin["carried_from_id"] = each.id
    copy_items(unit, new, to)
    return len(left)


def _join(unit: Unit, twin: Mapping[str, Any], item: Mapping[str, Any]) -> None:
    """Let an item that is there already stand for the one carried, with what it lacks."""
    filled = {name: item[name] for name in _FILLED if item[name] and not twin[name]}
    unit.set(AgendaItem, twin["id"], carried_from_id=item["id"], **filled)


def _meeting(unit: Unit, meeting_id: int) -> dict[str, Any]:
    meeting = unit.get(Meeting, meeting_id)
    if meeting is None:
        raise UserError("This meeting was deleted.", "Undo the deletion first.")
    return meeting
