"""Which columns a list shows, how wide and in what order, and which give way when room is short."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from copdesk.ui.kit.cells import Cell


@dataclass(frozen=True, slots=True)
class Shown:
    """A column as a page wants it.

    Attributes:
        key: the column of the listing.
        width: pixels as designed; of the first column, the least it is given.
        rank: 0 never gives way; the higher, the sooner it does.
        cell: how it is drawn.
        hidden: only shown when chosen.
    """

    key: str
    width: int = 120
    rank: int = 1
    cell: Cell = field(default_factory=Cell)
    hidden: bool = False


@dataclass(slots=True)
class Choice:
    """What somebody made of the columns of one list."""

    order: list[str]
    widths: dict[str, int] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    sort: str = ""
    descending: bool = False

    def to_text(self) -> str:
        """As it is remembered."""
        return json.dumps(
            {
                "order": self.order,
                "widths": self.widths,
                "hidden": sorted(self.hidden),
                "sort": self.sort,
                "descending": self.descending,
            }
        )


def first_choice(columns: Sequence[Shown], sort: str, *, descending: bool = False) -> Choice:
    """The columns as the page has them."""
    hidden = {column.key for column in columns if column.hidden}
    return Choice([column.key for column in columns], {}, hidden, sort, descending)


def remembered(text: object, first: Choice) -> Choice:
    """What was remembered, brought up to date with the columns there are now."""
    try:
        told = json.loads(text) if isinstance(text, str) else {}
        keys = first.order
        order = [key for key in told["order"] if key in keys]
        known = set(order)
        return Choice(
            order + [key for key in keys if key not in known],
            {key: int(width) for key, width in told["widths"].items() if key in keys},
            {key for key in told["hidden"] if key in keys} | (first.hidden - known),
            told["sort"] if told["sort"] in keys else first.sort,
            bool(told["descending"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return first


def that_fit(columns: Sequence[Shown], widths: Mapping[str, int], room: int) -> set[str]:
    """The columns that fit into ``room`` pixels; the highest rank gives way first.

    Args:
        columns: those that are to be shown.
        widths: how wide each is.
        room: of the whole table.
    """
    kept = list(columns)
    for column in sorted(columns, key=lambda column: -column.rank):
        if column.rank and sum(widths[each.key] for each in kept) > room:
            kept.remove(column)
    return {column.key for column in kept}
