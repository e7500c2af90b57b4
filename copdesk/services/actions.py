"""What somebody said they would do: agreed, done, taken up again."""

from collections.abc import Sequence
from datetime import date

from copdesk.db.models import Action
from copdesk.db.store import Store
from copdesk.services.records import add_in, named


def agree_action(  # noqa: PLR0913  (what an action has)
    store: Store,
    title: str,
    *,
    meeting_id: int | None = None,
    agenda_item_id: int | None = None,
    owner_id: int | None = None,
    due_on: date | None = None,
    note: str = "",
) -> int:
    """Agree an action, at a meeting or between two; returns its id. Its number is given here.

    Raises:
        Invalid: a value can't be kept; nothing is changed.
    """
    with store.change("Agree action") as unit:
        values = {
            "title": title,
            "meeting_id": meeting_id,
            "agenda_item_id": agenda_item_id,
            "owner_id": owner_id,
            "due_on": due_on,
            "note": note,
        }
        id_ = add_in(unit, Action, values)
        unit.label = f"Agree action {_reference(unit.get(Action, id_))}"
    return id_


def finish_actions(store: Store, action_ids: Sequence[int], on: date) -> None:
    """Say that actions were done on a day."""
    _set_done(store, action_ids, on, "Done: {}")


def reopen_actions(store: Store, action_ids: Sequence[int]) -> None:
    """Say that actions are still to be done."""
    _set_done(store, action_ids, None, "Take up again: {}")


def _set_done(store: Store, action_ids: Sequence[int], on: date | None, label: str) -> None:
    with store.change("Action") as unit:
        found = {each: _reference(unit.get(Action, each)) for each in action_ids}
        unit.label = label.format(
            f"{'action ' if len(found) == 1 else ''}" + named(found, action_ids, "actions")
        )
        for each in action_ids:
            unit.set(Action, each, done_on=on)


def _reference(action: dict[str, object] | None) -> str:
    return str(action["reference"]) if action else ""
