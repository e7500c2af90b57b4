"""The agenda of a meeting: its items, their order, and what is carried over."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from copdesk.db.models import AgendaItem, AgendaLink
from copdesk.db.queries.series import times_taken
from copdesk.db.store import Store
from copdesk.db.unit import Unit
from copdesk.domain.learnt import learnt_minutes
from copdesk.domain.meetings import Section
from copdesk.errors import UserError
from copdesk.services.records import add_in, delete

_CARRIED = (
    *("section", "title", "lead_id", "minutes", "note"),
    *("expected", "asked_by_id", "standing"),
)


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
    """Copy items of earlier meetings to this one's agenda, without their outcome.

    Each stands where its section stands, with the same papers and whatever else it is about.
    """
    with store.change("Carry over") as unit:
        items = [item for item in (unit.get(AgendaItem, each) for each in item_ids) if item]
        noun = "item" if len(items) == 1 else "items"
        unit.label = f"Carry {len(items)} {noun} over to {unit.title(meeting_id)}"
        return copy_items(unit, items, meeting_id)


def duplicate_agenda_items(store: Store, item_ids: Sequence[int]) -> list[int]:
    """Put a copy of each item behind it, without its outcome; returns the ids of the copies."""
    with store.change("Duplicate") as unit:
        items = [item for item in (unit.get(AgendaItem, each) for each in item_ids) if item]
        what = _quoted(items[0]) if len(items) == 1 else f"{len(items)} items"
        unit.label = f"Duplicate {what}"
        made = []
        for item in items:
            order = [row["id"] for row in _ordered(unit, item["meeting_id"])]
            (copy,) = _copied(unit, [item], item["meeting_id"], carried=False)
            order.insert(order.index(item["id"]) + 1, copy)
            _number(unit, order)
            made.append(copy)
        return made


def copy_items(unit: Unit, items: Sequence[Mapping[str, Any]], meeting_id: int) -> list[int]:
    """Copy items within an act to another agenda, each to where its section stands."""
    order = _ordered(unit, meeting_id)
    made = _copied(unit, items, meeting_id, carried=True)
    _settle(unit, order, list(zip(made, items, strict=True)))
    return made


def put_on_agenda(unit: Unit, meeting_id: int, rows: Iterable[Mapping[str, Any]]) -> list[int]:
    """Put new items on an agenda within an act, each to where its section stands."""
    order = _ordered(unit, meeting_id)
    given = [{**row, "meeting_id": meeting_id, "position": len(order)} for row in rows]
    made = unit.insert_many(AgendaItem, given)
    _settle(unit, order, list(zip(made, given, strict=True)))
    return made


def proposed(
    unit: Unit, community_id: int, on: date, items: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Items to come, with the minutes that their like took lately where that is known."""
    past = times_taken(unit, community_id, on)
    return [
        {**item, "minutes": item["minutes"] if learnt is None else learnt}
        for item in items
        for learnt in (learnt_minutes(past, item["section"], item["title"]),)
    ]


def _copied(
    unit: Unit, items: Sequence[Mapping[str, Any]], meeting_id: int, *, carried: bool
) -> list[int]:
    made = unit.insert_many(
        AgendaItem,
        [
            {name: item[name] for name in _CARRIED}
            | {"meeting_id": meeting_id, "position": 9_999}
            | ({"carried_from_id": item["id"]} if carried else {})
            for item in items
        ],
    )
    for item, copy in zip(items, made, strict=True):
        links = unit.find(AgendaLink, agenda_item_id=item["id"])
        unit.insert_many(
            AgendaLink,
            [{"agenda_item_id": copy, "record_id": link["record_id"]} for link in links],
        )
    return made


def _settle(
    unit: Unit, order: list[dict[str, Any]], new: Sequence[tuple[int, Mapping[str, Any]]]
) -> None:
    """Number the items anew, each new one where its section stands."""
    for id_, row in new:
        order.insert(_place(order, row["section"]), {"id": id_, "section": row["section"]})
    _number(unit, [row["id"] for row in order])


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
