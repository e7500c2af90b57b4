"""Views of one's own: the filters of a list kept under a name, renamed, put in order, deleted."""

from typing import Any

from copdesk.db.models import SavedView
from copdesk.db.store import Store
from copdesk.db.unit import Unit
from copdesk.errors import UserError
from copdesk.services.records import add_in, check


def keep_view(  # noqa: PLR0913  (what a view has)
    store: Store,
    kind: str,
    name: str,
    *,
    filters: str,
    words: str = "",
    sort: str = "",
    descending: bool = False,
) -> int:
    """Keep what narrows and orders a list under a name; returns its id.

    A view of that list which is called so already is kept anew.

    Args:
        store: the open file.
        kind: of the list.
        name: of the view.
        filters: as `copdesk.db.kept_filters.to_text` writes them.
        words: typed into the filter box.
        sort: the key of a column.
        descending: the last first.

    Raises:
        Invalid: the name is empty or too long; nothing is changed.
    """
    values = {"filters": filters, "words": words, "sort": sort, "descending": descending}
    with store.change(f"Keep view “{name.strip()}”") as unit:
        known = _called(unit, kind, name)
        if known is not None:
            unit.set(SavedView, known["id"], **values)
            return int(known["id"])
        place = len(unit.find(SavedView, kind=kind))
        return add_in(
            unit,
            SavedView,
            {**values, "kind": kind, "name": name.strip(), "position": place},
        )


def rename_view(store: Store, view_id: int, name: str) -> None:
    """Give a view another name.

    Raises:
        Invalid: the name is empty or too long.
        UserError: another view of the list is called so, or it was deleted.
    """
    with store.change("Rename view") as unit:
        view = _view(unit, view_id)
        unit.label = f"Rename view “{view['name']}” to “{name.strip()}”"
        known = _called(unit, view["kind"], name)
        if known is not None and known["id"] != view_id:
            raise UserError(f"There is a view “{known['name']}” already.", "Type another name.")
        check(SavedView, {"name": name.strip()})
        unit.set(SavedView, view_id, name=name.strip())


def move_view(store: Store, view_id: int, to: int) -> None:
    """Put a view at another place among those of its list (0 is the first)."""
    with store.change("Move view") as unit:
        view = _view(unit, view_id)
        unit.label = f"Move view “{view['name']}”"
        order = [each["id"] for each in _in_order(unit, view["kind"]) if each["id"] != view_id]
        order.insert(max(to, 0), view_id)
        for position, each in enumerate(order):
            unit.set(SavedView, each, position=position)


def delete_view(store: Store, view_id: int) -> None:
    """Delete a view; no record of the list is touched."""
    with store.change("Delete view") as unit:
        unit.label = f"Delete view “{_view(unit, view_id)['name']}”"
        unit.delete(SavedView, view_id)


def _in_order(unit: Unit, kind: str) -> list[dict[str, Any]]:
    found = unit.find(SavedView, kind=kind)
    return sorted(found, key=lambda each: (each["position"] or 0, each["id"]))


def _called(unit: Unit, kind: str, name: str) -> dict[str, Any] | None:
    """The view of a list with this name, whatever its capitals."""
    wanted = name.strip().casefold()
    found = (each for each in unit.find(SavedView, kind=kind) if each["name"].casefold() == wanted)
    return next(found, None)


def _view(unit: Unit, view_id: int) -> dict[str, Any]:
    view = unit.get(SavedView, view_id)
    if view is None:
        raise UserError("This view was deleted.", "Undo the deletion first.")
    return view
