"""The agenda of a meeting: its items, their order, and what is carried over."""

from collections.abc import Mapping, Sequence
from typing import Any

from copdesk.db.models import AgendaItem
from copdesk.db.store import Store
from copdesk.db.unit import Unit
from copdesk.domain.meetings import Section
from copdesk.errors import UserError
from copdesk.services.records import add_in, delete

_CARRIED = ("section", "title", "lead_id", "minutes", "note")


def add_agenda_item(store: Store, meeting_id: int, values: Mapping[str, object]) -> int:
    """Add an item after the last of its section, or where that section stands; returns its id.

    Raises:
        Invalid: a value can't be kept; nothing is changed.
    """
    with store.change("Add agenda item") as unit:
        order = _ordered(unit, meeting_id)
        given = {"section": Section.OTHER, **values}
        id_ = add_in(unit, AgendaItem, {**given, "meeting_id": meeting_id, "position": len(order)})
        unit.label = f"Add {_quoted(values)} to the agenda of {unit.title(meeting_id)}"
        ids = [row["id"] for row in order]
        ids.insert(_place(order, Section(str(given["section"]))), id_)
        _number(unit, ids)
    return id_


def move_agenda_item(store: Store, item_id: int, to: int) -> None:
    """Move an item to another place in the order (0 is the first; past the end is the last).

    Raises:
        UserError: the item is gone.
    """
    with store.change("Move agenda item") as unit:
        item = unit.get(AgendaItem, item_id)
        if item is None:
            raise UserError("This agenda item was deleted.", "Undo the deletion first.")
        order = [row["id"] for row in _ordered(unit, item["meeting_id"]) if row["id"] != item_id]
        order.insert(max(to, 0), item_id)
        _number(unit, order)
        unit.label = f"Move {_quoted(item)} on the agenda"


def move_agenda_item_by(store: Store, item_id: int, steps: int) -> None:
    """Move an item up (negative steps) or down the order."""
    with store.read() as reader:
        item = reader.get(AgendaItem, item_id)
        if item is None:
            raise UserError("This agenda item was deleted.", "Undo the deletion first.")
        order = [
            row["id"] for row in _sorted(reader.find(AgendaItem, meeting_id=item["meeting_id"]))
        ]
    move_agenda_item(store, item_id, max(order.index(item_id) + steps, 0))


def delete_agenda_items(store: Store, item_ids: Sequence[int]) -> None:
    """Take items off an agenda."""
    delete(store, AgendaItem, item_ids)


def move_to_meeting(store: Store, item_ids: Sequence[int], meeting_id: int) -> None:
    """Take items off their agenda and put them at the end of another meeting's.

    Raises:
        UserError: the other meeting is gone.
    """
    with store.change("Move to another meeting") as unit:
        title = unit.title(meeting_id)
        if not title:
            raise UserError("That meeting was deleted.", "Choose another meeting.")
        start = len(_ordered(unit, meeting_id))
        items = [unit.get(AgendaItem, each) for each in item_ids]
        what = _quoted(items[0] or {}) if len(items) == 1 else f"{len(items)} items"
        unit.label = f"Move {what} to {title}"
        for number, id_ in enumerate(item_ids):
            unit.set(AgendaItem, id_, meeting_id=meeting_id, position=start + number)


def carry_over(store: Store, item_ids: Sequence[int], meeting_id: int) -> list[int]:
    """Copy items of earlier meetings to the end of this one's agenda, without their outcome."""
    with store.change("Carry over") as unit:
        start = len(_ordered(unit, meeting_id))
        items = [unit.get(AgendaItem, each) for each in item_ids]
        rows = [
            {name: item[name] for name in _CARRIED}
            | {"meeting_id": meeting_id, "position": start + number}
            for number, item in enumerate(filter(None, items))
        ]
        noun = "item" if len(rows) == 1 else "items"
        unit.label = f"Carry {len(rows)} {noun} over to {unit.title(meeting_id)}"
        return unit.insert_many(AgendaItem, rows)


def _quoted(item: Mapping[str, Any]) -> str:
    """An item as a label names it."""
    return f"“{item.get('title', '')}”"


def _ordered(unit: Unit, meeting_id: int) -> list[dict[str, Any]]:
    return _sorted(unit.find(AgendaItem, meeting_id=meeting_id))


def _sorted(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(items, key=lambda item: (item["position"], item["id"]))


def _place(order: Sequence[Mapping[str, Any]], section: Section) -> int:
    """After the last item of the section; without one, before the first of a later section."""
    sections = list(Section)
    same = [place for place, row in enumerate(order) if row["section"] is section]
    rank = sections.index(section)
    later = (p for p, row in enumerate(order) if sections.index(row["section"]) > rank)
    return same[-1] + 1 if same else next(later, len(order))


def _number(unit: Unit, order: Sequence[int]) -> None:
    for position, id_ in enumerate(order):
        unit.set(AgendaItem, id_, position=position)
